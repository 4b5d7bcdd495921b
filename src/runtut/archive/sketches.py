"""A MinHash of each text, cut into bands: texts that share much share a band, and only those are compared.

Broder 1997; bands as in Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, chapter 3. With 24 bands of 3, two
texts that share 50 % of their shingles meet with probability 0.96, 60 % with 0.997, and 20 % with 0.18.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from itertools import islice

from rensa import RMinHash

from runtut.archive.keys import number_of

BANDS = 24
ROWS = 3
SHINGLE = 4
"""Words of a shingle: fewer and news of one kind (prices, weather) looks alike, more and one altered word hides too much."""

_SEED = 1


def runs(words: Sequence[str]) -> list[str]:
    """Return every run of `SHINGLE` words, in order."""
    return list(map(" ".join, zip(*(islice(words, n, None) for n in range(SHINGLE)), strict=False)))


def shingles(words: Sequence[str]) -> set[str]:
    """Return every run of `SHINGLE` words; of a shorter text the whole."""
    return set(runs(words)) or {" ".join(words)}


def buckets(words: Sequence[str]) -> list[int]:
    """Return a number for each band of the MinHash of a text's words; texts much alike share one or more."""
    made = RMinHash(num_perm=BANDS * ROWS, seed=_SEED)
    made.update(list(shingles(words)))
    digest = made.digest()
    return [
        number_of(f"{band}:{struct.pack(f'{ROWS}Q', *digest[band * ROWS : (band + 1) * ROWS]).hex()}")
        for band in range(BANDS)
    ]


def likeness(one: set[str], other: set[str]) -> float:
    """Return the Jaccard index of two sets of shingles."""
    return len(one & other) / len(one | other) if one or other else 1.0


def shared(one: set[str], other: set[str]) -> float:
    """Return how much of the smaller of two sets of shingles stands in the other."""
    least = min(len(one), len(other))
    return len(one & other) / least if least else 0.0
