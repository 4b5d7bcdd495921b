"""The `entities` section: words that tell names of people, organizations and places apart."""

from __future__ import annotations

from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class EntitiesPack:
    """Words around and inside names; in lower case where a list does not hold names.

    - `person_titles` stand before a person's name; `names_too` are titles and roles that begin names as well; `org_heads` open the name of an organization, of them `weak_heads` only with
      more behind them; `org_words` stand anywhere in one, `acronyms` are organizations known by their letters; `place_heads`
      open the name of a place.
    - `locatives` are the prepositions before places.
    - `particles` may stand inside a name; `not_names` open sentences or are written with a capital otherwise.
    - `places` are places of the news that the tables lack; `nationality_heads` stand before a country's name.
    - `common` are region names that are also ordinary words.
    """

    person_titles: tuple[str, ...]
    names_too: tuple[str, ...]
    org_heads: tuple[str, ...]
    weak_heads: tuple[str, ...]
    org_words: tuple[str, ...]
    acronyms: tuple[str, ...]
    place_heads: tuple[str, ...]
    locatives: tuple[str, ...]
    particles: tuple[str, ...]
    not_names: tuple[str, ...]
    places: tuple[str, ...]
    common: tuple[str, ...]
