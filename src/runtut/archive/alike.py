"""Whether one text was made from another: altered, cut, added to; or whether both only follow one pattern.

What is compared is which words of each stand in runs of `SHINGLE` that the other has too. A figure put otherwise or a
date changed leaves a gap of a word or two; a paragraph of one's own leaves a long one. Of two stories of which each adds
much of its own, neither is a copy: they share a background. Stories of a series (prices, weather, timetables) share
all but the figures and days; an outlet writes them anew from its own last one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, cached_property

from runtut.archive.sketches import SHINGLE, runs
from runtut.languages import load_pack
from runtut.record import PackError
from runtut.values import dataclass

COVERED = 0.75
"""How much of the shorter text must stand in the other."""
OWN = 0.15
"""How much of the shorter text may be stretches of its own."""
STRETCH = 12
"""Words without a shared run between them that are no mere alteration."""
WHOLE = 0.6
"""Of the longer text: where less of it stands in the shorter, one is a part of the other."""
LEAST = 30
"""Words of the shortest text that can be told to be a copy: brief notices of two events are alike."""
FIGURES = 5
"""Figures of the fewest that tell a series from a copy."""
SAME_FIGURES = 0.5
"""How many of them a copy has in common with what it was made from, at least."""
SAME_IN_SERIES = 0.9
"""The same where the titles say that both are of a series, which another outlet may have copied one of."""

OPENING = 20
"""Words of a text without a title that stand for it."""

_FIGURE = re.compile(r"\d+")


class Text:
    """What is compared of a version."""

    def __init__(
        self,
        words: Sequence[str],
        *,
        title: str | None = None,
        outlet: str | None = None,
        day: str | None = None,
        language: str = "id",
    ) -> None:
        self.words = words
        self.title = title
        self.outlet = outlet
        self.day = day
        self.language = language

    @cached_property
    def runs(self) -> list[str]:
        """The run of words that begins at each, in order."""
        return runs(self.words)

    @cached_property
    def shingles(self) -> set[str]:
        """Every run of words."""
        return set(self.runs)

    @cached_property
    def figures(self) -> Counter[str]:
        """Every numeral, in pieces as its separators part it, but those of noughts, which a thousand and a million share."""
        return Counter(figure for figure in _FIGURE.findall(" ".join(self.words)) if figure.strip("0"))

    @cached_property
    def recurs(self) -> bool:
        """Whether its title says that it is one of a series."""
        return self._titled("cues")

    @cached_property
    def evergreen(self) -> bool:
        """Whether its title says that it holds for any day."""
        return self._titled("evergreen")

    def _titled(self, kind: str) -> bool:
        cues = _cues(self.language, kind)
        return cues is not None and cues.search((self.title or " ".join(self.words[:OPENING])).casefold()) is not None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far one text was made from another; `kind` is same, altered or part."""

    share: float
    kind: str


def alike(one: Text, other: Text) -> Likeness | None:
    """Return how far one of two texts was made from the other, None where neither was. Both ways round it is the same."""
    less, more = sorted((one, other), key=lambda text: len(text.words))
    if len(less.words) < LEAST:
        return None
    share, own = covered(less.runs, len(less.words), more.shingles)
    if share < COVERED or own > OWN or in_series(one, other):
        return None
    if less.words == more.words:
        return Likeness(1.0, "same")
    back, _ = covered(more.runs, len(more.words), less.shingles)
    return Likeness(round(share, 3), "altered" if back >= WHOLE else "part")


def in_series(one: Text, other: Text) -> bool:
    """Whether two texts much alike are two of a series: of two days or of one outlet, with figures of their own."""
    house = one.outlet is not None and one.outlet == other.outlet
    if one.figures == other.figures or (one.day == other.day and not house):
        return False
    fewer = min(one.figures.total(), other.figures.total())
    same = (one.figures & other.figures).total()
    if one.recurs and other.recurs:
        return (house and one.day != other.day) or same < SAME_IN_SERIES * fewer
    return fewer >= FIGURES and same < SAME_FIGURES * fewer


def covered(runs: Sequence[str], words: int, theirs: set[str]) -> tuple[float, float]:
    """Return the share of words in runs that another text has, and the share of those in long stretches without.

    Args:
        runs: the runs of a text.
        words: how many words it has.
        theirs: the runs of the other text.
    """
    shared = stretches = 0
    behind = 0  # of the last shared run
    for at, run in enumerate(runs):
        if run in theirs:
            if at - behind >= STRETCH:
                stretches += at - behind
            shared += SHINGLE if at >= behind else at + SHINGLE - behind
            behind = at + SHINGLE
    if words - behind >= STRETCH:
        stretches += words - behind
    return shared / words, stretches / words


@cache
def _cues(language: str, kind: str) -> re.Pattern[str] | None:
    try:
        words: tuple[str, ...] = getattr(load_pack(language).series, kind)
    except PackError:
        return None
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")
