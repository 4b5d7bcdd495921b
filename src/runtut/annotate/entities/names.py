"""Mentions found by the names model, and those of a headline.

Words of a headline are often all capitalised, which would mislead the model: it is matched with the names of the story,
and what is plain by its shape is added.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cache

from runtut.annotate.entities.consistency import consistent
from runtut.annotate.entities.features import spans
from runtut.annotate.entities.linking import Mention
from runtut.annotate.entities.model import load_model
from runtut.annotate.entities.shapes import read_shapes
from runtut.annotate.entities.tokens import Token, tokenise
from runtut.languages import Pack
from runtut.record import TITLE, EntityType, Record

_TYPES = {"PER": EntityType.PERSON, "ORG": EntityType.ORGANIZATION, "LOC": EntityType.PLACE}
_RULE = "names"
_LONGEST = 200_000
"""Characters beyond which a text is no story, and is read by its shape."""


def read_names(record: Record, pack: Pack) -> list[Mention] | None:
    """Return the mentions in the story, or None where the pack has no names model or the text is no story."""
    model = load_model(pack.folder / "names.model")
    if model is None or len(record.story.text) > _LONGEST:
        return None
    # names in bylines and links are names too; that nothing is checked there is for the rules to see to
    passages = [(p.part, p.text) for p in record.story.passages()]
    # text and captions are read as one, so that what one says of a name helps with the other
    tokens: list[Token] = []
    ends: list[int] = []
    read: list[tuple[str, str]] = []
    for part, text in passages:
        if part != TITLE:
            tokens += tokenise(text)
            tokens.append((len(text), len(text), "\n"))
            ends.append(len(tokens))
            read.append((part, text))
    words = [token[2] for token in tokens]
    labels = consistent(words, model.label(words), _titles(pack), model.vocabulary.codes)
    found = []
    for first, last, kind in spans(labels):
        part, text = read[bisect_right(ends, first)]
        found.append(_mention(part, text, tokens[first][0], tokens[last - 1][1], kind))
    for part, text in passages:
        if part == TITLE:
            told = list(_in_title(text, found))
            taken = {at for m in told for at in range(m.start, m.end)}
            told += [
                m for m in read_shapes(record, pack, (TITLE,)) if m.sure and taken.isdisjoint(range(m.start, m.end))
            ]
            found.extend(told)
    return found


@cache
def _titles(pack: Pack) -> dict[str, bool]:
    """Return the titles and roles that begin no name, and whether each is a title, which a person's name follows."""
    sure = frozenset(pack.entities.person_titles)
    said = sure.union(pack.people.role_heads, pack.people.ranks).difference(pack.entities.names_too)
    return {word: word in sure for word in said}


def _mention(part: str, text: str, start: int, end: int, kind: str) -> Mention:
    return Mention(start, end, part, " ".join(text[start:end].split()), _TYPES[kind], rule=_RULE)


def _in_title(title: str, found: list[Mention]) -> Iterator[Mention]:
    """Yield where the names of the story, or a part of a person's name, stand in its title."""
    kinds: dict[str, Counter[EntityType]] = {}
    for mention in found:
        if mention.type is None:
            continue
        kinds.setdefault(mention.name, Counter())[mention.type] += 3
        if mention.type is EntityType.PERSON:
            for part in mention.name.split():
                kinds.setdefault(part, Counter())[mention.type] += 1
    tokens = tokenise(title)
    at = 0
    while at < len(tokens):
        if not tokens[at][2][0].isupper():
            at += 1
            continue
        for end in range(min(len(tokens), at + 8), at, -1):
            start, stop = tokens[at][0], tokens[end - 1][1]
            name = " ".join(title[start:stop].split())
            if name in kinds:
                yield Mention(start, stop, TITLE, name, kinds[name].most_common(1)[0][0], rule=_RULE)
                at = end - 1
                break
        at += 1
