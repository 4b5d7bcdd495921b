"""The words that stand by a figure and belong to it: those of its clause, as far as the next figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from runtut.languages import load_pack
from runtut.record import PackError

REACH = 100
"""Characters on each side of a figure in which a word can be said to stand by it."""

Span = tuple[int, int]


def surroundings(text: str, spans: Sequence[Span], language: str) -> Iterator[Span]:
    """Yield for each figure, given by where it stands, in order, from where to where what stands by it belongs to it.

    A mark or a conjunction ends what belongs to a figure, and so does the next figure.
    """
    ends = _ends(language)
    for at, (start, end) in enumerate(spans):
        lo = max(start - REACH, spans[at - 1][1] if at else 0, 0)
        hi = min(end + REACH, spans[at + 1][0] if at + 1 < len(spans) else len(text))
        for mark in ends.finditer(text, lo, max(lo, start)):
            lo = mark.end()
        after = ends.search(text, end, max(end, hi))
        yield min(lo, start), max(end, after.start() if after else hi)


@cache
def _ends(language: str) -> re.Pattern[str]:
    """Return what ends a clause: marks, but none within a number or an abbreviated word, and conjunctions."""
    try:
        words = load_pack(language).people.role_conjunctions
    except PackError:
        words = ()
    between = "".join(rf"|\s{re.escape(word)}\s" for word in words)
    return re.compile(rf"[;:\n\"“”]|,\s|[.!?]\s|\s[-–—]\s{between}")
