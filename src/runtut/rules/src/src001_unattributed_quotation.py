"""A quotation that nobody is said to have spoken.

Why: words between marks are somebody's; without a name the reader cannot weigh them, nor the desk stand by them.
Bad: Jalan di Wanasari akan dilebarkan tahun depan. Pelebaran itu memangkas teras 46 rumah.
    [["Kalau teras dipotong, kami mau menjemur kain di mana?"]]
    Jalan sepanjang 780 meter itu akan dilebarkan menjadi 6 meter.
Good: Jalan di Wanasari akan dilebarkan tahun depan. Pelebaran itu memangkas teras 46 rumah.
    "Kalau teras dipotong, kami mau menjemur kain di mana?" kata Ratmi Suhanda.
    Jalan sepanjang 780 meter itu akan dilebarkan menjadi 6 meter.
Silent: where the words go on from a speaker above, where somebody is named in the paragraph before or after, where a sign, a
    letter, a song or a post is announced, for terms and titles, for fewer than eight words, in the first paragraph of a short text, and in stories with
    several such quotations (interviews, fiction, prayers).
"""

from __future__ import annotations

from collections.abc import Iterator

from runtut.i18n import N_
from runtut.record import Finding, Layer, Record, Rule, Severity, Span, UnattributedQuotation

RULE = Rule(
    code="SRC001",
    name="unattributed-quotation",
    severity=Severity.WARNING,
    needs=(Layer.UNATTRIBUTED,),
    message=N_("nobody is said to have spoken these words"),
    fixes=(N_("say who spoke"), N_("take the words out")),
)

_LEAST_WORDS = 8
_NEAR = 2  # paragraphs; whoever is named nearer may be the speaker
_LEAD = 3  # paragraphs; after a quotation that opens the story its speaker comes within these
_GOES_ON = 5  # paragraphs; a speaker nearer above may go on. Both read off 2,610 such paragraphs in 11,544 stories


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each quotation that stands alone, far from anybody who may have spoken it."""
    for link in record.links_of(UnattributedQuotation):
        quotation = link.quotation
        if link.others or link.announced or len(quotation.text.split()) < _LEAST_WORDS:
            continue
        if link.attributed is not None and link.attributed < _GOES_ON:
            continue
        near = _LEAD if link.opens_story else _NEAR
        if any(distance is not None and distance < near for distance in (link.before, link.after)):
            continue
        opening, closing = quotation.opening, quotation.closing
        start = opening.start if opening is not None else quotation.start
        end = closing.end if closing is not None else quotation.end
        yield RULE.finding(spans=(Span(start, end, quotation.part),), values={})
