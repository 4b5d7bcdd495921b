"""A stated multiple or fraction does not fit its figures.

Why: `dua kali lipat` is what readers keep; it should be what the figures say.
Bad: Kasus melonjak [[dua kali lipat]], dari [[340 kasus]] menjadi [[510 kasus]].
Bad: Dari [[45 desa]], [[36 desa]] atau [[dua pertiganya]] kekeringan.
Good: Kasus melonjak dua kali lipat, dari 340 kasus menjadi 690 kasus.
Silent: where the multiple is right to about an eighth, read as so many times, so many times more or anything between (to
    a tenth, and only so many times, where one figure is told as the multiple of another), and for hedged multiples; where the
    fraction is right to about an eighth.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from runtut.i18n import N_
from runtut.record import Finding, Layer, MultipleOf, QuantityKind, Record, Rule, Severity, ShareOfBase
from runtut.record.interval import Interval, rounded

RULE = Rule(
    code="NUM011",
    name="multiple-mismatch",
    severity=Severity.ERROR,
    needs=(Layer.CHANGES, Layer.SHARES),
    message=N_("from {base} to {result} is not {multiple}"),
    detail=N_("{result} is {times} times {base}"),
    fixes=(N_("write {times} times"), N_("correct {result} to {fitting}")),
)

_FRACTION = N_("{part} of {base} is not {share}")
_PERCENT = N_("{part_value} of {base_value} is {percent} percent")
_WRITE = N_("write {percent} percent, or a fraction near it")
_CORRECT = N_("correct {part} to {count}")

_ROOM = Decimal("0.13")
_PLAIN_ROOM = Decimal("0.1")  # where nothing moved, so many times is so many times
_HUNDRED = Decimal(100)


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each multiple that its two figures do not make, and for each fraction."""
    yield from _fractions(record)
    for link in record.links_of(MultipleOf):
        ratio = Interval.of(link.result).over(Interval.of(link.base))
        if ratio is None or link.base.value == 0:
            continue
        multiple = link.multiple.value
        most = multiple + 1 if multiple > 1 and link.moved else multiple
        room = _ROOM if link.moved else _PLAIN_ROOM
        if ratio.meets(Interval(multiple * (1 - room), most * (1 + room))):
            continue
        yield RULE.finding(
            spans=(link.multiple, link.base, link.result),
            values={
                "multiple": record.slice(link.multiple.span),
                "base": record.slice(link.base.span),
                "result": record.slice(link.result.span),
                "times": (link.result.value / link.base.value).quantize(Decimal("0.1")),
                "fitting": rounded(link.base.value * multiple),
            },
        )


def _fractions(record: Record) -> Iterator[Finding]:
    for link in record.links_of(ShareOfBase):
        if link.share.kind is not QuantityKind.FRACTION:
            continue
        ratio = Interval.of(link.part).over(Interval.of(link.base))
        stated = Interval.of(link.share)
        if ratio is None or ratio.meets(Interval(stated.low * (1 - _ROOM), stated.high * (1 + _ROOM))):
            continue
        percent = link.part.value / link.base.value * _HUNDRED
        yield RULE.finding(
            spans=(link.base, link.part, link.share),
            values={
                "part": record.slice(link.part.span),
                "base": record.slice(link.base.span),
                "share": record.slice(link.share.span),
                "part_value": link.part.value,
                "base_value": link.base.value,
                "percent": percent.quantize(Decimal(1)),
                "count": rounded((link.base.value * link.share.value).quantize(Decimal(1))),
            },
            message=_FRACTION,
            detail=_PERCENT,
            fixes=(_WRITE, _CORRECT),
        )
