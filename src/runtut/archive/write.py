"""Putting stories on file: what is new, what is known, and what is a new version of a known story.

A batch is one transaction: after it all its stories are on file, or none.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, and_, select, text, update

from runtut.archive import fulltext
from runtut.archive.corrections import apply
from runtut.archive.database import Database, chunks
from runtut.archive.keys import number_of
from runtut.archive.rows import PAGE, Entry
from runtut.archive.shared import ids_of, names_of
from runtut.archive.sketches import shared, shingles
from runtut.archive.tables import BUCKETS, ENTITIES, LAYERS, NAMES, OUTLETS, QUOTATIONS, STORIES, VERSIONS
from runtut.archive.words import stems, stems_on_file
from runtut.values import dataclass

SAME_STORY = 0.2
"""How much of the shorter of two texts under one key must stand in the other for them to be versions of one story.
Outlets rewrite a story as it grows, but some give one address to another story every day: those share names at most."""


class Fate(StrEnum):
    """What became of a story that was to be added."""

    ADDED = "added"
    KNOWN = "known"
    VERSION = "version"


@dataclass(slots=True)
class _OnFile:
    """The newest version under a key; `story` is None while its rows are still to be written."""

    story: int | None
    version: int | None
    number: int
    hash: int
    words: str


Twin = tuple[str | None, int]
"""An outlet, and the hash of a text it published."""


def write(database: Database, entries: Sequence[Entry], *, now: dt.datetime) -> list[Fate]:
    """Put stories on file in one transaction, and return what became of each.

    Args:
        database: where to.
        entries: the stories, read.
        now: the moment that is noted as that of adding.

    Raises:
        ArchiveError: the database refuses; nothing of the batch is on file then.
    """
    if not entries:
        return []
    with database.writing() as connection:
        _lock(database, connection, entries)
        fates, fresh = _sorted_out(connection, entries)
        if fresh:
            _insert(database, connection, fresh, now.astimezone(dt.UTC).isoformat(timespec="seconds"))
    return fates


def known(connection: Connection, stories: Iterable[tuple[str, str | None, int]]) -> set[tuple[str, str | None, int]]:
    """Return those of the given (key, outlet, hash) that are on file as they are: they need not even be read."""
    asked = list(stories)
    twins = _twins(connection, {each[2] for each in asked})
    return {each for each in asked if each[1:] in twins}


def _lock(database: Database, connection: Connection, entries: Sequence[Entry]) -> None:
    """Keep other writers from the same keys and texts until we are done; in order, so that none wait for each other."""
    if database.engine.dialect.name == "sqlite":
        return  # a writer is alone
    wanted = sorted({number for each in entries for number in (each.hash, number_of(each.key))})
    locks = text(
        "SELECT pg_advisory_xact_lock(k) FROM (SELECT unnest(CAST(:keys AS bigint[])) AS k ORDER BY 1) AS keys"
    )
    connection.execute(locks, {"keys": wanted}).all()


def _sorted_out(connection: Connection, entries: Sequence[Entry]) -> tuple[list[Fate], list[tuple[Entry, _OnFile]]]:
    """Return what becomes of each entry, and those to be written, each with the version that it follows."""
    on_file = _on_file(connection, entries)
    twins = _twins(connection, {each.hash for each in entries})
    fates, fresh = [], []
    for entry in entries:
        if (entry.outlet, entry.hash) in twins:
            fates.append(Fate.KNOWN)
            continue
        before = on_file.get(entry.key)
        if before is not None and not _same_story(entry.words[1], before.words):
            entry.key = f"{entry.key}#{entry.hash:x}"
            before = None
        fates.append(Fate.ADDED if before is None else Fate.VERSION)
        fresh.append((entry, before or _OnFile(None, None, 0, 0, "")))
        number = before.number + 1 if before else 1
        on_file[entry.key] = _OnFile(before.story if before else None, None, number, entry.hash, entry.words[1])
        twins.add((entry.outlet, entry.hash))
    return fates, fresh


def _same_story(one: str, other: str) -> bool:
    return shared(shingles(one.split()), shingles(other.split())) >= SAME_STORY


def _on_file(connection: Connection, entries: Sequence[Entry]) -> dict[str, _OnFile]:
    asked = select(
        STORIES.c.key,
        STORIES.c.id,
        VERSIONS.c.id,
        VERSIONS.c.number,
        VERSIONS.c.hash,
        VERSIONS.c.text,
        VERSIONS.c.masks,
        VERSIONS.c.language,
    ).join(VERSIONS, and_(VERSIONS.c.id == STORIES.c.newest))
    found = {}
    for some in chunks(sorted({each.key for each in entries})):
        for key, story, version, number, hash_, *words in connection.execute(asked.where(STORIES.c.key.in_(some))):
            found[key] = _OnFile(story, version, number, hash_, " ".join(stems_on_file(*words)))
    return found


def _twins(connection: Connection, hashes: Iterable[int]) -> set[Twin]:
    """Return the outlet and hash of those texts that are on file, under whatever key."""
    asked = (
        select(OUTLETS.c.name, VERSIONS.c.hash)
        .select_from(VERSIONS)
        .join(STORIES, STORIES.c.id == VERSIONS.c.story)
        .outerjoin(OUTLETS, OUTLETS.c.id == STORIES.c.outlet)
    )
    found: set[Twin] = set()
    for some in chunks(hashes):
        found.update((row[0], row[1]) for row in connection.execute(asked.where(VERSIONS.c.hash.in_(some))))
    return found


# ---------------------------------------------------------------- rows


def _insert(database: Database, connection: Connection, fresh: Sequence[tuple[Entry, _OnFile]], added: str) -> None:
    entries = [entry for entry, _ in fresh]
    outlets = ids_of(database, connection, OUTLETS, {(each.outlet,) for each in entries if each.outlet})
    stories = _stories(database, connection, fresh, outlets)
    versions = list(database.allocate(connection, VERSIONS, len(fresh)))
    rows = [
        (version, stories[entry.key], before.number + 1, *entry.version, added, False)
        for version, (entry, before) in zip(versions, fresh, strict=True)
    ]
    database.insert(connection, VERSIONS.name, names_of(VERSIONS), rows)
    newest = {stories[entry.key]: version for version, entry in zip(versions, entries, strict=True)}
    for story, version in newest.items():
        connection.execute(update(STORIES).where(STORIES.c.id == story).values(newest=version))
    insert_layers(database, connection, list(zip(versions, entries, strict=True)))
    database.insert(
        connection,
        BUCKETS.name,
        ("bucket", "version"),
        sorted({(b, version) for version, entry in zip(versions, entries, strict=True) for b in entry.buckets}),
    )
    forget_words(database, connection, {b.version for _, b in fresh if b.version is not None})
    last = {entry.key: (version, entry) for version, entry in zip(versions, entries, strict=True)}
    index_words(database, connection, list(last.values()))


def _stories(
    database: Database,
    connection: Connection,
    fresh: Sequence[tuple[Entry, _OnFile]],
    outlets: dict[tuple[Any, ...], int],
) -> dict[str, int]:
    """Return the id of each key's story; those that are new are written."""
    found = {entry.key: before.story for entry, before in fresh if before.story is not None}
    new = {entry.key: entry for entry, _ in fresh if entry.key not in found}
    ids = database.allocate(connection, STORIES, len(new))
    rows = [(id_, e.key, outlets.get((e.outlet,)), e.url) for id_, e in zip(ids, new.values(), strict=True)]
    database.insert(connection, STORIES.name, ("id", "key", "outlet", "url"), rows)
    return found | dict(zip(new, ids, strict=True))


def insert_layers(database: Database, connection: Connection, entries: Sequence[tuple[int, Entry]]) -> None:
    """Write what was read out of versions, given by their ids, as people have corrected it."""
    names = ids_of(
        database, connection, NAMES, {(name, type_, key) for _, e in entries for type_, key, name in e.names}
    )
    for table in LAYERS:
        rows = [(version, *row) for version, entry in entries for row in entry.layers[table.name]]
        if table is ENTITIES:
            rows = list(_named(entries, names))
        database.insert(connection, table.name, names_of(table), rows)
    apply(database, connection, [version for version, _ in entries])


def _named(entries: Sequence[tuple[int, Entry]], names: dict[tuple[Any, ...], int]) -> Iterator[tuple[Any, ...]]:
    for version, entry in entries:
        for n, at, *rest in entry.layers[ENTITIES.name]:
            type_, _, name = entry.names[at]
            yield (version, n, names[name, type_], *rest)


# ---------------------------------------------------------------- full text


def index_words(database: Database, connection: Connection, entries: Sequence[tuple[int, Entry]]) -> None:
    """Make versions findable by their words: the newest of each story alone."""
    fulltext.index_stories(database, connection, [(version, *entry.words) for version, entry in entries])
    fulltext.index_said(database, connection, [(version, n, words) for version, e in entries for n, words in e.said])


def forget_words(database: Database, connection: Connection, versions: Iterable[int]) -> None:
    """Take versions out of the full text."""
    for some in chunks(versions):
        asked = select(VERSIONS.c.id, VERSIONS.c.title, VERSIONS.c.text, VERSIONS.c.masks, VERSIONS.c.language)
        stories, texts = [], {}
        for id_, title, words, masks, language in connection.execute(asked.where(VERSIONS.c.id.in_(some))):
            stories.append(
                (id_, " ".join(stems(title or "", language)), " ".join(stems_on_file(words, masks, language)))
            )
            texts[id_] = words, language
        fulltext.forget_stories(database, connection, stories)
        spans = select(QUOTATIONS.c.version, QUOTATIONS.c.n, QUOTATIONS.c.start_char, QUOTATIONS.c.end_char).where(
            QUOTATIONS.c.version.in_(some), QUOTATIONS.c.part == 0, QUOTATIONS.c.n < PAGE
        )
        said = []
        for version, n, start, end in connection.execute(spans):
            words, language = texts[version]
            said.append((version, n, " ".join(stems(words[start:end], language))))
        fulltext.forget_said(database, connection, said)
