"""The gazetteers of a pack: official regions of the language's country, countries, large cities abroad."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from runtut.languages.pack import Pack


@dataclass(frozen=True, slots=True)
class Region:
    """One region. A region lies in every region whose code its own begins with."""

    code: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Regions:
    """All regions by lower-case name, by letters alone (`letters`) and by code, and the names of countries with their ISO 3166 codes."""

    rows: tuple[Region, ...]
    by_name: dict[str, tuple[Region, ...]]
    by_letters: dict[str, tuple[Region, ...]]
    by_code: dict[str, Region]
    countries: dict[str, str]


_OTHER = re.compile(r" ?[()]")
"""Around another name of a region, as the tables give it: `Sukamakmur (Suka Makmur)`."""


def letters(name: str) -> str:
    """Return the letters of a name in lower case: `Gading Rejo` and `Gadingrejo` are one place."""
    low = name.lower()
    return low if low.isalpha() else "".join(filter(str.isalpha, low))


@cache
def load_regions(pack: Pack) -> Regions:
    """Read `regions.tsv` and `countries.tsv` of a pack; empty where it has none."""
    rows = []
    table = pack.folder / "regions.tsv"
    if table.is_file():
        for line in table.read_text(encoding="utf-8").splitlines():
            code, kind, name = line.split("\t")
            rows.append(Region(code, kind, name))
    by_name: dict[str, list[Region]] = {}
    by_letters: dict[str, list[Region]] = {}
    for row in rows:
        by_name.setdefault(row.name.lower(), []).append(row)
        names = (row.name, *_OTHER.split(row.name)) if "(" in row.name else (row.name,)
        for key in {letters(name) for name in names if name}:
            by_letters.setdefault(key, []).append(row)
    countries = {name: code for code, name in _pairs(pack.folder / "countries.tsv")}
    return Regions(
        tuple(rows),
        {name: tuple(each) for name, each in by_name.items()},
        {name: tuple(each) for name, each in by_letters.items()},
        {r.code: r for r in rows},
        countries,
    )


@cache
def load_cities(pack: Pack) -> dict[str, str]:
    """Read `cities.tsv` of a pack: large cities abroad that alone bear their name, with their country's ISO code."""
    return dict(_pairs(pack.folder / "cities.tsv"))


def _pairs(table: Path) -> Iterator[tuple[str, str]]:
    if table.is_file():
        for line in table.read_text(encoding="utf-8").splitlines():
            first, second = line.split("\t")
            yield first, second
