"""Where a draft departs from the stories on file that tell of its event: in a figure, or in a day."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, select

from runtut.archive.copies import UNKNOWN
from runtut.archive.differences import agrees, apart, grown
from runtut.archive.facts import Fact, Told, told_by
from runtut.archive.keys import story_key
from runtut.archive.same_event import Story, of_one_event
from runtut.archive.sentences import sentence_at
from runtut.archive.tables import STORIES
from runtut.archive.voices import voices
from runtut.record import Departure, Record

MOST = 40
"""Stories of the event that are looked at, those most like the draft first."""

Against = tuple[Story, Fact]
"""A story on file, and what it gives otherwise."""


def departures(connection: Connection, record: Record) -> list[Departure]:
    """Return what stories on file give otherwise than a draft; see `OnFile.departures`."""
    draft = Story.of(record.story)
    if draft is None:
        return []
    others = _without(connection, of_one_event(connection, draft, most=MOST), story_key(record.story))
    if not others:
        return []
    mine = Told.of(record, draft.about)
    told = told_by(connection, {each.version: each.about for each in others})
    against: defaultdict[int, list[Against]] = defaultdict(list)
    facts = {fact.start: fact for fact in mine.facts}
    for other in others:
        for fact, its in apart(mine, told[other.version], days=abs(draft.day - other.day)):
            if not (grown(its, fact) if not _later(other, draft) else grown(fact, its)):
                against[fact.start].append((other, its))
    if not against:
        return []
    voice = voices(connection, told)
    found: list[Departure] = []
    for start in sorted(against):
        agreeing = {voice[v] for v, each in told.items() if agrees(mine, each, facts[start])}
        found += _departures(facts[start], against[start], voice, agreeing)
    return found


def _later(story: Story, draft: Story) -> bool:
    """Whether a story is known to have been published after a draft; of one day, only clocks tell."""
    day, clock, _ = story.when
    drafted, at, _ = draft.when
    return day > drafted or (day == drafted and UNKNOWN not in (clock, at) and clock > at)


def _without(connection: Connection, stories: Sequence[Story], key: str) -> list[Story]:
    """Return the stories but for the draft itself, where it is on file."""
    own = connection.execute(select(STORIES.c.id).where(STORIES.c.key == key)).scalar()
    return [each for each in stories if each.story != own]


def _departures(
    fact: Fact, against: Sequence[Against], voice: dict[int, int], agreeing: set[int]
) -> Iterator[Departure]:
    """Yield the departure of a fact, unless as many voices give what the draft gives."""
    sides: defaultdict[str, list[Against]] = defaultdict(list)
    for story, its in against:
        if voice[story.version] not in agreeing:
            sides[its.value].append((story, its))
    if not sides:
        return
    counted = {value: len({voice[story.version] for story, _ in told}) for value, told in sides.items()}
    value = min(sides, key=lambda each: (-counted[each], each))
    if counted[value] <= len(agreeing):
        return
    story, its = min(sides[value], key=lambda each: (each[0].when, each[0].version, each[1].start))
    start, end = sentence_at(story.text, its.start, its.end)
    yield Departure(
        kind="day" if fact.kind == "day" else "figure",
        start=fact.start,
        end=fact.end,
        was=story.text[its.start : its.end],
        against=counted[value],
        agreeing=len(agreeing),
        number=story.story,
        outlet=story.outlet,
        day=dt.date.fromordinal(story.day),
        text=" ".join(story.text[start:end].split()),
    )
