"""Beginnings and lengths of whatever is called by the same noun, whatever family it is of.

`Krisis ... sejak Januari 2024. Krisis yang telah berlangsung sebelas bulan itu`; and lengths that go on in the sentence
of the beginning: `dimulai 27 Mei dan kini memasuki pekan kelima`. No family of words is needed where the noun is said
again, in one of the next sentences, with a word that says it has lasted until now. Nouns for people are left out: the
same people begin and do many things.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import any_of, late
from runtut.link.elapsed_statements import GAP, ElapsedReading, elsewhen, first_day
from runtut.record import ElapsedTime, Signal, Span, Time, TimeType
from runtut.values import dataclass

_APART = 3  # sentences from the beginning to the length
_NOUNS = 4  # words of a noun phrase
_RECURS = 25  # characters before a beginning in which a word for a second one stands
_LEAD = 70  # characters before a length in which its noun stands
_TOKEN = late(r"[\w-]+|[,.;:()\"“”]")
_LONGEST = 3_000  # characters of a sentence that can still be prose


@dataclass(frozen=True, slots=True)
class _Words:
    perfect: frozenset[str]
    skipped: frozenset[str]
    anaphors: frozenset[str]
    heads_not: frozenset[str]
    until: re.Pattern[str]
    goes_on: re.Pattern[str]


@cache
def _words(pack: Pack) -> _Words:
    events = pack.events

    perfect = any_of(events.perfect)
    hedges = any_of(pack.times.hedges)
    return _Words(
        frozenset(events.perfect),
        frozenset({*events.anaphors, *events.skipped}),
        frozenset(events.anaphors),
        frozenset({*events.people, *pack.quotations.functions}),
        late(
            rf"\b(?:{perfect})(?: (?:{any_of(events.running)}))?(?: (?:{any_of(events.during)}))?(?: (?:{hedges}))*$",
            re.IGNORECASE,
        ),
        late(
            rf"[)\]]?,?(?: (?:{any_of(events.and_now)}))*(?: (?:{perfect}))+(?: (?:{any_of(events.running)}))?"
            rf"(?: (?:{any_of(events.during)}))?(?: (?:{hedges}))*"
        ),
    )


def link_by_noun(here: ElapsedReading, pack: Pack, taken: set[tuple[str, int]]) -> Iterator[ElapsedTime]:
    """Yield the lengths not yet taken that a noun, or their own sentence, ties to one beginning."""
    record, until = here.record, here.published
    words = _words(pack)
    begun: dict[tuple[str, int], list[tuple[Time, frozenset[str]]]] = {}
    for time in record.times:
        if (found := _beginning(here, words, time)) is not None:
            begun.setdefault((time.part, here.number(time.span)), []).append((time, found))
    if not begun:
        return
    lengths: list[tuple[Time, int | None]] = [
        (t, None) for t in record.times if t.type is TimeType.DURATION and t.length is not None
    ]
    lengths.extend(here.ordinal_times)
    for length, ordinal in lengths:
        if (length.part, length.start) in taken:
            continue
        sentence = record.sentence_of(length.span)
        at = here.number(sentence)
        text = record.story.part(length.part)
        if sentence.end - sentence.start > _LONGEST:
            continue
        after = text[length.end : min(sentence.end, length.end + GAP)]
        if ordinal is None and here.words.windows.match(after.lstrip(" ,")):
            continue
        same = [t for t, _ in begun.get((length.part, at), ()) if t.end <= length.start]
        if len(same) == 1 and words.goes_on.fullmatch(_bare(text[same[0].end : length.start])):
            began = same
        else:
            nouns = _nouns(words, text, sentence, length)
            if nouns is None:
                continue
            near = [
                t
                for n in range(at - _APART, at)
                for t, heads in begun.get((length.part, n), ())
                if nouns[0] in heads or _done_again(pack, nouns, heads)
            ]
            began = near
        if not began or len({first_day(t) for t in began}) != 1:
            continue
        said = text[sentence.start : sentence.end]
        said = said if ordinal is None else said.replace(length.text, "")
        if here.words.others.search(said) or here.words.ended.search(said):
            continue
        if elsewhen(record, length, sentence, until, frozenset(t.span for t in began)):
            continue
        yield ElapsedTime(began=began[-1], length=length, until=until, event="", ordinal=ordinal)


def _done_again(pack: Pack, nouns: list[str], heads: frozenset[str]) -> bool:
    """Whether the noun tells the verb of the beginning again, of the same things: `jalan ditutup`, `penutupan jalan`."""
    events, noun = pack.events, nouns[0]
    if not noun.endswith(events.nominal_end) or len(nouns) < 2 or not heads.issuperset(nouns[1:]):
        return False
    return any(
        f"{events.verb_begin}{stem}{noun[len(begin) : -len(events.nominal_end)]}{end}" in heads
        for begin, stems in events.nominals.items()
        if noun.startswith(begin)
        for stem in stems
        for end in events.verb_ends
    )


def _bare(between: str) -> str:
    return re.sub(r"\s*\([^()]{0,40}\)", "", between).rstrip()


def _beginning(here: ElapsedReading, words: _Words, time: Time) -> frozenset[str] | None:
    """Return the nouns before a date that says since when, or None where it does not."""
    if time.type is not TimeType.DATE or time.first is None or time.ahead or "/" in time.value:
        return None
    if first_day(time) > here.published:
        return None
    record = here.record
    sentence = record.sentence_of(time.span)
    if sentence.end - sentence.start > _LONGEST:
        return None
    text = record.story.part(time.part)
    since = time.signal is not None and time.signal.value is Signal.SINCE
    before = text[max(sentence.start, time.start - 2 * GAP) : time.start]
    tail = before[-GAP:].rstrip()
    started = here.words.began.fullmatch(tail.rsplit(",", 1)[-1].strip()) is not None
    if not since and not started:
        return None
    if here.words.recurring.search(before[-_RECURS:]) or here.words.breaks.search(tail):
        return None
    tokens = (t.lower() for t in _TOKEN.findall(before))
    return frozenset(t for t in tokens if len(t) > 2 and t not in words.heads_not and t not in words.skipped)


def _nouns(words: _Words, text: str, sentence: Span, length: Time) -> list[str] | None:
    """Return the words of the noun phrase whose length it is, first word first; None where it is not told as known."""
    lead = text[max(sentence.start, length.start - _LEAD) : length.start].rstrip()
    if length.signal is not None and lead[-1:] != "":
        lead = text[max(sentence.start, length.start - _LEAD) : length.signal.end].rstrip()
    cue = words.until.search(lead)
    if cue is None and lead:
        return None
    before = [t.lower() for t in _TOKEN.findall(lead[: cue.start()] if cue is not None else "")]
    after = [t.lower() for t in _TOKEN.findall(text[length.end : min(sentence.end, length.end + _LEAD)])]
    known = bool(after) and after[0] in words.anaphors
    while before and before[-1] in words.skipped:
        known = known or before[-1] in words.anaphors
        before.pop()
    if not before or not before[-1][0].isalnum():
        phrase = after[:_NOUNS]  # "Sudah 14 tahun sengketa itu ...", "Setahun larangan itu ..."
        known = cue is not None or any(t in words.anaphors for t in phrase[1:3])
    else:
        cut = max((n + 1 for n, t in enumerate(before) if not t[0].isalnum()), default=0)
        phrase = before[cut:][-_NOUNS:]
        while phrase and phrase[0] in words.skipped:
            phrase.pop(0)
        known = known or len(phrase) == 1 or (cut == 0 and len(phrase) < _NOUNS - 1)
    nouns = [t for t in phrase if len(t) > 2 and t not in words.heads_not and t not in words.skipped and t[0].isalpha()]
    return nouns if known and nouns and phrase and nouns[0] == phrase[0] else None
