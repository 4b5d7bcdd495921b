"""The same words are given to two speakers.

Why: one of the two never said them; a paragraph copied within the draft most often leaves this behind.
Bad: Warga menolak penutupan itu. "[[Kami hanya minta jalan ini dibuka lagi sebelum panen,]]" kata [[Ratmi Suhanda]].
    "[[Kami hanya minta jalan ini dibuka lagi sebelum panen,]]" ujar [[Darma Wisesa]].
Good: Warga menolak penutupan itu. "Kami hanya minta jalan ini dibuka lagi sebelum panen," kata Ratmi Suhanda.
    "Jalan ini satu-satunya jalan ke pasar," ujar Darma Wisesa.
Silent: for fewer than six words, where a speaker is only inferred or a pronoun, and where the two names share a part.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from runtut.i18n import N_
from runtut.record import TEXT, Finding, Layer, Quotation, QuotationKind, Record, Rule, Severity, Span, Speaker

RULE = Rule(
    code="SRC008",
    name="same-words-two-speakers",
    severity=Severity.WARNING,
    needs=(Layer.QUOTATIONS,),
    message=N_("{first} and {second} are given the same words"),
    fixes=(N_("give the words to whoever said them, and quote the other's own"),),
)
_WORD = re.compile(r"\w+")
_FEWEST = 6
"""Words; fewer may be said by two people by chance."""


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each quotation that repeats another word for word and names another speaker."""
    said: dict[tuple[str, ...], Quotation] = {}
    for quotation in record.quotations:
        if quotation.kind is not QuotationKind.DIRECT or quotation.part != TEXT or not _attributed(record, quotation):
            continue
        words = tuple(map(str.lower, _WORD.findall(quotation.text)))
        if len(words) < _FEWEST:
            continue
        first = said.setdefault(words, quotation)
        one, other = first.speaker, quotation.speaker
        if first is quotation or one is None or other is None or not _two(record, one, other):
            continue
        yield RULE.finding(
            spans=(first, Span(one.start, one.end, one.part), quotation, Span(other.start, other.end, other.part)),
            values={"first": one.name, "second": other.name},
        )


def _attributed(record: Record, quotation: Quotation) -> bool:
    """Whether the quotation's own sentence or paragraph names the speaker, with a capital."""
    speaker = quotation.speaker
    if speaker is None or quotation.cue is None or not any(word[:1].isupper() for word in speaker.text.split()):
        return False
    paragraph = record.paragraph_of(quotation.span)
    return speaker.part == quotation.part and paragraph.start <= speaker.start < paragraph.end


def _two(record: Record, one: Speaker, other: Speaker) -> bool:
    """Whether two speakers are two people: no name of one stands in the sentence that names the other."""
    return _names(record, one).isdisjoint(_names(record, other))


def _names(record: Record, speaker: Speaker) -> set[str]:
    """Return the words with a capital of a speaker's name and of what stands behind it in the sentence."""
    sentence = record.sentence_of(Span(speaker.start, speaker.end, speaker.part))
    behind = record.story.part(speaker.part)[speaker.start : sentence.end]
    return {word.lower() for word in _WORD.findall(f"{speaker.name} {behind}") if word[0].isupper()}
