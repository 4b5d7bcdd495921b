"""A number in words and the same number in digits beside it differ.

Why: the digits are there so that nobody misreads the words; one of the two is a slip.
Bad: Polisi menyita [[tujuh]] ([[8]]) paket sabu.
Good: Polisi menyita tujuh (7) paket sabu.
Silent: where the number in brackets is an age, a year or counts something else.
"""

from __future__ import annotations

from collections.abc import Iterator

from runtut.i18n import N_
from runtut.record import Finding, Layer, Record, Rule, Severity

RULE = Rule(
    code="NUM006",
    name="restated-number-mismatch",
    severity=Severity.ERROR,
    needs=(Layer.QUANTITIES,),
    message=N_("{first} and {second} are not the same number"),
    fixes=(N_("write {second_value} in both places"), N_("write {first_value} in both places")),
)


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each number said again beside itself as another."""
    for quantity in record.quantities:
        first, second = quantity.number, quantity.restated
        if first is None or second is None or first.value == second.value:
            continue
        yield RULE.finding(
            spans=(first, second),
            values={
                "first": record.slice(first.span),
                "second": record.slice(second.span),
                "first_value": first.value,
                "second_value": second.value,
            },
        )
