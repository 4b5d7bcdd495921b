"""Values written into words the way the words are written: `12/9/2023` stays in digits, `Rp 2,5 miliar` in milliards.

Each function returns the words with the value in place of the one that stands there, and None where it cannot tell how.
Names of days and months are those of CLDR.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache

from runtut.record import CalendarDate, ClockTime, Length, Weekday

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_DIGITS = re.compile(r"(?P<day>\d{1,2})(?P<mark>[/.\-])(?P<month>\d{1,2})(?:(?P=mark)(?P<year>\d{4}|\d{2}))?(?!\d)")
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:(?P<mark>[.:])(?P<minute>\d{2}))?(?![\d.:])")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_GROUPED = re.compile(r"\d{1,3}(?P<mark>[.,])\d{3}(?:(?P=mark)\d{3})*")
_SHORT = 4  # letters of the abbreviation of a month, at the most
_FINEST = 2  # decimals, at the most, that a number gets which had fewer


def in_case_of(words: str, written: str) -> str:
    """Return a writing in capitals or with a capital where the words have them."""
    if words.isupper() and len(words) > 1:
        return written.upper()
    return written[:1].upper() + written[1:] if words[:1].isupper() else written[:1].lower() + written[1:]


def written_weekday(words: str, day: Weekday, language: str) -> str | None:
    """Return the words with another weekday: the one that is named in them, or the only word."""
    names = _weekdays(language)
    found = list(_WORD.finditer(words))
    named = [each for each in found if each[0].casefold() in names] or (found if len(found) == 1 else [])
    if len(named) != 1:
        return None
    (name,) = named
    wanted = next(each for each, number in names.items() if number == int(day))
    return words[: name.start()] + in_case_of(name[0], wanted) + words[name.end() :]


def written_date(words: str, day: date | CalendarDate, language: str) -> str | None:
    """Return the words with another date, and with its weekday if they name one. Fields that are not written are not added."""
    wanted = CalendarDate(day.year, day.month, day.day)
    exact = wanted.as_date()
    if exact is not None and any(each[0].casefold() in _weekdays(language) for each in _WORD.finditer(words)):
        renamed = written_weekday(words, Weekday.of(exact), language)
        if renamed is None or not re.search(r"\d", words):
            return renamed
        words = renamed
    digits = list(_DIGITS.finditer(words))
    if len(digits) == 1:
        return _in_digits(words, digits[0], wanted)
    return None if digits else _in_letters(words, wanted, language)


def _in_digits(words: str, found: re.Match[str], day: CalendarDate) -> str | None:
    if day.day is None or day.month is None:
        return None
    wide = found["day"].startswith("0") or found["month"].startswith("0")
    made = [f"{each:02}" if wide else str(each) for each in (day.day, day.month)]
    if found["year"]:
        if day.year is None:
            return None
        made.append(str(day.year)[-len(found["year"]) :])
    return words[: found.start()] + found["mark"].join(made) + words[found.end() :]


def _in_letters(words: str, day: CalendarDate, language: str) -> str | None:
    names = _months(language)
    months = [each for each in _WORD.finditer(words) if each[0].casefold() in names]
    years = list(re.finditer(r"(?<!\d)\d{4}(?!\d)", words))
    days = list(re.finditer(r"(?<![\d.,])\d{1,2}(?![\d.,]*\d)", words))
    if len(months) > 1 or len(years) > 1 or len(days) > 1 or not (months or years):
        return None
    if (days and day.day is None) or (months and day.month is None) or (years and day.year is None):
        return None
    puts: list[tuple[int, int, str]] = [(each.start(), each.end(), str(day.day)) for each in days]
    puts += [(each.start(), each.end(), str(day.year)) for each in years]
    for each in months:
        if names[each[0].casefold()] != day.month:
            wanted = [name for name, number in names.items() if number == day.month]
            name = min(wanted, key=len) if len(each[0]) < _SHORT else max(wanted, key=len)
            puts.append((each.start(), each.end(), in_case_of(each[0], name)))
    for start, end, text in sorted(puts, reverse=True):
        words = words[:start] + text + words[end:]
    return words


def written_clock(words: str, clock: ClockTime) -> str | None:
    """Return the words with another hour and minute; the zone stays."""
    found = list(_CLOCK.finditer(words))
    if len(found) != 1:
        return None
    (old,) = found
    if old["minute"] is None:
        if clock.minute:
            return None
        text = str(clock.hour)
    else:
        text = f"{clock.hour:02}{old['mark']}{clock.minute:02}"
    return words[: old.start()] + text + words[old.end() :]


def written_length(words: str, length: Length, old: Length | None, language: str) -> str | None:
    """Return the words with another length in the unit of theirs (`old`)."""
    if old is None or old.unit is not length.unit or old.upper is not None or length.upper is not None:
        return None
    return written_number(words, length.amount, old.amount, language)


def written_number(words: str, value: Decimal, old: Decimal | None, language: str) -> str | None:
    """Return the words with another number in place of the only one in digits.

    `old` is what the number means with the words of scale beside it; without, it means what it says. The new one is written
    in the same scale, if that takes no more than two decimals.
    """
    found = list(_NUMBER.finditer(words))
    if len(found) != 1:
        return None
    (digits,) = found
    mark = _decimal_mark(digits[0], old, language)
    plain = _read(digits[0], mark)
    scale = Decimal(1) if old is None or not plain else old / plain
    if scale <= 0 or (scale != 1 and scale.adjusted() < 2):
        return None
    new = value / scale
    decimals = max(_FINEST, len(digits[0].rpartition(mark)[2]) if mark in digits[0] else 0)
    if new != round(new, decimals):
        return None
    return words[: digits.start()] + _number(new, mark, grouped=not _is_bare(digits[0])) + words[digits.end() :]


def _is_bare(digits: str) -> bool:
    """Whether a number of thousands is written without a mark between them."""
    return len(digits) > 3 and digits.isdigit()


def _decimal_mark(digits: str, old: Decimal | None, language: str) -> str:
    """Return the decimal mark of a number: the reading that gives its value, else that of the language."""
    usual = _marks(language)
    if old is not None:
        for mark in (usual, "." if usual == "," else ","):
            plain = _read(digits, mark)
            if plain and (old / plain).normalize().as_tuple().digits == (1,):
                return mark
    return usual


def _read(digits: str, mark: str) -> Decimal:
    """Return a number in digits, `mark` being the one before decimals; 0 where that is no number."""
    other = "." if mark == "," else ","
    if digits.count(mark) > 1:
        return Decimal(0)
    whole = digits.partition(mark)[0]
    if other in whole and not (_GROUPED.fullmatch(whole)):
        return Decimal(0)
    return Decimal(digits.replace(other, "").replace(mark, "."))


def _number(value: Decimal, mark: str, *, grouped: bool) -> str:
    plain = f"{value.normalize():,f}" if grouped else f"{value.normalize():f}"
    return plain.translate(str.maketrans(",.", ".,")) if mark == "," else plain


@cache
def _marks(language: str) -> str:
    from babel.numbers import get_decimal_symbol  # noqa: PLC0415 -- Babel is loaded only when something is written

    return get_decimal_symbol(language)


@cache
def _weekdays(language: str) -> dict[str, int]:
    from babel.dates import get_day_names  # noqa: PLC0415 -- see _marks

    return {name.casefold(): number for number, name in get_day_names("wide", "format", locale=language).items()}


@cache
def _months(language: str) -> dict[str, int]:
    """Return the names of the months, in full and abbreviated, with their numbers."""
    from babel.dates import get_month_names  # noqa: PLC0415 -- see _marks

    names = {}
    for width in ("wide", "abbreviated"):
        for number, name in get_month_names(width, "format", locale=language).items():
            names[name.casefold().rstrip(".")] = number
    return names
