"""Records as W3C Web Annotations: each time, figure, quotation, name, event and finding points at its words in the story.

Places are given twice, by position and by the words themselves with what stands around them. Positions count Unicode code
points from the beginning of the part that is the target's source: the text, and `#title`, `#caption-1` for the others.
Source: Web Annotation Data Model, W3C Recommendation of 23 February 2017.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from runtut.i18n import N_, translate
from runtut.record import TEXT, Finding, QuotationKind, Record, Span
from runtut.report.json import dumps
from runtut.report.jsonld import address_of
from runtut.report.outcome import Outcome
from runtut.report.tables import word_quantity, word_time
from runtut.report.wording import say, tidy, word, word_error, word_fixes, word_value

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_AROUND = 32
"""Characters before and behind the words, enough to find them in a text that has changed elsewhere."""

Object = dict[str, Any]


def annotation_pieces(outcomes: Iterable[Outcome], *, language: str = "en") -> Iterator[str]:
    """Yield `read --format webannotation` in pieces: one page of the annotations of all stories, worded in `language`."""
    yield f'{{"@context": "{CONTEXT}", "type": "AnnotationPage", "id": "urn:runtut:annotations", "items": ['
    between = "\n"
    for outcome in outcomes:
        for each in story_annotations(outcome, language):
            yield between + dumps(each)
            between = ",\n"
    yield "\n]}\n"


def story_annotations(outcome: Outcome, language: str = "en") -> Iterator[Object]:
    """Yield the annotations of one story; of one that could not be read, one that says why."""
    record = outcome.record
    if record is None:
        why = f"{outcome.error_kind}: {word_error(outcome.error, language)}"
        address = f"urn:runtut:story:{_quoted(outcome.id)}"
        yield {
            "type": "Annotation",
            "id": f"{address}#error",
            "motivation": "commenting",
            "body": [_text(why, "commenting", language)],
            "target": address,
        }
        return
    for n, (kind, spans, bodies, motivation) in enumerate(_all(record, language)):
        address = address_of(record.story)
        targets = [_target(record, span, address) for span in spans]
        yield {
            "type": "Annotation",
            "id": f"{address}#annotation-{n}",
            "motivation": motivation,
            "generator": {"id": "urn:runtut", "type": "Software", "name": "runtut"},
            "body": [_tag(kind), *bodies],
            "target": targets[0] if len(targets) == 1 else targets,
        }


_Annotated = tuple[str, list[Span], list[Object], str]


def _all(record: Record, language: str) -> Iterator[_Annotated]:
    for time in record.times:
        bodies = [_value(time.value), _text(word_time(time, language) or time.value, "describing", language)]
        yield "time", [time.span], bodies, "identifying"
    for quantity in record.quantities:
        bodies = [_text(word_quantity(quantity, language), "describing", language)]
        yield "figure", [quantity.span], bodies, "identifying"
    for quotation in record.quotations:
        if quotation.kind is QuotationKind.SCARE:
            continue
        name = quotation.speaker.name if quotation.speaker is not None else None
        said = say(N_("said by {name}"), language, name=name) if name else translate(N_("nobody named"), language)
        if quotation.told_to:
            said += ", " + say(N_("told to {name}"), language, name=quotation.told_to)
        yield "quotation", [quotation.span], [_text(said, "describing", language)], "describing"
    for entity in record.entities:
        roles = "; ".join(dict.fromkeys(tidy(each.text) for each in entity.roles))
        about = tidy(entity.name) + (f": {roles}" if roles else "")
        yield (
            entity.type.value,
            list(entity.mentions),
            [_text(about, "identifying", record.story.language)],
            "identifying",
        )
    for event in record.events:
        status = word_value(event.status, language)
        yield "event", [event.span], [_tag(event.kind), _text(status, "describing", language)], "describing"
    for finding in record.findings:
        yield finding.code, list(finding.spans), [_text(_says(finding, language), "assessing", language)], "assessing"


def _says(finding: Finding, language: str) -> str:
    said = [word(finding.message, language)]
    if finding.detail is not None:
        said.append(word(finding.detail, language))
    if finding.fixes:
        said.append(word_fixes(finding.fixes, language))
    return ". ".join(said)


def _tag(value: str) -> Object:
    return {"type": "TextualBody", "purpose": "tagging", "value": value, "format": "text/plain"}


def _value(value: str) -> Object:
    return {"type": "TextualBody", "purpose": "identifying", "value": value, "format": "text/plain"}


def _text(value: str, purpose: str, language: str) -> Object:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain", "language": language}


def _target(record: Record, span: Span, address: str) -> Object:
    text = record.story.part(span.part)
    source = address if span.part == TEXT else f"{address}#{_fragment(span.part)}"
    return {
        "source": source,
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": text[span.start : span.end],
                "prefix": text[max(0, span.start - _AROUND) : span.start],
                "suffix": text[span.end : span.end + _AROUND],
            },
        ],
    }


def _fragment(part: str) -> str:
    kind, _, index = part.partition(":")
    return f"{kind}-{int(index) + 1}" if index else kind


def _quoted(id_: str) -> str:
    from urllib.parse import quote  # noqa: PLC0415 -- only for what could not be read

    return quote(id_, safe="")
