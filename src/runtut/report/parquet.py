"""Records as the rows of a Parquet table (`read --format parquet`): the contract's JSON object, column by column.

pyarrow comes with `runtut[parquet]`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow.parquet import ParquetWriter

from runtut.report.json import RECORD_SCHEMA, outcome_object
from runtut.report.outcome import Outcome

ROWS = 500
"""Records of a row group: some megabytes, which is what readers of Parquet take at a time."""

_TEXT, _AT, _NUMBER, _TRUTH = pa.string(), pa.int32(), pa.float64(), pa.bool_()


def _struct(*fields: tuple[str, Any]) -> Any:
    return pa.struct([pa.field(name, type_) for name, type_ in fields])


def _texts(*names: str) -> list[tuple[str, Any]]:
    return [(name, _TEXT) for name in names]


@cache
def schema() -> Any:
    """Return the Arrow schema of a table of records.

    `error` is null for a story that was read; where it is not, only `id` is filled besides.
    """
    bounds = [("start", _AT), ("end", _AT)]
    marked = [*bounds, ("text", _TEXT)]
    layers = {
        "times": _struct(*marked, *_texts("type", "value", "mod", "from", "to", "anchor", "signal", "pattern")),
        "quantities": _struct(
            *marked,
            *((name, _NUMBER) for name in ("value", "upper", "low", "high")),
            *_texts("unit", "kind", "mod", "per", "period", "status", "pattern"),
        ),
        "quotations": _struct(
            *marked,
            *_texts("kind", "told_to", "time", "pattern"),
            ("cue", _struct(*marked)),
            ("place", _struct(*marked)),
            ("speaker", _struct(*marked, *_texts("entity", "name", "in"))),
            ("told_span", pa.list_(_AT)),
            ("chain", pa.list_(_TEXT)),
            ("chain_spans", pa.list_(pa.list_(_AT))),
        ),
        "entities": _struct(
            *_texts("id", "type", "name", "place", "pattern"),
            ("roles", pa.list_(_TEXT)),
            ("aliases", pa.list_(_TEXT)),
            ("mentions", pa.list_(pa.list_(_AT))),
            ("role_spans", pa.list_(_struct(*marked, *_texts("state", "organization", "in")))),
        ),
        "events": _struct(
            *marked,
            *_texts("kind", "status", "place", "pattern"),
            ("participants", pa.list_(_TEXT)),
            ("time", _struct(("value", _TEXT))),
        ),
        "findings": _struct(
            *_texts("code", "name", "severity", "message", "detail", "fix", "quoted", "fingerprint"),
            ("fixes", pa.list_(_TEXT)),
            ("in_quotation", _TRUTH),
            ("spans", pa.list_(_struct(*marked, ("in", _TEXT)))),
            ("repairs", pa.list_(_struct(("message", _TEXT), ("edits", pa.list_(_struct(*marked, ("in", _TEXT))))))),
        ),
    }
    story = _struct(
        *_texts("title", "published", "modified", "outlet", "url", "language", "dateline", "section", "text"),
        ("bylines", pa.list_(_struct(*_texts("name", "role")))),
        ("captions", pa.list_(_struct(*_texts("text", "credit")))),
    )
    fields = [pa.field("id", _TEXT), pa.field("story", story)]
    fields += [pa.field(name, pa.list_(type_)) for name, type_ in layers.items()]
    fields.append(pa.field("error", _struct(*_texts("kind", "message"), ("line", pa.int64()))))
    return pa.schema(fields, metadata={"schema": RECORD_SCHEMA})


def write_records(outcomes: Iterable[Outcome], path: Path, *, language: str = "en") -> None:
    """Write a table of records, `ROWS` at a time; findings are worded in `language`.

    Raises:
        OSError: the file cannot be written.
    """
    rest = iter(outcomes)
    with ParquetWriter(path, schema(), compression="zstd") as writer:
        while some := [outcome_object(each, language=language) for each in islice(rest, ROWS)]:
            writer.write_table(pa.Table.from_pylist(some, schema=schema()))
