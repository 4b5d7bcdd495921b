"""Changes told from their end: a figure, the way it moved and what it is measured against.

`tercatat A, naik S dari B`; `A. Angka itu turun S dibandingkan dengan tahun lalu yang B`; `A, tiga kali lipat dari B`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import late
from runtut.link.figures import AMOUNT, MULTIPLE, RATE, Sentence, Skeleton, any_of, comparable, gap, skeletons
from runtut.record import Change, Direction, MultipleOf, Piece, Quantity, QuantityKind, Record

_KINDS = (QuantityKind.COUNT, QuantityKind.NUMBER, QuantityKind.MONEY, QuantityKind.MEASURE, QuantityKind.PERCENT)
_BESIDE = 3  # characters between two sentences of one paragraph


def link_comparisons(record: Record, pack: Pack) -> Iterator[Change | MultipleOf]:
    """Yield the changes and multiples that the text tells from their end."""
    previous: Sentence | None = None
    for sentence, bones in skeletons(record, pack, least=1):
        inside, opening = _patterns(pack)
        if len(sentence.figures) > 1:
            for match in inside.finditer(bones.text):
                after = bones.figure(match, "after")
                if after is not None and not _whole_of_another(bones, match, pack):
                    yield from _link(bones, match, after, pack)
        told = opening.match(bones.text)
        if told is not None and previous is not None and 0 < sentence.span.start - previous.span.end <= _BESIDE:
            yield from _told_before(bones, told, previous, pack)
        previous = sentence


@cache
def _patterns(pack: Pack) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = pack.relations
    up, down = any_of(words.up), any_of(words.down)
    moves = rf"(?:(?P<up>{up})|(?P<down>{down}))"
    by = any_of(words.by)
    amount = rf"(?: (?:{by} )?(?P<amount>{AMOUNT}|{RATE}))?"
    aside = r"(?: ?\([^()\ue000-\ue007]{0,20}\))?"
    against = rf",? {any_of(words.compared)}(?P<gap>{gap(60, commas=False, brackets=False)})(?P<before>{AMOUNT}|{RATE})"
    against += rf"(?! ?[.,]?\d| ?(?:{'|'.join(map(re.escape, pack.numbers.scales))}))"  # a figure read in part
    told = rf"(?:{moves}{amount}{aside}|(?P<moved>{any_of((*words.up, *words.down))} )?(?P<multiple>{MULTIPLE}))"
    near = gap(30, commas=False, brackets=False)
    inside = (
        rf"(?P<after>{AMOUNT}|{RATE}){near}(?:, ?(?:{any_of(words.share)} )?| {any_of(words.share)} ){told}{against}"
    )
    opening = rf"(?:{any_of(words.these)}) {gap(12, commas=False, brackets=False)}{told}{against}"
    return late(inside), late(opening, opens=words.these)


def _told_before(
    bones: Skeleton, match: re.Match[str], previous: Sentence, pack: Pack
) -> Iterator[Change | MultipleOf]:
    """Yield what a sentence says of the only figure of its kind in the sentence before."""
    before = bones.figure(match, "before")
    if before is None:
        return
    ends = [f for f in previous.figures if f.part == before.part and f.kind in _KINDS and comparable(f, before, pack)]
    if len(ends) == 1 and not re.search(any_of(pack.relations.inverse), previous.text.lower()):
        yield from _link(bones, match, ends[0], pack)


def _link(bones: Skeleton, match: re.Match[str], after: Quantity, pack: Pack) -> Iterator[Change | MultipleOf]:
    before = bones.figure(match, "before")
    if before is None or not _comparable(before, after, pack):
        return
    if re.search(any_of(pack.relations.joiners), match["gap"]):
        return  # "dibandingkan 2022 dan merupakan penurunan dari puncak 3,3 juta": the base is another's
    if match["multiple"]:
        multiple = bones.multiple(match, "multiple")
        if multiple is not None:
            yield MultipleOf(multiple, before, after, moved=bool(match["moved"]))
        return
    amount = bones.figure(match, "amount") if match["amount"] else None
    if match["amount"] and (amount is None or not _amount_of(amount, before, pack)):
        return
    direction = _direction(bones, match)
    if not _by_falling(bones, match, pack):
        yield Change(before, after, direction, amount)


def _comparable(before: Quantity, after: Quantity, pack: Pack) -> bool:
    if before.kind not in _KINDS or after.kind not in _KINDS or not comparable(before, after, pack):
        return False
    return before.upper is None and after.upper is None and before.per == after.per


def _amount_of(amount: Quantity, before: Quantity, pack: Pack) -> bool:
    if amount.upper is not None:
        return False
    if amount.kind is QuantityKind.PERCENT_POINT:
        return before.kind is QuantityKind.PERCENT
    return amount.kind is QuantityKind.PERCENT or comparable(amount, before, pack)


def _direction(bones: Skeleton, match: re.Match[str]) -> Piece[Direction]:
    group, direction = ("up", Direction.UP) if match["up"] else ("down", Direction.DOWN)
    span = bones.place(match.start(group), match.end(group))
    return Piece(span.start, span.end, direction, span.part)


def _by_falling(bones: Skeleton, match: re.Match[str], pack: Pack) -> bool:
    """Whether the sentence up to the figures speaks of what rises by falling: ranks, the price of a foreign currency."""
    return bool(re.search(any_of(pack.relations.inverse), bones.text[: match.end()]))


def _whole_of_another(bones: Skeleton, match: re.Match[str], pack: Pack) -> bool:
    """Whether the figure is itself what something moved by or began from: `naik A, ...`, `dari A, ...`."""
    words = pack.relations
    before = bones.text[max(0, match.start("after") - 24) : match.start("after")]
    return bool(re.search(any_of((*words.up, *words.down, *words.compared, *words.from_)) + "[^,]{0,10}$", before))


__all__ = ["link_comparisons"]
