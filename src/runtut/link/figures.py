"""What the links between figures share: the figures of a sentence, and whether two count the same kind of thing.

A `Skeleton` is a sentence in lower case with each figure, time and multiple as one sign of its kind, hedges included.
Patterns over it then speak of words and kinds alone: `{N} dari {N} ... ({S})`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations
from typing import Generic, TypeVar

from runtut.languages import Pack, patterns
from runtut.languages.patterns import late, small
from runtut.record import TEXT, Piece, Quantity, QuantityKind, Record, Span, Time
from runtut.values import dataclass

T = TypeVar("T")
_LOOSE = (QuantityKind.COUNT, QuantityKind.NUMBER)
_SHARES = (QuantityKind.PERCENT, QuantityKind.FRACTION)


@dataclass(frozen=True, slots=True, eq=False)
class Sentence:
    """A sentence with its figures in order. Each is itself alone, for looking up."""

    span: Span
    text: str
    figures: tuple[Quantity, ...]

    def between(self, first: Quantity, second: Quantity) -> str:
        """Return the words between two figures of the sentence."""
        return self.text[first.end - self.span.start : second.start - self.span.start]

    def after(self, figure: Quantity) -> str:
        """Return the rest of the sentence behind a figure."""
        return self.text[figure.end - self.span.start :]

    def before(self, figure: Quantity) -> str:
        """Return the sentence up to a figure."""
        return self.text[: figure.start - self.span.start]


def sentences_with_figures(record: Record) -> Sequence[Sentence]:
    """Return each sentence that holds a figure, with the sentence's figures; one with too many is a table, not prose."""
    return _sentences.of(record)


def _read_sentences(record: Record) -> Iterator[Sentence]:
    held: dict[Span, list[Quantity]] = {}
    sentence, inside = Span(0, 0), list[Quantity]()
    for quantity in record.quantities:
        if not (quantity.part == sentence.part and sentence.start <= quantity.start < sentence.end):
            sentence = record.sentence_of(quantity.span)
            inside = held.setdefault(sentence, [])
        inside.append(quantity)
    for span, figures in held.items():
        if len(figures) > _TABLE:
            continue
        text = record.story.part(span.part)[span.start : span.end]
        yield Sentence(span, text, tuple(sorted(figures, key=lambda q: q.start)))


class _Latest(Generic[T]):
    """What was worked out for the last record: one link after another asks for the same."""

    def __init__(self, make: Callable[..., Iterable[T]]) -> None:
        self._make = make
        self._kept: tuple[tuple[object, ...], tuple[T, ...]] = ((), ())

    def of(self, *given: object) -> tuple[T, ...]:
        kept = self._kept  # one reading: another thread may put its own here
        if len(kept[0]) != len(given) or any(a is not b for a, b in zip(kept[0], given, strict=True)):
            kept = self._kept = given, tuple(self._make(*given))
        return kept[1]


_sentences = _Latest(_read_sentences)
_TABLE = 100
"""Figures in one sentence beyond which rows of a table were run together; links look at every pair, so this bounds them."""

_SIGNS = {
    QuantityKind.COUNT: "\ue000",
    QuantityKind.NUMBER: "\ue000",
    QuantityKind.MONEY: "\ue001",
    QuantityKind.MEASURE: "\ue002",
    QuantityKind.PERCENT: "\ue003",
    QuantityKind.PERCENT_POINT: "\ue004",
    QuantityKind.FRACTION: "\ue005",
}
_OTHER = "\ue006"

AMOUNT = "[\ue000-\ue002]"
"""A figure that counts, measures or is money."""
RATE = "[\ue003\ue004]"
"""A percentage or percentage points."""
SHARE = "[\ue003\ue005]"
"""A percentage or a fraction."""
FRACTION = "\ue005"
MULTIPLE = "\ue007"
TIME = "\ue008"
ANY_FIGURE = "[\ue000-\ue006]"


def gap(most: int, *, commas: bool = True, brackets: bool = True) -> str:
    """Return a pattern for words with no figure among them, `most` characters at most and as few as will do.

    Digits that are no figure (a number taken for part of a name) end it too, unless they hang on a word (`covid-19`), and so does
    a stop without a space.
    """
    never = f"\ue000-\ue007;:.\\n{'' if commas else ','}{'' if brackets else '()'}"
    return rf"(?:[^{never}\d]|(?<=[\w-])\d|\.(?!\w)){{0,{most}}}?"


def any_of(words: tuple[str, ...]) -> str:
    """Return a pattern for any of the words, whole."""
    return rf"(?<!\w){patterns.any_of(words, space=' ')}(?!\w)"


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A sentence in lower case with one sign for each figure, multiple and time; `marks` says which stands where.

    `starts` pairs positions in the skeleton with positions in the story's part, in order.
    """

    text: str
    marks: dict[int, Quantity | Piece[Decimal]]
    starts: tuple[tuple[int, int], ...]
    part: str

    def figure(self, match: re.Match[str], group: str) -> Quantity | None:
        """Return the figure that a group of a match holds, or None."""
        found = self.marks.get(match.start(group))
        return found if isinstance(found, Quantity) else None

    def multiple(self, match: re.Match[str], group: str) -> Piece[Decimal] | None:
        """Return the multiple that a group of a match holds, or None."""
        found = self.marks.get(match.start(group))
        return found if isinstance(found, Piece) else None

    def place(self, start: int, end: int) -> Span:
        """Return where a stretch of words (no signs in it) stands in the story."""
        at, there = self.starts[bisect_right(self.starts, start, key=lambda pair: pair[0]) - 1]
        return Span(there + start - at, there + end - at, self.part)


def skeleton(sentence: Sentence, times: tuple[Time, ...], pack: Pack) -> Skeleton:
    """Return the skeleton of a sentence; `times` are those that stand in it."""
    multiples = list(_multiples(sentence, pack))
    items: list[tuple[int, int, str, Quantity | Piece[Decimal] | None]] = []
    for piece, hedged in multiples:
        items.append((piece.start, piece.end, _OTHER if hedged else MULTIPLE, None if hedged else piece))
    for figure in sentence.figures:
        if multiples and any(figure.start < piece.end and piece.start < figure.end for piece, _ in multiples):
            continue
        start = figure.start
        if figure.hedge is not None and 0 <= start - figure.hedge.end <= 2:
            start = max(figure.hedge.start, sentence.span.start)
        items.append((start, figure.end, _SIGNS.get(figure.kind, _OTHER), figure))
    items.extend((t.start, t.end, TIME, None) for t in times)
    items.sort(key=lambda item: item[0])
    pieces: list[str] = []
    marks: dict[int, Quantity | Piece[Decimal]] = {}
    starts = [(0, sentence.span.start)]
    at, length = sentence.span.start, 0
    for start, end, sign, mark in items:
        if start < at:
            continue
        words = small(sentence.text[at - sentence.span.start : start - sentence.span.start])
        pieces += [words, sign]
        length += len(words)
        if mark is not None:
            marks[length] = mark
        length += 1
        starts.append((length, end))
        at = end
    pieces.append(small(sentence.text[at - sentence.span.start :]))
    return Skeleton("".join(pieces), marks, tuple(starts), sentence.span.part)


def _multiples(sentence: Sentence, pack: Pack) -> Iterator[tuple[Piece[Decimal], bool]]:
    """Yield `dua kali lipat`, `2,4 kali lipat`, each with whether it is hedged."""
    words = pack.relations
    once, _, rest = words.fold.partition(" ")
    if once not in sentence.text:
        return
    part, begin = sentence.span.part, sentence.span.start
    for match in phrase(tuple(words.multiples)).finditer(sentence.text):
        before = sentence.text[: match.start()].rstrip(" ")[-20:]
        hedged = bool(_ends_in(tuple(pack.numbers.hedges)).search(before))
        value = words.multiples[match.group().lower()]
        yield Piece(begin + match.start(), begin + match.end(), value, part), hedged
    for figure in sentence.figures:
        if figure.unit == once and sentence.after(figure).startswith(f" {rest}"):
            yield Piece(figure.start, figure.end + len(rest) + 1, figure.value, part), figure.mod is not None


@cache
def _ends_in(words: tuple[str, ...]) -> re.Pattern[str]:
    return late(any_of(words) + "$", re.IGNORECASE)


def skeletons(record: Record, pack: Pack, *, least: int = 2) -> Iterator[tuple[Sentence, Skeleton]]:
    """Yield the sentences with at least so many figures, and their skeletons."""
    for sentence, bones in _skeletons.of(record, pack):
        if len(sentence.figures) >= least:
            yield sentence, bones


def _read_skeletons(record: Record, pack: Pack) -> Iterator[tuple[Sentence, Skeleton]]:
    times = record.times
    starts = [t.start for t in times if t.part == TEXT]
    for sentence in sentences_with_figures(record):
        if sentence.span.part == TEXT:
            lo, hi = bisect_left(starts, sentence.span.start), bisect_left(starts, sentence.span.end)
            inside = times[lo:hi]
        else:
            inside = tuple(t for t in times if t.part == sentence.span.part and sentence.span.contains(t.span))
        yield sentence, skeleton(sentence, inside, pack)


_skeletons = _Latest(_read_skeletons)


@cache
def phrase(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for any of the words, whole, first letter in either case."""
    forms = {form for word in words for form in (word, word[:1].upper() + word[1:])}
    return late(any_of(tuple(forms)))


@cache
def people(pack: Pack) -> frozenset[str]:
    """Return the nouns that count persons."""
    return frozenset(pack.relations.people)


def comparable(first: Quantity, second: Quantity, pack: Pack) -> bool:
    """Whether the two figures can be added or compared: the same unit, or both count persons."""
    if first.kind in _LOOSE and second.kind in _LOOSE:
        units = first.unit, second.unit
        persons = people(pack)
        return units[0] == units[1] or "" in units or (units[0] in persons and units[1] in persons)
    return first.kind is second.kind and first.unit == second.unit


def sums_to(value: Decimal, parts: Sequence[Decimal]) -> bool:
    """Whether two or three of the parts make the value; taken for so of many parts, of which some nearly always do."""
    return len(parts) > _MANY or any(sum(some) == value for count in (2, 3) for some in combinations(parts, count))


_MANY = 12


def is_share(figure: Quantity) -> bool:
    """Whether a figure is a percentage or a fraction of something."""
    return figure.kind in _SHARES


def is_count(figure: Quantity) -> bool:
    """Whether a figure counts things."""
    return figure.kind in _LOOSE
