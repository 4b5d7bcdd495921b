"""Notices: paragraphs that speak to the reader about the page, its rights, its cookies or its price."""

from __future__ import annotations

from runtut.intake.furniture.patterns import patterns_of
from runtut.languages import Pack
from runtut.languages.patterns import late

_QUOTED = late(r"[“\"][^“”\"\n]{0,2000}[”\"]")
_LONGEST = 600
_EACH = 250  # characters for each further word that a notice of some length must have


def is_legal(paragraph: str, pack: Pack) -> bool:
    """Whether a paragraph tells what may not be done with the page."""
    return len(paragraph) <= _LONGEST and patterns_of(pack).legal.search(paragraph) is not None


def is_notice(paragraph: str, pack: Pack) -> bool:
    """Whether a paragraph can be about the page itself: it speaks to its reader of accounts, cookies, links.

    Advice to readers sounds so too: only where nearly all of a page does, it holds no story.
    """
    words = patterns_of(pack)
    if len(paragraph) > _LONGEST:
        return False
    plain = _QUOTED.sub(" ", paragraph)
    if is_legal(paragraph, pack):
        return True
    found = {each.group().casefold() for each in words.notice_words.finditer(plain)}
    return words.readers.search(plain) is not None and len(found) >= 1 + len(plain) // _EACH


def is_call(paragraph: str, pack: Pack) -> bool:
    """Whether a paragraph asks its reader to pay, to sign up or to follow: two of the words that such calls have."""
    if len(paragraph) > 400:
        return False
    words = patterns_of(pack)
    plain = _QUOTED.sub(" ", paragraph)
    if words.readers.search(plain) is None:
        return False
    return len({found.group().casefold() for found in words.call_words.finditer(plain)}) >= 2
