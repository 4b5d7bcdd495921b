"""Blocks of tables of stories: what a cluster hands out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from runtut.batch import Plan
from runtut.i18n import N_
from runtut.intake.items import Item
from runtut.intake.parquet import read_parquet
from runtut.record import SourceError
from runtut.values import dataclass

ROWS = 500
"""Stories of a block: some ten seconds of work, to which what Ray spends on a task is nothing, and which is soon redone."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows `first` to `last`, exclusive, of a table."""

    path: str
    first: int
    last: int

    @property
    def part(self) -> str:
        """The name of the file of its records: the same in every run."""
        where = hashlib.sha256(self.path.encode()).hexdigest()[:8]
        return f"part-{where}-{self.first:09}-{self.last:09}.parquet"

    def halves(self) -> tuple[Block, Block]:
        """Return the block in two."""
        middle = (self.first + self.last) // 2
        return Block(self.path, self.first, middle), Block(self.path, middle, self.last)


def blocks(paths: Sequence[str]) -> list[Block]:
    """Return the blocks of tables, or of the tables in folders.

    Raises:
        SourceError: something is no table.
    """
    found = []
    for path in paths:
        given = Path(path)
        files = sorted(given.rglob("*.parquet")) if given.is_dir() else [given]
        if not files:
            raise SourceError(N_("{source}: no .parquet in this folder"), kind="empty", source=path)
        for file in files:
            count = _count(file)
            found += [Block(str(file.absolute()), n, min(n + ROWS, count)) for n in range(0, count, ROWS)]
    return found


def _count(file: Path) -> int:
    import pyarrow as pa  # noqa: PLC0415 -- an extra
    from pyarrow.parquet import read_metadata  # noqa: PLC0415 -- see above

    try:
        return int(read_metadata(file).num_rows)
    except (pa.ArrowException, OSError, ValueError) as error:
        template = N_("{source}: not a Parquet file that can be read ({reason}); a cluster reads tables of stories")
        raise SourceError(template, kind="format", source=str(file), reason=str(error).split("\n", 1)[0]) from None


def items(block: Block, plan: Plan) -> Iterator[Item]:
    """Yield the stories of a block, or the errors that stand in their place."""
    with open(block.path, "rb") as stream:  # noqa: PTH123 -- as binary as it is
        rows = read_parquet(
            stream,
            source=block.path,
            language=plan.language,
            published=plan.published,
            rows=range(block.first, block.last),
        )
        for line, id_, read in rows:
            if isinstance(read, SourceError):
                yield Item(id_, block.path, error=read, line=line)
            else:
                yield Item(id_, block.path, story=read, line=line)


def lost(block: Block) -> Item:
    """Return what stands in place of the story of a block that ended every process that took it."""
    where = f"{block.path}:{block.last}"
    template = N_("{where}: every process that read this story was ended; look at it by itself")
    error = SourceError(template, kind="internal", source=block.path, line=block.last, where=where)
    return Item(where, block.path, error=error, line=block.last)
