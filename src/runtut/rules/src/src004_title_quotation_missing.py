"""The title quotes words that nobody says in the body.

Why: a quotation in a title is a promise; words made up for it are put in somebody's mouth.
Bad: (2023-09-12; title: Bupati: "[[Kami menolak pabrik semen]]") Bupati Wanasari meresmikan pasar pada pagi hari. Pasar itu menampung 120 pedagang dari empat desa. "Pasar ini milik warga," ujar Bupati.
Good: (2023-09-12; title: Bupati: "Kami menolak pabrik semen") Bupati Wanasari menolak pabrik itu. "Kami menolak pabrik semen di sini," ujar Bupati.
Bad: (2023-09-12; title: Pelatih Sebut Wasit '[[Buta di Depan Gawang]]') Pelatih Wanasari memprotes wasit. Timnya kalah 1-2 di kandang sendiri. "Wasit terlalu cepat meniup peluit," ujar pelatih itu.
Silent: for names and terms between marks, for fewer than three words, where about a third of the words stand close together in the body (a paraphrase), and in
    stories too short to tell.
Limits: words are compared, not meanings.
"""

from __future__ import annotations

from collections.abc import Iterator

from runtut.i18n import N_
from runtut.record import Finding, Layer, Record, Rule, Severity, TitleQuotation

RULE = Rule(
    code="SRC004",
    name="title-quotation-missing",
    severity=Severity.WARNING,
    needs=(Layer.TITLE_QUOTATIONS,),
    message=N_("nobody says the title's words in the story"),
    detail=N_("the nearest stretch of the story shares {percent} percent of its words"),
    fixes=(N_("quote what was said, or take off the marks"),),
)

_LEAST = 0.34  # of the words close together; below, the title's words are not the story's
_TELLING = 0.3  # of the words that tell something; the commonest stand together anywhere
_NONE = 0.01
_FEW = 4  # words; of fewer, none may stand in the body
_SHORT = 100  # characters


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each quotation in the title that nothing in the body is like."""
    if len(record.story.text) < _SHORT:
        return
    for link in record.links_of(TitleQuotation):
        few = len(link.quotation.text.split()) < _FEW
        made_up = link.content is not None and link.content < _TELLING and not few
        if not link.spoken or (not made_up and link.similarity >= (_NONE if few else _LEAST)):
            continue
        yield RULE.finding(spans=(link.quotation,), values={"percent": round(link.similarity * 100)})
