"""Decimal separators, or those between thousands, are mixed.

Why: `2.500` is two thousand five hundred to one reader and two and a half to another.
Bad: Panen mencapai [[8.2 juta ton]], naik dari [[7,9 juta ton]] setahun sebelumnya.
Good: Panen mencapai 8,2 juta ton, naik dari 7,9 juta ton setahun sebelumnya.
Bad: Tunjangannya [[Rp 1,400,000]], di luar uang makan [[Rp 600.000]].
Silent: where only one mark is used in the story, for clocks, dates, scores, versions and magnitudes, and for words in quotation.
"""

from __future__ import annotations

from collections.abc import Iterator

from runtut.i18n import N_
from runtut.record import Finding, Layer, Quantity, QuantityKind, Record, Rule, Severity

RULE = Rule(
    code="NUM009",
    name="mixed-separators",
    severity=Severity.WARNING,
    needs=(Layer.QUANTITIES,),
    message=N_("{foreign} and {own} use different decimal marks"),
    fixes=(N_("use one decimal mark throughout the story"),),
)

_GROUPS = N_("{foreign} and {own} use different marks between thousands")
_WRITE_GROUPS = N_("use one mark between thousands throughout the story")
_THOUSAND = 1000
_GROUP = 3  # digits in a group
_WRITTEN_OUT = (QuantityKind.COUNT, QuantityKind.MONEY, QuantityKind.MEASURE)
_LONG = frozenset(("km", "m", "ha", "kg", "ton", "kuintal", "km²", "m²", "m³"))
"""Measures that news writes by its own rules; engines, screens and magnitudes keep the marks of their makers."""


def check(record: Record) -> Iterator[Finding]:
    """Yield one finding where a story uses two decimal marks for figures of one kind of writing, or two between thousands."""
    grouped = [q for q in record.quantities if q.group_mark is not None and q.kind in _WRITTEN_OUT]
    points = [q for q in grouped if q.group_mark == "."]
    commas = [q for q in grouped if q.group_mark == "," and q.text.count(",") > 1]
    if points and commas:
        foreign, own = (commas[0], points[0]) if len(commas) <= len(points) else (points[0], commas[0])
        yield RULE.finding(
            spans=(foreign, own),
            values={"foreign": record.slice(foreign.span), "own": record.slice(own.span)},
            message=_GROUPS,
            fixes=(_WRITE_GROUPS,),
        )
    marked = [q for q in record.quantities if q.decimal_mark is not None and _plain(q)]
    points = [q for q in marked if q.decimal_mark == "."]
    commas = [q for q in marked if q.decimal_mark == ","]
    if not points or not commas:
        return
    foreign, own = (points[0], commas[0]) if len(points) <= len(commas) else (commas[0], points[0])
    yield RULE.finding(
        spans=(foreign, own), values={"foreign": record.slice(foreign.span), "own": record.slice(own.span)}
    )


def _plain(quantity: Quantity) -> bool:
    """Whether a figure's mark can only be a decimal one: before a word of scale, in a percentage, or in a measure of few decimals."""
    if quantity.kind is QuantityKind.MEASURE and quantity.decimal_mark is not None:
        behind = quantity.text.partition(quantity.decimal_mark)[2]
        digits = len(behind) - len(behind.lstrip("0123456789"))
        return quantity.unit in _LONG and 0 < digits < _GROUP
    return quantity.kind is QuantityKind.PERCENT or quantity.value >= _THOUSAND
