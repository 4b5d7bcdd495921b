"""Labels put in order where the story itself shows them to be wrong: brackets cut in two, a person's name read as another thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from runtut.annotate.entities.features import spans

_OPEN, _CLOSE = "(", ")"


def consistent(words: Sequence[str], labels: Sequence[str]) -> list[str]:
    """Return the labels with brackets whole and a lone part of a person's name read as the person."""
    return _lone_parts(words, _brackets(words, list(labels)))


def _brackets(words: Sequence[str], labels: list[str]) -> list[str]:
    """Cut names at a bracket that opens or closes outside: `Badan Usaha (BU` is a name and its short form."""
    for first, last, kind in spans(labels):
        inside = words[first:last]
        opened, closed = inside.count(_OPEN), inside.count(_CLOSE)
        if opened == closed:
            continue
        for at in range(first, last):
            if words[at] in (_OPEN, _CLOSE):
                labels[at] = "O"
                if at + 1 < last:
                    labels[at + 1] = "B-" + kind
                if closed > opened:
                    labels[first:at] = ["O"] * (at - first)
    return labels


def _lone_parts(words: Sequence[str], labels: list[str]) -> list[str]:
    """Read a single word as a person where it is part of a person's full name and is mostly read so when alone."""
    parts: set[str] = set()
    alone: dict[str, Counter[str]] = {}
    names = spans(labels)
    for first, last, kind in names:
        if last - first > 1 and kind == "PER":
            parts.update(words[first:last])
        elif last - first == 1:
            alone.setdefault(words[first], Counter())[kind] += 1
    for first, last, kind in names:
        if last - first == 1 and kind != "PER" and words[first] in parts:
            counts = alone[words[first]]
            if counts["PER"] > counts.total() / 2:
                labels[first] = "B-PER"
    return labels
