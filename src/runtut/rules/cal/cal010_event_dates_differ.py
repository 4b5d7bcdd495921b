"""The same event is given two dates inside one story.

Why: the reader cannot tell on which day it happened; as a rule the later one was mistyped, or is the day of the report.
Bad: (2021-03-18) Kebakaran melanda gudang rongsok di Kelurahan Wanasari, [[Selasa (16/3/2021) malam]]. Tidak ada korban jiwa. Pemiliknya sedang di luar kota ketika kebakaran itu terjadi pada [[Rabu (17/3/2021) malam]].
Good: (2021-03-18) Kebakaran melanda gudang rongsok di Kelurahan Wanasari, Rabu (17/3/2021) malam. Tidak ada korban jiwa. Pemiliknya sedang di luar kota ketika kebakaran itu terjadi pada Rabu (17/3/2021) malam.
Silent: where the first sentence does not open with the event, or somebody speaks in it; where a later sentence speaks of
    another such event, or of its beginning, end or report; for dates more than nine days apart.
Limits: only the event of the first sentences is followed, and only dates written out.
"""

from __future__ import annotations

from collections.abc import Iterator

from runtut.i18n import N_
from runtut.record import EventDates, Finding, Layer, Record, Rule, Severity

RULE = Rule(
    code="CAL010",
    name="event-dates-differ",
    severity=Severity.WARNING,
    needs=(Layer.EVENT_DATES,),
    message=N_("{event} has two dates: {first} and {second}"),
    fixes=(N_("write {first} in both places"), N_("write {second} in both places")),
)


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding where the event of the first sentence gets another day later."""
    for link in record.links_of(EventDates):
        yield RULE.finding(
            spans=(link.first, link.second),
            values={
                "event": link.event.value,
                "first": record.slice(link.first.span),
                "second": record.slice(link.second.span),
            },
        )
