"""Where two stories of one event give different figures or days for the same.

Silence is better than a false alarm. Two figures are of the same where nearly the same words stand by both, or where both
are the toll of the event: the dead, the injured. They differ only where nothing that one can mean the other can, and where
neither story has the other's figure anywhere. A count that is larger in the later story has grown, which is no
disagreement. A day is compared as a figure is.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from runtut.archive.facts import ANYONE, Bounds, Fact, Told
from runtut.archive.weights import RARE, weights

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
TOLL_DAYS = 1
"""Days between two stories of which the tolls are compared."""
SCALE, FEW = 3.0, 5.0
"""How many times a toll another may be, and so many more."""
NEAR, FAR = 1.5, 3.0
"""How many times a figure another may be that is told of the same, in one house and elsewhere."""
THOUSAND = 1000
"""How many times, where a word of scale was lost."""
CLOSE = 10
"""Days from one day to another that may be a slip for it."""
DOING = 3.0
"""What the words by both days weigh at least that are no names: what happens on them."""
TELLING = 3
"""Digits, noughts aside, of a figure that is taken for no other."""
LONG = 5
"""Digits of a figure that no other of the event has, but for a slip."""


def differences(first: Told, later: Told, *, days: int) -> Iterator[dict[str, Any]]:
    """Yield where two stories disagree, the one that was published first given first; as rows of the table."""
    for a, b in apart(first, later, days=days):
        if not grown(a, b):
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


def apart(one: Told, other: Told, *, days: int) -> list[tuple[Fact, Fact]]:
    """Return the facts of one story and of another that are of the same and cannot both be right; `days` lie between them.

    Two stories of one house are told apart by more: each is written from the last, and what differs in many places is
    of another day or thing.
    """
    if not may_differ(one, other):
        return []
    passing = one.passing or other.passing
    found = [
        (a, b)
        for a in one.facts
        for b in other.facts
        if (a.toll or not passing)
        and _comparable(a, b)
        and not _meet(a, b, ROOM)
        and _named(one, other, a, b)
        and _same(one, other, a, b, days)
    ]
    if one.house is not None and one.house == other.house:
        near = all(a.kind == "day" or (_near(a, b, NEAR) and (a.toll or _around(one, other, a, b))) for a, b in found)
        return found if near and len({(a.value, b.value) for a, b in found}) == 1 else []
    return found


def may_differ(one: Told, other: Told) -> bool:
    """Whether each of two stories has a figure or a day of one kind that the other has not: without, they cannot differ."""
    loose = {each.kind for each in one.bounds if not _has(other, each)}
    return bool(loose) and any(each.kind in loose and not _has(one, each) for each in other.bounds)


def agrees(told: Told, other: Told, fact: Fact) -> bool:
    """Whether another story gives the same for what a fact of a story is of."""
    return any(
        _comparable(fact, each)
        and _meet(fact, each, ROOM)
        and (
            (fact.toll is not None and fact.toll == each.toll)
            or len(_digits(fact)) >= LONG
            or _shared(fact, each, told.topic | other.topic, told.language) > 0
        )
        for each in other.facts
    )


def grown(first: Fact, later: Fact) -> bool:
    """Whether a count may have grown from one story to a later one."""
    return first.kind == "count" and later.low > first.high


def _named(one: Told, other: Told, a: Fact, b: Fact) -> bool:
    """Whether each story holds the names that stand by the other's fact."""
    return a.names <= other.stems and b.names <= one.stems


def _around(one: Told, other: Told, a: Fact, b: Fact) -> bool:
    """Whether each story holds the names in the sentence of the other's fact."""
    return a.around <= other.stems and b.around <= one.stems


def _near(a: Fact, b: Fact, times: float) -> bool:
    """Whether two figures can be told of the same: not far from each other, or far by a slip of the pen or of the scale."""
    less, more = sorted((abs(float(a.value)), abs(float(b.value))))
    one, other = sorted((_digits(a), _digits(b)), key=len)
    if one == other:
        return more <= times * less or len(one) > 1 or more >= THOUSAND * less
    lost = len(other) >= TELLING and any(other[:n] + other[n + 1 :] == one for n in range(len(other)))
    return more <= times * less or lost


def _slip(a: Fact, b: Fact) -> bool:
    """Whether two figures of many digits differ in one of them, or in the order of two."""
    one, other = _digits(a), _digits(b)
    if len(one) != len(other) or len(one) < LONG or a.kind == "day":
        return False
    where = [n for n, (x, y) in enumerate(zip(one, other, strict=True)) if x != y]
    if len(where) == 2:
        i, j = where
        return j == i + 1 and one[i] == other[j] and one[j] == other[i]
    return len(where) == 1


def _digits(fact: Fact) -> str:
    """Return the digits of a figure that are no mere noughts."""
    return fact.value.partition("e")[0].replace(".", "").strip("0-")


def _comparable(a: Fact, b: Fact) -> bool:
    if (a.kind, a.per, a.what) != (b.kind, b.per, b.what) or a.passing or b.passing:
        return False
    return not (a.days and b.days) or any(x[0] <= y[1] and y[0] <= x[1] for x in a.days for y in b.days)


def _meet(a: Fact | Bounds, b: Fact | Bounds, room: float = 0.0) -> bool:
    """Whether two figures can mean the same, give or take a share of the larger."""
    least = max(a.low, b.low)
    return least - min(a.high, b.high) <= (room * abs(least) if a.kind != "day" and math.isfinite(least) else 0.0)


def _same(one: Told, other: Told, a: Fact, b: Fact, days: int) -> bool:
    """Whether two figures are of the same, and neither story has the other's anywhere."""
    if _has(one, b) or _has(other, a) or a.figures & other.figures or b.figures & one.figures:
        return False
    if a.toll is not None and a.toll == b.toll:
        alone = all(
            _meet(each, mine)
            for told, mine in ((one, a), (other, b))
            for each in told.facts
            if (each.toll, each.what) == (mine.toll, mine.what)
        )
        there = (a.what == ANYONE and _around(one, other, a, b)) or _shared(
            a, b, one.topic | other.topic, one.language
        ) > 0
        return alone and days <= TOLL_DAYS and _one_scale(a, b) and there
    if _slip(a, b):
        return True
    if a.kind == "day" and not (_may_be_slip(a, b, one.language) and _around(one, other, a, b)):
        return False
    if a.kind != "day" and not _near(a, b, FAR):
        return False
    if days and a.kind == "count" and not (_exact(a) and _exact(b)):
        return False
    topic = one.topic | other.topic
    weight = _shared(a, b, topic, one.language)
    if not weight:
        return False
    return not any(
        each is not a and each.kind == a.kind and _shared(each, b, topic, one.language) for each in one.facts
    ) and not any(
        each is not b and each.kind == b.kind and _shared(each, a, topic, one.language) for each in other.facts
    )


def _may_be_slip(a: Fact, b: Fact, language: str) -> bool:
    """Whether two days can be two of one thing: near, or other in the month or year alone; what happens in one word."""
    one, other = a.value.split("-"), b.value.split("-")
    slip = a.dated and b.dated and sum(x != y for x, y in zip(one, other, strict=True)) == 1
    if abs(a.low - b.low) > CLOSE and not slip:
        return False
    known = weights(language) or {}
    return sum(known.get(stem, RARE) for stem in sorted(a.plain & b.plain)) >= DOING


def _one_scale(a: Fact, b: Fact) -> bool:
    """Whether two tolls can be of one misfortune: a war's and a night's cannot."""
    less, more = sorted((float(a.value), float(b.value)))
    return more <= SCALE * less + FEW


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
    return len(_digits(fact)) >= TELLING


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
