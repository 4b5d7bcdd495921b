"""Reading spread over a Ray cluster: tables of stories in, tables of records out (`read --engine ray`).

The input is cut into blocks of rows. Each block is read by one task, which writes its records into a file of its own
and moves it into place when it is whole. So a task that fails, or whose machine does, is done again without a trace; a
run that was stopped goes on where it was; and each story has exactly one record. Every machine must see the input and
the output under the same paths. Ray comes with `runtut[ray]`.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import uuid
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from runtut.batch import Plan, finish
from runtut.i18n import N_
from runtut.intake.parquet import read_parquet
from runtut.intake.sources import Item
from runtut.record import SettingsError, SourceError
from runtut.report.outcome import Outcome
from runtut.values import dataclass

ROWS = 500
"""Stories of a block: some ten seconds of work, to which what Ray spends on a task is nothing, and which is soon redone."""

AHEAD = 4
"""Blocks handed out for each processor of the cluster: enough that none waits, and few enough that none is held long."""

TRIES = 3
"""How often a block is given out whole. One that ended its process each time is halved until the story at fault is alone."""

_MANIFEST = "_blocks.json"  # readers of folders of tables pass over names that begin so


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


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a block: how many stories, how many of them could not be read; `known` where an earlier run did it."""

    block: Block
    stories: int
    failed: int
    known: bool = False


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


def read_on_cluster(
    paths: Sequence[str], folder: Path, plan: Plan, *, address: str | None = None, language: str = "en"
) -> Iterator[Done]:
    """Read tables of stories into a folder of tables of records, and yield what came of each block.

    Args:
        paths: `.parquet` files and folders of them.
        folder: where the records go; one that an earlier run began is filled up.
        plan: what to do with each story.
        address: of a cluster that runs, as "ray://host:10001" or "auto"; None for one on this machine alone.
        language: that of the messages of findings.

    Raises:
        SourceError: something is no table.
        SettingsError: Ray is not installed, or the folder holds the records of another run.
    """
    work = blocks(paths)
    folder = folder.absolute()
    folder.mkdir(parents=True, exist_ok=True)
    _check_manifest(folder, work, plan)
    waiting = []
    for block in work:
        known = _known(folder, block)
        if known is None:
            waiting.append(block)
        else:
            yield known
    if waiting:
        yield from _spread(waiting, folder, plan, address, language)


def _check_manifest(folder: Path, work: Sequence[Block], plan: Plan) -> None:
    """Write down what the folder holds the records of; refuse one that holds those of something else."""
    said = {
        "runtut": version("runtut"),
        "plan": repr(plan),
        "blocks": [[each.path, each.first, each.last] for each in work],
    }
    path = folder / _MANIFEST
    if path.exists():
        if json.loads(path.read_text(encoding="utf-8")) != said:
            template = N_(
                "{folder}: holds the records of other stories, or of another runtut or other options; give an empty folder"
            )
            raise SettingsError(template, folder=str(folder))
        return
    fresh = path.with_suffix(".new")
    fresh.write_text(json.dumps(said), encoding="utf-8")
    fresh.replace(path)


def _known(folder: Path, block: Block) -> Done | None:
    """Return what an earlier run made of a block, None where it is still to be done."""
    if not (folder / block.part).exists():
        return None
    from pyarrow.parquet import read_table  # noqa: PLC0415 -- an extra

    errors = read_table(folder / block.part, columns=["error"]).column("error")
    return Done(block, len(errors), len(errors) - errors.null_count, known=True)


def _spread(work: Sequence[Block], folder: Path, plan: Plan, address: str | None, language: str) -> Iterator[Done]:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing of a run is told to anybody
    try:
        import ray  # noqa: PLC0415 -- an extra, and slow to import
    except ImportError:
        template = N_("--engine ray needs Ray; install it with: pip install 'runtut[ray]'")
        raise SettingsError(template) from None
    started = not ray.is_initialized()
    if started:
        ray.init(address=address, include_dashboard=False, log_to_driver=False, logging_level=logging.ERROR)
    try:
        yield from _driven(ray, work, folder, plan, language)
    finally:
        if started:
            ray.shutdown()


def _driven(ray: Any, work: Sequence[Block], folder: Path, plan: Plan, language: str) -> Iterator[Done]:
    """Hand out blocks and take what comes back; see `TRIES` for those that do not."""
    task = ray.remote(num_cpus=1, max_retries=0)(read_block)
    rest = [(block, TRIES) for block in reversed(work)]
    flying: dict[Any, tuple[Block, int]] = {}
    most = max(1, int(ray.cluster_resources().get("CPU", 1))) * AHEAD
    while rest or flying:
        while rest and len(flying) < most:
            block, tries = rest.pop()
            flying[task.remote(block, str(folder), plan, language)] = block, tries
        ready, _ = ray.wait(list(flying), num_returns=1)
        block, tries = flying.pop(ready[0])
        try:
            stories, failed = ray.get(ready[0])
        except ray.exceptions.RayError as error:
            logging.getLogger(__name__).warning("block %s failed (%s)", block.part, type(error).__name__)
            if tries > 1:
                rest.append((block, tries - 1))
            elif block.last - block.first > 1:
                rest.extend((half, 1) for half in block.halves())
            else:
                yield Done(block, 1, _write(block, [_lost(block)], folder, language)[1])
        else:
            yield Done(block, stories, failed)


def read_block(block: Block, folder: str, plan: Plan, language: str) -> tuple[int, int]:
    """Read the stories of a block and write their records; return how many there are, and how many could not be read."""
    return _write(block, _outcomes(block, plan), Path(folder), language)


def _outcomes(block: Block, plan: Plan) -> Iterator[Outcome]:
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
                yield finish(Item(id_, block.path, error=read, line=line), plan)
            else:
                yield finish(Item(id_, block.path, story=read, line=line), plan)


def _lost(block: Block) -> Outcome:
    where = f"{block.path}:{block.last}"
    template = N_("{where}: every process that read this story was ended; look at it by itself")
    error = SourceError(template, kind="internal", source=block.path, line=block.last, where=where)
    return Outcome(id=where, source=block.path, error=error, line=block.last)


def _write(block: Block, outcomes: Any, folder: Path, language: str) -> tuple[int, int]:
    from runtut.report.parquet import write_records  # noqa: PLC0415 -- an extra

    fresh = folder / f".{block.part}.{uuid.uuid4().hex}"
    tally = [0, 0]

    def counted() -> Iterator[Outcome]:
        for outcome in outcomes:
            tally[0] += 1
            tally[1] += outcome.record is None
            yield outcome

    try:
        write_records(counted(), fresh, language=language)
        fresh.replace(folder / block.part)
    finally:
        fresh.unlink(missing_ok=True)
    return tally[0], tally[1]
