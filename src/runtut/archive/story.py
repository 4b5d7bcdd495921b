"""A story as it is on file: its parts, and its place."""

from __future__ import annotations

from runtut.archive.database import Database
from runtut.archive.which import filed, story_on_file, versions_of
from runtut.i18n import N_
from runtut.record import ArchiveError
from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class FiledStory:
    """A story on file.

    Attributes:
        number: its number on file.
        version: which of its versions this is, from 1.
        versions: how many it has.
        added: when this version was put on file, UTC, ISO 8601.
        id: the id that its source gave.
        title: its title.
        published: when the outlet says it was published.
        modified: when the outlet says it was changed.
        outlet: who published it.
        url: its address.
        language: the code of its language.
        section: the section it stood in.
        dateline: where it was written.
        bylines: who made it.
        text: its text, which offsets on file point into.
    """

    number: int
    version: int
    versions: int
    added: str
    id: str
    title: str | None
    published: str | None
    modified: str | None
    outlet: str | None
    url: str | None
    language: str
    section: str | None
    dateline: str | None
    bylines: tuple[str, ...]
    text: str


def filed_story(database: Database, name: str | int, version: int | None = None) -> FiledStory:
    """Return a version of a story, the newest if none is given. `name` as in `which.wanted`.

    Raises:
        ArchiveError: there is no such story or version.
    """
    with database.reading() as connection:
        number = story_on_file(database, connection, name)
        ids = versions_of(connection, number)
        known = filed(connection, ids)
    found = [each for each in known.values() if version in (None, each.number)]
    if not found:
        template = N_("{archive}: no version {version} of story {name}; it has {count}")
        raise ArchiveError(
            template, kind="not-found", archive=database.name, version=version, name=str(name), count=len(ids)
        )
    each = max(found, key=lambda one: one.number)
    told = each.told
    return FiledStory(
        number=number,
        version=each.number,
        versions=len(ids),
        added=each.added,
        id=told.id,
        title=told.title,
        published=told.published.isoformat() if told.published else None,
        modified=told.modified.isoformat() if told.modified else None,
        outlet=told.outlet,
        url=told.url,
        language=told.language,
        section=told.section,
        dateline=told.dateline,
        bylines=tuple(one.name for one in told.bylines),
        text=told.text,
    )
