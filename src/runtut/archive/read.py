"""Reading stories for the archive: what is on file already is passed over unread, the rest is read by several processes.

Stories are written in batches. What is written stays, however the run ends, and the next run goes on from there.
"""

from __future__ import annotations

import datetime as dt
import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, BinaryIO

from runtut.archive.database import Database
from runtut.archive.fetched import Kept
from runtut.archive.join import join
from runtut.archive.keys import story_key, text_hash
from runtut.archive.rows import Entry, entry_of
from runtut.archive.write import Fate, known, write
from runtut.batch import Plan, Unit, finish, lost, opened, units
from runtut.intake.items import Item, Web
from runtut.processes import map_in_order
from runtut.record import RuntutError
from runtut.record.errors import bug_in
from runtut.report.outcome import Outcome
from runtut.values import dataclass

if TYPE_CHECKING:
    from runtut.intake.fetch.fetcher import Fetcher

BATCH = 200
"""Stories of one transaction. Of 20,000 stories 50 took a sixth longer, and 1,000 no less."""

LONGEST_WAIT = 5.0
"""Seconds until what is read is written, be it less than a batch: what a stopped run has to read again."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one story: its fate, or the error that stands in its place."""

    id: str
    fate: Fate | None = None
    error: RuntutError | None = None


def add(
    database: Database,
    paths: Sequence[str | os.PathLike[str]],
    plan: Plan,
    *,
    now: Callable[[], dt.datetime],
    jobs: int = 1,
    stdin: BinaryIO | None = None,
    fetcher: Fetcher | None = None,
) -> Iterator[Added]:
    """Put the stories of sources on file, yield what became of each once that is certain, and compare them with the others.

    Args:
        database: the archive's.
        paths: files, folders, "-" for `stdin`.
        plan: how to read, and which rules to apply.
        now: the clock.
        jobs: how many processes read; this one writes.
        stdin: a binary stream.
        fetcher: what to fetch with, in place of one that asks only for what has changed since it was put on file.

    Raises:
        ArchiveError: the database refuses. What was yielded before is on file.
    """
    kept = Kept(database)
    if fetcher is not None:
        fetcher.validators = kept
    web = Web(plan.interval, kept, fetcher)
    yield from add_units(database, units(paths, plan, stdin, web), plan, now=now, jobs=jobs, kept=kept)


def add_units(
    database: Database,
    given: Iterable[Unit],
    plan: Plan,
    *,
    now: Callable[[], dt.datetime],
    jobs: int = 1,
    kept: Kept | None = None,
) -> Iterator[Added]:
    """Put stories on file as `add` does; `kept` are the validators by which they were fetched."""
    kept = kept or Kept(database)
    passed: list[Added] = []
    unread = _unread(database, _counted(given, kept), passed)
    work = partial(read_units, plan=plan, reader=version("runtut"))
    read = map_in_order(work, unread, jobs=jobs, lost=lost) if jobs > 1 else (r for u in unread for r in work([u]))
    batch: list[Entry] = []
    began = time.monotonic()
    for done, result in enumerate(read, 1):
        yield from _taken(passed)
        if isinstance(result, Entry):
            batch.append(result)
        else:
            yield Added(result.id, error=result.error)
        if len(batch) >= BATCH or (batch and time.monotonic() - began > LONGEST_WAIT):
            yield from _written(database, batch, now)
            kept.settle(done)
            join(database)
            batch, began = [], time.monotonic()
    yield from _written(database, batch, now)
    yield from _taken(passed)
    kept.settle()
    join(database)


def _counted(given: Iterable[Unit], kept: Kept) -> Iterator[Unit]:
    for unit in given:
        kept.taken += 1
        yield unit


def _taken(passed: list[Added]) -> Iterator[Added]:
    while passed:
        yield passed.pop()


def _written(database: Database, batch: Sequence[Entry], now: Callable[[], dt.datetime]) -> list[Added]:
    fates = write(database, batch, now=now())
    return [Added(entry.id, fate) for entry, fate in zip(batch, fates, strict=True)]


def _unread(database: Database, given: Iterable[Unit], passed: list[Added]) -> Iterator[Unit]:
    """Yield what is not on file; put the rest into `passed`. Documents are known only once they are read."""
    rest = iter(given)
    while some := _some(rest):
        asked = {
            n: (story_key(unit.story), unit.story.outlet, text_hash(unit.story))
            for n, unit in enumerate(some)
            if isinstance(unit, Item) and unit.story is not None
        }
        with database.reading() as connection:
            found = known(connection, asked.values())
        for n, unit in enumerate(some):
            if n in asked and asked[n] in found:
                passed.append(Added(unit.id if isinstance(unit, Item) else unit, Fate.KNOWN))
            else:
                yield unit


def _some(given: Iterator[Unit]) -> list[Unit]:
    """Return the next of them: a batch, or fewer where they come slowly, as from the web."""
    some: list[Unit] = []
    began = time.monotonic()
    while len(some) < BATCH and time.monotonic() - began < LONGEST_WAIT:
        unit = next(given, None)
        if unit is None:
            break
        some.append(unit)
    return some


def read_units(given: list[Unit], plan: Plan, reader: str) -> list[Entry | Outcome]:
    """What a process does: read its stories, and make rows of them; an outcome without record for one that failed."""
    results: list[Entry | Outcome] = []
    for unit in given:
        for item in opened(unit, plan):
            outcome = finish(item, plan)
            if outcome.record is None:
                results.append(outcome)
                continue
            try:
                results.append(entry_of(outcome.record, reader=reader))
            except Exception as error:  # noqa: BLE001 -- whatever it is, the other stories must come out
                slip = bug_in(outcome.id, error, source=item.source, line=item.line)
                results.append(Outcome(id=outcome.id, source=item.source, error=slip, line=item.line))
    return results
