"""Percentages that make up one whole: a list in one sentence that says it is complete.

Its last member is said to be the rest, or of those who chose nothing, or the whole is said to consist of its members.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from runtut.languages import Pack
from runtut.languages.patterns import any_of, late
from runtut.link.figures import Sentence, phrase, sentences_with_figures
from runtut.record import Quantity, QuantityKind, Record, SharesOfWhole

_STEP = 90  # characters between two members of the list
_NEAR = 25  # characters between the last share and the word for the rest
_STOP = late(r"[;]|\.\s")
_HOLDS_FIGURE = late(r"\([^)]*\d|\([^)]*$")
_LEAST = 3
_SMALLEST = 50
"""Percent that the members of a list of a whole make at least, one of them mistyped; less are points of growth."""
_NEARLY = 85
"""The same, where no word speaks of the rest: some of the list may stand in the sentence before."""


def link_wholes(record: Record, pack: Pack) -> tuple[SharesOfWhole, ...]:
    """Return the lists of percentages that the text closes with a rest."""
    if sum(q.kind is QuantityKind.PERCENT for q in record.quantities) < _LEAST:
        return ()
    return tuple(link for sentence in sentences_with_figures(record) for link in _lists(sentence, pack))


def _lists(sentence: Sentence, pack: Pack) -> Iterator[SharesOfWhole]:
    shares = [f for f in sentence.figures if f.kind is QuantityKind.PERCENT]
    if len(shares) < _LEAST or any(f.upper is not None or f.mod is not None or f.per for f in shares):
        return
    if sum(f.value for f in shares) < _SMALLEST or _partial(sentence, shares[-1], pack):
        return
    gaps = [sentence.between(a, b) for a, b in pairwise(shares)]
    if all(len(gap) <= _STEP and not _STOP.search(gap) and not _HOLDS_FIGURE.search(gap) for gap in gaps) and (
        _rest(sentence, shares, pack) or (sum(f.value for f in shares) >= _NEARLY and _closed(sentence, shares, pack))
    ):
        yield SharesOfWhole(tuple(shares))


def _partial(sentence: Sentence, last: Quantity, pack: Pack) -> bool:
    """Whether words say that a list is not complete; `dan lain-lain` is a member where its share follows."""
    before = len(sentence.before(last))
    member = phrase(pack.relations.residual)
    for match in phrase(pack.relations.partial).finditer(sentence.text):
        if not (member.search(match.group()) and 0 < before - match.end() <= _NEAR):
            return True
    return False


def _closed(sentence: Sentence, shares: list[Quantity], pack: Pack) -> bool:
    return _residual(sentence, shares, pack) or _broken_down(sentence, shares, pack)


def _rest(sentence: Sentence, shares: list[Quantity], pack: Pack) -> bool:
    """Whether a word for the rest stands behind the last share, or shortly before it."""
    rest = phrase(pack.relations.rest)
    gap = sentence.between(shares[-2], shares[-1])
    before = rest.search(gap)
    if before is not None:
        return len(gap) - before.end() <= _NEAR
    return rest.match(sentence.after(shares[-1]).lstrip()) is not None


def _residual(sentence: Sentence, shares: list[Quantity], pack: Pack) -> bool:
    """Whether the last share is of those who chose nothing, or of all other things: `8 persen tidak menjawab`."""
    residual = phrase(pack.relations.residual)
    after = sentence.after(shares[-1])
    if residual.match(_skipped(pack).sub("", after)) is not None:
        return True
    gap = sentence.between(shares[-2], shares[-1])
    before = residual.search(gap)
    return before is not None and len(gap) - before.end() <= _NEAR


@cache
def _skipped(pack: Pack) -> re.Pattern[str]:
    return late(rf"^\s*(?:{any_of((*pack.relations.who, pack.quotations.relative))}\s+)*")


def _broken_down(sentence: Sentence, shares: list[Quantity], pack: Pack) -> bool:
    """Whether the shares are told as what a whole consists of, to the last one: `terdiri atas ..., dan ...`."""
    joined = phrase(pack.relations.joiners).search(sentence.between(shares[-2], shares[-1]))
    breakdown = phrase(pack.relations.consists).search(sentence.before(shares[0]))
    return joined is not None and breakdown is not None and len(sentence.before(shares[0])) - breakdown.end() <= _STEP


__all__ = ["link_wholes"]
