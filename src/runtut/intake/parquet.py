"""Stories as the rows of a Parquet table, with the columns that a `.jsonl` has as keys.

A file is read a few rows at a time, however large its row groups are. pyarrow comes with `runtut[parquet]`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, BinaryIO

from runtut.i18n import N_
from runtut.intake.jsonl import story_of
from runtut.intake.missing import not_installed
from runtut.record import Message, SourceError, Story
from runtut.record.errors import bug_in

_STRINGS = ("id", "title", "outlet", "url", "language", "section", "dateline", "text")
_MOMENTS = ("published", "modified")
_LISTS = ("bylines", "captions")
_COLUMNS = ("id", "title", "published", "outlet", "url", "language", "text")
"""The columns that are told of where a file has none of use."""

_ROWS = 64  # rows that are decoded at a time
_BUFFER = 1 << 20  # bytes of a column that are read at a time
_MOST_NAMED = 20  # columns named in an error


def read_parquet(
    stream: BinaryIO,
    *,
    source: str,
    language: str = "id",
    published: dt.date | None = None,
    rows: range | None = None,
) -> Iterator[tuple[int, str, Story | SourceError]]:
    """Yield the row's number from 1, the id and the story of each row, or the error that stands in its place.

    A story without an id gets `source:row`. Columns that a story has not are not even read.

    Args:
        stream: a seekable stream.
        source: where it comes from.
        language: the language of stories that give none.
        published: the day or moment for stories that give none.
        rows: the rows to read, counted from 0; all where not given. Groups of rows without any of them are passed over.

    Raises:
        SourceError: kind "not-installed" (no pyarrow), "format" (no Parquet file), "schema" (its columns).
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 -- an extra, and slow to import
        from pyarrow.parquet import ParquetFile  # noqa: PLC0415 -- see above
    except ImportError:
        raise not_installed(source, what="pyarrow", extra="parquet") from None
    try:
        file = ParquetFile(stream, buffer_size=_BUFFER, pre_buffer=False)
        schema = file.schema_arrow
    except (pa.ArrowException, OSError, ValueError) as error:
        template = N_("{source}: not a Parquet file that can be read ({reason}); get it again")
        raise SourceError(template, kind="format", source=source, reason=_first_line(error)) from None
    wanted = _check(schema, source)
    number = 0
    for group in range(file.num_row_groups):
        end = number + file.metadata.row_group(group).num_rows
        if rows is not None and not (rows.start < end and number < rows.stop):
            number = end
            continue
        try:
            for batch in file.iter_batches(_ROWS, row_groups=[group], columns=wanted, use_threads=False):
                columns = {name: _exact(batch.column(name)) for name in batch.schema.names}
                for at in range(batch.num_rows):
                    number += 1
                    if rows is None or number - 1 in rows:
                        yield _row(columns, at, number, source, language, published)
        except (pa.ArrowException, OSError) as error:
            where = f"{source}:{number + 1}"
            template = N_("{source}: rows {first} to {last} are damaged ({reason}); get the file again")
            values: dict[str, Any] = {"first": number + 1, "last": end, "reason": _first_line(error)}
            yield number + 1, where, SourceError(template, kind="format", source=source, line=number + 1, **values)
        number = end


def _row(
    columns: dict[str, Any], at: int, number: int, source: str, language: str, published: dt.date | None
) -> tuple[int, str, Story | SourceError]:
    name = where = f"{source}:{number}"
    try:
        entry = {key: column[at].as_py() for key, column in columns.items() if key not in _MOMENTS}
        for key in _MOMENTS:
            if key in columns:
                entry[key] = _moment(columns[key][at], key, where, source, number)
        if entry.get("id"):
            name = str(entry["id"])
        story = story_of(entry, where=where, source=source, line=number, language=language, published=published)
    except SourceError as error:
        return number, name, error
    except Exception as error:  # noqa: BLE001 -- whatever it is, the other rows must come out
        return number, name, bug_in(name, error, source=source, line=number)
    return number, story.id, story


def _exact(column: Any) -> Any:
    """Return the column, moments of it in microseconds: finer ones have no equal in Python."""
    import pyarrow as pa  # noqa: PLC0415 -- see read_parquet

    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        return column.cast(pa.timestamp("us", column.type.tz), safe=False)
    return column


def _moment(value: Any, key: str, where: str, source: str, number: int) -> str | None:
    """Return a date or a moment as ISO 8601; a midnight without a zone is a day, as tables have no other way to say it."""
    try:
        moment = value.as_py()
    except (ValueError, OverflowError, LookupError):
        problem = Message(N_('"{key}" is a moment beyond the calendar, or in a zone that is not known'), {"key": key})
        raise SourceError(
            "{where}: {problem}", kind="schema", source=source, line=number, where=where, problem=problem
        ) from None
    if isinstance(moment, dt.datetime):
        if moment.tzinfo is None and moment.time() == dt.time():
            return moment.date().isoformat()
        return moment.isoformat()
    return moment.isoformat() if isinstance(moment, dt.date) else moment


# ---------------------------------------------------------------- columns


def _check(schema: Any, source: str) -> list[str]:
    """Return the columns to read.

    Raises:
        SourceError: there is no text, or a column holds what it cannot hold.
    """
    there = list(schema.names)
    if "text" not in there:
        template = N_('{source}: no column "text"; there are {there}; needed is text, and read are {known}')
        named = ", ".join(there[:_MOST_NAMED]) + (", …" if len(there) > _MOST_NAMED else "")
        raise SourceError(
            template, kind="schema", source=source, there=named or Message(N_("none")), known=", ".join(_COLUMNS)
        )
    for name in (*_STRINGS, *_MOMENTS):
        if name in there and not _fits(name, schema.field(name).type):
            needs = N_("strings, dates or timestamps") if name in _MOMENTS else N_("strings")
            template = N_('{source}: column "{name}" holds {type}, and needs {needs}')
            kind = str(schema.field(name).type)
            raise SourceError(template, kind="schema", source=source, name=name, type=kind, needs=Message(needs))
    return [name for name in (*_STRINGS, *_MOMENTS, *_LISTS) if name in there]


def _fits(name: str, kind: Any) -> bool:
    from pyarrow import types  # noqa: PLC0415 -- see read_parquet

    if types.is_dictionary(kind):
        kind = kind.value_type
    if types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind) or types.is_null(kind):
        return True
    if name == "id":
        return bool(types.is_integer(kind))
    return name in _MOMENTS and bool(types.is_date(kind) or types.is_timestamp(kind))


def _first_line(error: BaseException) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0][:200]
