"""Repairs: what would make the sides of a finding agree, and the edits that do it where one can be made without thinking.

A repair is one of the finding's fixes. Where it puts a value in the place of a side (a weekday, a date, a number), the edit
writes the value the way the words there are written: the same separators, the month in letters or digits, the same scale
("juta"), the rest of the words as they are. Where that cannot be told, there is no edit and the fix remains advice.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from runtut.record import CalendarDate, ClockTime, Finding, Length, Message, Offset, Record, Span, Weekday
from runtut.report.wording import word_value
from runtut.report.written import (
    in_case_of,
    written_clock,
    written_date,
    written_length,
    written_number,
    written_weekday,
)
from runtut.values import dataclass

_EVERYWHERE = "everywhere"
_PUTS: dict[tuple[str, str], tuple[int | str, str]] = {
    ("CAL001", "write {actual}"): (0, "actual"),
    ("CAL001", "correct the date to {closest}"): (1, "closest"),
    ("CAL002", "write {closest}"): (0, "closest"),
    ("CAL003", "write {actual}"): (1, "actual"),
    ("CAL003", "correct the number to {number}"): (1, "number"),
    ("CAL003", "correct the beginning to {start}"): (0, "start"),
    ("CAL004", "write {actual}"): (0, "actual"),
    ("CAL004", "correct the birth to {year}"): (1, "year"),
    ("CAL005", "correct {named} to {expected_weekday} {expected}"): (1, "expected"),
    ("CAL005", "write {other} for {offset}"): (0, "other"),
    ("CAL008", "write {converted}"): (1, "converted"),
    ("CAL008", "correct the other clock to {back}"): (0, "back"),
    ("CAL009", "write {expected}"): (0, "expected"),
    ("CAL009", "correct the founding year to {year}"): (1, "year"),
    ("CAL010", "write {first} in both places"): (1, "first"),
    ("CAL010", "write {second} in both places"): (0, "second"),
    ("NAM001", "write “{first}” throughout"): (_EVERYWHERE, "first"),
    ("NAM001", "write “{second}” throughout"): (_EVERYWHERE, "second"),
    ("NAM002", "write “{first}” throughout"): (1, "first"),
    ("NAM002", "write “{second}” throughout"): (0, "second"),
    ("NAM005", "write {first} in both places"): (1, "first"),
    ("NAM005", "write {second} in both places"): (0, "second"),
    ("NUM001", "write {sum} for the total"): (0, "sum"),
    ("NUM002", "write {percent} percent"): (2, "percent"),
    ("NUM002", "correct {part} to {count}"): (0, "count"),
    ("NUM002", "correct {base} to {whole}"): (1, "whole"),
    ("NUM003", "write {percent} percent"): (-1, "percent"),
    ("NUM003", "write {difference} percentage points"): (-1, "difference"),
    ("NUM003", "write {difference} for the change"): (-1, "difference"),
    ("NUM003", "correct {after} to {fitting}"): (-2, "fitting"),
    ("NUM004", "write {expected} {unit}"): (1, "expected"),
    ("NUM004", "correct {first} to {back} {first_unit}"): (0, "back"),
    ("NUM006", "write {second_value} in both places"): (0, "second_value"),
    ("NUM006", "write {first_value} in both places"): (1, "first_value"),
    ("NUM008", "write {body_value} in the title"): (0, "body_value"),
    ("NUM008", "correct the figure in the story to {title_value}"): (1, "title_value"),
    ("NUM008", "write {first_value} in both places"): (1, "first_value"),
    ("NUM008", "write {second_value} in both places"): (0, "second_value"),
    ("NUM010", "write {product} for the total"): (2, "product"),
    ("NUM010", "correct the rate to {fitting}"): (0, "fitting"),
    ("NUM011", "write {times} times"): (0, "times"),
    ("NUM011", "correct {result} to {fitting}"): (2, "fitting"),
    ("NUM011", "write {percent} percent, or a fraction near it"): (2, "percent"),
    ("NUM011", "correct {part} to {count}"): (1, "count"),
    ("NUM012", "write {count}"): (0, "count"),
}
"""By rule and fix: the side whose words change (or every place where a spelling stands), and the value that goes there."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Words to put in the place of a span of the story."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Repair:
    """One way to make the sides agree. Without edits it is advice: somebody has to find the words."""

    message: Message
    edits: tuple[Edit, ...] = ()


def repairs(finding: Finding, record: Record) -> tuple[Repair, ...]:
    """Return the repairs of a finding of the record, in the order of its fixes."""
    return tuple(Repair(fix, _edits(fix, finding, record)) for fix in finding.fixes)


def known_fixes() -> frozenset[tuple[str, str]]:
    """Return the rules and fixes that edits are known for."""
    return frozenset(_PUTS)


def _edits(fix: Message, finding: Finding, record: Record) -> tuple[Edit, ...]:
    side, field = _PUTS.get((finding.code, fix.template), (None, ""))
    value = fix.values.get(field)
    if side is None or value is None:
        return ()
    if side == _EVERYWHERE:
        return _respelled(finding, str(value), record)
    try:
        span = finding.spans[int(side)]
    except IndexError:
        return ()
    words = record.slice(span)
    text = _written(words, value, span, record)
    return (Edit(span, text),) if text is not None and text != words else ()


def _written(words: str, value: object, span: Span, record: Record) -> str | None:
    """Return words with a value in them in place of theirs, None where that cannot be told."""
    language = record.story.language
    if isinstance(value, Weekday):
        return written_weekday(words, value, language)
    if isinstance(value, date | CalendarDate):
        return written_date(words, value, language)
    if isinstance(value, ClockTime):
        return written_clock(words, value)
    if isinstance(value, Length):
        return written_length(words, value, _length_at(span, record), language)
    if isinstance(value, Offset):
        return in_case_of(words, word_value(value, language))
    if isinstance(value, str) and not re.fullmatch(r"\d+", value):
        return value if re.search(r"[^\W\d]", value) else None
    if isinstance(value, int | Decimal | str):
        return written_number(words, Decimal(value), _quantity_at(span, record), language)
    return None


def _length_at(span: Span, record: Record) -> Length | None:
    found = [time.length for time in record.times if time.length is not None and span.contains(time.span)]
    return found[0] if len(found) == 1 else None


def _quantity_at(span: Span, record: Record) -> Decimal | None:
    """Return what the number in a span means, if a quantity that was read there tells."""
    found = [each for each in record.quantities if each.span.contains(span) or span.contains(each.span)]
    if len(found) != 1 or found[0].upper is not None:
        return None
    for piece in (found[0].number, found[0].restated):
        if piece is not None and piece.span == span:
            return piece.value
    return found[0].value


def _respelled(finding: Finding, name: str, record: Record) -> tuple[Edit, ...]:
    """Return the edits that spell a name one way wherever the story spells it the other."""
    others = {record.slice(span) for span in finding.spans} - {name}
    if len(others) != 1:
        return ()
    pattern = re.compile(rf"(?<!\w){re.escape(others.pop())}(?!\w)")
    return tuple(
        Edit(Span(match.start(), match.end(), passage.part), name)
        for passage in record.story.passages()
        for match in pattern.finditer(passage.text)
    )
