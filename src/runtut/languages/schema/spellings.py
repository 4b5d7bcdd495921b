"""The `spellings` section: how names vary without becoming another's."""

from __future__ import annotations

from collections.abc import Mapping

from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class SpellingsPack:
    """What is known of the writing of names, in lower case.

    - `sounds` map letters to the letters that sound alike in names (old and new spelling, ways of writing Arabic
      and Chinese names); `silent` letters at the end of a word are not heard, doubled letters are heard once.
    - `kin` are words beside two like names that say they are two people of one family.
    - `twins` are pairs of names that two people bear who are often told in one story: a lone one is no slip for the other.
    - `not_names` are words in capitals that differ from a name by a letter and are none.
    """

    sounds: Mapping[str, str]
    silent: tuple[str, ...]
    kin: tuple[str, ...]
    twins: tuple[tuple[str, ...], ...]
    not_names: tuple[str, ...]
