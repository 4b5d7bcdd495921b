"""The versions of a story, and what its outlet altered from one to the next: silent corrections show."""

from __future__ import annotations

from runtut.archive.changes import Change, changes
from runtut.archive.database import Database
from runtut.archive.which import filed, versions_of, wanted
from runtut.record import Story
from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a story.

    Attributes:
        number: 1 for the first that was added.
        added: when it was put on file, UTC, ISO 8601.
        published: when the outlet says it was published.
        modified: when the outlet says it was changed.
        title: its title.
        changes: what was altered from the version before.
    """

    number: int
    added: str
    published: str | None
    modified: str | None
    title: str | None
    changes: tuple[Change, ...]


def versions(database: Database, name: str | int) -> list[Version]:
    """Return the versions of a story, the oldest first; none for one that stands in a file and is not on file.

    Args:
        database: the archive's.
        name: the story's number on file, its address, the id its source gave, or a file that holds it.

    Raises:
        ArchiveError: there is no such story.
    """
    with database.reading() as connection:
        found = wanted(database, connection, name)
        if isinstance(found, Story):
            return []
        ids = versions_of(connection, found)
        known = filed(connection, ids)
    made, before = [], None
    for each in (known[id_] for id_ in ids):
        story = each.told
        made.append(
            Version(
                each.number,
                each.added,
                story.published.isoformat() if story.published else None,
                story.modified.isoformat() if story.modified else None,
                story.title,
                changes(before, story) if before is not None else (),
            )
        )
        before = story
    return made
