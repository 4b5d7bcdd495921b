"""Stories on file read anew by a newer runtut: what was read out of them is put in the place of what an older one read.

A version says which runtut read it. Those that another one read are due; so a run that was stopped goes on where it was.
Their text and what came with it stay as they were taken in.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from functools import partial
from importlib.metadata import version as version_of

from sqlalchemy import Connection, delete, func, select, update

from runtut.archive.database import Database, chunks
from runtut.archive.join import join
from runtut.archive.read import BATCH, read_units
from runtut.archive.rows import Entry
from runtut.archive.stored import stories_on_file
from runtut.archive.tables import LAYERS, STORIES, VERSIONS
from runtut.archive.write import forget_words, index_words, insert_layers
from runtut.batch import Plan, Unit, lost
from runtut.intake.items import Item
from runtut.processes import map_in_order
from runtut.record import RuntutError
from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class Reread:
    """A version that was read anew, or the error for which it stays as it was."""

    id: str
    error: RuntutError | None = None


def due(database: Database, *, reader: str | None = None) -> int:
    """Return how many versions another runtut read than this, or than `reader`."""
    asked = select(func.count()).select_from(VERSIONS).where(VERSIONS.c.reader != (reader or this_reader()))
    with database.reading() as connection:
        return connection.execute(asked).scalar_one()


def this_reader() -> str:
    """Return what the versions that this runtut reads say of it."""
    return version_of("runtut")


def reread(database: Database, plan: Plan, *, reader: str | None = None, jobs: int = 1) -> Iterator[Reread]:
    """Read the versions that are due anew, and yield each once that is certain.

    Args:
        database: the archive's.
        plan: how to read, and which rules to apply.
        reader: what to note as the reader; this runtut where it is not given.
        jobs: how many processes read; this one writes.

    Raises:
        ArchiveError: the database refuses. What was yielded before is on file.
    """
    reader = reader or this_reader()
    given: deque[int] = deque()
    items = _items(database, reader, given)
    work = partial(read_units, plan=plan, reader=reader)
    results = map_in_order(work, items, jobs=jobs, lost=lost) if jobs > 1 else (r for u in items for r in work([u]))
    batch: list[tuple[int, Entry]] = []
    for result in results:
        version = given.popleft()
        if isinstance(result, Entry):
            batch.append((version, result))
        else:
            yield Reread(result.id, result.error)
        if len(batch) >= BATCH:
            yield from _replaced(database, batch, reader)
            batch = []
    yield from _replaced(database, batch, reader)


def _items(database: Database, reader: str, given: deque[int]) -> Iterator[Unit]:
    """Yield the versions that are due as stories to be read; their ids go into `given`, in the same order."""
    last = 0
    asked = select(VERSIONS.c.id).where(VERSIONS.c.reader != reader).order_by(VERSIONS.c.id).limit(BATCH)
    while True:
        with database.reading() as connection:
            ids = list(connection.execute(asked.where(VERSIONS.c.id > last)).scalars())
            some = list(stories_on_file(connection, ids))
        for version, story in some:
            given.append(version)
            yield Item(id=story.id, source=database.name, story=story)
        if not ids:
            return
        last = ids[-1]


def _replaced(database: Database, batch: Sequence[tuple[int, Entry]], reader: str) -> list[Reread]:
    if not batch:
        return []
    with database.writing() as connection:
        held = _held(database, connection, [version for version, _ in batch], reader)
        entries = [(version, entry) for version, entry in batch if version in held]
        newest = _newest(connection, held)
        forget_words(database, connection, newest)
        for some in chunks(sorted(held)):
            for table in LAYERS:
                connection.execute(delete(table).where(table.c.version.in_(some)))
            connection.execute(update(VERSIONS).where(VERSIONS.c.id.in_(some)).values(reader=reader, joined=False))
        insert_layers(database, connection, entries)
        index_words(database, connection, [(version, entry) for version, entry in entries if version in newest])
    join(database)
    return [Reread(entry.id) for _, entry in batch]


def _held(database: Database, connection: Connection, versions: Sequence[int], reader: str) -> set[int]:
    """Return those that are still due, kept from other writers until we are done; their stories too, so that none is added to."""
    found: set[int] = set()
    for some in chunks(sorted(versions)):
        asked = select(VERSIONS.c.id, STORIES.c.id).join(STORIES, STORIES.c.id == VERSIONS.c.story)
        asked = asked.where(VERSIONS.c.id.in_(some), VERSIONS.c.reader != reader).order_by(STORIES.c.id, VERSIONS.c.id)
        if database.engine.dialect.name != "sqlite":  # there a writer is alone
            asked = asked.with_for_update()
        found.update(row[0] for row in connection.execute(asked))
    return found


def _newest(connection: Connection, versions: set[int]) -> set[int]:
    found: set[int] = set()
    for some in chunks(sorted(versions)):
        found.update(connection.execute(select(STORIES.c.newest).where(STORIES.c.newest.in_(some))).scalars())
    return found
