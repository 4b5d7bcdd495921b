"""Stories in the words of schema.org, as JSON-LD: the article, what is said in it, what it claims in figures.

Source: https://schema.org/NewsArticle, Quotation, Claim, QuantitativeValue.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple
from urllib.parse import quote

from runtut.record import TEXT, Quotation, QuotationKind, Record, Span, Story
from runtut.report.json import dumps, number
from runtut.report.outcome import Outcome
from runtut.report.wording import word_error

Node = dict[str, Any]

OPENING = '{"@context": "https://schema.org", "@graph": ['
CLOSING = "\n]}\n"

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?)?)?)?\Z")


class Said(NamedTuple):
    """Words given as somebody's, at `[start, end)` of the text; `type` is what the speaker is, in the words of schema.org."""

    n: int
    start: int
    end: int
    speaker: str | None
    type: str | None
    time: str | None


class Figure(NamedTuple):
    """A figure at `[start, end)` of the text; `quotation` is the number of the words it is part of."""

    n: int
    start: int
    end: int
    value: float | None
    upper: float | None
    unit: str
    period: str | None
    quotation: int | None


def graph(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield the pieces of one JSON-LD document; what a node lacks is left out."""
    yield OPENING
    between = "\n"
    for node in nodes:
        yield between + dumps({key: value for key, value in node.items() if value not in (None, [])})
        between = ",\n"
    yield CLOSING


def story_nodes(
    address: str, story: Story, said: Sequence[Said], figures: Sequence[Figure], sentences: Iterable[Span]
) -> Iterator[Node]:
    """Yield the nodes of a story; `address` is what they are called by, `sentences` those of its text."""
    yield {
        "@type": "NewsArticle",
        "@id": address,
        "identifier": story.id,
        "url": story.url,
        "headline": story.title,
        "datePublished": story.published.isoformat() if story.published else None,
        "dateModified": story.modified.isoformat() if story.modified else None,
        "inLanguage": story.language,
        "articleSection": story.section,
        "publisher": {"@type": "NewsMediaOrganization", "name": story.outlet} if story.outlet else None,
        "author": [{"@type": "Person", "name": each.name} for each in story.bylines],
        "articleBody": story.text,
    }
    speakers = {each.n: _speaker(each) for each in said}
    for each in said:
        yield {
            "@type": "Quotation",
            "@id": f"{address}#quotation-{each.n}",
            "isPartOf": {"@id": address},
            "text": story.text[each.start : each.end],
            "spokenByCharacter": speakers[each.n],
            "dateCreated": each.time if each.time and _DAY.match(each.time) else None,
        }
    yield from _claims(address, story, figures, speakers, sentences)


def _speaker(said: Said) -> dict[str, str] | None:
    if said.speaker is None:
        return None
    return {"@type": said.type, "name": said.speaker} if said.type else {"name": said.speaker}


def _claims(
    address: str,
    story: Story,
    figures: Sequence[Figure],
    speakers: dict[int, dict[str, str] | None],
    sentences: Iterable[Span],
) -> Iterator[Node]:
    """Yield each figure as a claim: the sentence it stands in, what it says, who says it."""
    own = [each for each in sentences if each.part == TEXT]
    starts = [each.start for each in own]
    for each in figures:
        at = bisect_right(starts, each.start) - 1
        whole = at >= 0 and each.end <= own[at].end
        start, end = (own[at].start, own[at].end) if whole else (each.start, each.end)
        yield {
            "@type": "Claim",
            "@id": f"{address}#claim-{each.n}",
            "text": story.text[start:end],
            "appearance": {"@id": address},
            "author": speakers.get(each.quotation) if each.quotation is not None else None,
            "about": {
                "@type": "QuantitativeValue",
                **({"value": each.value} if each.upper is None else {"minValue": each.value, "maxValue": each.upper}),
                "unitText": each.unit,
                "name": story.text[each.start : each.end],
            },
            "temporalCoverage": each.period if each.period and _DAY.match(each.period) else None,
        }


# ---------------------------------------------------------------- records


def linked_pieces(outcomes: Iterable[Outcome], *, language: str = "en") -> Iterator[str]:
    """Yield `read --format jsonld` in pieces to be written one after another, a story at a time."""
    return graph(node for outcome in outcomes for node in _outcome_nodes(outcome, language))


def address_of(story: Story) -> str:
    """Return what a story is called by: its address on the web, else a name made of its id."""
    return story.url or f"urn:runtut:story:{quote(story.id, safe='')}"


def _outcome_nodes(outcome: Outcome, language: str) -> Iterator[Node]:
    record = outcome.record
    if record is None:
        message = f"{outcome.error_kind}: {word_error(outcome.error, language)}"
        yield {"@type": "CreativeWork", "identifier": outcome.id, "abstract": message}
        return
    quotations = [each for each in record.quotations if each.part == TEXT and each.kind is not QuotationKind.SCARE]
    types = {entity.id: entity.type.value.capitalize() for entity in record.entities}
    said = [
        Said(
            n,
            each.start,
            each.end,
            each.speaker.name if each.speaker else None,
            types.get(each.speaker.entity or "") if each.speaker else None,
            each.time,
        )
        for n, each in enumerate(quotations)
    ]
    yield from story_nodes(
        address_of(record.story), record.story, said, list(_figures(record, quotations)), record.sentences
    )


def _figures(record: Record, quotations: Sequence[Quotation]) -> Iterator[Figure]:
    """Yield the figures of the text, each with the innermost quotation around it."""
    opened: list[int] = []
    following = 0
    quantities = [each for each in record.quantities if each.part == TEXT]
    for n, each in enumerate(quantities):
        while following < len(quotations) and quotations[following].start <= each.start:
            opened.append(following)
            following += 1
        while opened and quotations[opened[-1]].end < each.end:
            opened.pop()
        around = opened[-1] if opened else None
        value, upper = number(each.value), number(each.upper)
        yield Figure(n, each.start, each.end, value, upper, each.unit, each.period, around)
