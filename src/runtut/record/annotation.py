"""Annotations: marked spans with what they mean. All are tied to the exact characters.

Every annotation carries `start`, `end` (half-open, code points) and `part` ("text", "title",
"caption:N"), the `text` that stands there, and `rule`, the name of the pattern that made it.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import IntEnum, StrEnum

from runtut.record.span import TEXT, Piece, Span
from runtut.values import dataclass


class Annotation:
    """What all annotations share. `story.part(a.part)[a.start:a.end] == a.text` always holds."""

    __slots__ = ()
    start: int
    end: int
    text: str
    part: str

    @property
    def span(self) -> Span:
        """Where the annotation stands."""
        return Span(self.start, self.end, self.part)


# ---------------------------------------------------------------- times


class Weekday(IntEnum):
    """Days of the week as `date.weekday()` counts them."""

    MONDAY = 0
    TUESDAY = 1
    WEDNESDAY = 2
    THURSDAY = 3
    FRIDAY = 4
    SATURDAY = 5
    SUNDAY = 6

    @classmethod
    def of(cls, day: dt.date) -> Weekday:
        """Return the weekday of a day."""
        return cls(day.weekday())


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A date as written, which may not exist. `year` may have been inferred: then `year_stated` is False."""

    year: int | None
    month: int | None
    day: int | None
    year_stated: bool = True

    @property
    def short_year(self) -> bool:
        """Whether the year is written with fewer than four digits: of the first millennium, or one digit short."""
        return self.year is not None and self.year_stated and self.year < 1000

    def as_date(self) -> dt.date | None:
        """Return the day meant, or None where a field is missing or the date does not exist."""
        if self.year is None or self.month is None or self.day is None:
            return None
        try:
            return dt.date(self.year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A clock as written, which may not exist (25.10). `zone` is an IANA name ("Asia/Jakarta") or "UTC+7"."""

    hour: int
    minute: int = 0
    second: int | None = None
    zone: str | None = None


class Unit(StrEnum):
    """Units of calendar and clock, named as ISO 8601 durations abbreviate them."""

    SECOND = "TS"
    MINUTE = "TM"
    HOUR = "TH"
    DAY = "D"
    WEEK = "W"
    MONTH = "M"
    YEAR = "Y"
    DECADE = "10Y"
    CENTURY = "100Y"


@dataclass(frozen=True, slots=True)
class Length:
    """How long something lasts, as written: 18 months, "three to four months" (`upper` 4)."""

    amount: Decimal
    unit: Unit
    upper: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Offset:
    """A day told from the publication day: kemarin is (-1, DAY)."""

    amount: int
    unit: Unit


class Signal(StrEnum):
    """The word that ties a time to what happened, by what it says (TimeML's SIGNAL)."""

    SINCE = "since"
    DURING = "during"
    UNTIL = "until"
    AFTER = "after"
    BEFORE = "before"
    FROM = "from"
    BY = "by"


class TimeType(StrEnum):
    """Kinds of TIMEX3."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Anchor(StrEnum):
    """What an incomplete or relative time was resolved against."""

    PUBLISHED = "published"
    PREVIOUS = "previous"
    EVENT = "event"


@dataclass(frozen=True, slots=True, kw_only=True)
class Time(Annotation):
    """A temporal expression, in the spirit of TIMEX3 (ISO 24617-1).

    `value` is the TIMEX3 value; `first` and `last` the first and last day or minute it covers, where it
    has a place on the calendar. `weekday`, `date`, `clock` and their kin are the parts as written, each
    with its own span, so that a rule can set one against another. `mod` is TIMEX3's: APPROX, START, MID,
    END, LESS_THAN, MORE_THAN, EQUAL_OR_LESS, EQUAL_OR_MORE.
    """

    start: int
    end: int
    text: str
    type: TimeType
    value: str
    part: str = TEXT
    mod: str | None = None
    first: dt.date | dt.datetime | None = None
    last: dt.date | dt.datetime | None = None
    anchor: Anchor | None = None
    weekday: Piece[Weekday] | None = None
    weekday_end: Piece[Weekday] | None = None
    date: Piece[CalendarDate] | None = None
    date_end: Piece[CalendarDate] | None = None
    clock: Piece[ClockTime] | None = None
    clock_end: Piece[ClockTime] | None = None
    offset: Piece[Offset] | None = None
    length: Length | None = None
    signal: Piece[Signal] | None = None
    ahead: bool = False
    rule: str = ""

    @property
    def first_day(self) -> dt.date | None:
        """The first day the time covers, or None where it has no place on the calendar."""
        return _day(self.first)

    @property
    def last_day(self) -> dt.date | None:
        """The last day the time covers, or None where it has no place on the calendar."""
        return _day(self.last)


def _day(moment: dt.date | dt.datetime | None) -> dt.date | None:
    return moment.date() if isinstance(moment, dt.datetime) else moment


# ---------------------------------------------------------------- quantities


class QuantityKind(StrEnum):
    """What a quantity measures."""

    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    PERCENT_POINT = "percent_point"
    MEASURE = "measure"
    AGE = "age"
    FRACTION = "fraction"
    MULTIPLE = "multiple"
    SCORE = "score"
    NUMBER = "number"


class Mod(StrEnum):
    """A hedge, by what it says of the value."""

    APPROX = "approx"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


class Status(StrEnum):
    """What the story says of a figure or an event: that it is so, or planned, foretold, imagined, denied."""

    STATED = "stated"
    PLANNED = "planned"
    FORECAST = "forecast"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Annotation):
    """A number that counts or measures.

    `value` is the plain number (12 juta is 12000000); `upper` the other end of a stated range. `low` and
    `high` bound what the writing can mean: half a unit of the last digit written on either side, widened
    by the hedge; None where the hedge leaves that side open. `number` is the digits or number words alone;
    `restated` the same number said again beside it (`tujuh (8) orang`). `noun` is the counted noun with
    its modifiers, longer than `unit` where the text says more. `decimal_mark` and `group_mark` are the
    separators as written.
    """

    start: int
    end: int
    text: str
    value: Decimal
    part: str = TEXT
    upper: Decimal | None = None
    unit: str = ""
    kind: QuantityKind = QuantityKind.COUNT
    mod: Mod | None = None
    per: str | None = None
    period: str | None = None
    status: Status = Status.STATED
    low: Decimal | None = None
    high: Decimal | None = None
    number: Piece[Decimal] | None = None
    restated: Piece[Decimal] | None = None
    hedge: Piece[Mod] | None = None
    noun: Piece[str] | None = None
    decimal_mark: str | None = None
    group_mark: str | None = None
    rule: str = ""


# ---------------------------------------------------------------- entities


class EntityType(StrEnum):
    """Kinds of named things."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"


class RoleState(StrEnum):
    """Whether a role is held now, was held, is held for somebody else, or is only sought."""

    CURRENT = "current"
    FORMER = "former"
    ACTING = "acting"
    SOUGHT = "sought"


@dataclass(frozen=True, slots=True)
class Role:
    """What a person is said to be, and where. `organization` is the id of the body that the words name, if any."""

    text: str
    start: int
    end: int
    part: str = TEXT
    state: RoleState = RoleState.CURRENT
    organization: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One person, organization or place of the story, with every mention of it.

    `name` is the fullest form in the text; `mentions` are spans in order of appearance (no pronouns).
    `place` tells which administrative unit a place is taken for, as a code of the official table.
    """

    id: str
    type: EntityType
    name: str
    mentions: tuple[Span, ...]
    roles: tuple[Role, ...] = ()
    aliases: tuple[str, ...] = ()
    place: str | None = None
    rule: str = ""


# ---------------------------------------------------------------- quotations


class QuotationKind(StrEnum):
    """Direct between marks; indirect a reported clause; mixed a reported clause with a quoted piece."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    SCARE = "scare"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is said to have spoken. `start` and `end` mark the words that say so; `entity` may be None."""

    name: str
    text: str
    start: int
    end: int
    entity: str | None = None
    part: str = TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Annotation):
    """Words or thoughts given as somebody's.

    The extent is what stands between the marks (direct) or the reported clause (indirect, mixed).
    `opening` and `closing` are the marks as written; `closing` is None where the quotation is never
    closed. `told_to`, `time` and `place` are whom it was told, when and where, with the words that say so.
    `chain` is who told whom, from the outlet to the first speaker, and `chain_spans` the words that name each link,
    None for the outlet.
    """

    start: int
    end: int
    text: str
    kind: QuotationKind
    part: str = TEXT
    cue: Piece[str] | None = None
    speaker: Speaker | None = None
    told_to: str | None = None
    told_span: Span | None = None
    time: str | None = None
    place: Piece[str] | None = None
    chain: tuple[str, ...] = ()
    chain_spans: tuple[Span | None, ...] = ()
    opening: Piece[str] | None = None
    closing: Piece[str] | None = None
    rule: str = ""


# ---------------------------------------------------------------- events


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Annotation):
    """Something that happens, named by a noun or a verb of a known family ("conflict", "meeting")."""

    start: int
    end: int
    text: str
    kind: str
    part: str = TEXT
    status: Status = Status.STATED
    participants: tuple[str, ...] = ()
    place: str | None = None
    time: str | None = None
    rule: str = ""
