"""An archive written out: its stories, to be read in again; its tables, for other programs; statements for the web of data."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Table, select

from runtut.annotate.sentences import read_sentences
from runtut.archive.database import Database, chunks
from runtut.archive.filters import Filters
from runtut.archive.stored import stories_on_file, wanted_versions
from runtut.archive.tables import (
    BUCKETS,
    CORRECTIONS,
    ENTITIES,
    METADATA,
    NAMES,
    QUANTITIES,
    QUOTATIONS,
    STORIES,
    VERSIONS,
)
from runtut.languages import known_languages, load_pack
from runtut.record import Span, Story
from runtut.report.json import dumps, story_object
from runtut.report.jsonld import Figure, Said, graph, story_nodes

TABLES = tuple(table for table in METADATA.sorted_tables if table is not BUCKETS)
"""The tables that are written out: buckets mean nothing outside."""

Rows = Iterator[Sequence[tuple[Any, ...]]]


def story_lines(database: Database, wanted: Filters) -> Generator[str, None, None]:
    """Yield every version as a line of `.jsonl`, in the order of adding: added again they give an equal archive."""
    with database.reading() as connection:
        for _, story in stories_on_file(connection, wanted_versions(connection, wanted)):
            yield dumps({"id": story.id, **story_object(story)}) + "\n"


def tables(database: Database, wanted: Filters) -> Generator[tuple[Table, Rows], None, None]:
    """Yield each table with its rows, some at a time; read one before the next. Names and outlets come whole."""
    with database.reading() as connection:
        versions = wanted_versions(connection, wanted)
        for table in TABLES:
            yield table, _rows(connection, table, versions)


def _rows(connection: Connection, table: Table, versions: Sequence[int]) -> Rows:
    column: Any = table.c.get("version")
    asked: Sequence[Any] = versions
    if table is VERSIONS:
        column = VERSIONS.c.id
    elif table is STORIES:
        column, asked = STORIES.c.id, _stories(connection, STORIES.c.id, versions)
    elif table is CORRECTIONS:
        column, asked = CORRECTIONS.c.story, _stories(connection, STORIES.c.key, versions)
    ordered = select(table).order_by(*table.primary_key.columns)
    if column is None:
        yield [tuple(row) for row in connection.execute(ordered)]
        return
    for some in chunks(asked):
        yield [tuple(row) for row in connection.execute(ordered.where(column.in_(some)))]


def _stories(connection: Connection, column: Column[Any], versions: Sequence[int]) -> list[Any]:
    """Return a column of the stories of versions."""
    found: set[Any] = set()
    asked = select(column).join(VERSIONS, VERSIONS.c.story == STORIES.c.id)
    for some in chunks(versions):
        found.update(connection.execute(asked.where(VERSIONS.c.id.in_(some))).scalars())
    return sorted(found)


# ---------------------------------------------------------------- schema.org


def linked(database: Database, wanted: Filters) -> Generator[str, None, None]:
    """Yield the pieces of one JSON-LD document: each story's newest version, what is said in it, what it claims in figures."""
    with database.reading() as connection:
        yield from graph(_nodes(connection, wanted_versions(connection, wanted, newest=True)))


def _nodes(connection: Connection, versions: Sequence[int]) -> Iterator[dict[str, Any]]:
    for some in chunks(versions):
        said = _by_version(connection, QUOTATIONS, some)
        figures = _by_version(connection, QUANTITIES, some)
        types = _types(connection, some)
        for version, story in stories_on_file(connection, some):
            address = story.url or f"urn:runtut:version:{version}"
            quantities = [_figure(row) for row in figures.get(version, [])]
            sentences = _sentences(story) if quantities else ()
            yield from story_nodes(
                address, story, [_said(row, types) for row in said.get(version, [])], quantities, sentences
            )


def _sentences(story: Story) -> tuple[Span, ...]:
    return read_sentences(story, load_pack(story.language)) if story.language in known_languages() else ()


def _said(row: Any, types: dict[tuple[int, int], str]) -> Said:
    type_ = types.get((row.version, row.entity)) if row.entity is not None else None
    return Said(row.n, row.start_char, row.end_char, row.speaker, type_, row.time)


def _figure(row: Any) -> Figure:
    return Figure(row.n, row.start_char, row.end_char, row.value, row.upper, row.unit, row.period, row.quotation)


def _by_version(connection: Connection, table: Table, versions: Sequence[int]) -> dict[int, list[Any]]:
    """Return the rows that stand in the text, by version."""
    found: dict[int, list[Any]] = {}
    asked = select(table).where(table.c.version.in_(versions), table.c.part == 0)
    for row in connection.execute(asked.order_by(table.c.version, table.c.n)):
        found.setdefault(row.version, []).append(row)
    return found


def _types(connection: Connection, versions: Sequence[int]) -> dict[tuple[int, int], str]:
    """Return what each entity is in the words of schema.org."""
    asked = select(ENTITIES.c.version, ENTITIES.c.n, NAMES.c.type).join(NAMES, NAMES.c.id == ENTITIES.c.name)
    rows = connection.execute(asked.where(ENTITIES.c.version.in_(versions)))
    return {(version, n): type_.capitalize() for version, n, type_ in rows}
