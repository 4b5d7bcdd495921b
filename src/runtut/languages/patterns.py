"""Lists of a pack made into patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Any, cast

_MANY = 8
"""First letters beyond which searching for them costs more than looking back everywhere."""


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of one group that matches the longest of some words; words with a common beginning share it."""
    return _branch(sorted({re.escape(w).replace(r"\ ", r"\s") for w in words}))


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that is compiled when first used.

    Compiling all patterns took half of the time of a first check, and a story needs a part of them.
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))


class _Late:
    """What stands for a pattern: its methods, those of the compiled pattern, become its own at the first use."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name[:2] == "__":
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for each in ("match", "search", "fullmatch", "finditer", "findall", "split", "sub"):
            setattr(self, each, getattr(compiled, each))
        return getattr(compiled, name)


def scan(words: Iterable[str], before: str = r"\w") -> str:
    """Return a pattern like `any_of`, for searching a whole text: none of the class `before` may stand before a match.

    Where the words have few first letters, each branch begins with its own and looks back only behind it, so that `re`
    skips at once to places where one of these letters stands; where they have many, that does not pay. `re` does not do
    so where case is ignored: search a text made small instead.
    """
    return f"(?:{'|'.join(scanning(words, before))})"


def scanning(words: Iterable[str], before: str = r"\w", after: str = "") -> list[str]:
    """Return the branches of `scan`, each with `after` behind it, to be joined with others that begin with a letter."""
    patterns = sorted({re.escape(w).replace(r"\ ", r"\s") for w in words if w})
    heads = {head: [word[len(head) :] for word in group] for head, group in groupby(patterns, key=_head)}
    if len(heads) > _MANY:
        return [rf"(?<![{before}]){_branch(patterns)}{after}"]
    return [rf"{head}(?<![{before}].){_branch(tails)}{after}" for head, tails in heads.items()]


def small(text: str) -> str:
    """Return a text in small letters, each at its place; one with letters that grow when made small as it is."""
    low = text.lower()
    return low if len(low) == len(text) else text


def _branch(words: list[str]) -> str:
    """Return a pattern of sorted patterns, each first letter (or escape) tried once."""
    branches = []
    for head, group in groupby(filter(None, words), key=_head):
        tails = [word[len(head) :] for word in group]
        branches.append(head + (_branch(tails) if len(tails) > 1 else tails[0]))
    if not branches:
        return ""
    pattern = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{pattern})?" if "" in words else pattern


def _head(word: str) -> str:
    return word[:2] if word[0] == "\\" else word[0]
