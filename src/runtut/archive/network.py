"""Who speaks of whom: who names whom in what is quoted, over the stories that hold the words of a question."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from runtut.archive.bearers import Bearers
from runtut.archive.database import Database, chunks
from runtut.archive.identity import sort_out
from runtut.archive.matches import Question, matching_stories
from runtut.archive.named import PERSON
from runtut.archive.people import Facts
from runtut.archive.tables import ENTITIES, NAMES, QUOTATIONS
from runtut.archive.voices import voices
from runtut.languages import load_pack
from runtut.report.network import Edge, Network, Node
from runtut.values import dataclass

READ = 2_000
"""Stories that are read, those that match best."""

_TYPES = (PERSON, "organization")

_Who = tuple[str, str, int]
"""Type, key of the name, and which of the people of that name: 0 where one, or where nothing tells who."""


@dataclass(frozen=True, slots=True)
class _Entity:
    """A person or an organization in a story."""

    version: int
    n: int
    name_id: int
    name: str
    key: str
    type: str
    day: str | None
    mentions: tuple[tuple[int, int], ...]


def network(database: Database, wanted: Question, *, most: int = READ) -> Network:
    """Return who speaks of whom; of all edges the `limit` that most voices carry, in `most` stories that match best.

    A name is one node, in whatever case and with whatever marks it is written, except where it is certain that two
    people bear it (see `identity`): then each is a node, and so are together the stories of which nothing tells whose
    they are. Who names themselves makes no edge.

    Raises:
        ArchiveError: the question has no word to be found by, or the database refuses.
    """
    wanted.check(database)
    with database.reading() as connection:
        stories = {each.id: each for each in matching_stories(connection, wanted, most)}
        entities = list(_entities(connection, stories))
        who = _who(connection, entities, wanted.language)
        said = _said(connection, entities, who)
        voice = voices(connection, {version for places in said.values() for version, _, _ in places})
    spelled: defaultdict[_Who, Counter[str]] = defaultdict(Counter)
    seen: defaultdict[_Who, set[int]] = defaultdict(set)
    for each in entities:
        spelled[who[each.version, each.n]][each.name] += 1
        seen[who[each.version, each.n]].add(each.version)
    names = {key: min(counted, key=lambda name: (-counted[name], name)) for key, counted in spelled.items()}

    def weight(pair: tuple[_Who, _Who]) -> tuple[Any, ...]:
        versions = {version for version, _, _ in said[pair]}
        return -len({voice[each] for each in versions}), -len(versions), names[pair[0]], names[pair[1]], pair

    shown = sorted(said, key=weight)[: wanted.limit]
    ordered = sorted({each for pair in shown for each in pair}, key=lambda each: (-len(seen[each]), names[each], each))
    ids = {each: n for n, each in enumerate(ordered)}
    return Network(
        nodes=tuple(Node(id=ids[e], name=names[e], type=e[0], stories=len(seen[e])) for e in ordered),
        edges=tuple(_edge(pair, said[pair], stories, voice, ids, names) for pair in shown),
        count=len(said),
        read=len(stories),
        cut=len(stories) >= most,
    )


def _entities(connection: Connection, stories: dict[int, Any]) -> Iterator[_Entity]:
    asked = (
        select(ENTITIES, NAMES.c.name.label("written"), NAMES.c.key, NAMES.c.type)
        .join(NAMES, NAMES.c.id == ENTITIES.c.name)
        .where(NAMES.c.type.in_(_TYPES))
        .order_by(ENTITIES.c.version, ENTITIES.c.n)
    )
    for some in chunks(list(stories)):
        for row in connection.execute(asked.where(ENTITIES.c.version.in_(some))):
            mentions = tuple((start, end) for start, end in json.loads(row.mentions))
            day = stories[row.version].day
            yield _Entity(row.version, row.n, row.name, row.written, row.key, row.type, day, mentions)


def _who(connection: Connection, entities: Sequence[_Entity], language: str) -> dict[tuple[int, int], _Who]:
    """Return for each entity which node it is."""
    bearers = {kind: Bearers(connection, kind) for kind in _TYPES}
    keys = {(each.type, each.key): bearers[each.type].key(each.key) for each in entities}
    people: defaultdict[str, defaultdict[int, list[_Entity]]] = defaultdict(lambda: defaultdict(list))
    for each in entities:
        if each.type == PERSON:
            people[keys[PERSON, each.key]][each.version].append(each)
    facts = Facts(connection, [each for each in entities if each.type == PERSON])
    pack = load_pack(language)
    which: dict[tuple[str, int], int] = {}
    for key, rows in people.items():
        if len(rows) > 1:
            sightings = [facts.sighting(each) for each in rows.values()]
            same, apart = bearers[PERSON].same[key], bearers[PERSON].apart[key]
            sorted_out = sort_out(sightings, pack, same=same, apart=apart)
            sure = [each.versions for each in sorted_out.people if each.settled]
            if len(sure) > 1:
                sure.sort(key=lambda versions: (min(rows[v][0].day or "~" for v in versions), -len(versions)))
                which.update(((key, version), n) for n, versions in enumerate(sure, 1) for version in versions)
    return {
        (each.version, each.n): (
            each.type,
            keys[each.type, each.key],
            which.get((keys[PERSON, each.key], each.version), 0) if each.type == PERSON else 0,
        )
        for each in entities
    }


def _said(
    connection: Connection, entities: Sequence[_Entity], who: dict[tuple[int, int], _Who]
) -> dict[tuple[_Who, _Who], set[tuple[int, int, int]]]:
    """Return for each pair who speaks, and of whom, the quotations: version, start, end."""
    here: defaultdict[int, list[_Entity]] = defaultdict(list)
    for each in entities:
        here[each.version].append(each)
    asked = select(QUOTATIONS.c.version, QUOTATIONS.c.start_char, QUOTATIONS.c.end_char, QUOTATIONS.c.entity).where(
        QUOTATIONS.c.part == 0, QUOTATIONS.c.entity.is_not(None)
    )
    made: defaultdict[tuple[_Who, _Who], set[tuple[int, int, int]]] = defaultdict(set)
    for some in chunks(sorted(here)):
        for version, start, end, n in connection.execute(asked.where(QUOTATIONS.c.version.in_(some))):
            speaker = who.get((version, n))
            if speaker is None:
                continue
            for each in here[version]:
                named = who[version, each.n]
                if named != speaker and any(start <= first and last <= end for first, last in each.mentions):
                    made[speaker, named].add((version, start, end))
    return made


def _edge(
    pair: tuple[_Who, _Who],
    places: set[tuple[int, int, int]],
    stories: dict[int, Any],
    voice: dict[int, int],
    ids: dict[_Who, int],
    names: dict[_Who, str],
) -> Edge:
    versions = {version for version, _, _ in places}
    days = sorted(day for version in versions if (day := stories[version].day))

    def moment(place: tuple[int, int, int]) -> tuple[Any, ...]:
        story = stories[place[0]]
        return story.day or "~", story.url or "", story.text, place[1]

    version, start, end = min(places, key=moment)
    story = stories[version]
    return Edge(
        source=ids[pair[0]],
        target=ids[pair[1]],
        speaker=names[pair[0]],
        named=names[pair[1]],
        voices=len({voice[each] for each in versions}),
        stories=len(versions),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        story=story.story,
        start=start,
        end=end,
        words=" ".join(story.text[start:end].split()),
        url=story.url,
    )
