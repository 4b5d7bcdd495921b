"""Yesterday, today or tomorrow, and the weekday or date named with it, do not fit the day of publication.

Why: one of the two is left from another day's draft; the reader takes the wrong one.
Bad:  (2023-09-14) Polisi memeriksa saksi [[kemarin]], [[Selasa (12/9/2023)]].
Good: (2023-09-14) Polisi memeriksa saksi kemarin, Rabu (13/9/2023).
Silent: without a publication date; inside a direct quotation, whose day may be another; within a few hours of
    midnight, when either day may be meant; where the date lies more than eight days from publication (a story printed
    again), or more than two and no other date of the story lies near publication; for a night, which the next
    day may share; where the weekday fits though its date does not (CAL001).
Source: ISO 8601 calendar.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from runtut.i18n import N_
from runtut.record import Finding, Layer, Offset, Piece, Record, RelativeDay, Rule, Severity, Time, Unit, Weekday

RULE = Rule(
    code="CAL005",
    name="relative-day-mismatch",
    severity=Severity.ERROR,
    needs=(Layer.TIMES, Layer.QUOTATIONS, Layer.RELATIVE_DAYS),
    message=N_("{offset} and {named} do not fit a story published on {published}"),
    detail=N_("published on {weekday} {published}, {offset} is {expected_weekday} {expected}"),
    fixes=(N_("correct {named} to {expected_weekday} {expected}"), N_("write {other} for {offset}")),
)

_OTHER_WORD = N_("write another word for {offset}")


_EARLY, _LATE = 6, 20
"""Before the first and from the second hour of publication on, the neighbouring day may be meant."""

_FAR = 8
"""Days between the two beyond which the story or its publication date is another than it seems."""

_CLOSE = 2
"""Days between the two beyond which another date of the story must bear out its publication date."""


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each relative day whose named day no hour of publication explains."""
    published = record.story.published_date
    if published is None:
        return
    for link in record.links_of(RelativeDay):
        offset, offset_time, named, span = link.offset, link.relative, link.named, link.span
        if record.quotation_around(offset.span) is not None:
            continue
        expected = _expected(record, offset, offset_time)
        found = _day(named) if named.date is not None or named is not offset_time else None
        weekday = named.weekday.value if named.weekday is not None else None
        if found in expected or (weekday is not None and weekday in {Weekday.of(day) for day in expected}):
            continue
        if found is not None:
            away = min(abs((found - day).days) for day in expected)
            if link.counted and away <= 1 < abs(offset.value.amount):
                continue  # "dua hari lalu" may count the day itself
            if away > _FAR or (away > _CLOSE and not _dated_near(record, offset_time, named, published)):
                continue
        day = published + timedelta(days=offset.value.amount)
        yield RULE.finding(
            spans=(offset, span),
            values={
                "offset": offset.value,
                "named": record.slice(span),
                "published": published,
                "weekday": Weekday.of(published),
                "expected": day,
                "expected_weekday": Weekday.of(day),
                "other": None if found is None else Offset((found - published).days, Unit.DAY),
            },
            fixes=(RULE.fixes[0], _OTHER_WORD if found is None else RULE.fixes[1]),
        )


def _dated_near(record: Record, first: Time, second: Time, published: date) -> bool:
    """Whether another time of the story names, with its year or weekday, a day within two of publication."""
    for time in record.times:
        if time is first or time is second or time.date is None or time.first is None:
            continue
        day = time.date.value.as_date()
        if day is not None and abs((day - published).days) <= _CLOSE and (time.weekday or time.date.value.year_stated):
            return True
    return False


def _expected(record: Record, offset: Piece[Offset], time: Time) -> set[date]:
    published = record.story.published
    day = record.story.published_date
    assert day is not None
    day += timedelta(days=offset.value.amount)
    expected = {day}
    if isinstance(published, datetime):
        if published.hour < _EARLY:
            expected.add(day - timedelta(days=1))
        elif published.hour >= _LATE:
            expected.add(day + timedelta(days=1))
    if time.value.endswith("TNI") or time.value.endswith("TMO"):
        expected |= {each + timedelta(days=1) for each in set(expected)}
    return expected


def _day(time: Time) -> date | None:
    if time.date is not None:
        return time.date.value.as_date()
    if time.first is None:
        return None
    return time.first.date() if isinstance(time.first, datetime) else time.first
