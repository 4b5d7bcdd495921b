"""One person is given two ages.

Why: one of the two is wrong, or belongs to somebody else; ages tell readers which of two people of one name is meant.
Bad: Penjahit itu, Ratmi Suhanda ([[52]]), menjahit sejak pagi. Anaknya membantu. Ratmi Suhanda, yang kini berusia [[57 tahun]], tidak berniat berhenti.
Good: Penjahit itu, Ratmi Suhanda (52), menjahit sejak pagi. Anaknya membantu. Ratmi Suhanda, yang kini berusia 52 tahun, tidak berniat berhenti.
Silent: for an age on another day (`saat berusia 20 tahun`), for hedged ages and ages in months, where both stand in one sentence,
    where grammar does not tie an age to one named person.
Limits: its findings are notes, since too many were false alarms when they were read; what is known of those is mended, and how it does
    on other stories is not known.
"""

from __future__ import annotations

from collections.abc import Iterator

from runtut.i18n import N_
from runtut.record import Finding, Layer, Record, Rule, Severity, TwoAges

RULE = Rule(
    code="NAM005",
    name="two-ages",
    severity=Severity.NOTE,
    needs=(Layer.AGES,),
    message=N_("{person} is {first} years old in one place and {second} in another"),
    fixes=(N_("write {first} in both places"), N_("write {second} in both places")),
)


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each person of whom two ages are told."""
    for link in record.links_of(TwoAges):
        yield RULE.finding(
            spans=(link.first, link.second),
            values={"person": link.person, "first": link.first.value, "second": link.second.value},
        )
