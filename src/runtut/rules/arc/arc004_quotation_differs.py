"""A quotation's words differ from those of the same quotation on file.

Why: of words in quotation marks only one wording was said; a figure or a denial that changed on the way changes what somebody stands for.
File: (2023-09-11; outlet: Kabar Lembah) Bupati meninjau tanggul. "Kami tidak akan membangun 12 rumah pompa sebelum tanggul di hulu selesai diperkuat," kata Ratmi Suhanda.
Bad: (2023-09-12) Bupati Ratmi Suhanda menjawab warga. "Kami tidak akan membangun [[21]] rumah pompa sebelum tanggul di hulu selesai diperkuat," kata Ratmi Suhanda.
Good: (2023-09-12) Bupati Ratmi Suhanda menjawab warga. "Kami tidak akan membangun 12 rumah pompa sebelum tanggul di hulu selesai diperkuat," kata Ratmi Suhanda.
Silent: without --archive, for spelling, inflection and marks, for words that say the same (telah and sudah), for quotations cut short, for wordings that differ in many places (another translation, or another occasion), where the stories are more than a week apart, where speakers are not named, and where as many voices on file give the draft's words; a wire story and its copies are one voice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from runtut.i18n import N_
from runtut.record import (
    TEXT,
    Finding,
    Layer,
    OldQuotation,
    OnFile,
    Quotation,
    QuotationKind,
    Record,
    Rule,
    Severity,
    Span,
)

RULE = Rule(
    code="ARC004",
    name="quotation-differs",
    severity=Severity.WARNING,
    needs=(Layer.QUOTATIONS, Layer.ENTITIES),
    message=N_('{outlet} has "{was}" in this quotation'),
    detail=N_('story {number} on file, {day}: "{text}"'),
    fixes=(N_("look at the recording, and give the words that were said"),),
)

_WEEK = 7
"""Days within which two stories tell of one occasion."""
_SHORTEST = 40
"""Characters of the shortest quotation that is looked for."""
_NAME = 3
"""Letters of the shortest word that two names may share."""
_WORD = re.compile(r"\w+")


def check_against(record: Record, on_file: OnFile) -> Iterator[Finding]:
    """Yield a finding for each quotation that other stories give otherwise in one place."""
    for quotation in record.quotations:
        if (
            quotation.kind is not QuotationKind.DIRECT
            or quotation.part != TEXT
            or quotation.speaker is None
            or quotation.end - quotation.start < _SHORTEST
        ):
            continue
        found = [
            each
            for each in on_file.said(record, quotation, within=_WEEK)
            if _one_name(quotation.speaker.name, each.speaker)
        ]
        yield from _differing(quotation, found)


def _differing(quotation: Quotation, found: list[OldQuotation]) -> Iterator[Finding]:
    agree = {each.voice for each in found if not each.differences}
    other = [each for each in found if len(each.differences) == 1 and each.voice not in agree]
    if not other or len({each.voice for each in other}) <= len(agree):
        return
    first = other[0]
    difference = first.differences[0]
    start = quotation.start + difference.start
    finding = RULE.finding(
        spans=(Span(start, quotation.start + difference.end, quotation.part),),
        values={
            "outlet": first.outlet or "?",
            "was": difference.was or first.text,
            "number": first.number,
            "day": first.day,
            "text": first.text,
        },
    )
    yield replace(finding, in_quotation=True)  # the slip is that of whoever wrote it down, not the speaker's


def _one_name(one: str, other: str) -> bool:
    """Whether two names can be one person's: the words of the shorter all stand in the longer."""
    a, b = ({word.casefold() for word in _WORD.findall(name) if len(word) >= _NAME} for name in (one, other))
    return bool(a) and bool(b) and (a <= b or b <= a)
