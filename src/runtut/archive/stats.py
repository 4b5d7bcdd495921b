"""How much is on file, of whom, and since when."""

from __future__ import annotations

from sqlalchemy import func, select

from runtut.archive.database import Database
from runtut.archive.tables import (
    ENTITIES,
    EVENTS,
    FINDINGS,
    NAMES,
    OUTLETS,
    QUANTITIES,
    QUOTATIONS,
    STORIES,
    TIMES,
    VERSIONS,
)
from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class OutletStats:
    """What is on file of one outlet; `outlet` is None for stories that name none."""

    outlet: str | None
    stories: int
    versions: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Stats:
    """What is on file: counts by table, and each outlet, the one of the most stories first."""

    counts: dict[str, int]
    outlets: tuple[OutletStats, ...]


_COUNTED = (STORIES, VERSIONS, QUOTATIONS, QUANTITIES, TIMES, EVENTS, ENTITIES, NAMES, FINDINGS)


def stats(database: Database) -> Stats:
    """Return how much is on file."""
    stories = func.count(STORIES.c.id.distinct()).label("stories")
    asked = (
        select(OUTLETS.c.name, stories, func.count(), func.min(VERSIONS.c.day), func.max(VERSIONS.c.day))
        .select_from(VERSIONS)
        .join(STORIES, STORIES.c.id == VERSIONS.c.story)
        .outerjoin(OUTLETS, OUTLETS.c.id == STORIES.c.outlet)
        .group_by(OUTLETS.c.name)
        .order_by(stories.desc(), OUTLETS.c.name)
    )
    with database.reading() as connection:
        counts = {t.name: connection.execute(select(func.count()).select_from(t)).scalar_one() for t in _COUNTED}
        return Stats(counts, tuple(OutletStats(*row) for row in connection.execute(asked)))
