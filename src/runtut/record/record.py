"""A record: one story with everything read out of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import TypeVar

from runtut.record.annotation import Annotation, Entity, Event, Quantity, Quotation, QuotationKind, Time
from runtut.record.finding import Finding
from runtut.record.link import Link
from runtut.record.span import TEXT, Piece, Span
from runtut.record.story import Story
from runtut.values import dataclass

L = TypeVar("L")
A = TypeVar("A", bound=Annotation)

_LONG = 600  # characters of a paragraph that is no lead but a story on one line
_NESTED = 16  # quotations that may begin between the opening of one and something inside it


@dataclass(frozen=True, slots=True)
class Record:
    """A story with its annotations, links and findings.

    Layers that nobody asked for are empty. Annotations of all parts (text, title, captions) stand in one
    tuple per layer, in the order text, title, captions, and by position within a part. `sentences` are
    the sentences of every part, in the same order; `paragraphs` those of the text.
    """

    story: Story
    sentences: tuple[Span, ...] = ()
    paragraphs: tuple[Span, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    entities: tuple[Entity, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    events: tuple[Event, ...] = ()
    links: tuple[Link, ...] = ()
    findings: tuple[Finding, ...] = ()

    def links_of(self, kind: type[L]) -> Iterator[L]:
        """Yield the links of one class."""
        for link in self.links:
            if isinstance(link, kind):
                yield link

    def slice(self, side: Span | Piece[object]) -> str:
        """Return the words of a span or piece."""
        return self.story.part(side.part)[side.start : side.end]

    def sentence_of(self, side: Span | Piece[object]) -> Span:
        """Return the sentence in which `side` begins; the side itself where sentences were not read."""
        first, starts = _sentences.of(self.sentences, side.part)
        at = bisect_right(starts, side.start) - 1
        if at >= 0 and side.start <= self.sentences[first + at].end:
            return self.sentences[first + at]
        return Span(side.start, side.end, side.part)

    def paragraph_of(self, side: Span | Piece[object]) -> Span:
        """Return the paragraph of the text in which `side` begins; the side itself for other parts."""
        if side.part == TEXT:
            lo = bisect_right(self.paragraphs, side.start, key=lambda s: s.start) - 1
            if lo >= 0 and side.start <= self.paragraphs[lo].end:
                return self.paragraphs[lo]
        return Span(side.start, side.end, side.part)

    @property
    def lead(self) -> Span | None:
        """The lead of the text: its first paragraph of its own words, or the first two sentences of one that is long.

        None where sentences were not read.
        """
        masks = self.story.masks
        own = (
            each
            for each in self.sentences
            if each.part == TEXT and not any(mask.start <= each.start and each.end <= mask.end for mask in masks)
        )
        first = next(own, None)
        if first is None:
            return None
        paragraph = self.paragraph_of(first)
        if paragraph.end - first.start <= _LONG:
            return Span(first.start, paragraph.end)
        second = next(own, first)
        return Span(first.start, min(max(first.end, second.end), paragraph.end))

    def quotation_around(self, side: Span | Piece[object]) -> Quotation | None:
        """Return the direct quotation that holds `side`, or None: words in it are the speaker's, not the desk's."""
        first, starts = _quotations.of(self.quotations, side.part)
        behind = bisect_right(starts, side.start)
        for quotation in self.quotations[first + max(0, behind - _NESTED) : first + behind]:
            if side.end <= quotation.end and quotation.kind in (QuotationKind.DIRECT, QuotationKind.SCARE):
                return quotation
        return None

    def within(self, annotations: Sequence[A], span: Span) -> Sequence[A]:
        """Return those of a layer's annotations that begin inside `span`, in order; the cost grows with their number."""
        lo = bisect_left(annotations, (_rank(span.part), span.start), key=_place)
        hi = bisect_left(annotations, (_rank(span.part), span.end), lo=lo, key=_place)
        return annotations[lo:hi]


class _Starts:
    """Where the members of a layer start, part by part: kept for the last layer, as one link after another asks for the same."""

    def __init__(self) -> None:
        self._kept: tuple[Sequence[Span | Annotation], dict[str, tuple[int, list[int]]]] = ((), {})

    def of(self, layer: Sequence[Span | Annotation], part: str) -> tuple[int, list[int]]:
        """Return which of the layer is the first of a part, and where it and all behind it in the part start."""
        kept = self._kept  # one reading: another thread may put its own here
        if kept[0] is not layer:
            parts: dict[str, tuple[int, list[int]]] = {}
            for at, each in enumerate(layer):
                parts.setdefault(each.part, (at, []))[1].append(each.start)
            kept = self._kept = layer, parts
        return kept[1].get(part, _NONE)


_NONE: tuple[int, list[int]] = 0, []
_sentences, _quotations = _Starts(), _Starts()


def _place(annotation: Annotation) -> tuple[int, int]:
    return _rank(annotation.part), annotation.start


def _rank(part: str) -> int:
    if part == TEXT:
        return 0
    return 1 if ":" not in part else 2 + int(part.partition(":")[2])
