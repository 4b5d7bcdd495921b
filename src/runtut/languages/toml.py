"""The TOML of packs, read in a fraction of the standard library's time: its common forms here, anything else there.

Packs are tens of thousands of words in arrays of strings, and reading them is part of every start. Those arrays and
strings look the same in JSON, which the standard library reads fast.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any

_KEY = re.compile(r"[A-Za-z0-9_-]+")
_HEAD = re.compile(r"\[(?P<many>\[)?(?P<path>[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)\](?(many)\])")
_COMMENT = re.compile(r'("(?:[^"\\]|\\.)*")|#.*')
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_SPACE = " \t\r"
_OTHER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\\/|\\[uU][dD]")
"""What JSON and TOML do not see alike within a string: controls, an escaped slash, half a surrogate."""


class _Tables(list[dict[str, Any]]):
    """Tables under one `[[head]]`: to an array that is a value, none can be added."""


def read_toml(text: str) -> dict[str, Any]:
    """Return what `tomllib.loads` does.

    Raises:
        tomllib.TOMLDecodeError: the text is no TOML.
    """
    try:
        return _read(text)
    except ValueError:  # not necessarily wrong: not one of the forms known here
        import tomllib  # noqa: PLC0415 -- slow to import, and seldom needed

        return tomllib.loads(text)


def _read(text: str) -> dict[str, Any]:
    if _OTHER.search(text):
        raise ValueError
    root: dict[str, Any] = {}
    table = root
    lines = iter(text.split("\n"))
    for each in lines:
        line = each.strip(_SPACE)
        if not line or line[0] == "#":
            continue
        if line[0] == "[":
            table = _table(root, _without_comment(line))
            continue
        key, equals, value = line.partition("=")
        key = key.rstrip(_SPACE)
        if not _KEY.fullmatch(key):
            key = _string(key)
        if not equals or key in table:
            raise ValueError
        table[key] = _value(value.lstrip(_SPACE), lines)
    return root


def _table(root: dict[str, Any], line: str) -> dict[str, Any]:
    """Make and return the table that a head opens; of paths only `[one]`, `[[one]]` and `[one.two]`."""
    head = _HEAD.fullmatch(line)
    if head is None:
        raise ValueError
    *outer, name = head["path"].split(".")
    if outer and (head["many"] or len(outer) > 1):
        raise ValueError
    holder: Any = root.setdefault(outer[0], {}) if outer else root
    made: dict[str, Any] = {}
    if head["many"]:
        tables = holder.setdefault(name, _Tables())
        if not isinstance(tables, _Tables):
            raise ValueError
        tables.append(made)
    elif not isinstance(holder, dict) or name in holder:
        raise ValueError
    else:
        holder[name] = made
    return made


def _value(text: str, lines: Iterator[str]) -> Any:
    if text[:1] == '"' and text[-1] == '"' and text.count('"') == 2:
        return _string(text)
    text = _without_comment(text)
    if text[:1] == "[":
        return _array(text, lines)
    if text[:1] == '"':
        return _string(text)
    if text in ("true", "false"):
        return text == "true"
    if _NUMBER.fullmatch(text):
        return float(text) if "." in text else int(text)
    if _DATE.fullmatch(text):
        return dt.date.fromisoformat(text)
    raise ValueError


def _string(text: str) -> str:
    if len(text) < 2 or text[0] != '"' or text[-1] != '"':
        raise ValueError
    inside = text[1:-1]
    if "\\" in inside:
        return str(json.loads(text))
    if '"' in inside or "\t" in inside:
        raise ValueError
    return inside


def _array(text: str, lines: Iterator[str]) -> list[Any]:
    """Return an array that may go on over the next lines; of strings, and of such arrays."""
    parts = [text]
    while True:
        if parts[-1][-1:] == "]":
            whole = " ".join(parts)
            try:
                array: list[Any] = json.loads(whole[:-1].rstrip().removesuffix(",") + "]")
            except json.JSONDecodeError:
                pass
            else:
                if not _plain(array):
                    raise ValueError
                return array
        line = next(lines, None)
        if line is None:
            raise ValueError
        line = line.strip(_SPACE)
        if line and line[0] != "#":
            parts.append(_without_comment(line))


def _plain(array: list[Any]) -> bool:
    kinds = set(map(type, array))
    return kinds <= {str, int} or (kinds == {list} and all(map(_plain, array)))


def _without_comment(line: str) -> str:
    return _COMMENT.sub(r"\1", line).rstrip(_SPACE) if "#" in line else line
