"""An archive in one SQLite file: no server, WAL, one writer and any number of readers at once."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from runtut.archive.database import Answer, Database, Refused, Rows, check_folder
from runtut.i18n import N_
from runtut.record import ArchiveError

APPLICATION = 0x52554E54
"""`PRAGMA application_id`: "RUNT". `file` and other programs can tell an archive by it."""

_HEADER = b"SQLite format 3\x00"
_PATIENCE = 60
"""Seconds that a writer waits for another."""

_STEPS = 20_000
"""Steps of SQLite's machine between two looks at the clock: a millisecond or so."""
_LOOKS = (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE)
"""What a question may do. Attaching another file, say, would be a way to write."""
_PRAGMAS = ("data_version", "table_info", "table_xinfo", "table_list", "index_list")
"""What may be asked of SQLite itself: the first, full text asks."""

_ERRORS = {
    sqlite3.SQLITE_INTERRUPT: (
        "late",
        N_("{archive}: that took too long to find; ask for less: fewer days, one outlet, or rarer words"),
    ),
    sqlite3.SQLITE_FULL: (
        "full",
        N_("{archive}: no room left on the disk; make room and run it again, what was added is kept"),
    ),
    sqlite3.SQLITE_IOERR: (
        "full",
        N_("{archive}: the disk cannot be read or written; look at the disk, then run it again"),
    ),
    sqlite3.SQLITE_CORRUPT: ("damaged", N_("{archive}: the file is damaged; restore it from a copy")),
    sqlite3.SQLITE_NOTADB: ("foreign", N_("{archive}: this is no archive but another kind of file; give another name")),
    sqlite3.SQLITE_BUSY: ("busy", N_("{archive}: another program is writing and does not end; try again later")),
    sqlite3.SQLITE_READONLY: ("unreachable", N_("{archive}: may not be written; look at its permissions")),
    sqlite3.SQLITE_CANTOPEN: ("unreachable", N_("{archive}: cannot be opened; look at its permissions")),
    sqlite3.SQLITE_PERM: ("unreachable", N_("{archive}: cannot be opened; look at its permissions")),
}


def open(target: str, *, create: bool) -> SQLite:  # noqa: A001 -- what it does
    """Return the database of a path. See `open_database`."""
    path = Path(target)
    if not path.exists():
        if not create:
            template = N_("{archive}: no such archive; `runtut archive add` makes one")
            raise ArchiveError(template, kind="not-found", archive=target)
        check_folder(path, target)
    elif path.is_dir():
        raise ArchiveError(N_("{archive}: this is a folder; give the name of a file"), kind="foreign", archive=target)
    else:
        _check_header(path, target)
    return SQLite(target)


def _check_header(path: Path, name: str) -> None:
    try:
        with path.open("rb") as file:
            head = file.read(len(_HEADER))
    except OSError as error:
        template = N_("{archive}: cannot be opened ({reason}); look at its permissions")
        raise ArchiveError(template, kind="unreachable", archive=name, reason=error.strerror) from None
    if head and head != _HEADER:
        raise ArchiveError(_ERRORS[sqlite3.SQLITE_NOTADB][1], kind="foreign", archive=name)


class SQLite(Database):
    """See the module."""

    def _connect(self) -> Engine:
        connect = partial(sqlite3.connect, self._address(), uri=True, timeout=_PATIENCE, check_same_thread=False)
        engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)

        @event.listens_for(engine, "connect")
        def prepare(connection: Any, _record: Any) -> None:
            connection.isolation_level = None  # we begin transactions ourselves: the module would do it too late
            for pragma in ("foreign_keys=ON", "cache_size=-65536", "temp_store=MEMORY", "mmap_size=268435456"):
                connection.execute(f"PRAGMA {pragma}")

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            # A writer that begins as a reader can find that another has written since, and must then give up.
            writing = connection.get_execution_options().get("writing")
            connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

        return engine

    def _address(self, mode: str = "mode=rwc") -> str:
        """Return the file's address as SQLite takes it.

        Reading needs files beside it, so that it can be written meanwhile. In a folder that may not be written there can be
        none, and nobody writes: unless there are, left by one who may.
        """
        path = Path(self.name).absolute()
        aside = path.with_name(path.name + "-wal")
        if path.exists() and not os.access(path.parent, os.W_OK) and not aside.exists():
            mode = "immutable=1"
        return f"{path.as_uri()}?{mode}"

    def explain(self, error: DBAPIError) -> ArchiveError | None:
        """Return a database's error in our words, None for one that is a slip of our own."""
        code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
        if code not in _ERRORS:
            return None
        kind, template = _ERRORS[code]
        return ArchiveError(template, kind=kind, archive=self.name)

    def upgrade(self) -> None:
        """Bring the tables up to this program's; nothing on file is lost."""
        if self.schema() is None:
            with self._told(), self.engine.connect() as connection:
                raw = connection.connection.driver_connection
                if raw is not None:
                    raw.execute("PRAGMA page_size=8192")
                    raw.execute("PRAGMA journal_mode=WAL")
                    raw.execute(f"PRAGMA application_id={APPLICATION}")
        super().upgrade()

    def allocate(self, connection: Connection, table: Table, count: int) -> Sequence[int]:
        """Return the ids after the last: a writer is alone, so nobody else can take them."""
        last = connection.execute(select(func.max(table.c.id))).scalar() or 0
        return range(last + 1, last + 1 + count)

    def insert(self, connection: Connection, table: str, columns: Sequence[str], rows: Rows) -> None:
        """Put many rows into a table at once."""
        if rows:
            marks = ", ".join("?" * len(columns))
            connection.exec_driver_sql(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})", list(rows))  # noqa: S608 -- names are ours

    def insert_new(self, connection: Connection, table: str, columns: Sequence[str], rows: Rows) -> None:
        """Put rows into a table: nobody else can have put them there first."""
        self.insert(connection, table, columns, rows)

    @contextmanager
    def within(self, connection: Connection, seconds: float) -> Iterator[None]:
        """Have all that is asked along a connection end after so many seconds."""
        end = time.monotonic() + seconds
        raw: Any = connection.connection.driver_connection
        raw.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
        try:
            yield
        finally:
            raw.set_progress_handler(None, 0)

    @contextmanager
    def asking(self, statement: str, seconds: float) -> Iterator[Answer]:
        """Give the answer to one statement that somebody else wrote, on a connection that can change nothing."""
        end = time.monotonic() + seconds
        try:
            with closing(self._read_only()) as connection:
                connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
                connection.set_authorizer(_allowed)
                cursor = connection.execute(statement)
                if cursor.description is None:
                    raise Refused("no question", change=True)
                yield Answer(tuple(each[0] for each in cursor.description), cursor)
        except (sqlite3.Error, sqlite3.Warning) as error:
            raise self._refused(error) from None

    def _read_only(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._address("mode=ro"), uri=True, timeout=_PATIENCE)
        virtual = "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE VIRTUAL TABLE%'"
        for (table,) in connection.execute(virtual).fetchall():
            connection.execute(f"SELECT 1 FROM {table} LIMIT 0")  # noqa: S608 -- its own; what opens one is no mere look
        return connection

    def _refused(self, error: Exception) -> Exception:
        reason, code = str(error), getattr(error, "sqlite_errorcode", None)
        if code == sqlite3.SQLITE_INTERRUPT:
            return Refused(reason, late=True)
        if code == sqlite3.SQLITE_AUTH or "one statement" in reason:
            return Refused(reason, change=True)
        if code is not None and code & 0xFF in _ERRORS:
            kind, template = _ERRORS[code & 0xFF]
            return ArchiveError(template, kind=kind, archive=self.name)
        return Refused(reason, unknown=reason.startswith("no such"))

    def start_writing(self, connection: Connection) -> None:
        """Nothing: `BEGIN IMMEDIATE` has taken the file's one lock for writing."""

    def alone(self, connection: Connection, task: str) -> bool:  # noqa: ARG002 -- the writer is alone at everything
        """Whether this transaction is the only one at a task: it is, as the only writer."""
        return True


def _allowed(action: int, one: str | None, other: str | None, _database: str | None, _by: str | None) -> int:
    """Say whether a statement may do something: SQLite asks before it runs it."""
    if action == sqlite3.SQLITE_PRAGMA:
        return sqlite3.SQLITE_OK if one in _PRAGMAS else sqlite3.SQLITE_DENY
    if action == sqlite3.SQLITE_FUNCTION and other == "load_extension":
        return sqlite3.SQLITE_DENY
    return sqlite3.SQLITE_OK if action in _LOOKS else sqlite3.SQLITE_DENY
