"""What the archive answers, as OpenAPI tells it: made from the dataclasses themselves, their docstrings included."""

from __future__ import annotations

import dataclasses
import re
from functools import cache
from types import UnionType
from typing import Any, Union, cast, get_args, get_origin, get_type_hints

from pydantic import BaseModel, Field, create_model

_ATTRIBUTE = re.compile(r"^        (\w+): (.*(?:\n {12,}.*)*)", re.MULTILINE)


@cache
def model_of(cls: type) -> type[BaseModel]:
    """Return a model with the fields of a dataclass of plain values, which may hold others; all of them are always there."""
    told = {name: " ".join(text.split()) for name, text in _ATTRIBUTE.findall(cls.__doc__ or "")}
    hints = get_type_hints(cls)
    fields: dict[str, Any] = {
        each.name: (_type(hints[each.name]), Field(description=told.get(each.name)))
        for each in dataclasses.fields(cast("Any", cls))
    }
    room = cls.__module__.rpartition(".")[2].title().replace("_", "")
    name = cls.__name__ if cls.__name__.lower() == room.lower() else room + cls.__name__
    about = " ".join((cls.__doc__ or "").split("\n\n")[0].split())
    return create_model(name, __doc__=about, **fields)


def _type(hint: Any) -> Any:
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return model_of(hint)
    origin = get_origin(hint)
    if origin is None:
        return hint
    args = tuple(each if each is Ellipsis else _type(each) for each in get_args(hint))
    return Union[args] if origin in (Union, UnionType) else origin[args]  # noqa: UP007 -- made as the program runs
