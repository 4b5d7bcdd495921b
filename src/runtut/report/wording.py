"""Wording: messages, dates, numbers and lists in the reader's language.

A message is an English template with {fields} and the values that fill them. The template is translated by the
catalogues in `locale/`; the values are worded here by what they are. CLDR (through Babel) knows the names of days
and months, the separators of numbers and how lists are joined, so none of that stands in the templates.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from enum import Enum

from runtut.i18n import N_, translate
from runtut.record import (
    Annotation,
    CalendarDate,
    ClockTime,
    Direction,
    Entity,
    Length,
    Message,
    Mod,
    Offset,
    Piece,
    Role,
    RuntutError,
    Severity,
    Speaker,
    Status,
    Unit,
    Weekday,
)

_FIELD = re.compile(r"\{(\w+)\}")

_ENUMS: dict[Enum, str] = {
    Severity.ERROR: N_("error"),
    Severity.WARNING: N_("warning"),
    Severity.NOTE: N_("note"),
    Direction.UP: N_("up"),
    Direction.DOWN: N_("down"),
    Mod.APPROX: N_("about"),
    Mod.AT_LEAST: N_("at least"),
    Mod.AT_MOST: N_("at most"),
    Status.STATED: N_("stated"),
    Status.PLANNED: N_("planned"),
    Status.FORECAST: N_("forecast"),
    Status.HYPOTHETICAL: N_("hypothetical"),
    Status.DENIED: N_("denied"),
}

_DAYS_AWAY = {
    -1: N_("yesterday"),
    0: N_("today"),
    1: N_("tomorrow"),
    2: N_("the day after tomorrow"),
}

_ZONES = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
    "Etc/UTC": "UTC",
    "Etc/GMT": "GMT",
}

_CLDR_UNITS = {
    Unit.SECOND: "duration-second",
    Unit.MINUTE: "duration-minute",
    Unit.HOUR: "duration-hour",
    Unit.DAY: "duration-day",
    Unit.WEEK: "duration-week",
    Unit.MONTH: "duration-month",
    Unit.YEAR: "duration-year",
    Unit.DECADE: "duration-decade",
}


def word(message: Message, language: str) -> str:
    """Return a message in `language` ("id" or "en"), its fields filled.

    Each value is worded by `word_value`. A field without a value stays visible as `{field}`.
    """
    template = translate(message.template, language)
    values = message.values
    return _FIELD.sub(lambda m: word_value(values[m[1]], language) if m[1] in values else m[0], template)


def word_error(error: BaseException | None, language: str) -> str:
    """Return what an error says, in `language` where it is one of our own, on one line."""
    return word(error.message, language) if isinstance(error, RuntutError) else tidy(str(error))


def say(template: str, language: str, **values: object) -> str:
    """Return `template` (marked with `N_`) in `language`, its {fields} filled: `word` for a report's own sentences."""
    return word(Message(template, values), language)


def word_value(value: object, language: str) -> str:
    """Return one value as the reader would write it.

    - text: itself, on one line, without control characters
    - annotations, entities, speakers, roles: their words in the story; pieces: what they mean
    - `Weekday`, `date`, `datetime`, `CalendarDate` (also one that does not exist), `ClockTime`, `Length`,
      `Offset`, `timedelta`: by CLDR; missing fields are left out
    - `Decimal` and `float`: with the language's separators, at most two decimals (three digits below 1)
    - `int`: likewise, but without separators below 10,000, since it may be a year
    - enums: their name in the language
    - lists and tuples: joined as CLDR says ("a, b, dan c"); sets in sorted order
    """
    if isinstance(value, str) and not isinstance(value, Enum):
        return tidy(value)
    if isinstance(value, Piece):
        return word_value(value.value, language)
    if isinstance(value, Annotation | Speaker | Role):
        return tidy(value.text)
    if isinstance(value, Entity):
        return tidy(value.name)
    if isinstance(value, Message):
        return word(value, language)
    if isinstance(value, Weekday):
        return _weekday(value, language)
    if isinstance(value, Enum) and value in _ENUMS:
        return translate(_ENUMS[value], language)
    if isinstance(value, Unit):
        return _length(Length(Decimal(1), value), language).partition(" ")[2]
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, bool) or value is None:
        return "" if value is None else str(value)
    if isinstance(value, int | float | Decimal):
        return _number(value, language)
    if isinstance(value, datetime):
        clock = ClockTime(value.hour, value.minute, zone=_zone_of(value))
        return f"{_date(value, language)}, {_clock(clock, language)}"
    if isinstance(value, date):
        return _date(value, language)
    if isinstance(value, CalendarDate):
        return _calendar_date(value, language)
    if isinstance(value, time):
        return _clock(ClockTime(value.hour, value.minute), language)
    if isinstance(value, ClockTime):
        return _clock(value, language)
    if isinstance(value, Length):
        return _length(value, language)
    if isinstance(value, Offset):
        return _offset(value, language)
    if isinstance(value, timedelta):
        return _elapsed(value, language)
    if isinstance(value, AbstractSet):
        return join((word_value(each, language) for each in sorted(value, key=str)), language)
    if isinstance(value, list | tuple):
        return join((word_value(each, language) for each in value), language)
    return tidy(str(value))


def join(items: Iterable[str], language: str, *, style: str = "standard") -> str:
    """Return items as a list in running text: "a, b, dan c"; `style` "or" for "a, b, atau c"."""
    listed = list(items)
    if len(listed) < 2:
        return "".join(listed)
    from babel.lists import format_list  # noqa: PLC0415 -- Babel is loaded only when something is worded

    return format_list(listed, style="or" if style == "or" else "standard", locale=language)


def word_fixes(fixes: Iterable[Message], language: str) -> str:
    """Return what would make the sides agree as one sentence part: "write Tuesday; or correct the date"."""
    between = translate(N_("or"), language)
    return f"; {between} ".join(word(fix, language) for fix in fixes)


def tidy(text: str) -> str:
    """Return text on one line, without control, private-use or direction-changing characters.

    Words of a story are shown in terminals, logs and pages: none of them may move the cursor, colour the screen
    or turn the line around.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split()) if "  " in text or text != text.strip() else text
    spaced = " ".join(text.split())
    if spaced.isprintable():
        return spaced
    return "".join(c if unicodedata.category(c) not in _UNSEEN else "�" for c in spaced.translate(_HARMLESS))


_HARMLESS = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\ufeff"))
"""Soft hyphens, zero-width spaces and joiners: common in pages, and left out without a trace."""

_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def _weekday(day: Weekday, language: str) -> str:
    from babel.dates import get_day_names  # noqa: PLC0415 -- see join

    return str(get_day_names("wide", "format", locale=language)[int(day)])


def _date(day: date, language: str) -> str:
    return _calendar_date(CalendarDate(day.year, day.month, day.day), language)


def _calendar_date(day: CalendarDate, language: str) -> str:
    """Day, month, year in this order, as both languages write it; fields as written even where no such day exists."""
    if day.month is not None and not 1 <= day.month <= 12:
        return "/".join(str(each) for each in (day.day, day.month, day.year) if each is not None)
    from babel.dates import get_month_names  # noqa: PLC0415 -- see join

    month = None if day.month is None else get_month_names("wide", "format", locale=language)[day.month]
    return " ".join(str(each) for each in (day.day, month, day.year) if each is not None)


def _zone_of(moment: datetime) -> str | None:
    away = moment.utcoffset()
    if away is None:
        return None
    hours = away / timedelta(hours=1)
    named = {7: "WIB", 8: "WITA", 9: "WIT", 0: "UTC"}
    return named.get(int(hours), f"UTC{hours:+g}") if hours == int(hours) else f"UTC{hours:+g}"


def _clock(clock: ClockTime, language: str) -> str:
    mark = "." if language == "id" else ":"
    shown = mark.join(f"{each:02}" for each in (clock.hour, clock.minute, clock.second) if each is not None)
    if clock.zone is None:
        return shown
    zone = _ZONES.get(clock.zone, clock.zone)
    if "/" in zone:
        zone = f"({zone.rpartition('/')[2].replace('_', ' ')})"
    return f"{shown} {zone}"


def _length(length: Length, language: str) -> str:
    from babel.units import format_unit  # noqa: PLC0415 -- see join

    amount, upper, unit = length.amount, length.upper, length.unit
    if unit is Unit.CENTURY:  # CLDR's Indonesian has no word for it
        many = amount != 1 or upper is not None
        return _ranged(length, language) + " " + translate(N_("centuries") if many else N_("century"), language)
    last = upper if upper is not None else amount
    worded = format_unit(last, _CLDR_UNITS[unit], length="long", format="0.##", locale=language)
    return worded.replace(_plain(last, language), _ranged(length, language), 1)


def _ranged(length: Length, language: str) -> str:
    low = _plain(length.amount, language)
    return low if length.upper is None else f"{low}–{_plain(length.upper, language)}"


def _plain(number: Decimal, language: str) -> str:
    from babel.numbers import format_decimal  # noqa: PLC0415 -- see join

    return format_decimal(number, format="0.##", locale=language)


def _offset(offset: Offset, language: str) -> str:
    if offset.unit is Unit.DAY and offset.amount in _DAYS_AWAY:
        return translate(_DAYS_AWAY[offset.amount], language)
    template = N_("{length} ago") if offset.amount < 0 else N_("in {length}")
    return say(template, language, length=Length(Decimal(abs(offset.amount)), offset.unit))


def _elapsed(elapsed: timedelta, language: str) -> str:
    """Days, hours and minutes, those that are not nought."""
    minutes = abs(int(elapsed.total_seconds())) // 60
    amounts = ((minutes // 1440, Unit.DAY), (minutes // 60 % 24, Unit.HOUR), (minutes % 60, Unit.MINUTE))
    said = [_length(Length(Decimal(amount), unit), language) for amount, unit in amounts if amount]
    return " ".join(said) or _length(Length(Decimal(0), Unit.MINUTE), language)


def _number(value: float | Decimal, language: str) -> str:
    if isinstance(value, int) and abs(value) < 10_000:
        return str(int(value))
    from babel.numbers import format_decimal  # noqa: PLC0415 -- see join

    if isinstance(value, int):
        return format_decimal(value, format="#,##0", locale=language)
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    try:
        if number and abs(number) < 1:
            number = Decimal(f"{number:.3g}")
            return format_decimal(number, format="0.##############", locale=language)
        return format_decimal(number, format="#,##0.##", locale=language)
    except (InvalidOperation, ValueError):  # not a number, or with more digits than arithmetic keeps
        return str(value)
