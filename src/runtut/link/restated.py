"""Figures told twice: `341 warga itu`, and the one figure of that kind before it, `314 warga`.

A figure that a word points back with (`itu`, `tersebut`) was told before. Where nothing before it has its value, alone
or as a sum, and one figure of its kind told of the same things has nearly its digits, one of the two is a slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import combinations

from runtut.languages import Pack
from runtut.languages.patterns import any_of, late
from runtut.link.figures import comparable, sums_to
from runtut.record import TEXT, TITLE, Quantity, QuantityKind, Record, RestatedFigure, Span
from runtut.record.interval import Interval

_WORD = late(r"[^\W\d_][\w-]+")
_AROUND = 60
"""Characters beside a figure in which words stand that say what it counts."""
_BEHIND = 30
"""Characters behind a figure in which a word points back."""
_LEAD = 900
"""Characters of a text that still tell what the title tells."""
_SCALE = 10
_BOTH = 2
"""The ordinal up to which a number is as a rule one of a row (`kedua mobil`)."""
_STEM = 4
"""Letters of a word behind what is hung before it."""
_STEMMED = 5
"""Letters by which two words are of one stem."""
_LETTERS = 3
_SHARED = 1
_KINDS = (QuantityKind.COUNT, QuantityKind.MONEY, QuantityKind.MEASURE, QuantityKind.PERCENT)


@cache
def _pointing(pack: Pack) -> re.Pattern[str]:
    return late(rf"(?: [a-z][\w-]*){{0,3}}? (?:{any_of(pack.relations.refers)})(?![\w-])")


@cache
def _others(pack: Pack) -> re.Pattern[str]:
    return late(rf"(?<!\w)(?:{any_of(pack.relations.another)})(?!\w)", re.IGNORECASE)


def link_restated(record: Record, pack: Pack) -> tuple[RestatedFigure, ...]:
    """Return the figures that point back at one told otherwise before.

    Right behind a measure such a word points at whom it is of: `pemain dengan postur 170 cm ini`.
    """
    told = [q for q in record.quantities if q.part == TEXT and _plain(q)]
    if not told:
        return ()
    text = record.story.text
    found = list(_collective(record, told, pack))
    for number, figure in enumerate(told):
        pointing = _pointing(pack).match(text, figure.end) if number else None
        if pointing is not None and _at_this(figure, pointing.group().split(), pack):
            before = _before(record, figure, told[:number], pack)
            if before is not None:
                found.append(RestatedFigure(before, figure))
    return tuple(found)


def _at_this(figure: Quantity, words: list[str], pack: Pack) -> bool:
    """Whether words up to one that points back belong to a figure: not to whom a measure is of, nor to another clause."""
    if figure.kind is QuantityKind.MEASURE and len(words) == 1:
        return False
    return not any(word in pack.relations.joiners for word in words)


def _collective(record: Record, told: list[Quantity], pack: Pack) -> Iterator[RestatedFigure]:
    """Yield the sets that a number points back at (`kelima mobil listrik`) where another number of them was told."""
    ordinals = {word: Decimal(n) for n, word in enumerate(pack.relations.ordinals, 1) if n > _BOTH}
    text = record.story.text
    if not any(word[1:] in text for word in ordinals):
        return
    for match in _ordinal(pack).finditer(text):
        unit, value = match["noun"].lower(), ordinals[match["all"].lower()]
        before = [q for q in told if q.unit == unit and q.start < match.start()]
        if (
            len({q.value for q in before}) != 1
            or _joined(record, before[0], pack)
            or any(q.value == value for q in record.quantities)
        ):
            continue
        if text[before[0].end :].lower().startswith(f" {match['next'].lower()}") and not text[
            : match.start()
        ].rstrip().lower().endswith(unit):
            whole = Quantity(
                start=match.start(),
                end=match.end("noun"),
                text=text[match.start() : match.end("noun")],
                value=value,
                unit=unit,
            )
            yield RestatedFigure(before[0], whole)


def _joined(record: Record, figure: Quantity, pack: Pack) -> bool:
    """Whether a figure counts others beside somebody named: `Ratmi dan empat warga lainnya`."""
    text = record.story.text
    rest = _others(pack).search(text, figure.end, figure.end + _AROUND)
    before = text[max(0, figure.start - _BEHIND) : figure.start].split()
    return rest is not None or (bool(before) and before[-1].lower() in pack.relations.joiners)


@cache
def _ordinal(pack: Pack) -> re.Pattern[str]:
    words = pack.relations.ordinals[_BOTH:]
    every = any_of((*words, *(word.capitalize() for word in words)))
    return late(rf"(?<![\w-])(?P<all>{every}) (?P<noun>[a-z][\w-]+) (?P<next>[a-z][\w-]+)")


def title_slips(record: Record, pack: Pack, shared: int) -> Iterator[RestatedFigure]:
    """Yield the title's figures that a first paragraph gives with nearly the same digits, told of the same things."""
    title = [q for q in record.quantities if q.part == TITLE and _plain(q)]
    for figure in title:
        interval = _rounded(figure)
        same = [q for q in record.quantities if q.part == TEXT and comparable(q, figure, pack)]
        if any(Interval.of(q).meets(interval) for q in same):
            continue
        words = set(_words(record, figure.span, pack))
        for other in same:
            if other.start > _LEAD or not _plain(other) or not slip(figure, other):
                continue
            if _opens_range(pack).match(record.story.text, other.end):
                continue
            if len(words & set(_words(record, other.span, pack))) >= shared:
                yield RestatedFigure(figure, other)
                break


@cache
def _opens_range(pack: Pack) -> re.Pattern[str]:
    """Return the pattern of what stands behind the lower end of a range whose upper end lost its word of scale."""
    return late(rf" (?:{any_of(pack.numbers.range_words)}) [^\s\d]*\d")


def _rounded(figure: Quantity) -> Interval:
    """Return what a figure of a title can stand for: titles cut digits off, and zeros at the end may be rounded."""
    interval = Interval.of(figure)
    exponent = figure.value.normalize().as_tuple().exponent
    step = Decimal(10) ** exponent if isinstance(exponent, int) else Decimal(0)
    return Interval(interval.low, max(interval.high, figure.value + step)) if step else interval


def _plain(figure: Quantity) -> bool:
    return figure.kind in _KINDS and not (figure.mod or figure.upper or figure.per)


def _word_before(record: Record, figure: Quantity) -> str:
    """Return the word right before a figure, in lower case; "" where none stands there."""
    words = record.story.part(figure.part)[max(0, figure.start - _AROUND) : figure.start].split()
    return words[-1].lower() if words else ""


def _before(record: Record, figure: Quantity, told: list[Quantity], pack: Pack) -> Quantity | None:
    """Return the one figure before that must be the same, and is not."""
    sentence = record.sentence_of(figure.span)
    if _others(pack).search(record.story.text, max(sentence.start, figure.start - _AROUND), figure.end):
        return None
    same = [q for q in record.quantities if q.start < figure.start and q.part == TEXT and comparable(q, figure, pack)]
    interval = Interval.of(figure)
    if any(Interval.of(q).meets(interval) for q in same) or _sum_of(figure.value, [q.value for q in same]):
        return None
    words = set(_words(record, figure.span, pack)) | {_stem(figure.unit, pack)}
    if figure.kind is QuantityKind.MONEY:  # no noun behind says what it is of; the word before must
        told = [other for other in told if _word_before(record, other) == _word_before(record, figure)]
    for other in reversed(told):
        if other not in same or record.sentence_of(other.span) == sentence or not slip(other, figure):
            continue
        shared = words & (set(_words(record, other.span, pack)) | {_stem(other.unit, pack)})
        if len(shared - {"", *(_stem(each, pack) for each in pack.relations.classifiers)}) >= _SHARED:
            return other
    return None


def _words(record: Record, span: Span, pack: Pack) -> Iterator[str]:
    """Yield the stems of the words beside a figure, in its sentence, that say what it counts."""
    sentence = record.sentence_of(span)
    text = record.story.part(span.part)
    start, end = max(sentence.start, span.start - _AROUND), min(sentence.end, span.end + _AROUND)
    for low, high in ((start, span.start), (span.end, end)):
        for match in _WORD.finditer(text, low, high):
            word = match.group().lower()
            long = len(word) >= _STEM or (len(word) >= _LETTERS and match.group().isupper())
            if long and word not in pack.quotations.functions:
                yield _stem(word, pack)


def _stem(word: str, pack: Pack) -> str:
    """Return the beginning of a word without what is hung before it: kerugian and merugikan are alike."""
    return _prefixes(pack).sub("", word)[:_STEMMED]


@cache
def _prefixes(pack: Pack) -> re.Pattern[str]:
    return late(rf"^(?:{any_of(pack.relations.prefixes)})(?=\w{{{_STEM}}})")


def slip(one: Quantity, other: Quantity) -> bool:
    """Whether two figures have nearly the same digits: two of them changed about, or one of three or more another."""
    first, second = (_digits(q) for q in (one, other))
    if first == second:
        return False  # a point lost, or a scale: not the same kind of slip
    if len(first) != len(second) or not one.value or not 1 / _SCALE < other.value / one.value < _SCALE:
        return False
    apart = [i for i, (a, b) in enumerate(zip(first, second, strict=True)) if a != b]
    if len(apart) == 2 and apart[1] == apart[0] + 1:
        return first[apart[0]] == second[apart[1]] and first[apart[1]] == second[apart[0]]
    return len(apart) == 1 and len(first) > 2


def _digits(figure: Quantity) -> str:
    """Return the digits of a figure as written; of one in words those of its value."""
    written = "".join(c for c in figure.text if c.isdecimal())
    return written or str(int(figure.value))


def _sum_of(value: Decimal, parts: list[Decimal]) -> bool:
    """Whether two or three of the parts make the value, or two of them differ by it."""
    return sums_to(value, parts) or any(abs(a - b) == value for a, b in combinations(parts, 2))


__all__ = ["link_restated", "slip", "title_slips"]
