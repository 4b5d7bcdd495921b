"""The `stems` section: how words are reduced to stems, and which of them the stemmer gets wrong."""

from __future__ import annotations

from collections.abc import Mapping

from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class StemsPack:
    """What the stemmer of the language does not know, in lower case.

    - `swallowed` are letters that prefixes swallow at the head of a word: every stem that is long enough loses them.
    - `endings` may stand behind any of the words below, and change nothing.
    - `whole` are words that are their own stem: what the stemmer leaves of them is another word's.
    - `words` map a stem to words that the stemmer gives another one.
    """

    swallowed: tuple[str, ...]
    endings: tuple[str, ...]
    whole: tuple[str, ...]
    words: Mapping[str, tuple[str, ...]]
