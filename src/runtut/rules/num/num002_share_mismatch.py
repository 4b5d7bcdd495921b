"""A percentage does not fit the count and base given.

Why: readers remember the percentage, and it is the figure most often slipped.
Bad: Sebanyak [[30]] dari [[120 siswa]] ([[35 persen]]) tidak hadir.
Good: Sebanyak 30 dari 120 siswa (25 persen) tidak hadir.
Silent: where the share is right when rounded or cut off at its last digit, for hedged figures that leave room for it, and
    where another figure stands between.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from runtut.i18n import N_
from runtut.record import Finding, Layer, Quantity, QuantityKind, Record, Rule, Severity, ShareOfBase
from runtut.record.interval import Interval, rounded

RULE = Rule(
    code="NUM002",
    name="share-mismatch",
    severity=Severity.ERROR,
    needs=(Layer.SHARES,),
    message=N_("{part} of {base} is not {share}"),
    detail=N_("{part_value} of {base_value} is {percent} percent"),
    fixes=(N_("write {percent} percent"), N_("correct {part} to {count}"), N_("correct {base} to {whole}")),
)

_HUNDRED = Decimal(100)
_ROOM = Decimal("0.01")
_MOST_ROOM = Decimal("0.25")
"""Room for a share that was worked out from finer figures than those printed: of its value, and at most, in percent."""


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each share that its count and base do not make."""
    for link in record.links_of(ShareOfBase):
        if link.share.kind is not QuantityKind.PERCENT:
            continue
        ratio = Interval.of(link.part).over(Interval.of(link.base))
        if ratio is None or link.base.value == 0 or ratio.scaled(_HUNDRED).meets(_stated(link.share)):
            continue
        percent = link.part.value / link.base.value * _HUNDRED
        share = link.share.value / _HUNDRED
        digits = Decimal(1) if percent >= 10 and percent == percent.to_integral_value() else Decimal("0.1")
        yield RULE.finding(
            spans=(link.part, link.base, link.share),
            values={
                "part": record.slice(link.part.span),
                "base": record.slice(link.base.span),
                "share": record.slice(link.share.span),
                "part_value": link.part.value,
                "base_value": link.base.value,
                "percent": percent.quantize(digits),
                "count": rounded(_counted(link.base.value * share, link.part)),
                "whole": rounded(_counted(link.part.value / share, link.base)) if share else None,
            },
            fixes=RULE.fixes if share else RULE.fixes[:2],
        )


def _counted(value: Decimal, figure: Quantity) -> Decimal:
    """Return a value as finely as the figure it stands for: what is counted is whole."""
    return value.quantize(Decimal(1)) if figure.value == figure.value.to_integral_value() else value


def _stated(share: Quantity) -> Interval:
    """Return the percentages that a stated share can mean: half a digit more than rounding, as shares are also cut off."""
    stated = Interval.of(share)
    return stated.widened(stated.width / 2 + min(share.value * _ROOM, _MOST_ROOM))
