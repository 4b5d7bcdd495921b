"""The figures and days of a story with the words that stand by them, as they are compared with those of another."""

from __future__ import annotations

import datetime as dt
import math
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from types import SimpleNamespace
from typing import Any, NamedTuple

from sqlalchemy import Connection, Table, select

from runtut.archive.database import chunks
from runtut.archive.rows import layer_rows
from runtut.archive.sentences import sentence_at
from runtut.archive.surroundings import surroundings
from runtut.archive.tables import QUANTITIES, TIMES
from runtut.archive.weights import RARE, weights
from runtut.archive.words import placed_stems, stems
from runtut.languages import known_languages, load_pack
from runtut.record import PackError, Record
from runtut.values import dataclass

SIDE = 7
"""Words on each side that are looked at."""
NAMING = 3.0
"""What a word with a capital says at least, if it is a name that tells what is meant: one in twenty stories holds it."""
ANYONE = "people"
"""What a toll counts that leaves nobody out."""
OPENING = 300
"""Characters of the text, besides the title, that say what its figures are of."""
_KINDS = frozenset({"count", "money", "percent", "measure"})

Word = tuple[int, int, str]
"""Where a word begins and ends, and its stem."""

_TIME = (TIMES.c.start_char, TIMES.c.end_char, TIMES.c.type, TIMES.c.value, TIMES.c.anchor, TIMES.c.first, TIMES.c.last)

_NUMERAL = re.compile(r"\d+(?:[.,]?\d+)+")

_RUN_ON = re.compile(r"[.,]\s?\d")
"""Behind a figure: it is the first of a list, or was torn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A figure or a day with the words by it.

    Attributes:
        start: where it stands in the text.
        end: where it ends, exclusive.
        what: what is counted, or the unit; empty for days.
        kind: the kind of the figure, or day.
        per: what it is a rate by.
        low: the least it can mean; a day is its number since the year 1.
        high: the most it can mean.
        value: the plain number, or the day.
        by: stems that stand by it and say something.
        days: first and last day of each time in its sentence.
        toll: what it is the toll of: dead, injured, missing.
        names: stems of the words with a capital that stand by it, those in common use aside.
        around: the same of its sentence.
        plain: those of `by` without a capital.
        figures: its numerals of two digits or more, but for days.
        passing: whether what stands in its sentence says that it is measured anew all the time.
        dated: whether a day has its year written.
    """

    start: int
    end: int
    what: str
    kind: str
    per: str | None
    low: float
    high: float
    value: str
    by: frozenset[str]
    days: tuple[tuple[str, str], ...]
    toll: str | None
    names: frozenset[str]
    around: frozenset[str]
    plain: frozenset[str]
    figures: frozenset[str]
    passing: bool
    dated: bool = True


class Bounds(NamedTuple):
    """What a figure or a day can mean, apart from the words by it: see `Fact`."""

    kind: str
    what: str
    low: float
    high: float


class Told:
    """The figures and days of a story.

    Args:
        about: the story.
        times: the rows of its times that have a place on the calendar, in order.
        figures: the rows of its quantities, in order.

    Attributes:
        topic: stems that say what it is about.
        stems: every stem of its title and text.
        house: its outlet.
        language: its language.
    """

    def __init__(self, about: About, times: Sequence[Any], figures: Sequence[Any]) -> None:
        self.topic = frozenset(about.topic)
        self.stems = about.stems
        self.house = about.outlet
        self.language = about.language
        self._about = about
        self._times = times
        self._rows = figures
        self._days = _written(about.text, times, about.language)

    @classmethod
    def of(cls, record: Record, about: About) -> Told:
        """Return those of a story that need not be on file; its times and quantities must have been read."""
        layers = layer_rows(record)
        times = [row for row in _named(TIMES, layers["times"]) if row.last is not None]
        return cls(about, times, _named(QUANTITIES, layers["quantities"]))

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """The figures, then the days."""
        text, language = self._about.text, self.language
        spans = [(row.start_char, row.first[:10], row.last[:10]) for row in self._times]
        words = list(placed_stems(text, language))
        return (*_figures(text, words, self._rows, spans, language), *_dated(text, words, self._days, language))

    @cached_property
    def bounds(self) -> frozenset[Bounds]:
        """What they can mean: told without looking at the words by them."""
        figures = {_figure_bounds(row) for row in self._rows if _counts(row, self._about.text)}
        return frozenset(figures | {_day_bounds(row) for row in self._days})

    @cached_property
    def passing(self) -> bool:
        """Whether it is about what is measured anew all the time."""
        return _passing(f"{self._about.title or ''}\n{self._about.text[:OPENING]}", self.language)

    @cached_property
    def figures(self) -> frozenset[str]:
        """Every numeral of two digits or more."""
        return frozenset(_NUMERAL.findall(f"{self._about.title or ''}\n{self._about.text}"))


def told_by(connection: Connection, wanted: Mapping[int, About]) -> dict[int, Told]:
    """Return what versions tell, by their ids."""
    times: defaultdict[int, list[Any]] = defaultdict(list)
    figures: defaultdict[int, list[Any]] = defaultdict(list)
    dated = select(TIMES.c.version, *_TIME).where(TIMES.c.part == 0, TIMES.c.last.is_not(None))
    counted = select(QUANTITIES).where(QUANTITIES.c.part == 0)
    for some in chunks(sorted(wanted)):
        for table, asked, found in ((TIMES, dated, times), (QUANTITIES, counted, figures)):
            rows = asked.where(table.c.version.in_(some)).order_by(table.c.version, table.c.start_char)
            for row in connection.execute(rows).all():
                found[row.version].append(row)
    return {version: Told(about, times[version], figures[version]) for version, about in wanted.items()}


def _counts(row: Any, text: str) -> bool:
    return (
        row.value is not None
        and row.status == "stated"
        and row.kind in _KINDS
        and not _RUN_ON.match(text, row.end_char)
    )


def _figure_bounds(row: Any) -> Bounds:
    low = row.value if row.low is None and row.mod is None else row.low
    high = row.value if row.high is None and row.mod is None else row.high
    return Bounds(row.kind, row.unit, -math.inf if low is None else low, math.inf if high is None else high)


def _day_bounds(row: Any) -> Bounds:
    day = float(dt.date.fromisoformat(row.first[:10]).toordinal())
    return Bounds("day", "", day, day)


@dataclass(frozen=True, slots=True)
class About:
    """What of a story is needed besides its rows: see `Told`."""

    title: str | None
    text: str
    outlet: str | None
    topic: tuple[str, ...]
    stems: frozenset[str]
    language: str


def _named(table: Table, rows: Iterable[Sequence[Any]]) -> list[Any]:
    """Return rows of the text as a database gives them, in the order in which they stand."""
    names = [column.name for column in table.columns if column.name != "version"]
    made = [SimpleNamespace(**dict(zip(names, row, strict=True))) for row in rows]
    return sorted((row for row in made if row.part == 0), key=lambda row: row.start_char)


def _figures(
    text: str, words: Sequence[Word], rows: Sequence[Any], days: Sequence[tuple[int, str, str]], language: str
) -> Iterator[Fact]:
    spans = [(row.start_char, row.end_char) for row in rows]
    for row, (lo, hi) in zip(rows, surroundings(text, spans, language), strict=True):
        if not _counts(row, text):
            continue
        before, behind = _between(words, lo, row.start_char), _between(words, row.end_char, hi)
        start, end = sentence_at(text, row.start_char, row.end_char)
        toll = _toll(row, before[-3:], behind[:3], language) if row.kind == "count" else None
        bounds = _figure_bounds(row)
        yield Fact(
            start=row.start_char,
            end=row.end_char,
            what=ANYONE if toll and row.unit in load_pack(language).tolls.anyone else row.unit,
            kind=row.kind,
            per=row.per,
            low=bounds.low,
            high=bounds.high,
            value=f"{row.value:.12g}",
            by=_saying(before[-SIDE:], behind[:SIDE], language),
            days=tuple((since, until) for at, since, until in days if start <= at < end),
            toll=toll,
            names=_names(text, (*before[-SIDE:], *behind[:SIDE]), language),
            around=_names(text, _between(words, start, end)[1:], language),
            plain=_saying(_plain(text, before[-SIDE:]), _plain(text, behind[:SIDE]), language),
            figures=frozenset(_NUMERAL.findall(text, row.start_char, row.end_char)),
            passing=_passing(text[start:end], language),
        )


def _written(text: str, times: Sequence[Any], language: str) -> list[Any]:
    """Return the days that are written with their month: one that was worked out may have been worked out wrongly."""
    written = _dates(language)
    return [
        row
        for row in times
        if row.type in ("DATE", "TIME")
        and row.anchor in (None, "published")
        and row.first[:10] == row.last[:10]
        and written.search(text, row.start_char, row.end_char)
    ]


def _dated(text: str, words: Sequence[Word], rows: Sequence[Any], language: str) -> Iterator[Fact]:
    spans = [(row.start_char, row.end_char) for row in rows]
    for row, (lo, hi) in zip(rows, surroundings(text, spans, language), strict=True):
        before, behind = _between(words, lo, row.start_char), _between(words, row.end_char, hi)
        bounds = _day_bounds(row)
        yield Fact(
            start=row.start_char,
            end=row.end_char,
            what="",
            kind="day",
            per=None,
            low=bounds.low,
            high=bounds.high,
            value=row.first[:10],
            by=_saying(before[-SIDE:], behind[:SIDE], language),
            days=(),
            toll=None,
            names=_names(text, (*before[-SIDE:], *behind[:SIDE]), language),
            around=_names(text, _between(words, *sentence_at(text, row.start_char, row.end_char))[1:], language),
            plain=_saying(_plain(text, before[-SIDE:]), _plain(text, behind[:SIDE]), language),
            figures=frozenset(),
            passing=False,
            dated=row.anchor is None,
        )


def _between(words: Sequence[Word], start: int, end: int) -> Sequence[Word]:
    """Return the words between two places of the text."""
    return words[bisect_left(words, (start,)) : bisect_left(words, (end,))]


@cache
def _dates(language: str) -> re.Pattern[str]:
    """Return what a date has that is written with its month: `12/9`, `12 September`."""
    known = language in known_languages()
    months = (*load_pack(language).times.months, *load_pack(language).times.month_abbreviations) if known else ()
    named = "".join(rf"|\d\s*{re.escape(each)}\b" for each in months)
    return re.compile(rf"\d\s?[/-]\s?\d{named}", re.IGNORECASE)


def _names(text: str, words: Sequence[Word], language: str) -> frozenset[str]:
    known, calendar = weights(language) or {}, _calendar(language)
    return frozenset(
        stem
        for start, _, stem in words
        if text[start].isupper() and known.get(stem, RARE) >= NAMING and len(stem) > 1 and stem not in calendar
    )


@cache
def _calendar(language: str) -> frozenset[str]:
    """Return the stems of months and weekdays, which name nothing but a day."""
    if language not in known_languages():
        return frozenset()
    times = load_pack(language).times
    return frozenset(stem for word in (*times.months, *times.weekdays) for stem in stems(word, language))


def _plain(text: str, words: Sequence[Word]) -> list[Word]:
    return [each for each in words if text[each[0]].islower()]


@cache
def _anew(language: str) -> re.Pattern[str] | None:
    words = load_pack(language).series.measured if language in known_languages() else ()
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})", re.IGNORECASE) if words else None


def _passing(sentence: str, language: str) -> bool:
    words = _anew(language)
    return words is not None and words.search(sentence) is not None


def _saying(before: Sequence[Word], behind: Sequence[Word], language: str) -> frozenset[str]:
    known = weights(language) or {}
    return frozenset(
        stem
        for _, _, stem in (*before, *behind)
        if len(stem) > 1 and not stem.isdigit() and known.get(stem, RARE) > 1.0
    )


def _toll(row: Any, before: Sequence[Word], behind: Sequence[Word], language: str) -> str | None:
    """Return what a figure is the toll of: the words of one toll, and of one alone, stand right by it."""
    people, tolls = _tolls(language)
    near = {stem for _, _, stem in (*before, *behind)}
    found = [name for name, words in tolls if words & near]
    return found[0] if len(found) == 1 and row.unit in people else None


@cache
def _tolls(language: str) -> tuple[frozenset[str], tuple[tuple[str, frozenset[str]], ...]]:
    try:
        pack = load_pack(language).tolls
    except PackError:
        return frozenset(), ()
    named = {
        name: frozenset(stem for word in words for stem in stems(word, language)) for name, words in pack.tolls.items()
    }
    return frozenset(pack.people), tuple(named.items())
