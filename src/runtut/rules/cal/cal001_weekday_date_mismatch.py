"""The weekday and the date beside it do not match.

Why: one of the two was mistyped, and the reader cannot tell which.
Bad:  Sidang digelar [[Senin]] ([[12/9/2023]]).
Bad:  (2023-09-14) Sidang digelar [[Senin]] ([[12/9]]).
Good: Sidang digelar Selasa (12/9/2023).
Silent: when no year is written and the story has no publication date, or the date lies far from it or after it with
    nothing that looks ahead; when the date does not exist or its year lacks a digit (CAL002); when the weekday is one of a range's days;
    when it is that of the Julian calendar, before March 1923.
Source: ISO 8601 calendar. Real newspapers write 2 to 4 percent of these pairs wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from runtut.i18n import N_
from runtut.record import CalendarDate, Finding, Layer, Piece, Record, Rule, Severity, Time, Weekday

RULE = Rule(
    code="CAL001",
    name="weekday-date-mismatch",
    severity=Severity.ERROR,
    needs=(Layer.TIMES,),
    message=N_("{weekday} and {date} do not match"),
    detail=N_("{date} was a {actual}"),
    fixes=(N_("write {actual}"), N_("correct the date to {closest}")),
)

_GREGORIAN = date(1923, 3, 1)
"""The day from which every country dates by the Gregorian calendar; before it some dates are told by the Julian one."""

_NEAR = 60
_RECENT = 14
"""Days from publication within which the year of a date without one is certain: within the first if the same day a
year earlier or later has another weekday still (syndicated stories are printed again a year later, and sites get the year of
a story wrong), within the second always. Tuned by reading 100 findings in stories of 2016-2025."""


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each weekday that its date does not have."""
    for time in record.times:
        if time.weekday is None or time.date is None:
            continue
        if time.date_end is None:
            pairs = [(time.weekday, time.date)]
        elif time.weekday_end is not None:
            pairs = [(time.weekday, time.date), (time.weekday_end, time.date_end)]
        elif _in_range(time, time.weekday.value):
            continue
        else:
            pairs = [(time.weekday, time.date)]
        for weekday, written in pairs:
            day = written.value.as_date()
            if day is None or written.value.short_year or not _certain(record, time, written, day):
                continue
            actual = Weekday.of(day)
            if actual is not weekday.value and not (day < _GREGORIAN and _julian_weekday(day) is weekday.value):
                yield RULE.finding(
                    spans=(weekday, written),
                    values={
                        "weekday": weekday.value,
                        "date": day,
                        "actual": actual,
                        "closest": _closest(day, weekday.value, record.story.published_date),
                    },
                )


def _certain(record: Record, time: Time, written: Piece[CalendarDate], day: date) -> bool:
    """Whether the year is written, or cannot be another: days just past, or farther off if last year's do not fit either."""
    if written.value.year_stated:
        return True
    published = record.story.published_date
    if published is None or (day > published and not time.ahead):
        return False
    away = abs((day - published).days)
    if away <= _RECENT:
        return True
    assert time.weekday is not None
    if away > _NEAR or (day.month, day.day) == (2, 29):
        return False
    return all(day.replace(year=day.year + by).weekday() != time.weekday.value for by in (-1, 1))


def _julian_weekday(day: date) -> Weekday:
    """Return the weekday of a date read by the Julian calendar."""
    century = day.year // 100 if (day.month, day.day) > (2, 28) else (day.year - 1) // 100
    return Weekday((day.weekday() + century - century // 4 - 2) % 7)


def _in_range(time: Time, weekday: Weekday) -> bool:
    """Whether the weekday is that of any day of a range, or the range is broken (CAL002, CAL007)."""
    assert time.date is not None
    assert time.date_end is not None
    first, last = time.date.value.as_date(), time.date_end.value.as_date()
    if first is None or last is None or last < first:
        return True
    return (weekday - first.weekday()) % 7 <= (last - first).days


def _closest(day: date, weekday: Weekday, published: date | None) -> date:
    """Return the date with this weekday that is likeliest meant: same day of the publication year or month, else next to it."""
    if published is not None and abs((day - published).days) > _RECENT:
        for year, month, number in (
            (published.year, day.month, day.day),
            (day.year, published.month, day.day),
            (day.year, day.day, day.month),
            (published.year, published.month, day.day),
        ):
            try:
                other = date(year, month, number)
            except ValueError:
                continue
            if other.weekday() == weekday and abs((other - published).days) <= _RECENT:
                return other
    ahead = (weekday - day.weekday()) % 7
    return day + timedelta(days=ahead if ahead <= 3 else ahead - 7)
