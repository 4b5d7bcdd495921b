"""Totals and the parts the text breaks them into.

Three shapes, each of which claims to be complete: a total with a word of breakdown and its list in the same
sentence; a sentence that opens with such a word and refers to the only total of the sentence before; and
votes cast, counted out in the sentences that follow until "the others". A list that says it is partial, a
hedged part or a part of another kind makes no link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from runtut.languages import Pack
from runtut.link.figures import Sentence, comparable, is_count, phrase, sentences_with_figures
from runtut.record import PartsOfTotal, Quantity, QuantityKind, Record

_ASIDE = (QuantityKind.AGE, QuantityKind.PERCENT, QuantityKind.FRACTION)
_NEAR = 70  # characters between a total and the word of breakdown
_STEP = 90  # characters between two parts of a list
_CLOSED = re.compile(r"[;:]|\.\s")


def link_totals(record: Record, pack: Pack) -> tuple[PartsOfTotal, ...]:
    """Return the totals of the story that the text breaks into parts."""
    sentences = list(sentences_with_figures(record))
    links = [*_in_one_sentence(sentences, pack), *_in_the_next(sentences, pack), *_counted_out(sentences, pack)]
    return tuple(links)


def _usable(total: Quantity, parts: list[Quantity], pack: Pack) -> bool:
    if len(parts) < 2 or total.mod is not None or total.upper is not None or total.per is not None:
        return False
    if any(p.mod is not None or p.upper is not None or p.per is not None for p in parts):
        return False
    if any(not comparable(total, part, pack) for part in parts):
        return False
    return all(comparable(parts[0], part, pack) for part in parts[1:])


def _list_after(sentence: Sentence, start: int, pack: Pack) -> list[Quantity]:
    """Return the figures of a list that begins at `start` of the sentence and is closed by a joiner, else nothing."""
    words = pack.relations
    tail = sentence.text[start:]
    if phrase(words.partial).search(tail):
        return []
    parts = [f for f in sentence.figures if f.start - sentence.span.start >= start and f.kind not in _ASIDE]
    kept: list[Quantity] = []
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


def _in_one_sentence(sentences: list[Sentence], pack: Pack) -> Iterator[PartsOfTotal]:
    cue = phrase(pack.relations.breakdown)
    for sentence in sentences:
        for match in cue.finditer(sentence.text):
            at = sentence.span.start + match.start()
            before = [f for f in sentence.figures if f.end <= at and f.kind not in _ASIDE]
            if not before or at - before[-1].end > _NEAR:
                continue
            gap = sentence.text[before[-1].end - sentence.span.start : match.start()]
            parts = _list_after(sentence, match.end(), pack)
            if not _CLOSED.search(gap) and _usable(before[-1], parts, pack):
                yield PartsOfTotal(before[-1], tuple(parts))
                break


def _in_the_next(sentences: list[Sentence], pack: Pack) -> Iterator[PartsOfTotal]:
    cue = phrase(pack.relations.breakdown_opens)
    for previous, sentence in pairwise(sentences):
        match = cue.match(sentence.text)
        if match is None or not 0 < sentence.span.start - previous.span.end <= 3:
            continue
        totals = [f for f in previous.figures if f.kind not in _ASIDE]
        parts = _list_after(sentence, match.end(), pack)
        if len(totals) == 1 and _usable(totals[0], parts, pack):
            yield PartsOfTotal(totals[0], tuple(parts))


def _counted_out(sentences: list[Sentence], pack: Pack) -> Iterator[PartsOfTotal]:
    """Votes: `Dari 412 suara ..., A meraih 231 suara. B mendapat 152 suara ... Enam suara lainnya ...`."""
    words = pack.relations
    cast, opens, rest = frozenset(words.cast), phrase(words.out_of), phrase(words.rest)
    for index, sentence in enumerate(sentences):
        total = next((f for f in sentence.figures if f.unit in cast), None)
        if total is None or not opens.match(sentence.text) or total.start - sentence.span.start > 30:
            continue
        parts: list[Quantity] = []
        for later in sentences[index : index + 4]:
            parts.extend(f for f in later.figures if f is not total and is_count(f) and f.unit in cast)
            closing = parts and rest.match(later.after(parts[-1]).lstrip())
            if closing:
                if _usable(total, parts, pack):
                    yield PartsOfTotal(total, tuple(parts))
                break
