"""Where two stories of one event give different figures or days for the same.

Silence is better than a false alarm. Two figures are of the same where nearly the same words stand by both, or where both
are the toll of the event: the dead, the injured. They differ only where nothing that one can mean the other can, and where
neither story has the other's figure anywhere. A count that is larger in the later story has grown, which is no
disagreement. A day is compared as a figure is.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from runtut.archive.database import chunks
from runtut.archive.sentences import sentence_at
from runtut.archive.surroundings import surroundings
from runtut.archive.tables import QUANTITIES, TIMES
from runtut.archive.weights import RARE, weights
from runtut.archive.words import placed_stems, stems
from runtut.languages import load_pack
from runtut.record import PackError
from runtut.values import dataclass

SAME_WORDS = 0.75
"""How much of the words by one figure must stand by the other, the rare ones weighing more."""
ENOUGH = 7.0
"""What those words must weigh together at least: two rare ones do."""
MANY_WORDS, FEWER = 14.0, 0.55
"""If they weigh this much, a smaller share will do."""
OWN = 4.0
"""What they must weigh without the words that say what the story is about: those stand by all its figures."""
ROOM = 0.01
"""Figures that differ by less than this share are the same, rounded in two ways."""
SIDE = 7
"""Words on each side that are looked at."""
TOLL_DAYS = 1
"""Days between two stories of which the tolls are compared."""
_KINDS = frozenset({"count", "money", "percent", "measure"})

Word = tuple[int, int, str]
"""Where a word begins and ends, and its stem."""

_RUN_ON = re.compile(r"[.,]\s?\d")
"""Behind a figure: it is the first of a list, or was torn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A figure or a day with the words by it; `toll` names what it is the toll of."""

    start: int
    end: int
    what: str
    kind: str
    per: str | None
    low: float
    high: float
    value: str
    by: frozenset[str]
    days: tuple[tuple[str, str], ...]
    toll: str | None


class Bounds(NamedTuple):
    """What a figure or a day can mean, apart from the words by it."""

    kind: str
    what: str
    low: float
    high: float


class Told:
    """The figures and days of a story.

    Args:
        text: the story's.
        topic: the words that say what it is about.
        language: its language.
        figures: the rows of its quantities, in order.
        times: the rows of its times that have a place on the calendar, in order.
    """

    def __init__(
        self, text: str, topic: Iterable[str], language: str, figures: Sequence[Any], times: Sequence[Any]
    ) -> None:
        self.topic = frozenset(topic)
        self.language = language
        self._text = text
        self._figures = figures
        self._times = times
        self._written = [
            row
            for row in times
            # one that was worked out may have been worked out wrongly
            if row.type in ("DATE", "TIME") and row.anchor is None and row.first[:10] == row.last[:10]
        ]

    @cached_property
    def bounds(self) -> frozenset[Bounds]:
        """What its figures and days can mean."""
        figures = {_figure_bounds(row) for row in self._figures if _counts(row, self._text)}
        return frozenset(figures | {_day_bounds(row) for row in self._written})

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """Its figures and days with the words by them."""
        words = list(placed_stems(self._text, self.language))
        days = [(row.start_char, row.first[:10], row.last[:10]) for row in self._times]
        figures = _figures(self._text, words, self._figures, days, self.language)
        return (*figures, *_days(self._text, words, self._written, self.language))


def told_by(connection: Connection, wanted: Mapping[int, tuple[str, Iterable[str], str]]) -> dict[int, Told]:
    """Return what versions tell, each given with its text, the words that say what it is about, and its language."""
    figures: defaultdict[int, list[Any]] = defaultdict(list)
    times: defaultdict[int, list[Any]] = defaultdict(list)
    dated = select(
        *(TIMES.c.version, TIMES.c.start_char, TIMES.c.end_char, TIMES.c.type, TIMES.c.anchor),
        *(TIMES.c.first, TIMES.c.last),
    ).where(TIMES.c.part == 0, TIMES.c.last.is_not(None))
    counted = select(QUANTITIES).where(QUANTITIES.c.part == 0)
    for some in chunks(sorted(wanted)):
        for table, asked, found in ((TIMES, dated, times), (QUANTITIES, counted, figures)):
            rows = asked.where(table.c.version.in_(some)).order_by(table.c.version, table.c.start_char)
            for row in connection.execute(rows).all():
                found[row.version].append(row)
    return {version: Told(*rest, figures[version], times[version]) for version, rest in wanted.items()}


def _counts(row: Any, text: str) -> bool:
    return (
        row.value is not None
        and row.status == "stated"
        and row.kind in _KINDS
        and not _RUN_ON.match(text, row.end_char)
    )


def _figure_bounds(row: Any) -> Bounds:
    low = row.value if row.low is None and row.mod is None else row.low
    high = row.value if row.high is None and row.mod is None else row.high
    return Bounds(row.kind, row.unit, -math.inf if low is None else low, math.inf if high is None else high)


def _day_bounds(row: Any) -> Bounds:
    day = float(dt.date.fromisoformat(row.first[:10]).toordinal())
    return Bounds("day", "", day, day)


def _figures(
    text: str, words: Sequence[Word], rows: Sequence[Any], days: Sequence[tuple[int, str, str]], language: str
) -> Iterator[Fact]:
    spans = [(row.start_char, row.end_char) for row in rows]
    for row, (lo, hi) in zip(rows, surroundings(text, spans, language), strict=True):
        if not _counts(row, text):
            continue
        before, behind = _between(words, lo, row.start_char), _between(words, row.end_char, hi)
        start, end = sentence_at(text, row.start_char, row.end_char)
        bounds = _figure_bounds(row)
        yield Fact(
            start=row.start_char,
            end=row.end_char,
            what=row.unit,
            kind=row.kind,
            per=row.per,
            low=bounds.low,
            high=bounds.high,
            value=f"{row.value:.12g}",
            by=_saying(before[-SIDE:], behind[:SIDE], language),
            days=tuple((since, until) for at, since, until in days if start <= at < end),
            toll=_toll(row, before[-3:], behind[:3], language) if row.kind == "count" else None,
        )


def _days(text: str, words: Sequence[Word], rows: Sequence[Any], language: str) -> Iterator[Fact]:
    """Yield the days that are written in full."""
    spans = [(row.start_char, row.end_char) for row in rows]
    for row, (lo, hi) in zip(rows, surroundings(text, spans, language), strict=True):
        before, behind = _between(words, lo, row.start_char), _between(words, row.end_char, hi)
        bounds = _day_bounds(row)
        yield Fact(
            start=row.start_char,
            end=row.end_char,
            what="",
            kind="day",
            per=None,
            low=bounds.low,
            high=bounds.high,
            value=row.first[:10],
            by=_saying(before[-SIDE:], behind[:SIDE], language),
            days=(),
            toll=None,
        )


def _between(words: Sequence[Word], start: int, end: int) -> Sequence[Word]:
    """Return the words between two places of the text."""
    return words[bisect_left(words, (start,)) : bisect_left(words, (end,))]


def _saying(before: Sequence[Word], behind: Sequence[Word], language: str) -> frozenset[str]:
    known = weights(language) or {}
    return frozenset(
        stem
        for _, _, stem in (*before, *behind)
        if len(stem) > 1 and not stem.isdigit() and known.get(stem, RARE) > 1.0
    )


def _toll(row: Any, before: Sequence[Word], behind: Sequence[Word], language: str) -> str | None:
    """Return what a figure is the toll of: the words of one toll, and of one alone, stand right by it."""
    people, tolls = _tolls(language)
    near = {stem for _, _, stem in (*before, *behind)}
    found = [name for name, words in tolls if words & near]
    return found[0] if len(found) == 1 and row.unit in people else None


@cache
def _tolls(language: str) -> tuple[frozenset[str], tuple[tuple[str, frozenset[str]], ...]]:
    try:
        pack = load_pack(language).tolls
    except PackError:
        return frozenset(), ()
    named = {
        name: frozenset(stem for word in words for stem in stems(word, language)) for name, words in pack.tolls.items()
    }
    return frozenset(pack.people), tuple(named.items())


def differences(first: Told, later: Told, *, days: int) -> Iterator[dict[str, Any]]:
    """Yield where two stories disagree, the one that was published first given first; as rows of the table."""
    if not may_differ(first, later):
        return
    for a in first.facts:
        for b in later.facts:
            if _comparable(a, b) and not _meet(a, b, ROOM) and _same(first, later, a, b, days) and not _grown(a, b):
                yield {
                    "kind": "day" if a.kind == "day" else "figure",
                    "what": a.toll or a.what,
                    "start_char": b.start,
                    "end_char": b.end,
                    "of_start": a.start,
                    "of_end": a.end,
                    "value": b.value,
                    "of_value": a.value,
                }


def may_differ(one: Told, other: Told) -> bool:
    """Whether each of two stories has a figure or a day of one kind that the other has not: without, they cannot differ."""
    loose = {each.kind for each in one.bounds if not _has(other, each)}
    return bool(loose) and any(each.kind in loose and not _has(one, each) for each in other.bounds)


def _comparable(a: Fact, b: Fact) -> bool:
    if (a.kind, a.per) != (b.kind, b.per) or (a.what != b.what and (a.toll is None or a.toll != b.toll)):
        return False
    return not (a.days and b.days) or any(x[0] <= y[1] and y[0] <= x[1] for x in a.days for y in b.days)


def _meet(a: Fact | Bounds, b: Fact | Bounds, room: float = 0.0) -> bool:
    """Whether two figures can mean the same, give or take a share of the larger."""
    least = max(a.low, b.low)
    return least - min(a.high, b.high) <= (room * abs(least) if a.kind != "day" and math.isfinite(least) else 0.0)


def _grown(a: Fact, b: Fact) -> bool:
    """Whether a count may have grown between the two stories."""
    return a.kind == "count" and b.low > a.high


def _same(first: Told, later: Told, a: Fact, b: Fact, days: int) -> bool:
    """Whether two figures are of the same, and neither story has the other's anywhere."""
    if _has(first, b) or _has(later, a):
        return False
    if a.toll is not None and a.toll == b.toll:
        alone = all(
            _meet(each, mine)
            for told, mine in ((first, a), (later, b))
            for each in told.facts
            if each.toll == mine.toll
        )
        return alone and days <= TOLL_DAYS
    if days and a.kind == "count" and not (_exact(a) and _exact(b)):
        return False
    topic = first.topic | later.topic
    weight = _shared(a, b, topic, first.language)
    if not weight:
        return False
    return not any(
        each is not a and each.kind == a.kind and _shared(each, b, topic, first.language) for each in first.facts
    ) and not any(
        each is not b and each.kind == b.kind and _shared(each, a, topic, first.language) for each in later.facts
    )


def _has(told: Told, fact: Fact | Bounds) -> bool:
    """Whether a story has a figure anywhere; of things that are counted, whatever it counts. What is open says nothing."""
    return any(
        each.kind == fact.kind
        and (each.what == fact.what or each.kind == "count")
        and math.isfinite(each.high - each.low)
        and _meet(each, fact)
        for each in told.bounds
    )


def _exact(fact: Fact) -> bool:
    """Whether a figure has digits enough to be taken for no other."""
    return len(fact.value.replace(".", "").strip("0")) >= 3


def _shared(a: Fact, b: Fact, topic: frozenset[str], language: str) -> float:
    """Return what the words by both figures weigh, 0 where it is not enough to take them for figures of the same."""
    known = weights(language) or {}
    both = a.by & b.by
    if len(both) < 2 or sum(known.get(stem, RARE) for stem in sorted(both - topic)) < OWN:
        return 0.0
    weight = sum(known.get(stem, RARE) for stem in sorted(both))
    most = max(sum(known.get(stem, RARE) for stem in sorted(each.by)) for each in (a, b))
    share = weight / most
    return weight if weight >= ENOUGH and (share >= SAME_WORDS or (weight >= MANY_WORDS and share >= FEWER)) else 0.0
