"""The same figure differs inside one story: title and body, or two places of the body.

Why: most readers see only the title; it must not count what the story counts otherwise, nor one paragraph what another does.
Bad: (2018-01-30; title: [[Empat Pekerja]] Tertimbun Longsor) [[Lima pekerja]] tertimbun longsor di lereng Gunung Wanasari.
Bad: (2018-01-30) Longsor menutup jalan di Wanasari. Sebanyak [[314 warga]] terisolasi. Jalan baru dibuka besok. Hingga siang, [[341 warga]] itu masih terisolasi.
Good: (2018-01-30; title: Lima Pekerja Tertimbun Longsor) Lima pekerja tertimbun longsor di lereng Gunung Wanasari.
Silent: where noun and following word are not the same (or nearly the same digits are not told of the same things), where the body
    gives the title's figure anywhere, alone or as a sum, for rounded and hedged figures and ranges, and where a figure of the body
    does not point back (`itu`, `tersebut`, `kelima mobil`) at one of nearly the same digits.
"""

from __future__ import annotations

from collections.abc import Iterator

from runtut.i18n import N_
from runtut.record import TITLE, Finding, Layer, Record, RestatedFigure, Rule, Severity

RULE = Rule(
    code="NUM008",
    name="restated-figure-mismatch",
    severity=Severity.ERROR,
    needs=(Layer.TITLE_FIGURES,),
    message=N_("the title says {title}, the story {body}"),
    fixes=(N_("write {body_value} in the title"), N_("correct the figure in the story to {title_value}")),
)

_AGAIN = N_("the story says {first}, and later {second} of the same")
_AGAIN_FIXES = (N_("write {first_value} in both places"), N_("write {second_value} in both places"))


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each figure that the story, or its title, gives otherwise before."""
    for link in record.links_of(RestatedFigure):
        first, second = link.first, link.second
        words = {"first": record.slice(first.span), "second": record.slice(second.span)}
        if first.part == TITLE:
            values = {"title": words["first"], "body": words["second"]}
            figures = {"title_value": first.value, "body_value": second.value}
            yield RULE.finding(spans=(first, second), values={**values, **figures})
        else:
            yield RULE.finding(
                spans=(first, second),
                values={**words, "first_value": first.value, "second_value": second.value},
                severity=Severity.NOTE,  # which figure a word points back at is seldom certain
                message=_AGAIN,
                fixes=_AGAIN_FIXES,
            )
