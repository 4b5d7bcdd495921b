"""Events: nouns and verbs of known families, with their status, participants, place and time.

In the spirit of TimeML's EVENT. An event's surroundings are its sentence: the entities named there take
part, the place after a locative is where, the nearest time is when, and the nearest cue before it in the
clause says whether it happened, is planned, foretold, imagined or denied.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache
from typing import TypeVar

from runtut.languages import Pack
from runtut.record import Entity, EntityType, Event, Record, Span, Status, Time

X = TypeVar("X")

_WIDE = 1_500  # characters; the longest sentences of news have a third of that
_REACH = 6  # words before an event in which a cue of status still governs it


@cache
def _pattern(pack: Pack) -> tuple[re.Pattern[str], dict[str, str]]:
    """Return one pattern for all event words, and which family each belongs to."""
    family = {word: name for name, each in pack.events.families.items() for word in (*each.nouns, *each.verbs)}
    words = sorted(family, key=len, reverse=True)
    both = {*words, *(w[0].upper() + w[1:] for w in words)}
    return re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, both), key=len, reverse=True)) + r")\b"), {
        **family,
        **{w[0].upper() + w[1:]: f for w, f in family.items()},
    }


@cache
def _cues(pack: Pack) -> dict[str, Status]:
    words = pack.events
    return {
        **dict.fromkeys(words.hypothetical, Status.HYPOTHETICAL),
        **dict.fromkeys(words.forecast, Status.FORECAST),
        **dict.fromkeys(words.planned, Status.PLANNED),
        **dict.fromkeys(words.denied, Status.DENIED),
    }


_CLAUSE = re.compile(r"[,;:()\"“”]")


def _status(before: str, cues: dict[str, Status]) -> Status:
    clause = _CLAUSE.split(before)[-1]
    for word in reversed(clause.lower().split()[-_REACH:]):
        if word in cues:
            return cues[word]
    return Status.STATED


def read_events(record: Record, pack: Pack) -> tuple[Event, ...]:
    """Return the events of every part of the story, in order."""
    pattern, families = _pattern(pack)
    cues, locatives = _cues(pack), frozenset(pack.events.locatives)
    mentions = sorted(
        ((m.part, m.start, m.end, e) for e in record.entities for m in e.mentions), key=lambda x: (x[0], x[1])
    )
    mention_at = [(part, start) for part, start, _, _ in mentions]
    times = sorted(record.times, key=lambda t: (t.part, t.start))
    time_at = [(t.part, t.start) for t in times]
    found: list[Event] = []
    for passage in record.story.passages():
        text = passage.clean
        for match in pattern.finditer(text):
            here = Span(match.start(), match.end(), passage.part)
            sentence = _around(here, record.sentence_of(here))
            near = _between(mentions, mention_at, sentence)
            when = _between(times, time_at, sentence)
            found.append(
                Event(
                    start=here.start,
                    end=here.end,
                    text=match.group(),
                    kind=families[match.group()],
                    part=passage.part,
                    status=_status(text[sentence.start : here.start], cues),
                    participants=tuple(dict.fromkeys(e.id for _, _, _, e in near if e.type is not EntityType.PLACE)),
                    place=_place(near, text, here.end, locatives),
                    time=_nearest(when, here),
                    rule=f"family {families[match.group()]}",
                )
            )
    return tuple(found)


def _around(here: Span, sentence: Span) -> Span:
    """Return the sentence, cut to what can still belong to the event: this bounds the cost of endless ones."""
    return Span(max(sentence.start, here.start - _WIDE), min(sentence.end, here.end + _WIDE), here.part)


def _between(items: list[X], keys: list[tuple[str, int]], span: Span) -> list[X]:
    lo = bisect_left(keys, (span.part, span.start))
    return items[lo : bisect_right(keys, (span.part, span.end))]


def _place(near: list[tuple[str, int, int, Entity]], text: str, after: int, locatives: frozenset[str]) -> str | None:
    for _, start, _, entity in near:
        before = text[max(0, start - 12) : start].split()
        if entity.type is EntityType.PLACE and start >= after and before and before[-1].lower() in locatives:
            return entity.id
    return None


def _nearest(when: list[Time], here: Span) -> str | None:
    dated = [t for t in when if t.first is not None]
    return min(dated, key=lambda t: abs(t.start - here.start)).value if dated else None
