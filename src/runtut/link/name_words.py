"""The pack's words around names: titles, offices, places, and what a word in a speaker's phrase is by them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from runtut.languages import Pack
from runtut.languages.patterns import late, scan
from runtut.languages.regions import load_regions
from runtut.values import dataclass, maker

TOKEN = late(r"[^\W_](?:(?:[\w'’\-/&]|(?<![a-z])\.|\.(?![A-Z]))*[^\W_])?\.?|[,()]")
"""A full stop between a small letter and a capital is no part of a word, but a space that was lost."""
ARTICLED = late(r"(?:al|el|as|ash|asy|ar|ad|an|az|at)[-'’][A-Z]")
"""An Arabic article in small letters hung before a name: `al-Assad`."""

CAPITAL = late(r"[A-Zae](?<![\w-].)(?:(?<=[A-Z])|(?:(?<=a)(?:l|sh?|sy|r|d|n|z|t)|(?<=e)l)[-'’][A-Z])[\w'’-]*")
"""A word with a capital, its article before it: `Budi`, `al-Assad`."""


class Word(NamedTuple):
    """A word or mark of a phrase, half open `[start, end)` within it, as written and in lower case."""

    start: int
    end: int
    text: str
    low: str

    @property
    def capital(self) -> bool:
        """Whether the word begins with a capital."""
        return self.text[0].isupper() or ARTICLED.match(self.text) is not None

    @property
    def acronym(self) -> bool:
        """Whether the word is written in capitals alone."""
        return len(self.text) > 1 and self.text.isupper() and self.text.isalpha()


_word = maker(Word)


def read_words(text: str, start: int, end: int) -> list[Word]:
    """Return the words, commas and brackets of `text[start:end]`."""
    found: list[Word] = []
    for match in TOKEN.finditer(text, start, end):
        word = match[0]
        found.append(_word((*match.span(), word, word.lower())))
    return found


class Line(NamedTuple):
    """A line of a text, where it begins, and its words with a capital: where each begins and ends in it, and itself."""

    start: int
    text: str
    capitals: list[tuple[int, int, str]]

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield each two words with a capital that stand side by side."""
        for (_, end, first), (start, _, second) in pairwise(self.capitals):
            if start == end + 1 and self.text[end] == " ":
                yield first, second


@lru_cache(maxsize=2)  # names are looked for in several ways, one after the other
def read_lines(text: str) -> list[Line]:
    """Return the lines of a text."""
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append(Line(start, line, [(*match.span(), match[0]) for match in CAPITAL.finditer(line)]))
        start += len(line) + 1
    return lines


@dataclass(frozen=True, slots=True)
class Lists:
    """Word sets of a pack's quotations section, in lower case, as the schema describes them, and its places.

    `ranks` are the titles that nobody is called; `places` the names of one word of all regions but the smallest,
    and of countries; `small_places` the names of all regions. `passive` is looked for in a text made small.
    """

    titles: frozenset[str]
    ranks: frozenset[str]
    title_names: frozenset[str]
    offices: frozenset[str]
    place_heads: frozenset[str]
    groups: frozenset[str]
    bodies: frozenset[str]
    articles: frozenset[str]
    naming: frozenset[str]
    particles: frozenset[str]
    pointers: frozenset[str]
    late_stops: frozenset[str]
    headings: frozenset[str]
    kin: frozenset[str]
    verb_prefixes: tuple[str, ...]
    not_names: frozenset[str]
    places: frozenset[str]
    small_places: frozenset[str]
    passive: re.Pattern[str]

    def role(self, low: str) -> bool:
        """Whether a word says what somebody is."""
        head, _, rest = low.partition("-")
        return low.rstrip(".") in self.titles or low in self.groups or (bool(rest) and head in self.groups)

    def office(self, word: Word) -> bool:
        """Whether a word is an office's or a body's, wherever it stands in a phrase."""
        return word.low.rstrip(".") in self.offices or word.acronym


@cache
def lists(pack: Pack) -> Lists:
    """Return the word sets of a pack."""
    q = pack.quotations
    regions = load_regions(pack)
    single = {name.lower() for name in regions.not_of_kind(pack.places.smallest) if " " not in name}
    cues = (*q.cues, *q.passives, *q.according)
    return Lists(
        titles=frozenset(q.titles),
        ranks=frozenset(q.titles) - frozenset(q.title_names),
        title_names=frozenset(q.title_names),
        offices=frozenset(q.offices),
        place_heads=frozenset(q.place_heads),
        groups=frozenset(q.groups),
        bodies=frozenset(q.bodies),
        articles=frozenset(q.articles),
        naming=frozenset(q.naming),
        particles=frozenset(q.particles),
        pointers=frozenset(q.pointers),
        late_stops=frozenset(q.late_stops),
        headings=frozenset(q.headings),
        kin=frozenset(q.kin),
        verb_prefixes=q.verb_prefixes,
        not_names=frozenset((*q.leads, *q.stops, *q.pronouns, *q.plural_pronouns, *cues, *pack.times.weekdays)),
        places=frozenset((single | {c.lower() for c in regions.countries if " " not in c}) - set(q.borne_places)),
        small_places=frozenset(map(str.lower, regions.names)),
        passive=late(rf"{scan((*q.passives, *q.voicing))}\s+(?:{q.agent}\s+)?"),
    )


__all__ = ["CAPITAL", "TOKEN", "Line", "Lists", "Word", "lists", "read_lines", "read_words"]
