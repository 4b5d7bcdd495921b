"""One quotation as two stories give it: aligned word by word, and where the words differ in what they say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import Match, SequenceMatcher
from functools import cache

from runtut.archive.weights import RARE, weights
from runtut.archive.words import placed_stems
from runtut.languages import load_pack
from runtut.record import Difference, PackError
from runtut.values import dataclass

LEAST = 7
"""Words that two quotations must share to be one: of fewer, a phrase in use."""
SAME = 0.8
"""How much of the stretch that both give must be the same words."""
NEAR = 2
"""Words between a word that both give by itself and the next run of them."""
LONGEST = 400
"""Words of the longest quotation that is aligned."""
ALIKE = 0.75
"""Letters that two words share which are one word spelled in two ways."""
COMMON = 1.9
"""What a word weighs less than that one in seven stories holds: of two of these, one for the other says little."""
TELLING = 5
"""Letters of a word that says something by itself."""

_ELLIPSIS = re.compile(r"…|\.\.\.|\[|\(")


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    stem: str
    text: str


def aligned(draft: str, old: str, language: str) -> tuple[Difference, ...] | None:
    """Return where the words of a draft's quotation differ from those of one on file, None where it is another quotation.

    What one gives beyond the other on either side is a shorter quotation, and no difference; what is spelled or inflected
    otherwise is none, and nothing is left out by one that shows an ellipsis or brackets.
    """
    ours, theirs = _words(draft, language), _words(old, language)
    if min(len(ours), len(theirs)) < LEAST or max(len(ours), len(theirs)) > LONGEST:
        return None
    matcher = SequenceMatcher(None, [w.stem for w in theirs], [w.stem for w in ours], autojunk=False)
    blocks = _joined([each for each in matcher.get_matching_blocks() if each.size])
    same = sum(each.size for each in blocks)
    if same < LEAST:
        return None
    first, last = blocks[0], blocks[-1]
    theirs, ours = theirs[first.a : last.a + last.size], ours[first.b : last.b + last.size]
    if same < SAME * max(len(ours), len(theirs)):
        return None
    cut = _ELLIPSIS.search(draft) is not None or _ELLIPSIS.search(old) is not None
    return tuple(_differences(theirs, ours, old, language, cut=cut))


def _joined(blocks: Sequence[Match]) -> Sequence[Match]:
    """Return the blocks without single words at either end that stand far from the others."""
    start, end = 0, len(blocks)
    while end - start > 1 and blocks[start].size == 1 and _gap(blocks[start], blocks[start + 1]) > NEAR:
        start += 1
    while end - start > 1 and blocks[end - 1].size == 1 and _gap(blocks[end - 2], blocks[end - 1]) > NEAR:
        end -= 1
    return blocks[start:end]


def _gap(one: Match, other: Match) -> int:
    return max(other.a - one.a - one.size, other.b - one.b - one.size)


def _words(text: str, language: str) -> list[_Word]:
    return [_Word(start, end, stem, text[start:end]) for start, end, stem in placed_stems(text, language)]


def _differences(
    theirs: Sequence[_Word], ours: Sequence[_Word], old: str, language: str, *, cut: bool
) -> Iterator[Difference]:
    matcher = SequenceMatcher(None, [w.stem for w in theirs], [w.stem for w in ours], autojunk=False)
    for kind, i, j, m, n in matcher.get_opcodes():
        if kind == "equal" or (cut and kind != "replace"):
            continue
        what = _what(theirs[i:j], ours[m:n], language)
        if what is not None:
            # where the draft lacks words, the word behind is marked
            start, end = (ours[m].start, ours[n - 1].end) if n > m else (ours[m].start, ours[m].end)
            was = old[theirs[i].start : theirs[j - 1].end] if j > i else ""
            yield Difference(what, was, start, end)


def _what(was: Sequence[_Word], now: Sequence[_Word], language: str) -> str | None:
    negations = _negations(language)
    denied = [sum(word.text.casefold() in negations for word in side) for side in (was, now)]
    if denied[0] != denied[1]:
        return "negation"
    figures = [[_digits(word.text) for word in side] for side in (was, now)]
    if any(map(any, figures)):
        # figures in words, or of another scale, may be the same
        return "figure" if len(was) == len(now) and all(map(all, figures)) and figures[0] != figures[1] else None
    if len(was) == len(now) == 1:
        one, other = was[0].text.casefold(), now[0].text.casefold()
        spelled = SequenceMatcher(None, one, other, autojunk=False).ratio() >= ALIKE
        short = min(len(one), len(other)) < TELLING
        return None if short or spelled or _say_the_same(was[0], now[0], language) else "word"
    return None


def _say_the_same(one: _Word, other: _Word, language: str) -> bool:
    """Whether one desk may write a word for the other: both are in everyone's use, or they are known to be alike."""
    known = weights(language) or {}
    if max(known.get(each.stem, RARE) for each in (one, other)) < COMMON:
        return True
    groups = _alike(language)
    group = groups.get(one.text.casefold())
    return group is not None and group == groups.get(other.text.casefold())


@cache
def _alike(language: str) -> dict[str, int]:
    """Return words that say the same by the number of their group."""
    try:
        groups = load_pack(language).quotations.interchangeable
    except PackError:
        return {}
    return {word: n for n, group in enumerate(groups) for word in group}


def _digits(word: str) -> str:
    return "".join(each for each in word if each.isdigit())


@cache
def _negations(language: str) -> frozenset[str]:
    try:
        return frozenset(load_pack(language).status.negations)
    except PackError:
        return frozenset()
