"""A date or a clock that does not exist.

Why: no reader can be there on 31 June; the day, the month or the hour was mistyped.
Bad:  Pendaftaran ditutup [[31 Juni 2024]].
Bad:  Gempa terjadi [[pukul 25.10 WIB]].
Bad:  Rapat digelar Jumat ([[9/20/2019]]).
Bad:  Rapat digelar Jumat ([[20/9/209]]).
Good: Pendaftaran ditutup 30 Juni 2024.
Silent: about 29 February where no year is written; about hour 24, which timetables use for midnight and after; about
    a year of the first millennium, unless a weekday stands beside it; about a day above 39; and about figures that
    may be something else (an article of law, a score, a file number), where no weekday and no word such as "tanggal"
    says that they are a date.
Source: ISO 8601 calendar and clock.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator

from runtut.i18n import N_
from runtut.record import CalendarDate, ClockTime, Finding, Layer, Piece, Record, Rule, Severity

RULE = Rule(
    code="CAL002",
    name="impossible-date",
    severity=Severity.ERROR,
    needs=(Layer.TIMES,),
    message=N_("there is no date {date}"),
    detail=N_("the month has {days} days"),
    fixes=(N_("write {closest}"), N_("correct the date")),
)

_NO_MONTH = N_("there is no month {month}; a date is written day, month, year")
_NO_YEAR = N_("a year has four digits, not {year}")
_NO_CLOCK = N_("there is no clock {clock}")
_CLOCK_RANGE = N_("hours run to 24, minutes to 59")


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each date and clock that does not exist."""
    for time in record.times:
        for date in (time.date, time.date_end):
            if date is not None and (finding := _date(date, dated=time.weekday is not None)) is not None:
                yield finding
        for clock in (time.clock, time.clock_end):
            if clock is not None and not _runs(clock.value):
                yield RULE.finding(
                    spans=(clock,),
                    values={"clock": clock.value},
                    message=_NO_CLOCK,
                    detail=_CLOCK_RANGE,
                    fixes=(N_("correct the clock"),),
                )


def _date(date: Piece[CalendarDate], *, dated: bool) -> Finding | None:
    """Return what is wrong with a date; `dated` says that a weekday stands beside it, as with none of the first millennium."""
    value = date.value
    if value.month is None or value.day is None:
        return None
    year = value.year if value.year_stated else None
    month, day = value.month, value.day
    if not 1 <= month <= 12:
        swapped = CalendarDate(value.year, day, month)
        possible = year is not None and swapped.as_date() is not None
        return RULE.finding(
            spans=(date,),
            values={"date": value, "month": month, "closest": swapped},
            detail=_NO_MONTH,
            fixes=RULE.fixes if possible else RULE.fixes[1:],
        )
    if year is not None and (year > 9999 or (dated and value.short_year)):
        return RULE.finding(
            spans=(date,),
            values={"date": value, "year": str(year)},
            detail=_NO_YEAR,
            fixes=RULE.fixes[1:],
        )
    longest = 29 if month == 2 and year is None else calendar.monthrange(_calendar_year(year), month)[1]
    if 1 <= day <= longest:
        return None
    return RULE.finding(
        spans=(date,),
        values={"date": value, "days": longest, "closest": CalendarDate(value.year, month, longest)},
        detail=RULE.detail,
        fixes=RULE.fixes if longest < day <= 31 else RULE.fixes[1:],
    )


def _calendar_year(year: int | None) -> int:
    """Return a year whose months are as long; years have their months' lengths in common every 400."""
    return 2000 if year is None else 2000 + year % 400


def _runs(clock: ClockTime) -> bool:
    return clock.hour <= 24 and clock.minute <= 59 and (clock.second or 0) <= 59
