"""A start date and a stated length do not fit.

Why: counted from the start to the day of the story, another length comes out; one of the two is a slip, and
    which one changes the story.
Bad: (2023-09-12) Perang Rusia di Ukraina berlangsung [[sejak Februari 2023]]. Perang Rusia dan Ukraina telah berlangsung [[selama 18 bulan]].
Bad: (2024-06-11) Para sopir memulai aksi mogok pada [[Senin (3/6/2024)]]. Pemogokan itu memasuki [[hari ke-15]].
Good: (2023-09-12) Perang Rusia di Ukraina berlangsung sejak Februari 2022. Perang Rusia dan Ukraina telah berlangsung selama 18 bulan.
Silent: when the story has no publication date; when it is not certain that both speak of one event (other parties or
    persons, a second beginning of the same kind in the story); when the length is a window ("the last year"), is
    over, or is told of another day; when the year of the beginning is not written and the year before fits; and
    within the precision of the words ("hampir", "lebih dari", whole months and years, years counted by the calendar).
Source: the Gregorian calendar; lengths are counted from the first to the last day the start may mean.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from runtut.i18n import N_
from runtut.record import CalendarDate, ElapsedTime, Finding, Layer, Length, Record, Rule, Severity, Span, Time, Unit

RULE = Rule(
    code="CAL003",
    name="start-length-mismatch",
    severity=Severity.ERROR,
    needs=(Layer.ELAPSED,),
    message=N_("a beginning in {began} and a length of {length} do not fit"),
    detail=N_("from {began} to {until} is about {actual}, not {length}"),
    fixes=(N_("write {actual}"), N_("correct the beginning to {start}")),
)

_DAYS = {
    Unit.DAY: Decimal(1),
    Unit.WEEK: Decimal(7),
    Unit.MONTH: Decimal("30.436875"),
    Unit.YEAR: Decimal("365.2425"),
    Unit.DECADE: Decimal("3652.425"),
}
"""Mean days in a unit, by the Gregorian calendar."""


_NUMBERED = {
    "message": N_("a beginning in {began} and {reached} do not fit"),
    "detail": N_("from {began} to {until} is about {actual}"),
    "fixes": (N_("correct the number to {number}"), N_("correct the beginning to {start}")),
}

_HALF = Decimal("0.6")
"""Of a year: what a length of whole years may fall short by, half and the days that nobody counts."""


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each pair of a beginning and a length that no reading reconciles."""
    for link in record.links_of(ElapsedTime):
        length = link.length.length
        if length is None or length.unit not in _DAYS or link.began.first is None or link.began.last is None:
            continue
        per = _DAYS[length.unit]
        longest = Decimal((link.until - _day(link.began.first)).days) / per
        shortest = Decimal((link.until - _day(link.began.last)).days) / per
        year = _DAYS[Unit.YEAR] / per
        if _fits(link, length, longest, shortest) or _only_now(link):
            continue
        if _year_meant(link.began) and _fits(link, length, longest + year, shortest + year):
            continue
        worded: dict[str, Any] = {} if link.ordinal is None else _NUMBERED
        yield RULE.finding(
            spans=(_with_signal(link.began), _with_signal(link.length)),
            values={
                "began": _bare(link.began),
                "length": length,
                "until": link.until,
                "actual": _worded((longest + shortest) / 2, length.unit),
                "start": _start(link, length, per),
                "reached": link.length.text,
                "number": max(round((longest + shortest) / 2), 0) + 1,
            },
            **worded,
        )


def _fits(link: ElapsedTime, length: Length, longest: Decimal, shortest: Decimal) -> bool:
    if link.ordinal is not None:
        return _reached(link, longest, shortest, length.unit)
    low, high = _bounds(length, link.length.mod)
    return low <= longest and shortest <= high


def _only_now(link: ElapsedTime) -> bool:
    """Whether a beginning is the month or year of the story itself, pointed at: what has long lasted began before."""
    began = link.began
    return began.date is None and len(began.value) < 10 and _day(began.first) <= link.until <= _day(began.last)


def _year_meant(began: Time) -> bool:
    """Whether the year of a beginning is only inferred: "Oktober lalu" may be the October before."""
    return began.date is not None and not began.date.value.year_stated


def _bounds(length: Length, mod: str | None) -> tuple[Decimal, Decimal]:
    """Return how long the words can mean, in their unit: one unit of rounding, more where hedged.

    Years are cut off rather than rounded up, so a length of years may fall short by half a year only.
    """
    low, high = length.amount, length.upper or length.amount
    slack = max(Decimal(1), high / 10)
    short = max(_HALF, high / 10) if length.unit is Unit.YEAR else slack
    low, high = low - short, high + slack
    if mod in ("APPROX", "LESS_THAN", "EQUAL_OR_LESS"):
        low -= length.amount / 5
    if mod in ("APPROX", "MORE_THAN", "EQUAL_OR_MORE"):
        high += length.amount / 5
    if mod in ("MORE_THAN", "EQUAL_OR_MORE"):
        high += length.amount / 2
    return low, high


def _reached(link: ElapsedTime, longest: Decimal, shortest: Decimal, unit: Unit) -> bool:
    """Whether the event may be in its `ordinal`-th unit: as it has lasted, or as calendar years are counted."""
    assert link.ordinal is not None
    if unit is Unit.YEAR and link.until.year - _day(link.began.first).year + 1 == link.ordinal:
        return True
    return link.ordinal - Decimal("1.5") <= longest and shortest <= link.ordinal + 1


def _worded(amount: Decimal, unit: Unit) -> Length:
    return Length(max(Decimal(round(amount)), Decimal(0)), unit)


def _start(link: ElapsedTime, length: Length, per: Decimal) -> CalendarDate:
    """Return the beginning the length asks for, as finely as the story gives its own."""
    day = link.until - timedelta(days=int(length.amount * per))
    written = link.began.value
    return CalendarDate(day.year, day.month if len(written) >= 7 else None, day.day if len(written) >= 10 else None)


def _bare(time: Time) -> CalendarDate | date:
    first = _day(time.first)
    if len(time.value) >= 10:
        return first
    return CalendarDate(first.year, first.month if len(time.value) >= 7 else None, None)


def _day(moment: date | datetime | None) -> date:
    assert moment is not None
    return moment.date() if isinstance(moment, datetime) else moment


def _with_signal(time: Time) -> Span:
    """Return the span of a time together with the word that ties it: `sejak Februari 2023`."""
    start = time.start if time.signal is None else min(time.start, time.signal.start)
    return Span(start, time.end, time.part)
