"""A unit conversion is wrong.

Why: the same distance or weight cannot be two; a reader who knows only one of the units takes the wrong one away.
Bad: Kapal itu kandas [[12 mil laut]] (sekitar [[12 kilometer]]) dari pelabuhan.
Good: Kapal itu kandas 12 mil laut (sekitar 22 kilometer) dari pelabuhan.
Silent: where both figures agree when rounded to a tenth, where a unit may mean several things and one of them fits (mil, ons,
    ton), for units of different dimensions, and for lengths in feet and inches.
Source: factors of the SI brochure, 9th edition, and NIST SP 811 (`record/measures.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from runtut.i18n import N_
from runtut.record import Equivalence, Finding, Layer, Quantity, QuantityKind, Record, Rule, Severity
from runtut.record.interval import Interval, rounded
from runtut.record.measures import MEASURES, Measure

RULE = Rule(
    code="NUM004",
    name="unit-conversion-mismatch",
    severity=Severity.ERROR,
    needs=(Layer.EQUIVALENCES,),
    message=N_("{first} and {second} are not the same"),
    detail=N_("{first} is about {expected} {unit}"),
    fixes=(N_("write {expected} {unit}"), N_("correct {first} to {back} {first_unit}")),
)

_THOUSANDS = N_("write {first} with the mark between thousands")
_GROUPED = re.compile(r"\d[.,]\d{3}(?!\d)")

_THOUSAND = Decimal(1000)

_ROOM = Decimal("0.1")
"""A tenth either way: who converts for a reader rounds, and converts rounded figures."""


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each pair of figures set equal that no reading of their units makes equal."""
    for link in record.links_of(Equivalence):
        first, second = link.first, link.second
        if first.kind is not QuantityKind.MEASURE or first.value == 0 or second.value == 0:
            continue
        from_, to = MEASURES.get(first.unit), MEASURES.get(second.unit)
        if from_ is None or to is None or from_.dimension != to.dimension:
            continue
        expected = [_converted(first, from_, a, to, b) for a in from_.factors for b in to.factors]
        if any(each.meets(Interval.of(second)) for each in expected):
            continue
        near = to.from_base(from_.to_base(first.value, from_.factors[0]), to.factors[0])
        back = from_.from_base(to.to_base(second.value, to.factors[0]), from_.factors[0])
        values = {"first": record.slice(first.span), "second": record.slice(second.span)}
        grouped = _GROUPED.search(values["first"]) is not None and any(
            each.scaled(_THOUSAND).meets(Interval.of(second)) for each in expected
        )
        yield RULE.finding(
            spans=(first, second),
            values={
                **values,
                "expected": _rounded(near),
                "unit": second.unit,
                "back": _rounded(back),
                "first_unit": first.unit,
            },
            fixes=(_THOUSANDS,) if grouped else RULE.fixes,
        )


def _converted(quantity: Quantity, from_: Measure, factor: Decimal, to: Measure, divisor: Decimal) -> Interval:
    """Return a quantity in another unit, a tenth wider either way."""
    meant = Interval.of(quantity)
    low, high = (to.from_base(from_.to_base(end, factor), divisor) for end in (meant.low, meant.high))
    return Interval(low - abs(low) * _ROOM, high + abs(high) * _ROOM)


def _rounded(value: Decimal) -> Decimal:
    """Return a value as a whole number above 100, else with one decimal, or with two significant digits below 1."""
    if abs(value) >= 100:
        return value.quantize(Decimal(1))
    return rounded(value, 2) if abs(value) < 1 else (value * 10).quantize(Decimal(1)) / 10
