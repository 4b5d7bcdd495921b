"""An ordinal anniversary does not fit the founding year.

Why: the ordinal was copied from another year's story, or one of the two years is mistyped.
Bad:  (2022-08-17) Warga merayakan [[HUT ke-79]] RI dengan lomba panjat pinang.
Good: (2022-08-17) Warga merayakan HUT ke-77 RI dengan lomba panjat pinang.
Silent: where the story does not tell the founding of that same body, or tells of two, and it is none of the few that
    everybody counts from; where the anniversary may be last year's or next year's, or the story has no publication
    date and the sentence no year; where the sentence names a year that fits; and where the number misses by so much
    that another founding is meant (three years for those few, ten for what the story tells).
Source: the founding days in the language pack, each with its decree.
"""

from __future__ import annotations

from collections.abc import Iterator

from runtut.i18n import N_
from runtut.record import Anniversary, Finding, Layer, Record, Rule, Severity

RULE = Rule(
    code="CAL009",
    name="anniversary-founding-mismatch",
    severity=Severity.ERROR,
    needs=(Layer.ANNIVERSARIES,),
    message=N_("anniversary number {ordinal} and a founding in {founded} do not fit {held}"),
    detail=N_("founded in {founded}, the anniversary of {held} is number {expected}"),
    fixes=(N_("write {expected}"), N_("correct the founding year to {year}")),
)


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each anniversary whose number is not the years since the founding."""
    for link in record.links_of(Anniversary):
        expected = link.held - link.founded.value
        if expected == link.ordinal.value:
            continue
        spans: list[object] = [link.ordinal]
        if link.founded_known is None:
            spans.append(link.founded)
        if link.held_span is not None:
            spans.append(link.held_span)
        yield RULE.finding(
            spans=spans,
            values={
                "ordinal": link.ordinal.value,
                "founded": link.founded.value,
                "held": link.held,
                "expected": expected,
                "year": link.held - link.ordinal.value,
            },
            fixes=RULE.fixes if link.founded_known is None else RULE.fixes[:1],
        )
