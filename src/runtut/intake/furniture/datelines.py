"""Datelines: the place, and often the outlet, that open a story before a dash."""

from __future__ import annotations

import re

from runtut.intake.furniture.patterns import Patterns, is_outlet, patterns_of
from runtut.languages import Pack
from runtut.languages.patterns import late
from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class Dateline:
    """What opens a story before the dash: the words, the outlet among them, and where the prose begins."""

    text: str
    outlet: str | None
    rest: int


_DATELINE = late(
    r"(?P<head>[^\W\d_][^\n\"“”:;!?–—-]{1,70}?)[^\S\n]{0,3}(?P<dash>[-–—]{1,3})(?=[^\S\n]|(?<=[^\S\n][-–—])|[\"“A-Z])"
)
_COLON = late(r"(?P<first>[A-Z][\w.]{1,20}), (?P<second>[A-Z][\w' ]{1,30}?) ?: {1,3}(?=[A-Z\"“])")
_TOKEN = late(r"[^,|()/]+")


def split_dateline(paragraph: str, pack: Pack) -> Dateline | None:
    """Return the dateline that opens a story's first paragraph, or None.

    The text stops before the dash: `JAKARTA, KOMPAS.com` of `JAKARTA, KOMPAS.com - Warga ...`. `rest` is where
    the prose begins.
    """
    words = patterns_of(pack)
    lead = len(paragraph) - len(paragraph.lstrip())
    match = _DATELINE.match(paragraph, lead, lead + 90)
    if match is None:
        return _before_colon(paragraph, lead, words)
    head, end = match["head"].strip(), match.end()
    if head.count("(") != head.count(")") or re.search(r"[.](?:\s|$)", head):
        return None
    tokens = [t.strip() for t in _TOKEN.findall(head) if t.strip()]
    outlet = next((t for t in tokens if is_outlet(t, words)), None)
    if outlet is None:
        inside = words.outlet.search(head)
        outlet = inside.group() if inside is not None and "." in inside.group() else None
    tight = not any(c.isspace() for c in paragraph[match.end("head") : end + 1])
    if tight and match["dash"] == "-" and not head.isupper() and (outlet is None or "." not in outlet):
        return None  # "Detik-Detik Kereta Anjlok"
    spaced = match["dash"] != "-" or paragraph[match.end("head") : end + 1].strip("-–—") != ""
    spaced = spaced or (outlet is not None and "." in outlet and paragraph[end : end + 1].isupper())
    if not spaced or not all(_is_place_like(t, words) for t in tokens):
        return None
    rest = end
    while rest < len(paragraph) and paragraph[rest] in " \t\xa0-–—":
        rest += 1
    if outlet is None and not (
        head.isupper()
        or (
            len(tokens) <= (3 if _agency_last(head, tokens) else 2)
            and all(len(t.split()) <= 3 for t in tokens)
            and _opens(paragraph, match, rest)
        )
    ):
        return None
    if outlet is None and (_agency_last(head, tokens) or (len(tokens) == 2 and head.endswith(")"))):
        outlet = tokens[-1]  # "Kota Baru (KABAR) - ..."
    if outlet is not None and rest - end < 60:
        # "jpnn.com - JAKARTA - ...": the place follows in a second piece
        second = _DATELINE.match(paragraph, rest, rest + 40)
        if second is not None and second["head"].isupper() and len(second["head"].split()) <= 3:
            head = paragraph[lead : second.end("head")].strip()
            rest = second.end()
            while rest < len(paragraph) and paragraph[rest] in " \t\xa0-–—":
                rest += 1
    if rest >= len(paragraph):
        return None
    return Dateline(head, outlet, rest)


def _agency_last(head: str, tokens: list[str]) -> bool:
    """Whether a place and its region are followed by a name in capitals and brackets: `Kota, Daerah (KABAR)`."""
    return len(tokens) == 3 and head.endswith(f"({tokens[-1]})") and tokens[-1].isupper() and len(tokens[-1]) >= 3


def _before_colon(paragraph: str, lead: int, words: Patterns) -> Dateline | None:
    """Return a dateline set off by a colon, as broadcasters write it: `KABAR, Kota Baru: ...`."""
    match = _COLON.match(paragraph, lead, lead + 60)
    if match is None or len(paragraph) - match.end() < 40:
        return None
    first, second = match["first"].strip(), match["second"].strip()
    if not is_outlet(first, words) or not _is_place_like(second, words):
        return None
    return Dateline(paragraph[lead : match.end("second")], first, match.end())


def _is_place_like(token: str, words: Patterns) -> bool:
    if is_outlet(token, words) or token.casefold() in words.weekdays:
        return True
    parts = token.split()
    return len(parts) <= 5 and all(p[0].isupper() or p[0] in "'‘’(" or any(c in p for c in ".") for p in parts)


def _opens(paragraph: str, match: re.Match[str], rest: int) -> bool:
    """Whether a place alone is set off as a dateline: a dash between spaces, then a sentence of some length."""
    return (
        paragraph[match.end("head") : rest].strip("-–—") != ""
        and len(paragraph) - rest >= 40
        and (paragraph[rest].isupper() or paragraph[rest].isdigit() or paragraph[rest] in "\"“'‘")
    )
