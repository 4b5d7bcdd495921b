"""Labels put in order where the story itself shows them to be wrong.

Titles taken for a part of the name, places that run into the person behind them, many capitals taken for a person and few
behind a person for another thing, brackets cut in two, codes taken for names, a lone part of a person's name read as another
thing or not at all, and a name that is plain in two places and was passed over in a third.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from runtut.annotate.entities.features import spans
from runtut.languages.patterns import late

Names = list[tuple[int, int, str]]
"""First place, last place (half open) and kind of each name."""
Step = Callable[[Sequence[str], list[str], Names], bool]
_OPEN, _CLOSE = "(", ")"
_DASHES = frozenset("-–—")
_CODE = late(r"(?=[A-Z0-9]{6})[A-Z]*(?:[0-9]+[A-Z]+[0-9]+[A-Z0-9]*|[0-9]+[A-Z]+|[A-Z]+[0-9]+[A-Z]+[A-Z0-9]*)")
_TWICE = 2
_LONGEST = 4
"""Letters that a person is known by where the full name tells what they stand for, at most."""
_PLACE, _BODY = "r", "i"
"""What the codes of places begin with, and the code of bodies known by their letters."""
_SHORT = 2
"""A name so short is matched with its like only where it has several words."""


def consistent(
    words: Sequence[str],
    labels: Sequence[str],
    titles: Mapping[str, bool] = MappingProxyType({}),
    codes: Callable[[str], Collection[str]] = lambda _: (),
) -> list[str]:
    """Return the labels, put in order.

    `titles` are words in small letters that stand before a person's name and begin none, with whether they stand before
    little else; `codes` is what is known of a word or name (`Vocabulary.codes`).
    """
    made = list(labels)
    names = spans(made)
    steps: tuple[Step, ...] = (
        partial(_titles, titles=titles, codes=codes),
        partial(_places, titles=titles),
        _letters,
        partial(_initials, codes=codes),
        _brackets,
        _codes,
        _lone_parts,
        _more_parts,
        _same_names,
    )
    for step in steps:
        if step(words, made, names):
            names = spans(made)
    return made


# Each step puts right some labels in place, and says whether it did.


def _titles(
    words: Sequence[str],
    labels: list[str],
    names: Names,
    titles: Mapping[str, bool],
    codes: Callable[[str], Collection[str]],
) -> bool:
    """Leave titles out of names: `Camat Ratmi Suhanda`. Two words behind a sure one that are no place are a person."""
    cut = False
    for first, last, kind in names:
        if kind == "ORG":
            continue
        at = first
        while at < last - 1 and words[at].lower().rstrip(".") in titles and words[at + 1][0].isupper():
            at += 1
        if at > first:
            cut = True
            person = kind == "PER" or (
                titles[words[at - 1].lower().rstrip(".")]
                and last - at > 1
                and not any(c[0] == _PLACE for c in codes(" ".join(words[at:last])))
            )
            now = "PER" if person else kind
            labels[first:at] = ["O"] * (at - first)
            labels[at:last] = ["B-" + now, *["I-" + now] * (last - at - 1)]
    return cut


def _places(words: Sequence[str], labels: list[str], names: Names, titles: Mapping[str, bool]) -> bool:
    """Part a place from the person behind it, where the story names the place by itself: `Bupati Wana Ratmi Suhanda`."""
    cut = False
    known: set[str] | None = None
    for first, last, kind in names:
        if kind != "PER" or last - first <= _TWICE or not first or not titles.get(words[first - 1].lower()):
            continue
        if known is None:
            known = {words[at].lower() for at, end, each in names if each == "LOC" and end - at == 1}
            if len(words) > 1 and words[0].isupper() and words[1] in _DASHES:
                known.add(words[0].lower())
        if words[first].lower() in known:
            cut = True
            labels[first], labels[first + 1] = "B-LOC", "B-PER"
    return cut


def _letters(words: Sequence[str], labels: list[str], names: Names) -> bool:
    """Take four capitals or more that are no part of a person's name elsewhere for a body: people have fewer letters."""
    parts: set[str] | None = None
    changed = False
    for first, last, kind in names:
        word = words[first]
        if kind == "PER" and last - first == 1 and len(word) >= _LONGEST and word.isupper() and word.isalpha():
            if parts is None:
                people = [words[at:end] for at, end, each in names if each == "PER"]
                parts = {part.lower() for name in people for part in name if len(name) > 1 or not part.isupper()}
            if word.lower() not in parts:
                changed = True
                labels[first] = "B-ORG"
    return changed


def _initials(words: Sequence[str], labels: list[str], names: Names, codes: Callable[[str], Collection[str]]) -> bool:
    """Read letters in brackets behind a person as that person, and so wherever they stand: `Ratmi Suhanda (RS)`."""
    letters = {
        words[last + 1]
        for first, last, kind in names
        if kind == "PER"
        and last - first > 1
        and last + 2 < len(words)
        and words[last] == _OPEN
        and words[last + 2] == _CLOSE
        and _abbreviates(words[last + 1], words[first:last])
        and _BODY not in codes(words[last + 1])
    }
    if not letters:
        return False
    alone = {first for first, last, _ in names if last - first == 1}
    found = [at for at, word in enumerate(words) if word in letters and (labels[at] == "O" or at in alone)]
    for at in found:
        labels[at] = "B-PER"
    return bool(found)


def _abbreviates(letters: str, name: Sequence[str]) -> bool:
    """Whether letters begin with that of the first or second word of a name and go on with letters of it, in order."""
    if not (1 < len(letters) <= _LONGEST and letters.isalpha() and letters.isupper()):
        return False
    for at in range(min(2, len(name) - 1)):
        whole = iter("".join(name[at:]).upper())
        if letters[0] == name[at][0] and letters[-1] in {word[0] for word in name} and all(c in whole for c in letters):
            return True
    return False


def _brackets(words: Sequence[str], labels: list[str], names: Names) -> bool:
    """Cut names at a bracket that opens or closes outside: `Badan Usaha (BU` is a name and its short form."""
    cut = False
    for first, last, kind in names:
        if last - first == 1:
            continue
        inside = words[first:last]
        opened, closed = inside.count(_OPEN), inside.count(_CLOSE)
        if opened == closed:
            continue
        cut = True
        for at in range(first, last):
            if words[at] in (_OPEN, _CLOSE):
                labels[at] = "O"
                if at + 1 < last:
                    labels[at + 1] = "B-" + kind
                if closed > opened:
                    labels[first:at] = ["O"] * (at - first)
    return cut


def _codes(words: Sequence[str], labels: list[str], names: Names) -> bool:
    """Take letters and digits in turn (`4KX9TR7W`) for no name."""
    codes = [first for first, last, _ in names if last - first == 1 and _CODE.fullmatch(words[first])]
    for at in codes:
        labels[at] = "O"
    return bool(codes)


def _lone_parts(words: Sequence[str], labels: list[str], names: Names) -> bool:
    """Read a single word as a person where it is part of a person's full name and mostly read so when alone."""
    parts: set[str] = set()
    others: set[str] = set()
    alone: dict[str, Counter[str]] = {}
    for first, last, kind in names:
        if last - first == 1:
            alone.setdefault(words[first], Counter())[kind] += 1
        else:
            (parts if kind == "PER" else others).update(words[first:last])
    changed = False
    for word, counts in alone.items():
        if word in parts and word not in others and counts["PER"] < counts.total() <= 2 * counts["PER"]:
            changed = True
            for first, last, _ in names:
                if last - first == 1 and words[first] == word:
                    labels[first] = "B-PER"
    return changed


def _more_parts(words: Sequence[str], labels: list[str], names: Names) -> bool:
    """Read a word between small ones as a person where it is part of a person's full name and of no other name."""
    parts: set[str] = set()
    others: set[str] = set()
    for first, last, kind in names:
        if kind != "PER":
            others.update(words[first:last])
        elif last - first > 1:
            parts.update([word for word in words[first:last] if word[0].isupper() and len(word) > _SHORT])
    parts -= others
    if not parts:
        return False
    passed = [at for at, word in enumerate(words) if word in parts and labels[at] == "O"]
    passed = [at for at in passed if _by_itself(words, at, at + 1)]
    for at in passed:
        labels[at] = "B-PER"
    return bool(passed)


def _same_names(words: Sequence[str], labels: list[str], names: Names) -> bool:
    """Read a name everywhere in the story if it is read in two places, and in as many as not."""
    read: dict[tuple[str, ...], Counter[str]] = {}
    lengths: dict[str, set[int]] = {}
    for first, last, kind in names:
        name = tuple(words[first:last])
        read.setdefault(name, Counter())[kind] += 1
        if name[0][0].isupper() and (len(name) > 1 or len(name[0]) > _SHORT):
            lengths.setdefault(name[0], set()).add(len(name))
    passed: dict[tuple[str, ...], list[int]] = {}
    for at in [at for at, word in enumerate(words) if word in lengths]:
        if labels[at] != "O":
            continue
        for length in sorted(lengths[words[at]], reverse=True):
            name, end = tuple(words[at : at + length]), at + length
            if name in read:
                if set(labels[at:end]) == {"O"} and _by_itself(words, at, end):
                    passed.setdefault(name, []).append(at)
                break
    for name, places in passed.items():
        kind, count = read[name].most_common(1)[0]
        if count >= max(_TWICE, len(places)):
            for at in places:
                labels[at : at + len(name)] = ["B-" + kind, *["I-" + kind] * (len(name) - 1)]
    return bool(passed)


def _by_itself(words: Sequence[str], first: int, last: int) -> bool:
    """Whether no capital stands right before or behind: `Tim Ratmi` and `Ratmi Raya` may be something else."""
    return not ((first and words[first - 1][0].isupper()) or (last < len(words) and words[last][0].isupper()))
