"""A rate times its period does not give the stated total.

Why: either somebody is paid less than the story says, or the total is wrong.
Bad: Relawan menerima [[Rp 2 juta]] per bulan selama [[setahun]], total [[Rp 20 juta]].
Good: Relawan menerima Rp 2 juta per bulan selama setahun, total Rp 24 juta.
Silent: where the figures agree when rounded as written, for ranges and hedged lengths, and where another length or figure stands between.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from runtut.i18n import N_
from runtut.record import Finding, Layer, Quantity, RateTotal, Record, Rule, Severity, Unit
from runtut.record.interval import Interval, rounded

RULE = Rule(
    code="NUM010",
    name="rate-total-mismatch",
    severity=Severity.ERROR,
    needs=(Layer.RATE_TOTALS,),
    message=N_("{rate} for {length} does not make {total}"),
    detail=N_("{amount} times {times} is {product}"),
    fixes=(N_("write {product} for the total"), N_("correct the rate to {fitting}")),
)

_DAYS = {Unit.DAY: Decimal(1), Unit.WEEK: Decimal(7)}
_MONTHS = {Unit.MONTH: Decimal(1), Unit.YEAR: Decimal(12)}
_SECONDS = {Unit.SECOND: Decimal(1), Unit.MINUTE: Decimal(60), Unit.HOUR: Decimal(3600)}

_ROUNDED = Decimal("0.03")


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each total that its rate and length do not make."""
    for link in record.links_of(RateTotal):
        times = _times(link)
        if times is None or link.length.mod is not None:
            continue
        if _meant(link.rate).scaled(times).meets(Interval.of(link.total)):
            continue
        yield RULE.finding(
            spans=(link.rate, link.length, link.total),
            values={
                "rate": record.slice(link.rate.span),
                "length": record.slice(link.length.span),
                "total": record.slice(link.total.span),
                "amount": link.rate.value,
                "times": times,
                "product": link.rate.value * times,
                "fitting": rounded(link.total.value / times) if times else link.rate.value,
            },
        )


def _times(link: RateTotal) -> Decimal | None:
    """Return how many units of the rate the length holds; None where calendars make that no fixed number."""
    length = link.length.length
    assert length is not None
    if length.upper is not None:
        return None
    for scale in (_DAYS, _MONTHS, _SECONDS):
        if link.unit in scale and length.unit in scale:
            return length.amount * scale[length.unit] / scale[link.unit]
    return None


def _meant(rate: Quantity) -> Interval:
    """Return what a rate may be. Bare, it is not rounded as coarsely as its last digit allows: it is what is paid."""
    meant = Interval.of(rate)
    if rate.mod is not None:
        return meant
    return Interval(max(meant.low, rate.value * (1 - _ROUNDED)), min(meant.high, rate.value * (1 + _ROUNDED)))
