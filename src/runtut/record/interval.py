"""What a written number can mean: the interval its digits and its hedge leave open.

As statcheck does for test statistics (`R/error_test.R`), figures are compared as intervals, so that rounding is never a
disagreement: "2,2 juta" is 2.15 to 2.25 million.
"""

from __future__ import annotations

from decimal import Decimal

from runtut.record.annotation import Quantity
from runtut.values import dataclass

ENDLESS = Decimal(10) ** 24
"""Stands for the side that a hedge such as "more than" leaves open."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `low` to `high`, both included."""

    low: Decimal
    high: Decimal

    @classmethod
    def of(cls, quantity: Quantity) -> Interval:
        """Return what a quantity can mean, its range and hedge included."""
        low = -ENDLESS if quantity.low is None else quantity.low
        high = ENDLESS if quantity.high is None else quantity.high
        return cls(min(low, quantity.value), max(high, quantity.value, quantity.upper or quantity.value))

    @property
    def width(self) -> Decimal:
        """How far apart the ends are."""
        return self.high - self.low

    def meets(self, other: Interval) -> bool:
        """Whether the two share a value."""
        return self.low <= other.high and other.low <= self.high

    def widened(self, room: Decimal) -> Interval:
        """Return the interval with so much more on either side."""
        return Interval(self.low - room, self.high + room)

    def scaled(self, factor: Decimal) -> Interval:
        """Return the interval times a positive factor."""
        return Interval(self.low * factor, self.high * factor)

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def over(self, other: Interval) -> Interval | None:
        """Return the quotient of two intervals of positive numbers; None where the divisor may be zero."""
        if other.low <= 0:
            return None
        return Interval(
            min(self.low / other.low, self.low / other.high), max(self.high / other.low, self.high / other.high)
        )


def rounded(value: Decimal, digits: int = 3) -> Decimal:
    """Return a value with so many significant digits, whole numbers below a thousand times that as they are: for a repair."""
    if value == value.to_integral_value() and abs(value) < 10 ** (digits + 3):
        return value.quantize(Decimal(1))
    return Decimal(f"{value:.{digits}g}") if value else value
