"""An enumeration does not have the announced number of members.

Why: somebody was left out or counted twice, and that somebody may be a suspect.
Bad: Polisi menahan [[empat tersangka]], yakni [[RS (31), AH (27), dan DK (40)]].
Good: Polisi menahan tiga tersangka, yakni RS (31), AH (27), dan DK (40).
Silent: where the list does not close with a joiner, does not claim to be complete (`antara lain`), or has members that are not
    clearly parallel.
Limits: its findings are notes, since too many were false alarms when they were read; what is known of those is mended, and how it does
    on other stories is not known.
"""

from __future__ import annotations

from collections.abc import Iterator

from runtut.i18n import N_
from runtut.record import Enumeration, Finding, Layer, Record, Rule, Severity, Span

RULE = Rule(
    code="NUM012",
    name="enumeration-mismatch",
    severity=Severity.NOTE,
    needs=(Layer.ENUMERATIONS,),
    message=N_("{announced} are announced and {count} named"),
    detail=N_("named are {members}"),
    fixes=(N_("write {count}"), N_("add or take off a name")),
)


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each list with more or fewer members than announced."""
    for link in record.links_of(Enumeration):
        count = len(link.members)
        if link.announced.value == count:
            continue
        listed = Span(link.members[0].start, link.members[-1].end, link.members[0].part)
        yield RULE.finding(
            spans=(link.announced, listed),
            values={
                "announced": record.slice(link.announced.span),
                "count": count,
                "members": tuple(record.slice(m.span) for m in link.members),
            },
        )
