"""The official regions of a language's country, and the countries of the world, as the pack's tables hold them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from runtut.languages.pack import Pack


@dataclass(frozen=True, slots=True)
class Region:
    """One region. A region lies in every region whose code its own begins with."""

    code: str
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Regions:
    """All regions by name, and the names of countries."""

    rows: tuple[Region, ...]
    by_name: dict[str, tuple[Region, ...]]
    by_code: dict[str, Region]
    countries: frozenset[str]


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
    for row in rows:
        by_name.setdefault(row.name.lower(), []).append(row)
    names = pack.folder / "countries.tsv"
    countries = names.read_text(encoding="utf-8").splitlines() if names.is_file() else []
    return Regions(
        tuple(rows),
        {name: tuple(each) for name, each in by_name.items()},
        {r.code: r for r in rows},
        frozenset(countries),
    )
