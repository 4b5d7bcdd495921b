"""Figures set equal in two units or currencies: `12 mil laut (sekitar 22 kilometer)`, `US$ 1 juta atau Rp 15 miliar`."""

from __future__ import annotations

from collections.abc import Iterator

from runtut.languages import Pack
from runtut.languages.patterns import late
from runtut.link.figures import Sentence, phrase, sentences_with_figures
from runtut.record import Equivalence, Quantity, QuantityKind, Record

_KINDS = (QuantityKind.MEASURE, QuantityKind.MONEY)
_COMPOUND = late(r"\d ?[^\W\d]{1,5} $")  # "57 kaki 1,6 inci"
_FIRST = late(r"[^\W\d_]+")
_BEHIND = late(r"[^()]{0,24}\)")


def link_equivalences(record: Record, pack: Pack) -> tuple[Equivalence, ...]:
    """Return the pairs of neighbouring figures that the text sets equal, of one kind and different units."""
    return tuple(link for sentence in sentences_with_figures(record) for link in _pairs(sentence, pack))


def _pairs(sentence: Sentence, pack: Pack) -> Iterator[Equivalence]:
    before = (None, *sentence.figures)
    for previous, first, second in zip(before, sentence.figures, sentence.figures[1:], strict=False):
        if first.kind not in _KINDS or first.kind is not second.kind or first.unit == second.unit:
            continue
        if first.per != second.per and None not in (first.per, second.per):
            continue
        if previous is not None and _together(sentence, previous, first, pack):
            continue
        if any(_scaled_on(sentence, each, pack) for each in (first, second)):
            continue
        if _equal(sentence, first, second, pack):
            yield Equivalence(first, second)


def _scaled_on(sentence: Sentence, figure: Quantity, pack: Pack) -> bool:
    """Whether a figure goes on with a second word of scale (`Rp 56 ribu triliun`), or is one side of a rate (`1 won = Rp 11`)."""
    after = sentence.after(figure).lstrip()
    word = _FIRST.match(after)
    return after.startswith("=") or (word is not None and word.group().lower() in pack.numbers.scales)


def _together(sentence: Sentence, previous: Quantity, first: Quantity, pack: Pack) -> bool:
    """Whether two figures are joined, so that what follows is both: `1 juta euro dan US$ 2 juta atau setara Rp 47 miliar`."""
    between = sentence.between(previous, first).strip()
    return previous.kind is first.kind and phrase(pack.relations.joiners).fullmatch(between) is not None


def _equal(sentence: Sentence, first: Quantity, second: Quantity, pack: Pack) -> bool:
    end = second.start if second.hedge is None or second.hedge.start > second.start else second.hedge.start
    gap = sentence.text[first.end - sentence.span.start : end - sentence.span.start]
    if first.kind is QuantityKind.MEASURE and _COMPOUND.search(sentence.before(first)):
        return False
    words = gap.strip(" ,(\u00a0")
    if words and not phrase((*pack.relations.share, *pack.relations.equal)).fullmatch(words):
        return False
    if "(" in gap:
        return bool(_BEHIND.match(sentence.after(second)))
    return bool(words)
