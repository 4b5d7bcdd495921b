"""Long sorted tables, looked up without being taken apart: a first story needs few of a hundred thousand lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import repeat
from typing import Generic, TypeVar

_BLOCK = 64
"""Lines of a block. A lookup finds its block among all by halving, and its line within the block by one search."""
_MANY = 15_000
"""Lookups one by one, those of a few stories, after which one dict of all is cheaper."""
V = TypeVar("V")


class Lines:
    """A sorted table, kept as the bytes that `packed` made of it."""

    def __init__(self, table: bytes) -> None:
        self._blocks = table.split(b"\n\n") if table else []

    def behind(self, word: str) -> str | None:
        """Return what stands behind a word and a tab on the word's line, or None where it has no line."""
        _, block, at, key = self._find(word + "\t")
        if at < 0:
            return None
        at += len(key)
        return block[at : block.index(b"\n", at)].decode("utf-8", "surrogatepass")

    def place(self, line: str) -> int:
        """Return which line a line is, -1 for none."""
        first, block, at, _ = self._find(line + "\n")
        return first + block.count(b"\n", 0, at) if at >= 0 else -1

    def all(self) -> list[str]:
        """Return every line."""
        table = b"\n".join(self._blocks).decode("utf-8", "surrogatepass")
        return table.split("\n") if table else []

    def _find(self, beginning: str) -> tuple[int, bytes, int, bytes]:
        # UTF-8 sorts as code points do, and 255, which it never holds, comes behind all that begins in this way
        key = beginning.encode("utf-8", "surrogatepass")
        at = bisect_right(self._blocks, key + b"\xff") - 1
        key = b"\n" + key
        if at < 0:
            return 0, b"", -1, key
        block = b"\n" + self._blocks[at] + b"\n"
        return at * _BLOCK, block, block.find(key), key


def packed(lines: Sequence[str]) -> bytes:
    """Return lines, sorted and none of them empty, as the bytes that `Lines` reads."""
    blocks = ("\n".join(lines[at : at + _BLOCK]) for at in range(0, len(lines), _BLOCK))
    return "\n\n".join(blocks).encode("utf-8", "surrogatepass")


class Lookup(Generic[V]):
    """A long table: keys are looked up one by one and remembered, until a dict of the whole table is the cheaper way."""

    get: Callable[[str], V | None]
    """Return the value of a key; for what is not in the table, none or the value for such."""
    each: Callable[[Iterable[str]], Iterator[V]]
    """Return the values of some keys."""

    def __init__(self, one: Callable[[str], V], every: Callable[[], dict[str, V]], nothing: V) -> None:
        """Take how to look one key up, how to make the dict, and the value of what is not in it."""
        self._every = every
        self._nothing = nothing
        self._known = _Known(one)
        self.get = self._known.__getitem__
        self.each = partial(map, self._known.__getitem__)

    def settle(self) -> None:
        """Make the dict if it is time to; asked between two stories."""
        if len(self._known) > _MANY:
            self.fill()

    def fill(self) -> None:
        """Make the dict."""
        self._known.clear()
        table, nothing = self._every().get, self._nothing
        self.get = table
        self.each = lambda keys: map(table, keys, repeat(nothing))


class _Known(dict[str, V]):
    """What was looked up before; what was not is looked up now."""

    def __init__(self, one: Callable[[str], V]) -> None:
        self._one = one

    def __missing__(self, key: str) -> V:
        self[key] = value = self._one(key)
        return value
