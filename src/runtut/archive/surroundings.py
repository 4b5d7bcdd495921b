"""The words that stand by a figure and belong to it: those of its clause, as far as the next figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from runtut.archive.words import placed_stems
from runtut.languages import load_pack
from runtut.record import PackError

NEAR = 12
"""Words on each side of a figure that are said to stand by it."""
_REACH = 140
"""Characters on each side in which those are looked for."""

Span = tuple[int, int]
Word = tuple[int, int, str]
"""Where a word begins and ends, and its stem."""


def surroundings(text: str, spans: Sequence[Span], language: str) -> Iterator[tuple[list[Word], list[Word]]]:
    """Yield for each figure, given by where it stands, in order, the words before it and after it that belong to it.

    A mark or a conjunction ends what belongs to a figure, and so does the next figure. The words of the figure itself are
    among those after it.
    """
    ends = _ends(language)
    for at, (start, end) in enumerate(spans):
        lo = max(start - _REACH, spans[at - 1][1] if at else 0, 0)
        hi = min(end + _REACH, spans[at + 1][0] if at + 1 < len(spans) else len(text))
        for mark in ends.finditer(text, lo, max(lo, start)):
            lo = mark.end()
        after = ends.search(text, end, max(end, hi))
        hi = after.start() if after else hi
        yield _words(text, lo, start, language)[-NEAR:], _words(text, start, max(end, hi), language)[: NEAR + 3]


def _words(text: str, start: int, end: int, language: str) -> list[Word]:
    """Return the words between two places; the first and the last may be halves of words, and say little then."""
    return [(s + start, e + start, stem) for s, e, stem in placed_stems(text[start:end], language)]


@cache
def _ends(language: str) -> re.Pattern[str]:
    """Return what ends a clause: marks, but none within a number or an abbreviated word, and conjunctions."""
    try:
        words = load_pack(language).people.role_conjunctions
    except PackError:
        words = ()
    between = "".join(rf"|\s{re.escape(word)}\s" for word in words)
    return re.compile(rf"[;:\n\"“”]|,\s|[.!?]\s|\s[-–—]\s{between}")
