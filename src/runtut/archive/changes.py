"""What was altered from one text to another: sentences left out or put in, and within the others word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cache

from runtut.annotate.sentences import read_sentences
from runtut.languages import load_pack
from runtut.record import PackError, Story
from runtut.values import dataclass

LIKE = 0.45
"""How many of their words two sentences must share to be one sentence altered."""
MOST = 400
"""Sentences without their like that are aligned with each other; of a text of more, the rest count as left out or put in."""
LONGEST = 300
"""Words of the longest sentence that is aligned word by word."""

_WORD = re.compile(r"\w+(?:[.,:/-]\w+)*")
_TOKEN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Change:
    """One alteration.

    `kind` is title, figure, date, name or words for what was put otherwise, removed or added for a whole sentence.
    """

    kind: str
    before: str
    after: str

    def __str__(self) -> str:
        """Return the alteration as one cell of a table."""
        return f"{self.kind}: {self.before} -> {self.after}"


def changes(before: Story, after: Story) -> tuple[Change, ...]:
    """Return what was altered from one story to another, in the order of the text; spacing and moved sentences are no alteration."""
    old, new = _sentences(before), _sentences(after)
    kept = Counter(map(_key, old)) & Counter(map(_key, new))
    left, right = _without(old, kept), _without(new, kept)
    partners = _partners(left[:MOST], right[:MOST])
    made: list[Change] = []
    if before.title and after.title and _key(before.title) != _key(after.title):
        made.append(Change("title", before.title, after.title))
    for n, sentence in enumerate(left):
        if n in partners:
            made.extend(_altered(sentence, right[partners[n]], before.language))
        else:
            made.append(Change("removed", sentence, ""))
    met = set(partners.values())
    made.extend(Change("added", "", sentence) for n, sentence in enumerate(right) if n not in met)
    return tuple(made)


def _sentences(story: Story) -> list[str]:
    try:
        pack = load_pack(story.language)
    except PackError:
        return [line for line in story.clean.split("\n") if line.strip()]
    bare = Story(story.id, story.clean, language=story.language)
    return [each for span in read_sentences(bare, pack) if _key(each := bare.text[span.start : span.end])]


def _key(sentence: str) -> str:
    return " ".join(_WORD.findall(sentence)).casefold()


def _without(sentences: Sequence[str], kept: Counter[str]) -> list[str]:
    rest = Counter(kept)
    left = []
    for each in sentences:
        key = _key(each)
        if rest[key]:
            rest[key] -= 1
        else:
            left.append(each)
    return left


def _partners(left: Sequence[str], right: Sequence[str]) -> dict[int, int]:
    """Return for sentences the number of the one each became, those most alike first."""
    ours, theirs = [set(_key(each).split()) for each in left], [set(_key(each).split()) for each in right]
    scored = [
        (2 * len(a & b) / (len(a) + len(b)), -abs(m - n), m, n)
        for m, a in enumerate(ours)
        for n, b in enumerate(theirs)
        if 2 * len(a & b) >= LIKE * (len(a) + len(b))
    ]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, m, n in sorted(scored, reverse=True):
        if m not in found and n not in taken:
            found[m] = n
            taken.add(n)
    return found


def _altered(before: str, after: str, language: str) -> Iterator[Change]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    if max(len(old), len(new)) > LONGEST:
        yield Change("words", before, after)
        return
    matcher = SequenceMatcher(
        None, [_key(each) or each for each in old], [_key(each) or each for each in new], autojunk=False
    )
    for kind, i, j, m, n in matcher.get_opcodes():
        if kind != "equal":
            was, now = old[i:j], new[m:n]
            yield Change(_kind(was, now, language, opens=i == 0 or m == 0), " ".join(was), " ".join(now))


def _kind(was: Sequence[str], now: Sequence[str], language: str, *, opens: bool) -> str:
    words = [word for each in (*was, *now) for word in _WORD.findall(each)]
    if any("/" in word and word[0].isdigit() for word in words) or _days(language) & {w.casefold() for w in words}:
        return "date"
    if any(any(c.isdigit() for c in word) for word in words):
        return "figure"
    names = [word for word in words if word[0].isupper()]
    return "name" if names and len(names) == len(words) and not opens else "words"


@cache
def _days(language: str) -> frozenset[str]:
    try:
        times = load_pack(language).times
    except PackError:
        return frozenset()
    return frozenset(times.weekdays) | frozenset(times.months)
