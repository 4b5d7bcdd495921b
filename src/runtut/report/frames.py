"""A record as tables for notebooks, one a kind: times, quantities, quotations, entities, mentions, events, findings.

Columns are the contract's; days and moments are written as ISO 8601, so that the two libraries give the same. polars and
pandas are loaded when asked for, and are no part of runtut.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

from runtut.record import Record
from runtut.report.json import record_object

Row = dict[str, Any]

_AT, _NUMBER, _TEXT, _TEXTS, _TRUTH = "int", "float", "text", "texts", "truth"
_BOUNDS = {"start": _AT, "end": _AT, "text": _TEXT}


def _texts(*names: str) -> dict[str, str]:
    return dict.fromkeys(names, _TEXT)


TABLES: dict[str, dict[str, str]] = {
    "times": {"story": _TEXT, **_BOUNDS, **_texts("type", "value", "mod", "from", "to", "anchor", "signal")},
    "quantities": {
        "story": _TEXT,
        **_BOUNDS,
        **dict.fromkeys(("value", "upper", "low", "high"), _NUMBER),
        **_texts("unit", "kind", "mod", "per", "period", "status"),
    },
    "quotations": {
        "story": _TEXT,
        **_BOUNDS,
        **_texts("kind", "cue", "speaker", "entity", "told_to", "time", "place"),
        "chain": _TEXTS,
    },
    "entities": {"story": _TEXT, **_texts("id", "type", "name"), "roles": _TEXTS, "aliases": _TEXTS, "mentions": _AT},
    "mentions": {"story": _TEXT, **_BOUNDS, **_texts("entity", "type", "name")},
    "events": {"story": _TEXT, **_BOUNDS, **_texts("kind", "status", "place", "time"), "participants": _TEXTS},
    "findings": {
        "story": _TEXT,
        "finding": _AT,
        "side": _AT,
        **_texts("code", "name", "severity", "message", "fix", "part"),
        **_BOUNDS,
        "in_quotation": _TRUTH,
        "fingerprint": _TEXT,
    },
}
"""The tables and the types of their columns. A finding has one row for each of its sides."""


def rows(record: Record, table: str, *, language: str = "en") -> list[Row]:
    """Return the rows of a table of a record, each with all its columns.

    Raises:
        ValueError: there is no such table.
    """
    if table not in TABLES:
        raise ValueError(f"no table {table!r}; there are {', '.join(TABLES)}")
    item = record_object(record, language=language)
    made = _ROWS[table](item) if table in _ROWS else iter(item[table])
    columns = TABLES[table]
    return [{"story": item["id"], **{name: row.get(name) for name in columns if name != "story"}} for row in made]


def _quotations(item: dict[str, Any]) -> Iterator[Row]:
    for each in item["quotations"]:
        speaker, cue, place = (each[name] or {} for name in ("speaker", "cue", "place"))
        told = {"speaker": speaker.get("name"), "entity": speaker.get("entity")}
        yield {**each, **told, "cue": cue.get("text"), "place": place.get("text")}


def _entities(item: dict[str, Any]) -> Iterator[Row]:
    for each in item["entities"]:
        yield {**each, "aliases": each.get("aliases", []), "mentions": len(each["mentions"])}


def _mentions(item: dict[str, Any]) -> Iterator[Row]:
    text = item["story"]["text"]
    for each in item["entities"]:
        for start, end in each["mentions"]:
            same = {"entity": each["id"], "type": each["type"], "name": each["name"]}
            yield {"start": start, "end": end, "text": text[start:end], **same}


def _events(item: dict[str, Any]) -> Iterator[Row]:
    for each in item["events"]:
        yield {**each, "time": (each["time"] or {}).get("value")}


def _findings(item: dict[str, Any]) -> Iterator[Row]:
    for number, each in enumerate(item["findings"]):
        for side, span in enumerate(each["spans"]):
            yield {**each, **span, "part": span["in"], "finding": number, "side": side}


_ROWS: dict[str, Callable[[dict[str, Any]], Iterator[Row]]] = {
    "quotations": _quotations,
    "entities": _entities,
    "mentions": _mentions,
    "events": _events,
    "findings": _findings,
}


def to_polars(record: Record, table: str | None, *, language: str) -> Any:
    """Return a table as a polars DataFrame, or all of them by name."""
    pl = _library("polars")
    types = {_AT: pl.Int64, _NUMBER: pl.Float64, _TEXT: pl.String, _TEXTS: pl.List(pl.String), _TRUTH: pl.Boolean}

    def made(name: str) -> Any:
        schema = {column: types[kind] for column, kind in TABLES[name].items()}
        return pl.DataFrame(rows(record, name, language=language), schema=schema, strict=False)

    return _one_or_all(table, made)


def to_pandas(record: Record, table: str | None, *, language: str) -> Any:
    """Return a table as a pandas DataFrame, or all of them by name."""
    pd = _library("pandas")
    types = {_AT: "int64", _NUMBER: "float64", _TEXT: "string", _TEXTS: "object", _TRUTH: "bool"}

    def made(name: str) -> Any:
        columns = TABLES[name]
        frame = pd.DataFrame(rows(record, name, language=language), columns=list(columns))
        return frame.astype({column: types[kind] for column, kind in columns.items()})

    return _one_or_all(table, made)


def _one_or_all(table: str | None, made: Callable[[str], Any]) -> Any:
    if table is None:
        return {name: made(name) for name in TABLES}
    if table not in TABLES:
        raise ValueError(f"no table {table!r}; there are {', '.join(TABLES)}")
    return made(table)


def _library(name: str) -> Any:
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        raise ModuleNotFoundError(
            f"tables need {name}, which is not installed: pip install {name}", name=name
        ) from None
