"""A source is never introduced: half a name, and nothing that says who it is.

Why: a bare name tells the reader nothing; who speaks, and why he should know, is half of what is said.
Bad: Jembatan bambu itu hanyut pada Senin. "Kami minta jembatan darurat," kata [[Purwanto]].
Good: Jembatan bambu itu hanyut pada Senin. "Kami minta jembatan darurat," kata kepala desa, Purwanto.
Silent: where the name is given in full anywhere, where a role, an age or words between commas stand beside any mention, and for people
    known by one name.
"""

from __future__ import annotations

from collections.abc import Iterator

from runtut.i18n import N_
from runtut.record import Finding, Layer, Record, Rule, Severity, Unintroduced

RULE = Rule(
    code="SRC002",
    name="unintroduced-source",
    severity=Severity.NOTE,
    needs=(Layer.UNINTRODUCED,),
    message=N_("the story does not say who {source} is"),
    fixes=(N_("give the name in full and say who it is"),),
)


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each source without an introduction."""
    for link in record.links_of(Unintroduced):
        yield RULE.finding(spans=(link.source,), values={"source": link.source.value})
