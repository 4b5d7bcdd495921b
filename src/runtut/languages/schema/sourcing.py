"""The `sourcing` section: words about sources that are not named, and about other outlets."""

from __future__ import annotations

from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class SourcingPack:
    """Words in lower case.

    - `sources` are nouns for a source as such, `nameless` for one who is described but not named; `withheld` say beside one that the name is kept back.
    - `bodies` head the names of bodies that speak: their words have a source though nobody is named.
    - `taken` open the words of another outlet, behind them `some` are nouns for an outlet that name none, and
      `articles` may stand before these; with one of `other_media` behind, they are no outlets.
    """

    sources: tuple[str, ...]
    nameless: tuple[str, ...]
    withheld: tuple[str, ...]
    bodies: tuple[str, ...]
    taken: tuple[str, ...]
    some: tuple[str, ...]
    other_media: tuple[str, ...]
    articles: tuple[str, ...]
