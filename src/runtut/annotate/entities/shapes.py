"""People, organizations and places by shape: runs of capitalised words, sorted by what stands around them.

A run is typed by the word it opens with (`Kementerian`, `Kabupaten`), the table it stands in, the title before
it, an age behind it, or the preposition before it. A run that nothing types is taken for a person only where it
has two words or more and stands inside a sentence. Mentions that share a name are joined; a later lone part of a
full name is that person.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from runtut.annotate.entities.linking import Mention
from runtut.languages import Pack
from runtut.languages.patterns import any_of, late
from runtut.languages.regions import load_regions
from runtut.record import TITLE, EntityType, Passage, Record
from runtut.values import dataclass

_WORD = r"[^\W\d_](?:[\w’'\-]|\.(?=\w))*\.?"
_SPACES = late(r"[ \u00a0]")
_TOKEN = late(rf"{_WORD}|\d+|[^\w\s]|\n")
_NEXT = late(r",? (\w+)")
_CLOSERS = '.?!:\n"“”'
_LONGEST = 7


@dataclass(frozen=True, slots=True)
class _Words:
    titles: frozenset[str]
    heads: frozenset[str]
    weak_heads: frozenset[str]
    age: re.Pattern[str]
    org_words: frozenset[str]
    acronyms: frozenset[str]
    place_heads: frozenset[str]
    locatives: frozenset[str]
    particles: frozenset[str]
    others: frozenset[str]
    places: frozenset[str]
    cues: frozenset[str]


@cache
def _words(pack: Pack) -> _Words:
    w = pack.entities
    regions = load_regions(pack)
    common = {each.lower() for each in w.common}
    named = {name for name in regions.not_of_kind(pack.places.smallest) if name.lower() not in common}
    return _Words(
        frozenset(w.person_titles),
        frozenset(w.org_heads),
        frozenset(w.weak_heads),
        late(rf" ?\(\d{{1,2}}(?: (?:{any_of(pack.numbers.age_bracketed)}))?\)"),
        frozenset(w.org_words),
        frozenset(w.acronyms),
        frozenset(w.place_heads),
        frozenset(w.locatives),
        frozenset(w.particles),
        frozenset(w.not_names),
        frozenset(w.places) | named | frozenset(regions.countries),
        frozenset(pack.quotations.verbs),
    )


def read_shapes(record: Record, pack: Pack, parts: Collection[str] = ()) -> list[Mention]:
    """Return the mentions in the story, or in some of its parts."""
    words = _words(pack)
    passages = record.story.passages()
    return [m for passage in passages if not parts or passage.part in parts for m in _mentions(passage, words)]


def _mentions(passage: Passage, words: _Words) -> Iterator[Mention]:
    text = passage.clean
    tokens = [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text)]
    index = 0
    while index < len(tokens):
        word = tokens[index][2]
        if not word[0].isupper() or not word[0].isalpha():
            index += 1
            continue
        opens = index == 0 or tokens[index - 1][2] in _CLOSERS
        last = _run(text, tokens, index, words)
        before = tokens[index - 1][2].lower() if index else ""
        if before == "." and index > 1:
            before = tokens[index - 2][2].lower()
        # titles and words that are capitalised for another reason are no part of the name
        first = index
        titled = before in words.titles
        while first < last:
            low = tokens[first][2].lower().rstrip(".")
            if low in words.titles and low not in words.heads:
                titled = True
            elif low in words.others or (opens and first == index and low in words.locatives):
                titled = False
            else:
                break
            opens = False
            before = low
            first += 1
        for lo, hi in _cut(text, tokens, first, last, words):
            mention = _mention(
                text,
                tokens,
                lo,
                hi,
                before if lo == first else "",
                words,
                titled=titled or lo != first,
                opens=opens and lo == first,
                part=passage.part,
            )
            if mention.sure or mention.type is None or passage.part != TITLE:
                yield mention
        index = max(last, index + 1)


def _run(text: str, tokens: list[tuple[int, int, str]], index: int, words: _Words) -> int:
    """Return the index behind the run of capitalised words, particles between them included."""
    last = index + 1
    while last < len(tokens) and last - index < _LONGEST:
        start, _, word = tokens[last]
        gap = text[tokens[last - 1][1] : start]
        if gap not in (" ", "\u00a0") or (tokens[last - 1][2].endswith(".") and len(tokens[last - 1][2]) > 4):
            break
        low = word.lower()
        if word[0].isupper() and word[0].isalpha() and low not in words.others:
            last += 1
        elif (
            low in words.particles
            and low not in words.locatives
            and last + 1 < len(tokens)
            and tokens[last + 1][2][:1].isupper()
        ):
            last += 2
        else:
            break
    return last


def _cut(
    text: str, tokens: list[tuple[int, int, str]], first: int, last: int, words: _Words
) -> Iterator[tuple[int, int]]:
    """Yield the run whole, or cut at a place it opens or closes with: `Rusia Vladimir Putin`, `Terlebih Rusia`."""
    if last - first < 2 or _known_head(tokens[first][2], words):
        if first < last:
            yield first, last
        return
    if text[tokens[first][0] : tokens[last - 1][1]] in words.places:
        yield first, last
        return
    for at in range(last - 1, first, -1):
        if text[tokens[first][0] : tokens[at - 1][1]] in words.places:
            yield first, at
            yield at, last
            return
    for at in range(first + 1, last):
        if at == first + 1 and text[tokens[at][0] : tokens[last - 1][1]] in words.places:
            yield at, last
            return
    yield first, last


def _known_head(word: str, words: _Words) -> bool:
    low = word.lower().rstrip(".")
    return low in words.heads or low in words.place_heads or word in words.acronyms


def _mention(
    text: str,
    tokens: list[tuple[int, int, str]],
    first: int,
    last: int,
    before: str,
    words: _Words,
    *,
    titled: bool,
    opens: bool,
    part: str,
) -> Mention:
    start, end = tokens[first][0], tokens[last - 1][1]
    if text[end - 1] == "." and not (end - start < 4):
        end -= 1
    name = _SPACES.sub(" ", text[start:end])
    head = tokens[first][2].lower().rstrip(".")
    kind: EntityType | None = None
    sure = True
    if name in words.places:
        kind = EntityType.PLACE
    elif name in words.acronyms or tokens[first][2] in words.acronyms:
        kind = EntityType.ORGANIZATION
    elif head in words.place_heads and last - first > 1:
        kind = EntityType.PLACE
    elif (any(tokens[i][2].lower() in words.org_words for i in range(first, last)) and last - first > 1) or (
        head in words.heads and (last - first > 1 or head not in words.weak_heads)
    ):
        kind = EntityType.ORGANIZATION
    elif words.age.match(text, end):
        kind = EntityType.PERSON
    elif before in words.locatives and not titled:
        kind = EntityType.PLACE
    elif titled or before in words.cues or _says(text, end, words) or _apposed(text, end, words):
        kind = EntityType.PERSON
    elif last - first >= 2 and not name.isupper():
        kind, sure = EntityType.PERSON, False
    else:
        sure = False
        if len(name) < 3 or (opens and "." not in name and last - first == 1 and not name.isupper()):
            kind = None
    if kind is EntityType.PERSON and (name.isupper() and len(name) > 5):
        sure = False
    return Mention(start, end, part, name, kind, sure)


def _says(text: str, end: int, words: _Words) -> bool:
    """Whether a verb of speech follows: `Budi Santosa mengatakan`."""
    following = _NEXT.match(text, end)
    return following is not None and following.group(1) in words.cues


def _apposed(text: str, end: int, words: _Words) -> bool:
    """Whether a role follows after a comma: `Budi Santosa, warga Desa Wanasari`."""
    if text[end : end + 2] != ", ":
        return False
    following = _TOKEN.match(text, end + 2)
    return following is not None and following.group() in words.titles
