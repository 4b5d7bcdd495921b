"""A record as rows of the tables: what a process that reads stories sends to the one that writes them."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from runtut.archive.keys import name_key, story_key, text_hash
from runtut.archive.sketches import buckets
from runtut.archive.words import stems
from runtut.record import TEXT, TITLE, Finding, Quotation, QuotationKind, Record, Span, Story, Time
from runtut.report.json import number, part_texts
from runtut.report.wording import word
from runtut.values import dataclass

Row = tuple[Any, ...]

PAGE = 1 << 14
"""Quotations of one story that full text can tell apart: `rowid = version * PAGE + number`."""

_NESTED = 16  # quotations that may begin between the opening of one and something inside it


@dataclass(slots=True, kw_only=True)
class Entry:
    """A story ready to be written.

    `version` has the columns of its table from `given_id` to `reader`. The rows of `layers` stand under their table's
    name and have its columns but for `version`. `names` are the (type, key, name) that entities refer to by their place.
    """

    id: str
    source: str | None
    key: str
    outlet: str | None
    url: str | None
    hash: int
    day: str | None
    version: Row
    names: list[tuple[str, str, str]]
    layers: dict[str, list[Row]]
    words: tuple[str, str]
    said: list[tuple[int, str]]
    buckets: list[int] = field(default_factory=list)


def entry_of(record: Record, *, reader: str) -> Entry:
    """Return the rows of a record. `reader` names the version of the program that read it."""
    story = record.story
    words = stems(story.clean, story.language)
    title = stems(story.title or "", story.language)
    return Entry(
        id=story.id,
        source=story.source,
        key=story_key(story),
        outlet=story.outlet,
        url=story.url,
        hash=text_hash(story),
        day=_iso(story.published_date),
        version=_version(story, len(words), reader),
        names=_names(record),
        layers=layer_rows(record),
        words=(" ".join(title), " ".join(words)),
        said=[
            (n, " ".join(stems(each.text, story.language)))
            for n, each in enumerate(_quotations(record)[:PAGE])
            if each.part == TEXT
        ],
        buckets=buckets(words),
    )


def part_number(part: str) -> int:
    """Return the number by which the tables name a part of a story."""
    if part == TEXT:
        return 0
    return 1 if part == TITLE else 2 + int(part.partition(":")[2])


def _version(story: Story, words: int, reader: str) -> Row:
    return (
        story.id,
        story.title,
        story.text,
        _iso(story.published),
        _iso(story.published_date),
        _iso(story.modified),
        story.language,
        story.section,
        story.dateline,
        _json([[each.name, each.role.value] for each in story.bylines]),
        _json([[each.text, each.credit] for each in story.captions]),
        _spans(story.masks) if story.masks else None,
        words,
        text_hash(story),
        reader,
    )


def _names(record: Record) -> list[tuple[str, str, str]]:
    """Return the name of each entity; one of nothing but marks is its own key."""
    return [(each.type.value, name_key(each.name) or each.name, each.name) for each in record.entities]


def _quotations(record: Record) -> list[Quotation]:
    return [each for each in record.quotations if each.kind is not QuotationKind.SCARE]


def layer_rows(record: Record) -> dict[str, list[Row]]:
    """Return the rows of each table of annotations, with its columns but for `version`; of what was not read there are none."""
    ids = {each.id: n for n, each in enumerate(record.entities)}
    quotations = _quotations(record)
    return {
        "times": [
            (
                *(n, *_place(t.span), t.type.value, t.value, t.mod, _iso(t.first), _iso(t.last)),
                *(t.anchor.value if t.anchor else None, t.signal.value.value if t.signal else None),
            )
            for n, t in enumerate(record.times)
        ],
        "quantities": [
            (
                *(n, *_place(q.span), *map(_number, (q.value, q.upper, q.low, q.high))),
                *(q.unit, q.noun.value if q.noun else None, q.kind.value, q.mod.value if q.mod else None),
                *(q.per, q.period, _bounds(q.period, record.times)[1], q.status.value, _around(q.span, quotations)),
            )
            for n, q in enumerate(record.quantities)
        ],
        "quotations": [
            (
                *(n, *_place(q.span), q.kind.value, q.cue.value if q.cue else None),
                *((q.speaker.name, ids.get(q.speaker.entity or "")) if q.speaker else (None, None)),
                *(q.told_to, q.time, q.place.value if q.place else None, _json(list(q.chain))),
            )
            for n, q in enumerate(quotations)
        ],
        "entities": [
            (n, n, _spans(m for m in e.mentions if m.part == TEXT), _json(list(e.aliases)), e.place)
            for n, e in enumerate(record.entities)
        ],
        "roles": [
            (n, part_number(r.part), r.start, r.end, owner, r.text, r.state.value, ids.get(r.organization or ""))
            for n, (owner, r) in enumerate((o, r) for o, e in enumerate(record.entities) for r in e.roles)
        ],
        "events": [
            (
                *(n, *_place(e.span), e.kind, e.status.value),
                *(_json([ids[p] for p in e.participants if p in ids]), ids.get(e.place or ""), e.time),
                *_bounds(e.time, record.times),
            )
            for n, e in enumerate(record.events)
        ],
        "findings": [(n, *_finding(f, record)) for n, f in enumerate(record.findings)],
    }


def _bounds(value: str | None, times: Iterable[Time]) -> tuple[str | None, str | None]:
    """Return the first and last day or minute of a TIMEX3 value, as the story's own times have them."""
    for each in times:
        if value is not None and each.value == value and each.last is not None:
            return _iso(each.first), _iso(each.last)
    return None, None


def _finding(finding: Finding, record: Record) -> Row:
    return (
        finding.code,
        finding.severity.label,
        word(finding.message, "en"),
        word(finding.message, "id"),
        json.dumps([[part_number(s.part), s.start, s.end] for s in finding.spans], separators=(",", ":")),
        finding.fingerprint(part_texts(record.story)),
    )


def _place(span: Span) -> tuple[int, int, int]:
    return part_number(span.part), span.start, span.end


def _around(span: Span, quotations: Sequence[Quotation]) -> int | None:
    """Return the number of the innermost quotation that holds a span; `quotations` are in order."""
    behind = bisect_right(quotations, (part_number(span.part), span.start), key=lambda q: _place(q.span)[:2])
    for n in range(behind - 1, max(-1, behind - 1 - _NESTED), -1):
        if quotations[n].part == span.part and span.end <= quotations[n].end:
            return n
    return None


def _spans(spans: Iterable[Span]) -> str:
    return json.dumps([[each.start, each.end] for each in spans], separators=(",", ":"))


def _json(value: list[Any]) -> str | None:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) if value else None


def _number(value: Decimal | None) -> float | None:
    plain = number(value)
    return None if plain is None else float(plain)


def _iso(moment: datetime | date | None) -> str | None:
    return None if moment is None else moment.isoformat()
