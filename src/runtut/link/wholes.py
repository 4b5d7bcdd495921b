"""Percentages that make up one whole: a list in one sentence whose last member is said to be the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from runtut.languages import Pack
from runtut.link.figures import Sentence, phrase, sentences_with_figures
from runtut.record import Quantity, QuantityKind, Record, SharesOfWhole

_STEP = 90  # characters between two members of the list
_NEAR = 25  # characters between the last share and the word for the rest
_STOP = re.compile(r"[;]|\.\s")


def link_wholes(record: Record, pack: Pack) -> tuple[SharesOfWhole, ...]:
    """Return the lists of percentages that the text closes with a rest."""
    return tuple(link for sentence in sentences_with_figures(record) for link in _lists(sentence, pack))


def _lists(sentence: Sentence, pack: Pack) -> Iterator[SharesOfWhole]:
    shares = [f for f in sentence.figures if f.kind is QuantityKind.PERCENT]
    if len(shares) < 3 or any(f.upper is not None or f.mod is not None or f.per for f in shares):
        return
    if phrase(pack.relations.partial).search(sentence.text):
        return
    last = shares[-1]
    after = sentence.after(last)
    rest = phrase(pack.relations.rest).match(after.lstrip()) or phrase(pack.relations.rest).search(
        sentence.between(shares[-2], last)
    )
    if rest is None or not _near(sentence, shares, rest):
        return
    gaps = [sentence.between(a, b) for a, b in pairwise(shares)]
    if all(len(gap) <= _STEP and not _STOP.search(gap) and "(" not in gap for gap in gaps):
        yield SharesOfWhole(tuple(shares))


def _near(sentence: Sentence, shares: list[Quantity], rest: re.Match[str]) -> bool:
    gap = sentence.between(shares[-2], shares[-1])
    return rest.string != gap or len(gap) - rest.end() <= _NEAR
