"""The text of markup made even: spaces single, signs without width gone."""

from __future__ import annotations

from runtut.languages.patterns import late

_SPACE = late(r"[ \t\r\n\f\v\u00a0\u2002-\u200a\u202f]+")
_NOT_WORDS = late(r"[\W_]+")
_NO_WIDTH = late("[\u00ad\u200b-\u200f\u2060\ufeff]")


def tidy(text: str) -> str:
    """Return text with single spaces and without signs of no width."""
    text = _SPACE.sub(" ", text).strip()
    return text if text.isascii() else _NO_WIDTH.sub("", text).strip()


def key(text: str) -> str:
    """Return the letters and digits of a text, in lower case: what two writings of one title share."""
    return _NOT_WORDS.sub("", text.casefold())
