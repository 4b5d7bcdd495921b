"""Putting stories on file from a Ray cluster: each process reads blocks of tables and writes them to the server itself.

A block that is done again, because its process was ended or the whole run was stopped, adds nothing twice: a story seen
before is passed over unread.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

from runtut.archive.database import open_database
from runtut.archive.join import join
from runtut.archive.read import add_units
from runtut.batch import Plan
from runtut.cluster.blocks import Block, blocks, items
from runtut.cluster.spread import Done, spread
from runtut.i18n import N_
from runtut.record import ArchiveError
from runtut.values import dataclass


def add_on_cluster(target: str, paths: Sequence[str], plan: Plan, *, address: str | None = None) -> Iterator[Done]:
    """Put the stories of tables on file, and yield what came of each block.

    Args:
        target: the address of the archive, on a PostgreSQL server that every machine of the cluster reaches.
        paths: `.parquet` files and folders of them, under the same paths on every machine.
        plan: how to read, and which rules to apply.
        address: of a cluster that runs, as "ray://host:10001" or "auto"; None for one on this machine alone.

    Raises:
        ArchiveError: the archive is a file, which takes one writer at a time; or it cannot be opened.
        SourceError: something is no table.
        SettingsError: Ray is not installed.
    """
    if "://" not in target:
        template = N_("{archive}: a cluster writes to a PostgreSQL server; give --archive postgresql://…")
        raise ArchiveError(template, kind="query", archive=target)
    work = blocks(paths)
    open_database(target, create=True).close()  # made once, before many look for it
    yield from spread(work, Filing(target, plan), address=address)
    database = open_database(target)
    try:
        join(database)  # what one process left to another that was at it
    finally:
        database.close()


@dataclass(frozen=True, slots=True)
class Filing:
    """Reads the stories of a block, and puts them on file."""

    target: str
    plan: Plan

    def take(self, block: Block, /) -> tuple[int, int]:
        """Put a block on file."""
        database = open_database(self.target)
        try:
            fates = [
                each.fate
                for each in add_units(database, items(block, self.plan), self.plan, now=lambda: dt.datetime.now(dt.UTC))
            ]
        finally:
            database.close()
        return len(fates), fates.count(None)

    def give_up(self, block: Block, /) -> None:
        """Leave the story out: what is not on file is seen to be missing."""
