"""Full text: stories and quotations by the stems of their words, and what a question for them may say.

A question is words, `"words in a row"`, `-without`; all must hold. SQLite answers through FTS5, PostgreSQL through
tsvector; both are given stems, so both find the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    FromClause,
    Integer,
    Select,
    column,
    func,
    literal,
    literal_column,
    select,
    table,
    text,
)

from runtut.archive.database import Database
from runtut.archive.rows import PAGE
from runtut.archive.tables import VERSIONS
from runtut.archive.words import stems
from runtut.values import dataclass

STORY_WORDS = "story_words"
SAID_WORDS = "said_words"

_TERM = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')


@dataclass(frozen=True, slots=True)
class Term:
    """One demand of a question: stems that stand in a row, or must not."""

    stems: tuple[str, ...]
    without: bool = False


def terms(question: str, language: str = "id") -> tuple[Term, ...]:
    """Return the demands of a question."""
    found = []
    for sign, row, word in _TERM.findall(question):
        made = tuple(stems(row or word, language))
        if made:
            found.append(Term(made, sign == "-"))
    return tuple(found)


def fts5(demands: Iterable[Term]) -> str | None:
    """Return the demands as FTS5 writes them, None where there is nothing to be found by."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for each in demands:
        (unwanted if each.without else wanted).append('"' + " ".join(each.stems) + '"')
    if not wanted:
        return None
    return " AND ".join(wanted) + "".join(f" NOT {each}" for each in unwanted)


def tsquery(demands: Iterable[Term]) -> str | None:
    """Return the demands as PostgreSQL's `to_tsquery` takes them, None where there is nothing to be found by."""
    wanted: list[str] = []
    unwanted: list[str] = []
    for each in demands:
        row = " <-> ".join(f"'{stem}'" for stem in each.stems)
        (unwanted if each.without else wanted).append(f"({row})")
    if not wanted:
        return None
    return " & ".join([*wanted, *(f"!{each}" for each in unwanted)])


@dataclass(frozen=True, slots=True)
class Words:
    """The full text that holds what a question demands.

    Attributes:
        source: to be selected from.
        id: what it names its rows by.
        condition: holds of rows that match.
        rank: the smaller, the better a row matches.
    """

    source: FromClause
    id: ColumnElement[int]
    condition: ColumnElement[bool]
    rank: ColumnElement[float]

    def ids(self, *conditions: ColumnElement[bool]) -> Select[int]:
        """Return the question for the ids of what matches."""
        return select(self.id.label("id")).select_from(self.source).where(self.condition, *conditions)


def matching(connection: Connection, name: str, demands: Iterable[Term]) -> Words:
    """Return what of `STORY_WORDS` or `SAID_WORDS` meets the demands, at least one of which asks for words."""
    if connection.dialect.name == "sqlite":
        asked = fts5(demands)
        full = table(name, column("rowid", Integer))
        weights = ", 4.0, 1.0" if name == STORY_WORDS else ""
        rank: ColumnElement[float] = literal_column(f"bm25({name}{weights})")
        return Words(full, full.c.rowid, literal_column(name).op("MATCH")(asked), rank)
    query = func.to_tsquery(literal_column("'simple'"), literal(tsquery(demands)))
    full = table(name, column("id", BigInteger), column("words"))
    return Words(full, full.c.id, full.c.words.op("@@")(query), -func.ts_rank(full.c.words, query))


def index_stories(database: Database, connection: Connection, rows: Sequence[tuple[int, str, str]]) -> None:
    """Make stories findable: the version's id, the stems of its title, those of its text."""
    if database.engine.dialect.name == "sqlite":
        database.insert(connection, STORY_WORDS, ("rowid", "title", "body"), rows)
    else:
        made = text(
            f"INSERT INTO {STORY_WORDS} SELECT * FROM unnest(CAST(:ids AS int[]),"  # noqa: S608 -- the name is ours
            " ARRAY(SELECT setweight(to_tsvector('simple', t), 'A') || to_tsvector('simple', b)"
            " FROM unnest(CAST(:titles AS text[]), CAST(:bodies AS text[])) WITH ORDINALITY AS u(t, b, n) ORDER BY n))"
        )
        if rows:
            ids, titles, bodies = map(list, zip(*rows, strict=True))
            connection.execute(made, {"ids": ids, "titles": titles, "bodies": bodies})


def forget_stories(database: Database, connection: Connection, rows: Sequence[tuple[int, str, str]]) -> None:
    """Take stories out again; what was put in must be given."""
    if database.engine.dialect.name == "sqlite":
        database.insert(
            connection, STORY_WORDS, (STORY_WORDS, "rowid", "title", "body"), [("delete", *row) for row in rows]
        )
    else:
        gone = text(f"DELETE FROM {STORY_WORDS} WHERE id = ANY(:ids)")  # noqa: S608 -- the name is ours
        connection.execute(gone, {"ids": [row[0] for row in rows]})


def index_said(database: Database, connection: Connection, rows: Sequence[tuple[int, int, str]]) -> None:
    """Make quotations findable: the version's id, the quotation's number, the stems of its words."""
    placed = [(version * PAGE + n, words) for version, n, words in rows]
    if database.engine.dialect.name == "sqlite":
        database.insert(connection, SAID_WORDS, ("rowid", "body"), placed)
    elif placed:
        made = text(
            f"INSERT INTO {SAID_WORDS} SELECT id, to_tsvector('simple', body)"  # noqa: S608 -- the name is ours
            " FROM unnest(CAST(:ids AS bigint[]), CAST(:bodies AS text[])) AS u(id, body)"
        )
        ids, bodies = map(list, zip(*placed, strict=True))
        connection.execute(made, {"ids": ids, "bodies": bodies})


def forget_said(database: Database, connection: Connection, rows: Sequence[tuple[int, int, str]]) -> None:
    """Take quotations out again; what was put in must be given."""
    placed = [(version * PAGE + n, words) for version, n, words in rows]
    if database.engine.dialect.name == "sqlite":
        database.insert(connection, SAID_WORDS, (SAID_WORDS, "rowid", "body"), [("delete", *row) for row in placed])
    else:
        gone = text(f"DELETE FROM {SAID_WORDS} WHERE id = ANY(:ids)")  # noqa: S608 -- the name is ours
        connection.execute(gone, {"ids": [row[0] for row in placed]})


def said_like(
    database: Database, connection: Connection, runs: Iterable[Sequence[str]], *, days: tuple[str, str], most: int
) -> list[int]:
    """Return `version * PAGE + number` of quotations that hold one of some runs of stems, of stories of some days.

    Args:
        database: the archive's.
        connection: to it.
        runs: stems in a row.
        days: the first and the last day of publication, YYYY-MM-DD.
        most: how many are returned at most, the newest on file.
    """
    found = [Term(tuple(run)) for run in runs]
    if not found:
        return []
    if database.engine.dialect.name == "sqlite":
        match, id_, holds = " OR ".join(fts5([each]) or "" for each in found), "rowid", f"{SAID_WORDS} MATCH :match"
    else:
        match, id_, holds = (
            " | ".join(tsquery([each]) or "" for each in found),
            "id",
            "s.words @@ to_tsquery('simple', :match)",
        )
    asked = text(
        f"SELECT s.{id_} FROM {SAID_WORDS} AS s JOIN {VERSIONS.name} AS v ON v.id = s.{id_} / {PAGE}"  # noqa: S608 -- the names are ours
        f" WHERE {holds} AND v.day BETWEEN :first AND :last ORDER BY s.{id_} DESC LIMIT :most"
    )
    given = {"match": match, "first": days[0], "last": days[1], "most": most}
    return [row[0] for row in connection.execute(asked, given)]
