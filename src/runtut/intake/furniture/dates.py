"""Date lines: when a story was published or last changed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from runtut.intake.furniture.patterns import Patterns, patterns_of
from runtut.languages import Pack
from runtut.languages.patterns import late

_AROUND = " \t\xa0|•·,"
_CLOCK = 30  # characters of the part after a day that can tell the hour
_BETWEEN = late(r"\s{0,9}[|•·]\s{0,9}|(?<=[a-z])(?=\d{1,2}\s?[^\W\d]{3})|(?<=[a-z\d])(?=[A-Z][a-z]{2,8},\s?\d)")
_DIGIT = late(r"\d")
_LONGEST_INSIDE = 100
_OPENS = late(r"[-–—/]\s{0,3}(?=\d|[^\W\d]{3,8},)")  # what a page puts between a name and the date


def read_date_line(line: str, pack: Pack) -> dt.datetime | dt.date | None:
    """Return the moment a date line gives, or None where the line is anything else.

    Aware where a zone is written, naive where only a clock is, a date where neither is. Reads
    `Selasa, 12 September 2023 | 11:03 WIB`, `Kompas.com - 12/09/2023, 11:03 WIB`, `29 Des 2023`.
    """
    line = line.strip(_AROUND)
    opens = _OPENS.match(line)
    line = line[opens.end() :] if opens is not None else line
    if not 8 <= len(line) <= 140:
        return None
    words = patterns_of(pack)
    match = _date_line(line, words)
    return _moment(match, words) if match is not None else None


def _date_line(line: str, words: Patterns) -> re.Match[str] | None:
    return words.date_line.match(line) if _DIGIT.search(line) else None


def split_line(line: str) -> list[str]:
    """Return the parts of a line between signs, or between elements that a page shows apart: `Warga12 Mei 2024`."""
    return [part for part in _BETWEEN.split(line) if part]


def find_date(line: str, pack: Pack, parts: Sequence[str] = ()) -> dt.date | None:
    """Return the moment that a line tells, or that a part of it does, beside a name, a section, a count of readers.

    `parts` are what the line is put together from, where that is known.
    """
    whole = read_date_line(line, pack)
    if isinstance(whole, dt.datetime):
        return whole
    segments = [piece for part in parts or (line,) for piece in split_line(part)]
    for at, segment in enumerate(segments if len(segments) > 1 else ()):
        if is_modified_line(segment, pack):
            continue
        read = read_date_line(segment, pack)
        if not isinstance(read, dt.datetime) and at + 1 < len(segments) and len(segments[at + 1]) <= _CLOCK:
            read = read_date_line(f"{segment} {segments[at + 1]}", pack) or read
        if isinstance(read, dt.datetime):
            return read
        whole = whole or read
    return whole or _inside(line, patterns_of(pack))


def _inside(line: str, words: Patterns) -> dt.date | None:
    """Return the moment, with its weekday or its hour, in a line that is no sentence: `Kabar Senin, 17 Mei 2020 0 Komentar`."""
    if len(line) > _LONGEST_INSIDE or line[-1:] in '.!?”"':
        return None
    found = words.date_inside.search(line) if _DIGIT.search(line) else None
    if found is None or not (found["weekday"] or found["hour"]):
        return None
    return _moment(found, words)


def is_modified_line(line: str, pack: Pack) -> bool:
    """Whether a date line tells when the page was last changed rather than published."""
    match = _date_line(line.strip(_AROUND)[:140], patterns_of(pack))
    return match is not None and match["modified"] is not None


def names_publication(line: str, pack: Pack) -> bool:
    """Whether a date line says in a word that it tells when something was published or changed."""
    match = _date_line(line.strip(_AROUND)[:140], patterns_of(pack))
    return match is not None and (match["modified"] is not None or match["published"] is not None)


def _moment(match: re.Match[str], words: Patterns) -> dt.datetime | dt.date | None:
    try:
        if match["iso"]:
            day = dt.date.fromisoformat(match["iso"])
        else:
            name = match["name"] or match["name2"] or match["name3"]
            month = words.months[name.casefold()] if name else int(match["month"])
            year = int(match["year"] or match["year2"] or 2000 + int(match["year3"]))
            number = int(match["day"] or match["day2"] or match["day3"])
            if month > 12 >= number:
                month, number = number, month
            day = dt.date(year, month, number)
        if not match["hour"]:
            return day
        hour = int(match["hour"])
        if match["half"] is not None:
            hour = hour % 12 + (12 if match["half"] in "pP" else 0)
        clock = dt.time(hour, int(match["minute"]), int(match["second"] or 0))
    except ValueError:
        return None
    zone = None
    if match["zone"]:
        hours = words.zones[match["zone"].casefold()] + int(match["shift"] or 0)
        if abs(hours) < 24:
            zone = dt.timezone(dt.timedelta(hours=hours))
    return dt.datetime.combine(day, clock, zone)
