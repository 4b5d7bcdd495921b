"""Changes whose way or size stands in one sentence and whose ends stand in the next, or one end in each.

- `Harga cabai naik dua kali lipat. Dari semula Rp 30.000, kini Rp 45.000`: both ends in the second.
- `Jika biasanya hanya ada 150 tamu, pekan lalu datang 600 tamu`: the same, behind a sentence that tells the change.
- `Tahun lalu panennya 200 ton. Tahun ini hanya 150 ton, turun 35 persen`: one end in each, in either order.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import late
from runtut.link.figures import (
    AMOUNT,
    ANY_FIGURE,
    MULTIPLE,
    RATE,
    TIME,
    Sentence,
    Skeleton,
    any_of,
    comparable,
    gap,
    phrase,
    skeleton,
    skeletons,
)
from runtut.record import Change, Direction, MultipleOf, Piece, Quantity, QuantityKind, Record

_BESIDE = 3  # characters between two sentences of one paragraph
_ENDS = (QuantityKind.COUNT, QuantityKind.NUMBER, QuantityKind.MONEY, QuantityKind.MEASURE, QuantityKind.PERCENT)
_NO_FIGURES = f"[^{ANY_FIGURE[1:-1]}]*"


def link_told_apart(record: Record, pack: Pack) -> Iterator[Change | MultipleOf]:
    """Yield the changes and multiples that two sentences of a paragraph tell together."""
    places = {span: index for index, span in enumerate(record.sentences)}
    known = dict(skeletons(record, pack, least=1))
    by_span = {sentence.span: bones for sentence, bones in known.items()}
    for sentence, bones in known.items():
        index = places.get(sentence.span, 0)
        before = record.sentences[index - 1] if index else None
        if before is None or before.part != sentence.span.part or sentence.span.start - before.end > _BESIDE:
            continue
        both = _both(pack).match(bones.text)
        later = phrase(pack.relations.later).match(sentence.text)
        earlier = phrase(pack.relations.earlier).match(sentence.text)
        if both is None and later is None and earlier is None:
            continue
        text = record.story.part(before.part)[before.start : before.end]
        told = by_span.get(before) or skeleton(Sentence(before, text, ()), (), pack)
        if both is not None:
            yield from _ends_behind(told, bones, both, pack)
        elif later is not None and phrase(pack.relations.earlier).search(text):
            yield from _one_in_each(base=told, moved=bones, pack=pack)
        elif earlier is not None and phrase(pack.relations.later).search(text):
            yield from _one_in_each(base=bones, moved=told, pack=pack)


# ------------------------------------------------ what the sentences look like


@cache
def _both(pack: Pack) -> re.Pattern[str]:
    """Return a pattern for a sentence that holds both ends, the earlier first, and no other figure."""
    words = pack.relations
    now = rf"(?:{TIME}|{any_of((*words.later, *words.to))})"
    end = rf"(?P<after>{AMOUNT}|{RATE}){_NO_FIGURES}$"
    once = rf"{any_of(words.once)}{gap(30, brackets=False)}(?P<before>{AMOUNT}|{RATE})"
    usual = rf"{any_of(words.when)} {gap(40, commas=False)}(?P<base>{AMOUNT}|{RATE}){gap(40, commas=False)}, ?"
    return late(
        rf"[\"“'‘]?(?:{once}{gap(30)}{now}{gap(40, brackets=False)}|{usual}{gap(60, brackets=False)}){end}",
        opens=(*words.once, *words.when),
        skip=1,
    )


@cache
def _told(pack: Pack) -> re.Pattern[str]:
    """Return a pattern for a word of direction, with the size of the move if there is one."""
    words = pack.relations
    moves = rf"(?:(?P<up>{any_of(words.up)})|(?P<down>{any_of(words.down)}))"
    return late(rf"{moves}(?: {gap(12, commas=False)}(?P<size>{AMOUNT}|{RATE}|{MULTIPLE}))?")


def _move(bones: Skeleton, pack: Pack) -> re.Match[str] | None:
    """Return the one move that a sentence tells, or None: it tells two, or moves what rises by falling."""
    found = list(_told(pack).finditer(bones.text))
    if len(found) != 1 or re.search(any_of((*pack.relations.inverse, *pack.relations.average)), bones.text):
        return None
    return found[0]


def _others(bones: Skeleton, taken: int) -> int:
    """Return how many figures a sentence holds but those taken."""
    return len(re.findall(rf"{ANY_FIGURE}|{MULTIPLE}", bones.text)) - taken


# ------------------------------------------------ links


def _ends_behind(told: Skeleton, bones: Skeleton, match: re.Match[str], pack: Pack) -> Iterator[Change | MultipleOf]:
    before = bones.figure(match, "before") or bones.figure(match, "base")
    after = bones.figure(match, "after")
    move = _move(told, pack)
    if move is None or before is None or after is None or _others(told, 1 if move["size"] else 0):
        return
    if match["base"] and not move["size"]:
        return  # "Jika biasanya 150 tamu, ..." may compare anything with a move that has no size
    yield from _link(told, move, before, after, pack)


def _one_in_each(base: Skeleton, moved: Skeleton, pack: Pack) -> Iterator[Change | MultipleOf]:
    match = _moved(pack).match(moved.text)
    figures = [q for q in base.marks.values() if isinstance(q, Quantity)]
    if match is None or len(figures) != 1 or _others(base, 1) or _move(moved, pack) is None:
        return
    if _told(pack).search(base.text) or re.search(any_of(pack.relations.compared), moved.text[match.end("size") :]):
        return
    after = moved.figure(match, "after")
    if after is not None and not _others(moved, 2):
        yield from _link(moved, match, figures[0], after, pack)


@cache
def _moved(pack: Pack) -> re.Pattern[str]:
    """Return a pattern for a sentence that tells an end and by how much it moved, and against nothing in it."""
    words = pack.relations
    moves = rf"(?:(?P<up>{any_of(words.up)})|(?P<down>{any_of(words.down)}))"
    size = rf" (?:{any_of(words.by)} )?(?P<size>{AMOUNT}|{RATE}|{MULTIPLE})"
    return late(
        rf"{_NO_FIGURES[:-1]}{{0,80}}?(?P<after>{AMOUNT}|{RATE}){gap(30, commas=False, brackets=False)}"
        rf"(?:, ?(?:{any_of(words.share)} )?| {any_of(words.share)} ){moves}{size}"
    )


def _link(
    bones: Skeleton, match: re.Match[str], before: Quantity, after: Quantity, pack: Pack
) -> Iterator[Change | MultipleOf]:
    if before.kind not in _ENDS or after.kind not in _ENDS or not comparable(before, after, pack):
        return
    if before.upper is not None or after.upper is not None or (before.per and after.per and before.per != after.per):
        return
    multiple = bones.multiple(match, "size") if match["size"] else None
    if multiple is not None:
        if match["up"]:
            yield MultipleOf(multiple, before, after)
        return
    size = bones.figure(match, "size") if match["size"] else None
    if match["size"] and (size is None or size.upper is not None or not _sizes(size, before, pack)):
        return
    group, direction = ("up", Direction.UP) if match["up"] else ("down", Direction.DOWN)
    span = bones.place(match.start(group), match.end(group))
    yield Change(before, after, Piece(span.start, span.end, direction, span.part), size)


def _sizes(size: Quantity, before: Quantity, pack: Pack) -> bool:
    if size.kind is QuantityKind.PERCENT_POINT:
        return before.kind is QuantityKind.PERCENT
    return size.kind is QuantityKind.PERCENT or comparable(size, before, pack)


__all__ = ["link_told_apart"]
