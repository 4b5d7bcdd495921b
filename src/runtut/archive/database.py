"""A database that holds an archive: opened, checked and brought up to date; its errors in our words.

What SQLite and PostgreSQL do each in their own way stands in `sqlite.py` and `postgres.py`; all else is one code.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, inspect, text
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from runtut.i18n import N_
from runtut.record import ArchiveError
from runtut.values import dataclass

NEWEST = "0001"
"""The migration that this program's tables are at."""

VERSION_TABLE = "runtut_schema"
"""Where the migration of an archive is written; a database that has tables but not this one is another program's."""

_SERVER = re.compile(r"postgres(?:ql)?://", re.IGNORECASE)

Rows = Sequence[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a statement gives: the names of its columns, and its rows as they come."""

    columns: tuple[str, ...]
    rows: Iterator[tuple[Any, ...]]


class Refused(Exception):  # noqa: N818 -- what happened, not whose fault it is
    """A statement of a reader that the database does not answer.

    `unknown`: it names a table or column that there is not; `change`: it is no question, or not one; `late`: it took too
    long.
    """

    def __init__(self, reason: str, *, unknown: bool = False, change: bool = False, late: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.unknown = unknown
        self.change = change
        self.late = late


class Database(ABC):
    """One archive's database. Use `open_database`."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.patience: float | None = None
        """Seconds that whoever only reads may take; None for as long as it takes. A desk sets it."""

    @cached_property
    def engine(self) -> Engine:
        """The pool of connections; made when first needed."""
        return self._connect()

    @abstractmethod
    def _connect(self) -> Engine:
        """Return the engine."""

    @abstractmethod
    def explain(self, error: DBAPIError) -> ArchiveError | None:
        """Return a database's error in our words, None for one that is a slip of our own."""

    @abstractmethod
    def allocate(self, connection: Connection, table: Table, count: int) -> Sequence[int]:
        """Return so many ids of a table that nobody else will take."""

    @abstractmethod
    def insert(self, connection: Connection, table: str, columns: Sequence[str], rows: Rows) -> None:
        """Put many rows into a table at once."""

    @abstractmethod
    def insert_new(self, connection: Connection, table: str, columns: Sequence[str], rows: Rows) -> None:
        """Put rows into a table, passing over those that another writer has put there first."""

    @abstractmethod
    def start_writing(self, connection: Connection) -> None:
        """Take what locks a writer needs; the transaction has begun."""

    @abstractmethod
    def alone(self, connection: Connection, task: str) -> bool:
        """Whether this transaction is now the only one at a task; False where another is."""

    @abstractmethod
    def within(self, connection: Connection, seconds: float) -> AbstractContextManager[None]:
        """Have what is asked along a connection end, with an error, where it takes longer."""

    @abstractmethod
    def asking(self, statement: str, seconds: float) -> AbstractContextManager[Answer]:
        """Give the answer to one statement that somebody else wrote, on a connection that can change nothing.

        Raises:
            Refused: at once, or while rows are read.
            ArchiveError: the database refuses.
        """

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the archive and changes nothing.

        Raises:
            ArchiveError: the database refuses, or it takes longer than `patience` (kind "late").
        """
        with self._told(), self.engine.connect() as connection:
            if self.patience is None:
                yield connection
            else:
                with self.within(connection, self.patience):
                    yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes are kept together at the end, or none of them.

        Raises:
            ArchiveError: the database refuses.
        """
        with self._told(), self.engine.connect().execution_options(writing=True) as connection, connection.begin():
            self.start_writing(connection)
            yield connection

    def close(self) -> None:
        """Let go of all connections."""
        if "engine" in self.__dict__:
            self.engine.dispose()

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            explained = self.explain(error)
            if explained is None:
                raise
            raise explained from error
        except ConnectionError as error:  # a driver lets it through where it is in the middle of an answer
            template = N_("{archive}: the server was shut down; run it again, what was added is kept")
            raise ArchiveError(template, kind="unreachable", archive=self.name) from error

    # ------------------------------------------------------------ the schema

    def schema(self) -> str | None:
        """Return the migration the database is at, None for an empty database.

        Raises:
            ArchiveError: it is another program's, or of a newer runtut.
        """
        with self.reading() as connection:
            tables = set(inspect(connection).get_table_names())
            if VERSION_TABLE in tables:
                version = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()  # noqa: S608 -- our own constant
                if version is not None and version > NEWEST:
                    template = N_(
                        "{archive}: made by a newer runtut (its tables are at {found}, known are those up to {known}); update runtut"
                    )
                    raise ArchiveError(template, kind="newer", archive=self.name, found=version, known=NEWEST)
                return str(version) if version is not None else None
        if tables:
            template = N_("{archive}: this is the database of another program; give another name")
            raise ArchiveError(template, kind="foreign", archive=self.name)
        return None

    def upgrade(self) -> None:
        """Bring the tables up to this program's; nothing on file is lost.

        Raises:
            ArchiveError: see `schema`.
        """
        if self.schema() == NEWEST:
            return
        from runtut.archive.migrations import run  # noqa: PLC0415 -- slow to import, and seldom needed

        with self.writing() as connection:
            run(connection)


def open_database(target: str, *, create: bool = False) -> Database:
    """Open the database of an archive, and bring its tables up to date.

    Args:
        target: the path of a file (SQLite), or `postgresql://[user[:password]@]host[:port]/name`.
        create: whether to make an archive where there is none.

    Raises:
        ArchiveError: it is not there, is another program's, of a newer runtut, damaged or out of reach.
    """
    server = _SERVER.match(target) is not None
    module = import_module(f"runtut.archive.{'postgres' if server else 'sqlite'}")
    database: Database = module.open(target, create=create)
    try:
        _bring_up(database, create=create)
    except (SQLAlchemyError, ArchiveError):
        database.close()
        raise
    return database


def _bring_up(database: Database, *, create: bool) -> None:
    if database.schema() is None and not create:
        template = N_("{archive}: no archive here; `runtut archive add` makes one")
        raise ArchiveError(template, kind="not-found", archive=database.name)
    database.upgrade()


def check_folder(path: Path, name: str) -> None:
    """Raise an ArchiveError where a file cannot be made for want of its folder."""
    if not path.parent.is_dir():
        template = N_("{archive}: no folder {folder}; make it first")
        raise ArchiveError(template, kind="not-found", archive=name, folder=str(path.parent))


def chunks(values: Iterable[Any], size: int = 500) -> Iterator[list[Any]]:
    """Yield values in lists of at most `size`: databases limit how many a question may name."""
    chunk: list[Any] = []
    for value in values:
        chunk.append(value)
        if len(chunk) == size:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
