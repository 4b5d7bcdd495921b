"""`dataclass` as the standard library has it, but for what it costs at start-up.

The standard decorator compiles six functions for each class when its module is imported: for our hundred and more
classes an eighth of the time that a first check took. Here a method is compiled when it is first called, which for most
is never.
"""

from __future__ import annotations

import dataclasses
import reprlib
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar, cast

__all__ = ["dataclass", "filled", "maker"]
V = TypeVar("V")

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass
    from inspect import Signature
else:

    def dataclass(cls: type | None = None, /, **options: bool) -> Any:
        """Return a class as `dataclasses.dataclass` would. It takes the options that our classes use; frozen needs slots."""
        return _made(cls, **options) if cls is not None else lambda cls: _made(cls, **options)


_ORDER = {"eq": "==", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}


def maker(cls: type[V]) -> Callable[[tuple[Any, ...]], V]:
    """Return what makes a `NamedTuple` of a tuple of its fields: calling the class goes through a function of Python's own."""
    return cast("Callable[[tuple[Any, ...]], V]", partial(tuple.__new__, cast("Any", cls)))


def filled(cls: type[V], values: dict[str, Any]) -> V:
    """Return `cls(**values)`, without the compiled `__init__`: for classes of many fields that have one instance."""
    made = cls.__new__(cls)
    for field in dataclasses.fields(cast("Any", cls)):
        if field.name in values:
            value = values[field.name]
        elif field.default_factory is not dataclasses.MISSING:
            value = field.default_factory()
        else:
            value = field.default
        object.__setattr__(made, field.name, value)
    if hasattr(made, "__post_init__"):
        made.__post_init__()
    return made


def _made(
    cls: type, *, frozen: bool = False, slots: bool = False, eq: bool = True, order: bool = False, kw_only: bool = False
) -> type:
    if cls.__doc__ is None:
        cls.__doc__ = cls.__name__  # else the standard library works out a signature for it, which is slow
    # the fields, the slots and what `replace` needs are the standard library's
    plain: type = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(cls)
    methods: dict[str, Any] = {"__repr__": _show, "__signature__": _Signature()}
    if eq:
        for name in _ORDER if order else ("eq",):
            methods[f"__{name}__"] = _late(plain, f"__{name}__", partial(_comparison, plain, name))
        methods["__hash__"] = _late(plain, "__hash__", partial(_hash, plain)) if frozen else None
    if frozen:
        methods |= {"__setattr__": _refuse, "__delattr__": _refuse, "__getstate__": _state, "__setstate__": _restore}
    for name, method in methods.items():
        if name not in plain.__dict__:
            setattr(plain, name, method)
    setattr(plain, "__init__", _late(plain, "__init__", partial(_init, plain, frozen=frozen)))  # noqa: B010 -- mypy forbids the plain way
    return plain


def _late(cls: type, name: str, make: Callable[[], Callable[..., Any]]) -> Callable[..., Any]:
    """Return a method that when first called makes the real one, puts it into its place and goes on with it."""

    def method(self: Any, *args: Any, **kwargs: Any) -> Any:
        made = make()
        setattr(cls, name, made)
        return made(self, *args, **kwargs)

    method.__name__ = name
    return method


@reprlib.recursive_repr("...")
def _show(self: Any) -> str:
    shown = (f"{f.name}={getattr(self, f.name)!r}" for f in dataclasses.fields(self) if f.repr)
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _refuse(_self: object, name: str, *_value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


class _Signature:
    """The signature of a class whose `__init__` may not be compiled yet."""

    def __get__(self, instance: object, cls: Any) -> Signature:
        from inspect import signature  # noqa: PLC0415 -- for people who ask a class what it takes

        found = signature(_init(cls, frozen=False))
        return found.replace(parameters=list(found.parameters.values())[1:])


# ---------------------------------------------------------------- compiled when first called


def _comparison(cls: Any, name: str) -> Callable[..., Any]:
    mine, others = _compared(cls, "self"), _compared(cls, "other")
    source = f"if other.__class__ is self.__class__:\n  return {mine} {_ORDER[name]} {others}\n return NotImplemented"
    return _compiled(cls, f"__{name}__(self, other)", source, {})


def _hash(cls: Any) -> Callable[..., Any]:
    return _compiled(cls, "__hash__(self)", f"return hash({_compared(cls, 'self')})", {})


def _compared(cls: Any, owner: str) -> str:
    return "(" + "".join(f"{owner}.{field.name}, " for field in dataclasses.fields(cls) if field.compare) + ")"


def _init(cls: Any, *, frozen: bool) -> Callable[..., Any]:
    """Compile the `__init__` of a class. A frozen class forbids to set its fields, but not to set them by their slots."""
    scope: dict[str, Any] = {"__missing__": dataclasses.MISSING}
    given: dict[bool, list[str]] = {False: [], True: []}
    lines = []
    for field in dataclasses.fields(cls):
        name = value = field.name
        taken = name
        if field.default_factory is not dataclasses.MISSING:
            scope[f"__make_{name}__"] = field.default_factory
            value = f"__make_{name}__() if {name} is __missing__ else {name}"
            taken = f"{name}=__missing__"
        elif field.default is not dataclasses.MISSING:
            scope[f"__default_{name}__"] = field.default
            taken = f"{name}=__default_{name}__"
        given[bool(field.kw_only)].append(taken)
        if frozen:
            scope[f"__set_{name}__"] = getattr(cls, name).__set__
            lines.append(f"__set_{name}__(self, {value})")
        else:
            lines.append(f"self.{name} = {value}")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    head = ", ".join(["self", *given[False], *(["*", *given[True]] if given[True] else [])])
    init = _compiled(cls, f"__init__({head})", "\n ".join(lines or ["pass"]), scope)
    init.__annotations__ = {field.name: field.type for field in dataclasses.fields(cls)}
    return init


def _compiled(cls: Any, head: str, body: str, scope: dict[str, Any]) -> Callable[..., Any]:
    exec(f"def {head}:\n {body}", scope)  # noqa: S102 -- made of names of fields alone, as the standard library does
    method: Callable[..., Any] = scope[head[: head.index("(")]]
    method.__qualname__ = f"{cls.__qualname__}.{method.__name__}"
    return method
