"""Changes: a figure that moves from one value to another, by how much, and stated multiples.

Read where one sentence holds the direction, both ends and, if given, the amount, in one of the orders news
uses: `naik dari A menjadi B, atau S`; `naik S dari A menjadi B`; `naik S menjadi B dari A`; `dari A menjadi B, atau naik S`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import late
from runtut.link.comparisons import link_comparisons
from runtut.link.figures import Sentence, any_of, comparable, phrase, sentences_with_figures
from runtut.link.told_apart import link_told_apart
from runtut.record import Change, Direction, MultipleOf, Piece, Quantity, QuantityKind, Record

_REACH = 60  # characters between the word of direction and the first end
_BEHIND = 40  # characters between the second end and the size told with its direction
_STEP = 75  # characters between the two ends
_STOP = late(r"[;]|\.\s|\b(?:\d+)\)")
_RATES = (QuantityKind.PERCENT, QuantityKind.PERCENT_POINT)
_MEASURED = (QuantityKind.COUNT, QuantityKind.NUMBER, QuantityKind.MONEY, QuantityKind.MEASURE, *_RATES)


def link_changes(record: Record, pack: Pack) -> tuple[Change | MultipleOf, ...]:
    """Return the changes and multiples the story states with both ends."""
    links = [link for sentence in sentences_with_figures(record) for link in _changes(sentence, pack)]
    ends = {(end.part, end.start) for link in links for end in _ends_of(link)}
    links.extend(
        link
        for link in (*link_comparisons(record, pack), *link_told_apart(record, pack))
        if not any((end.part, end.start) in ends for end in _ends_of(link))
    )
    return tuple(links)


def _ends_of(link: Change | MultipleOf) -> tuple[Quantity, Quantity]:
    return (link.before, link.after) if isinstance(link, Change) else (link.base, link.result)


def _changes(sentence: Sentence, pack: Pack) -> Iterator[Change | MultipleOf]:
    figures = [f for f in sentence.figures if f.kind in _MEASURED]
    taken = -1  # an end of one change is none of the next: "menjadi 12 dari 10, uang jalan menjadi 7 dari 4"
    for index in range(len(figures) - 1):
        first, second = figures[index], figures[index + 1]
        if (
            index == taken
            or not comparable(first, second, pack)
            or first.upper
            or second.upper
            or (first.per != second.per and first.per)
        ):
            continue
        ends = _ends(sentence, first, second, pack)
        if ends is None:
            continue
        taken = index + 1
        before, after = ends
        direction = _direction(sentence, first, pack) or _direction_behind(sentence, figures, index, pack)
        multiple = _multiple(sentence, first, second, pack)
        if multiple is not None:
            yield MultipleOf(multiple, before, after)
            continue
        if (
            direction is None
            or _sized_apart(sentence, direction, first, pack)
            or _of_another(sentence, direction, first, pack)
        ):
            continue
        amount = _amount(sentence, figures, index, direction, pack)
        yield Change(before, after, direction, amount)


def _governed(sentence: Sentence, figure: Quantity, words: tuple[str, ...]) -> int | None:
    """Return where the words stand that lead straight to the figure, or None."""
    before = sentence.before(figure).rstrip(" ")
    if figure.hedge is not None:
        before = sentence.text[: figure.hedge.start - sentence.span.start].rstrip(" ")
    tail = before[-30:]
    for match in phrase(words).finditer(tail):
        if match.end() == len(tail):
            return len(before) - len(tail) + match.start()
    return None


def _ends(sentence: Sentence, first: Quantity, second: Quantity, pack: Pack) -> tuple[Quantity, Quantity] | None:
    words = pack.relations
    gap = sentence.between(first, second)
    if len(gap) > _STEP or _STOP.search(gap):
        return None
    if _governed(sentence, first, words.from_) is not None and _governed(sentence, second, words.to) is not None:
        return first, second
    if not first.unit and second.unit and phrase(words.from_).fullmatch(gap.strip()):
        return None  # "menjadi satu dari dua faktor": a part of the second
    if _governed(sentence, first, words.to) is not None and _governed(sentence, second, words.compared) is not None:
        return second, first
    return None


def _direction(sentence: Sentence, first: Quantity, pack: Pack) -> Piece[Direction] | None:
    """Return the last word of direction before the first end; None where two directions stand there."""
    text = sentence.before(first)
    found: list[Piece[Direction]] = []
    for words, direction in ((pack.relations.up, Direction.UP), (pack.relations.down, Direction.DOWN)):
        for match in phrase(words).finditer(text, max(0, len(text) - _REACH)):
            start = sentence.span.start + match.start()
            found.append(Piece(start, start + len(match.group()), direction, sentence.span.part))
    if not found or len({piece.value for piece in found}) > 1:
        return None
    nearest = max(found, key=lambda piece: piece.start)
    between = sentence.text[nearest.end - sentence.span.start : first.start - sentence.span.start]
    return None if _STOP.search(between) else nearest


def _direction_behind(sentence: Sentence, figures: list[Quantity], index: int, pack: Pack) -> Piece[Direction] | None:
    """Return the direction told only with the size behind both ends: `dari A menjadi B, atau naik S`."""
    words = pack.relations
    if index + 2 >= len(figures) or phrase((*words.up, *words.down)).search(sentence.before(figures[index])):
        return None
    second, third = figures[index + 1], figures[index + 2]
    gap = sentence.between(second, third)
    if third.kind not in _RATES or len(gap) > _BEHIND or _STOP.search(gap):
        return None
    for each, direction in ((words.up, Direction.UP), (words.down, Direction.DOWN)):
        match = _set_off(words.share, each, words.by).search(gap)
        if match:
            start = second.end + match.start("move")
            return Piece(start, second.end + match.end("move"), direction, sentence.span.part)
    return None


@cache
def _set_off(share: tuple[str, ...], moves: tuple[str, ...], by: tuple[str, ...]) -> re.Pattern[str]:
    return late(rf"(?:,|(?:, ?)? {any_of(share)}) (?P<move>{any_of(moves)})(?: (?:{any_of(by)}))? $")


def _sized_apart(sentence: Sentence, direction: Piece[Direction], first: Quantity, pack: Pack) -> bool:
    """Whether the direction has its size and a joiner before the ends: `naik 15 persen dan Premium dari 24 menjadi 26`.

    It is another change's, as is a size that is said to be an average over several steps.
    """
    words = pack.relations
    sizes = [f for f in sentence.figures if f.kind in _RATES and direction.end <= f.start and f.end <= first.start]
    if not sizes:
        return False
    led = sentence.text[direction.end - sentence.span.start : sizes[0].start - sentence.span.start]
    return bool(phrase(words.joiners).search(sentence.between(sizes[-1], first)) or phrase(words.average).search(led))


def _of_another(sentence: Sentence, direction: Piece[Direction], first: Quantity, pack: Pack) -> bool:
    """Whether the word of direction does not say which way the ends move.

    Ranks and the price of a foreign currency rise by falling (`turun peringkat dari 40 ke 48`), and a noun may be what moves
    itself (`merevisi pertumbuhan dari 5 persen menjadi 4 persen`).
    """
    words = pack.relations
    begin = sentence.span.start
    around = sentence.text[max(0, direction.start - begin - _REACH) : first.start - begin]
    if phrase(words.inverse).search(around):
        return True
    noun = phrase(words.moves).fullmatch(sentence.text[direction.start - begin : direction.end - begin])
    return bool(noun) and first.kind in _RATES


def _amount(
    sentence: Sentence, figures: list[Quantity], index: int, direction: Piece[Direction], pack: Pack
) -> Quantity | None:
    """Return the size of the change: between the direction and the first end, or set off behind the second."""
    inside = [f for f in figures[:index] if f.start >= direction.end]
    if len(inside) == 1 and inside[0].kind in _RATES and direction.end <= inside[0].start:
        return inside[0]
    if len(inside) == 1 and _by_so_much(sentence, direction, inside[0], figures[index], pack):
        return inside[0]
    if index + 2 >= len(figures):
        return None
    second, third = figures[index + 1], figures[index + 2]
    gap = sentence.between(second, third)
    if third.kind not in _RATES or len(gap) > 45 or _STOP.search(gap):
        return None
    if gap.endswith("("):
        return third if gap.count("(") == 1 and "," not in gap else None
    share = phrase(pack.relations.share).search(gap)
    same = phrase(pack.relations.up if direction.value is Direction.UP else pack.relations.down)
    rest = gap[share.end() :].strip() if share else "?"
    if direction.start >= second.end:
        return third  # `_direction_behind` has read what stands between
    return third if share and (not rest or same.fullmatch(rest)) else None


def _by_so_much(sentence: Sentence, direction: Piece[Direction], amount: Quantity, first: Quantity, pack: Pack) -> bool:
    """Whether an amount in the unit of the ends stands between the direction and `dari`: `naik Rp 500 dari`."""
    words = pack.relations
    led = sentence.text[direction.end - sentence.span.start : amount.start - sentence.span.start].strip()
    if amount.mod is not None or amount.upper is not None or amount.kind is QuantityKind.NUMBER:
        return False
    if led and not phrase(words.by).fullmatch(led):
        return False
    return comparable(amount, first, pack) and bool(
        phrase(words.from_).fullmatch(sentence.between(amount, first).strip(" ,"))
    )


def _multiple(sentence: Sentence, first: Quantity, second: Quantity, pack: Pack) -> Piece[Decimal] | None:
    words = pack.relations
    text = sentence.text[: second.end - sentence.span.start]
    at = first.start - sentence.span.start
    for match in phrase(tuple(words.multiples)).finditer(text):
        if match.end() <= at and at - match.end() <= _REACH and not _STOP.search(text[match.end() : at]):
            start = sentence.span.start + match.start()
            hedge = text[: match.start()].rstrip().rsplit(" ", 1)[-1].lower()
            if hedge in pack.numbers.hedges or hedge in words.from_:
                return None
            value = words.multiples[match.group().lower()]
            return Piece(start, start + len(match.group()), value, sentence.span.part)
    return None
