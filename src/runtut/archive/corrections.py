"""What people correct in what was read: who said a quotation, findings that are wrong, and who is meant by a name.

A correction of who is meant (see `bearers`) belongs to no story and alters nothing. Each other one belongs to a story and names what it corrects by its words, or by the fingerprint of a finding, so that it
holds for every version, those to come too, and after each was read anew. The rows are altered when it is made and each
time that they are written; what they were stands in the correction, and comes back when it is undone.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, delete, func, insert, select, update

from runtut.archive.database import Database, chunks
from runtut.archive.keys import name_key
from runtut.archive.named import PERSON
from runtut.archive.shared import ids_of
from runtut.archive.tables import CORRECTIONS, ENTITIES, FINDINGS, NAMES, QUOTATIONS, STORIES, VERSIONS
from runtut.archive.which import story_on_file, versions_of
from runtut.archive.words import stems
from runtut.i18n import N_
from runtut.record import ArchiveError
from runtut.values import dataclass


class Kind(StrEnum):
    """What can be corrected."""

    SPEAKER = "speaker"
    DISMISSAL = "dismissal"
    MERGE = "merge"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Signature:
    """By whom, why and when something was corrected."""

    by: str
    reason: str
    now: dt.datetime


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction.

    Attributes:
        id: its number.
        kind: what is corrected.
        story: the key of the story; empty where a name is corrected.
        what: the words of the quotation, the code of the finding, or the name.
        value: the speaker's name; the other name, or the keys of the two stories.
        reason: why.
        by: by whom.
        made: when, UTC, ISO 8601.
        undone: when it was undone, None where it holds.
    """

    id: int
    kind: Kind
    story: str
    what: str
    value: str | None
    reason: str
    by: str
    made: str
    undone: str | None


# ---------------------------------------------------------------- made, undone, listed


def correct_speaker(database: Database, name: str | int, quotation: str, speaker: str, signed: Signature) -> Correction:
    """Say who said a quotation of a story.

    Args:
        database: the archive's.
        name: the story: see `which.wanted`.
        quotation: a place in it, in code points from the beginning of the newest text, or words of it in a row.
        speaker: the name of who said it.
        signed: who says so.

    Raises:
        ArchiveError: there is no such story or quotation, or there are several.
    """
    with database.writing() as connection:
        story = _held(database, connection, name)
        said = _one(database, name, quotation, _said(connection, story.newest))
        anchor = {"start": said["start"], "text": said["text"]}
        return _made(database, connection, story, Kind.SPEAKER, anchor, speaker.strip(), signed)


def dismiss(database: Database, name: str | int, finding: str, signed: Signature) -> Correction:
    """Say that a finding in a story is wrong.

    Args:
        database: the archive's.
        name: the story: see `which.wanted`.
        finding: its fingerprint, or its code where the newest text has one of that code alone.
        signed: who says so.

    Raises:
        ArchiveError: there is no such story or finding, or there are several.
    """
    with database.writing() as connection:
        story = _held(database, connection, name)
        asked = select(FINDINGS.c.code, FINDINGS.c.fingerprint).where(FINDINGS.c.version == story.newest)
        rows = dict.fromkeys(tuple(row) for row in connection.execute(asked.order_by(FINDINGS.c.n)))
        found = [(code, mark) for code, mark in rows if finding == mark or finding.upper() == code]
        if len(found) != 1:
            some = ", ".join(f"{code} {mark}" for code, mark in (found or rows)) or "-"
            template = (
                N_("{archive}: {name} has several findings {finding}; give the fingerprint of one: {some}")
                if found
                else N_("{archive}: {name} has no finding {finding}; it has {some}")
            )
            kind = "query" if found else "not-found"
            raise ArchiveError(template, kind=kind, archive=database.name, name=name, finding=finding, some=some)
        anchor = {"code": found[0][0], "fingerprint": found[0][1]}
        return _made(database, connection, story, Kind.DISMISSAL, anchor, None, signed)


def undo(database: Database, number: int, now: dt.datetime) -> Correction:
    """Undo a correction, and return it; one that is undone stays so.

    Raises:
        ArchiveError: there is none of that number.
    """
    with database.writing() as connection:
        asked = select(CORRECTIONS).where(CORRECTIONS.c.id == number)
        row = connection.execute(asked).first()
        if row is None:
            template = N_("{archive}: no correction {number}; `runtut archive corrections` lists them")
            raise ArchiveError(template, kind="not-found", archive=database.name, number=number)
        story = _lock(database, connection, STORIES.c.key == row.story) if row.story else None
        if story is not None:
            # all are taken back and the others made again: a later one may rest on this one
            of_story = select(CORRECTIONS).where(CORRECTIONS.c.story == row.story, CORRECTIONS.c.undone.is_(None))
            for each in connection.execute(of_story.order_by(CORRECTIONS.c.id.desc())).all():
                _take_back(connection, each)
        ended = row.undone or _written(now)
        connection.execute(update(CORRECTIONS).where(CORRECTIONS.c.id == number).values(undone=ended))
        if story is not None:
            apply(database, connection, versions_of(connection, story.id))
        return _told(connection.execute(asked).one())


def corrections(database: Database, name: str | int | None = None) -> list[Correction]:
    """Return the corrections of a story, or of all, the oldest first; those that were undone too.

    Raises:
        ArchiveError: there is no such story.
    """
    asked = select(CORRECTIONS).order_by(CORRECTIONS.c.id)
    with database.reading() as connection:
        if name is not None:
            key = select(STORIES.c.key).where(STORIES.c.id == story_on_file(database, connection, name))
            asked = asked.where(CORRECTIONS.c.story.in_(key))
        return [_told(row) for row in connection.execute(asked)]


def dismissed(connection: Connection, key: str) -> frozenset[tuple[str, str]]:
    """Return the code and the fingerprint of the findings that are dismissed in the story of a key."""
    asked = select(CORRECTIONS.c.anchor).where(
        CORRECTIONS.c.story == key, CORRECTIONS.c.kind == Kind.DISMISSAL.value, CORRECTIONS.c.undone.is_(None)
    )
    anchors = map(json.loads, connection.execute(asked).scalars())
    return frozenset((each["code"], each["fingerprint"]) for each in anchors)


def _told(row: Row[Any]) -> Correction:
    anchor = json.loads(row.anchor)
    kind = Kind(row.kind)
    what = anchor[{Kind.SPEAKER: "text", Kind.DISMISSAL: "code"}[kind]] if row.story else anchor["names"][0]
    return Correction(row.id, kind, row.story, what, row.value, row.reason, row.made_by, row.made, row.undone)


@dataclass(frozen=True, slots=True)
class _Held:
    """A story, and the id of its newest version."""

    id: int
    key: str
    newest: int


def _held(database: Database, connection: Connection, name: str | int) -> _Held:
    found = _lock(database, connection, STORIES.c.id == story_on_file(database, connection, name))
    assert found is not None  # stories are never removed
    return found


def _lock(database: Database, connection: Connection, condition: ColumnElement[bool]) -> _Held | None:
    """Return a story, kept from those who add to it or read it anew until we are done."""
    asked = select(STORIES.c.id, STORIES.c.key, STORIES.c.newest).where(condition)
    if database.engine.dialect.name != "sqlite":  # there a writer is alone
        asked = asked.with_for_update()
    found = connection.execute(asked).first()
    return None if found is None else _Held(*found)


def _made(
    database: Database,
    connection: Connection,
    story: _Held,
    kind: Kind,
    anchor: dict[str, Any],
    value: str | None,
    signed: Signature,
) -> Correction:
    versions = versions_of(connection, story.id)
    row = _put(database, connection, story.key, kind, anchor, value, signed)
    _apply(database, connection, row, versions)
    return _told(row)


def recorded(
    database: Database, connection: Connection, kind: Kind, anchor: dict[str, Any], value: str, signed: Signature
) -> Correction:
    """Keep a correction of who is meant by a name, and return it."""
    return _told(_put(database, connection, "", kind, anchor, value, signed))


def _put(
    database: Database,
    connection: Connection,
    story: str,
    kind: Kind,
    anchor: dict[str, Any],
    value: str | None,
    signed: Signature,
) -> Row[Any]:
    number = database.allocate(connection, CORRECTIONS, 1)[0]
    connection.execute(
        insert(CORRECTIONS).values(
            id=number,
            story=story,
            kind=kind.value,
            anchor=_json(anchor),
            value=value,
            reason=signed.reason,
            made_by=signed.by,
            made=_written(signed.now),
        )
    )
    return connection.execute(select(CORRECTIONS).where(CORRECTIONS.c.id == number)).one()


def _written(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat(timespec="seconds")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


# ---------------------------------------------------------------- rows


def apply(database: Database, connection: Connection, versions: Iterable[int]) -> None:
    """Alter the rows of versions, which stand as they were read, by the corrections of their stories."""
    for some in chunks(versions):
        asked = (
            select(CORRECTIONS, VERSIONS.c.id.label("of"))
            .join(STORIES, STORIES.c.key == CORRECTIONS.c.story)
            .join(VERSIONS, VERSIONS.c.story == STORIES.c.id)
            .where(VERSIONS.c.id.in_(some), CORRECTIONS.c.undone.is_(None))
        )
        held: dict[int, tuple[Row[Any], list[int]]] = {}
        for row in connection.execute(asked.order_by(CORRECTIONS.c.id, VERSIONS.c.id)):
            held.setdefault(row.id, (row, []))[1].append(row.of)
        for row, of in held.values():
            _apply(database, connection, row, of)


_Was = dict[str, Any]
"""Rows of one version as they were: `rows`, and `entity`, the number of one that was put in."""


def _apply(database: Database, connection: Connection, row: Row[Any], versions: Sequence[int]) -> None:
    was = json.loads(row.was or "{}")
    for version in versions:
        change = _spoken if row.kind == Kind.SPEAKER else _dismissed
        made = change(database, connection, row, version)
        was.pop(str(version), None)
        if made is not None:
            was[str(version)] = made
    connection.execute(update(CORRECTIONS).where(CORRECTIONS.c.id == row.id).values(was=_json(was)))


def _dismissed(database: Database, connection: Connection, row: Row[Any], version: int) -> _Was | None:  # noqa: ARG001 -- as `_spoken`
    anchor = json.loads(row.anchor)
    meant = and_(
        FINDINGS.c.version == version,
        FINDINGS.c.code == anchor["code"],
        FINDINGS.c.fingerprint == anchor["fingerprint"],
    )
    rows = [dict(each) for each in connection.execute(select(FINDINGS).where(meant).order_by(FINDINGS.c.n)).mappings()]
    connection.execute(delete(FINDINGS).where(meant))
    return {"rows": rows} if rows else None


def _spoken(database: Database, connection: Connection, row: Row[Any], version: int) -> _Was | None:
    said = _again(json.loads(row.anchor), _said(connection, version))
    if said is None:
        return None
    place = and_(QUOTATIONS.c.version == version, QUOTATIONS.c.n == said["n"])
    asked = select(QUOTATIONS.c.n, QUOTATIONS.c.speaker, QUOTATIONS.c.entity, QUOTATIONS.c.chain).where(place)
    was: _Was = {"rows": [dict(connection.execute(asked).mappings().one())]}
    number, name = _person(connection, version, row.value)
    if number is None:
        number, name = _new_person(database, connection, version, row.value), row.value
        was["entity"] = number
    connection.execute(update(QUOTATIONS).where(place).values(speaker=name, entity=number, chain=None))
    return was


def _take_back(connection: Connection, row: Row[Any]) -> None:
    for version, was in json.loads(row.was or "{}").items():
        if row.kind == Kind.DISMISSAL:
            connection.execute(insert(FINDINGS), was["rows"])
            continue
        for n, speaker, entity, chain in (each.values() for each in was["rows"]):
            place = and_(QUOTATIONS.c.version == int(version), QUOTATIONS.c.n == n)
            connection.execute(update(QUOTATIONS).where(place).values(speaker=speaker, entity=entity, chain=chain))
        if "entity" in was:
            put_in = and_(ENTITIES.c.version == int(version), ENTITIES.c.n == was["entity"])
            connection.execute(delete(ENTITIES).where(put_in))
    connection.execute(update(CORRECTIONS).where(CORRECTIONS.c.id == row.id).values(was=None))


def _person(connection: Connection, version: int, name: str) -> tuple[int | None, str]:
    """Return the number and the name of the one person of a version who goes by a name; its words may be a part of theirs."""
    asked = (
        select(ENTITIES.c.n, ENTITIES.c.aliases, NAMES.c.name, NAMES.c.key)
        .join(NAMES, NAMES.c.id == ENTITIES.c.name)
        .where(ENTITIES.c.version == version, NAMES.c.type == PERSON)
        .order_by(ENTITIES.c.n)
    )
    key = name_key(name) or name
    whole: defaultdict[bool, list[tuple[int, str]]] = defaultdict(list)
    for row in connection.execute(asked):
        others = [name_key(each) for each in json.loads(row.aliases or "[]")]
        if key == row.key or key in others or f" {key} " in f" {row.key} ":
            whole[key == row.key].append((row.n, row.name))
    for found in (whole[True], whole[False]):
        if len(found) == 1:
            return found[0]
    return None, name


def _new_person(database: Database, connection: Connection, version: int, name: str) -> int:
    """Put a person into a version who is not named there; return the number."""
    id_ = ids_of(database, connection, NAMES, {(name, PERSON, name_key(name) or name)})[name, PERSON]
    last = connection.execute(select(func.max(ENTITIES.c.n)).where(ENTITIES.c.version == version)).scalar()
    number = 0 if last is None else int(last) + 1
    connection.execute(insert(ENTITIES).values(version=version, n=number, name=id_, mentions="[]"))
    return number


# ---------------------------------------------------------------- quotations


def _said(connection: Connection, version: int) -> list[dict[str, Any]]:
    """Return the quotations in the text of a version, with their words."""
    text, language = connection.execute(
        select(VERSIONS.c.text, VERSIONS.c.language).where(VERSIONS.c.id == version)
    ).one()
    asked = select(QUOTATIONS.c.n, QUOTATIONS.c.start_char, QUOTATIONS.c.end_char).where(
        QUOTATIONS.c.version == version, QUOTATIONS.c.part == 0
    )
    return [
        {"n": n, "start": start, "text": text[start:end], "language": language}
        for n, start, end in connection.execute(asked.order_by(QUOTATIONS.c.n))
    ]


_DIGITS = 10
"""More of them are words, no place in a text."""


def _meant(quotation: str, said: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the quotations that are meant by a place in one, its opening mark included, or by words in a row."""
    if not (quotation.isascii() and quotation.isdecimal() and len(quotation) < _DIGITS):
        return [each for each in said if f" {_stems(quotation, each)} " in f" {_stems(each['text'], each)} "]
    place = int(quotation)
    begin = [each for each in said if each["start"] == place]
    return begin or [each for each in said if each["start"] - 1 <= place < each["start"] + len(each["text"])]


def _stems(text: str, said: dict[str, Any]) -> str:
    return " ".join(stems(text, said["language"]))


def _one(database: Database, name: str | int, asked: str, said: Sequence[dict[str, Any]]) -> dict[str, Any]:
    found = _meant(asked, said)
    if len(found) == 1:
        return found[0]
    places = ", ".join(f"{each['start']} {' '.join(each['text'].split())[:40]}" for each in (found or said)[:10]) or "-"
    template = (
        N_("{archive}: {name} has several quotations {asked}; give where one begins: {places}")
        if found
        else N_("{archive}: {name} has no quotation {asked}; it has {places}")
    )
    kind = "query" if found else "not-found"
    raise ArchiveError(template, kind=kind, archive=database.name, name=name, asked=asked, places=places)


def _again(anchor: dict[str, Any], said: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """Return the quotation that an anchor means: of the same words, the nearest; else the one that most of it stands in."""
    same = [each for each in said if _stems(each["text"], each) == _stems(anchor["text"], each)]
    if same:
        return min(same, key=lambda each: (abs(each["start"] - anchor["start"]), each["n"]))
    # a newer runtut may end a quotation elsewhere: its words are then more of them, or fewer
    near = [each for each in said if _nested(each["text"], anchor["text"])]
    return near[0] if len(near) == 1 else None


def _nested(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) * 2 >= len(long) and short in long
