"""Places said to lie in others: `Kabupaten Garut, Jawa Barat`; `di Surabaya, Jatim`; `kota Davao, Filipina`.

A place is judged only where the tables know both sides. One written with its level (`Kabupaten`) lies in the
stated container if any region of that level and name does, now or before the container was split. One written
without is a regency, a municipality or a large city abroad behind a preposition; it lies there if any region of
any level does, and a list (`dari Bandung, Jawa Tengah, dan Bali`) says nothing about containers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import any_of, late, small_whole
from runtut.languages.regions import Region, load_cities, load_regions
from runtut.record import Containment, Passage, Piece, Record
from runtut.values import dataclass

_WORD = r"[A-Z][\w'’.-]*"
_WORDS = late(r"[^ ]+")
_LINE = late(r"[^\n]+")
_GOES_ON = late(r",? (\(?\w+)")


def link_containments(record: Record, pack: Pack) -> tuple[Containment, ...]:
    """Return each place and the container stated beside it, where both are known to the tables."""
    reader = _reader(pack)
    return tuple(link for passage in record.story.passages() for link in reader.stated(passage))


@cache
def _reader(pack: Pack) -> _Reader:
    return _Reader(pack)


@dataclass(frozen=True, slots=True)
class _Container:
    """A province, regency or country as stated; `regions` is empty and `country` set for a country."""

    end: int
    regions: tuple[Region, ...] = ()
    country: str | None = None


class _Reader:
    """The pattern and tables of one pack."""

    def __init__(self, pack: Pack) -> None:
        words = pack.places
        self.words = words
        self.pack = pack
        self.regions = load_regions(pack)
        self.countries = {**self.regions.countries, **words.countries}
        self.country_names = {code: name for name, code in self.regions.countries.items()}
        self.provinces = {alias.lower(): name.lower() for alias, name in words.provinces.items()}
        self.weekdays = frozenset(pack.times.weekdays)
        self.joiners = frozenset(words.joiners)
        levels = _either_case(words.levels)
        where = _either_case((*words.locatives, *words.seats))
        cities = any_of(words.cities, space=" ")
        name = rf"{_WORD}(?: (?!(?:{levels})\b){_WORD}){{0,4}}"
        inside = any_of((f"{'' if w[0] == ',' else ' '}{w} " for w in words.inside), space=" ")
        towns = any_of(words.towns, space=" ")
        self.pattern = late(
            rf"(?<!\w)(?:(?:(?P<level>{levels})|(?P<where>{where})(?: (?:{cities}))?) (?P<name>{name})|(?P<town>{towns}))"
            rf"(?P<gap>(?:{inside})|, | \(| )(?:(?P<level2>{levels}) )?(?P<name2>{name})"
        )
        self.wider = late(rf",? \(?(?:(?:{levels}) )?(?P<name>{name})")
        capital = _either_case(words.capitals)
        self.capital = late(
            rf"(?<!\w)(?:(?:{capital}) (?P<country>{name}), (?P<city>{name})(?=[ ,.])"
            rf"|(?P<city2>{name}), (?:{capital}) (?P<country2>{name}))"
        )
        self.capital_words = tuple(w[1:] for w in words.capitals)
        # quick to ask first of a line: whether a container's level, or the first word of one, stands behind a gap
        self.behind_gap = late(rf"(?:, | \(|{inside})(?P<word>{_WORD})")
        shortest = [w for w in words.levels if not any(w != other and w.startswith(other) for other in words.levels)]
        self.levels = tuple(shortest)
        kinds = (words.widest, *words.second)
        named = (*self.provinces, *self.countries, *self.regions.of_kinds(*kinds))
        self.first_words = frozenset(name.split()[0].lower().rstrip(".") for name in named)

    @property
    def cities(self) -> dict[str, str]:
        """Large cities abroad with their country's code."""
        return load_cities(self.pack)

    def stated(self, passage: Passage) -> Iterator[Containment]:
        """Yield the links of one part."""
        yield from self._capitals(passage)
        text = passage.clean
        low = small_whole(text)
        for line in _LINE.finditer(text):
            if self._may_state(text, low, *line.span()):
                yield from self._stated(passage, text, *line.span())

    def _may_state(self, text: str, low: str, start: int, end: int) -> bool:
        line = low[start:end]
        return any(level in line for level in self.levels) or any(
            m["word"].lower().rstrip(".") in self.first_words for m in self.behind_gap.finditer(text, start, end)
        )

    def _stated(self, passage: Passage, text: str, at: int, stop: int) -> Iterator[Containment]:
        while match := self.pattern.search(text, at, stop):
            at = match.start("name") if match["name"] else match.end("town")
            if match["gap"] == " " and not match["level2"]:
                continue
            container = self._container(match)
            if container is None or self._listed(text, container):
                continue
            if match["town"]:
                link = self._town(match, container)
            else:
                own = match["level"] and (container.country is None or match["level"].lower() not in self.words.cities)
                link = self._regional(match, container) if own else self._bare(text, match, container)
            if link is None:
                continue
            start, end, name, actual, fits = link
            begin = match.start("level2") if match["level2"] else match.start("name2")
            yield Containment(
                place=Piece(start, end, name, passage.part),
                container=Piece(begin, container.end, text[begin : container.end], passage.part),
                actual=actual,
                fits=fits,
            )

    def _container(self, match: re.Match[str]) -> _Container | None:
        """Return the longest known name at the head of the second name."""
        kind = self.words.levels[match["level2"].lower()] if match["level2"] else self.words.widest
        for end in _ends(match["name2"]):
            name = match["name2"][:end].rstrip(".")
            low = name.lower()
            if kind == self.words.widest:
                low = self.provinces.get(low, low)
            at = match.start("name2") + len(name)
            regions = tuple(r for r in self.regions.named(low) if r.kind == kind)
            if regions:
                return _Container(at, regions)
            if not match["level2"] and name in self.countries:
                return _Container(at, country=self.countries[name])
            if (
                not match["level2"]
                and match["level"]
                and self.words.levels[match["level"].lower()] not in self.words.second
            ):
                cities = tuple(r for r in self.regions.named(low) if r.kind in self.words.second)
                if cities:
                    return _Container(at, cities)
        return None

    def _capitals(self, passage: Passage) -> Iterator[Containment]:
        """Yield the links of a city told to be a country's capital that lies in another country."""
        text = passage.clean
        if not any(word in text for word in self.capital_words):
            return
        for match in self.capital.finditer(text):
            first = match["country"] is not None
            country, city = ("country", "city") if first else ("country2", "city2")
            code, lies = self._known(match[country], self.countries), self._known(match[city], self.cities)
            if code is None or lies is None or (not first and len(lies[0]) != len(match[city])):
                continue
            begin, start = match.start(country), match.start(city)
            yield Containment(
                place=Piece(start, start + len(lies[0]), lies[0], passage.part),
                container=Piece(begin, begin + len(code[0]), code[0], passage.part),
                actual=(self.country_names[lies[1]],),
                fits=code[1] == lies[1] or code[1] in self.words.also_in.get(lies[1], ()),
            )

    @staticmethod
    def _known(name: str, table: dict[str, str]) -> tuple[str, str] | None:
        """Return the whole name and its code, or None where the table does not know it."""
        name = name.rstrip(".")
        return (name, table[name]) if name in table else None

    def _town(self, match: re.Match[str], container: _Container) -> tuple[int, int, str, tuple[str, ...], bool] | None:
        """Judge a place that is no region of its own but well known: `Labuan Bajo, Nusa Tenggara Timur`."""
        if not container.regions or container.regions[0].kind != self.words.widest:
            return None
        codes = self.words.towns[match["town"]]
        fits = any(
            each.code == code or each.code in self.words.was_part_of.get(code, ())
            for each in container.regions
            for code in codes
        )
        names = tuple(self.regions.coded(code).name for code in codes)
        return match.start("town"), match.end("town"), match["town"], names, fits

    def _regional(
        self, match: re.Match[str], container: _Container
    ) -> tuple[int, int, str, tuple[str, ...], bool] | None:
        """Judge a place written with its level."""
        name = match["name"].rstrip(".")
        kind = self.words.levels[match["level"].lower()]
        places = [r for r in self.regions.spelt(name) if r.kind == kind]
        if name.lower() in self.words.levels:  # "Kecamatan Kota, Sumenep": short for the one of that city
            return None
        if not places or not container.regions or len(places[0].code) <= len(container.regions[0].code):
            return None
        return (
            match.start("level"),
            match.start("name") + len(name),
            name,
            self._containers(places, len(container.regions[0].code)),
            any(self._within(place, each) for place in places for each in container.regions),
        )

    def _bare(
        self, text: str, match: re.Match[str], container: _Container
    ) -> tuple[int, int, str, tuple[str, ...], bool] | None:
        """Judge a place written without its level, behind a preposition."""
        name = match["name"].rstrip(".")
        start = match.start("name")
        if match["gap"] == " ":
            return None
        if container.country is not None:
            code = self.cities.get(name)
            if code is None or text[container.end : container.end + 2].strip()[:1].isalnum():
                return None  # "di Tokyo, Amerika Serikat mengumumkan": the country may be what the sentence is about
            fits = container.country == code or container.country in self.words.also_in.get(code, ())
            return start, start + len(name), name, (self.country_names[code],), fits
        named = self.regions.spelt(name)
        cities = [r for r in named if r.kind in self.words.second]
        if (
            not cities
            or any(r.kind == self.words.widest for r in named)
            or container.regions[0].kind != self.words.widest
        ):
            return None
        fits = any(self._within(place, each) for place in named for each in container.regions)
        return start, start + len(name), name, self._containers(cities, 2), fits

    def _listed(self, text: str, container: _Container) -> bool:
        """Whether what follows a stated container makes it a member of a list: not where its own container follows."""
        end = container.end
        if container.regions and (wider := self.wider.match(text, end)):
            low = wider["name"].lower().rstrip(".")
            names = [low[:cut] for cut in _ends(low)]
            if any(self._around(self.provinces.get(name, name), container.regions) for name in names):
                return False
        follows = _GOES_ON.match(text, end)
        if follows is None:
            return text[end : end + 1] in ("/", "-", "–", "—") or text[end : end + 2] in (" &", " -", " –")
        word = follows[1]
        if word.lower() in self.joiners:
            return True
        return word[0].isupper() and word.lower() not in self.weekdays

    def _around(self, name: str, regions: tuple[Region, ...]) -> bool:
        """Whether a name is that of a province that holds one of the regions."""
        return any(
            wider.kind == self.words.widest
            and any(r.kind != self.words.widest and self._within(r, wider) for r in regions)
            for wider in self.regions.named(name)
        )

    def _containers(self, places: list[Region], width: int) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.regions.coded(p.code[:width]).name for p in places))

    def _within(self, place: Region, container: Region) -> bool:
        if place.code.startswith(container.code):
            return True
        return any(container.code == old for old in self.words.was_part_of.get(place.code[:2], ()))


def _either_case(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, first letter in either case."""
    return any_of((form for word in words for form in (word, word[0].upper() + word[1:])), space=" ")


def _ends(name: str) -> list[int]:
    """Return where each word of a name ends, last first."""
    return [m.end() for m in _WORDS.finditer(name)][::-1]
