"""The day that the first sentence gives to what it tells, and another day that a later sentence gives to the same.

The first sentence must open with the event, and its day must be the only one in it, with nobody speaking. A later
sentence tells the same event where it names it again with a word that points back (`kebakaran itu terjadi pada`), or by
the same verb and things. What happened before, again or elsewhere has words that say so, and is left alone.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import any_of, late
from runtut.record import TEXT, Anchor, Event, EventDates, Piece, Record, Span, Status, Time
from runtut.values import dataclass

_FIRST = 2
"""Sentences of which the first with a day tells the story's event."""
_LEAD = 600
_CLAUSE = 110
"""Characters before a day in which its event stands."""
_APART = 9
"""Days between two dates of which one may be a slip for the other."""
_SHARED = 2
"""Words of the first sentence that tell its event again where no word points back."""
_WORD = late(r"[^\W\d_][\w-]*")
_LONG = 4
_SHORT = 3
_OPENING = 4
"""Words at the head of a sentence within which a noun for its event stands."""
_DATELINE = late(r"[^\n.]{0,60}?[-–—] ")


@dataclass(frozen=True, slots=True)
class _Words:
    apart: re.Pattern[str]
    again: re.Pattern[str]
    when: re.Pattern[str]
    pointer: re.Pattern[str]
    happen: frozenset[str]
    along: frozenset[str]
    at: re.Pattern[str]
    kinds: frozenset[str]
    prefixes: tuple[str, ...]
    suffix: str
    relative: str
    functions: frozenset[str]
    cue: re.Pattern[str]


@cache
def _words(pack: Pack) -> _Words:
    w, q = pack.event_dates, pack.quotations
    pointers = any_of(pack.events.anaphors)
    return _Words(
        late(rf"(?<!\w)(?:{any_of(w.apart)})(?!\w)", re.IGNORECASE),
        late(
            rf"(?<!\w)(?:{any_of(w.events)})(?: [a-z]+)?? (?:{pointers}) (?:(?:{pointers}) )?(?:{any_of(w.happen)})(?!\w)",
            re.IGNORECASE,
        ),
        late(rf"(?<!\w)(?:{any_of(w.when)})(?!\w)", re.IGNORECASE),
        late(rf"(?<!\w)(?:{pointers})(?!\w)"),
        frozenset(w.happen),
        frozenset(w.along),
        late(rf" (?:{any_of(w.at)}) $|, $|(?<=[a-z]) $"),
        frozenset(w.kinds),
        q.verb_prefixes,
        pack.events.suffix,
        q.relative,
        frozenset((*q.functions, *pack.times.weekdays, *pack.times.months)),
        late(rf"(?<!\w)(?:{any_of((*q.cues, *q.verbs, *q.linked_verbs, *q.according))})(?!\w)", re.IGNORECASE),
    )


def link_event_dates(record: Record, pack: Pack) -> tuple[EventDates, ...]:
    """Return the later days that a story gives to the event of its first sentence."""
    days = [(t, day) for t in record.times if t.part == TEXT and (day := _day(t)) is not None]
    if len({day for _, day in days}) <= 1:
        return ()
    reader = _Reader(record, _words(pack))
    lead = reader.lead(days)
    return tuple(reader.later(lead, days)) if lead is not None else ()


def _day(time: Time) -> dt.date | None:
    """Return the day that a time gives by its date or its weekday; None for what is reckoned from another time."""
    if time.date_end is not None or time.weekday_end is not None or time.offset is not None or time.ahead:
        return None
    if time.date is not None:
        return time.date.value.as_date()
    if time.weekday is None or time.first is None or time.anchor is Anchor.EVENT:
        return None
    return time.first.date() if isinstance(time.first, dt.datetime) else time.first


@dataclass(frozen=True, slots=True)
class _Lead:
    """The first sentence's event, its day, and its words."""

    event: Event
    kinds: frozenset[str]
    time: Time
    day: dt.date
    words: frozenset[str]


class _Reader:
    """Reads the days of one story."""

    def __init__(self, record: Record, words: _Words) -> None:
        self.record = record
        self.text = record.story.text
        self.words = words
        self.events = [e for e in record.events if e.part == TEXT]
        self.starts = [e.start for e in self.events]

    def lead(self, days: list[tuple[Time, dt.date]]) -> _Lead | None:
        """Return the event of the first sentence with its day, where the sentence is about nothing else."""
        sentences = [s for s in self.record.sentences if s.part == TEXT][:_FIRST]
        for sentence in sentences:
            here = [(t, day) for t, day in days if sentence.start <= t.start < sentence.end]
            if not here:
                continue
            if len(here) > 1 or sentence.end - sentence.start > _LEAD or self._spoken(sentence):
                return None
            time, day = here[0]
            events = self._events(sentence.start, sentence.end)
            if not events or events[0].start > time.start or not self._opens(sentence, events[0]):
                return None
            if self.words.apart.search(self.text, events[0].end, time.start) is not None:
                return None  # `tewas seusai bertanding pada`: the day is that of something else
            kinds = frozenset(e.kind for e in events)
            return _Lead(events[0], kinds, time, day, frozenset(self._content(sentence.start, sentence.end)))
        return None

    def _spoken(self, sentence: Span) -> bool:
        """Whether somebody speaks in a sentence: its day may be that of the speech."""
        quoted = self.record.within(self.record.quotations, sentence)
        return bool(quoted) or self.words.cue.search(self.text, sentence.start, sentence.end) is not None

    def _events(self, start: int, end: int) -> list[Event]:
        at = bisect_left(self.starts, start)
        found = []
        while at < len(self.events) and self.events[at].start < end:
            if self.events[at].kind in self.words.kinds and self.events[at].status is Status.STATED:
                found.append(self.events[at])
            at += 1
        return found

    def _opens(self, sentence: Span, event: Event) -> bool:
        """Whether a sentence opens with its event and says nothing else before the day."""
        dateline = _DATELINE.match(self.text, sentence.start, event.start)
        start = dateline.end() if dateline is not None else sentence.start
        before = self._verbs(start, event.start)
        return all(verb in self.words.along for verb in before)

    def _verbs(self, start: int, end: int) -> list[str]:
        """Return the words that look like verbs, but for those behind a word that opens a relative clause."""
        found, relative = [], False
        for match in _WORD.finditer(self.text, start, end):
            word = match.group()
            if word.islower() and len(word) > _LONG and word.startswith(self.words.prefixes) and not relative:
                found.append(word)
            relative = word == self.words.relative
        return found

    def _content(self, start: int, end: int) -> Iterator[str]:
        for match in _WORD.finditer(self.text, start, end):
            word = match.group().lower()
            if len(word) >= _SHORT and match.group().islower() and word not in self.words.functions:
                yield word

    # ------------------------------------------------------------ later days

    def later(self, lead: _Lead, days: list[tuple[Time, dt.date]]) -> Iterator[EventDates]:
        """Yield the days that later sentences give to the event of the first."""
        published = self.record.story.published_date
        for time, day in days:
            if time.start <= lead.time.end or day == lead.day or abs((day - lead.day).days) > _APART:
                continue
            if published is not None and day > published:
                continue
            sentence = self.record.sentence_of(time.span)
            if sum(sentence.start <= t.start < sentence.end for t, _ in days) > 1:
                continue
            what = self._again(lead, sentence, time)
            if what is not None:
                first = Piece(lead.event.start, lead.event.end, lead.event.text)
                yield EventDates(first, lead.time, what, time)
                return

    def _again(self, lead: _Lead, sentence: Span, time: Time) -> Piece[str] | None:
        """Return the words of a later sentence that tell the first one's event again before a day, or None."""
        start = max(sentence.start, time.start - _CLAUSE)
        clause = self.text[start : time.start]
        if self.words.at.search(clause) is None or '"' in clause or "“" in clause:
            return None
        again = None
        for match in self.words.again.finditer(clause):
            again = match
        if again is not None and self._plain(clause, again.start()):
            return Piece(start + again.start(), start + again.end(), again.group())
        for event in reversed(self._events(start, time.start)):
            if event.kind not in lead.kinds:
                continue
            begin = event.start - start
            if not self._plain(clause, max(0, begin - _OPENING)):
                return None
            behind = clause[event.end - start :]
            pointed = (
                behind.startswith(self.words.suffix)
                or self.words.pointer.match(behind.lstrip()) is not None
                or self.words.pointer.match(self.text, time.end + 1) is not None
            )
            others = [v for v in self._verbs(event.end, time.start) if v not in self.words.happen]
            shared = set(self._content(start, time.start)) & lead.words
            if pointed and event.kind == lead.event.kind and not others:
                return Piece(event.start, event.end, event.text)
            if event.text.lower() == lead.event.text.lower() and len(shared) >= _SHARED:
                return Piece(event.start, event.end, event.text)
            return None
        when = None
        for match in self.words.when.finditer(clause):
            when = match
        if when is None or not self._plain(clause, when.end()):
            return None
        told = set(self._content(start + when.end(), time.start)) & lead.words
        if len(told) >= _SHARED and self.words.pointer.search(clause, when.end()):
            return Piece(start + when.end() + 1, start + len(clause.rstrip()), clause[when.end() + 1 :].rstrip())
        return None

    def _plain(self, clause: str, start: int) -> bool:
        """Whether a clause speaks of no other event and of nobody's words from `start` to its end."""
        if ";" in clause[start:] or self.words.cue.search(clause, start) is not None:
            return False
        return self.words.apart.search(clause) is None


__all__ = ["link_event_dates"]
