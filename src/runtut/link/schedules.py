"""Dates that the text says are still to come, or over: `akan digelar pada Jumat (13/10/2017)`.

Only a date with its day, month and year written counts, tied to the verb by a word such as `pada` with no comma in
between: a date after a comma is as a rule the day on which somebody spoke.
"""

from __future__ import annotations

import re
from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import any_of
from runtut.record import Piece, Record, Schedule, Time
from runtut.values import dataclass

_BETWEEN = 60
"""Characters between the word that says when a thing lies and its date."""


@dataclass(frozen=True, slots=True)
class _Words:
    clause: re.Pattern[str]
    coming: frozenset[str]
    earlier: re.Pattern[str]


@cache
def _words(pack: Pack) -> _Words:
    s = pack.schedules
    return _Words(
        re.compile(
            rf"(?<![\w-])(?P<said>{any_of((*s.coming, *s.done))})\s[^,.;:!?\"“”()\n]*\s(?:{any_of(s.at)})\s$",
            re.IGNORECASE,
        ),
        frozenset(s.coming),
        re.compile(rf"(?<![\w-])(?:{any_of((*s.earlier, *s.reported))})(?![\w-])", re.IGNORECASE),
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
    return Schedule(said=where, time=time, coming=" ".join(said.lower().split()) in words.coming)


__all__ = ["link_schedules"]
