"""The `stems` section: words that the stemmer gets wrong."""

from __future__ import annotations

from collections.abc import Mapping

from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class StemsPack:
    """Exceptions from the stemmer, in lower case.

    - `endings` may stand behind any of the words below, and change nothing.
    - `whole` are words that are their own stem: what the stemmer leaves of them is another word's.
    - `words` map a stem to words that the stemmer gives another one.
    """

    endings: tuple[str, ...]
    whole: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]
