"""Questions in SQL, asked by a person: they can read everything and change nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from runtut.archive.database import Answer, Database, Refused
from runtut.archive.tables import METADATA
from runtut.i18n import N_
from runtut.record import ArchiveError


@contextmanager
def query(database: Database, statement: str, *, seconds: float = 60) -> Iterator[Answer]:
    """Give the answer to one SELECT; its rows are read as they are asked for.

    Args:
        database: the archive's.
        statement: one statement, in the database's SQL. Anything but a question is refused.
        seconds: how long it may take.

    Raises:
        ArchiveError: it is no question, is wrong, or takes too long (kind "query"), or the database refuses.
    """
    try:
        with database.asking(statement.strip().rstrip(";").rstrip(), seconds) as answer:
            yield Answer(_distinct(answer.columns), answer.rows)
    except Refused as refused:
        raise _told(database, statement, refused, seconds) from None


def _told(database: Database, statement: str, refused: Refused, seconds: float) -> ArchiveError:
    if refused.late:
        template = N_("{archive}: no answer within {seconds} seconds; ask for less, or give more time with --timeout")
        return ArchiveError(template, kind="query", archive=database.name, seconds=f"{seconds:g}")
    if refused.unknown:
        template = N_("{archive}: {reason}; the tables are {tables}")
    elif refused.change:
        template = N_("{archive}: a question is one SELECT, and changes nothing ({reason})")
    else:
        template = N_("{archive}: the question is not understood: {reason}")
    tables = tables_said(statement) if refused.unknown else ""
    return ArchiveError(template, kind="query", archive=database.name, reason=refused.reason, tables=tables)


def tables_said(statement: str) -> str:
    """Return the tables' names, those that a statement names with their columns: all, where it names none."""
    words = {word.casefold() for word in re.findall(r"\w+", statement)}
    named = {name for name in METADATA.tables if name in words} or set(METADATA.tables)
    return ", ".join(
        f"{name}({', '.join(column.name for column in table.columns)})" if name in named else name
        for name, table in sorted(METADATA.tables.items(), key=lambda item: (item[0] not in named, item[0]))
    )


def _distinct(columns: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of columns, those that come again numbered."""
    made: list[str] = []
    for name in columns:
        again = columns[: len(made)].count(name)
        made.append(f"{name}_{again + 1}" if again else name)
    return tuple(made)
