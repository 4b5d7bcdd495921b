"""What a draft comes to mean, and what has been named before it."""

from __future__ import annotations

from datetime import date, datetime

from runtut.annotate.times.words import Words
from runtut.record import Anchor, CalendarDate, ClockTime, Length, Piece, TimeType
from runtut.values import dataclass


@dataclass(slots=True)
class Context:
    """What has been named so far in the passage."""

    published: date | None
    moment: datetime | None
    text: str
    part: str
    day: date | None = None
    day_at: int = -1
    clock: datetime | None = None
    month: date | None = None
    month_at: int = -1
    year: int | None = None
    year_at: int = -1
    week: date | None = None


@dataclass(slots=True)
class Meaning:
    """The outcome of resolving one draft."""

    value: str
    type: TimeType = TimeType.DATE
    first: date | datetime | None = None
    last: date | datetime | None = None
    anchor: Anchor | None = None
    mod: str | None = None
    length: Length | None = None
    date: Piece[CalendarDate] | None = None
    date_end: Piece[CalendarDate] | None = None
    clock: Piece[ClockTime] | None = None
    clock_end: Piece[ClockTime] | None = None


class Resolving:
    """What every resolver shares: the words of the pack and what has been named so far."""

    def __init__(self, words: Words, context: Context) -> None:
        self.w = words
        self.c = context
