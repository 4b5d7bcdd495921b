"""Which stories of one event give different figures or days for the same: each side with its outlets."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, select

from runtut.archive.database import Database, chunks
from runtut.archive.filters import Filters
from runtut.archive.sentences import sentence_at
from runtut.archive.tables import DISAGREEMENTS, OUTLETS, STORIES, VERSIONS
from runtut.archive.voices import voices
from runtut.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A story that says so; `start` and `end` are where in its text."""

    story: int
    day: str | None
    outlet: str | None
    title: str | None
    url: str | None
    start: int
    end: int
    excerpt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One figure or day, who gives it, and how many voices those are: copies of a text count once."""

    value: str
    outlets: tuple[str, ...]
    voices: int
    stories: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Figures or days of one event that cannot all be right.

    Attributes:
        kind: figure or day.
        what: the toll (dead, injured, missing) or the unit; empty for days.
        first: the day on which the first of the stories was published.
        last: that of the last.
        sides: two or more, that of the most voices first.
    """

    kind: str
    what: str
    first: str
    last: str
    sides: tuple[Side, ...]


Place = tuple[int, int]
"""A version, and where in its text a figure begins."""


def disagreements(database: Database, *, filters: Filters | None = None, limit: int = 20) -> list[Disagreement]:
    """Return what stories of one event disagree on, that with the latest story first.

    Args:
        database: the archive's.
        filters: which stories: a disagreement is told if one of its stories meets them.
        limit: how many at most.

    Raises:
        ArchiveError: the database refuses.
    """
    with database.reading() as connection:
        rows = _rows(connection)
        days = _days(connection, {version for row in rows for version in (row.version, row.of)})
        wanted = _wanted(connection, filters, list(days))
        groups = [each for each in _groups(rows) if any(version in wanted for version, _ in each[2])]
        groups.sort(key=lambda each: (sorted((days[v], v, at) for v, at in each[2]), each[1]), reverse=True)
        groups.sort(key=lambda each: max(days[version] for version, _ in each[2]), reverse=True)
        chosen = groups[:limit]
        told = {version for _, _, members in chosen for version, _ in members}
        stories, voice = _stories(connection, told), voices(connection, told)
    return [_disagreement(*each, stories, voice) for each in chosen]


def _days(connection: Connection, versions: Iterable[int]) -> dict[int, str]:
    asked = select(VERSIONS.c.id, VERSIONS.c.day)
    return {
        id_: day or ""
        for some in chunks(sorted(versions))
        for id_, day in connection.execute(asked.where(VERSIONS.c.id.in_(some)))
    }


def _rows(connection: Connection) -> Sequence[Any]:
    """Return what differs between the newest versions of stories."""
    later, first = STORIES.alias(), STORIES.alias()
    asked = (
        select(DISAGREEMENTS)
        .join(later, later.c.newest == DISAGREEMENTS.c.version)
        .join(first, first.c.newest == DISAGREEMENTS.c.of)
        .order_by(DISAGREEMENTS.c.version, DISAGREEMENTS.c.of, DISAGREEMENTS.c.start_char)
    )
    return connection.execute(asked).all()


def _stories(connection: Connection, versions: Iterable[int]) -> dict[int, Any]:
    asked = (
        select(
            *(VERSIONS.c.id, VERSIONS.c.story, VERSIONS.c.day, OUTLETS.c.name.label("outlet")),
            *(VERSIONS.c.title, STORIES.c.url, VERSIONS.c.text),
        )
        .join(STORIES, STORIES.c.id == VERSIONS.c.story)
        .outerjoin(OUTLETS, OUTLETS.c.id == STORIES.c.outlet)
    )
    found = {}
    for some in chunks(sorted(versions)):
        found.update({row.id: row for row in connection.execute(asked.where(VERSIONS.c.id.in_(some)))})
    return found


def _wanted(connection: Connection, filters: Filters | None, versions: Sequence[int]) -> set[int]:
    if not filters:
        return set(versions)
    found: set[int] = set()
    asked = select(VERSIONS.c.id).join(STORIES, STORIES.c.id == VERSIONS.c.story).where(*filters.conditions())
    for some in chunks(versions):
        found.update(connection.execute(asked.where(VERSIONS.c.id.in_(some))).scalars())
    return found


def _groups(rows: Iterable[Any]) -> list[tuple[str, str, dict[Place, Any]]]:
    """Return what belongs together: a figure and all that it differs from, with their values and ends."""
    parent: dict[Place, Place] = {}
    told: dict[Place, tuple[str, str, str, int]] = {}

    def root(each: Place) -> Place:
        while parent[each] != each:
            parent[each] = parent[parent[each]]
            each = parent[each]
        return each

    def join(one: Place, other: Place) -> None:
        parent[max(root(one), root(other))] = min(root(one), root(other))

    by_value: dict[tuple[int, str, str, str], Place] = {}
    for row in rows:
        one, other = (row.version, row.start_char), (row.of, row.of_start)
        for place, value, end in ((one, row.value, row.end_char), (other, row.of_value, row.of_end)):
            parent.setdefault(place, place)
            told[place] = row.kind, row.what, value, end
            join(place, by_value.setdefault((place[0], row.kind, row.what, value), place))
        join(one, other)
    groups: defaultdict[Place, dict[Place, Any]] = defaultdict(dict)
    for place in sorted(parent):
        groups[root(place)][place] = told[place]
    return [(told[first][0], told[first][1], members) for first, members in groups.items()]


def _disagreement(
    kind: str, what: str, members: dict[Place, Any], stories: dict[int, Any], voice: dict[int, int]
) -> Disagreement:
    by_value: defaultdict[str, dict[int, Statement]] = defaultdict(dict)
    for (version, start), (_, _, value, end) in members.items():
        row = stories[version]
        lo, hi = sentence_at(row.text, start, end)
        by_value[value].setdefault(
            version,
            Statement(
                story=row.story,
                day=row.day,
                outlet=row.outlet,
                title=row.title,
                url=row.url,
                start=start,
                end=end,
                excerpt=" ".join(row.text[lo:hi].split()),
            ),
        )
    sides = [
        Side(
            value=value,
            outlets=tuple(sorted({each.outlet for each in told.values() if each.outlet})),
            voices=len({voice[version] for version in told}),
            stories=tuple(sorted(told.values(), key=lambda each: (each.day or "", each.story))),
        )
        for value, told in by_value.items()
    ]
    days = sorted(stories[version].day or "" for version, _ in members)
    return Disagreement(
        kind=kind,
        what=what,
        first=days[0],
        last=days[-1],
        sides=tuple(sorted(sides, key=lambda each: (-each.voices, each.value))),
    )
