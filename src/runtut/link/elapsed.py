"""Beginnings and lengths of the same event: `invasi ... sejak Februari 2023` with `pertempuran ... selama 18 bulan`.

Which two statements speak of one event decides everything here. A beginning is a time tied to a word of an
event family (`sejak`, or a verb of beginning with its date); a length is a duration tied to a word of the
same family and said to reach to the story's day, or the number of the day, month or year it is in. They are
joined only when the family's own condition is met (the same parties, the same noun, the same person, or the
only such event in the story), when the story knows no second beginning of that kind, and when nothing near the
length moves it to another day or another event.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from runtut.languages import Pack
from runtut.languages.schema.events import Join
from runtut.link.elapsed_nouns import link_by_noun
from runtut.link.elapsed_statements import (
    GAP,
    ElapsedReading,
    ElapsedStatement,
    beginnings,
    elsewhen,
    first_day,
    last_day,
    lengths,
)
from runtut.link.elapsed_words import ElapsedWords, elapsed_words
from runtut.record import ElapsedTime, Record, Signal, Span, Time, TimeType

_APART = 4  # sentences between a beginning and a length that points back at it
_MANY = 16  # beginnings of one kind; a story with more tells of many events
_PERSON_APART = 12  # sentences between a beginning and a length told of "they" or "she"


def link_elapsed(record: Record, pack: Pack) -> tuple[ElapsedTime, ...]:
    """Return the pairs of a beginning and a length that the story gives for one event."""
    published = record.story.published_date
    if published is None:
        return ()
    words = elapsed_words(pack)
    links = [*_side_by_side(record, words, published), *_counted(record, words, published)]
    here = ElapsedReading(record, pack, published)
    begun = [s for s in beginnings(here) if first_day(s.time) <= published]
    by_kind: dict[str, list[ElapsedStatement]] = {}
    for statement in begun:
        by_kind.setdefault(statement.event.kind, []).append(statement)
    taken = {(link.length.part, link.length.start) for link in links}
    for length in lengths(here, begun):
        if (length.time.part, length.time.start) in taken:
            continue
        kind = length.event.kind
        if len(by_kind[kind]) > _MANY:
            continue
        same = [s for s in by_kind[kind] if s.time.span != length.time.span]
        joined = [s for s in same if _one_event(s, length, here.families[kind].join)]
        if not joined or not _one_day(same):
            continue
        began = max(joined, key=lambda s: len(s.time.value)).time
        links.append(ElapsedTime(began=began, length=length.time, until=published, event=kind, ordinal=length.ordinal))
    links.extend(link_by_noun(here, pack, {(link.length.part, link.length.start) for link in links}))
    return tuple(links)


def _one_day(begun: list[ElapsedStatement]) -> bool:
    """Whether all beginnings may be one: the finest of them lies within all others."""
    finest = max((s.time for s in begun), key=lambda t: len(t.value))
    return all(first_day(s.time) <= first_day(finest) <= last_day(s.time) for s in begun)


def _side_by_side(record: Record, words: ElapsedWords, until: date) -> Iterator[ElapsedTime]:
    """Yield `sejak 2018, atau selama lima tahun`: whatever has lasted, the text itself counts the length from there."""
    for began, length in zip(record.times, record.times[1:], strict=False):
        if began.part != length.part or began.signal is None or began.signal.value is not Signal.SINCE:
            continue
        if began.type is not TimeType.DATE or began.first is None or began.ahead or first_day(began) > until:
            continue
        if length.type is not TimeType.DURATION or length.length is None:
            continue
        text = record.story.part(began.part)
        between = text[began.end : length.signal.start if length.signal else length.start]
        sentence = record.sentence_of(length.span)
        after = text[length.end : sentence.end].lstrip()
        if words.counted.fullmatch(between.rstrip() + " " if between.rstrip()[-1:] != "(" else between.rstrip()):
            closes = after[:1] == ")" if "(" in between else not after or after[0] in ".,;)"
            if closes and not elsewhen(record, length, sentence, until, frozenset({began.span})):
                yield ElapsedTime(began=began, length=length, until=until, event="")


def _counted(record: Record, words: ElapsedWords, until: date) -> Iterator[ElapsedTime]:
    """Yield `sudah dua tahun menjabat sejak dilantik pada 2021`: a length said to have passed since a date right after it."""
    for length, began in zip(record.times, record.times[1:], strict=False):
        if length.type is not TimeType.DURATION or length.length is None or length.part != began.part:
            continue
        if began.type is not TimeType.DATE or began.first is None or "/" in began.value or began.ahead:
            continue
        text = record.story.part(length.part)
        sentence = record.sentence_of(length.span)
        if not sentence.start <= began.start < sentence.end or first_day(began) > until:
            continue
        edge = began.signal.start if began.signal is not None else began.start
        between = text[length.end : edge]
        if len(between) > GAP or words.breaks.search(between) or words.windows.match(between.lstrip(" ,")):
            continue
        if began.signal is not None and began.signal.value is not Signal.SINCE:
            continue
        ties = text[length.end : began.start].rstrip()
        cut = max((m.start() for m in words.since.finditer(ties)), default=-1)
        if cut < 0 or not words.closed.fullmatch(" " + ties[cut:].lstrip()):
            continue
        lead = text[max(sentence.start, length.start - 2 * GAP) : length.start]
        if not words.going_on.search(lead) or words.others.search(lead):
            continue
        if words.others.search(between) or _goes_on(record, began, sentence):
            continue
        if not elsewhen(record, length, sentence, until, frozenset({began.span})):
            yield ElapsedTime(began=began, length=length, until=until, event="")


def _goes_on(record: Record, began: Time, sentence: Span) -> bool:
    """Whether the sentence goes on to another time, which may be where the length ends."""
    return any(t.start > began.start for t in record.within(record.times, sentence))


def _one_event(begun: ElapsedStatement, length: ElapsedStatement, join: Join) -> bool:
    apart = length.at - begun.at
    near = 0 <= apart <= _APART and begun.time.part == length.time.part
    foreign = length.names - begun.names
    if join is Join.LONE:
        if length.far and not length.points_back and length.event.start > length.time.start:
            return False  # "selama dua tahun pandemi": a stretch of it
        if begun.parties & length.parties or (near and not foreign):
            return True
        return length.points_back and not foreign - length.people  # who tells of `mogok itu` makes it no other one
    if join is Join.HEAD:
        return bool(begun.bodies & length.bodies) or (not length.far and bool(begun.heads & length.heads))
    if join is Join.PERSON:
        if apart == 0 or begun.people & length.people:
            return True
        return 0 <= apart <= _PERSON_APART and length.pronoun and not foreign
    if near and length.points_back and not foreign:
        return True
    if not begun.parties or not length.parties or (length.far and not _same_word(begun, length)):
        return False
    if _same_word(begun, length) and begun.parties <= length.parties:
        return True
    return length.parties <= begun.parties  # called otherwise, a party or place more makes it another event


def _same_word(begun: ElapsedStatement, length: ElapsedStatement) -> bool:
    return begun.event.text.lower() == length.event.text.lower()
