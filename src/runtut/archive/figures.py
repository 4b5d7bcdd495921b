"""Which figures stories give for something, who gave them, and how they change over time.

A question for "dead of the flood in Samar" has words that stand by the figure, and words that only tell which stories are
meant. Which are which is seen from the stories found: how often each word stands by a figure there, of all times it
stands anywhere.
"""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from sqlalchemy import select

from runtut.archive.database import Database, chunks
from runtut.archive.fulltext import Term
from runtut.archive.matches import Question, matching_stories
from runtut.archive.sentences import sentence_at
from runtut.archive.surroundings import surroundings
from runtut.archive.tables import QUANTITIES, QUOTATIONS
from runtut.archive.voices import voices
from runtut.archive.words import places_of, stems
from runtut.values import dataclass

READ = 80
"""Stories, the best matches first, whose figures are looked at."""
SPLIT = 0.4
"""A word stands by the figure where it does so this often as that which does most."""
COVERED = 0.55
"""How much of the words that stand by figures must stand by one, the rare ones weighing more; elsewhere in its sentence
a word counts half."""
CLOSE = 35
"""Characters on each side of a figure in which a word is that counts for `SPLIT`."""
_ROW = 40
"""Characters that a word of a row takes at most, with what is beside it."""
PAUSE = 21
"""Days without a figure after which a total is taken to be another event's."""
_LEFT_OUT = ("score", "number", "fraction")


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure, with what it counts and who gives it.

    Attributes:
        value: the plain number; `upper` is the other end of a range.
        low: the least the writing can mean; None where open.
        high: the most it can mean; None where open.
        mod: approx, at_least or at_most.
        written: the words of the figure.
        story: the id of the story on file; `day`, `outlet`, `title` and `url` are the story's.
        voice: a number that copies of one text share.
        speaker: who gives it, where it stands in a quotation.
        start: where it stands in the story's text.
        end: where it ends, exclusive.
        excerpt: the sentence.
    """

    value: float
    upper: float | None
    low: float | None
    high: float | None
    mod: str | None
    unit: str
    kind: str
    per: str | None
    period: str | None
    status: str
    written: str
    story: int
    day: str | None
    outlet: str | None
    title: str | None
    url: str | None
    voice: int
    speaker: str | None
    start: int
    end: int
    excerpt: str


@dataclass(frozen=True, slots=True)
class Point:
    """What was said on one day: the least and the largest figure, and how many voices and outlets gave any."""

    day: str
    low: float
    high: float
    voices: int
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one unit over time; `growing` tells that they are a total that grew from day to day."""

    unit: str
    kind: str
    figures: int
    growing: bool
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """What was found: the words that were looked for by the figures, those looked for anywhere, and the figures by day."""

    by_figure: tuple[str, ...]
    in_story: tuple[str, ...]
    figures: tuple[Figure, ...]
    series: tuple[Series, ...]


@dataclass(slots=True)
class _Found:
    story: Any
    row: Any
    near: frozenset[int]
    around: frozenset[int]


def figures(database: Database, wanted: Question) -> Figures:
    """Return the figures that stories give for something, by day; of all that were found at most `limit`, the latest.

    Raises:
        ArchiveError: the question has no word to be found by, or the database refuses.
    """
    wanted.check(database)
    demands = wanted.demands
    with database.reading() as connection:
        stories = matching_stories(connection, wanted, READ)
        rows: defaultdict[int, list[Any]] = defaultdict(list)
        for some in chunks([each.id for each in stories]):
            asked = select(QUANTITIES).where(QUANTITIES.c.version.in_(some), QUANTITIES.c.part == 0)
            for row in connection.execute(asked.order_by(QUANTITIES.c.version, QUANTITIES.c.start_char)).all():
                rows[row.version].append(row)
        found, chosen = _chosen(stories, rows, demands, wanted.language)
        found = sorted(found, key=lambda each: (each.story.day or "", each.story.id, each.row.start_char))
        voice = voices(connection, {each.story.id for each in found})
        speakers: dict[tuple[int, int], str | None] = {}
        for some in chunks(sorted({each.story.id for each in found})):
            asked = select(QUOTATIONS.c.version, QUOTATIONS.c.n, QUOTATIONS.c.speaker)
            for version, n, speaker in connection.execute(asked.where(QUOTATIONS.c.version.in_(some))).all():
                speakers[version, n] = speaker
    made = [_figure(each, voice, speakers) for each in found]
    words = wanted.written
    return Figures(
        tuple(words[n] for n in range(len(demands)) if n in chosen),
        tuple(words[n] for n in range(len(demands)) if n not in chosen),
        tuple(made[-wanted.limit :]),
        tuple(series(made)),
    )


def _chosen(
    stories: Sequence[Any], rows: dict[int, list[Any]], demands: Sequence[Term], language: str
) -> tuple[list[_Found], set[int]]:
    """Return the figures that the words asked for stand by, and the numbers of those words."""
    everywhere: Counter[int] = Counter()
    by_figures: Counter[int] = Counter()
    found: list[_Found] = []
    places = _places([story.text for story in stories], demands, language)
    for story, hits in zip(stories, places, strict=True):
        everywhere.update(n for _, n in hits)
        listed = [row for row in rows[story.id] if row.value is not None and row.kind not in _LEFT_OUT]
        spans = [(row.start_char, row.end_char) for row in listed]
        for row, (lo, hi) in zip(listed, surroundings(story.text, spans, language), strict=True):
            near = {n for at, n in hits if lo <= at < hi}
            if near:
                first, last = max(lo, row.start_char - CLOSE), min(hi, row.end_char + CLOSE)
                by_figures.update({n for at, n in hits if first <= at < last})
                start, end = sentence_at(story.text, row.start_char, row.end_char)
                around = {n for at, n in hits if start <= at < end} - near
                found.append(_Found(story, row, frozenset(near), frozenset(around)))
    share = {n: by_figures[n] / everywhere[n] for n in by_figures if everywhere[n]}
    most = max(share.values(), default=0.0)
    chosen = {n for n, each in share.items() if each >= SPLIT * most}
    weight = {n: math.log(1 + len(found) / sum(n in each.near for each in found)) for n in chosen}
    enough = COVERED * sum(weight.values())

    def covered(each: _Found) -> float:
        return sum(weight[n] for n in each.near & chosen) + sum(weight[n] for n in each.around & chosen) / 2

    return [each for each in found if covered(each) >= enough], chosen


def _places(texts: Sequence[str], demands: Sequence[Term], language: str) -> list[list[tuple[int, int]]]:
    """Return for each text where the words of a demand stand in a row, and the demand's number."""
    by_first: defaultdict[str, list[tuple[int, tuple[str, ...]]]] = defaultdict(list)
    for n, each in enumerate(demands):
        by_first[each.stems[0]].append((n, each.stems))
    found = []
    for text in texts:
        hits = []
        for start, _, stem in places_of(text, by_first, language):
            for n, wanted in by_first[stem]:
                row = stems(text[start : start + _ROW * len(wanted)], language) if wanted[1:] else wanted
                if tuple(row[: len(wanted)]) == wanted:
                    hits.append((start, n))
        found.append(hits)
    return found


def _figure(each: _Found, voice: dict[int, int], speakers: dict[tuple[int, int], str | None]) -> Figure:
    story, row = each.story, each.row
    start, end = sentence_at(story.text, row.start_char, row.end_char)
    return Figure(
        value=row.value,
        upper=row.upper,
        low=row.low,
        high=row.high,
        mod=row.mod,
        unit=row.unit,
        kind=row.kind,
        per=row.per,
        period=row.period,
        status=row.status,
        written=story.text[row.start_char : row.end_char],
        story=story.story,
        day=story.day,
        outlet=story.outlet,
        title=story.title,
        url=story.url,
        voice=voice[story.id],
        speaker=None if row.quotation is None else speakers.get((story.id, row.quotation)),
        start=row.start_char,
        end=row.end_char,
        excerpt=" ".join(story.text[start:end].split()),
    )


def series(found: Iterable[Figure]) -> list[Series]:
    """Return the figures of each unit by day, the unit with the most first; what has no day is left out.

    A pause of more than `PAUSE` days begins another series.
    """
    by_unit: defaultdict[tuple[str, str], defaultdict[str, list[Figure]]] = defaultdict(lambda: defaultdict(list))
    for each in found:
        if each.day is not None and each.status == "stated":
            by_unit[each.unit, each.kind][each.day].append(each)
    made = []
    for (unit, kind), days in by_unit.items():
        runs: list[list[str]] = []
        for day in sorted(days):
            if runs and (dt.date.fromisoformat(day) - dt.date.fromisoformat(runs[-1][-1])).days <= PAUSE:
                runs[-1].append(day)
            else:
                runs.append([day])
        for run in runs:
            points = tuple(_point(day, days[day]) for day in run)
            made.append(Series(unit, kind, sum(len(days[day]) for day in run), _grows(points), points))
    return sorted(made, key=lambda each: (-each.figures, each.unit, each.points[0].day))


def _point(day: str, those: Sequence[Figure]) -> Point:
    values = [value for each in those for value in (each.value, each.upper) if value is not None]
    outlets = tuple(sorted({each.outlet for each in those if each.outlet}))
    return Point(day, min(values), max(values), len({each.voice for each in those}), outlets)


def _grows(points: Sequence[Point]) -> bool:
    """Whether the largest figure of no day is less than that of the day before, and the last is more than the first."""
    largest = [each.high for each in points]
    return len(points) > 1 and largest[-1] > largest[0] and all(a <= b for a, b in pairwise(largest))
