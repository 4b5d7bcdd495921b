"""How the stories that meet a question divide: by outlet, by year, by who is named, by what was found in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, Select, func, select

from runtut.archive import fulltext
from runtut.archive.database import Database, chunks
from runtut.archive.filters import Filters
from runtut.archive.fulltext import STORY_WORDS
from runtut.archive.named import PERSON
from runtut.archive.search import Hit, Kind, check_demands, stories_of, within
from runtut.archive.sentences import sentence_at
from runtut.archive.tables import ENTITIES, FINDINGS, NAMES, OUTLETS, STORIES, VERSIONS
from runtut.values import dataclass

COUNTED = 5_000
"""Stories that are counted at most, the last added."""
PEOPLE = 600
"""Of these, stories whose people are counted: there are many in each."""
SHOWN = 12
"""Of each facet, those of the most stories."""


_NEWEST = (STORIES.c.id == VERSIONS.c.story) & (STORIES.c.newest == VERSIONS.c.id)


@dataclass(frozen=True, slots=True)
class Share:
    """A value, and how many of the stories have it."""

    value: str
    stories: int


@dataclass(frozen=True, slots=True)
class Facets:
    """How stories divide, those of the most stories first; years from the newest.

    Attributes:
        stories: how many were counted.
        cut: whether there are more.
        outlets: by outlet.
        years: by year of publication.
        people: by who is named, of the last added only where `people_cut`.
        rules: by what was found, the codes of rules.
        people_cut: whether people were counted in some of the stories alone.
    """

    stories: int
    cut: bool
    outlets: tuple[Share, ...]
    years: tuple[Share, ...]
    people: tuple[Share, ...]
    rules: tuple[Share, ...]
    people_cut: bool


def facets(database: Database, question: str, filters: Filters, *, language: str = "id") -> Facets:
    """Return how the stories that hold the words of a question, or meet the filters alone without any, divide.

    Raises:
        ArchiveError: the question has words, but none to be found by; or the database refuses.
    """
    with database.reading() as connection:
        asked = _ids(database, connection, question, filters, language).limit(COUNTED + 1)
        ids = list(connection.execute(asked).scalars())
        cut = len(ids) > COUNTED
        ids = ids[:COUNTED]
        some = ids[:PEOPLE]
        return Facets(
            len(ids),
            cut,
            _most(_outlets(connection, ids)),
            tuple(Share(*each) for each in sorted(_years(connection, ids).items(), reverse=True)),
            _most(_people(connection, some)),
            _most(_rules(connection, ids)),
            len(some) < len(ids),
        )


def newest(database: Database, filters: Filters, *, limit: int = 20, skip: int = 0) -> list[Hit]:
    """Return the stories that meet filters, those published last first, each by its first sentence.

    Raises:
        ArchiveError: the database refuses.
    """
    with database.reading() as connection:
        asked = (
            select(VERSIONS.c.id)
            .join(STORIES, _NEWEST)
            .where(*filters.conditions())
            .order_by(VERSIONS.c.day.desc().nulls_last(), VERSIONS.c.id.desc())
        )
        ids = list(connection.execute(asked.limit(limit).offset(skip)).scalars())
        rows = stories_of(connection, ids)
    hits = []
    for row in (rows[each] for each in ids):
        start, end = sentence_at(row.text, 0, 0)
        hits.append(
            Hit(
                kind=Kind.STORIES,
                story=row.story,
                day=row.day,
                outlet=row.outlet,
                title=row.title,
                url=row.url,
                start=start,
                end=end,
                excerpt=row.text[start:end],
                marks=(),
            )
        )
    return hits


def _ids(database: Database, connection: Connection, question: str, filters: Filters, language: str) -> Select[int]:
    if not question.strip():
        asked = select(VERSIONS.c.id).join(STORIES, _NEWEST).where(*filters.conditions())
        return asked.order_by((VERSIONS.c.id + 0).desc())  # by the filters first: few meet them
    demands = fulltext.terms(question, language)
    check_demands(database, demands)
    words = fulltext.matching(connection, STORY_WORDS, demands)
    return words.ids(*within(words.id, filters)).order_by(words.id.desc())


def _counted(
    connection: Connection, asked: Select[str, int], column: ColumnElement[int], ids: Sequence[int]
) -> Counter[str]:
    found: Counter[str] = Counter()
    for some in chunks(ids):
        for value, count in connection.execute(asked.where(column.in_(some))):
            if value is not None:
                found[value] += count
    return found


def _outlets(connection: Connection, ids: Sequence[int]) -> Counter[str]:
    asked = (
        select(OUTLETS.c.name, func.count())
        .select_from(VERSIONS)
        .join(STORIES, STORIES.c.id == VERSIONS.c.story)
        .join(OUTLETS, OUTLETS.c.id == STORIES.c.outlet)
        .group_by(OUTLETS.c.name)
    )
    return _counted(connection, asked, VERSIONS.c.id, ids)


def _years(connection: Connection, ids: Sequence[int]) -> Counter[str]:
    year = func.substr(VERSIONS.c.day, 1, 4).label("year")
    return _counted(connection, select(year, func.count()).group_by("year"), VERSIONS.c.id, ids)


def _people(connection: Connection, ids: Sequence[int]) -> Counter[str]:
    """Count full names: those of one word may be anybody's."""
    asked = (
        select(NAMES.c.name, func.count(ENTITIES.c.version.distinct()))
        .select_from(ENTITIES)
        .join(NAMES, NAMES.c.id == ENTITIES.c.name)
        .where(NAMES.c.type == PERSON, NAMES.c.key.like("% %"))
        .group_by(NAMES.c.name)
    )
    return _counted(connection, asked, ENTITIES.c.version, ids)


def _rules(connection: Connection, ids: Sequence[int]) -> Counter[str]:
    asked = select(FINDINGS.c.code, func.count(FINDINGS.c.version.distinct())).group_by(FINDINGS.c.code)
    return _counted(connection, asked, FINDINGS.c.version, ids)


def _most(counted: Counter[str]) -> tuple[Share, ...]:
    return tuple(Share(*each) for each in sorted(counted.items(), key=lambda each: (-each[1], each[0]))[:SHOWN])
