"""Which stories a question is about: by outlet, by day of publication, by who is named, by what was found in them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ColumnElement, func, select

from runtut.archive.keys import name_key
from runtut.archive.tables import ENTITIES, FINDINGS, NAMES, OUTLETS, STORIES, VERSIONS
from runtut.values import dataclass


def period(text: str) -> tuple[str, str]:
    """Return the first and the last day of a year, a month or a day, as the tables write them.

    Raises:
        ValueError: it is none of those.
    """
    parts = text.split("-")
    if len(parts) > 3 or len(parts[0]) != 4 or not all(each.isascii() and each.isdecimal() for each in parts):
        raise ValueError(text)
    first = dt.date(*map(int, [*parts, "1", "1"][:3]))
    last = {1: f"{first:%Y}-12-31", 2: f"{first:%Y-%m}-31", 3: first.isoformat()}[len(parts)]
    return first.isoformat(), last


@dataclass(frozen=True, slots=True)
class Filters:
    """Demands on stories; those without a date do not meet one on it.

    Attributes:
        outlets: names of outlets, any of which will do, in any case; none means all.
        since: the first day, YYYY-MM-DD.
        until: the last day.
        person: the name of somebody who is named, whole, in any case.
        rule: the code of a rule that found something in it.
    """

    outlets: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    person: str | None = None
    rule: str | None = None

    def __bool__(self) -> bool:
        """Whether anything is demanded."""
        return bool(self.outlets or self.since or self.until or self.person or self.rule)

    def conditions(self) -> list[ColumnElement[bool]]:
        """Return what `VERSIONS` and `STORIES`, joined, must meet."""
        made: list[ColumnElement[bool]] = []
        if self.outlets:
            theirs = func.lower(OUTLETS.c.name).in_([each.lower() for each in self.outlets])
            made.append(STORIES.c.outlet.in_(select(OUTLETS.c.id).where(theirs)))
        if self.since:
            made.append(VERSIONS.c.day >= self.since)
        if self.until:
            made.append(VERSIONS.c.day <= self.until)
        if self.person:
            named = select(NAMES.c.id).where(NAMES.c.key == name_key(self.person), NAMES.c.type == "person")
            made.append(VERSIONS.c.id.in_(select(ENTITIES.c.version).where(ENTITIES.c.name.in_(named))))
        if self.rule:
            made.append(VERSIONS.c.id.in_(select(FINDINGS.c.version).where(FINDINGS.c.code == self.rule)))
        return made
