"""The stories on file as rules ask for them while a draft is checked (`record.OnFile`)."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache

from sqlalchemy import Connection, select

from runtut.archive.alike import Text, covered
from runtut.archive.copies import Compared, alike_on_file
from runtut.archive.corrections import dismissed
from runtut.archive.database import Database, chunks, open_database
from runtut.archive.departures import departures
from runtut.archive.fulltext import said_like
from runtut.archive.join import join
from runtut.archive.keys import story_key
from runtut.archive.quoted import aligned
from runtut.archive.rows import PAGE, entry_of
from runtut.archive.sketches import runs, shingles
from runtut.archive.tables import OUTLETS, QUOTATIONS, STORIES, VERSIONS
from runtut.archive.voices import voices
from runtut.archive.words import stems
from runtut.archive.write import write
from runtut.pipeline import read_story
from runtut.record import Departure, OldQuotation, OldStory, OnFile, Quotation, Record, Story
from runtut.values import dataclass

OPENING = 25
"""Words by which a draft's opening is known."""
RUN = 3
"""Words in a row by which quotations are looked for: an altered word leaves the runs on both sides of it."""
RUNS = 8
"""Runs that are looked for, spread over a quotation."""
MOST = 200
"""Quotations on file that are compared with one of a draft."""


@dataclass(frozen=True, slots=True)
class Source:
    """Gives the stories of an archive, opened once in each process."""

    address: str

    def __call__(self) -> OnFile:
        """Return the stories on file.

        Raises:
            ArchiveError: the archive cannot be opened.
        """
        return _opened(self.address)


@cache
def _opened(address: str) -> OnFile:
    return Stories(open_database(address))


class Stories:
    """The stories of an archive."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._departed: tuple[Story, Sequence[Departure]] | None = None
        join(database)

    def dismissed(self, story: Story) -> frozenset[tuple[str, str]]:
        """See `OnFile`."""
        with self._database.reading() as connection:
            return dismissed(connection, story_key(story))

    def alike(self, story: Story) -> Sequence[OldStory]:
        """See `OnFile`."""
        with self._database.reading() as connection:
            near = alike_on_file(connection, story)
            if not near:
                return ()
            words = stems(story.clean, story.language)
            mine = Text(words, title=story.title, language=story.language)
            own = shingles(words)
            read = Compared(connection).load(near)
            about = _about(connection, near)
        key = story_key(story)
        found = []
        for version in sorted(near, key=lambda each: (read[each].when, each)):
            number, its_key, outlet, day, title = about[version]
            if its_key != key:
                text = read[version].text
                share = len(own & text.shingles) / len(own)
                first = words[:OPENING]
                opening, _ = covered(runs(first), len(first), text.shingles)
                again = any(each.recurs or each.evergreen for each in (mine, text))
                found.append(OldStory(number, outlet, _day(day), title, share, opening, again))
        return found

    def said(self, record: Record, quotation: Quotation, *, within: int) -> Sequence[OldQuotation]:
        """See `OnFile`."""
        words = stems(quotation.text, record.story.language)
        today = record.story.published_date
        if len(words) < RUN or today is None:
            return ()
        span = dt.timedelta(days=within)
        days = ((today - span).isoformat(), (today + span).isoformat())
        step = max(RUN, len(words) // RUNS)
        runs = [words[at : at + RUN] for at in range(0, len(words) - RUN + 1, step)]
        with self._database.reading() as connection:
            placed = said_like(self._database, connection, runs, days=days, most=MOST)
            rows = list(_quotations(connection, {each // PAGE for each in placed}, set(placed)))
            about = _about(connection, {version for version, *_ in rows})
            voice = voices(connection, about)
        key = story_key(record.story)
        found = []
        for version, speaker, text in rows:
            number, its_key, outlet, day, _ = about[version]
            differences = aligned(quotation.text, text, record.story.language) if its_key != key else None
            if differences is not None:
                found.append(OldQuotation(number, voice[version], outlet, _day(day), speaker, text, differences))
        return sorted(found, key=lambda each: (each.day or dt.date.max, each.number, each.text))

    def departures(self, record: Record) -> Sequence[Departure]:
        """See `OnFile`. One rule after another asks for those of the same story."""
        if self._departed is None or self._departed[0] is not record.story:
            with self._database.reading() as connection:
                self._departed = record.story, departures(connection, record)
        return self._departed[1]


def _about(
    connection: Connection, versions: Iterable[int]
) -> dict[int, tuple[int, str, str | None, str | None, str | None]]:
    """Return the story's number, its key, outlet, day and title of versions."""
    asked = (
        select(VERSIONS.c.id, STORIES.c.id, STORIES.c.key, OUTLETS.c.name, VERSIONS.c.day, VERSIONS.c.title)
        .join(STORIES, STORIES.c.id == VERSIONS.c.story)
        .outerjoin(OUTLETS, OUTLETS.c.id == STORIES.c.outlet)
    )
    found = {}
    for some in chunks(sorted(versions)):
        for id_, number, key, outlet, day, title in connection.execute(asked.where(VERSIONS.c.id.in_(some))):
            found[id_] = (number, key, outlet, day, title)
    return found


def _quotations(connection: Connection, versions: set[int], placed: set[int]) -> Iterator[tuple[int, str, str]]:
    """Yield the version, the speaker and the words of quotations whose speaker is known."""
    asked = (
        select(
            *(QUOTATIONS.c.version, QUOTATIONS.c.n, QUOTATIONS.c.speaker),
            *(QUOTATIONS.c.start_char, QUOTATIONS.c.end_char, VERSIONS.c.text),
        )
        .join(VERSIONS, VERSIONS.c.id == QUOTATIONS.c.version)
        .where(QUOTATIONS.c.part == 0, QUOTATIONS.c.kind == "direct", QUOTATIONS.c.speaker.is_not(None))
        .order_by(QUOTATIONS.c.version, QUOTATIONS.c.n)
    )
    for some in chunks(sorted(versions)):
        for version, n, speaker, start, end, text in connection.execute(asked.where(QUOTATIONS.c.version.in_(some))):
            if version * PAGE + n in placed:
                yield version, speaker, text[start:end]


def _day(day: str | None) -> dt.date | None:
    return dt.date.fromisoformat(day) if day else None


@contextmanager
def filed(stories: Iterable[Story]) -> Iterator[OnFile]:
    """Give an archive of a few stories, for as long as the block lasts: for examples and tests of rules."""
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"{folder}/few.db", create=True)
        try:
            entries = [entry_of(read_story(each), reader="0") for each in stories]
            write(database, entries, now=dt.datetime(2000, 1, 1, tzinfo=dt.UTC))
            yield Stories(database)
        finally:
            database.close()
