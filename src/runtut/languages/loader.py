"""Language packs: one folder of TOML files per language, read into typed sections.

A section is a frozen dataclass in `languages/schema/`; its file has the section's name. Field names are
the TOML keys. Supported field types: str, int, float, bool, Decimal (written as a string), date, enums
(by value), tuples (arrays), mappings from str (tables), nested dataclasses, and `X | None`. Whatever does
not fit stops the load with the file, the key and what to do.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import sys
import types
import typing
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from enum import Enum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import tomli

from runtut.record import PackError
from runtut.values import filled

FOLDER = Path(__file__).parent
S = TypeVar("S")


def read_section(path: Path, schema: type[S]) -> S:
    """Read one TOML file of a pack into `schema`.

    Raises:
        PackError: the file is missing, is not TOML, or does not fit the schema.
    """
    name = f"languages/{path.parent.name}/{path.name}"
    try:
        raw = tomli.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PackError(f"{name}: missing; add the file, or choose another language") from None
    except ValueError as error:
        raise PackError(f"{name}: {error}; mend the TOML") from None
    return typing.cast("S", _fit(raw, schema, name, ()))


def _fit(raw: Any, kind: Any, name: str, path: tuple[str, ...]) -> Any:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        options = [each for each in typing.get_args(kind) if each is not type(None)]
        return _fit(raw, options[0], name, path)
    if dataclasses.is_dataclass(kind):
        return _fit_dataclass(raw, typing.cast("type", kind), name, path)
    if origin is tuple:
        if not isinstance(raw, list):
            raise _misfit(raw, "an array", name, path)
        item = typing.get_args(kind)[0]
        if item is str and all(type(each) is str for each in raw):  # most of a pack
            return tuple(raw)
        return tuple(_fit(each, item, name, (*path, str(i))) for i, each in enumerate(raw))
    if origin in (dict, Mapping):
        if not isinstance(raw, dict):
            raise _misfit(raw, "a table", name, path)
        item = typing.get_args(kind)[1]
        return {key: _fit(each, item, name, (*path, key)) for key, each in raw.items()}
    return _fit_scalar(raw, kind, name, path)


def _fit_scalar(raw: Any, kind: Any, name: str, path: tuple[str, ...]) -> Any:
    if kind is Any:
        return raw
    if isinstance(kind, type) and issubclass(kind, Enum):
        try:
            return kind(raw)
        except ValueError:
            known = ", ".join(str(each.value) for each in kind)
            raise _misfit(raw, f"one of {known}", name, path) from None
    if kind is Decimal and isinstance(raw, str | int) and not isinstance(raw, bool):
        try:
            return Decimal(raw)
        except InvalidOperation:
            raise _misfit(raw, "a number", name, path) from None
    if kind is float and isinstance(raw, int) and not isinstance(raw, bool):
        return float(raw)
    if kind in (str, int, float, bool, dt.date) and type(raw) is kind:
        return raw
    raise _misfit(raw, getattr(kind, "__name__", str(kind)), name, path)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return {
        field.name: _type(field.type, kind.__module__) if isinstance(field.type, str) else field.type
        for field in dataclasses.fields(kind)
    }


@cache
def _type(written: str, module: str) -> Any:
    """Return the type of a field. Many fields of a section have the same: `typing.get_type_hints` would read each anew."""
    return eval(written, vars(sys.modules[module]))  # noqa: S307 -- our own source


def _fit_dataclass(raw: Any, kind: type, name: str, path: tuple[str, ...]) -> Any:
    if not isinstance(raw, dict):
        raise _misfit(raw, "a table", name, path)
    hints = _hints(kind)
    fields = {field.name: field for field in dataclasses.fields(kind)}
    for key in raw:
        if key not in fields:
            known = ", ".join(fields)
            raise PackError(f"{name}: {'.'.join((*path, key))}: no such key; the schema knows {known}")
    values = {}
    for key, field in fields.items():
        if key in raw:
            values[key] = _fit(raw[key], hints[key], name, (*path, key))
        elif field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING:
            raise PackError(f"{name}: {'.'.join((*path, key))}: missing; add it")
    try:
        return filled(kind, values)
    except ValueError as error:
        raise PackError(f"{name}: {'.'.join(path) or 'file'}: {error}") from None


def _misfit(raw: Any, wanted: str, name: str, path: tuple[str, ...]) -> PackError:
    return PackError(f"{name}: {'.'.join(path)}: needs {wanted}, not {raw!r}")
