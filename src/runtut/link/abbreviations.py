"""Abbreviations and what the story says their letters stand for: `Badan Pasar Rakyat (BPR)`, `BPR atau badan pasar rakyat`.

The letters choose the words: a name is the words before the brackets (or behind `atau`) whose first letters are the
abbreviation's. Where no words fit but the same first letters stand there in another order, two neighbours changed
about, the abbreviation itself is taken for the slip.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import any_of, late
from runtut.record import Expansion, Passage, Piece, Record, Span
from runtut.values import dataclass

_BRACKETED = late(r"\s\((?P<letters>[A-Z]{3,8})\)")
_WORD = late(r"[^\W\d_][\w’'-]*")
_REACH = 140
"""Characters of a name before its letters or behind them."""
_SWAPPED = 4
"""Letters an abbreviation has at least for two of them to be seen as changed about: `Institut ... Massachusetts (MIT)`."""
_BREAKS = late(r"[.;:!?\n\"“”()]")


@dataclass(frozen=True, slots=True)
class _Words:
    skipped: frozenset[str]
    opened: re.Pattern[str]


@cache
def _words(pack: Pack) -> _Words:
    return _Words(
        frozenset(pack.abbreviations.skipped),
        late(
            rf"(?P<letters>[A-Z](?<![\w(-].)[A-Z]{{2,7}})(?:,?\s(?:{any_of(pack.abbreviations.expanders)})\s|\s\()(?=[^\W\d_])"
        ),
    )


def link_abbreviations(record: Record, pack: Pack) -> tuple[Expansion, ...]:
    """Return what the story says that abbreviations stand for, in order within each part."""
    words = _words(pack)
    return tuple(each for passage in record.story.passages() for each in _passage(passage, words))


def _passage(passage: Passage, words: _Words) -> Iterator[Expansion]:
    text, part = passage.clean, passage.part
    found: list[Expansion] = []
    for match in _BRACKETED.finditer(text):
        start = max(0, match.start() - _REACH)
        before = text[start : match.start()]
        breaks = [m.end() for m in _BREAKS.finditer(before)]
        start += breaks[-1] if breaks else 0
        tokens = list(_WORD.finditer(text, start, match.start()))
        letters = Piece(match.start("letters"), match.end("letters"), match.group("letters"), part)
        made = _expansion(letters, _chosen(letters.value[::-1], tokens[::-1], words)[::-1], part)
        if made is None:
            plain = [m for m in tokens if m.group().lower() not in words.skipped]
            made = _swapped(letters, plain[-len(letters.value) :], part)
        if made is not None:
            found.append(made)
    for match in words.opened.finditer(text):
        end = min(len(text), match.end() + _REACH)
        stop = _BREAKS.search(text, match.end(), end)
        tokens = list(_WORD.finditer(text, match.end(), end if stop is None else stop.start()))
        letters = Piece(match.start("letters"), match.end("letters"), match.group("letters"), part)
        made = _expansion(letters, _chosen(letters.value, tokens, words), part)
        if made is not None:
            found.append(made)
    yield from sorted(found, key=lambda each: each.abbreviation.start)


def _chosen(letters: str, tokens: list[re.Match[str]], words: _Words) -> list[re.Match[str]]:
    """Return the words, from the first on, whose first letters are `letters`; small words may have no letter of their own."""
    chosen: list[re.Match[str]] = []
    for token in tokens:
        if len(chosen) == len(letters):
            break
        if token.group()[0].upper() == letters[len(chosen)]:
            chosen.append(token)
        elif token.group().lower() not in words.skipped:
            return []
    return chosen if len(chosen) == len(letters) else []


def _expansion(letters: Piece[str], tokens: list[re.Match[str]], part: str) -> Expansion | None:
    if not tokens:
        return None
    return Expansion(
        letters, Span(tokens[0].start(), tokens[-1].end(), part), tuple(m.group() for m in tokens), letters.value
    )


def _swapped(letters: Piece[str], tokens: list[re.Match[str]], part: str) -> Expansion | None:
    """Return the expansion where a name's first letters are the abbreviation's with two neighbours changed about."""
    if len(tokens) != len(letters.value) or len(tokens) < _SWAPPED:
        return None
    initials = "".join(m.group()[0] for m in tokens)
    if not initials.isupper() or not _is_swap(initials, letters.value):
        return None
    return Expansion(
        letters, Span(tokens[0].start(), tokens[-1].end(), part), tuple(m.group() for m in tokens), initials
    )


def _is_swap(one: str, other: str) -> bool:
    """Whether two neighbours behind the first letter are changed about and nothing else differs."""
    apart = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    return (
        len(apart) == 2
        and apart[0] > 0
        and apart[1] == apart[0] + 1
        and one[apart[0]] == other[apart[1]]
        and (one[apart[1]] == other[apart[0]])
    )


__all__ = ["link_abbreviations"]
