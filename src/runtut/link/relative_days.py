"""Days told from publication with the day named beside them: `kemarin, Selasa (12/9/2023)`, `siang ini, tepatnya Rabu`."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import late
from runtut.languages.schema.times import Reference
from runtut.record import Anchor, Offset, Piece, Record, RelativeDay, Span, Time, TimeType, Unit

_BLANK = r"[ \t\u00a0]"


@cache
def _beside(pack: Pack) -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in sorted(pack.times.namely, key=len, reverse=True))
    return late(rf"{_BLANK}?,?{_BLANK}?\(?(?:(?:{words}){_BLANK})*", re.IGNORECASE)


@cache
def _today(pack: Pack) -> re.Pattern[str]:
    """Return the pattern of the words that set a part of the day on the day of publication: `tadi`, `nanti`, `ini`."""
    t = pack.times
    this = [word for word, reference in t.references.items() if reference is Reference.THIS]
    return late(rf"(?<!\w)(?:{'|'.join(map(re.escape, (*t.just_now, *t.soon, *this)))})(?!\w)", re.IGNORECASE)


def link_relative_days(record: Record, pack: Pack) -> tuple[RelativeDay, ...]:
    """Return each day told from publication with the day named in it or right beside it."""
    published = record.story.published_date
    if published is None:
        return ()
    beside, today = _beside(pack), _today(pack)
    found = []
    for index, time in enumerate(record.times):
        offset = _offset(time, published, today)
        if offset is None:
            continue
        if time.weekday is not None or time.date is not None:
            pieces = [piece for piece in (time.weekday, time.date) if piece is not None]
            span = Span(min(p.start for p in pieces), max(p.end for p in pieces), time.part)
            if time.date_end is None and time.weekday_end is None:
                found.append(RelativeDay(offset, time, time, span))
            continue
        other = record.times[index + 1] if index + 1 < len(record.times) else None
        if other is None or other.part != time.part or other.offset is not None or not _names_day(other):
            continue
        gap = record.story.part(time.part)[time.end : other.start]
        if beside.fullmatch(gap) and not (other.date_end or other.weekday_end):
            found.append(RelativeDay(offset, time, other, other.span, counted=time.offset is None))
    return tuple(found)


def _offset(time: Time, published: date, today: re.Pattern[str]) -> Piece[Offset] | None:
    """Return how far from publication a time is told to be; of `siang ini` and `dua hari lalu` as they were resolved."""
    if time.offset is not None:
        return time.offset if time.offset.value.unit is Unit.DAY else None
    if time.anchor is not Anchor.PUBLISHED or time.date is not None or time.weekday is not None or time.first is None:
        return None
    if time.clock is not None:  # a clock alone is read on the day of publication, whatever day comes next
        return None
    if time.type not in (TimeType.DATE, TimeType.TIME) or len(time.value) < 10 or "W" in time.value:
        return None
    if time.rule != "times.length" and ("T" not in time.value or today.search(time.text) is None):
        return None  # "hari yang sama", "pagi itu": told from another day
    first = time.first.date() if isinstance(time.first, datetime) else time.first
    return Piece(time.start, time.end, Offset((first - published).days, Unit.DAY), time.part)


def _names_day(time: Time) -> bool:
    return time.weekday is not None or (time.date is not None and time.date.value.day is not None)
