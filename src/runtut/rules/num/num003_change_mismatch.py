"""A change does not fit its endpoints, in size or direction.

Why: a rise that is a fall, or a fifth that is a third, is the news itself told wrong.
Bad: Harga cabai [[naik]] dari [[Rp 50.000]] menjadi [[Rp 75.000]], atau [[25 persen]].
Bad: Angka pengangguran [[turun]] dari [[5 persen]] menjadi [[6 persen]].
Bad: Labanya [[Rp 36 miliar]], [[naik]] [[50 persen]] dari [[Rp 30 miliar]].
Good: Harga cabai naik dari Rp 50.000 menjadi Rp 75.000, atau 50 persen.
Silent: where the change is right when the figures are rounded as written, for a change between percentages that is right either
    in percent or in percentage points, where the sentence holds two directions, for ranks and
    exchange rates, which rise by falling, and where a growth moves itself (`pertumbuhan dari 5 persen menjadi 4 persen`).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from runtut.i18n import N_
from runtut.record import Change, Direction, Finding, Layer, Quantity, QuantityKind, Record, Rule, Severity
from runtut.record.interval import Interval, rounded

RULE = Rule(
    code="NUM003",
    name="change-mismatch",
    severity=Severity.ERROR,
    needs=(Layer.CHANGES,),
    message=N_("from {before} to {after} is not {amount}"),
    detail=N_("from {before} to {after} is {percent} percent"),
    fixes=(N_("write {percent} percent"), N_("correct {after} to {fitting}")),
)

_AGAINST = N_("from {before} to {after} goes the other way")
_TURN = N_("turn the direction round")
_SWAP = N_("swap the two ends, or correct one of them")
_POINTS = N_("from {before} to {after} is {difference} percentage points")
_WRITE_POINTS = N_("write {difference} percentage points")
_DIFFERENCE = N_("from {before} to {after} is a change of {difference}")
_WRITE_DIFFERENCE = N_("write {difference} for the change")

_SCALES = N_("{before} and {after} are not of one scale")
_ONE_SCALE = N_("give both the same word of scale and the same decimal mark")

_APART = 300
"""Times that one end is the other from which a word such as "million" is missing, or a mark between digits is another's."""

_HUNDRED = Decimal(100)
_ROOM = Decimal("0.03")  # of a change that is itself worked out from rounded figures elsewhere


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each change whose direction or size its ends do not bear out."""
    for link in record.links_of(Change):
        before, after = Interval.of(link.before), Interval.of(link.after)
        values: dict[str, object] = {
            "before": record.slice(link.before.span),
            "after": record.slice(link.after.span),
            "difference": abs(link.after.value - link.before.value),
        }
        against = link.direction is not None and _against(link.direction.value, before, after)
        unfit = link.amount is not None and link.before.value != 0 and not _fits(link, before, after)
        if _apart(link) and (against or unfit):
            sides = () if link.direction is None else (link.direction,)
            yield RULE.finding(
                spans=(*sides, link.before, link.after),
                values=values,
                message=_SCALES,
                detail="",
                fixes=(_ONE_SCALE,),
            )
            continue
        if link.direction is not None and _against(link.direction.value, before, after):
            yield RULE.finding(
                spans=(link.direction, link.before, link.after),
                values=values,
                message=_AGAINST,
                detail="",
                fixes=(_TURN, _SWAP),
            )
            continue
        if link.amount is None or link.before.value == 0 or _fits(link, before, after):
            continue
        values["amount"] = record.slice(link.amount.span)
        values["fitting"] = rounded(_fitting(link, link.amount), 4)
        values["percent"] = (abs(link.after.value / link.before.value - 1) * _HUNDRED).quantize(Decimal("0.1"))
        detail, fixes = RULE.detail, RULE.fixes
        if link.amount.kind is QuantityKind.PERCENT_POINT:
            detail, fixes = _POINTS, (_WRITE_POINTS, RULE.fixes[1])
        elif link.amount.kind is not QuantityKind.PERCENT:
            detail, fixes = _DIFFERENCE, (_WRITE_DIFFERENCE, RULE.fixes[1])
        sides = (link.direction,) if link.direction is not None else ()
        yield RULE.finding(
            spans=(*sides, link.before, link.after, link.amount), values=values, detail=detail, fixes=fixes
        )


def _apart(link: Change) -> bool:
    low, high = sorted((abs(link.before.value), abs(link.after.value)))
    return low > 0 and high / low >= _APART


def _fitting(link: Change, amount: Quantity) -> Decimal:
    """Return what the later end is where the earlier one and the amount are right."""
    up = link.after.value >= link.before.value if link.direction is None else link.direction.value is Direction.UP
    by = amount.value if up else -amount.value
    if amount.kind is QuantityKind.PERCENT:
        return link.before.value * (1 + by / _HUNDRED)
    return link.before.value + by


def _against(direction: Direction, before: Interval, after: Interval) -> bool:
    if before.low == before.high and before == after:
        return False
    return after.high <= before.low if direction is Direction.UP else after.low >= before.high


def _fits(link: Change, before: Interval, after: Interval) -> bool:
    """Whether the stated amount is the change, in any of the ways it can be meant."""
    assert link.amount is not None
    stated = Interval.of(link.amount)
    stated = stated.widened(stated.width / 2 + abs(link.amount.value) * _ROOM)
    moved = _absolute(after - before)
    if link.amount.kind is not QuantityKind.PERCENT:
        return moved.meets(stated)
    if link.before.kind is QuantityKind.PERCENT and moved.meets(stated):
        return True
    ratio = after.over(before)
    if ratio is None:
        return True
    percent = Interval((ratio.low - 1) * _HUNDRED, (ratio.high - 1) * _HUNDRED)
    return _absolute(percent).meets(stated)


def _absolute(interval: Interval) -> Interval:
    if interval.low >= 0:
        return interval
    if interval.high <= 0:
        return Interval(-interval.high, -interval.low)
    return Interval(Decimal(0), max(-interval.low, interval.high))
