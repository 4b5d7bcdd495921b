"""What a reader makes of much raw news: how often each word is in a name of each kind, and what stands beside names."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from runtut.annotate.entities.features import spans
from runtut.annotate.entities.model import Model
from runtut.annotate.entities.tokens import TOKEN

_CLOSERS = frozenset('.?!:\n"“”')
_SHORTEST, _LONGEST = 20, 3000


def read_news(
    model: Model, stories: Iterable[dict[str, Any]], skip: set[str], share: float
) -> dict[str, dict[str, dict[str, int]]]:
    """Read a share of the stories, those apart whose texts begin as `skip` says, and count."""
    words: defaultdict[str, Counter[str]] = defaultdict(Counter)
    before: defaultdict[str, Counter[str]] = defaultdict(Counter)
    behind: defaultdict[str, Counter[str]] = defaultdict(Counter)
    chance = random.Random(3)  # noqa: S311 -- no secret
    for story in stories:
        if chance.random() > share or story["text"][:200] in skip:
            continue
        text = TOKEN.findall(story["text"])
        if not _SHORTEST <= len(text) <= _LONGEST:
            continue
        labels = model.label(text)
        last = len(text) - 1
        for at, (word, label) in enumerate(zip(text, labels, strict=True)):
            if not word[0].isalpha():
                continue
            if word[0].islower() or label != "O" or (at and text[at - 1] not in _CLOSERS):
                words[word][label] += 1
            if label == "O":
                # a word beside a capital that is no name
                if at < last and labels[at + 1] == "O" and text[at + 1][0].isupper():
                    before[word.lower()]["-"] += 1
                if at and labels[at - 1] == "O" and text[at - 1][0].isupper():
                    behind[word.lower()]["-"] += 1
        for first, end, kind in spans(labels):
            if first:
                before[text[first - 1].lower()][kind] += 1
            if end <= last:
                behind[text[end].lower()][kind] += 1
    return {
        "words": {w: dict(c) for w, c in words.items() if c.total() >= 3},
        "before": {w: dict(c) for w, c in before.items() if c.total() >= 5 and w != "\n"},
        "behind": {w: dict(c) for w, c in behind.items() if c.total() >= 5 and w != "\n"},
    }
