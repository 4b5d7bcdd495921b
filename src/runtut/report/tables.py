"""What a reader asks of a record, as rows: who said what, which figures, what happened when.

The terminal report, the reading page and the notebook show the same rows; only here is it decided what belongs in
them and in which order.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from decimal import Decimal

from runtut.i18n import N_, translate
from runtut.record import (
    TEXT,
    CalendarDate,
    ClockTime,
    Entity,
    Length,
    Piece,
    Quantity,
    QuantityKind,
    Quotation,
    QuotationKind,
    Record,
    Span,
    Time,
    TimeType,
    Unit,
)
from runtut.report.wording import say, tidy, word_value
from runtut.values import dataclass

_MEASURED = {
    QuantityKind.MONEY: N_("money"),
    QuantityKind.PERCENT: N_("share"),
    QuantityKind.PERCENT_POINT: N_("change of a share"),
    QuantityKind.AGE: N_("age"),
    QuantityKind.MULTIPLE: N_("multiple"),
    QuantityKind.FRACTION: N_("fraction"),
    QuantityKind.SCORE: N_("score"),
    QuantityKind.MEASURE: N_("measure"),
}

_DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d)(?:T(?:(\d\d:\d\d)\S{0,10}|[A-Z]{2}))?)?")

_SAID = (QuotationKind.DIRECT, QuotationKind.INDIRECT, QuotationKind.MIXED)


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody who is quoted: the name (None for words nobody is said to have spoken), roles, and the words."""

    name: str | None
    roles: tuple[str, ...]
    quotations: tuple[Quotation, ...]
    entity: Entity | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity of the text, and who is said to have given it (None where it is the story's own)."""

    quantity: Quantity
    said_by: str | None


@dataclass(frozen=True, slots=True)
class Moment:
    """A place on the calendar and every time of the text that stands for it."""

    first: date
    last: date
    times: tuple[Time, ...]
    ahead: bool


def sources(record: Record) -> list[Source]:
    """Return who is quoted in the text, in the order in which they first speak; the unattributed last."""
    entities = {each.id: each for each in record.entities}
    grouped: dict[tuple[str, str], list[Quotation]] = {}
    for quotation in record.quotations:
        if quotation.part != TEXT or quotation.kind not in _SAID:
            continue
        speaker = quotation.speaker
        if speaker is None:
            group = ("", "")
        elif speaker.entity is not None and speaker.entity in entities:
            group = ("entity", speaker.entity)
        else:
            group = ("name", " ".join(speaker.name.casefold().split()))
        grouped.setdefault(group, []).append(quotation)
    rows = []
    for (kind, key), said in grouped.items():
        entity = entities[key] if kind == "entity" else None
        first = said[0].speaker
        name = entity.name if entity else first.name if first else None
        roles = tuple(dict.fromkeys(each.text for each in entity.roles)) if entity else ()
        rows.append(Source(name, roles, tuple(said), entity))
    return sorted(rows, key=lambda row: row.name is None)


def figures(record: Record) -> list[Figure]:
    """Return the quantities of the text, in order."""
    said = [each for each in record.quotations if each.part == TEXT and each.kind in _SAID]
    rows, reach = [], 0
    for quantity in record.quantities:
        if quantity.part != TEXT:
            continue
        while reach < len(said) and said[reach].end <= quantity.start:
            reach += 1  # quotations stand in order and hardly overlap: one walk is enough
        around = [each for each in said[reach : reach + 4] if each.start <= quantity.start and quantity.end <= each.end]
        speaker = around[-1].speaker if around else None
        rows.append(Figure(quantity, speaker.name if speaker else None))
    return rows


def timeline(record: Record) -> list[Moment]:
    """Return the moments the text names, in the order of the calendar; durations and recurring times left out."""
    published = record.story.published_date
    grouped: dict[tuple[bool, date, date], list[Time]] = {}
    for time in record.times:
        if time.part != TEXT or time.type not in (TimeType.DATE, TimeType.TIME) or time.first is None:
            continue
        first, last = day_of(time.first), day_of(time.last or time.first)
        ahead = time.ahead or (published is not None and first > published)
        grouped.setdefault((ahead, first, last), []).append(time)
    return [
        Moment(first, last, tuple(times), ahead)
        for (ahead, first, last), times in sorted(grouped.items(), key=lambda item: item[0])
    ]


def day_of(moment: date | datetime) -> date:
    """Return the day of a moment."""
    return moment.date() if isinstance(moment, datetime) else moment


def word_period(first: date, last: date, language: str) -> str:
    """Return a stretch of days as one would write it: a day, a month, a year, or from day to day."""
    if first == last:
        return word_value(first, language)
    if first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
        if (first.month, last.month) == (1, 12):
            return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
        if (first.year, first.month) == (last.year, last.month):
            return word_value(CalendarDate(first.year, first.month, None), language)
        early = CalendarDate(None if first.year == last.year else first.year, first.month, None)
        return f"{word_value(early, language)} – {word_value(CalendarDate(last.year, last.month, None), language)}"
    early = CalendarDate(
        None if first.year == last.year else first.year,
        None if (first.year, first.month) == (last.year, last.month) else first.month,
        first.day,
    )
    dash = "–" if early.month is None else " – "
    return f"{word_value(early, language)}{dash}{word_value(last, language)}"


def word_time(time: Time, language: str) -> str:
    """Return what a time was resolved to, in words; "" where it has no place on the calendar."""
    if time.first is None or time.type in (TimeType.DURATION, TimeType.SET):
        return word_value(time.length, language) if time.length is not None else ""
    first, last = time.first, time.last or time.first
    shown = word_period(day_of(first), day_of(last), language)
    if isinstance(first, datetime) and time.clock is not None and day_of(first) == day_of(last):
        shown += ", " + word_value(ClockTime(first.hour, first.minute, zone=time.clock.value.zone), language)
        if isinstance(last, datetime) and last - first >= timedelta(minutes=2) and time.clock_end is not None:
            shown += "–" + word_value(ClockTime(last.hour, last.minute), language)
    return shown


def word_quantity(quantity: Quantity, language: str) -> str:
    """Return a quantity's value in words, with hedge, unit and `per`."""
    if quantity.kind in (QuantityKind.FRACTION, QuantityKind.SCORE):
        return word_value(quantity.text, language)
    amount = _amount(quantity.value, language)
    if quantity.upper is not None:
        amount += "–" + _amount(quantity.upper, language)
    if quantity.kind is QuantityKind.MONEY:
        said = f"{quantity.unit} {amount}".strip()
    elif quantity.kind is QuantityKind.PERCENT:
        said = f"{amount}%"
    elif quantity.kind is QuantityKind.PERCENT_POINT:
        said = say(N_("{amount} percentage points"), language, amount=amount)
    elif quantity.kind is QuantityKind.AGE:
        said = word_value(Length(quantity.value, Unit.YEAR, quantity.upper), language)
    elif quantity.kind is QuantityKind.MULTIPLE:
        said = say(N_("{amount} times"), language, amount=amount)
    else:
        said = f"{amount} {quantity.unit}".strip()
    if quantity.per:
        said += " " + say(N_("per {unit}"), language, unit=quantity.per)
    return f"{word_value(quantity.mod, language)} {said}" if quantity.mod else said


def word_noun(quantity: Quantity, language: str) -> str:
    """Return what a quantity counts or measures."""
    if quantity.noun is not None:
        return tidy(quantity.noun.value)
    if quantity.kind in _MEASURED:
        return say(_MEASURED[quantity.kind], language)
    return tidy(quantity.unit) or say(N_("number"), language)


def word_day(value: str | None, language: str) -> str | None:
    """Return a TIMEX3 value in words where it is a day, a moment of a day, or a month; anything else as it is."""
    if value is None:
        return None
    found = _DAY.fullmatch(value)
    if found is None:
        return tidy(value)
    year, month, day, clock = int(found[1]), int(found[2]), found[3], found[4]
    if not 1 <= month <= 12:
        return tidy(value)
    said = word_value(CalendarDate(year, month, None if day is None else int(day)), language)
    if clock is None:
        return said
    hour, _, minute = clock.partition(":")
    return f"{said}, {word_value(ClockTime(int(hour), int(minute)), language)}"


def _amount(value: Decimal, language: str) -> str:
    """Return a number; from a million on with its scale in words, where that loses nothing."""
    if abs(value) >= 1_000_000 and value.is_finite() and value.adjusted() < 15:
        from babel.numbers import format_compact_decimal  # noqa: PLC0415 -- Babel is loaded only when needed

        scale = Decimal(1000) ** (value.adjusted() // 3)
        if (value / scale * 100) % 1 == 0:
            return format_compact_decimal(value, format_type="long", fraction_digits=2, locale=language)
    return word_value(value, language)


def part_label(part: str, language: str) -> str:
    """Return what a part of the story is called: "" for the text, "title", "caption 1"."""
    if part == TEXT:
        return ""
    kind, _, index = part.partition(":")
    if kind == "caption":
        return say(N_("caption {number}"), language, number=int(index) + 1)
    return translate(N_("title"), language)


def excerpt(record: Record, side: Span, room: int) -> str:
    """Return the sentence `side` stands in, cut to about `room` characters so that `side` is seen."""
    sentence = record.sentence_of(side)
    text = record.story.part(side.part)
    start = sentence.start
    if side.end - start > room:
        start = max(start, text.rfind(" ", start, max(start, side.start - room // 3)) + 1)
    before = "… " if start > sentence.start else ""
    shown = before + tidy(text[start : max(sentence.end, side.end)])
    return shown if len(shown) <= room else shown[: max(room - 1, 1)].rstrip() + "…"


def sentences_of(record: Record, sides: Iterable[Span | Piece[object]]) -> list[tuple[Span, list[Span]]]:
    """Return the sentences the sides stand in, in reading order, each with its sides; shared ones come once."""
    found: list[tuple[Span, list[Span]]] = []
    order = {"text": 0, "title": -1}
    for each in sorted(sides, key=lambda s: (order.get(s.part, 1), s.part, s.start, s.end)):
        side = Span(each.start, each.end, each.part)
        sentence = record.sentence_of(side)
        sentence = Span(min(sentence.start, side.start), max(sentence.end, side.end), side.part)
        if found and found[-1][0].part == side.part and sentence.start < found[-1][0].end:
            before, marked = found[-1]
            merged = Span(min(before.start, sentence.start), max(before.end, sentence.end), side.part)
            found[-1] = (merged, [*marked, side])
        else:
            found.append((sentence, [side]))
    return found
