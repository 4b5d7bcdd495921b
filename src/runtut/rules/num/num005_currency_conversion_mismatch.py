"""A currency conversion is off by an order of magnitude, or two conversions in one story imply different rates.

Why: a slipped zero turns a loan into a state budget, and few readers convert for themselves.
Bad: (2023-03-09) Perusahaan itu meraih pendanaan [[US$ 2,5 juta]] (sekitar [[Rp 3,85 miliar]]).
Good: (2023-03-09) Perusahaan itu meraih pendanaan US$ 2,5 juta (sekitar Rp 38,5 miliar).
Silent: where the rate implied is within a factor of three of the year's average, and for currencies the table lacks; two
    conversions in one story may differ by half.
Limits: its findings are notes, since too many were false alarms when they were read; what is known of those is mended, and how it does
    on other stories is not known.
Source: `rupiah_rates.toml` beside this file, rounded yearly averages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

from runtut.i18n import N_
from runtut.record import Equivalence, Finding, Layer, Quantity, QuantityKind, Record, Rule, Severity
from runtut.record.interval import rounded

RULE = Rule(
    code="NUM005",
    name="currency-conversion-mismatch",
    severity=Severity.NOTE,
    needs=(Layer.EQUIVALENCES,),
    message=N_("{foreign} and {rupiah} are not the same money"),
    detail=N_("that would be Rp {implied} for one {currency}; in {year} it was about Rp {usual}"),
    fixes=(N_("write about Rp {fitting}"), N_("correct {foreign} to about {amount} {currency}")),
)

_DISAGREE = N_("two conversions in this story use different rates")
_RATES = N_("{foreign} for {rupiah} is Rp {implied} for one {currency}, the other Rp {usual}")
_AGREE = N_("convert both figures at one rate")

_FACTOR = Decimal(3)
_SPREAD = Decimal("1.5")
_SEPARATOR = Decimal(500)  # a thousandfold: a foreign separator, which is NUM009's
_GROUPED = re.compile(r"\d[.,]\d{3}(?!\d)")
_LETTER = re.compile(r"\d[A-Za-z]+$")
_HOME = "IDR"


@cache
def _rates() -> dict[str, dict[int, Decimal]]:
    import tomli  # noqa: PLC0415 -- few stories tell two currencies

    raw = tomli.loads((Path(__file__).parent / "rupiah_rates.toml").read_text(encoding="utf-8"))
    return {code: {int(year): Decimal(rate) for year, rate in rates.items()} for code, rates in raw.items()}


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each conversion between rupiah and another currency that cannot be."""
    published = record.story.published_date
    kept: dict[str, tuple[Decimal, Quantity, Quantity]] = {}
    for link in record.links_of(Equivalence):
        sides = link.first, link.second
        if link.first.kind is not QuantityKind.MONEY or any(q.upper or not q.value for q in sides):
            continue
        rupiah = next((q for q in sides if q.unit == _HOME), None)
        foreign = next((q for q in sides if q.unit != _HOME), None)
        if rupiah is None or foreign is None:
            continue
        implied = rupiah.value / foreign.value
        values = {
            "foreign": record.slice(foreign.span),
            "rupiah": record.slice(rupiah.span),
            "currency": foreign.unit,
            "implied": implied.quantize(Decimal(1)),
        }
        usual = _usual(foreign.unit, published)
        if usual is not None and _by_thousand(record.slice(foreign.span), record.slice(rupiah.span), implied, usual[1]):
            continue
        if usual is not None and not _near(implied, usual[1]):
            fitting = {
                "fitting": rounded(foreign.value * usual[1], 2),
                "amount": rounded(rupiah.value / usual[1], 2),
            }
            yield RULE.finding(spans=sides, values={**values, **fitting, "usual": usual[1], "year": usual[0]})
            continue
        before = kept.setdefault(foreign.unit, (implied, foreign, rupiah))
        apart = max(before[0], implied) / min(before[0], implied)
        if usual is None and _SPREAD < apart < _SEPARATOR:
            yield RULE.finding(
                spans=(before[1], before[2], *sides),
                values={**values, "usual": before[0].quantize(Decimal(1))},
                message=_DISAGREE,
                detail=_RATES,
                fixes=(_AGREE,),
            )


def _by_thousand(foreign: str, rupiah: str, implied: Decimal, usual: Decimal) -> bool:
    """Whether the rate is right once a mark or a letter is read as English has it.

    A comma between thousands ("$21,400") is NUM009's; "$300m" is a million there and a billion here.
    """
    if (_GROUPED.search(foreign) and _near(implied / 1000, usual)) or _LETTER.search(foreign):
        return True
    return _GROUPED.search(rupiah) is not None and _near(implied * 1000, usual)


def _near(implied: Decimal, usual: Decimal) -> bool:
    return usual / _FACTOR <= implied <= usual * _FACTOR


def _usual(currency: str, published: date | None) -> tuple[int, Decimal] | None:
    """Return the nearest year of the table and its rate; None without a date or for a currency it lacks."""
    rates = _rates().get(currency)
    if rates is None or published is None:
        return None
    year = min(rates, key=lambda each: abs(each - published.year))
    return (year, rates[year]) if abs(year - published.year) <= 2 else None
