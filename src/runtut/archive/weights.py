"""How much a word says of what a story is about: much if few stories hold it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import cache
from heapq import nsmallest

from runtut.languages import load_pack
from runtut.record import PackError

RARE = math.log(1000)
"""Of a word that is not among the common ones."""
_LEAST = 1.2
"""A word that says less is left out: three in ten stories hold it."""
_TITLE = 3.0
_LEAD, _BODY = 120, 400
"""Words of the lead, which count in full, and of what is looked at, of which the rest counts half."""


@cache
def weights(language: str) -> dict[str, float] | None:
    """Return the weights of the common stems of a language, None where nobody has counted them.

    They come with the program and not from the archive, so that what is joined does not depend on what was added before.
    """
    try:
        path = load_pack(language).folder / "common_stems.tsv"
    except PackError:
        return None
    if not path.is_file():
        return None
    lines = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {stem: math.log(1000 / int(count)) for stem, count in lines}


def vector(title: Sequence[str], words: Sequence[str], known: dict[str, float]) -> dict[str, float]:
    """Return what a story is about: the weight of each of its stems, as a vector of length 1."""
    often: dict[str, float] = dict(Counter(words[:_LEAD]))
    for counted, worth in ((Counter(words[_LEAD:_BODY]), 0.5), (Counter(title), _TITLE)):
        for stem, times in counted.items():
            often[stem] = often.get(stem, 0.0) + worth * times
    made = {}
    for stem, count in often.items():
        weight = known.get(stem, RARE)
        if weight > _LEAST and len(stem) > 2 and not stem.isdigit():
            made[stem] = weight if count == 1.0 else weight * (1 + math.log(count) if count > 1 else count)
    length = math.sqrt(math.fsum(each * each for each in made.values())) or 1.0
    return {stem: each / length for stem, each in made.items()}


def likeness(one: dict[str, float], other: dict[str, float]) -> float:
    """Return the cosine of two vectors of length 1."""
    less, more = sorted((one, other), key=len)
    return math.fsum([less[stem] * more[stem] for stem in less.keys() & more.keys()])  # exact in any order


def foremost(of: dict[str, float], count: int) -> list[str]:
    """Return the stems that say most of a story."""
    return [stem for _, stem in nsmallest(count, [(-weight, stem) for stem, weight in of.items()])]
