"""What people have said of who bears a name: two names that are one person's, two stories that mean one person, or two.

Such a correction is kept beside those of stories (see `corrections`) and alters no row: every question that asks who is
meant takes it into account.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from runtut.archive.corrections import Correction, Kind, Signature, recorded
from runtut.archive.database import Database
from runtut.archive.keys import name_key
from runtut.archive.named import PERSON
from runtut.archive.tables import CORRECTIONS, ENTITIES, NAMES, STORIES
from runtut.archive.which import newest_of, story_on_file
from runtut.i18n import N_
from runtut.record import ArchiveError


def merge_names(database: Database, one: str, other: str, signed: Signature, *, kind: str = PERSON) -> Correction:
    """Say that two names are of one person, organization or place, in every story.

    Args:
        database: the archive's.
        one: a name, whole.
        other: another.
        signed: who says so.
        kind: "person", "organization" or "place".

    Raises:
        ArchiveError: a name is not on file, or both are one.
    """
    with database.writing() as connection:
        keys = [_on_file(database, connection, name, kind) for name in (one, other)]
        if keys[0] == keys[1]:
            template = N_("{archive}: {one} and {other} are one name; give two stories to say whom they mean")
            raise ArchiveError(template, kind="query", archive=database.name, one=one, other=other)
        anchor = {"type": kind, "names": [one.strip(), other.strip()], "keys": keys}
        return recorded(database, connection, Kind.MERGE, anchor, other.strip(), signed)


def merge_stories(database: Database, name: str, stories: Sequence[str], signed: Signature) -> Correction:
    """Say that a person's name means one person in two stories.

    Args:
        database: the archive's.
        name: the name, whole.
        stories: two stories that hold it: see `which.wanted`.
        signed: who says so.

    Raises:
        ArchiveError: there is no such story, or it does not hold the name.
    """
    return _of_stories(database, Kind.MERGE, name, stories, signed)


def split(database: Database, name: str, stories: Sequence[str], signed: Signature) -> Correction:
    """Say that a person's name means two people in two stories; arguments and errors as of `merge_stories`."""
    return _of_stories(database, Kind.SPLIT, name, stories, signed)


def _of_stories(database: Database, kind: Kind, name: str, stories: Sequence[str], signed: Signature) -> Correction:
    with database.writing() as connection:
        key = _on_file(database, connection, name, PERSON)
        ids = [story_on_file(database, connection, story) for story in stories]
        if ids[0] == ids[1]:
            template = N_("{archive}: {one} and {other} are one story; give two")
            raise ArchiveError(template, kind="query", archive=database.name, one=stories[0], other=stories[1])
        keys = Bearers(connection).like([key])
        for story in stories:
            held = (
                select(ENTITIES.c.n)
                .join(NAMES, NAMES.c.id == ENTITIES.c.name)
                .where(ENTITIES.c.version == newest_of(database, connection, story))
                .where(NAMES.c.key.in_(keys), NAMES.c.type == PERSON)
            )
            if connection.execute(held).first() is None:
                template = N_("{archive}: {story} does not name {name}")
                raise ArchiveError(template, kind="not-found", archive=database.name, story=story, name=name)
        of = dict(
            tuple(row) for row in connection.execute(select(STORIES.c.id, STORIES.c.key).where(STORIES.c.id.in_(ids)))
        )
        told = [of[each] for each in ids]
        anchor = {"type": PERSON, "names": [name.strip()], "keys": [key], "stories": told}
        return recorded(
            database, connection, kind, anchor, " ≠ ".join(told) if kind is Kind.SPLIT else " = ".join(told), signed
        )


def _on_file(database: Database, connection: Connection, name: str, kind: str) -> str:
    key = name_key(name)
    asked = select(NAMES.c.id).where(NAMES.c.key == key, NAMES.c.type == kind)
    if not key or connection.execute(asked).first() is None:
        template = N_(
            "{archive}: nobody on file is named {name}; give the whole name as `runtut archive people` shows it"
        )
        raise ArchiveError(template, kind="not-found", archive=database.name, name=name)
    return key


class Bearers:
    """What holds of names of a kind, as people have corrected it.

    Args:
        connection: to the archive.
        kind: "person", "organization" or "place".

    Attributes:
        same: pairs of versions, the newest of their stories, that mean one bearer of a name, by the name's key.
        apart: the same of those that mean two.
    """

    def __init__(self, connection: Connection, kind: str = PERSON) -> None:
        asked = select(CORRECTIONS.c.kind, CORRECTIONS.c.anchor).where(
            CORRECTIONS.c.story == "",
            CORRECTIONS.c.kind.in_((Kind.MERGE.value, Kind.SPLIT.value)),
            CORRECTIONS.c.undone.is_(None),
        )
        told = [(row.kind, json.loads(row.anchor)) for row in connection.execute(asked.order_by(CORRECTIONS.c.id))]
        told = [(kind_, anchor) for kind_, anchor in told if anchor["type"] == kind]
        self._connection = connection
        self._kind = kind
        self._sets: dict[str, set[str]] = {}
        for _, anchor in told:
            if "stories" not in anchor:
                whole = set[str]().union(*(self._sets.get(key, {key}) for key in anchor["keys"]))
                self._sets.update(dict.fromkeys(whole, whole))
        of_stories = [(kind_, anchor) for kind_, anchor in told if "stories" in anchor]
        newest = _newest(connection, {key for _, anchor in of_stories for key in anchor["stories"]})
        self.same: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        self.apart: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for kind_, anchor in of_stories:
            one, other = (newest.get(key) for key in anchor["stories"])
            if one is not None and other is not None:
                pairs = self.same if kind_ == Kind.MERGE else self.apart
                pairs[self.key(anchor["keys"][0])].append((one, other))

    def key(self, key: str) -> str:
        """Return the one key that stands for all that are merged with one."""
        return min(self._sets[key]) if key in self._sets else key

    def like(self, keys: Iterable[str]) -> list[str]:
        """Return keys, and those merged with them."""
        return sorted(set[str]().union(*(self._sets.get(key, {key}) for key in keys)))

    def names(self, ids: Sequence[int]) -> list[int]:
        """Return the ids of names, and of those merged with them."""
        if not self._sets:
            return list(ids)
        keys = select(NAMES.c.key).where(NAMES.c.id.in_(ids))
        more = set(self.like(self._connection.execute(keys).scalars()))
        asked = select(NAMES.c.id).where(NAMES.c.key.in_(sorted(more)), NAMES.c.type == self._kind)
        return sorted({*ids, *self._connection.execute(asked).scalars()})


def _newest(connection: Connection, keys: set[str]) -> dict[str, int]:
    if not keys:
        return {}
    asked = select(STORIES.c.key, STORIES.c.newest).where(STORIES.c.key.in_(sorted(keys)))
    return {row.key: row.newest for row in connection.execute(asked)}
