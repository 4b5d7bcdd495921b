"""The same figure differs inside one story: title and body.

Why: most readers see only the title; it must not count what the story counts otherwise.
Bad: (2018-01-30; title: [[Empat Pekerja]] Tertimbun Longsor) [[Lima pekerja]] tertimbun longsor di lereng Gunung Wanasari.
Good: (2018-01-30; title: Lima Pekerja Tertimbun Longsor) Lima pekerja tertimbun longsor di lereng Gunung Wanasari.
Silent: where noun and following word are not the same, where the body gives the title's figure anywhere, alone or as a sum, and
    for hedged figures and ranges.
Limits: only numbers of people are compared, in the title and the first paragraphs; two paragraphs of the body are not.
"""

from __future__ import annotations

from collections.abc import Iterator

from runtut.i18n import N_
from runtut.record import Finding, Layer, Record, RestatedFigure, Rule, Severity

RULE = Rule(
    code="NUM008",
    name="restated-figure-mismatch",
    severity=Severity.ERROR,
    needs=(Layer.TITLE_FIGURES,),
    message=N_("the title says {title}, the story {body}"),
    fixes=(N_("write {body_value} in the title"), N_("correct the figure in the story to {title_value}")),
)


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each figure of the title that the body gives otherwise."""
    for link in record.links_of(RestatedFigure):
        yield RULE.finding(
            spans=(link.title, link.body),
            values={
                "title": record.slice(link.title.span),
                "body": record.slice(link.body.span),
                "title_value": link.title.value,
                "body_value": link.body.value,
            },
        )
