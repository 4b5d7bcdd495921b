"""An archive on a PostgreSQL server: many writers at once, rows loaded by COPY."""

from __future__ import annotations

import getpass
import io
import logging
import os
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError

from runtut.archive.database import Answer, Database, Refused, Rows
from runtut.i18n import N_
from runtut.record import ArchiveError

_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})

_LATE = "57014"
_ERRORS = {
    _LATE: (
        "late",
        N_("{archive}: that took too long to find; ask for less: fewer days, one outlet, or rarer words"),
    ),
    "53100": (
        "full",
        N_("{archive}: no room left on the server's disk; make room and run it again, what was added is kept"),
    ),
    "53300": ("busy", N_("{archive}: the server takes no more connections; try again later")),
    "42501": ("unreachable", N_("{archive}: this user may not do that; ask who runs the server")),
    "28P01": ("unreachable", N_("{archive}: wrong user or password; look at the address")),
    "28000": ("unreachable", N_("{archive}: wrong user or password; look at the address")),
    "3D000": ("not-found", N_("{archive}: the server has no such database; make it first with createdb")),
    "57P01": ("unreachable", N_("{archive}: the server was shut down; run it again, what was added is kept")),
    "57P03": ("unreachable", N_("{archive}: the server is starting; try again soon")),
    "25006": ("unreachable", N_("{archive}: the server is read only; give the address of the one that is written")),
}

_UNKNOWN = ("42703", "42P01", "42883")
_CHANGES = ("25006", "0A000", "42601")
"""Codes of what is no question, or more than one."""
_PAGE = 1000
"""Rows that are fetched at once."""

# What the pool says of a server that goes away is said by the error that follows; where nobody listens, it is not printed.
logging.getLogger("sqlalchemy.pool").addHandler(logging.NullHandler())


def open(target: str, *, create: bool) -> PostgreSQL:  # noqa: A001, ARG001 -- what it does; a server's database is made by its owner
    """Return the database of an address. See `open_database`."""
    try:
        import pg8000  # noqa: F401, PLC0415 -- asked for only to say what to install
    except ImportError:
        template = N_("{archive}: PostgreSQL needs a driver; install it with: pip install 'runtut[postgres]'")
        raise ArchiveError(template, kind="unreachable", archive=_shown(target)) from None
    try:
        make_url(target)
    except (ArgumentError, ValueError):
        template = N_("{archive}: not an address of a database; write postgresql://user@host/name")
        raise ArchiveError(template, kind="unreachable", archive=_shown(target)) from None
    return PostgreSQL(target)


def _shown(target: str) -> str:
    """Return an address without its password: it goes into messages."""
    scheme, _, rest = target.partition("//")
    account, at, where = rest.rpartition("@")
    return f"{scheme}//{account.partition(':')[0]}@{where}" if at else target


class PostgreSQL(Database):
    """See the module."""

    def __init__(self, target: str) -> None:
        super().__init__(_shown(target))
        self._url = make_url(target).set(drivername="postgresql+pg8000")
        if not self._url.username:
            self._url = self._url.set(username=os.environ.get("PGUSER") or getpass.getuser())
        if not self._url.password and "PGPASSWORD" in os.environ:
            self._url = self._url.set(password=os.environ["PGPASSWORD"])

    def _connect(self) -> Engine:
        url, extra = self._url, {}
        socket = url.query.get("host")  # as libpq writes the folder of a socket
        if isinstance(socket, str):
            url = url.difference_update_query(["host"])
            extra["unix_sock"] = f"{socket}/.s.PGSQL.{url.port or 5432}"
        return create_engine(url, connect_args=extra, isolation_level="READ COMMITTED")

    def explain(self, error: DBAPIError) -> ArchiveError | None:
        """Return a database's error in our words, None for one that is a slip of our own."""
        said = error.orig.args[0] if error.orig is not None and error.orig.args else None
        code = said.get("C") if isinstance(said, dict) else None
        if code in _ERRORS:
            kind, template = _ERRORS[code]
            return ArchiveError(template, kind=kind, archive=self.name)
        if code is None or code.startswith("08"):
            template = N_("{archive}: the server cannot be reached; look whether it runs, and at the address")
            return ArchiveError(template, kind="unreachable", archive=self.name)
        return None

    def allocate(self, connection: Connection, table: Table, count: int) -> Sequence[int]:
        """Return ids of the table's sequence."""
        taken = text(f"SELECT nextval('{table.name}_id_seq') FROM generate_series(1, :count)")  # noqa: S608 -- the name is ours
        return [row[0] for row in connection.execute(taken, {"count": count})]

    def insert(self, connection: Connection, table: str, columns: Sequence[str], rows: Rows) -> None:
        """Put many rows into a table at once, by COPY."""
        if not rows:
            return
        lines = "".join("\t".join(map(_field, row)) + "\n" for row in rows)
        cursor = connection.connection.cursor()
        try:
            names = ", ".join(columns)
            cursor.execute(f"COPY {table} ({names}) FROM STDIN", stream=io.BytesIO(lines.encode()))  # type: ignore[call-arg]  # pg8000's own
        finally:
            cursor.close()

    def insert_new(self, connection: Connection, table: str, columns: Sequence[str], rows: Rows) -> None:
        """Put rows into a table, passing over those that another writer has put there first; waits for one that is at it."""
        fresh = f"new_{table}"
        connection.exec_driver_sql(f"CREATE TEMPORARY TABLE {fresh} (LIKE {table}) ON COMMIT DROP")
        self.insert(connection, fresh, columns, rows)
        # in the order of their keys, so that no two writers wait for each other
        order = ", ".join(columns[1:])
        moved = f"INSERT INTO {table} SELECT * FROM {fresh} ORDER BY {order} ON CONFLICT DO NOTHING"  # noqa: S608 -- names are ours
        connection.exec_driver_sql(moved)

    @contextmanager
    def within(self, connection: Connection, seconds: float) -> Iterator[None]:
        """Have each statement of the transaction end after so many seconds."""
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = {max(1, int(seconds * 1000))}")
        yield

    @contextmanager
    def asking(self, statement: str, seconds: float) -> Iterator[Answer]:
        """Give the answer to one statement that somebody else wrote, in a transaction that can change nothing.

        It is asked through a cursor, which takes questions alone, and by the protocol that takes one statement alone.
        """
        from pg8000.exceptions import DatabaseError  # noqa: PLC0415 -- the driver is loaded when it is needed

        with self._told(), self.engine.connect() as connection:
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            connection.exec_driver_sql(f"SET LOCAL statement_timeout = {max(1, int(seconds * 1000))}")
            raw: Any = connection.connection.driver_connection
            try:
                raw.execute_unnamed(f"DECLARE answer NO SCROLL CURSOR FOR {statement}")
                first = raw.execute_unnamed(f"FETCH FORWARD {_PAGE} FROM answer")
                columns = tuple(each["name"] for each in first.columns)
                yield Answer(columns, _fetched(raw, first.rows, time.monotonic() + seconds))
            except DatabaseError as error:
                raise self._refused(error) from None

    def _refused(self, error: Exception) -> Exception:
        said = error.args[0] if error.args and isinstance(error.args[0], dict) else {}
        code, reason = said.get("C"), said.get("M", str(error))
        if code in _CHANGES:
            return Refused(reason, change=True)
        return Refused(reason, unknown=code in _UNKNOWN, late=code == _LATE)

    def start_writing(self, connection: Connection) -> None:
        """Nothing: rows are locked as they are touched."""

    def alone(self, connection: Connection, task: str) -> bool:
        """Whether this transaction is now the only one at a task; False where another is."""
        return bool(connection.execute(text("SELECT pg_try_advisory_xact_lock(:key)"), {"key": _key(task)}).scalar())


def _key(task: str) -> int:
    """Return the number that stands for a task among the server's advisory locks."""
    return zlib.crc32(f"runtut {task}".encode())


def _field(value: Any) -> str:
    if value is None:
        return "\\N"
    if value is True or value is False:
        return "t" if value else "f"
    # PostgreSQL holds no NUL in a text; what takes its place is as long, so that offsets stay
    return value.replace("\0", "\ufffd").translate(_ESCAPES) if isinstance(value, str) else str(value)


def _fetched(raw: Any, rows: Sequence[Sequence[Any]], end: float) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of the cursor `answer`, of which the first have been fetched."""
    while rows:
        yield from map(tuple, rows)
        if time.monotonic() > end:
            raise Refused("", late=True)
        rows = raw.execute_unnamed(f"FETCH FORWARD {_PAGE} FROM answer").rows
