"""Words as the names reader counts them, and the stretches of a text in which a name can stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from runtut.languages.patterns import late

Token = tuple[int, int, str]
"""Where it begins, where it ends, what it is."""

# A word may hold digits, apostrophes, a hyphen before a small letter or digit (`In-bum`, `U-17`) and full stops
# inside (`SinPo.id`, `S.Sos`), yet not one that a missing space has put between two sentences (`katanya.Dia`).
# The letters between two such marks are taken in one go, and each other way begins with the mark itself: quick to rule out.
_WORD = (
    r"[^\W\d_][^\W_]*+(?:(?:[’'](?=\w)|-(?=[a-z0-9])"
    r"|\.(?=\w)(?<![a-z][a-z]\.)(?:(?<![A-Z][A-Z]\.)|(?![A-Z][a-z]))|\.(?=[a-z0-9]))[^\W_]*+)*+"
)
_INITIAL = r"(?:\.(?<=[^\w][A-Z]\.)|\.(?<=^[A-Z]\.))?"
TOKEN = late(rf"{_WORD}{_INITIAL}|\d+|[^\w\s]|\n|_")

_REACH = 4
"""Two capitals so many tokens apart may be of one name: what stands between them is looked at too."""


_SMALL, _CAPITAL, _LINE_END, _NUMBER, _ADDRESS, _ARTICLE = range(6)
_KEPT = 50_000


class Particles(dict[str, int]):
    """The small words of a language that have a part in names, and what each word does to where names can stand."""

    def __init__(self, openers: Iterable[str] = (), joiners: Iterable[str] = (), articles: Iterable[str] = ()) -> None:
        """Take the words that open a name, those between two of its words, and those before a hyphen (`al-Amin`)."""
        super().__init__()
        self.openers, self.joiners, self.articles = frozenset(openers), frozenset(joiners), frozenset(articles)

    def __missing__(self, word: str) -> int:
        first = word[0]
        if word == "\n":
            role = _LINE_END
        elif first.isalpha() and not word.islower():
            role = _CAPITAL
        elif first.isdigit():
            role = _NUMBER
        elif "." in word[:-1]:
            role = _ADDRESS
        else:
            role = _ARTICLE if word in self.articles else _SMALL
        self[word] = role
        return role


def tokenise(text: str) -> list[Token]:
    """Return the words, numbers, marks and line ends of a text."""
    found, end = [], 0
    find = text.find
    for word in TOKEN.findall(text):
        start = find(word, end)  # nothing but blanks stands between two of them
        end = start + len(word)
        found.append((start, end, word))
    return found


def windows(words: Sequence[str], particles: Particles) -> list[list[int]]:
    """Return the places where names can stand, as runs of neighbouring indices.

    These are words with a capital, what lies between two of them that are near, numbers behind them (`SMA Negeri 5`),
    addresses of pages, and the words of `particles` that open names though they are small.
    """
    if len(particles) > _KEPT:
        particles.clear()
    roles = list(map(particles.__getitem__, words))
    openers = particles.openers
    count = len(words)
    active = [False] * count
    last = -9
    for at in [at for at, role in enumerate(roles) if role]:
        role = roles[at]
        if role == _CAPITAL:
            active[at] = True
            if 1 < at - last <= _REACH:
                active[last + 1 : at] = [True] * (at - last - 1)
            last = at
        elif role == _LINE_END:
            last = -9
        elif role == _NUMBER:
            if at - last <= 2:
                active[at] = active[at - 1] = True
        elif role == _ADDRESS:
            active[at] = True
        elif at + 2 < count and words[at + 1] == "-" and words[at + 2][0].isupper() and words[at] not in openers:
            active[at] = active[at + 1] = True
    if not openers.isdisjoint(words):
        for at, word in enumerate(words):
            active[at] = active[at] or word in openers
    runs: list[list[int]] = []
    end = -1
    for at in [at for at, is_active in enumerate(active) if is_active]:
        if at == end:
            runs[-1].append(at)
        else:
            runs.append([at])
        end = at + 1
    return runs
