"""Events: nouns and verbs of known families, with their status, participants, place and time.

In the spirit of TimeML's EVENT. What belongs to an event stands in its clause: inside the quotation that holds it, or
in the sentence around the quotations. `annotate.status` says whether it happened.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import TypeVar

from runtut.annotate.events.clauses import Clause, Mention
from runtut.annotate.events.words import EventWords, Kind, event_words
from runtut.annotate.status import Token, after_noun, before_noun, before_verb, conditional, read_tokens
from runtut.languages import Pack
from runtut.languages.patterns import small_whole
from runtut.record import EntityType, Event, Passage, Quotation, QuotationKind, Record, Span, Status, Time

X = TypeVar("X")

_YEAR = 4
"""Characters of a value that gives a year alone: it may be part of a name (`Piala 2026`)."""
_NEAR = 500
"""Characters between an event and a noun that points back at it."""
_NEGATION = 12
_OPENING = 3
"""Words of a reported clause before a noun that its verb is about: `membantah adanya pertemuan itu`."""
_WIDE = 2_000  # characters; the longest sentences of news have a quarter of that
_MARGIN = 600
"""Characters around a piece of an endless sentence that its events may belong with."""


def read_events(record: Record, pack: Pack) -> tuple[Event, ...]:
    """Return the events of every part of the story, in order."""
    words = event_words(pack)
    return tuple(event for passage in record.story.passages() for event in _Reader(record, passage, words).read())


class _Reader:
    """Reads one part of a story."""

    def __init__(self, record: Record, passage: Passage, words: EventWords) -> None:
        self.record = record
        self.part = passage.part
        self.text = passage.clean
        self.words = words
        self.mentions = sorted(
            (Mention(m.start, m.end, e) for e in record.entities for m in e.mentions if m.part == passage.part),
            key=lambda m: m[:2],
        )
        self.mention_starts = [m.start for m in self.mentions]
        self.times = [t for t in record.times if t.part == passage.part]
        self.time_starts = [t.start for t in self.times]
        quoted: list[tuple[int, int, str]] = sorted(
            (q.start, q.end, self._says(q))
            for q in record.quotations
            if q.part == passage.part and q.kind is not QuotationKind.SCARE
        )
        self.quoted = quoted
        self.quoted_starts = [start for start, *_ in quoted]
        self.clause: Clause | None = None
        self.last: dict[str, tuple[int, Status]] = {}
        """Where an event of each kind was last told, and its status."""
        self.published = record.story.published_date

    def _says(self, quotation: Quotation) -> str:
        """Return the verb that a reported clause hangs on, in lower case; empty for one between marks or negated."""
        cue = quotation.cue
        if cue is None or quotation.kind is QuotationKind.DIRECT:
            return ""
        before = self.text[max(0, cue.start - _NEGATION) : cue.start].lower().split()
        return "" if before and before[-1] in self.words.status.negations else cue.value.lower()

    def read(self) -> Iterator[Event]:
        """Yield the part's events in order."""
        for match in self.words.pattern.finditer(small_whole(self.text)):
            kind = self.words.kinds.get(match.group("word"))
            if kind is not None:
                event = self._event(match, kind)
                if event is not None:
                    yield event

    def _event(self, match: re.Match[str], kind: Kind) -> Event | None:
        start, end = match.span()
        if match.group("nya") and not kind.noun:
            return None
        sentence = self.record.sentence_of(Span(start, end, self.part))
        if self._is_named(start, end, sentence, kind):
            return None
        if kind.weak and not self._within(self.times, self.time_starts, sentence.start, sentence.end):
            return None
        clause = self._clause(start, sentence)
        first, past = clause.index(start), clause.index(end)
        time, near = clause.time(start, end)
        status = self._status(clause, first, past, kind, time if near else None)
        status = self._pointed(status, clause, past, kind, start)
        participants, place = clause.parties(first, past, noun=kind.noun, chance=kind.family.chance)
        return Event(
            start=start,
            end=end,
            text=self.text[start:end],
            kind=kind.name,
            part=self.part,
            status=status or Status.STATED,
            participants=tuple(dict.fromkeys(each.id for each in participants)),
            place=place.id if place is not None else None,
            time=time.value if time is not None else None,
            rule=f"family {kind.name}",
        )

    def _status(self, clause: Clause, first: int, past: int, kind: Kind, time: Time | None) -> Status | None:
        words, tokens = self.words.status, clause.tokens
        scheduled = kind.family.scheduled
        if kind.noun:
            status = before_noun(tokens, first, words, scheduled=scheduled)
            if status is None:
                modifies = first > 0 and _modifies(tokens[first - 1], self.words)
                status = after_noun(tokens, past, words, clause.timed, scheduled=scheduled and not modifies)
        else:
            status = before_verb(tokens, first, words)
            purpose = first > 0 and tokens[first - 1].low in words.purposes
            passive = tokens[first].low.startswith(words.passive) if first < len(tokens) else False
            if status is Status.HYPOTHETICAL and scheduled and purpose and not passive:
                status = Status.PLANNED
        if status is None and clause.governed is not None and self._is_governed(clause, first, past, kind):
            status = clause.governed
        status = self._dated(status, time, kind)
        if status in (Status.PLANNED, Status.FORECAST) and conditional(tokens, first, words):
            return Status.HYPOTHETICAL
        if status is Status.PLANNED and kind.family.chance:
            return Status.FORECAST
        return status

    def _pointed(self, status: Status | None, clause: Clause, past: int, kind: Kind, start: int) -> Status | None:
        """Return a status, taken over from the event that a noun points back at: `pertandingan itu`."""
        at, last = self.last.get(kind.name, (-_NEAR, Status.STATED))
        pointer = clause.tokens[past].low if past < len(clause.tokens) else ""
        if status is None and kind.noun and kind.family.scheduled and pointer in self.words.status.pointers:
            status = Status.PLANNED if last is Status.PLANNED and start - at < _NEAR else None
        self.last[kind.name] = start, status or Status.STATED
        return status

    def _is_governed(self, clause: Clause, first: int, past: int, kind: Kind) -> bool:
        """Whether an event is what the verb of a reported clause is about, not something told on the way."""
        words, before = self.words.status, clause.tokens[:first]
        joined = any(t.low in words.joins for t in before)
        if any(t.low in words.breaks or t.low in words.topics for t in before):
            return False
        if joined and (kind.noun or not words.verb(before[0])):
            return False
        behind = clause.tokens[past].low if past < len(clause.tokens) else ""
        return not kind.noun or (len(before) < _OPENING and not behind.startswith(words.passive))

    def _dated(self, status: Status | None, time: Time | None, kind: Kind) -> Status | None:
        """Return a status as the event's day has it: one still to come is planned, the day before one long past is none."""
        first, last = (None, None) if time is None else (time.first_day, time.last_day)
        if time is None or first is None or last is None or self.published is None:
            return status
        if status in (None, Status.STATED) and (kind.family.scheduled or time.ahead) and len(time.value) > _YEAR:
            return Status.PLANNED if first > self.published else status
        if status is Status.PLANNED and kind.noun and last < self.published:
            return Status.STATED
        return status

    def _is_named(self, start: int, end: int, sentence: Span, kind: Kind) -> bool:
        """Whether an event's word is part of a name: `Komisi Pemilihan Umum`, `Operasi Banjir Besar`."""
        at = bisect_right(self.mention_starts, start) - 1
        if at >= 0:
            mention = self.mentions[at]
            if mention.start < start and mention.end >= end and mention.entity.type is not EntityType.PLACE:
                return True
        capital = self.text[start].isupper() and start > sentence.start
        behind = self.text[end : end + 2]
        named = behind[:1] == " " and behind[1:2].isupper() and not kind.family.scheduled
        return capital and named and self.text[start - 2 : start - 1].isalnum() and not self._is_title(sentence)

    def _is_title(self, sentence: Span) -> bool:
        """Whether most words of a sentence have capitals, so that one says nothing."""
        found = self.text[sentence.start : min(sentence.end, sentence.start + _WIDE)].split()
        return sum(w[:1].isupper() for w in found) * 2 > len(found)

    def _clause(self, start: int, sentence: Span) -> Clause:
        """Return the stretch that an event's surroundings are read from: its quotation, or the sentence without them."""
        block = (start - sentence.start) // _WIDE  # of an endless sentence; the events in one share their clause
        low = max(sentence.start, sentence.start + block * _WIDE - _MARGIN)
        high = min(sentence.end, sentence.start + (block + 1) * _WIDE + _MARGIN)
        at = bisect_right(self.quoted_starts, start) - 1
        inside = at >= 0 and self.quoted[at][1] > start
        if inside:
            low, high = max(low, self.quoted[at][0]), min(high, self.quoted[at][1])
        kept = self.clause
        if kept is not None and kept.start <= start < kept.end and kept.bounds == (low, high):
            return kept
        tokens = read_tokens(self.text, low, high)
        holes = (
            [] if inside else self.quoted[bisect_left(self.quoted_starts, low) : bisect_left(self.quoted_starts, high)]
        )
        if holes:
            tokens = [t for t in tokens if not _in(t.start, holes)]
        self.clause = Clause(
            self.text,
            (low, high),
            tokens,
            [m for m in self._within(self.mentions, self.mention_starts, low, high) if not _in(m.start, holes)],
            [t for t in self._within(self.times, self.time_starts, low, high) if not _in(t.start, holes)],
            self.words,
            self.words.governing.get(self.quoted[at][2]) if inside else None,
        )
        return self.clause

    @staticmethod
    def _within(items: list[X], starts: list[int], low: int, high: int) -> list[X]:
        return items[bisect_left(starts, low) : bisect_left(starts, high)]


def _in(at: int, holes: list[tuple[int, int, str]]) -> bool:
    return any(a <= at < b for a, b, _ in holes)


def _modifies(before: Token, words: EventWords) -> bool:
    """Whether a noun stands right before an event's: `hasil rapat akan diumumkan` says nothing of the meeting."""
    status = words.status
    low = before.low
    return (
        before.word
        and not before.capital
        and low not in status.cues
        and low not in status.holding
        and low not in status.happened
        and low not in status.breaks
        and low not in status.adverbs
        and low not in words.determiners
        and not status.verb(before)
    )


__all__ = ["read_events"]
