"""What the names reader is trained by: raw news, and our own annotations as words and labels."""

from __future__ import annotations

import hashlib
import json
import lzma
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from runtut.annotate.entities.tokens import tokenise

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
KINDS = {"person": "PER", "organization": "ORG", "place": "LOC"}
SAME = 200
"""Two stories whose texts begin with the same so many characters are one story."""


@dataclass(slots=True)
class Text:
    """The words of one text, their labels, and which of them may be learned from."""

    id: str
    text: str
    words: list[str]
    labels: list[str]
    use: list[bool]
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    gold: set[tuple[int, int, str]] = field(default_factory=set)


def warn(line: str) -> None:
    """Say on standard error what is absent or was left out."""
    print(f"!! {line}", file=sys.stderr, flush=True)


def raw_news(shared: Path) -> Iterator[dict[str, Any]]:
    """Yield the raw news stories, each once."""
    seen = set()
    for name in ("articles-a", "articles-b"):
        path = shared / "data" / "news" / f"{name}.jsonl.xz"
        if not path.is_file():
            warn(f"{path} is absent: the word statistics will be poorer")
            continue
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                story = json.loads(line)
                if story["text"][:SAME] not in seen:
                    seen.add(story["text"][:SAME])
                    yield story


def labelled(story: dict[str, Any], mentions: list[tuple[int, int, str]]) -> Text:
    """Return a story as words and labels. Sentences in which a mention cuts a word are not learned from."""
    tokens = tokenise(story["text"])
    begins = {start: at for at, (start, _, _) in enumerate(tokens)}
    closes: dict[int, int] = {}
    for at, (_, end, word) in enumerate(tokens):
        closes[end] = at
        if word.endswith("."):
            closes.setdefault(end - 1, at)
    words = [word for _, _, word in tokens]
    labels, use = ["O"] * len(words), [True] * len(words)
    for start, end, kind in mentions:
        if start in begins and end in closes:
            first, last = begins[start], closes[end]
            labels[first] = "B-" + KINDS[kind]
            labels[first + 1 : last + 1] = ["I-" + KINDS[kind]] * (last - first)
            continue
        touched = [at for at, (a, b, _) in enumerate(tokens) if a < end and b > start]
        first, last = touched[0], touched[-1]
        while first > 0 and words[first - 1] not in (".", "\n"):
            first -= 1
        while last + 1 < len(words) and words[last + 1] not in (".", "\n"):
            last += 1
        use[first : last + 1] = [False] * (last + 1 - first)
    gold = {(start, end, KINDS[kind]) for start, end, kind in mentions}
    starts, ends = [t[0] for t in tokens], [t[1] for t in tokens]
    return Text(story["id"], story["text"], words, labels, use, starts, ends, gold)


def gold_stories(path: Path) -> list[Text]:
    """Return the annotated stories of a file in the gold format; empty where it is absent."""
    if not path.is_file():
        warn(f"{path} is absent")
        return []
    made = []
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        entities = item["gold"]["entities"] if "gold" in item else item["entities"]
        mentions = [(s, e, each["type"]) for each in entities for s, e in each["mentions"]]
        made.append(labelled(item["story"], mentions))
    return made


def annotations(shared: Path, taken: list[Text]) -> list[Text]:
    """Return the stories annotated as offsets, joined with their texts; none that is among `taken`."""
    items = {}
    for path in sorted(HERE.glob("annotations*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            item = json.loads(line)
            items.setdefault(item["id"], item)
    known = {each.text[:SAME] for each in taken}
    made = []
    for story in raw_news(shared):
        item = items.pop(story["id"], None)
        if item is None:
            continue
        if hashlib.sha256(story["text"].encode()).hexdigest() != item["sha256"]:
            warn(f"{story['id']}: the text is not the one that was annotated; left out")
        elif story["text"][:SAME] in known:
            warn(f"{story['id']}: among the gold stories too; left out")
        else:
            mentions = [(s, e, each["type"]) for each in item["entities"] for s, e in each["mentions"]]
            made.append(labelled(story, mentions))
    if items:
        warn(f"{len(items)} annotated stories are not among the raw news; left out")
    return made
