"""A clock converted to another time zone is wrong.

Why: WIB is seven hours ahead of GMT, WITA eight, WIT nine; whoever follows the wrong clock misses the match.
Bad:  Laga dimulai [[pukul 22.00 WIB]] atau [[16.00 GMT]].
Good: Laga dimulai pukul 22.00 WIB atau 15.00 GMT.
Silent: where the text does not set the two clocks equal ("atau", a slash, brackets); where a zone is not named or is
    only "local time", or keeps summer time and the day is not known; where a clock is approximate or does not exist
    (CAL002); where the two differ by twelve hours more or less and one may be told by the twelve-hour clock.
Source: IANA time zone database, with summer time on the story's day; Keputusan Presiden 41/1987.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from runtut.i18n import N_
from runtut.record import ClockConversion, ClockTime, Finding, Layer, Record, Rule, Severity

RULE = Rule(
    code="CAL008",
    name="zone-conversion-mismatch",
    severity=Severity.ERROR,
    needs=(Layer.CONVERSIONS,),
    message=N_("{first} and {second} are not the same moment"),
    detail=N_("{first} is {converted}"),
    fixes=(N_("write {converted}"), N_("correct the other clock to {back}")),
)

_DAY = 24 * 60


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each pair of clocks that differ otherwise than their zones do."""
    for link in record.links_of(ClockConversion):
        first, second = link.first.clock, link.second.clock
        assert first is not None
        assert second is not None
        if (
            link.first.mod is not None
            or link.second.mod is not None
            or not (_runs(first.value) and _runs(second.value))
        ):
            continue
        day = link.day or record.story.published_date
        ahead = _offset(first.value.zone, day)
        other = _offset(second.value.zone, day)
        if ahead is None or other is None:
            continue
        shift = other - ahead
        off = (_minutes(first.value) + shift - _minutes(second.value)) % _DAY
        if off == 0 or (off == _DAY // 2 and min(first.value.hour, second.value.hour) <= 12):
            continue
        yield RULE.finding(
            spans=(first, second),
            values={
                "first": first.value,
                "second": second.value,
                "converted": _clock(_minutes(first.value) + shift, second.value.zone),
                "back": _clock(_minutes(second.value) - shift, first.value.zone),
            },
        )


def _runs(clock: ClockTime) -> bool:
    return clock.hour <= 24 and clock.minute <= 59


def _minutes(clock: ClockTime) -> int:
    return clock.hour * 60 + clock.minute


def _clock(minutes: int, zone: str | None) -> ClockTime:
    return ClockTime(minutes % _DAY // 60, minutes % 60, zone=zone)


def _offset(zone: str | None, day: date | None) -> int | None:
    """Return a zone's minutes ahead of UTC on a day, or None where that is not known."""
    if zone is None:
        return None
    if zone.startswith("UTC"):
        return int(zone[3:]) * 60
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # noqa: PLC0415 -- few stories tell two zones

    try:
        there = ZoneInfo(zone)
    except (ZoneInfoNotFoundError, ValueError):
        return None
    if day is None:
        summer = {datetime.combine(date(2023, month, 1), time(12), there).utcoffset() for month in (1, 7)}
        if len(summer) > 1:
            return None
        day = date(2023, 1, 1)
    away = datetime.combine(day, time(12), there).utcoffset()
    return None if away is None else away // timedelta(minutes=1)
