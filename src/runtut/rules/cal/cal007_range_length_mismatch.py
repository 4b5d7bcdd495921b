"""A range of dates runs backwards, or is not as long as the story says.

Why: whoever plans by the story comes on a day when nothing happens.
Bad:  Pameran digelar selama [[empat hari]], [[5-7 Mei 2023]].
Bad:  Pameran digelar [[9-5 Mei 2023]].
Good: Pameran digelar selama tiga hari, 5-7 Mei 2023.
Silent: within one day, since some count the last day and some do not; where the length is of working days, or, from five
    days on, fits the range without its weekend; where it is hedged; where the sentence goes on to another day within a
    week of the range; about a range from the end of one month to the first days of the next ("30-1 Oktober"); about two
    years beside a stroke; about clocks that run past midnight.
Source: ISO 8601 calendar; both ends counted, or one of them.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from runtut.i18n import N_
from runtut.record import (
    CalendarDate,
    Finding,
    IntervalLength,
    Layer,
    Length,
    Record,
    Rule,
    Severity,
    Signal,
    Time,
    Unit,
)

RULE = Rule(
    code="CAL007",
    name="range-length-mismatch",
    severity=Severity.ERROR,
    needs=(Layer.TIMES, Layer.INTERVALS),
    message=N_("{range} and a length of {length} do not fit"),
    detail=N_("{first} to {last} is {actual}"),
    fixes=(N_("write {actual}"), N_("correct the end to {end}")),
)

_BACKWARDS = N_("{range} runs backwards")
_LATER = N_("{first} comes after {last}")
_EITHER = N_("correct one of the two dates")
_TURN = N_("turn the two round")
_BEGIN = N_("correct the beginning to {begin}")

_TURNED = 14
"""Days between the ends of a backward range up to which the two were turned round; more, and a month is another."""

_MEAN = {Unit.DAY: 1, Unit.WEEK: 7}


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each backward range, and for each that is not of its stated length."""
    for time in record.times:
        if _backwards(time):
            ends = time.value.split("/")
            first, last = (
                (time.date.value, time.date_end.value) if time.date and time.date_end else (int(ends[0]), int(ends[1]))
            )
            repairs, fixes = _repaired(first, last)
            yield RULE.finding(
                spans=(time,),
                values={"range": time, "first": first, "last": last, **repairs},
                message=_BACKWARDS,
                detail=_LATER,
                fixes=fixes,
            )
    for before, after in zip(record.times, record.times[1:], strict=False):
        if _told_backwards(record, before, after):
            assert before.date is not None
            assert after.date is not None
            repairs, fixes = _repaired(before.date.value, after.date.value)
            yield RULE.finding(
                spans=(before, after),
                values={
                    "range": record.story.part(before.part)[before.start : after.end],
                    "first": before.date.value,
                    "last": after.date.value,
                    **repairs,
                },
                message=_BACKWARDS,
                detail=_LATER,
                fixes=fixes,
            )
    for link in record.links_of(IntervalLength):
        first_day, last_day = _ends(link)
        length = link.length.length
        if first_day is None or last_day is None or length is None or last_day < first_day:
            continue
        if (
            link.length.mod is not None
            or length.upper is not None
            or length.amount != int(length.amount)
            or length.amount > 999
        ):
            continue
        if _fits(first_day, last_day, length):
            continue
        days = (last_day - first_day).days + 1
        years = last_day.year - first_day.year
        by_year = length.unit is Unit.YEAR
        amount = int(length.amount)
        spans: list[object] = [link.length, link.first]
        if link.last is not None:
            spans.append(link.last)
        yield RULE.finding(
            spans=spans,
            values={
                "range": record.story.part(link.first.part)[link.first.start : (link.last or link.first).end],
                "length": length,
                "first": first_day.year if by_year else first_day,
                "last": last_day.year if by_year else last_day,
                "actual": Length(Decimal(years if by_year else days), Unit.YEAR if by_year else Unit.DAY),
                "end": first_day.year + amount
                if by_year
                else first_day + timedelta(days=amount * _MEAN[length.unit] - (length.unit is Unit.DAY)),
            },
        )


def _repaired(first: object, last: object) -> tuple[dict[str, object], tuple[str, ...]]:
    """Return what sets a backward range right, as values and fixes: its days turned round, or one end in another month."""
    if not isinstance(first, CalendarDate) or not isinstance(last, CalendarDate):
        return {}, (_EITHER,)
    begin, end = first.as_date(), last.as_date()
    if begin is None or end is None:
        return {}, (_EITHER,)
    if (begin.year, begin.month) == (end.year, end.month) and (begin - end).days <= _TURNED:
        return {}, (_TURN, _EITHER)
    earlier = _moved(begin, -1, lambda day: day <= end)
    later = _moved(end, 1, lambda day: day >= begin)
    if earlier is None or later is None:
        return {}, (_EITHER,)
    return {"begin": earlier, "end": later}, (_BEGIN, RULE.fixes[1])


def _moved(day: date, step: int, fits: Callable[[date], bool]) -> date | None:
    """Return the same day of the nearest month, going by `step`, that fits; None where none of a year does."""
    for months in range(step, 13 * step, step):
        year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
        if day.day <= monthrange(year, month + 1)[1] and fits(day.replace(year=year, month=month + 1)):
            return day.replace(year=year, month=month + 1)
    return None


def _told_backwards(record: Record, first: Time, last: Time) -> bool:
    """Whether two dates with a word of "until" right between them run backwards, whatever year the first is of."""
    until = last.signal
    if (
        until is None
        or until.value is not Signal.UNTIL
        or first.part != last.part
        or first.date is None
        or last.date is None
    ):
        return False
    if record.story.part(first.part)[first.end : until.start].strip() or first.date_end or last.date_end:
        return False
    start, end = first.date.value, last.date.value
    if None in (start.day, start.month, end.day) or not end.year_stated:
        return False
    if not start.year_stated and start.month != end.month:
        return False  # "24 Desember sampai 3 Januari 2023"
    start_day, end_day = start.as_date(), end.as_date()
    return start_day is not None and end_day is not None and start_day > end_day


def _backwards(time: Time) -> bool:
    if time.date is None and time.weekday is None and time.clock is None:
        return _years_backwards(time)
    if time.date is None or time.date_end is None or time.value.count("/") != 1:
        return False
    first, last = time.date.value.as_date(), time.date_end.value.as_date()
    if first is None or last is None or first <= last:
        return False
    if time.date.value.day is not None and first.month == last.month and first.year == last.year:
        return not (first.day >= 24 and last.day <= 7)
    return time.date.value.year_stated and first.year >= last.year


def _years_backwards(time: Time) -> bool:
    years = time.value.split("/")
    return len(years) == 2 and all(len(y) == 4 and y.isdigit() for y in years) and years[0] > years[1]


def _ends(link: IntervalLength) -> tuple[date | None, date | None]:
    end: Time = link.last or link.first
    if link.length.length is not None and link.length.length.unit is Unit.YEAR and not _years(link.first, end):
        return None, None
    if link.length.length is not None and link.length.length.unit is not Unit.YEAR:
        by_day = all(
            (t.date is not None and t.date.value.day is not None) or t.weekday is not None for t in (link.first, end)
        )
        if not by_day:
            return None, None
    return link.first.first_day, end.last_day


def _years(first: Time, last: Time) -> bool:
    """Whether both ends are bare years."""
    return all(t.date is None and t.weekday is None and t.value.replace("/", "").isdigit() for t in (first, last))


def _fits(first: date, last: date, length: Length) -> bool:
    amount = int(length.amount)
    if length.unit is Unit.YEAR:
        return abs(last.year - first.year - amount) <= 1
    days = (last - first).days + 1
    if length.unit is Unit.WEEK:
        return 5 * amount <= days <= 7 * amount + 2
    if amount in (days, days - 1):
        return True
    working = sum((first + timedelta(days=n)).weekday() < 5 for n in range(min(days, 400)))
    six_day = sum((first + timedelta(days=n)).weekday() < 6 for n in range(min(days, 400)))
    return amount >= 5 and amount in (working, six_day)
