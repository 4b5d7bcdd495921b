"""The patterns by which beginnings and lengths of events are found, built once per pack."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import any_of, late, scan
from runtut.languages.schema.events import EventsPack
from runtut.record import Unit
from runtut.values import dataclass

_ORDINAL_UNITS = frozenset({Unit.DAY, Unit.WEEK, Unit.MONTH, Unit.YEAR})


@dataclass(frozen=True, slots=True)
class ElapsedWords:
    """The words of a pack's events section, compiled; `ordinal` finds the number of a unit (`hari ke-9`, `tahun kelima`)."""

    breaks: re.Pattern[str]
    windows: re.Pattern[str]
    going_on: re.Pattern[str]
    running: frozenset[str]
    through: re.Pattern[str]
    between: re.Pattern[str]
    after: re.Pattern[str]
    ended: re.Pattern[str]
    expected: re.Pattern[str]
    others: re.Pattern[str]
    pronouns: re.Pattern[str]
    anaphors: re.Pattern[str]
    few: re.Pattern[str]
    took_place: re.Pattern[str]
    distance: re.Pattern[str]
    at: re.Pattern[str]
    since: re.Pattern[str]
    recurring: re.Pattern[str]
    began: re.Pattern[str]
    starting: re.Pattern[str]
    opened: re.Pattern[str]
    counted: re.Pattern[str]
    closed: re.Pattern[str]
    bodies: re.Pattern[str]
    ordinal: re.Pattern[str]
    ordinals: dict[str, int]
    units: dict[str, Unit]
    calendar: frozenset[str]


@cache
def elapsed_words(pack: Pack) -> ElapsedWords:
    """Return the patterns of a pack."""
    events: EventsPack = pack.events

    def whole(words: Iterable[str]) -> re.Pattern[str]:
        return late(rf"\b(?:{any_of(words)})\b")

    units = {
        word: unit
        for word, unit in pack.times.units.items()
        if unit in _ORDINAL_UNITS and word not in pack.times.multiples
    }
    hedges = any_of(pack.times.hedges)
    ordinals = {word: n for n, word in enumerate(pack.relations.ordinals, start=1)}
    return ElapsedWords(
        whole(events.breaks),
        whole(events.windows),
        late(rf"\b(?:{any_of(events.going_on)})\b", re.IGNORECASE),
        frozenset(events.running) - frozenset(events.perfect),
        late(rf"\b(?P<w>{any_of(events.through)}|{hedges})(?: (?:{hedges}))?[\s,]*$", re.IGNORECASE),
        late(rf"(?:(?:{any_of(events.between)})\s)?"),
        late(rf"(?:{any_of(events.after)})(?:\s[\w-]+){{0,4}}"),
        late(rf"\b(?:{any_of(events.ended)})\b", re.IGNORECASE),
        late(
            rf"\b(?:{any_of(pack.status.forecast)})\b(?:(?!\b(?:{any_of(pack.schedules.done)})\b)[^,.;()])*$",
            re.IGNORECASE,
        ),
        late(rf"\b(?:{any_of(events.others)})\b", re.IGNORECASE),
        late(rf"\b(?:{any_of(events.pronouns)})\b", re.IGNORECASE),
        whole(events.anaphors),
        late(r"\s(?:[\w-]+\s){0,3}"),
        late(rf"(?:[^,.;]{{1,20}} )?(?:{any_of(events.began)})(?: [^,.;]{{1,30}})?"),
        late(rf"(?:[^\W_]+ ){{2,4}}(?:{any_of(events.ago)})$"),
        whole(events.at),
        whole(events.since),
        whole(events.recurring),
        late(
            rf"(?:[^,.;]*[ ])?(?:{any_of(events.began)})(?:[ ][^,.;]{{1,30}}(?=[ ](?:{any_of(events.at)})$))?"
            rf"(?: (?:{any_of(events.at)}))?"
        ),
        late(rf"\b(?:{any_of(events.starting)})$", re.IGNORECASE),
        late(rf"(?: [\w-]+){{0,3}} (?:{any_of(events.began)})\b"),
        late(rf",? ?(?:\(|(?:{any_of(events.counted)}) )"),
        late(rf",? ?(?:{any_of(events.since)})(?: [\w-]+){{0,4}}(?: (?:{any_of(events.at)}))?"),
        late(rf"(?:^|[,\"“] ?)(?P<b>{any_of(events.bodies)})(?:{events.suffix})?\b", re.IGNORECASE),
        late(
            rf"(?P<u>{scan(units)}) (?:{re.escape(pack.times.ordinal_prefix)} ?(?P<n>\d{{1,4}})|(?P<w>{any_of(ordinals)}))(?![\w-])"
        ),
        ordinals,
        units,
        frozenset(w.capitalize() for w in (*pack.times.months, *pack.times.weekdays)),
    )
