"""Lengths beside the dates they measure: `tiga hari, 5-7 Mei 2023`, `5-7 Mei 2023 selama tiga hari`."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import late
from runtut.record import IntervalLength, Record, Signal, Time, TimeType, Unit

_UNITS = frozenset({Unit.DAY, Unit.WEEK, Unit.YEAR})
_LIST = 7
"""Days from an interval within which another day of its sentence goes on with it: "5-7 Mei, dan 8 Mei di kampus"."""

_BLANK = r"[ \t\u00a0]"


@cache
def _patterns(pack: Pack) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = pack.times

    def any_of(each: tuple[str, ...]) -> str:
        return "|".join(re.escape(w).replace(r"\ ", f"{_BLANK}+") for w in sorted(each, key=len, reverse=True))

    gap = rf"{_BLANK}*[,(]?{_BLANK}*"
    return (
        late(
            rf"(?:{_BLANK}+(?:{any_of(words.entire)})(?!\w))?{gap}(?:(?:{any_of(words.apposed)}){_BLANK}+)?",
            re.IGNORECASE,
        ),
        late(rf"{_BLANK}*[,)(]?{_BLANK}*,?(?:(?:{any_of(words.lasting)}){_BLANK}+|\()", re.IGNORECASE),
        late(rf"{_BLANK}*\(?{_BLANK}*(?:{any_of(words.ranges)}|[-–—]){_BLANK}*", re.IGNORECASE),
        late(rf"{_BLANK}+(?:{any_of(words.not_calendar_days)})(?!\w)", re.IGNORECASE),
    )


def link_intervals(record: Record, pack: Pack) -> tuple[IntervalLength, ...]:
    """Return the links between a length and the interval right beside it."""
    before, after, joined, other_days = _patterns(pack)
    times = record.times
    found = []

    def gap(first: Time, second: Time) -> str | None:
        return record.story.part(first.part)[first.end : second.start] if first.part == second.part else None

    def interval(index: int) -> tuple[Time, Time | None] | None:
        """Return the interval that begins with time number `index`, or None."""
        first = times[index]
        if first.type not in (TimeType.DATE, TimeType.TIME) or first.first is None:
            return None
        if first.date_end is not None or first.weekday_end is not None or "/" in first.value:
            return first, None
        if index + 1 < len(times):
            second = times[index + 1]
            between = gap(first, second)
            if between is not None and joined.fullmatch(between) and second.first is not None:
                return first, second
        return None

    def lone(length: int, first: int, pair: tuple[Time, Time | None]) -> bool:
        """Whether the interval is all its sentence dates: no day right before or after it belongs to the same list."""
        start, end = _ends(pair)
        last = first + (pair[1] is not None)
        sentence = record.sentence_of(times[length].span)
        before, behind = first - 1 - (length == first - 1), last + 1 + (length == last + 1)
        for index in (before, behind):
            if not 0 <= index < len(times) or times[index].part != sentence.part:
                continue
            other = times[index]
            day = other.first_day if other.type in (TimeType.DATE, TimeType.TIME) else None
            if day is None or start is None or end is None or not sentence.start <= other.start < sentence.end:
                continue
            if (other.date or other.weekday) and (0 < (day - end).days <= _LIST or 0 < (start - day).days <= _LIST):
                return False
        return True

    for index, time in enumerate(times):
        if time.type is not TimeType.DURATION or time.length is None or time.length.unit not in _UNITS:
            continue
        if other_days.match(record.story.part(time.part), time.end):
            continue
        if index + 1 < len(times):
            between = gap(time, times[index + 1])
            if between is not None and between.strip() and before.fullmatch(between) and (pair := interval(index + 1)):
                if lone(index, index + 1, pair):
                    found.append(IntervalLength(time, *pair))
                continue
        lasts = time.signal is not None and time.signal.value is Signal.DURING
        for back in (1, 2):
            if index >= back and (pair := interval(index - back)) and (pair[1] is None) == (back == 1):
                between = gap(times[index - 1], time)
                if between is not None and after.fullmatch(between) and (lasts or "(" in between):
                    if lone(index, index - back, pair):
                        found.append(IntervalLength(time, *pair))
                    break
    return tuple(found)


def _ends(pair: tuple[Time, Time | None]) -> tuple[date | None, date | None]:
    return pair[0].first_day, (pair[1] or pair[0]).last_day
