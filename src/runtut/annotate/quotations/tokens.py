"""Words and marks of a stretch of text, with their places."""

from __future__ import annotations

from typing import NamedTuple

from runtut.languages.patterns import late
from runtut.values import maker

BLANK = "\x01"
"""Stands for each character of a direct quotation once its words are set aside."""

TOKEN = late(rf"@?[^\W_](?:[\w'’\-/&]|(?<![a-z])\.|\.(?![A-Z]))*[^\W_]|[^\W_]|[,.;:()!?\"“”\n{BLANK}—–]")
ARTICLED = late(r"(?:al|el|as|ash|asy|ar|ad|an|az|at|ibn|bin)[-'’][A-Z]")
"""An Arabic article in small letters hung before a name: `al-Assad`."""

WORD = late(r"[^\W_][\w'’.\-/]*")


class Token(NamedTuple):
    """A word or a mark, half open `[start, end)`, as written and in lower case."""

    start: int
    end: int
    text: str
    low: str

    @property
    def is_word(self) -> bool:
        """Whether this is a word, not a mark."""
        return self.text[0].isalnum() or self.text[0] == "@"

    @property
    def capital(self) -> bool:
        """Whether this is a word that begins with a capital."""
        return self.text[0].isupper() or ARTICLED.match(self.text) is not None


_token = maker(Token)


def read_tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the words and marks of `text[start:end]`."""
    found: list[Token] = []
    for match in TOKEN.finditer(text, start, end):
        word = match[0]
        found.append(_token((*match.span(), word, word.lower())))
    return found


def count_words(text: str, start: int, end: int) -> int:
    """Return the number of words in `text[start:end]`."""
    return len(WORD.findall(text, start, end))


__all__ = ["ARTICLED", "BLANK", "TOKEN", "WORD", "Token", "count_words", "read_tokens"]
