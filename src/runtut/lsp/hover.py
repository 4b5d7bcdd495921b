"""What stands under the pointer: findings, the day or length that a time means, a figure's value, who speaks, who somebody is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from runtut.i18n import N_, translate
from runtut.lsp.told import capital
from runtut.record import (
    Annotation,
    Entity,
    Event,
    Finding,
    Quantity,
    Quotation,
    QuotationKind,
    Record,
    Span,
    Status,
    Time,
)
from runtut.report.tables import word_quantity, word_time
from runtut.report.text import quoted_words
from runtut.report.wording import say, tidy, word, word_fixes, word_value
from runtut.rules.catalogue import find
from runtut.values import dataclass

_SIGNS = re.compile(r"([\\`*_{}\[\]()#+\-.!|<>~&])")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What is to be said of a place: lines, the first of which is the heading, and the words it is said of."""

    span: Span
    lines: tuple[str, ...]


def meanings(record: Record, place: Span, findings: list[Finding], language: str) -> list[Meaning]:
    """Return what is known of a character of the story: of findings first, then of the shortest words around it."""
    found = [
        Meaning(span, tuple(_finding(finding, language)))
        for finding in findings
        for span in finding.spans
        if span.contains(place)
    ]
    around = sorted(_around(record, place), key=lambda each: each[0].end - each[0].start)
    said = (Meaning(span, tuple(_said(what, record, language))) for span, what in around)
    return [*found, *(each for each in said if each.lines)]


def _around(record: Record, place: Span) -> Iterator[tuple[Span, Annotation | Entity]]:
    for layer in (record.times, record.quantities, record.quotations, record.events):
        for each in layer:
            if each.span.contains(place):
                yield each.span, each
    for entity in record.entities:
        for mention in entity.mentions:
            if mention.contains(place):
                yield mention, entity


def _said(what: Annotation | Entity, record: Record, language: str) -> Iterator[str]:
    if isinstance(what, Time):
        yield from _time(what, language)
    elif isinstance(what, Quantity):
        yield from _quantity(what, language)
    elif isinstance(what, Quotation):
        if what.kind is not QuotationKind.SCARE:
            yield from _quotation(what, record, language)
    elif isinstance(what, Event):
        if what.status is not Status.STATED:
            yield _line(N_("{words}: {status}"), language, words=what.text, status=what.status)
    elif isinstance(what, Entity):
        yield from _entity(what, language)


def _finding(finding: Finding, language: str) -> Iterator[str]:
    yield f"{finding.code}: {word(finding.message, language)}"
    if finding.detail is not None:
        yield capital(word(finding.detail, language))
    if finding.in_quotation:
        yield capital(quoted_words(finding, language))
    if finding.fixes:
        yield "→ " + word_fixes(finding.fixes, language)
    entry = find(finding.code)
    if entry is not None and entry.page.why:
        yield _line(N_("why it matters: {why}"), language, why=translate(entry.page.why, language))


def _time(time: Time, language: str) -> Iterator[str]:
    words = word_time(time, language)
    yield f"{tidy(time.text)}: {words}" if words else tidy(time.text)
    yield f"TIMEX3 {time.type.value} {time.value}" + (f" ({time.mod})" if time.mod else "")
    if time.anchor is not None:
        anchors = {
            "published": N_("told from the day of publication"),
            "previous": N_("told from a time named before"),
            "event": N_("told from an event"),
        }
        yield capital(translate(anchors[time.anchor.value], language))


def _quantity(quantity: Quantity, language: str) -> Iterator[str]:
    yield f"{tidy(quantity.text)}: {word_quantity(quantity, language)}"
    if quantity.low is not None and quantity.high is not None and quantity.low != quantity.high:
        yield _line(N_("as written, between {low} and {high}"), language, low=quantity.low, high=quantity.high)
    if quantity.period:
        yield _line(N_("for {period}"), language, period=quantity.period)
    if quantity.status is not Status.STATED:
        yield capital(word_value(quantity.status, language))


def _quotation(quotation: Quotation, record: Record, language: str) -> Iterator[str]:
    speaker = quotation.speaker
    if speaker is None:
        yield capital(translate(N_("nobody named"), language))
    else:
        yield _line(N_("said by {name}"), language, name=speaker.name)
        entity = next((each for each in record.entities if each.id == speaker.entity), None)
        if entity is not None and entity.roles:
            yield "; ".join(dict.fromkeys(tidy(each.text) for each in entity.roles))
    if quotation.told_to:
        yield _line(N_("told to {name}"), language, name=quotation.told_to)
    if len(quotation.chain) > 1:
        yield " ← ".join(map(tidy, quotation.chain))
    if quotation.time:
        yield quotation.time


_TYPES = {"person": N_("person"), "organization": N_("organization"), "place": N_("place")}


def _entity(entity: Entity, language: str) -> Iterator[str]:
    yield f"{tidy(entity.name)} ({translate(_TYPES[entity.type.value], language)})"
    yield from dict.fromkeys(tidy(each.text) for each in entity.roles)
    others = {tidy(each) for each in entity.aliases} - {tidy(entity.name)}
    if others:
        yield _line(N_("also written {others}"), language, others=", ".join(sorted(others)))


def _line(template: str, language: str, **values: object) -> str:
    return capital(say(template, language, **values))


def in_markdown(found: list[Meaning]) -> str:
    """Return meanings as Markdown; no word of a story is taken for markup."""
    return "\n\n---\n\n".join(
        "  \n".join([f"**{_escaped(each.lines[0])}**", *map(_escaped, each.lines[1:])]) for each in found
    )


def in_plain(found: list[Meaning]) -> str:
    """Return meanings as plain text."""
    return "\n\n".join("\n".join(each.lines) for each in found)


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", text)
