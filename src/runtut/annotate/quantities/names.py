"""Numbers that name something and count nothing: of makes, plates, list items, ordinals."""

from __future__ import annotations

import re

from runtut.annotate.quantities.grammar import CLAUSE, Grammar
from runtut.languages.patterns import late
from runtut.record import TITLE, Piece

_HEADING = 160
"""Characters of the longest line that may be a heading."""
_GLUED = late(r"[A-Za-z][A-Za-z0-9]*")


def is_glued(text: str, end: int, grammar: Grammar) -> bool:
    """Whether letters that are no unit stand right behind a number: `11v11`, `660M`; a whole word is a slip."""
    letters = _GLUED.match(text, end)
    if letters is None or grammar.suffix.match(text, end):
        return False
    return not (letters.group().islower() and letters.group().isalpha() and len(letters.group()) > 3)


def is_ordinal(match: re.Match[str], before: str) -> bool:
    """Whether a bare number after "ke" numbers a name: `Dewan Eksekutif ke 204`; "dari 5 ke 10" is a move."""
    words = CLAUSE.split(before)[-1].split()
    return match.group("number")[0].isdigit() and len(words) > 1 and words[-2][0].isupper()


def is_named(
    text: str,
    part: str,
    match: re.Match[str],
    end: int,
    before: str,
    last: re.Match[str] | None,
    noun: Piece[str] | None,
    grammar: Grammar,
) -> bool:
    """Whether a number in digits belongs to a name or a list: `SDN 3 Wanasari`, `B 1234 XY`, `2. Bahan`."""
    if not match.group("number")[0].isdigit():
        return False
    opens_line = not before.rsplit("\n", 1)[-1].strip()
    if opens_line and text[end : end + 1] in (".", ")"):
        return True
    if last is None or match.group("scale"):
        return False
    if noun is None and last.group(1).isdigit():
        return True
    if part == TITLE or (noun is not None and _is_heading(text, match.start())):
        return False
    capital = last.group(1).lstrip("(\"'“‘")[:1].isupper()
    if not capital or last.group(1)[-1] in ',;:.?!)”"':
        return False
    if noun is not None and text[noun.start].islower() and len(noun.value) > 1:
        return noun.value in grammar.words.model_words
    named = noun is not None and text[noun.start].isupper()
    head = before[: last.start()].rstrip(" \u00a0")
    opens = not head or head[-1] in '.!?\n"“”-–—'
    return named or not opens or last.group(1).isupper()


def _is_heading(text: str, at: int) -> bool:
    """Whether the line is written as a title is, nearly every word with a capital."""
    furthest = max(0, at - _HEADING - 1)
    start = text.rfind("\n", furthest, at) + 1 or furthest
    end = text.find("\n", at, at + _HEADING + 1)
    line = text[start : at + _HEADING + 1 if end < 0 else end]
    if len(line) > _HEADING or line.endswith("."):
        return False
    words = [w for w in line.split() if len(w) > 3 and w[0].isalpha()]
    return len(words) > 3 and sum(w[0].isupper() for w in words) >= 0.9 * len(words)


__all__ = ["is_glued", "is_named", "is_ordinal"]
