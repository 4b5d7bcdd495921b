"""The record and the findings as JSON: what the contract calls `runtut/record/1` and `runtut/findings/1`.

Other programs rely on them: add to them freely, and change nothing without a new schema name.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from runtut.record import (
    TEXT,
    TITLE,
    Entity,
    Event,
    Finding,
    Piece,
    Quantity,
    Quotation,
    QuotationKind,
    Record,
    Role,
    Severity,
    Span,
    Speaker,
    Story,
    Time,
    caption,
)
from runtut.report.outcome import Outcome
from runtut.report.wording import word, word_error, word_fixes

RECORD_SCHEMA = "runtut/record/1"
FINDINGS_SCHEMA = "runtut/findings/1"

Object = dict[str, Any]


def record_object(record: Record, *, language: str = "en") -> Object:
    """Return a record as the contract's JSON object.

    Annotations are those of the story's text: every offset points into `story.text`. Findings are those of every
    part, each span saying in which it stands. `language` is that of the findings' messages.
    """
    text = record.story.text
    return {
        "schema": RECORD_SCHEMA,
        "id": record.story.id,
        "story": story_object(record.story),
        "times": [_time(each) for each in record.times if each.part == TEXT],
        "quantities": [_quantity(each) for each in record.quantities if each.part == TEXT],
        "quotations": [
            _quotation(each, text)
            for each in record.quotations
            if each.part == TEXT and each.kind is not QuotationKind.SCARE
        ],
        "entities": [_entity(each) for each in record.entities],
        "events": [_event(each) for each in record.events if each.part == TEXT],
        "findings": finding_objects(record, language=language),
    }


def finding_objects(record: Record, *, language: str = "en") -> list[Object]:
    """Return the findings of a record as JSON objects, worded in `language`."""
    texts = part_texts(record.story) if record.findings else {}
    return [_finding(each, record, texts, language) for each in record.findings]


def error_object(outcome: Outcome, *, language: str = "en") -> Object:
    """Return what stands in the output in place of a story that could not be read."""
    error: Object = {"kind": outcome.error_kind, "message": word_error(outcome.error, language)}
    line = getattr(outcome.error, "line", None) or outcome.line
    if line is not None:
        error["line"] = line
    return {"id": outcome.id, "error": error}


def outcome_object(outcome: Outcome, *, language: str = "en") -> Object:
    """Return one line of `read --format jsonl`: the record, or the error in its place."""
    if outcome.record is None:
        return error_object(outcome, language=language)
    return record_object(outcome.record, language=language)


def record_lines(outcomes: Iterable[Outcome], *, language: str = "en") -> Iterator[str]:
    """Yield `read --format jsonl`: one object a line, each as soon as its story is read. No line ends."""
    for outcome in outcomes:
        yield dumps(outcome_object(outcome, language=language))


def record_array(outcomes: Iterable[Outcome], *, language: str = "en") -> Iterator[str]:
    """Yield `read --format json`, a JSON array of records, in pieces that are to be written one after another."""
    opening = "[\n"
    for line in record_lines(outcomes, language=language):
        yield opening + line
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"


def findings_object(outcomes: Iterable[Outcome], *, language: str = "en") -> Object:
    """Return `check --format json` as one object."""
    stories, tally = [], Tally()
    for outcome in outcomes:
        tally.add(outcome)
        stories.append(_story_findings(outcome, language))
    return {"schema": FINDINGS_SCHEMA, "stories": stories, "summary": tally.summary()}


def findings_pieces(outcomes: Iterable[Outcome], *, language: str = "en") -> Iterator[str]:
    """Yield `check --format json` in pieces to be written one after another, a story at a time."""
    tally = Tally()
    opening = f'{{"schema": "{FINDINGS_SCHEMA}", "stories": [\n'
    yield opening
    between = ""
    for outcome in outcomes:
        tally.add(outcome)
        yield between + dumps(_story_findings(outcome, language))
        between = ",\n"
    yield f'\n], "summary": {dumps(tally.summary())}}}\n'


def dumps(value: object) -> str:
    """Return a value as JSON on one line, fit to be encoded as UTF-8 (a lone surrogate is written as an escape)."""
    text = json.dumps(value, ensure_ascii=False, allow_nan=False)
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, allow_nan=False)
    return text


class Tally:
    """Counts of a run, added up story by story; `worst` is the gravest severity found, None if nothing was."""

    def __init__(self) -> None:
        self.stories = 0
        self.unreadable = 0
        self.silenced = 0
        self.severities: Counter[Severity] = Counter()
        self.codes: Counter[str] = Counter()

    def add(self, outcome: Outcome) -> None:
        """Count one story."""
        self.stories += 1
        self.silenced += outcome.silenced
        if outcome.record is None:
            self.unreadable += 1
            return
        for finding in outcome.record.findings:
            self.severities[finding.severity] += 1
            self.codes[finding.code] += 1

    @property
    def findings(self) -> int:
        """How many findings there were."""
        return sum(self.severities.values())

    @property
    def worst(self) -> Severity | None:
        """The gravest severity found."""
        return max((each for each, count in self.severities.items() if count), default=None)

    def summary(self) -> Object:
        """Return the counts as the `summary` of the contract's findings object."""
        return {
            "stories": self.stories,
            "unreadable": self.unreadable,
            "findings": self.findings,
            **{each.label: self.severities[each] for each in sorted(Severity, reverse=True)},
            "silenced": self.silenced,
            "by_code": dict(sorted(self.codes.items())),
        }


def part_texts(story: Story) -> dict[str, str]:
    """Return the text of every part of a story by the part's name."""
    texts = {TEXT: story.text, TITLE: story.title or ""}
    texts.update((caption(index), each.text) for index, each in enumerate(story.captions))
    return texts


def _story_findings(outcome: Outcome, language: str) -> Object:
    if outcome.record is None:
        failed = error_object(outcome, language=language)
        return {"id": outcome.id, "source": outcome.source, "findings": [], "error": failed["error"]}
    findings = finding_objects(outcome.record, language=language)
    return {"id": outcome.id, "source": outcome.source, "findings": findings}


def story_object(story: Story) -> Object:
    """Return what a story is given as, but for its id."""
    return {
        "title": story.title,
        "published": _iso(story.published),
        "modified": _iso(story.modified),
        "outlet": story.outlet,
        "url": story.url,
        "language": story.language,
        "dateline": story.dateline,
        "section": story.section,
        "bylines": [{"name": each.name, "role": each.role.value} for each in story.bylines],
        "captions": [{"text": each.text, "credit": each.credit} for each in story.captions],
        "text": story.text,
    }


def _time(time: Time) -> Object:
    return {
        "start": time.start,
        "end": time.end,
        "text": time.text,
        "type": time.type.value,
        "value": time.value,
        "mod": time.mod,
        "from": _iso(time.first),
        "to": _iso(time.last),
        "anchor": time.anchor.value if time.anchor else None,
        "signal": time.signal.value.value if time.signal else None,
        "pattern": time.rule,
    }


def _quantity(quantity: Quantity) -> Object:
    return {
        "start": quantity.start,
        "end": quantity.end,
        "text": quantity.text,
        "value": number(quantity.value),
        "upper": number(quantity.upper),
        "unit": quantity.unit,
        "kind": quantity.kind.value,
        "mod": quantity.mod.value if quantity.mod else None,
        "per": quantity.per,
        "period": quantity.period,
        "status": quantity.status.value,
        "low": number(quantity.low),
        "high": number(quantity.high),
        "pattern": quantity.rule,
    }


def _quotation(quotation: Quotation, text: str) -> Object:
    return {
        "start": quotation.start,
        "end": quotation.end,
        "text": quotation.text,
        "kind": quotation.kind.value,
        "cue": _cue(quotation.cue, text),
        "speaker": _speaker(quotation.speaker),
        "told_to": quotation.told_to,
        "told_span": _bounds(quotation.told_span),
        "time": quotation.time,
        "place": _cue(quotation.place, text),
        "chain": list(quotation.chain),
        "chain_spans": [_bounds(each) for each in quotation.chain_spans],
        "pattern": quotation.rule,
    }


def _bounds(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _cue(cue: Piece[str] | None, text: str) -> Object | None:
    return None if cue is None else {"start": cue.start, "end": cue.end, "text": text[cue.start : cue.end]}


def _speaker(speaker: Speaker | None) -> Object | None:
    if speaker is None:
        return None
    said: Object = {
        "entity": speaker.entity,
        "name": speaker.name,
        "start": speaker.start,
        "end": speaker.end,
        "text": speaker.text,
    }
    if speaker.part != TEXT:
        said["in"] = speaker.part
    return said


def _entity(entity: Entity) -> Object:
    named: Object = {
        "id": entity.id,
        "type": entity.type.value,
        "name": entity.name,
        "roles": list(dict.fromkeys(each.text for each in entity.roles)),
        "mentions": [[each.start, each.end] for each in entity.mentions if each.part == TEXT],
    }
    if entity.roles:
        named["role_spans"] = [_role(each) for each in entity.roles]
    if entity.aliases:
        named["aliases"] = list(entity.aliases)
    if entity.place is not None:
        named["place"] = entity.place
    named["pattern"] = entity.rule
    return named


def _role(role: Role) -> Object:
    held: Object = {"start": role.start, "end": role.end, "text": role.text, "state": role.state.value}
    if role.organization is not None:
        held["organization"] = role.organization
    if role.part != TEXT:
        held["in"] = role.part
    return held


def _event(event: Event) -> Object:
    return {
        "start": event.start,
        "end": event.end,
        "text": event.text,
        "kind": event.kind,
        "status": event.status.value,
        "participants": list(event.participants),
        "place": event.place,
        "time": None if event.time is None else {"value": event.time},
        "pattern": event.rule,
    }


def _finding(finding: Finding, record: Record, texts: dict[str, str], language: str) -> Object:
    from runtut.report.repairs import repairs  # noqa: PLC0415 -- loaded only where something is found

    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.label,
        "message": word(finding.message, language),
        "detail": word(finding.detail, language) if finding.detail else None,
        "fix": word_fixes(finding.fixes, language) or None,
        "fixes": [word(fix, language) for fix in finding.fixes],
        "repairs": [
            {
                "message": word(each.message, language),
                "edits": [
                    {"start": e.span.start, "end": e.span.end, "in": e.span.part, "text": e.text} for e in each.edits
                ],
            }
            for each in repairs(finding, record)
        ],
        "in_quotation": finding.in_quotation,
        "quoted": finding.quoted,
        "fingerprint": finding.fingerprint(texts),
        "spans": [
            {"start": each.start, "end": each.end, "in": each.part, "text": texts[each.part][each.start : each.end]}
            for each in finding.spans
        ],
    }


_LARGEST = 307
"""The decimal exponent that an IEEE 754 double still holds, as most readers of JSON use."""


def number(value: Decimal | None) -> int | float | None:
    """Return a number as JSON has it: whole ones without a point; None for one no floating point number can hold."""
    if value is None or not value.is_finite() or value.adjusted() > _LARGEST:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _iso(moment: datetime | date | None) -> str | None:
    return None if moment is None else moment.isoformat()
