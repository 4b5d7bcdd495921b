"""Names on file, found by their words."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from runtut.archive.keys import name_key
from runtut.archive.tables import NAME_WORDS, NAMES

PERSON = "person"
TYPES = (PERSON, "organization", "place")


def names_with(connection: Connection, asked: str, *, kind: str = PERSON) -> list[int]:
    """Return the ids of the names of a kind that hold the words asked for side by side, in order."""
    key = name_key(asked)
    words = sorted(set(key.split()))
    if not words:
        return []
    with_all = (
        select(NAME_WORDS.c.name)
        .where(NAME_WORDS.c.word.in_(words))
        .group_by(NAME_WORDS.c.name)
        .having(func.count() == len(words))
    )
    found = select(NAMES.c.id, NAMES.c.key).where(NAMES.c.id.in_(with_all), NAMES.c.type == kind).order_by(NAMES.c.id)
    return [row.id for row in connection.execute(found) if f" {key} " in f" {row.key} "]
