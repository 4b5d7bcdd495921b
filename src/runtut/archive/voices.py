"""Voices: a text and all that was copied from it count as one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select

from runtut.archive.copies import moment_key
from runtut.archive.database import chunks
from runtut.archive.tables import COPIES, VERSIONS


def voices(connection: Connection, versions: Iterable[int]) -> dict[int, int]:
    """Return for each version the one that stands for its voice: of all it shares words with, the first that was published.

    Two versions are of one voice where one was copied from the other, or both from a third, and where they are of one story.
    """
    wanted = set(versions)
    groups = grouped(connection, wanted)
    return {each: groups[each][0] for each in wanted if each in groups}


def grouped(connection: Connection, versions: Iterable[int]) -> dict[int, list[int]]:
    """Return for these versions, and all that they share words with, the group of each, in the order of publication."""
    parent: dict[int, int] = {}
    story: dict[int, int] = {}
    when: dict[int, tuple[str, str, int]] = {}

    def root(each: int) -> int:
        while parent[each] != each:
            parent[each] = parent[parent[each]]
            each = parent[each]
        return each

    def unite(one: int, other: int) -> None:
        parent[root(one)] = root(other)

    fresh = set(versions)
    parent.update((each, each) for each in fresh)
    moments = select(VERSIONS.c.id, VERSIONS.c.story, VERSIONS.c.day, VERSIONS.c.published, VERSIONS.c.hash)
    moments = moments.where(VERSIONS.c.id.in_(bindparam("some", expanding=True)))
    pairs = [
        select(COPIES.c.version, COPIES.c.of).where(column.in_(bindparam("some", expanding=True)))
        for column in (COPIES.c.version, COPIES.c.of)
    ]
    while fresh:
        near: set[tuple[int, int]] = set()
        for some in chunks(sorted(fresh)):
            for id_, of, *moment in connection.execute(moments, {"some": some}).all():
                when[id_] = moment_key(*moment)
                unite(id_, story.setdefault(of, id_))
            for asked in pairs:
                near.update((one, other) for one, other in connection.execute(asked, {"some": some}).all())
        fresh = {each for pair in near for each in pair} - parent.keys()
        parent.update((each, each) for each in fresh)
        for one, other in near:
            unite(one, other)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for each in sorted(when, key=lambda version: (when[version], version)):
        groups[root(each)].append(each)
    return {each: group for group in groups.values() for each in group}
