"""A stated multiple does not fit its figures.

Why: `dua kali lipat` is what readers keep; it should be what the figures say.
Bad: Kasus melonjak [[dua kali lipat]], dari [[340 kasus]] menjadi [[510 kasus]].
Good: Kasus melonjak dua kali lipat, dari 340 kasus menjadi 690 kasus.
Silent: where the multiple is right to about an eighth, read as so many times, so many times more or anything between, and for
    hedged multiples.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from runtut.i18n import N_
from runtut.record import Finding, Layer, MultipleOf, Record, Rule, Severity
from runtut.record.interval import Interval

RULE = Rule(
    code="NUM011",
    name="multiple-mismatch",
    severity=Severity.ERROR,
    needs=(Layer.CHANGES,),
    message=N_("from {base} to {result} is not {multiple}"),
    detail=N_("{result} is {times} times {base}"),
    fixes=(N_("write {times} times"), N_("correct one of the two figures")),
)

_ROOM = Decimal("0.13")


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each multiple that its two figures do not make."""
    for link in record.links_of(MultipleOf):
        ratio = Interval.of(link.result).over(Interval.of(link.base))
        if ratio is None or link.base.value == 0:
            continue
        multiple = link.multiple.value
        most = multiple + 1 if multiple > 1 else multiple
        if ratio.meets(Interval(multiple * (1 - _ROOM), most * (1 + _ROOM))):
            continue
        yield RULE.finding(
            spans=(link.multiple, link.base, link.result),
            values={
                "multiple": record.slice(link.multiple.span),
                "base": record.slice(link.base.span),
                "result": record.slice(link.result.span),
                "times": (link.result.value / link.base.value).quantize(Decimal("0.1")),
            },
        )
