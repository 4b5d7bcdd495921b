"""Beginnings and lengths of the same event: `invasi ... sejak Februari 2023` with `pertempuran ... selama 18 bulan`.

Which two statements speak of one event decides everything here. A beginning is a time tied to a word of an
event family (`sejak`, or a verb of beginning with its date); a length is a duration tied to a word of the
same family and said to reach to the story's day. They are joined only when the family's own condition is
met (the same parties, the same noun, or the only such event in the story), when the story knows no second
beginning of that kind, and when nothing near the length moves it to another day.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from runtut.languages import Pack
from runtut.languages.schema.events import EventsPack, Family, Join
from runtut.record import ElapsedTime, Entity, EntityType, Event, Record, Signal, Span, Time, TimeType

_GAP = 60  # characters between an event word and its time; longer is another clause
_LEAD = 12  # characters before an event word in which a word such as "already" is said of it
_NEAR = 45  # days around publication within which a date beside a length still means "now"
_LONGEST = 3_000  # characters of a sentence that can still be prose; bounds what is compared within one
_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class _Words:
    breaks: re.Pattern[str]
    windows: re.Pattern[str]
    going_on: re.Pattern[str]
    anaphors: re.Pattern[str]
    at: re.Pattern[str]
    since: re.Pattern[str]
    recurring: re.Pattern[str]
    began: re.Pattern[str]
    counted: re.Pattern[str]


@cache
def _words(pack: Pack) -> _Words:
    events: EventsPack = pack.events

    def any_of(words: tuple[str, ...]) -> re.Pattern[str]:
        return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b")

    return _Words(
        any_of(events.breaks),
        any_of(events.windows),
        any_of(events.going_on),
        any_of(events.anaphors),
        any_of(events.at),
        any_of(events.since),
        any_of(events.recurring),
        re.compile(
            rf"(?:[^,.;]*[ ])?(?:{'|'.join(map(re.escape, events.began))})(?: (?:{'|'.join(map(re.escape, events.at))}))?"
        ),
        re.compile(rf",? ?(?:\(|(?:{'|'.join(map(re.escape, sorted(events.counted, key=len, reverse=True)))}) )"),
    )


@dataclass(frozen=True, slots=True)
class _Statement:
    """One side: the time, the event word it is tied to, the parties named beside it, whether it points back."""

    time: Time
    event: Event
    parties: frozenset[str]
    heads: frozenset[str]
    points_back: bool = False


def link_elapsed(record: Record, pack: Pack) -> tuple[ElapsedTime, ...]:
    """Return the pairs of a beginning and a length that the story gives for one event."""
    published = record.story.published_date
    if published is None:
        return ()
    words = _words(pack)
    side_by_side = tuple(_side_by_side(record, words, published))
    lasting = {name: each for name, each in pack.events.families.items() if each.lasts}
    events = [e for e in record.events if e.kind in lasting]
    if not events:
        return side_by_side
    names = _party_names(record, pack)
    begun = [s for s in _beginnings(record, events, names, words, lasting) if _day(s.time) <= published]
    lengths = list(_lengths(record, events, names, words, lasting))
    links = list(side_by_side)
    for length in lengths:
        kind = length.event.kind
        same = [s for s in begun if s.event.kind == kind]
        joined = [s for s in same if _one_event(s, length, lasting[kind].join)]
        if len({_day(s.time) for s in same}) != 1 or not joined:
            continue
        links.append(ElapsedTime(began=joined[0].time, length=length.time, until=published, event=kind))
    return tuple(links)


def _side_by_side(record: Record, words: _Words, until: date) -> Iterator[ElapsedTime]:
    """Yield `sejak 2018, atau selama lima tahun`: whatever has lasted, the text itself counts the length from there."""
    for began, length in zip(record.times, record.times[1:], strict=False):
        if began.part != length.part or began.signal is None or began.signal.value is not Signal.SINCE:
            continue
        if began.type is not TimeType.DATE or began.first is None or began.ahead or _day(began) > until:
            continue
        if length.type is not TimeType.DURATION or length.length is None:
            continue
        text = record.story.part(began.part)
        between = text[began.end : length.signal.start if length.signal else length.start]
        sentence = record.sentence_of(length.span)
        after = text[length.end : sentence.end].lstrip()
        if words.counted.fullmatch(between.rstrip() + " " if between.rstrip()[-1:] != "(" else between.rstrip()):
            closes = after[:1] == ")" if "(" in between else not after or after[0] in ".,;)"
            if closes and not _elsewhen(record, length, sentence, began):
                yield ElapsedTime(began=began, length=length, until=until, event="")


def _one_event(begun: _Statement, length: _Statement, join: Join) -> bool:
    if join is Join.LONE:
        return length.points_back or bool(begun.parties & length.parties)
    if join is Join.HEAD:
        return bool(begun.heads & length.heads)
    if not begun.parties or not length.parties:
        return False
    if begun.event.text.lower() == length.event.text.lower() and begun.parties <= length.parties:
        return True
    return length.parties <= begun.parties  # called otherwise, a party or place more makes it another event


def _day(time: Time) -> date:
    first = time.first
    assert first is not None
    return first.date() if isinstance(first, datetime) else first


def _party_names(record: Record, pack: Pack) -> list[tuple[str, int, str]]:
    """Return (part, start, party) of every mention, sorted; a seat of government stands for its country."""
    found: list[tuple[str, int, str]] = []
    speakers = {q.speaker.entity for q in record.quotations if q.speaker is not None}
    for entity in record.entities:
        if entity.id in speakers and entity.type is EntityType.PERSON:
            continue  # who tells of it is no party to it
        party = _party(entity, pack)
        found.extend((m.part, m.start, party) for m in entity.mentions)
    return sorted(found)


def _party(entity: Entity, pack: Pack) -> str:
    return pack.events.capitals.get(entity.name, entity.name)


def _parties(names: list[tuple[str, int, str]], span: Span) -> frozenset[str]:
    lo, hi = bisect_left(names, (span.part, span.start)), bisect_left(names, (span.part, span.end))
    return frozenset(party for _, _, party in names[lo:hi])


def _clause(record: Record, event: Event, time: Time) -> Span:
    """Return the stretch of the sentence that holds both, cut at the commas outside them."""
    sentence = record.sentence_of(event.span)
    text = record.story.part(event.part)
    lo, hi = min(event.start, time.start), max(event.end, time.end)
    start = text.rfind(";", sentence.start, lo) + 1 or sentence.start
    end = text.find(";", hi, sentence.end)
    return Span(start, sentence.end if end < 0 else end, event.part)


def _heads(record: Record, event: Event) -> frozenset[str]:
    """Return the words just before an event verb that may name what it happens to, in lower case."""
    sentence = record.sentence_of(event.span)
    before = record.story.part(event.part)[max(sentence.start, event.start - _GAP) : event.start]
    return frozenset(w.lower() for w in _WORD.findall(before) if len(w) > 3)


def _beginnings(
    record: Record, events: list[Event], names: list[tuple[str, int, str]], words: _Words, lasting: dict[str, Family]
) -> Iterator[_Statement]:
    for time in record.times:
        if time.type not in (TimeType.DATE, TimeType.TIME) or time.first is None or time.ahead:
            continue
        sentence = record.sentence_of(time.span)
        if sentence.end - sentence.start > _LONGEST:
            continue
        text = record.story.part(time.part)
        since = time.signal is not None and time.signal.value is Signal.SINCE
        for event in reversed(record.within(events, Span(sentence.start, max(sentence.start, time.start), time.part))):
            between = text[event.end : time.start]
            if (
                len(between) > _GAP
                or words.breaks.search(between)
                or words.recurring.search(text[sentence.start : time.start])
            ):
                break
            plain = not between.strip(" ,") or words.at.fullmatch(between.strip())
            started = words.began.fullmatch(between.strip()) is not None
            if since or started or (plain and lasting[event.kind].join is Join.HEAD):
                clause = _clause(record, event, time)
                yield _Statement(time, event, _parties(names, clause), _heads(record, event))
            break


def _lengths(
    record: Record, events: list[Event], names: list[tuple[str, int, str]], words: _Words, lasting: dict[str, Family]
) -> Iterator[_Statement]:
    for time in record.times:
        if time.type is not TimeType.DURATION or time.length is None:
            continue
        sentence = record.sentence_of(time.span)
        if sentence.end - sentence.start > _LONGEST:
            continue
        text = record.story.part(time.part)
        after = text[time.end : sentence.end]
        if words.windows.match(after.lstrip(" ,")) or _elsewhen(record, time, sentence):
            continue
        for event in record.within(events, sentence):
            if event.start >= time.end:
                between = text[time.end : event.start]
                tail = text[event.end : event.end + 24]
                points_back = bool(words.anaphors.match(tail.lstrip()))
                adjacent = not between.strip()
                since = words.since.match(between.strip()) and len(between) <= _GAP
                if not (since or (adjacent and points_back)):
                    continue
            else:
                between = text[event.end : time.start]
                reach = 0 if lasting[event.kind].join is Join.HEAD else _LEAD
                lead = text[max(sentence.start, event.start - reach) : time.start]
                if len(between) > _GAP or words.breaks.search(between) or not words.going_on.search(lead):
                    continue
                points_back = bool(words.anaphors.match(between.lstrip()) or words.anaphors.match(after.lstrip()))
            yield _Statement(time, event, _parties(names, sentence), _heads(record, event), points_back)
            break


def _elsewhen(record: Record, length: Time, sentence: Span, began: Time | None = None) -> bool:
    """Whether another date in the length's sentence moves it away from the story's day."""
    published = record.story.published_date
    assert published is not None
    for time in record.within(record.times, sentence):
        if time is length or time is began:
            continue
        if time.first is not None and abs((_day(time) - published).days) > _NEAR:
            return True
    return False
