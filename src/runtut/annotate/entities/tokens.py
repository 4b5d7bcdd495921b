"""Words as the names reader counts them, and the stretches of a text in which a name can stand."""

from __future__ import annotations

import re
from collections.abc import Sequence

Token = tuple[int, int, str]
"""Where it begins, where it ends, what it is."""

# A word may hold digits, apostrophes, a hyphen before a small letter or digit (`In-bum`, `U-17`) and full stops
# inside (`SinPo.id`, `S.Sos`), yet not one that a missing space has put between two sentences (`katanya.Dia`).
_WORD = (
    r"[^\W\d_](?:[^\W_]|[’'](?=\w)|-(?=[a-z0-9])"
    r"|(?<![a-z][a-z])\.(?=\w)(?:(?<![A-Z][A-Z]\.)|(?![A-Z][a-z]))|\.(?=[a-z0-9]))*"
)
_INITIAL = r"(?:(?<=[^\w][A-Z])\.|(?<=^[A-Z])\.)?"
TOKEN = re.compile(rf"{_WORD}{_INITIAL}|\d+|[^\w\s]|\n|_")

_REACH = 4
"""Two capitals so many tokens apart may be of one name: what stands between them is looked at too."""


def tokenise(text: str) -> list[Token]:
    """Return the words, numbers, marks and line ends of a text."""
    return [(m.start(), m.end(), m.group()) for m in TOKEN.finditer(text)]


def windows(words: Sequence[str], openers: frozenset[str]) -> list[list[int]]:
    """Return the places where names can stand, as runs of neighbouring indices.

    These are words with a capital, what lies between two of them that are near, numbers behind them (`SMA Negeri 5`),
    addresses of pages, and the words of `openers`, which open names though they are small.
    """
    count = len(words)
    active = [False] * count
    last = -9
    for at, word in enumerate(words):
        first = word[0]
        if word == "\n":
            last = -9
        elif first.isalpha() and not word.islower():
            active[at] = True
            if 1 < at - last <= _REACH:
                for between in range(last + 1, at):
                    active[between] = True
            last = at
        elif first.isdigit():
            if at - last <= 2:
                active[at] = active[at - 1] = True
        elif word in openers or "." in word[:-1]:
            active[at] = True
        elif word in ("al", "el") and at + 2 < count and words[at + 1] == "-" and words[at + 2][0].isupper():
            active[at] = active[at + 1] = True
    runs: list[list[int]] = []
    run: list[int] = []
    for at in range(count):
        if active[at]:
            run.append(at)
        elif run:
            runs.append(run)
            run = []
    if run:
        runs.append(run)
    return runs
