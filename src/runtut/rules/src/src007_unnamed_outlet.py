"""Words are taken from another outlet without naming it.

Why: the outlet's work is used without credit, and readers cannot look up what it says.
Bad: "Kami tidur di kebun," kata Ratmi Suhanda, [[seperti dikutip dari sebuah media daring]].
Good: "Kami tidur di kebun," kata Ratmi Suhanda, seperti dikutip dari media daring Kabar Wanasari, Senin (27/11/2023).
Silent: where a name follows the noun for the outlet.
Limits: an outlet that is named without a date is not told.
Source: Kode Etik Jurnalistik (Dewan Pers, 2006), article 2.
"""

from __future__ import annotations

from collections.abc import Iterator

from runtut.i18n import N_
from runtut.record import Borrowing, Finding, Layer, Record, Rule, Severity

RULE = Rule(
    code="SRC007",
    name="unnamed-outlet",
    severity=Severity.NOTE,
    needs=(Layer.BORROWINGS,),
    message=N_("which outlet? “{words}” names none"),
    fixes=(N_("name the outlet and the day"),),
)


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each outlet that is used and not named."""
    for link in record.links_of(Borrowing):
        yield RULE.finding(spans=(link.words,), values={"words": link.words.value})
