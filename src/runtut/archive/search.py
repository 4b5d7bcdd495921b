"""Words looked up in stories, quotations, figures, times and findings, with what stands around each hit."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, select

from runtut.archive import fulltext
from runtut.archive.bearers import Bearers
from runtut.archive.database import Database, chunks
from runtut.archive.filters import Filters
from runtut.archive.fulltext import SAID_WORDS, STORY_WORDS, Term, Words
from runtut.archive.named import names_with
from runtut.archive.rows import PAGE
from runtut.archive.sentences import sentence_at
from runtut.archive.tables import ENTITIES, FINDINGS, OUTLETS, QUANTITIES, QUOTATIONS, STORIES, TIMES, VERSIONS
from runtut.archive.words import placed_stems
from runtut.i18n import N_
from runtut.record import ArchiveError
from runtut.values import dataclass


class Kind(StrEnum):
    """What can be searched."""

    STORIES = "stories"
    QUOTATIONS = "quotations"
    FIGURES = "figures"
    TIMES = "times"
    FINDINGS = "findings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One find, in the newest text of a story. All offsets are code points, half open.

    Attributes:
        kind: what was found.
        story: the id of its story.
        day: when it was published.
        outlet: by whom.
        title: the story's title.
        url: its address.
        speaker: who said a quotation.
        value: what a figure or a time means; the code of a finding.
        start: where it begins in the text.
        end: where it ends.
        excerpt: what stands around it, a sentence or less.
        marks: the words asked for, in the excerpt.
    """

    kind: Kind
    story: int
    day: str | None
    outlet: str | None
    title: str | None
    url: str | None
    speaker: str | None = None
    value: str | None = None
    start: int
    end: int
    excerpt: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for.

    Attributes:
        question: words; see `fulltext`.
        kinds: where; the hits come in this order.
        filters: which stories.
        speaker: a part of the name of who said a quotation; then only quotations are found.
        limit: hits of each kind at most.
        skip: so many of each kind, the best, are left out: those shown before.
        language: the language of the question, whose stems are taken.
    """

    question: str
    kinds: tuple[Kind, ...] = (Kind.STORIES,)
    filters: Filters = Filters()
    speaker: str | None = None
    limit: int = 20
    skip: int = 0
    language: str = "id"

    @property
    def last(self) -> int:
        """How many have to be found of a kind for those wanted to be among them."""
        return self.skip + self.limit


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found.

    Attributes:
        hits: the best of each kind first.
        newest: kinds of which so much matched that it was not ranked: the hits are the newest of those added last.
    """

    hits: tuple[Hit, ...]
    newest: tuple[Kind, ...] = ()


RANKED = 2_000
"""Matches at most that are ranked: the time it takes grows with their number. Of more, the newest are shown."""

WINDOW = 20_000
"""Matches at most, the last added, of which the newest are sought where more than `RANKED` match; with demands on the
stories or the speaker, `RANKED` of those that meet them."""

STORIES_READ = 120
"""Stories, the best matches first, in whose sentences figures, times and findings are sought. Most hold several."""


def search(database: Database, wanted: Search) -> Answer:
    """Return what matches, the best of each kind first; of each story its newest version.

    Raises:
        ArchiveError: the question has no word in it, or the database refuses.
    """
    demands = fulltext.terms(wanted.question, wanted.language)
    check_demands(database, demands)
    kinds = (Kind.QUOTATIONS,) if wanted.speaker else tuple(dict.fromkeys(wanted.kinds))
    hits: list[Hit] = []
    newest = []
    with database.reading() as connection:
        for kind in kinds:
            ranked, found = _FINDERS[kind](connection, demands, wanted)
            hits += found[: wanted.limit]
            if not ranked:
                newest.append(kind)
    return Answer(tuple(hits), tuple(newest))


def check_demands(database: Database, demands: Sequence[Term]) -> None:
    """Raise an ArchiveError where a question has no word to be found by."""
    if all(each.without for each in demands):
        template = N_("{archive}: the question has no word to be found by; write a word or a name")
        raise ArchiveError(template, kind="query", archive=database.name)


_Found = tuple[bool, list[Hit]]
"""Whether the hits are the best, not the newest; and the hits."""


# ---------------------------------------------------------------- which


def within(version: ColumnElement[int], filters: Filters) -> list[ColumnElement[bool]]:
    """Return what a version's number must meet; written so that the full text is asked first, once."""
    made: list[ColumnElement[bool]] = []
    if filters.since or filters.until:
        days = Filters(since=filters.since, until=filters.until)
        made.append((version + 0).in_(select(VERSIONS.c.id).where(*days.conditions())))
    if filters.outlets:
        theirs = Filters(outlets=filters.outlets)
        made.append((version + 0).in_(select(STORIES.c.newest).where(*theirs.conditions())))
    if filters.person or filters.rule:
        those = Filters(person=filters.person, rule=filters.rule)
        made.append((version + 0).in_(select(VERSIONS.c.id).where(*those.conditions())))
    return made


def best(
    connection: Connection,
    words: Words,
    version: ColumnElement[int],
    conditions: Sequence[ColumnElement[bool]],
    limit: int,
) -> tuple[bool, list[int]]:
    """Return the ids of the best matches, or, where too many match to rank them, of the newest; and whether they are the best."""
    some = words.ids().limit(RANKED + 1).subquery()
    count = connection.execute(select(func.count()).select_from(some)).scalar_one()
    if count <= RANKED:
        asked = words.ids(*conditions).order_by(words.rank, words.id.desc()).limit(limit)
        return True, list(connection.execute(asked).scalars())
    if conditions:  # what so many must meet is costly to ask twice
        last_added = words.ids(*conditions).order_by(words.id.desc()).limit(RANKED)
        size = 1 if version is words.id else PAGE
        return False, _newest(connection, list(connection.execute(last_added).scalars()), size)[:limit]
    last = words.ids(*conditions).order_by(words.id.desc()).limit(WINDOW).subquery()
    place = last.c.id if version is words.id else last.c.id // PAGE
    by_day = (VERSIONS.c.day.desc().nulls_last(), VERSIONS.c.id.desc())
    # "+ 0" keeps SQLite from looking up each of the many: it walks the index of days, and stops soon.
    days = select(VERSIONS.c.id).where((VERSIONS.c.id + 0).in_(select(place))).order_by(*by_day).limit(limit)
    newest = list(connection.execute(days).scalars())
    if version is words.id:
        return False, newest
    found: list[int] = []
    for each in newest:
        inside = words.ids(words.id.between(each * PAGE, each * PAGE + PAGE - 1), *conditions).order_by(words.id)
        found += connection.execute(inside.limit(limit - len(found))).scalars()
        if len(found) == limit:
            break
    return False, found


def _newest(connection: Connection, ids: Sequence[int], size: int) -> list[int]:
    """Return ids, of which `size` belong to a version, by the day of publication, the newest first."""
    days: dict[int, str] = {}
    for some in chunks(sorted({each // size for each in ids})):
        asked = select(VERSIONS.c.id, VERSIONS.c.day).where(VERSIONS.c.id.in_(some))
        days.update((row.id, row.day or "") for row in connection.execute(asked))
    return sorted(ids, key=lambda each: (days[each // size], each // size, -each), reverse=True)


_COLUMNS = (
    *(VERSIONS.c.id, STORIES.c.id.label("story"), VERSIONS.c.day, OUTLETS.c.name.label("outlet")),
    *(VERSIONS.c.title, STORIES.c.url, VERSIONS.c.text, VERSIONS.c.language),
)


def stories_of(connection: Connection, versions: Sequence[int]) -> dict[int, Any]:
    """Return versions by their ids: `id`, `story`, `day`, `outlet`, `title`, `url`, `text`, `language`."""
    joined = VERSIONS.join(STORIES, STORIES.c.id == VERSIONS.c.story).outerjoin(
        OUTLETS, OUTLETS.c.id == STORIES.c.outlet
    )
    asked = select(*_COLUMNS).select_from(joined)
    return {
        row.id: row for some in chunks(versions) for row in connection.execute(asked.where(VERSIONS.c.id.in_(some)))
    }


# ---------------------------------------------------------------- finders


def _stories(connection: Connection, demands: Sequence[Term], wanted: Search) -> _Found:
    words = fulltext.matching(connection, STORY_WORDS, demands)
    ranked, ids = best(connection, words, words.id, within(words.id, wanted.filters), wanted.last)
    ids = ids[wanted.skip :]
    rows = stories_of(connection, ids)
    hits = []
    for row in (rows[each] for each in ids):
        marks = _marks(placed_stems(row.text, row.language), demands)
        start, end = sentence_at(row.text, *(marks[0] if marks else (0, 0)))
        hits.append(_hit(Kind.STORIES, row, (start, end), (start, end), marks))
    return ranked, hits


def _quotations(connection: Connection, demands: Sequence[Term], wanted: Search) -> _Found:
    words = fulltext.matching(connection, SAID_WORDS, demands)
    version = words.id // PAGE
    conditions = within(version, wanted.filters)
    if wanted.speaker:
        said = (
            select(QUOTATIONS.c.version * PAGE + QUOTATIONS.c.n)
            .select_from(ENTITIES)
            .join(QUOTATIONS, (QUOTATIONS.c.version == ENTITIES.c.version) & (QUOTATIONS.c.entity == ENTITIES.c.n))
            .where(ENTITIES.c.name.in_(Bearers(connection).names(names_with(connection, wanted.speaker))))
        )
        conditions.append((words.id + 0).in_(said))
    ranked, ids = best(connection, words, version, conditions, wanted.last)
    ids = ids[wanted.skip :]
    rows = stories_of(connection, sorted({each // PAGE for each in ids}))
    asked = select(QUOTATIONS).where(QUOTATIONS.c.version.in_(rows))
    said_in = {(each.version, each.n): each for each in connection.execute(asked)}
    hits = []
    for id_ in ids:
        row, said_there = rows[id_ // PAGE], said_in[divmod(id_, PAGE)]
        start, end = said_there.start_char, said_there.end_char
        placed = ((s + start, e + start, stem) for s, e, stem in placed_stems(row.text[start:end], row.language))
        place = (start, end)
        hits.append(_hit(Kind.QUOTATIONS, row, place, place, _marks(placed, demands), speaker=said_there.speaker))
    return ranked, hits


def _annotations(table: Table, kind: Kind, connection: Connection, demands: Sequence[Term], wanted: Search) -> _Found:
    """Find annotations in sentences that hold the words asked for, in the stories that match best."""
    words = fulltext.matching(connection, STORY_WORDS, demands)
    conditions = within(words.id, wanted.filters)
    if table is FINDINGS:  # few stories have one
        conditions.append((words.id + 0).in_(select(FINDINGS.c.version)))
    ranked, ids = best(connection, words, words.id, conditions, STORIES_READ)
    hits: list[Hit] = []
    for at in range(0, len(ids), 20):
        rows = stories_of(connection, ids[at : at + 20])
        asked = select(table).where(table.c.version.in_(rows)).order_by(table.c.version, table.c.n)
        inside: dict[int, list[Any]] = {}
        for each in connection.execute(asked):
            inside.setdefault(each.version, []).append(each)
        for id_ in ids[at : at + 20]:
            hits += _inside(kind, rows[id_], inside.get(id_, ()), demands)
            if len(hits) >= wanted.last:
                return ranked, hits[wanted.skip : wanted.last]
    return ranked, hits[wanted.skip :]


def _inside(kind: Kind, row: Any, annotations: Sequence[Any], demands: Sequence[Term]) -> Iterator[Hit]:
    known: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for each in annotations:
        place = _place(each)
        if place is None:
            continue
        sentence = sentence_at(row.text, *place)
        if sentence not in known:
            start, end = sentence
            placed = [(s + start, e + start, x) for s, e, x in placed_stems(row.text[start:end], row.language)]
            known[sentence] = _marks(placed, demands) if _all_in(placed, demands) else []
        if known[sentence]:
            yield _hit(kind, row, place, sentence, known[sentence], value=_value(each))


def _place(annotation: Any) -> tuple[int, int] | None:
    """Return where an annotation stands in the text; a finding by the first of its sides that stands there."""
    if hasattr(annotation, "sides"):
        sides = json.loads(annotation.sides)
        return next(((start, end) for part, start, end in sides if part == 0), None)
    return (annotation.start_char, annotation.end_char) if annotation.part == 0 else None


def _value(annotation: Any) -> str:
    if hasattr(annotation, "code"):
        return str(annotation.code)
    if hasattr(annotation, "unit"):
        if annotation.value is None:
            return str(annotation.unit)
        upper = "" if annotation.upper is None else f"-{annotation.upper:.15g}"
        return f"{annotation.value:.15g}{upper} {annotation.unit}".strip()
    return str(annotation.value)


_FINDERS: dict[Kind, Callable[[Connection, Sequence[Term], Search], _Found]] = {
    Kind.STORIES: _stories,
    Kind.QUOTATIONS: _quotations,
    Kind.FIGURES: partial(_annotations, QUANTITIES, Kind.FIGURES),
    Kind.TIMES: partial(_annotations, TIMES, Kind.TIMES),
    Kind.FINDINGS: partial(_annotations, FINDINGS, Kind.FINDINGS),
}


# ---------------------------------------------------------------- excerpts


def _runs(placed: Sequence[tuple[int, int, str]], term: Term) -> Iterator[int]:
    """Yield where among the words a term's begin."""
    length = len(term.stems)
    for at in range(len(placed) - length + 1):
        if placed[at][2] == term.stems[0] and all(placed[at + n][2] == term.stems[n] for n in range(1, length)):
            yield at


def _marks(
    placed: Iterator[tuple[int, int, str]] | Sequence[tuple[int, int, str]], demands: Sequence[Term]
) -> list[tuple[int, int]]:
    """Return where the words asked for stand, in order."""
    words = list(placed)
    found = {
        (words[at + n][0], words[at + n][1])
        for term in demands
        if not term.without
        for at in _runs(words, term)
        for n in range(len(term.stems))
    }
    return sorted(found)


def _all_in(placed: Sequence[tuple[int, int, str]], demands: Sequence[Term]) -> bool:
    """Whether all the words asked for stand there; what must not, must not stand in the story."""
    return all(term.without or next(_runs(placed, term), None) is not None for term in demands)


def _hit(
    kind: Kind,
    row: Any,
    place: tuple[int, int],
    around: tuple[int, int],
    marks: Sequence[tuple[int, int]],
    *,
    speaker: str | None = None,
    value: str | None = None,
) -> Hit:
    first, last = around
    return Hit(
        kind=kind,
        story=row.story,
        day=row.day,
        outlet=row.outlet,
        title=row.title,
        url=row.url,
        speaker=speaker,
        value=value,
        start=place[0],
        end=place[1],
        excerpt=row.text[first:last],
        marks=tuple((s - first, e - first) for s, e in marks if first <= s and e <= last),
    )
