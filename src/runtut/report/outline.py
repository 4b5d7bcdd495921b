"""The outline of a story as JSON, worded: who speaks, which figures, what happened when, whose names and how spelt.

It holds the rows of `runtut.report.tables` for a page that shows them beside a draft while it is written. Every `start` and
`end` is an offset into the story's text in Unicode code points.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

from runtut.record import TEXT, Entity, EntityType, Event, Quantity, Quotation, Record, Status, Time
from runtut.report.tables import (
    Moment,
    Source,
    excerpt,
    figures,
    sources,
    timeline,
    word_day,
    word_noun,
    word_period,
    word_quantity,
)
from runtut.report.wording import tidy, word_value

Object = dict[str, Any]

_EXCERPT = 150  # characters of a sentence in the timeline


def outline_object(record: Record, *, language: str = "en") -> Object:
    """Return the outline of a record."""
    return {
        "sources": [_source(each, language) for each in sources(record)],
        "figures": _figures(record, language),
        "timeline": _timeline(record, language),
        "names": [_name(each, record) for each in record.entities if any(m.part == TEXT for m in each.mentions)],
    }


def _source(source: Source, language: str) -> Object:
    named = source.entity is not None and source.entity.type in (EntityType.PERSON, EntityType.ORGANIZATION)
    return {
        "name": tidy(source.name) if source.name else None,
        "who": "named" if named else "described" if source.name else "unknown",
        "roles": [tidy(each) for each in source.roles],
        "quotations": [_quotation(each, language) for each in source.quotations],
    }


def _quotation(quotation: Quotation, language: str) -> Object:
    return {
        "start": quotation.start,
        "end": quotation.end,
        "text": tidy(quotation.text),
        "kind": quotation.kind.value,
        "told_to": quotation.told_to and tidy(quotation.told_to),
        "when": word_day(quotation.time, language),
        "through": [tidy(each) for each in quotation.chain] if len(quotation.chain) > 1 else [],
    }


def _figures(record: Record, language: str) -> list[Object]:
    return [
        {
            "start": each.quantity.start,
            "end": each.quantity.end,
            "text": tidy(each.quantity.text),
            "what": word_noun(each.quantity, language),
            "amount": word_quantity(each.quantity, language),
            "period": word_day(each.quantity.period, language),
            "said_by": each.said_by and tidy(each.said_by),
            "status": each.quantity.status.value,
        }
        for each in figures(record)
    ]


def _timeline(record: Record, language: str) -> list[Object]:
    sureness = _Sureness(record)
    told = [_moment(each, record, sureness, language) for each in timeline(record)]
    day = record.story.published_date
    if day is not None:
        at = sum(not each["ahead"] and each["first"] <= day.isoformat() for each in told)
        written = {"when": word_value(day, language), "first": day.isoformat(), "last": day.isoformat()}
        told.insert(at, {**written, "ahead": False, "published": True, "told": []})
    return told


def _moment(moment: Moment, record: Record, sureness: _Sureness, language: str) -> Object:
    return {
        "when": word_period(moment.first, moment.last, language),
        "first": moment.first.isoformat(),
        "last": moment.last.isoformat(),
        "ahead": moment.ahead,
        "published": False,
        "told": [
            {
                "start": each.start,
                "end": each.end,
                "text": excerpt(record, each.span, _EXCERPT),
                "status": sureness.of(each, ahead=moment.ahead).value,
            }
            for each in moment.times
        ],
    }


class _Sureness:
    """How sure what is told of a time is: as the nearest event of its sentence has it, else a figure, else the calendar."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._events = sorted((e for e in record.events if e.part == TEXT), key=_start)
        figures = (e for e in record.quantities if e.part == TEXT and e.status in (Status.FORECAST, Status.PLANNED))
        self._figures = sorted(figures, key=_start)

    def of(self, time: Time, *, ahead: bool) -> Status:
        sentence = self._record.sentence_of(time.span)
        at = bisect_left(self._events, time.start, key=_start)
        beside = [
            e for e in self._events[max(at - 1, 0) : at + 1] if sentence.start <= e.start and e.end <= sentence.end
        ]
        if beside:
            return min(beside, key=lambda e: max(e.start - time.end, time.start - e.end)).status
        after = bisect_left(self._figures, sentence.start, key=_start)
        if after < len(self._figures) and self._figures[after].end <= sentence.end:
            return self._figures[after].status
        return Status.PLANNED if ahead else Status.STATED


def _start(what: Event | Quantity) -> int:
    return what.start


def _name(entity: Entity, record: Record) -> Object:
    spelt: dict[str, list[list[int]]] = {}
    for each in entity.mentions:
        if each.part == TEXT:
            spelt.setdefault(tidy(record.slice(each)), []).append([each.start, each.end])
    return {
        "name": tidy(entity.name),
        "type": entity.type.value,
        "roles": list(dict.fromkeys(tidy(each.text) for each in entity.roles)),
        "spellings": [{"text": text, "spans": spans} for text, spans in spelt.items()],
    }
