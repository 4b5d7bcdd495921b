"""What the links between figures share: the figures of a sentence, and whether two count the same kind of thing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from runtut.languages import Pack
from runtut.record import Quantity, QuantityKind, Record, Span

_LOOSE = (QuantityKind.COUNT, QuantityKind.NUMBER)
_SHARES = (QuantityKind.PERCENT, QuantityKind.FRACTION)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its figures in order."""

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


def sentences_with_figures(record: Record) -> Iterator[Sentence]:
    """Yield each sentence that holds a figure, with the sentence's figures."""
    held: dict[Span, list[Quantity]] = {}
    for quantity in record.quantities:
        held.setdefault(record.sentence_of(quantity.span), []).append(quantity)
    for span, figures in held.items():
        text = record.story.part(span.part)[span.start : span.end]
        yield Sentence(span, text, tuple(sorted(figures, key=lambda q: q.start)))


@cache
def phrase(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for any of the words, whole, first letter in either case."""
    forms = {form for word in words for form in (word, word[:1].upper() + word[1:])}
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(w) for w in sorted(forms, key=len, reverse=True)) + r")(?!\w)")


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


def is_share(figure: Quantity) -> bool:
    """Whether a figure is a percentage or a fraction of something."""
    return figure.kind in _SHARES


def is_count(figure: Quantity) -> bool:
    """Whether a figure counts things."""
    return figure.kind in _LOOSE
