"""Rows of things that many stories share, outlets and names: found by what they are known by, and written once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Table, select

from runtut.archive.database import Database, chunks
from runtut.archive.tables import NAME_WORDS, NAMES, OUTLETS


def ids_of(
    database: Database, connection: Connection, table: Table, wanted: Iterable[tuple[Any, ...]]
) -> dict[tuple[Any, ...], int]:
    """Return the id of each row of a table of things that stories share, by the columns it is known by; new ones are written.

    Rows begin with those columns. Another writer may be writing the same: whoever comes second waits, and takes the first's.
    """
    rows = {row[: _KNOWN_BY[table.name]]: row for row in sorted(wanted)}
    found = _found(connection, table, rows)
    missing = [row for key, row in rows.items() if key not in found]
    if missing:
        ids = database.allocate(connection, table, len(missing))
        database.insert_new(
            connection, table.name, names_of(table), [(n, *row) for n, row in zip(ids, missing, strict=True)]
        )
        made = _found(connection, table, [row[: _KNOWN_BY[table.name]] for row in missing])
        if table is NAMES:
            words = sorted((word, made[row[:2]]) for row in missing for word in set(row[2].split()))
            database.insert_new(connection, NAME_WORDS.name, ("word", "name"), words)
        found |= made
    return found


_KNOWN_BY = {OUTLETS.name: 1, NAMES.name: 2}
"""How many of the columns after the id tell one row from another."""


def _found(connection: Connection, table: Table, keys: Iterable[tuple[Any, ...]]) -> dict[tuple[Any, ...], int]:
    columns = list(table.columns)[1 : 1 + _KNOWN_BY[table.name]]
    found = {}
    for some in chunks(keys, 200):
        asked = select(table.c.id, *columns).where(columns[0].in_(sorted({key[0] for key in some})))
        found.update({tuple(row[1:]): row[0] for row in connection.execute(asked)})
    return found


def names_of(table: Table) -> list[str]:
    """Return the names of a table's columns, in order."""
    return [column.name for column in table.columns]
