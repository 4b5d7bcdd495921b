"""Stories as they are on file, made whole again: to be written out, or to be read anew."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, select

from runtut.archive.database import chunks
from runtut.archive.filters import Filters
from runtut.archive.tables import OUTLETS, STORIES, VERSIONS
from runtut.record import TEXT, Byline, BylineRole, Caption, Span, Story

_COLUMNS = (
    *(VERSIONS.c.id, VERSIONS.c.given_id, VERSIONS.c.title, VERSIONS.c.text, VERSIONS.c.published, VERSIONS.c.modified),
    *(VERSIONS.c.language, VERSIONS.c.section, VERSIONS.c.dateline, VERSIONS.c.bylines, VERSIONS.c.captions),
    *(VERSIONS.c.masks, STORIES.c.url, OUTLETS.c.name.label("outlet")),
)


def wanted_versions(connection: Connection, wanted: Filters, *, newest: bool = False) -> list[int]:
    """Return the ids of the versions that are asked for, in the order in which they were added; the newest alone or all."""
    joined = VERSIONS.c.id == STORIES.c.newest if newest else VERSIONS.c.story == STORIES.c.id
    asked = select(VERSIONS.c.id).join(STORIES, joined).where(*wanted.conditions())
    return list(connection.execute(asked.order_by(VERSIONS.c.id)).scalars())


def stories_on_file(connection: Connection, versions: Iterable[int]) -> Iterator[tuple[int, Story]]:
    """Yield versions as stories, in the order of their ids, some hundreds in memory at a time."""
    for some in chunks(versions):
        asked = (
            select(*_COLUMNS)
            .join(STORIES, STORIES.c.id == VERSIONS.c.story)
            .outerjoin(OUTLETS, OUTLETS.c.id == STORIES.c.outlet)
            .where(VERSIONS.c.id.in_(some))
            .order_by(VERSIONS.c.id)
        )
        for row in connection.execute(asked):
            yield row.id, _story(row)


def _story(row: Any) -> Story:
    return Story(
        id=row.given_id,
        text=row.text,
        title=row.title,
        published=moment(row.published),
        modified=moment(row.modified),
        outlet=row.outlet,
        url=row.url,
        language=row.language,
        dateline=row.dateline,
        section=row.section,
        bylines=tuple(Byline(name, BylineRole(role)) for name, role in _list(row.bylines)),
        captions=tuple(Caption(words, credit) for words, credit in _list(row.captions)),
        masks=tuple(Span(start, end, TEXT) for start, end in _list(row.masks)),
    )


def _list(written: str | None) -> Sequence[Any]:
    found: Sequence[Any] = json.loads(written) if written else ()
    return found


def moment(written: str | None) -> dt.datetime | dt.date | None:
    """Return a day or a moment as the tables write it."""
    if written is None:
        return None
    return (dt.date if len(written) == len("2023-09-12") else dt.datetime).fromisoformat(written)
