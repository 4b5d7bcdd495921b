"""Who is meant by a name: names, roles over time, what was said and to whom, and who is named beside."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Select, Text, bindparam, cast, func, select

from runtut.archive.bearers import Bearers
from runtut.archive.database import Database, chunks
from runtut.archive.filters import Filters
from runtut.archive.identity import Sighting, sort_out
from runtut.archive.keys import name_key
from runtut.archive.named import PERSON, names_with
from runtut.archive.tables import ENTITIES, NAMES, QUOTATIONS, ROLES, STORIES, VERSIONS
from runtut.archive.voices import voices
from runtut.languages import load_pack
from runtut.record import RoleState
from runtut.values import dataclass

READ = 200
"""Stories of a name that are read, the newest: with more of them an answer would take too long."""

SHOWN = 10
"""Roles, quotations and companions that are shown of a person."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name that a person is given, and in how many stories."""

    name: str
    stories: int


@dataclass(frozen=True, slots=True)
class Held:
    """What a person is said to be, in how many stories, from which day to which."""

    role: str
    state: str
    stories: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Said:
    """What a person is quoted with; `start` and `end` are where in the text of a story on file, `story` its number."""

    day: str | None
    words: str
    told_to: str | None
    url: str | None
    story: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is meant by a name.

    Attributes:
        name: the fullest name in most stories.
        settled: whether it is certain that no other of the people of this name is the same.
        stories: in how many stories.
        voices: how many of them are no copies of one another.
        first: the first day.
        last: the last day.
        names: all spellings.
        roles: over time.
        said: quotations, the newest first.
        beside: the people named in the same stories, and in how many.
    """

    name: str
    settled: bool
    stories: int
    voices: int
    first: str | None
    last: str | None
    names: tuple[Spelling, ...]
    roles: tuple[Held, ...]
    said: tuple[Said, ...]
    beside: tuple[Spelling, ...]


@dataclass(frozen=True, slots=True)
class People:
    """Who is meant by a name.

    Attributes:
        people: the one of the most stories first.
        count: how many people there are, those included that are not shown.
        undecided: stories of which nothing tells whose they are.
        stories: how many stories hold the name.
        read: how many of them were read, the newest.
    """

    people: tuple[Person, ...]
    count: int
    undecided: tuple[Spelling, ...]
    stories: int
    read: int


def people(
    database: Database, name: str, *, filters: Filters | None = None, limit: int = 5, language: str = "id"
) -> People:
    """Return who is meant by a name, or by a part of one. Two full names are put together by people alone."""
    with database.reading() as connection:
        bearers = Bearers(connection)
        ids = bearers.names(names_with(connection, name))
        read, stories = _seen(connection, ids, filters or Filters())
        facts = Facts(connection, read)
        voice = voices(connection, {row.version for row in read})
        groups: list[tuple[list[Any], bool]] = []
        undecided = []
        for key, rows in _by_bearer(read, bearers).items():
            versions: defaultdict[int, list[Any]] = defaultdict(list)
            for row in rows:
                versions[row.version].append(row)
            sorted_out = sort_out(
                [facts.sighting(each) for each in versions.values()],
                load_pack(language),
                same=bearers.same[key],
                apart=bearers.apart[key],
            )
            groups += [
                ([row for v in each.versions for row in versions[v]], each.settled) for each in sorted_out.people
            ]
            if sorted_out.undecided:
                undecided.append(Spelling(rows[0].name, len(sorted_out.undecided)))
        groups.sort(key=lambda each: (-len(each[0]), each[0][0].name, min(row.day or "~" for row in each[0])))
        found = [_person(connection, facts, rows, voice, settled=settled) for rows, settled in groups[:limit]]
    undecided.sort(key=lambda each: (-each.stories, each.name))
    return People(tuple(found), len(groups), tuple(undecided), stories, len({row.version for row in read}))


def _seen(connection: Connection, names: Sequence[int], filters: Filters) -> tuple[list[Any], int]:
    """Return the entities of names in the newest stories, and in how many stories there are any."""
    joined = (
        ENTITIES.join(NAMES, NAMES.c.id == ENTITIES.c.name)
        .join(VERSIONS, VERSIONS.c.id == ENTITIES.c.version)
        .join(STORIES, (STORIES.c.id == VERSIONS.c.story) & (STORIES.c.newest == VERSIONS.c.id))
    )
    conditions = [ENTITIES.c.name.in_(names), *filters.conditions()]
    columns = (ENTITIES.c.version, ENTITIES.c.n, ENTITIES.c.name.label("name_id"), NAMES.c.name, NAMES.c.key)
    asked = select(*columns, ENTITIES.c.aliases, VERSIONS.c.day, STORIES.c.url).select_from(joined).where(*conditions)
    newest = asked.order_by(VERSIONS.c.day.desc().nulls_last(), STORIES.c.key).limit(READ)
    rows = list(connection.execute(newest).all())
    if len(rows) < READ:
        return rows, len({row.version for row in rows})
    counted = select(func.count(ENTITIES.c.version.distinct())).select_from(joined).where(*conditions)
    return rows, connection.execute(counted).scalar_one()


def _by_bearer(rows: Sequence[Any], bearers: Bearers) -> dict[str, list[Any]]:
    made: defaultdict[str, list[Any]] = defaultdict(list)
    for row in rows:
        made[bearers.key(row.key)].append(row)
    return made


class Facts:
    """What stands in the stories about people, read at once.

    Args:
        connection: to the archive.
        rows: their entities: `version`, `n`; for `sighting` also `day` and `name_id`.
    """

    def __init__(self, connection: Connection, rows: Sequence[Any]) -> None:
        versions = sorted({row.version for row in rows})
        wanted = {(row.version, row.n) for row in rows}
        self.roles: defaultdict[tuple[int, int], list[Any]] = defaultdict(list)
        self.beside: defaultdict[int, frozenset[int]] = defaultdict(frozenset)
        """The people of each version, by the ids of their names; of those with one word alone, nobody knows who they are."""
        body = ENTITIES.alias()
        body_name = NAMES.alias()
        asked = (
            select(ROLES.c.version, ROLES.c.entity, ROLES.c.text, ROLES.c.state, body_name.c.key.label("body"))
            .select_from(ROLES)
            .outerjoin(body, (body.c.version == ROLES.c.version) & (body.c.n == ROLES.c.organization))
            .outerjoin(body_name, body_name.c.id == body.c.name)
        )
        for row in _of(connection, asked, ROLES.c.version, versions):
            if (row.version, row.entity) in wanted:
                self.roles[row.version, row.entity].append(row)
        others = (
            select(ENTITIES.c.version, func.aggregate_strings(cast(ENTITIES.c.name, Text), " "))
            .select_from(ENTITIES)
            .join(NAMES, NAMES.c.id == ENTITIES.c.name)
            .where(NAMES.c.type == PERSON, NAMES.c.key.like("% %"))
            .group_by(ENTITIES.c.version)
        )
        for version, ids in _of(connection, others, ENTITIES.c.version, versions):
            self.beside[version] = frozenset(map(int, ids.split()))

    def sighting(self, rows: Sequence[Any]) -> Sighting:
        """Return what a story tells of whose name it is; several rows of one story are names that are merged."""
        first = rows[0]
        now = [
            each
            for row in rows
            for each in self.roles[row.version, row.n]
            if each.state in (RoleState.CURRENT.value, RoleState.ACTING.value)
        ]
        return Sighting(
            first.version,
            first.day,
            tuple(sorted({" ".join(each.text.lower().split()) for each in now})),
            tuple(sorted({each.body for each in now if each.body})),
            self.beside[first.version] - {row.name_id for row in rows},
        )


def _of(connection: Connection, asked: Select[Any], column: Any, versions: Sequence[int]) -> Iterator[Any]:
    asked = asked.where(column.in_(bindparam("some", expanding=True)))  # far less work than a parameter made for each
    for some in chunks(versions):
        yield from connection.execute(asked, {"some": some}).all()


def _person(
    connection: Connection, facts: Facts, rows: Sequence[Any], voice: dict[int, int], *, settled: bool
) -> Person:
    names = Counter(row.name for row in rows)
    aliases = Counter(alias for row in rows for alias in json.loads(row.aliases or "[]"))
    days = sorted(row.day for row in rows if row.day)
    own = {row.name_id for row in rows}
    versions = {row.version for row in rows}
    beside = Counter(chain.from_iterable(facts.beside[version] - own for version in versions))
    return Person(
        name=_most(names)[0].name,
        settled=settled,
        stories=len(versions),
        voices=len({voice[version] for version in versions}),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        names=_most(names + aliases),
        roles=_roles(facts, rows),
        said=_said(connection, rows),
        beside=_named(connection, beside),
    )


def _most(counted: Counter[str]) -> tuple[Spelling, ...]:
    return tuple(Spelling(*each) for each in sorted(counted.items(), key=lambda each: (-each[1], each[0])))


def _named(connection: Connection, counted: Counter[int]) -> tuple[Spelling, ...]:
    """Return the names most stories hold, their ids and in how many given."""
    least = sorted(counted.values(), reverse=True)[:SHOWN][-1:]
    ids = [id_ for id_, count in counted.items() if count >= least[0]] if least else []
    named = Counter[str]()
    for id_, name in _of(connection, select(NAMES.c.id, NAMES.c.name), NAMES.c.id, sorted(ids)):
        named[name] += counted[id_]
    return _most(named)[:SHOWN]


def _roles(facts: Facts, rows: Sequence[Any]) -> tuple[Held, ...]:
    """Return the roles most stories give, in the order of their first days."""
    spelled: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    days: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    keys: dict[str, str] = {}
    for row in rows:
        for each in facts.roles[row.version, row.n]:
            if each.text not in keys:
                keys[each.text] = name_key(each.text)
        here = {(keys[each.text], each.state): each.text for each in facts.roles[row.version, row.n]}
        for key, text in here.items():
            spelled[key][" ".join(text.split())] += 1
            days[key] += [row.day] if row.day else []
    held = [
        Held(_most(texts)[0].name, key[1], texts.total(), min(days[key], default=None), max(days[key], default=None))
        for key, texts in spelled.items()
    ]
    held.sort(key=lambda each: (-each.stories, each.role, each.state))
    return tuple(sorted(held[:SHOWN], key=lambda each: (each.first or "~", each.last or "~", each.role, each.state)))


def _said(connection: Connection, rows: Sequence[Any]) -> tuple[Said, ...]:
    """Return what a person is quoted with: where it is asked first, and the words only of what is shown."""
    whose = {(row.version, row.n): row for row in rows}
    newest = sorted(whose.values(), key=lambda row: (row.day or "", row.url or ""), reverse=True)
    rank = {row.version: at for at, row in reversed(list(enumerate(newest)))}
    places: list[tuple[int, int]] = []
    asked = select(QUOTATIONS.c.version, QUOTATIONS.c.n, QUOTATIONS.c.entity).where(QUOTATIONS.c.part == 0)
    for version, n, entity in _of(connection, asked, QUOTATIONS.c.version, sorted(rank)):
        if (version, entity) in whose:
            places.append((version, n))
    places.sort(key=lambda place: (rank[place[0]], place[1]))
    shown = places[:SHOWN]
    length = QUOTATIONS.c.end_char - QUOTATIONS.c.start_char
    words = func.substr(VERSIONS.c.text, QUOTATIONS.c.start_char + 1, length)
    told = (
        select(
            *(QUOTATIONS.c.version, QUOTATIONS.c.n, VERSIONS.c.story, QUOTATIONS.c.told_to, words),
            *(QUOTATIONS.c.start_char, QUOTATIONS.c.end_char),
        )
        .join(VERSIONS, VERSIONS.c.id == QUOTATIONS.c.version)
        .where(QUOTATIONS.c.part == 0)
    )
    found = {
        (version, n): rest
        for version, n, *rest in _of(connection, told, QUOTATIONS.c.version, sorted({version for version, _ in shown}))
    }
    at = {row.version: row for row in rows}
    made = []
    for place in shown:
        story, told_to, said, start, end = found[place]
        made.append(Said(at[place[0]].day, said, told_to, at[place[0]].url, story, start, end))
    return tuple(made)
