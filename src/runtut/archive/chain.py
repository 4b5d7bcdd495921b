"""Which stories carry the same words: who had them first, who copied, and what was altered on the way."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from runtut.archive.changes import Change, changes
from runtut.archive.copies import alike_on_file, moment_key
from runtut.archive.database import Database
from runtut.archive.join import join
from runtut.archive.keys import text_hash
from runtut.archive.sketches import likeness, shingles
from runtut.archive.voices import grouped
from runtut.archive.which import filed, versions_of, wanted
from runtut.archive.words import stems
from runtut.record import Story
from runtut.values import dataclass

MOST = 200
"""Stories of the longest chain that is told: the first and those after it."""


@dataclass(frozen=True, slots=True)
class Link:
    """One story of a chain.

    Attributes:
        story: its number on file; None for the story asked about where it is not on file.
        version: the number of its version.
        outlet: who published it.
        published: when, ISO 8601.
        title: its title.
        url: its address.
        source: the number in the chain, from 0, of the earlier story that it is most like; None for the first.
        share: how much of its words stand in that one, 0 to 1.
        changes: what was altered.
        asked: whether this is the story asked about.
    """

    story: int | None
    version: int | None
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None
    source: int | None
    share: float | None
    changes: tuple[Change, ...]
    asked: bool


def chain(database: Database, name: str | int) -> list[Link]:
    """Return the stories that share the words of one, in the order of publication, the first of each story's versions.

    Args:
        database: the archive's.
        name: the story's number on file, its address, the id its source gave, or a file that holds it.

    Raises:
        ArchiveError: there is no such story.
    """
    join(database)
    with database.reading() as connection:
        found = wanted(database, connection, name)
        if isinstance(found, Story):
            group = grouped(connection, alike_on_file(connection, found))
            return _linked(connection, {version for each in group.values() for version in each}, found)
        versions = versions_of(connection, found)
        group = grouped(connection, versions)
        return _linked(connection, {each for version in versions for each in group[version]}, found)


def _linked(connection: Connection, versions: set[int], asked: int | Story) -> list[Link]:
    told: list[tuple[tuple[str, str, int], int | None, int | None, Story]] = []
    if isinstance(asked, Story):
        told.append((_when(asked), None, None, asked))
    known = filed(connection, versions)
    told.extend((_when(each.told), each.story, each.number, each.told) for each in known.values())
    told.sort(key=lambda row: (row[0], row[1] or 0, row[2] or 0))
    first: dict[int | None, tuple[tuple[str, str, int], int | None, int | None, Story]] = {}
    for row in told:
        first.setdefault(row[1], row)
    rows = list(first.values())[:MOST]
    runs = [shingles(stems(row[3].clean, row[3].language)) for row in rows]
    links = []
    for n, (_, story, version, text) in enumerate(rows):
        source = _source(runs, n)
        before = rows[source][3] if source is not None else None
        links.append(
            Link(
                story,
                version,
                text.outlet,
                text.published.isoformat() if text.published else None,
                text.title,
                text.url,
                source,
                None if source is None else round(len(runs[n] & runs[source]) / max(1, len(runs[n])), 3),
                changes(before, text) if before is not None else (),
                story == asked if isinstance(asked, int) else story is None,
            )
        )
    return links


def _source(runs: Sequence[set[str]], n: int) -> int | None:
    """Return which of the earlier ones a text is most like, the first of equals."""
    return max(range(n), key=lambda m: (likeness(runs[n], runs[m]), -m)) if n else None


def _when(story: Story) -> tuple[str, str, int]:
    day, published = story.published_date, story.published
    return moment_key(day.isoformat() if day else None, published.isoformat() if published else None, text_hash(story))
