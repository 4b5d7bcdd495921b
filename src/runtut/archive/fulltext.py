"""Full text: stories and quotations by the stems of their words, and what a question for them may say.

A question is words, `"words in a row"`, `-without`; all must hold. SQLite answers through FTS5, PostgreSQL through
tsvector; both are given stems, so both find the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, text

from runtut.archive.database import Database
from runtut.archive.rows import PAGE
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
