"""Reading spread over a Ray cluster: tables of stories in, tables of records out (`read --engine ray`).

The input is cut into blocks of rows. Each block is read by one task, which writes its records into a file of its own
and moves it into place when it is whole. So a task that fails, or whose machine does, is done again without a trace; a
run that was stopped goes on where it was; and each story has exactly one record. Every machine must see the input and
the output under the same paths.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path

from runtut.batch import Plan, finish
from runtut.cluster.blocks import Block, blocks, items, lost
from runtut.cluster.spread import Done, spread
from runtut.i18n import N_
from runtut.record import SettingsError
from runtut.report.outcome import Outcome
from runtut.values import dataclass

_MANIFEST = "_blocks.json"  # readers of folders of tables pass over names that begin so


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
        yield from spread(waiting, Tables(str(folder), plan, language), address=address)


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


@dataclass(frozen=True, slots=True)
class Tables:
    """Reads the stories of a block, and writes their records into a folder."""

    folder: str
    plan: Plan
    language: str

    def take(self, block: Block, /) -> tuple[int, int]:
        """Read a block and write its table."""
        return self._write(block, (finish(item, self.plan) for item in items(block, self.plan)))

    def give_up(self, block: Block, /) -> None:
        """Write a table with the error in place of the story."""
        self._write(block, [finish(lost(block), self.plan)])

    def _write(self, block: Block, outcomes: Iterable[Outcome]) -> tuple[int, int]:
        from runtut.report.parquet import write_records  # noqa: PLC0415 -- an extra

        fresh = Path(self.folder) / f".{block.part}.{uuid.uuid4().hex}"
        tally = [0, 0]

        def counted() -> Iterator[Outcome]:
            for outcome in outcomes:
                tally[0] += 1
                tally[1] += outcome.record is None
                yield outcome

        try:
            write_records(counted(), fresh, language=self.language)
            fresh.replace(Path(self.folder) / block.part)
        finally:
            fresh.unlink(missing_ok=True)
        return tally[0], tally[1]
