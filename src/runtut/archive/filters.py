"""Which stories a question is about: by outlet, by day of publication."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select

from runtut.archive.tables import OUTLETS, STORIES, VERSIONS
from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class Filters:
    """Demands on stories; those without a date do not meet one on it.

    Attributes:
        outlets: names of outlets, any of which will do, in any case; none means all.
        since: the first day, YYYY-MM-DD.
        until: the last day.
    """

    outlets: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    def __bool__(self) -> bool:
        """Whether anything is demanded."""
        return bool(self.outlets or self.since or self.until)

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return what `VERSIONS` and `STORIES`, joined, must meet."""
        made: list[ColumnElement[bool]] = []
        if self.outlets:
            named = func.lower(OUTLETS.c.name).in_([each.lower() for each in self.outlets])
            made.append(STORIES.c.outlet.in_(select(OUTLETS.c.id).where(named)))
        if self.since:
            made.append(VERSIONS.c.day >= self.since)
        if self.until:
            made.append(VERSIONS.c.day <= self.until)
        return made
