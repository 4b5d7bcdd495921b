"""What stories tell of something by day: what happened, what was planned, what was foretold, what was said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, and_, literal, null, select

from runtut.archive.database import Database, chunks
from runtut.archive.matches import Question, matching_stories
from runtut.archive.sentences import sentence_at
from runtut.archive.tables import EVENTS, QUOTATIONS, TIMES
from runtut.archive.voices import voices
from runtut.archive.words import placed_stems
from runtut.values import dataclass

READ = 120
"""Stories, the best matches first, that are looked at."""
LANES = ("stated", "planned", "forecast", "said")
"""What happened, what was planned, what was foretold; and what was said, which is no event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A story that tells of it; `start` and `end` are where in its text."""

    story: int
    day: str | None
    outlet: str | None
    title: str | None
    url: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something on a day, as one or more stories tell it.

    Attributes:
        first: the first day.
        last: the last day, the same for one of a day.
        lane: one of `LANES`.
        kind: the family of the event; None for what was said.
        excerpt: the sentence of the story that was published first.
        voices: how many tell it, copies of a text counted once.
        stories: who tells it, the first that was published first.
    """

    first: str
    last: str
    lane: str
    kind: str | None
    excerpt: str
    voices: int
    stories: tuple[Source, ...]


def timeline(database: Database, wanted: Question) -> list[Happening]:
    """Return what is told of something, by day; of all that is found the `limit` that most voices tell.

    What counts are sentences that hold half of the words asked for or more, in stories that hold all.

    Raises:
        ArchiveError: the question has no word to be found by, or the database refuses.
    """
    wanted.check(database)
    groups: defaultdict[tuple[str, str, str, str | None], list[tuple[Any, Any]]] = defaultdict(list)
    with database.reading() as connection:
        stories = {each.id: each for each in matching_stories(connection, wanted, READ)}
        for row in _dated(connection, list(stories)):
            story = stories[row.version]
            if row.lane in LANES and _is_meant(story.text, row, wanted):
                groups[row.first[:10], row.last[:10], row.lane, row.kind].append((story, row))
        voice = voices(connection, stories)
    found = [_happening(key, told, voice) for key, told in groups.items()]
    found.sort(key=lambda each: (-each.voices, each.first, each.lane, each.kind or ""))
    return sorted(found[: wanted.limit], key=lambda each: (each.first, each.last, each.lane, each.kind or ""))


def _dated(connection: Connection, versions: Sequence[int]) -> Iterator[Any]:
    """Yield events and quotations of which the day is known."""
    events = select(
        EVENTS.c.version,
        EVENTS.c.start_char,
        EVENTS.c.end_char,
        EVENTS.c.first,
        EVENTS.c.last,
        EVENTS.c.kind,
        EVENTS.c.status.label("lane"),
    ).where(EVENTS.c.part == 0, EVENTS.c.last.is_not(None))
    for some in chunks(versions):
        yield from connection.execute(events.where(EVENTS.c.version.in_(some)))
        seen = set()
        for row in connection.execute(_SAID.where(QUOTATIONS.c.version.in_(some))):
            if (row.version, row.n) not in seen:
                seen.add((row.version, row.n))
                yield row


_SAID: Select[Any] = (
    select(
        QUOTATIONS.c.version,
        QUOTATIONS.c.n,
        QUOTATIONS.c.start_char,
        QUOTATIONS.c.end_char,
        TIMES.c.first,
        TIMES.c.last,
        literal("said").label("lane"),
        null().label("kind"),
    )
    .select_from(QUOTATIONS)
    .join(TIMES, and_(TIMES.c.version == QUOTATIONS.c.version, TIMES.c.value == QUOTATIONS.c.time))
    .where(QUOTATIONS.c.part == 0, TIMES.c.last.is_not(None))
)


def _is_meant(text: str, row: Any, wanted: Question) -> bool:
    start, end = sentence_at(text, row.start_char, row.end_char)
    stems = {stem for _, _, stem in placed_stems(text[start:end], wanted.language)}
    demands = wanted.demands
    return 2 * sum(stems.issuperset(each.stems) for each in demands) >= len(demands)


def _happening(
    key: tuple[str, str, str, str | None], told: Sequence[tuple[Any, Any]], voice: dict[int, int]
) -> Happening:
    ordered = sorted(told, key=lambda each: (each[0].day or "~", each[0].id, each[1].start_char))
    story, row = ordered[0]
    start, end = sentence_at(story.text, row.start_char, row.end_char)
    first: dict[int, tuple[Any, Any]] = {}
    for each in ordered:
        first.setdefault(each[0].id, each)
    return Happening(
        first=key[0],
        last=key[1],
        lane=key[2],
        kind=key[3],
        excerpt=" ".join(story.text[start:end].split()),
        voices=len({voice[id_] for id_ in first}),
        stories=tuple(
            Source(
                story=each.story,
                day=each.day,
                outlet=each.outlet,
                title=each.title,
                url=each.url,
                start=at.start_char,
                end=at.end_char,
            )
            for each, at in first.values()
        ),
    )
