"""Which story somebody means: by its number on file, its address, the id its source gave, or a file that holds it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import Connection, select

from runtut.archive.database import Database, chunks
from runtut.archive.keys import plain_address, text_hash
from runtut.archive.stored import stories_on_file
from runtut.archive.tables import STORIES, VERSIONS
from runtut.i18n import N_
from runtut.intake.sources import open_sources
from runtut.record import ArchiveError, Story
from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class Filed:
    """A version on file: where it belongs, and the story as it was read."""

    version: int
    story: int
    number: int
    added: str
    told: Story


def wanted(database: Database, connection: Connection, name: str | int) -> int | Story:
    """Return the id of the story that is meant, or the story itself where it stands in a file and is not on file.

    A number that is an int is one on file, and nothing else: no file is looked at.

    Raises:
        ArchiveError: there is none, or there are several.
        RuntutError: the file cannot be read.
    """
    if isinstance(name, int):
        return _one(database, _numbered(connection, name), str(name))
    if Path(name).is_file():
        return _in_file(database, connection, name)
    return on_file_as(database, connection, name)


def on_file_as(database: Database, connection: Connection, name: str) -> int:
    """Return the id of the story on file that goes by a number, an address, or the id that its source gave.

    Raises:
        ArchiveError: there is none, or there are several.
    """
    found = set(connection.execute(select(STORIES.c.id).where(STORIES.c.key == "url:" + plain_address(name))).scalars())
    if not found and name.isascii() and name.isdecimal() and len(name) < 10:
        found = _numbered(connection, int(name))
    if not found:
        found = set(connection.execute(select(VERSIONS.c.story).where(VERSIONS.c.given_id == name)).scalars())
    return _one(database, found, name)


def _numbered(connection: Connection, number: int) -> set[int]:
    return set(connection.execute(select(STORIES.c.id).where(STORIES.c.id == number)).scalars())


def _in_file(database: Database, connection: Connection, name: str) -> int | Story:
    item = next(iter(open_sources([name])), None)
    if item is None:
        raise ArchiveError(N_("{name}: holds no story"), kind="not-found", archive=database.name, name=name)
    if item.story is None:
        assert item.error is not None  # one or the other
        raise item.error
    same = select(VERSIONS.c.story).where(VERSIONS.c.hash == text_hash(item.story)).order_by(VERSIONS.c.story)
    found = connection.execute(same).scalars().first()
    return item.story if found is None else found


def _one(database: Database, found: set[int], name: str) -> int:
    if not found:
        template = N_("{archive}: no story {name}; give its number, its address, the id its source gave, or a file")
        raise ArchiveError(template, kind="not-found", archive=database.name, name=name)
    if len(found) > 1:
        template = N_("{archive}: {count} stories go by {name}; give the number of one: {numbers}")
        numbers = ", ".join(map(str, sorted(found)[:10]))
        raise ArchiveError(template, kind="query", archive=database.name, name=name, count=len(found), numbers=numbers)
    return found.pop()


def story_on_file(database: Database, connection: Connection, name: str | int) -> int:
    """Return the id of the story that is meant.

    Raises:
        ArchiveError: there is none on file, or there are several.
        RuntutError: the file cannot be read.
    """
    found = wanted(database, connection, name)
    if isinstance(found, Story):
        template = N_("{archive}: the story in {name} is not on file; add it first")
        raise ArchiveError(template, kind="not-found", archive=database.name, name=name)
    return found


def newest_of(database: Database, connection: Connection, name: str | int) -> int:
    """Return the newest version of the story that is meant; raises as `story_on_file`."""
    return versions_of(connection, story_on_file(database, connection, name))[-1]


def versions_of(connection: Connection, story: int) -> list[int]:
    """Return the ids of a story's versions, the oldest first."""
    asked = select(VERSIONS.c.id).where(VERSIONS.c.story == story).order_by(VERSIONS.c.number)
    return list(connection.execute(asked).scalars())


def filed(connection: Connection, versions: Iterable[int]) -> dict[int, Filed]:
    """Return versions with what is on file of them, by their ids."""
    told = dict(stories_on_file(connection, sorted(versions)))
    found: dict[int, Filed] = {}
    for some in chunks(told):
        asked = select(VERSIONS.c.id, VERSIONS.c.story, VERSIONS.c.number, VERSIONS.c.added)
        for id_, story, number, added in connection.execute(asked.where(VERSIONS.c.id.in_(some))):
            found[id_] = Filed(id_, story, number, added, told[id_])
    return found
