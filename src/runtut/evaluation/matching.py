"""Which annotation of a record stands for which of the gold, and when two of them say the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence

from runtut.evaluation.measure import Object

_NOT_OF_A_WORD = re.compile(r"[^\w%°/]+")
_CLOSE = 1e-9


def fold(text: object) -> str:
    """Return text as it is compared: NFKC, lower case, one blank for all that is neither letter, digit, %, ° nor /."""
    return _NOT_OF_A_WORD.sub(" ", unicodedata.normalize("NFKC", str(text or "")).lower()).strip()


def overlap(one: Object, other: Object) -> int:
    """Return how many characters two annotations share."""
    start: int = max(one["start"], other["start"])
    end: int = min(one["end"], other["end"])
    return max(0, end - start)


def shared(one: Object, other: Object) -> float:
    """Return the share of what two annotations cover together that both cover."""
    both = overlap(one, other)
    return both / (one["end"] - one["start"] + other["end"] - other["start"] - both) if both else 0.0


def paired(wanted: Sequence[Object], given: Sequence[Object], least: float) -> dict[int, int]:
    """Return which given annotation stands for each wanted one: each once, the largest shared stretch first.

    Pairs that share less than `least` are left out. Among pairs that share alike, later ones come first.
    """
    close = [(shared(w, g), i, j) for i, w in enumerate(wanted) for j, g in enumerate(given) if overlap(w, g)]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for share, i, j in sorted(close, reverse=True):
        if share < least:
            break
        if i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def same_time(wanted: Object, given: Object) -> bool:
    """Whether two times have one value."""
    return fold(wanted["value"]) == fold(given.get("value"))


def same_quantity(wanted: Object, given: Object) -> bool:
    """Whether two quantities have one value, one upper bound and units that fit."""
    return (
        _same_number(wanted["value"], given.get("value"))
        and _same_number(wanted.get("upper"), given.get("upper"))
        and _same_unit(fold(wanted.get("unit")), fold(given.get("unit")))
    )


def _same_number(one: object, other: object) -> bool:
    if one is None or other is None:
        return one is other
    try:
        first, second = float(str(one)), float(str(other))
    except ValueError:
        return False
    return abs(first - second) <= _CLOSE * max(1.0, abs(first))


def _same_unit(one: str, other: str) -> bool:
    """Whether two units are one, or one of them stands in the other: `orang` and `orang tewas`."""
    return one == other or (bool(one) and bool(other) and (one in other or other in one))


def same_speaker(wanted: Object, given: Object, forms: Mapping[str, Collection[str]]) -> bool:
    """Whether two quotations have one speaker.

    `forms` maps a name, folded, to every form the story writes it in. Describing phrases are one where all words of the
    shorter stand in the longer, and make up half of it.
    """
    name, speaker = wanted.get("speaker"), given.get("speaker") or None
    if not name:
        return speaker is None or not (speaker.get("name") or speaker.get("text"))
    if speaker is None:
        return False
    accepted = {fold(name)} | {fold(form) for form in forms.get(fold(name), ())}
    said = {fold(speaker.get("name")), fold(speaker.get("text"))} - {""}
    return bool(said & accepted) or any(_same_phrase(one, other) for one in said for other in accepted)


def _same_phrase(one: str, other: str) -> bool:
    first, second = set(one.split()), set(other.split())
    if not first or not second:
        return False
    common = len(first & second)
    return common / min(len(first), len(second)) >= 0.99 and common / max(len(first), len(second)) >= 0.5


Same = Callable[[Object, Object], bool]
