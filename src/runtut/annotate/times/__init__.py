"""Times: dates, clocks, lengths and recurrences, in the spirit of TIMEX3 (ISO 24617-1).

`parse` finds them and takes them apart into drafts, `resolve` says what they mean, one module for each kind of time in
both; `words` holds the patterns made from the pack's words.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from runtut.annotate.spaces import plain
from runtut.annotate.times.parse import Parser
from runtut.annotate.times.resolve import Context, Resolver
from runtut.annotate.times.words import words_of
from runtut.languages import Pack
from runtut.record import Record, Time

__all__ = ["read_times"]


def read_times(record: Record, pack: Pack) -> tuple[Time, ...]:
    """Return the times of every part of the story: text, title, captions, in order of appearance."""
    words = words_of(pack)
    story = record.story
    moment = story.published if isinstance(story.published, datetime) else None
    year = story.published_date.year if story.published_date is not None else None
    found: list[Time] = []
    for passage in story.passages():
        text = plain(passage.clean)
        context = Context(story.published_date, moment, text, passage.part)
        resolver = Resolver(words, context)
        times = [resolver.time(draft) for draft in Parser(words, text, passage.part, year).drafts()]
        for time in times:
            written = passage.text[time.start : time.end]
            found.append(time if time.text == written else replace(time, text=written))
    return tuple(found)
