"""The gazetteers of a pack: official regions of the language's country, countries, large cities abroad."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from pathlib import Path

from runtut.languages.pack import Pack
from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class Region:
    """One region. A region lies in every region whose code its own begins with."""

    code: str
    kind: str
    name: str


_OTHER = re.compile(r" ?[()]")
"""Around another name of a region, as the tables give it: `Sukamakmur (Suka Makmur)`."""


def letters(name: str) -> str:
    """Return the letters of a name in lower case: `Gading Rejo` and `Gadingrejo` are one place."""
    low = name.lower()
    return low if low.isalpha() else "".join(filter(str.isalpha, low))


class Regions:
    """All regions, and the names of countries with their ISO 3166 codes. Tables are made when first asked for.

    Attributes:
        codes: the code of each region, in the order of the table.
        kinds: its kind.
        names: its name.
        countries: the code of each country by its name.
    """

    def __init__(self, table: str, countries: dict[str, str]) -> None:
        """Take the lines `code<TAB>kind<TAB>name`."""
        cells = table.rstrip("\n").replace("\n", "\t").split("\t") if table else []
        self.codes, self.kinds, self.names = cells[0::3], cells[1::3], cells[2::3]
        self.countries = countries

    @cached_property
    def rows(self) -> tuple[Region, ...]:
        """All regions."""
        return tuple(map(Region, self.codes, self.kinds, self.names))

    def not_of_kind(self, kind: str) -> list[str]:
        """Return the names of the regions of all kinds but this."""
        return [name for name, each in zip(self.names, self.kinds, strict=True) if each != kind]

    def of_kinds(self, *kinds: str) -> list[str]:
        """Return the names of the regions of some kinds."""
        return [name for name, each in zip(self.names, self.kinds, strict=True) if each in kinds]

    def named(self, low: str) -> tuple[Region, ...]:
        """Return the regions of a name in lower case."""
        return tuple(map(self._row, self._by_name.get(low, ())))

    def spelt(self, name: str) -> tuple[Region, ...]:
        """Return the regions of a name that is written with the same letters."""
        return tuple(map(self._row, self._by_letters.get(letters(name), ())))

    def coded(self, code: str) -> Region:
        """Return the region of a code."""
        return self._row(self._by_code[code])

    def _row(self, at: int) -> Region:
        return Region(self.codes[at], self.kinds[at], self.names[at])

    @cached_property
    def _by_name(self) -> dict[str, list[int]]:
        return _places(enumerate(map(str.lower, self.names)))

    @cached_property
    def _by_letters(self) -> dict[str, list[int]]:
        return _places((at, key) for at, name in enumerate(self.names) for key in _spellings(name))

    @cached_property
    def _by_code(self) -> dict[str, int]:
        return {code: at for at, code in enumerate(self.codes)}


def _places(keys: Iterable[tuple[int, str]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, key in keys:
        if key in found:
            found[key].append(at)
        else:
            found[key] = [at]
    return found


def _spellings(name: str) -> Iterable[str]:
    """Return the letters of a name, and of each of its names where it gives two."""
    return {letters(each) for each in (name, *_OTHER.split(name)) if each} if "(" in name else (letters(name),)


@cache
def load_regions(pack: Pack) -> Regions:
    """Read `regions.tsv` and `countries.tsv` of a pack; empty where it has none."""
    table = pack.folder / "regions.tsv"
    return Regions(
        table.read_text(encoding="utf-8") if table.is_file() else "",
        {name: code for code, name in _pairs(pack.folder / "countries.tsv")},
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
