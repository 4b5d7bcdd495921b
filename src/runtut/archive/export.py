"""An archive written out: its stories, to be read in again; its tables, for other programs; statements for the web of data."""

from __future__ import annotations

import re
from bisect import bisect_right
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
from runtut.record import TEXT, Story
from runtut.report.json import dumps, story_object

TABLES = tuple(table for table in METADATA.sorted_tables if table is not BUCKETS)
"""The tables that are written out: buckets mean nothing outside."""

_DAY = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d)?)?)?)?\Z")

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
    yield '{"@context": "https://schema.org", "@graph": ['
    between = "\n"
    with database.reading() as connection:
        for some in chunks(wanted_versions(connection, wanted, newest=True)):
            said = _by_version(connection, QUOTATIONS, some)
            figures = _by_version(connection, QUANTITIES, some)
            types = _types(connection, some)
            for version, story in stories_on_file(connection, some):
                for node in _nodes(version, story, said.get(version, []), figures.get(version, []), types):
                    yield between + dumps({key: value for key, value in node.items() if value not in (None, [])})
                    between = ",\n"
    yield "\n]}\n"


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


def _nodes(
    version: int, story: Story, said: Sequence[Any], figures: Sequence[Any], types: dict[tuple[int, int], str]
) -> Iterator[dict[str, Any]]:
    address = story.url or f"urn:runtut:version:{version}"
    yield {
        "@type": "NewsArticle",
        "@id": address,
        "identifier": story.id,
        "url": story.url,
        "headline": story.title,
        "datePublished": story.published.isoformat() if story.published else None,
        "dateModified": story.modified.isoformat() if story.modified else None,
        "inLanguage": story.language,
        "articleSection": story.section,
        "publisher": {"@type": "NewsMediaOrganization", "name": story.outlet} if story.outlet else None,
        "author": [{"@type": "Person", "name": each.name} for each in story.bylines],
        "articleBody": story.text,
    }
    speakers = {row.n: _speaker(row, types) for row in said}
    for row in said:
        yield {
            "@type": "Quotation",
            "@id": f"{address}#quotation-{row.n}",
            "isPartOf": {"@id": address},
            "text": story.text[row.start_char : row.end_char],
            "spokenByCharacter": speakers[row.n],
            "dateCreated": row.time if row.time and _DAY.match(row.time) else None,
        }
    yield from _claims(address, story, figures, speakers)


def _speaker(row: Any, types: dict[tuple[int, int], str]) -> dict[str, str] | None:
    if row.speaker is None:
        return None
    type_ = types.get((row.version, row.entity)) if row.entity is not None else None
    return {"@type": type_, "name": row.speaker} if type_ else {"name": row.speaker}


def _claims(
    address: str, story: Story, figures: Sequence[Any], speakers: dict[int, dict[str, str] | None]
) -> Iterator[dict[str, Any]]:
    """Yield each figure as a claim: the sentence it stands in, what it says, who says it."""
    if not figures:
        return
    read = read_sentences(story, load_pack(story.language)) if story.language in known_languages() else ()
    sentences = [each for each in read if each.part == TEXT]
    starts = [each.start for each in sentences]
    for row in figures:
        at = bisect_right(starts, row.start_char) - 1
        whole = at >= 0 and row.end_char <= sentences[at].end
        start, end = (sentences[at].start, sentences[at].end) if whole else (row.start_char, row.end_char)
        yield {
            "@type": "Claim",
            "@id": f"{address}#claim-{row.n}",
            "text": story.text[start:end],
            "appearance": {"@id": address},
            "author": speakers.get(row.quotation) if row.quotation is not None else None,
            "about": {
                "@type": "QuantitativeValue",
                **({"value": row.value} if row.upper is None else {"minValue": row.value, "maxValue": row.upper}),
                "unitText": row.unit,
                "name": story.text[row.start_char : row.end_char],
            },
            "temporalCoverage": row.period if row.period and _DAY.match(row.period) else None,
        }
