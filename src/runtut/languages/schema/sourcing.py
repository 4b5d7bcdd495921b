"""The `sourcing` section: words about sources that are not named, and about other outlets."""

from __future__ import annotations

from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class SourcingPack:
    """Words in lower case.

    - `nameless` are nouns for a source that is no more than that; `withheld` say beside one that the name is kept back.
    - `bodies` head the names of bodies that speak: their words have a source though nobody is named.
    - `taken` open the words of another outlet, behind them `some` are nouns for an outlet that name none, and
      `articles` may stand before these.
    """

    nameless: tuple[str, ...]
    withheld: tuple[str, ...]
    bodies: tuple[str, ...]
    taken: tuple[str, ...]
    some: tuple[str, ...]
    articles: tuple[str, ...]
    outlets: tuple[str, ...]
