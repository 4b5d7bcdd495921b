"""Lists of a pack made into patterns."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from typing import Any, cast

_GAP = "\ue000"
_FEW = 4
"""Words that are tried one after the other: to sort them by letters costs more than it saves."""
_MANY = 8
"""First letters beyond which searching for them costs more than looking back everywhere."""


def any_of(words: Iterable[str], space: str = r"\s") -> str:
    """Return a pattern of one group that matches the longest of some words; words with a common beginning share it.

    `space` is the pattern of what stands between the words of a phrase.
    """
    if len(space) == 2:
        return _branch(sorted({re.escape(w).replace(r"\ ", space) for w in words}))
    return _branch(sorted({re.escape(w).replace(r"\ ", _GAP) for w in words})).replace(_GAP, space)


def late(
    pattern: str, flags: int = 0, *, opens: Iterable[str] = (), skip: int = 0, holds: Iterable[str] = ()
) -> re.Pattern[str]:
    """Return a pattern that is compiled when first used, and not for a text that it cannot match.

    Compiling all patterns took half of the time of a first check, and a story needs a part of them.

    Args:
        pattern: the pattern.
        flags: of `re`.
        opens: words, case aside, one of which begins each match (behind `skip` characters at most that are no part of
            a word); for patterns that are asked for with `match` alone.
        skip: see `opens`.
        holds: phrases, case aside, one of which is in each match.
    """
    made: Any
    if opens:
        made = _Opening(pattern, flags, opens, skip)
    elif holds:
        made = _Holding(pattern, flags, holds)
    else:
        made = _Late(pattern, flags)
    return cast("re.Pattern[str]", made)


class _Late:
    """What stands for a pattern: its methods, those of the compiled pattern, become its own at the first use."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name[:2] == "__":
            raise AttributeError(name)
        return getattr(self._compiled(), name)

    def _compiled(self) -> re.Pattern[str]:
        compiled = re.compile(self.pattern, self._flags)
        for each in ("match", "search", "fullmatch", "finditer", "findall", "split", "sub"):
            setattr(self, each, getattr(compiled, each))
        return compiled


class _Opening(_Late):
    """A pattern whose matches begin with one of some words: the first letters of a text are looked at before."""

    def __init__(self, pattern: str, flags: int, words: Iterable[str], skip: int) -> None:
        super().__init__(pattern, flags)
        firsts = {_folded(word.split()[0]) for word in words}
        self._heads = frozenset(word[:3] for word in firsts if len(word) > 2)
        self._short = tuple(word for word in firsts if len(word) <= 2)
        self._skip = skip

    def match(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        at, last = pos, min(len(text), pos + self._skip)
        while at < last and not (text[at].isalnum() or text[at] == "_"):
            at += 1
        head = text[at : at + 3]
        head = head.lower() if head.isascii() else _folded(head)
        possible = head[:3] in self._heads or head.startswith(self._short)
        return self._compiled().match(text, pos, endpos) if possible else None


class _Holding(_Late):
    """A pattern whose matches hold one of some phrases: the longest word of each is searched for in the text before."""

    def __init__(self, pattern: str, flags: int, phrases: Iterable[str]) -> None:
        super().__init__(pattern, flags)
        self._words = longest_words(phrases)
        self._lacking = ""
        """The last text without any of them: a text is asked for stretch by stretch."""

    def _may_match(self, text: str) -> bool:
        if text is self._lacking:
            return False
        found = has_any(text, self._words)
        if not found:
            self._lacking = text
        return found

    def match(self, text: str, *span: int) -> re.Match[str] | None:
        return self._compiled().match(text, *span) if self._may_match(text) else None

    def search(self, text: str, *span: int) -> re.Match[str] | None:
        return self._compiled().search(text, *span) if self._may_match(text) else None

    def finditer(self, text: str, *span: int) -> Iterator[re.Match[str]]:
        return self._compiled().finditer(text, *span) if self._may_match(text) else iter(())


def longest_words(phrases: Iterable[str]) -> tuple[str, ...]:
    """Return the longest word of each phrase, for `has_any`; of two of which one holds the other, the shorter."""
    words = {_folded(max(phrase.split(), key=len)) for phrase in phrases}
    return tuple(word for word in words if not any(other in word for other in words if other != word))


def has_any(text: str, words: Iterable[str]) -> bool:
    """Whether a text has one of the `longest_words` of some phrases, case aside: if not, it has none of the phrases."""
    low = _low(text)
    return any(word in low for word in words)


def _folded(text: str) -> str:
    """Return a text so that what `re` takes for the same letter, case aside, is the same."""
    return text.casefold().replace("\u0131", "i").replace("i\u0307", "i")


_low = lru_cache(8)(_folded)
"""`_folded` of the texts that are just being read."""


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


small_whole = lru_cache(4)(small)
"""`small` of the texts that are just being read, for which one reader after another asks."""


def _branch(words: list[str]) -> str:
    """Return a pattern of sorted patterns, each first letter (or escape) tried once."""
    if len(words) <= _FEW:
        return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})" if len(words) > 1 else "".join(words)
    begun: dict[str, list[str]] = {}
    for word in words:
        if word:
            head = word[:2] if word[0] == "\\" else word[0]
            begun.setdefault(head, []).append(word[len(head) :])
    branches = [head + (_branch(tails) if len(tails) > 1 else tails[0]) for head, tails in begun.items()]
    if not branches:
        return ""
    pattern = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{pattern})?" if "" in words else pattern


def _head(word: str) -> str:
    return word[:2] if word[0] == "\\" else word[0]
