"""Abbreviations that a story never says the meaning of."""

from __future__ import annotations

import re
from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import any_of, late
from runtut.languages.regions import load_regions
from runtut.record import TEXT, EntityType, Piece, Record, Unexpanded

_LETTERS = late(r"[A-Z](?<![\w./@#&’'-].)[A-Z]{2,7}(?![\w/@&'’-]|\.\w)")
_CAPITALS = late(r"[A-Z][A-Z.\d-]+")
_REACH = 20
_SMALL = late(r"[A-Za-z]?[a-z]{2,}")
_ROMAN = late(r"[IVXLC]+")
_WORDLIKE = 5
"""Letters from which a name that can be spoken is taken for a word."""
_MOST = 3
"""Abbreviations of one story that are told: with more, the story is written for those who know them."""
_NAME = late(r"\s(?:[A-Z][a-z]|\d)|\s[-–—]")
"""Behind letters: they belong to a name (`SEA Games`), or are a dateline."""
_SPELT = late(r", ([A-Z]\w+(?: [A-Z]\w+){1,7})")
"""Behind letters: a name that may be what they stand for (`QTR, Quick Trial Round`)."""
_DATELINE = late(r"\s?[-–—,(]")


@cache
def _household(pack: Pack) -> frozenset[str]:
    return frozenset(pack.abbreviations.household)


def link_letters(record: Record, pack: Pack) -> tuple[Unexpanded, ...]:
    """Return the abbreviations of the text that stand nowhere beside a name, each where it first stands."""
    text = record.story.clean
    found: dict[str, re.Match[str]] = {}
    told: set[str] = set()
    household = _household(pack)
    for match in _LETTERS.finditer(text):
        letters = match.group()
        if letters in told or letters in household or _ROMAN.fullmatch(letters):
            continue
        if _beside(text, match, pack) or _shouted(text, match):
            told.add(letters)
            found.pop(letters, None)
            continue
        found.setdefault(letters, match)
    if not found:
        return ()
    people = [m for e in record.entities if e.type is EntityType.PERSON for m in e.mentions if m.part == TEXT]
    regions = load_regions(pack)
    return tuple(
        Unexpanded(Piece(match.start(), match.end(), letters))
        for letters, match in found.items()
        if not _is_word(letters, text)
        and not _spoken(pack).fullmatch(letters)
        and f"/{letters}" not in text
        and f"/ {letters}" not in text
        and not regions.named(letters.lower())
        and not any(m.start <= match.start() < m.end for m in people)
    )[:_MOST]


@cache
def _expanders(pack: Pack) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = any_of((*pack.abbreviations.expanders, *pack.abbreviations.shortened))
    return late(rf"(?:(?<!\w)(?:{words})|[a-z]+,) $"), late(rf",? (?:{words}) ")


@cache
def _spoken(pack: Pack) -> re.Pattern[str]:
    """Return the pattern of letters that are read as a word: a name, an acronym that nobody spells, or a cry."""
    v = pack.abbreviations.vowels
    return late(rf"(?=.{{{_WORDLIKE}}})[^{v}]{{0,3}}(?:[{v}][^{v}]{{0,3}}){{2,}}")


def _beside(text: str, match: re.Match[str], pack: Pack) -> bool:
    """Whether brackets stand around letters, or behind them: there a name is given, or they are one's code."""
    before, behind = _expanders(pack)
    spelt = _SPELT.match(text, match.end())
    if spelt is not None and "".join(word[0] for word in spelt[1].split()) == match.group():
        return True
    if _NAME.match(text, match.end()) is not None or behind.match(text, match.end()) is not None:
        return True
    if before.search(text, max(0, match.start() - _REACH), match.start()) is not None:
        return True
    return (
        text[match.start() - 1 : match.start()] in ("(", '"', "“", "'")
        or text[match.end() : match.end() + 1] == ")"
        or text[match.end() : match.end() + 2] == " ("
    )


def _is_word(letters: str, text: str) -> bool:
    """Whether letters stand in a text as a word too: a name in capitals."""
    return any(
        form in text and any(m.group() == form for m in _SMALL.finditer(text))
        for form in (letters.lower(), letters.capitalize())
    )


def _shouted(text: str, match: re.Match[str]) -> bool:
    """Whether letters stand among words in capitals, behind a number, or open a paragraph as a dateline."""
    if match.start() == 0 or text[match.start() - 1] == "\n":
        return _DATELINE.match(text, match.end()) is not None or text[match.end() : match.end() + 2].strip().isupper()
    before, after = (
        text[max(0, match.start() - 24) : match.start()].split(),
        text[match.end() : match.end() + 24].split(),
    )
    if before and before[-1].isdigit():
        return True  # a model: `Wanara 8 QSH`
    return any(
        word is not None and len(word) > 1 and _CAPITALS.fullmatch(word.strip(",.:;!?")) is not None
        for word in (before[-1] if before else None, after[0] if after else None)
    )


__all__ = ["link_letters"]
