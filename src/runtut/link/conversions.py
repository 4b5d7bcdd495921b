"""Clocks told twice, in two zones: `pukul 22.00 WIB atau 15.00 GMT`, `19.00 WIB/20.00 WITA`."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import late
from runtut.record import ClockConversion, Record


@cache
def _joins(pack: Pack) -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(pack.times.same_moment, key=len, reverse=True))
    blank = r"[ \t\u00a0]*"
    return late(rf"{blank}(?:[/(=]|,?{blank}\(?(?:{words})){blank}", re.IGNORECASE)


def link_conversions(record: Record, pack: Pack) -> tuple[ClockConversion, ...]:
    """Return the links between two clocks in known, different zones that the text sets equal."""
    joins = _joins(pack)
    found = []
    for first, second in zip(record.times, record.times[1:], strict=False):
        if first.clock is None or second.clock is None or first.part != second.part:
            continue
        zones = (first.clock.value.zone, second.clock.value.zone)
        if None in zones or zones[0] == zones[1]:
            continue
        if joins.fullmatch(record.story.part(first.part)[first.end : second.start]):
            day = first.first.date() if isinstance(first.first, datetime) else first.first
            found.append(ClockConversion(first, second, day))
    return tuple(found)
