"""What was planned or foretold for a day, and which later stories bear on it."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select, text

from runtut.archive.database import Database, chunks
from runtut.archive.filters import Filters
from runtut.archive.keys import name_key
from runtut.archive.sentences import sentence_at
from runtut.archive.tables import ENTITIES, EVENTS, FORETOLD, NAMES, OUTLETS, QUANTITIES, STORIES, VERSIONS
from runtut.archive.voices import voices
from runtut.values import dataclass

BEARING = 5
"""Later stories that are named for each plan, at most."""
DAYS = 45
"""Days after a date in which stories that bear on it are looked for."""
WELL_KNOWN = 400
"""Stories with a name, in the days looked at, from which on it tells nothing of what a story is about."""
_SPARE = 4
"""Plans that are read for each that is shown: copies are shown once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """A story that bears on a plan: it has the same names, and mostly tells of the same kind of thing."""

    story: int
    day: str
    outlet: str | None
    title: str | None
    url: str | None
    names: tuple[str, ...]
    same_kind: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """A plan or forecast with the day that it is for.

    Attributes:
        due: the last day or minute it is for.
        status: planned or forecast.
        kind: the family of the event, or the unit of the figure.
        value: the figure, if it is one.
        story: the id of the story on file; `day`, `outlet`, `title` and `url` are the story's.
        start: where it stands in the story's text.
        end: where it ends, exclusive.
        excerpt: the sentence.
        past: whether the day was past on the day of asking.
        later: stories of after that day that bear on it.
    """

    due: str
    status: str
    kind: str
    value: float | None = None
    story: int
    day: str | None
    outlet: str | None
    title: str | None
    url: str | None
    start: int
    end: int
    excerpt: str
    past: bool
    later: tuple[Later, ...] = ()


def forecasts(
    database: Database, *, on: dt.date, due: bool = False, filters: Filters | None = None, limit: int = 20
) -> list[Forecast]:
    """Return what was planned or foretold, that with the latest day first; of a text and its copies once.

    Args:
        database: the archive's.
        on: the day of asking.
        due: only what was for a day now past.
        filters: which stories; None for all.
        limit: how many at most.

    Raises:
        ArchiveError: the database refuses.
    """
    with database.reading() as connection:
        found = [
            each
            for table in (EVENTS, QUANTITIES)
            for each in _foretold(connection, table, on if due else None, filters or Filters(), limit * _SPARE)
        ]
        found.sort(key=lambda row: (row.last, row.day or "", row.id, row.start_char), reverse=True)
        chosen = list(_once(connection, found))[:limit]
        near = _Near(connection)
        return [_forecast(near, row, on.isoformat()) for row in chosen]


def _foretold(connection: Connection, table: Any, on: dt.date | None, filters: Filters, most: int) -> Sequence[Any]:
    event = table is EVENTS
    asked = (
        select(
            *(VERSIONS.c.id, VERSIONS.c.story, VERSIONS.c.day, VERSIONS.c.title, VERSIONS.c.text),
            *(OUTLETS.c.name.label("outlet"), STORIES.c.url),
            *(table.c.start_char, table.c.end_char, table.c.last, table.c.status),
            (table.c.kind if event else table.c.unit).label("kind"),
            *((EVENTS.c.participants, EVENTS.c.place) if event else (QUANTITIES.c.value,)),
        )
        .select_from(table)
        .join(VERSIONS, VERSIONS.c.id == table.c.version)
        .join(STORIES, and_(STORIES.c.id == VERSIONS.c.story, STORIES.c.newest == VERSIONS.c.id))
        .outerjoin(OUTLETS, OUTLETS.c.id == STORIES.c.outlet)
        .where(text(FORETOLD.format(table=table.name)), table.c.part == 0)
        .where(or_(VERSIONS.c.day.is_(None), table.c.last >= VERSIONS.c.day), *filters.conditions())
        .order_by(table.c.last.desc())
        .limit(most)
    )
    if on is not None:
        asked = asked.where(table.c.last < on.isoformat())
    return connection.execute(asked).all()


def _once(connection: Connection, rows: Sequence[Any]) -> Iterator[Any]:
    """Yield one row for each plan of a voice: the first that is given."""
    voice = voices(connection, {row.id for row in rows})
    seen = set()
    for row in rows:
        key = voice[row.id], row.kind, row.last
        if key not in seen:
            seen.add(key)
            yield row


class _Near:
    """Which versions name somebody or something, of those of some days.

    Both are asked of an index alone, and each once: how many name what is in every story says nothing of how many of
    those days do, and to look at the day of each would be to read them all.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._days: dict[tuple[str, str], frozenset[int]] = {}
        self._named: dict[int, frozenset[int]] = {}

    def naming(self, name: int, after: str, until: str) -> frozenset[int]:
        """Return the versions that hold a name, by its id, published after a day and not after another."""
        days = after, until
        if days not in self._days:
            asked = select(VERSIONS.c.id).where(VERSIONS.c.day > after, VERSIONS.c.day <= until)
            self._days[days] = frozenset(self.connection.execute(asked).scalars())
        if name not in self._named:
            holding = select(ENTITIES.c.version).where(ENTITIES.c.name == name)
            self._named[name] = frozenset(self.connection.execute(holding).scalars())
        return self._days[days] & self._named[name]


def _forecast(near: _Near, row: Any, on: str) -> Forecast:
    start, end = sentence_at(row.text, row.start_char, row.end_char)
    past = row.last < on
    return Forecast(
        due=row.last,
        status=row.status,
        kind=row.kind,
        value=getattr(row, "value", None),
        story=row.story,
        day=row.day,
        outlet=row.outlet,
        title=row.title,
        url=row.url,
        start=row.start_char,
        end=row.end_char,
        excerpt=" ".join(row.text[start:end].split()),
        past=past,
        later=tuple(_later(near, row, (start, end), on)) if past else (),
    )


def _later(near: _Near, row: Any, sentence: tuple[int, int], on: str) -> Iterator[Later]:
    """Yield stories from after the day, those that share most first."""
    connection = near.connection
    names = _names(connection, row, sentence)
    first = max(row.last[:10], row.day or "")
    until = min((dt.date.fromisoformat(first) + dt.timedelta(DAYS)).isoformat(), on)
    shared: defaultdict[int, set[str]] = defaultdict(set)
    for id_, name in names.items():
        versions = near.naming(id_, first, until)
        if len(versions) < WELL_KNOWN:
            for version in versions:
                shared[version].add(name)
    alike = _with_kind(connection, shared, row.kind) if hasattr(row, "participants") else set()
    least = min(2, len(names))
    found = [v for v, which in shared.items() if len(which) >= least and (least > 1 or v in alike)]
    asked = (
        select(VERSIONS.c.id, VERSIONS.c.story, VERSIONS.c.day, OUTLETS.c.name, VERSIONS.c.title, STORIES.c.url)
        .join(STORIES, and_(STORIES.c.id == VERSIONS.c.story, STORIES.c.newest == VERSIONS.c.id))
        .outerjoin(OUTLETS, OUTLETS.c.id == STORIES.c.outlet)
    )
    told = {
        each[0]: each[1:] for some in chunks(found) for each in connection.execute(asked.where(VERSIONS.c.id.in_(some)))
    }
    for version in sorted(told, key=lambda v: (-len(shared[v]), v not in alike, told[v][1], v))[:BEARING]:
        story, day, outlet, title, url = told[version]
        yield Later(
            story=story,
            day=day,
            outlet=outlet,
            title=title,
            url=url,
            names=tuple(sorted(shared[version])),
            same_kind=version in alike,
        )


def _names(connection: Connection, row: Any, sentence: tuple[int, int]) -> dict[int, str]:
    """Return the names, by their ids, of those who take part and of what else the sentence names; not the outlet's own."""
    own = name_key(row.outlet or "") or None
    taking_part = set(json.loads(getattr(row, "participants", None) or "[]")) | {getattr(row, "place", None)}
    asked = (
        select(ENTITIES.c.n, NAMES.c.id, NAMES.c.name, ENTITIES.c.mentions)
        .join(NAMES, NAMES.c.id == ENTITIES.c.name)
        .where(ENTITIES.c.version == row.id)
    )
    return {
        id_: name
        for n, id_, name, mentions in connection.execute(asked)
        if (n in taking_part or any(sentence[0] <= start < sentence[1] for start, _ in json.loads(mentions)))
        and not (own and name_key(name).startswith(own))
    }


def _with_kind(connection: Connection, versions: Iterable[int], kind: str) -> set[int]:
    """Return those versions that tell of an event of a kind, and not as one to come."""
    found: set[int] = set()
    for some in chunks(versions):
        asked = select(EVENTS.c.version).where(
            EVENTS.c.version.in_(some), EVENTS.c.kind == kind, EVENTS.c.status == "stated"
        )
        found.update(connection.execute(asked.group_by(EVENTS.c.version).having(func.count() > 0)).scalars())
    return found
