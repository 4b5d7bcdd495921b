"""The `places` section: how a place is said to lie in another, and names the tables do not have."""

from __future__ import annotations

from collections.abc import Mapping

from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class PlacesPack:
    """Words around places, in lower case; names as written.

    - `levels` are levels of administration as written, each with its kind in `regions.tsv`, of which `widest` is the widest, `second`
      those right below it and `smallest` the smallest; `cities` are the words that may
      stand before a city abroad.
    - `locatives` are the prepositions before a place; `joiners` stand between the members of a list: a name followed by
      one is a member, not a container.
    - `seats` are offices and bodies named by their place; `inside` words between a place and what it lies in; `capitals`
      the words for a country's seat of government.
    - `towns` are places that are no region of the tables, each with the codes of the provinces that it lies in.
    - `provinces` are other names of provinces, each with its name in `regions.tsv`; `countries` other names of countries,
      each with its code in `countries.tsv`.
    - `was_part_of` maps a province's code to those it was once a part of; `also_in` a country's code to those that its cities
      are also said to lie in: a claim there is nobody's slip.
    """

    levels: Mapping[str, str]
    widest: str
    second: tuple[str, ...]
    smallest: str
    cities: tuple[str, ...]
    locatives: tuple[str, ...]
    joiners: tuple[str, ...]
    seats: tuple[str, ...]
    inside: tuple[str, ...]
    capitals: tuple[str, ...]
    towns: Mapping[str, tuple[str, ...]]
    provinces: Mapping[str, str]
    countries: Mapping[str, str]
    was_part_of: Mapping[str, tuple[str, ...]]
    also_in: Mapping[str, tuple[str, ...]]
