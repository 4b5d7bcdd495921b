"""Decimal separators are mixed, or foreign to the language.

Why: `2.500` is two thousand five hundred to one reader and two and a half to another.
Bad: Panen mencapai [[8.2 juta ton]], naik dari [[7,9 juta ton]] setahun sebelumnya.
Good: Panen mencapai 8,2 juta ton, naik dari 7,9 juta ton setahun sebelumnya.
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

_THOUSAND = 1000


def check(record: Record) -> Iterator[Finding]:
    """Yield one finding where a story uses two decimal marks for figures of one kind of writing."""
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
    """Whether a figure's mark can only be a decimal one: before a word of scale, or in a percentage."""
    return quantity.kind is QuantityKind.PERCENT or quantity.value >= _THOUSAND
