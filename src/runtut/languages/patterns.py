"""Lists of a pack made into patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of one group that matches the longest of some words; words with a common beginning share it."""
    return _branch(sorted({re.escape(w).replace(r"\ ", r"\s") for w in words}))


def _branch(words: list[str]) -> str:
    """Return a pattern of sorted patterns, each first letter (or escape) tried once."""
    branches = []
    for head, group in groupby(filter(None, words), key=_head):
        tails = [word[len(head) :] for word in group]
        branches.append(head + (_branch(tails) if len(tails) > 1 else tails[0]))
    pattern = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{pattern})?" if "" in words else pattern


def _head(word: str) -> str:
    return word[:2] if word[0] == "\\" else word[0]
