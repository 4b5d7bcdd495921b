"""Quotations: what is given as somebody's words, and the words that say whose.

Direct quotations are found by their marks, reported ones by their cues. Speakers stand here as written;
`link.speakers` says who is meant.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from runtut.annotate.quotations.direct import Direct, read_direct
from runtut.annotate.quotations.marks import Marked, read_marks
from runtut.annotate.quotations.phrases import Phrase
from runtut.annotate.quotations.reported import Reported, read_reported
from runtut.annotate.quotations.tokens import BLANK
from runtut.annotate.quotations.words import Words, words
from runtut.languages import Pack
from runtut.languages.patterns import small_whole
from runtut.record import Passage, Piece, Quotation, QuotationKind, Record, Span, Speaker

_EDGE = "\"“”'’.,"
_STOP = 1
"""Characters of the full stop that may stand before a term's closing mark at the end of a sentence."""


def read_quotations(record: Record, pack: Pack) -> tuple[Quotation, ...]:
    """Return the quotations of text, title and captions, with their speakers as written.

    Direct ones end where their marks do. Pieces between marks that are nobody's speech (titles, terms,
    nicknames) have the kind SCARE, or make the clause around them MIXED.
    """
    vocabulary = words(pack)
    found: list[Quotation] = []
    for passage in record.story.passages():
        sentences = [s for s in record.sentences if s.part == passage.part]
        found.extend(
            _Reader(passage, vocabulary).read(read_marks(passage.clean, vocabulary.split, vocabulary.cue), sentences)
        )
    return tuple(found)


class _Reader:
    """Reads one part of a story."""

    def __init__(self, passage: Passage, vocabulary: Words) -> None:
        self.passage = passage
        self.words = vocabulary

    def read(self, marked: list[Marked], sentences: list[Span]) -> list[Quotation]:
        """Return the part's quotations in order of position."""
        between = read_direct(self.passage.clean, marked, self.words)
        speech = [each for each in between if each.kind is QuotationKind.DIRECT]
        terms = _Terms(each for each in between if each.kind is QuotationKind.SCARE)
        reported = [self._reported(*terms.settle(each)) for each in self._clauses(speech, sentences)]
        direct = [self._direct(each) for each in between if each.start < each.end]
        return sorted((*direct, *reported), key=lambda q: (q.start, q.end))

    def _clauses(self, speech: list[Direct], sentences: list[Span]) -> Iterator[Reported]:
        """Yield the reported clauses of each sentence, direct quotations and their attributions set aside."""
        text = _blanked(self.passage.clean, speech)
        cues = sorted(
            d.attribution.cue[0] for d in speech if d.attribution is not None and d.attribution.cue is not None
        )
        words = self.words
        spoken = [(m.start(), m[0]) for m in words.speech.finditer(small_whole(text))]
        for sentence in sentences:
            start, end = sentence.start, sentence.end
            first = bisect_left(spoken, (start,))
            past = bisect_left(spoken, (end,), first)
            if first == past:
                continue
            while start < end and (text[start] == BLANK or text[start].isspace() or text[start] in _EDGE):
                start += 1
            cut = text.find(BLANK, start, end)
            if cut != -1:
                at = bisect_left(cues, start)
                if at < len(cues) and cues[at] < end:
                    continue  # what leads up to a quotation is its attribution
                end = cut
            ways = frozenset().union(*(words.hints[word] for _, word in spoken[first:past]))
            yield from read_reported(text, start, end, words, ways)

    def _piece(self, span: tuple[int, int] | None) -> Piece[str] | None:
        if span is None:
            return None
        return Piece(*span, self.passage.text[span[0] : span[1]], self.passage.part)

    def _speaker(self, phrase: Phrase | None) -> Speaker | None:
        if phrase is None:
            return None
        written = self.passage.text[phrase.start : phrase.end]
        return Speaker(name=written, text=written, start=phrase.start, end=phrase.end, part=self.passage.part)

    def _direct(self, each: Direct) -> Quotation:
        attribution = each.attribution
        return Quotation(
            start=each.start,
            end=each.end,
            text=self.passage.text[each.start : each.end],
            kind=each.kind,
            part=self.passage.part,
            cue=self._piece(attribution.cue) if attribution is not None else None,
            speaker=self._speaker(attribution.phrase) if attribution is not None else None,
            opening=self._piece(each.mark.opening),
            closing=self._piece(each.mark.closing),
            rule=each.rule,
        )

    def _reported(self, each: Reported, kind: QuotationKind) -> Quotation:
        return Quotation(
            start=each.start,
            end=each.end,
            text=self.passage.text[each.start : each.end],
            kind=kind,
            part=self.passage.part,
            cue=self._piece(each.cue),
            speaker=self._speaker(each.speaker),
            rule=each.rule,
        )


class _Terms:
    """The pieces between marks that are nobody's speech by themselves, in order."""

    def __init__(self, terms: Iterable[Direct]) -> None:
        self._marks = [(each.start, each.mark.closing) for each in terms if each.mark.closing is not None]
        self._starts = [start for start, _ in self._marks]

    def settle(self, clause: Reported) -> tuple[Reported, QuotationKind]:
        """Return a clause with the mark that closes its last term, and whether it is mixed or indirect."""
        at = bisect_left(self._starts, clause.end) - 1
        if at < 0 or self._starts[at] < clause.start:
            return clause, QuotationKind.INDIRECT
        opening, closing = self._marks[at][1]
        if opening - clause.end > _STOP:
            return clause, QuotationKind.INDIRECT
        return replace(clause, end=max(clause.end, closing)), QuotationKind.MIXED


def _blanked(text: str, speech: list[Direct]) -> str:
    """Return the text with direct quotations and the attributions behind them blanked; same length, line ends kept."""
    pieces, at = [], 0
    for start, end in (each.covered for each in speech):
        if end <= at:
            continue
        begin = max(start, at)
        pieces.append(text[at:begin])
        pieces.append("\n".join(BLANK * len(line) for line in text[begin:end].split("\n")))
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


__all__ = ["read_quotations"]
