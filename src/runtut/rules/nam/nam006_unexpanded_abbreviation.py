"""An abbreviation is never expanded.

Why: who does not know the letters is shut out of the story, and letters may stand for several things.
Bad: Program itu dijalankan [[LPKBW]] bersama koperasi susu.
Good: Program itu dijalankan Lembaga Pengembangan Kompor Biogas Wanasari (LPKBW) bersama koperasi susu.
Silent: for letters known in every household, letters with brackets around or behind them, names and initials of people, Roman numbers,
    letters among words in capitals or read as a word, and datelines.
Limits: names made of letters (a model, an outlet, an index) look like abbreviations; of findings drawn anew after each round of
    mending, about four in five were right. It is a note; a desk that finds it noisy leaves it out with `ignore`.
"""

from __future__ import annotations

from collections.abc import Iterator

from runtut.i18n import N_
from runtut.record import Finding, Layer, Record, Rule, Severity, Unexpanded

RULE = Rule(
    code="NAM006",
    name="unexpanded-abbreviation",
    severity=Severity.NOTE,
    needs=(Layer.LETTERS,),
    message=N_("the story does not say what {letters} stands for"),
    fixes=(N_("write the name in full where it first stands, with {letters} in brackets"),),
)


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each abbreviation that is nowhere expanded."""
    for link in record.links_of(Unexpanded):
        yield RULE.finding(spans=(link.letters,), values={"letters": link.letters.value})
