"""Copies: texts of different stories that were made from one another, so that a wire story counts as one voice."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, func, insert, or_, select

from runtut.archive.alike import Likeness, Text, alike
from runtut.archive.database import chunks
from runtut.archive.sketches import buckets
from runtut.archive.tables import BUCKETS, COPIES, OUTLETS, STORIES, VERSIONS
from runtut.archive.words import stems, stems_on_file
from runtut.record import Story

CROWD = 300
"""Versions of the fullest bucket that is looked into. What fills one is a pattern that an outlet writes hundreds of
stories by. Copies of one of those share other buckets besides, which hold themselves alone: each band holds words of
its own."""

UNKNOWN = "~"
"""Of a day or clock that is not known: behind all others."""


class Compared:
    """Versions read for comparison, each once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._read: dict[int, _Version] = {}

    def load(self, versions: Iterable[int]) -> dict[int, _Version]:
        """Return versions by their ids."""
        wanted = set(versions)
        for some in chunks(sorted(wanted - self._read.keys())):
            asked = (
                select(
                    *(VERSIONS.c.id, VERSIONS.c.story, OUTLETS.c.name, VERSIONS.c.title, VERSIONS.c.day),
                    *(VERSIONS.c.published, VERSIONS.c.hash, VERSIONS.c.text, VERSIONS.c.masks, VERSIONS.c.language),
                )
                .join(STORIES, STORIES.c.id == VERSIONS.c.story)
                .outerjoin(OUTLETS, OUTLETS.c.id == STORIES.c.outlet)
                .where(VERSIONS.c.id.in_(some))
            )
            for id_, story, outlet, title, day, published, hash_, *words in self._connection.execute(asked):
                text = Text(stems_on_file(*words), title=title, outlet=outlet, day=day, language=words[-1])
                self._read[id_] = _Version(story, moment_key(day, published, hash_), text)
        return {each: self._read[each] for each in wanted}


class _Version:
    """A version as it is compared; `when` orders versions by publication."""

    __slots__ = ("story", "text", "when")

    def __init__(self, story: int, when: tuple[str, str, int], text: Text) -> None:
        self.story = story
        self.when = when
        self.text = text


def moment_key(day: str | None, published: str | None, hash_: int) -> tuple[str, str, int]:
    """Return what orders versions by publication: the day, the moment in UTC, and for one moment the words.

    What has no clock comes behind what has one that day, and what has no day last.
    """
    clock = UNKNOWN
    if published is not None and len(published) > len("2023-09-12"):
        moment = dt.datetime.fromisoformat(published)
        clock = (moment.astimezone(dt.UTC) if moment.tzinfo else moment).strftime("%Y-%m-%dT%H:%M:%S")
    return day or UNKNOWN, clock, hash_


def join_copies(connection: Connection, versions: Sequence[int]) -> None:
    """Write which of the versions were made from which, comparing them with each other and with those that are joined."""
    for some in chunks(versions):
        connection.execute(delete(COPIES).where(or_(COPIES.c.version.in_(some), COPIES.c.of.in_(some))))
    pairs = candidates(connection, versions)
    compared = Compared(connection)
    read = compared.load({each for pair in pairs for each in pair})
    rows = []
    for one, other in pairs:
        a, b = read[one], read[other]
        found = alike(a.text, b.text) if a.story != b.story else None
        if found is not None:
            later, first = (one, other) if a.when > b.when else (other, one)
            rows.append({"version": later, "of": first, "likeness": found.share, "kind": found.kind})
    if rows:
        connection.execute(insert(COPIES), rows)


def candidates(connection: Connection, versions: Sequence[int]) -> list[tuple[int, int]]:
    """Return pairs of versions that share a bucket: each of those given with one that is joined, or given and of a lower id."""
    given = set(versions)
    waiting = set(connection.execute(select(VERSIONS.c.id).where(~VERSIONS.c.joined)).scalars())
    pairs: set[tuple[int, int]] = set()
    for some in chunks(versions):
        mine = select(BUCKETS.c.bucket).where(BUCKETS.c.version.in_(some)).distinct()
        members: defaultdict[int, list[int]] = defaultdict(list)
        for shared in chunks(sorted(connection.execute(mine).scalars())):
            counted = select(BUCKETS.c.bucket).where(BUCKETS.c.bucket.in_(shared)).group_by(BUCKETS.c.bucket)
            small = list(connection.execute(counted.having(func.count().between(2, CROWD))).scalars())
            asked = select(BUCKETS.c.bucket, BUCKETS.c.version).where(BUCKETS.c.bucket.in_(small))
            for bucket, version in connection.execute(asked).all():
                members[bucket].append(version)
        chunk = set(some)
        for bucket in members.values():
            for one in chunk.intersection(bucket):
                pairs.update(
                    (one, other) for other in bucket if (other < one if other in given else other not in waiting)
                )
    return sorted(pairs)


def alike_on_file(connection: Connection, story: Story) -> dict[int, Likeness]:
    """Return the versions on file that share the words of a story that need not be on file, with how far they do."""
    words = stems(story.clean, story.language)
    near: set[int] = set()
    for some in chunks(buckets(words)):
        asked = select(BUCKETS.c.bucket, BUCKETS.c.version).where(BUCKETS.c.bucket.in_(some))
        members: defaultdict[int, list[int]] = defaultdict(list)
        for bucket, version in connection.execute(asked):
            members[bucket].append(version)
        near.update(each for bucket in members.values() if len(bucket) <= CROWD for each in bucket)
    day = story.published_date.isoformat() if story.published_date else None
    asked_for = Text(words, title=story.title, outlet=story.outlet, day=day, language=story.language)
    found = {}
    for version, read in sorted(Compared(connection).load(near).items()):
        likeness = alike(asked_for, read.text)
        if likeness is not None:
            found[version] = likeness
    return found
