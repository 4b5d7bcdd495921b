"""The `tolls` section: how many a misfortune struck."""

from __future__ import annotations

from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class TollsPack:
    """Words that stand right by a figure, in lower case.

    - `people` are units of figures that count people
    - `anyone` are those of them that leave nobody out
    - `tolls` name what was suffered (dead, injured, missing), each with the words that say so
    """

    people: tuple[str, ...]
    anyone: tuple[str, ...]
    tolls: dict[str, tuple[str, ...]]
