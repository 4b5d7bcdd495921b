"""Parts do not add up to the stated total.

Why: one of the figures is wrong, and with a toll or a budget it matters which.
Bad: Sebanyak [[12 pekerja]] terluka, terdiri atas [[tujuh pria]] dan [[empat wanita]].
Good: Sebanyak 12 pekerja terluka, terdiri atas tujuh pria dan lima wanita.
Silent: where the parts make the total when each is rounded as written, where the list does not claim to be complete (`di
    antaranya`, `antara lain`), for hedged figures, and where the parts count other things than the total.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from runtut.i18n import N_
from runtut.record import Coverage, Finding, Layer, PartsOfTotal, Record, Rule, Severity
from runtut.record.interval import Interval

RULE = Rule(
    code="NUM001",
    name="parts-total-mismatch",
    severity=Severity.ERROR,
    needs=(Layer.TOTALS,),
    message=N_("the parts make {sum}, not {total}"),
    detail=N_("{parts} make {sum}"),
    fixes=(N_("write {sum} for the total"), N_("correct one of the parts")),
)


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each total that no rounding of its parts makes."""
    for link in record.links_of(PartsOfTotal):
        if link.coverage is not Coverage.COMPLETE:
            continue
        made = Interval(Decimal(0), Decimal(0))
        for part in link.parts:
            made += Interval.of(part)
        if made.meets(Interval.of(link.total)):
            continue
        yield RULE.finding(
            spans=(link.total, *link.parts),
            values={
                "total": record.slice(link.total.span),
                "parts": tuple(part.value for part in link.parts),
                "sum": sum((part.value for part in link.parts), Decimal(0)),
            },
        )
