"""Dates that the text says are still to come, or over: `akan digelar pada Jumat (13/10/2017)`.

Only a date with its day, month and year written counts, tied to the verb by a word such as `pada` with no comma in
between: a date after a comma is as a rule the day on which somebody spoke.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import any_of, late
from runtut.record import TEXT, Piece, Record, Schedule, Signal, Span, Time
from runtut.values import dataclass

_BEFORE = 12
"""Characters before that word in which one may stand that opens a clause."""

_NEAR = 2
"""Sentences before a plan in which an earlier date makes it part of a chronology."""

_BETWEEN = 60
"""Characters between the word that says when a thing lies and its date."""


@dataclass(frozen=True, slots=True)
class _Words:
    clause: re.Pattern[str]
    coming: frozenset[str]
    earlier: re.Pattern[str]
    relative: re.Pattern[str]
    other: re.Pattern[str]


@cache
def _words(pack: Pack) -> _Words:
    s = pack.schedules
    return _Words(
        late(
            rf"(?<![\w-])(?P<said>{any_of((*s.coming, *s.done))})(?!\s(?:{any_of(s.able)})\s)\s[^,.;:!?\"“”()\n]*\s(?:{any_of(s.at)})\s$",
            re.IGNORECASE,
        ),
        frozenset(s.coming),
        late(rf"(?<![\w-])(?:{any_of((*s.earlier, *s.reported))})(?![\w-])", re.IGNORECASE),
        late(rf"(?<![\w-])(?:{any_of(s.relative)})\s$", re.IGNORECASE),
        late(rf"(?<![\w-])(?:{any_of((*s.coming, *s.done, *s.within))})(?![\w-])", re.IGNORECASE),
    )


def link_schedules(record: Record, pack: Pack) -> tuple[Schedule, ...]:
    """Return the full dates that the text puts before or behind the story's day, in order."""
    if record.story.published_date is None:
        return ()
    words = _words(pack)
    found = []
    for time in record.times:
        if time.date is None or not time.date.value.year_stated or time.date.value.as_date() is None:
            continue
        if time.date.value.short_year:
            continue
        link = _schedule(record, time, words)
        if link is not None:
            found.append(link)
    return tuple(found)


def _schedule(record: Record, time: Time, words: _Words) -> Schedule | None:
    text = record.story.part(time.part)
    sentence = record.sentence_of(time.span)
    start = max(sentence.start, time.start - _BETWEEN)
    clause = None
    for match in words.clause.finditer(text, start, time.start):
        clause = match
    if clause is None or record.quotation_around(time.span) is not None:
        return None
    if words.earlier.search(text, sentence.start, sentence.end) is not None:
        return None
    said = clause.group("said")
    where = Piece(clause.start("said"), clause.end("said"), said, time.part)
    if words.other.search(text, where.end, time.start) is not None or any(
        each.start >= where.end for each in record.within(record.times, Span(where.end, time.start, time.part))
    ):
        return None  # "telah dibuka pada 3 Mei dan ditutup pada 9 Mei": the date is that of another verb
    coming = " ".join(said.lower().split()) in words.coming
    if coming and (
        words.relative.search(text, max(sentence.start, where.start - _BEFORE), where.start)
        or _told_in_order(record, time, sentence)
    ):
        return None
    return Schedule(said=where, time=time, coming=coming)


def _told_in_order(record: Record, time: Time, sentence: Span) -> bool:
    """Whether a sentence right before has an earlier date: a plan inside a chronology was one on the day told there.

    Not a date from which something goes on: `dikerjakan sejak Senin (28/8/2017)`.
    """
    if time.part != TEXT:
        return False
    spans = record.sentences
    at = bisect_left(spans, (False, sentence.start), key=lambda span: (span.part != TEXT, span.start))
    planned = time.first_day
    for span in spans[max(0, at - _NEAR) : at]:
        if span == sentence or span.part != time.part:
            continue
        for other in record.within(record.times, span):
            if other.signal is not None and other.signal.value is Signal.SINCE:
                continue
            day = other.first_day
            if other.date is not None and day is not None and planned is not None and day < planned:
                return True
    return False


__all__ = ["link_schedules"]
