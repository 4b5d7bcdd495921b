"""Words and their stems: what full text is searched by, in stories and in questions alike.

Stems are those of the Snowball project (Indonesian after Tala 2003). What they do not know stands in the language's pack
(`stems.toml`): letters that a prefix swallows at the head of a word, and common words that go wrong.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache

import snowballstemmer

from runtut.languages import known_languages, load_pack
from runtut.languages.schema.stems import StemsPack
from runtut.record import TEXT, Passage, Span

WORD = re.compile(r"[^\W_]+")

_ALGORITHMS = {"id": "indonesian", "en": "english"}
"""The Snowball project's names of the stemmers that were looked at."""
_SHORT = 4
"""Letters of the shortest stem that loses its first: of shorter ones too little would be left."""
_CORE = 2
"""Letters that are looked for one after another; one alone stands in most words."""
_TEXTS = 2_000
"""Texts whose stems are remembered: one joiner after another asks for those of the same stories."""
_KEPT = 200_000
"""Stems that are remembered: the words of a large archive, less those seen once."""


def stems(text: str, language: str = "id") -> list[str]:
    """Return the stem of each word of a text, in order."""
    return list(map(stemmer(language), WORD.findall(text.casefold())))


@lru_cache(maxsize=_TEXTS)
def stems_on_file(text: str, masks: str | None, language: str) -> tuple[str, ...]:
    """Return the stems of a text as `versions` holds it, what is masked left out."""
    if masks is not None:
        text = Passage(TEXT, text, tuple(Span(start, end) for start, end in json.loads(masks))).clean
    return tuple(stems(text, language))


def placed_stems(text: str, language: str = "id") -> Iterator[tuple[int, int, str]]:
    """Return where each word of a text begins and ends, and its stem."""
    stem = stemmer(language)
    return ((match.start(), match.end(), stem(match[0].casefold())) for match in WORD.finditer(text))


def places_of(text: str, wanted: Iterable[str], language: str = "id") -> list[tuple[int, int, str]]:
    """Return where the words of some stems begin and end in a text, and the stem of each, in order.

    Only words that hold what all words of a stem hold are looked at, so that the others need not be taken apart.
    """
    stem = stemmer(language)
    folded = text.casefold()
    if len(folded) != len(text):  # a letter that becomes two: places must stay
        folded = "".join(each if len(small := each.casefold()) != 1 else small for each in text)
    found = []
    for each in wanted:
        for start, end in _holding(folded, core(each)):
            if stem(text[start:end].casefold()) == each:
                found.append((start, end, each))
    return sorted(found)


def core(stem: str) -> str:
    """Return what every word of a stem holds: all but its ends, which prefixes and endings alter."""
    return stem[1:-1]


def _holding(folded: str, letters: str) -> Iterator[tuple[int, int]]:
    """Yield where each word that holds some letters begins and ends."""
    if len(letters) < _CORE:
        for match in WORD.finditer(folded):
            if letters in match[0]:
                yield match.span()
        return
    at = folded.find(letters)
    while at >= 0:
        start = at
        while start and folded[start - 1].isalnum():
            start -= 1
        end = at + len(letters)
        while end < len(folded) and folded[end].isalnum():
            end += 1
        yield start, end
        at = folded.find(letters, end)


@cache
def stemmer(language: str) -> Callable[[str], str]:
    """Return what gives the stem of a word in small letters; a language without a stemmer keeps its words whole."""
    algorithm = _ALGORITHMS.get(language)
    if algorithm is None:
        return str
    reduce: Callable[[str], str] = snowballstemmer.stemmer(algorithm).stemWord
    pack = load_pack(language).stems if language in known_languages() else None
    return _Known(reduce, pack).__getitem__


class _Known(dict[str, str]):
    """Stems by their words: looking one up costs no call of ours, and most words come again."""

    def __init__(self, reduce: Callable[[str], str], pack: StemsPack | None) -> None:
        self._reduce = reduce
        self._swallowed = pack.swallowed if pack else ()
        self._exceptions = _exceptions(pack) if pack else {}
        super().__init__(self._exceptions)

    def __missing__(self, word: str) -> str:
        found = self._reduce(word)
        if len(found) >= _SHORT and found.startswith(self._swallowed):
            found = found[1:]
        if len(self) >= _KEPT:
            self.clear()
            self.update(self._exceptions)
        self[word] = found
        return found


def _exceptions(pack: StemsPack) -> dict[str, str]:
    """Return the stems of words that the stemmer gets wrong."""
    plain = {word: word for word in pack.whole} | {w: stem for stem, words in pack.words.items() for w in words}
    return {word + ending: stem for word, stem in plain.items() for ending in ("", *pack.endings)}
