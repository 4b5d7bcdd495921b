"""Building HTML so that nothing in a story can become markup: every child and attribute is escaped unless it is `Markup`."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable

_VOID = frozenset({"br", "hr", "input", "link", "meta"})
_SHOWN = frozenset("\t\n")
_UNSEEN = frozenset({"Cc", "Cs", "Co", "Cn"})
_TURNING = frozenset(map(chr, [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]))


class Markup(str):
    """A string that is HTML already."""

    __slots__ = ()


Child = str | Markup | None


def escape(text: str) -> Markup:
    """Return text as HTML, one character for one: what cannot be seen or turns the line around becomes U+FFFD."""
    if isinstance(text, Markup):
        return text
    if not text.isascii() or not text.isprintable():
        text = "".join("�" if _hidden(c) else c for c in text)
    return Markup(html.escape(text, quote=True))


def _hidden(char: str) -> bool:
    if char in _SHOWN or char.isprintable():
        return False
    return char in _TURNING or unicodedata.category(char) in _UNSEEN


def el(name: str, /, *children: Child, **attributes: str | int | bool | None) -> Markup:
    """Return an element.

    Children that are None are left out. An attribute's name has its `_` read as `-`, a trailing one dropped
    (`class_`, `aria_label`); None and False leave it out, True writes it bare.
    """
    written = []
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        attribute = key.rstrip("_").replace("_", "-")
        written.append(f" {attribute}" if value is True else f' {attribute}="{escape(str(value))}"')
    head = f"<{name}{''.join(written)}>"
    if name in _VOID:
        return Markup(head)
    return Markup(f"{head}{joined(children)}</{name}>")


def joined(children: Iterable[Child], between: str = "") -> Markup:
    """Return children one after another, those that are None left out; `between` is text."""
    return Markup(escape(between).join(escape(child) for child in children if child is not None))
