"""What the grammar reads before anything is resolved: the pieces of one time, as written."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum, auto

from runtut.languages.schema.times import Reference, Shift
from runtut.record import CalendarDate, ClockTime, Piece, Signal, Unit, Weekday
from runtut.values import dataclass


class Kind(Enum):
    """Which resolver a draft needs."""

    DAY = auto()
    MONTH = auto()
    YEAR = auto()
    SPAN = auto()
    LENGTH = auto()
    SET = auto()
    VAGUE = auto()


@dataclass(slots=True)
class Draft:
    """One time as written. Which fields are filled depends on `kind`.

    `reference` points at one of a kind ("last", "this"), `unit` says of which; `amount` and `upper` with
    `shift` are a length and what is made of it; `value` is given where nothing is left to resolve.
    """

    start: int
    end: int
    kind: Kind = Kind.DAY
    rule: str = ""
    weekday: Piece[Weekday] | None = None
    weekday_end: Piece[Weekday] | None = None
    date: Piece[CalendarDate] | None = None
    date_end: Piece[CalendarDate] | None = None
    part_of_day: str | None = None
    clock: Piece[ClockTime] | None = None
    clock_end: Piece[ClockTime] | None = None
    offset: Piece[int] | None = None
    reference: Reference | None = None
    unit: Unit | None = None
    unit_count: int = 1
    just_now: bool = False
    soon: bool = False
    months: tuple[int, int | None] | None = None
    year: int | None = None
    year_end: int | None = None
    year_shift: Reference | None = None
    amount: Decimal | None = None
    upper: Decimal | None = None
    more: tuple[tuple[Decimal, Unit], ...] = ()
    shift: Shift | None = None
    edge: str | None = None
    mod: str | None = None
    value: str = ""
    previous: bool = False
    ahead: bool = False
    signal: Piece[Signal] | None = None
