"""Units of measure: what dimension each has and how many base units make one.

Factors are exact where the unit is defined so (International Yard and Pound Agreement 1959; SI brochure, 9th edition;
NIST SP 811). A symbol that news uses for several units lists every factor: a conversion by any of them is right.
"""

from __future__ import annotations

from decimal import Decimal

from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit: its dimension, base units per unit (all that the name may mean), and where its scale begins."""

    dimension: str
    factors: tuple[Decimal, ...]
    offset: Decimal = Decimal(0)

    def to_base(self, value: Decimal, factor: Decimal) -> Decimal:
        """Return a value of this unit in the base unit of its dimension."""
        return (value - self.offset) * factor

    def from_base(self, value: Decimal, factor: Decimal) -> Decimal:
        """Return a value of the base unit in this unit."""
        return value / factor + self.offset


def _measure(dimension: str, *factors: str, offset: str = "0") -> Measure:
    return Measure(dimension, tuple(Decimal(f) for f in factors), Decimal(offset))


MEASURES = {
    "mm": _measure("length", "0.001"),
    "cm": _measure("length", "0.01"),
    "m": _measure("length", "1"),
    "mdpl": _measure("length", "1"),
    "km": _measure("length", "1000"),
    "inci": _measure("length", "0.0254"),
    "inch": _measure("length", "0.0254"),
    "kaki": _measure("length", "0.3048"),
    "yard": _measure("length", "0.9144"),
    "mil": _measure("length", "1609.344", "1852"),
    "mil laut": _measure("length", "1852"),
    "m²": _measure("area", "1"),
    "km²": _measure("area", "1000000"),
    "ha": _measure("area", "10000"),
    "are": _measure("area", "100"),
    "hektare": _measure("area", "10000"),
    "mil persegi": _measure("area", "2589988.110336"),
    "kaki persegi": _measure("area", "0.09290304"),
    "mg": _measure("mass", "0.000001"),
    "g": _measure("mass", "0.001"),
    "ons": _measure("mass", "0.1", "0.028349523125"),
    "pon": _measure("mass", "0.45359237", "0.5"),
    "kg": _measure("mass", "1"),
    "kuintal": _measure("mass", "100"),
    "ton": _measure("mass", "1000", "907.18474"),
    "ml": _measure("volume", "0.001"),
    "cm³": _measure("volume", "0.001"),
    "liter": _measure("volume", "1"),
    "galon": _measure("volume", "3.785411784", "4.54609", "19"),
    "barel": _measure("volume", "158.987294928"),
    "kl": _measure("volume", "1000"),
    "m³": _measure("volume", "1000"),
    "W": _measure("power", "1"),
    "kW": _measure("power", "1000"),
    "MW": _measure("power", "1000000"),
    "GW": _measure("power", "1000000000"),
    "tenaga kuda": _measure("power", "735.49875", "745.69987158227"),
    "km/jam": _measure("speed", "1"),
    "m/s": _measure("speed", "3.6"),
    "mil/jam": _measure("speed", "1.609344"),
    "knot": _measure("speed", "1.852"),
    "°C": _measure("temperature", "1"),
    "°F": _measure("temperature", "0.55555555555555555556", offset="32"),
}
