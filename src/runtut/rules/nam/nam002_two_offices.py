"""One person is said to hold two positions that exclude each other.

Why: one of the two is somebody else's, or was held before; a reader takes the words of the one for the other's.
Bad: [[Bupati Wanasari]], Harun Wiratama, meninjau pasar itu. Menurut [[Wakil Bupati Wanasari]], Harun Wiratama, pasar selesai bulan depan.
Good: Bupati Wanasari, Harun Wiratama, meninjau pasar itu. Menurut Bupati Wanasari, Harun Wiratama, pasar selesai bulan depan.
Silent: where words beside a role say that it was held before or is only sought, or give a year, where a role does not stand
    right before the name (or behind it with `yang kini menjabat`), and for positions that one person may hold together.
Limits: its findings are notes, since too many were false alarms when they were read; what is known of those is mended, and how it does
    on other stories is not known.
"""

from __future__ import annotations

from collections.abc import Iterator

from runtut.i18n import N_
from runtut.record import Finding, Layer, Record, Rule, Severity, TwoOffices

RULE = Rule(
    code="NAM002",
    name="two-offices",
    severity=Severity.NOTE,
    needs=(Layer.OFFICES,),
    message=N_("{person} is {first} and {second}; nobody is both at once"),
    fixes=(N_("write “{first}” throughout"), N_("write “{second}” throughout"), N_("say which of the two is over")),
)


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each person who is said to be two things that exclude each other."""
    for link in record.links_of(TwoOffices):
        yield RULE.finding(
            spans=(link.first, link.second),
            values={"person": link.person, "first": link.first.value, "second": link.second.value},
        )
