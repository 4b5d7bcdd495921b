"""Records as a table: one row for each annotation, for spreadsheets and notebooks (`read --format csv`)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any

from runtut.report.json import outcome_object
from runtut.report.outcome import Outcome

COLUMNS = (
    "story",
    "published",
    "layer",
    "start",
    "end",
    "text",
    "type",
    "value",
    "upper",
    "unit",
    "mod",
    "per",
    "period",
    "from",
    "to",
    "name",
    "entity",
    "speaker",
    "cue",
    "told_to",
    "status",
    "message",
)
"""Columns of the table; each layer fills those that it has. The layers: story, time, quantity, quotation, mention,
event, finding, error. A finding has one row for each side (`type` is its severity, `name` its code)."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def csv_lines(outcomes: Iterable[Outcome], *, language: str = "en") -> Iterator[str]:
    r"""Yield the table in pieces to be written one after another: a heading, then the rows of each story.

    Rows end in "\r\n" (RFC 4180). Text that a spreadsheet would take for a formula is given a leading apostrophe;
    numbers are left as they are.
    """
    yield _written([COLUMNS])
    for outcome in outcomes:
        yield _written([guarded(row.get(column)) for column in COLUMNS] for row in rows(outcome, language=language))


def rows(outcome: Outcome, *, language: str = "en") -> Iterator[dict[str, Any]]:
    """Yield the rows of one story as mappings from column to value; columns that a layer lacks are left out."""
    item = outcome_object(outcome, language=language)
    if "error" in item:
        yield {
            "story": item["id"],
            "layer": "error",
            "type": item["error"]["kind"],
            "message": item["error"]["message"],
        }
        return
    base = {"story": item["id"], "published": item["story"]["published"]}
    yield {**base, "layer": "story", "text": item["story"]["title"], "name": item["story"]["outlet"]}
    for time in item["times"]:
        yield {**base, "layer": "time", **_some(time, "start", "end", "text", "type", "value", "mod", "from", "to")}
    for quantity in item["quantities"]:
        same = ("start", "end", "text", "value", "upper", "unit", "mod", "per", "period", "status")
        yield {**base, "layer": "quantity", "type": quantity["kind"], **_some(quantity, *same)}
    for quotation in item["quotations"]:
        speaker, cue = quotation["speaker"] or {}, quotation["cue"] or {}
        yield {
            **base,
            "layer": "quotation",
            "type": quotation["kind"],
            "value": quotation["time"],
            "speaker": speaker.get("name"),
            "entity": speaker.get("entity"),
            "cue": cue.get("text"),
            **_some(quotation, "start", "end", "text", "told_to"),
        }
    for entity in item["entities"]:
        for start, end in entity["mentions"]:
            yield {
                **base,
                "layer": "mention",
                "start": start,
                "end": end,
                "text": item["story"]["text"][start:end],
                "entity": entity["id"],
                **_some(entity, "type", "name"),
            }
    for event in item["events"]:
        when = (event["time"] or {}).get("value")
        known = _some(event, "start", "end", "text", "status")
        yield {**base, "layer": "event", "type": event["kind"], "value": when, **known}
    for finding in item["findings"]:
        for side in finding["spans"]:
            yield {
                **base,
                "layer": "finding",
                "type": finding["severity"],
                "name": finding["code"],
                "value": None if side["in"] == "text" else side["in"],
                "message": finding["message"],
                **_some(side, "start", "end", "text"),
            }


def guarded(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula: an apostrophe goes before text that looks like one."""
    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    value = value.replace("\x00", "�").encode("utf-8", "replace").decode()
    return f"'{value}" if value.lstrip(" \u00a0\ufeff").startswith(_FORMULA) or value.startswith(_FORMULA) else value


def _some(item: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: item[name] for name in names}


def _written(table: Iterable[Iterable[object]]) -> str:
    out = StringIO()
    csv.writer(out).writerows(table)
    return out.getvalue()
