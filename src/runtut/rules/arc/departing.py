"""What ARC002 and ARC003 share: a finding for what other stories of the event give otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from runtut.record import Finding, OnFile, Record, Rule, Span


def departing(rule: Rule, kind: str, record: Record, on_file: OnFile) -> Iterator[Finding]:
    """Yield a finding of a rule for each departure of a kind, "day" or "figure"."""
    for each in on_file.departures(record):
        if each.kind == kind:
            span = Span(each.start, each.end)
            yield rule.finding(
                spans=(span,),
                values={
                    "was": each.was,
                    "value": record.slice(span),
                    "against": each.against,
                    "agreeing": each.agreeing,
                    "outlet": each.outlet or "?",
                    "number": each.number,
                    "day": each.day,
                    "text": each.text,
                },
            )
