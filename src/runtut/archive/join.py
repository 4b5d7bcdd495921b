"""Joining: each version is compared once with what is on file, by joiners that write down what belongs together.

Adding is done by many at once, joining by one at a time. A version waits (`versions.joined` is false) until every
joiner has seen it; a batch is one transaction, so that a run that is killed leaves the rest waiting and nothing half
done. Each two versions meet once, when the later of them is joined: a joiner compares the given ones with each other and
with those that are joined, and so its results do not depend on the order in which stories were added.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, select, update

from runtut.archive.copies import join_copies
from runtut.archive.database import Database, chunks
from runtut.archive.same_event import join_events
from runtut.archive.tables import VERSIONS

BATCH = 200
"""Versions of one transaction."""

TASK = "join"

Joiner = Callable[[Connection, Sequence[int]], None]
"""Compares versions, by their ids, with each other and with those that are joined, and writes what it finds.

A version may come again, after it was read anew: what was written of it before must be taken out first.
"""

JOINERS: tuple[Joiner, ...] = (join_copies, join_events)
"""In the order in which they run; a later one may ask for what an earlier one has written."""


def join(database: Database) -> int:
    """Join all versions that wait, and return how many those were; where another process is at it, leave them to it.

    Raises:
        ArchiveError: the database refuses; what was joined before stays so.
    """
    done = 0
    while waiting(database):
        with database.writing() as connection:
            if not database.alone(connection, TASK):
                break
            some = [row[0] for row in connection.execute(WAITING.limit(BATCH))]
            for joiner in JOINERS:
                joiner(connection, some)
            for each in chunks(some):
                connection.execute(update(VERSIONS).where(VERSIONS.c.id.in_(each)).values(joined=True))
        done += len(some)
    return done


def waiting(database: Database) -> bool:
    """Whether any version waits to be joined."""
    with database.reading() as connection:
        return connection.execute(WAITING.limit(1)).first() is not None


WAITING = select(VERSIONS.c.id).where(~VERSIONS.c.joined).order_by(VERSIONS.c.id)
