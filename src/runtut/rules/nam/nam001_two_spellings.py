"""One person or body is spelled in two ways.

Why: one of the two is wrong, and whoever looks the name up, or bears it, will see it.
Bad: Ketua panitia itu, Darmawan [[Suteja]], membuka pameran. Menurut dia, pameran berjalan lancar. [[Sutedja]] berterima kasih kepada warga.
Good: Ketua panitia itu, Darmawan Suteja, membuka pameran. Menurut dia, pameran berjalan lancar. Suteja berterima kasih kepada warga.
Silent: where the two stand in one sentence, where their ages differ, where words of kinship stand before one, where a lone name
    is introduced by a role or an age (it is somebody else's), for short forms of a name, and where only accents or capitals differ.
"""

from __future__ import annotations

from collections.abc import Iterator

from runtut.i18n import N_
from runtut.record import Finding, Layer, Record, Rule, Severity, TwoSpellings

RULE = Rule(
    code="NAM001",
    name="two-spellings",
    severity=Severity.WARNING,
    needs=(Layer.SPELLINGS,),
    message=N_("the name is spelled “{first}” and “{second}”"),
    detail=N_("“{first}” stands {first_count} times, “{second}” {second_count}"),
    fixes=(N_("write “{first}” throughout"), N_("write “{second}” throughout")),
)


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each pair of spellings, once, the one written more often as the first repair."""
    told = set()
    for link in record.links_of(TwoSpellings):
        pair = frozenset((link.first.value.lower(), link.second.value.lower()))
        if pair in told:
            continue
        told.add(pair)
        values = {
            "first": link.first.value,
            "second": link.second.value,
            "first_count": link.counts[0],
            "second_count": link.counts[1],
        }
        fixes = RULE.fixes if link.counts[0] >= link.counts[1] else RULE.fixes[::-1]
        yield RULE.finding(spans=(link.first, link.second), values=values, fixes=fixes)
