"""What can be a total and its parts, and lists of parts."""

from __future__ import annotations

import re
from decimal import Decimal

from runtut.languages import Pack
from runtut.languages.patterns import late
from runtut.link.figures import Sentence, comparable, is_count, phrase
from runtut.record import Quantity, QuantityKind

ASIDE = (QuantityKind.AGE, QuantityKind.PERCENT, QuantityKind.FRACTION)
"""Kinds of figures that are neither totals nor parts."""
_STEP = 90  # characters between two parts of a list
_DIGIT = late(r"(?<!\w)\d")
_CLOSED = late(r"[;:]|\.\s")


def usable(total: Quantity, parts: list[Quantity], pack: Pack) -> bool:
    """Whether figures can be a total and its parts: none hedged or a rate, all of one kind."""
    if len(parts) < 2 or total.mod is not None or total.upper is not None or total.per is not None:
        return False
    if any(p.mod is not None or p.upper is not None or p.per is not None for p in parts):
        return False
    if any(not _may_hold(total, part, pack) for part in parts):
        return False
    if all(part.value == total.value for part in parts):
        return False  # "a 50 MP camera, of 50 MP each": a size, not a sum
    held = pack.relations.kinds.get(total.unit, ())
    return all(comparable(parts[0], part, pack) or part.unit in held for part in parts[1:])


def _may_hold(total: Quantity, part: Quantity, pack: Pack) -> bool:
    """Whether a part can be of a total: counted alike, or of a kind that the total's word takes in."""
    return comparable(total, part, pack) or (
        is_count(total) and is_count(part) and part.unit in pack.relations.kinds.get(total.unit, ())
    )


def up_to_the_total(total: Quantity, parts: list[Quantity]) -> tuple[Quantity, ...]:
    """Return the parts, or the first of them that already make the total: what follows is another figure."""
    made = parts[0].value
    for index, part in enumerate(parts[1:], 2):
        made += part.value
        if made == total.value:
            return tuple(parts[:index])
    return tuple(parts)


def list_after(sentence: Sentence, start: int, pack: Pack) -> list[Quantity]:
    """Return the figures of a list that begins at `start` of the sentence and is closed by a joiner, else nothing."""
    words = pack.relations
    tail = sentence.text[start:]
    if phrase(words.partial).search(tail):
        return []
    parts = [f for f in sentence.figures if f.start - sentence.span.start >= start and f.kind not in ASIDE]
    kept: list[Quantity] = []
    if parts and _DIGIT.search(tail[: parts[0].start - sentence.span.start - start]):
        return []  # a part that was not read as a figure
    for part in parts:
        if kept:
            gap = sentence.between(kept[-1], part)
            if len(gap) > _STEP or _CLOSED.search(gap):
                break
            if not (re.search(r",", gap) or phrase(words.joiners).search(gap)):
                return []
        kept.append(part)
    if len(kept) < 2 or not phrase(words.joiners).search(sentence.between(kept[-2], kept[-1])):
        return []
    return kept if kept[-1] is parts[-1] else []


def counted(total: Quantity, parts: list[Quantity], *, named: bool = True) -> bool:
    """Whether the parts are counts or sums and may make the total, rather than labels (`koridor 5 dan 6`) or parts of a part."""
    made = sum((part.value for part in parts), Decimal(0))
    return (
        bool(parts) and (not named or all(part.unit for part in parts)) and total.value <= 2 * made <= 4 * total.value
    )
