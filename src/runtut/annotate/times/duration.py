"""Lengths as TIMEX3 writes them."""

from __future__ import annotations

from decimal import Decimal

from runtut.record import Unit

SIZE = {
    Unit.SECOND: 0, Unit.MINUTE: 1, Unit.HOUR: 2, Unit.DAY: 3, Unit.WEEK: 4, Unit.MONTH: 5, Unit.YEAR: 6,
    Unit.DECADE: 7, Unit.CENTURY: 8,
}  # fmt: skip
"""The units of time from short to long."""


def duration_value(amount: Decimal, unit: Unit) -> str:
    """Return a TIMEX3 duration."""
    if amount == Decimal("0.5") and unit in (Unit.HOUR, Unit.YEAR):
        return "PT30M" if unit is Unit.HOUR else "P6M"
    plain = f"{amount.normalize():f}"
    if unit is Unit.DECADE:
        return f"P{amount * 10:f}Y" if amount == amount.to_integral_value() else f"P{(amount * 10).normalize():f}Y"
    if unit is Unit.CENTURY:
        return f"P{(amount * 100).normalize():f}Y"
    if unit.value.startswith("T"):
        return f"PT{plain}{unit.value[1:]}"
    return f"P{plain}{unit.value}"
