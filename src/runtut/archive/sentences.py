"""The sentence that something on file stands in, found again in its text."""

from __future__ import annotations

import re

AROUND = 220
"""Characters that a sentence is followed to each side, at most."""

_END = re.compile(r"[.!?][\"”’)]*\s|\n")


def sentence_at(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the sentence around a place, or of as much of it as an excerpt holds."""
    low = max(0, start - AROUND)
    before = [match.end() for match in _END.finditer(text, low, start)]
    first = before[-1] if before else low and (text.find(" ", low, start) + 1 or low)
    high = min(len(text), end + AROUND)
    last = high if high == len(text) else max(text.rfind(" ", end, high), end)
    ended = _END.search(text, max(start, end - 1), high)
    if ended:
        last = ended.end()
    while last > end and text[last - 1].isspace():
        last -= 1
    while first < start and text[first].isspace():
        first += 1
    return first, last
