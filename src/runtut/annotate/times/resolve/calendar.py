"""Steps and bounds on the calendar, kept within the years 1 to 9999."""

from __future__ import annotations

import calendar
from datetime import date


def year_month(day: date) -> tuple[int, int]:
    """Return the year and month of a day."""
    return day.year, day.month


def add_months(day: date, months: int) -> date:
    """Return the day so many months on, or the last of a month that has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def month_bounds(year: int, month: int) -> tuple[date, date]:
    """Return the first and last day of a month."""
    year = min(max(year, 1), 9999)
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def new_year(year: int) -> date:
    """Return the first day of a year."""
    return date(min(max(year, 1), 9999), 1, 1)


def year_end(year: int) -> date:
    """Return the last day of a year."""
    return date(min(max(year, 1), 9999), 12, 31)
