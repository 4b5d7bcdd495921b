"""Train the names reader of the pack `id`, or measure how well such training does on stories it has not seen.

    python training/names/train.py                 train on everything of our own, write the model
    python training/names/train.py --measure       leave stories out in turn and score them

1. Words are grouped by their neighbours in raw news and looked up in lists (`vocabulary.py`).
2. A first reader, trained on our annotations, reads the raw news; what it makes of each word becomes a feature (`reading.py`).
3. The reader proper is trained. It goes over a story twice; the labels its second reading learns from were made by
   readers that had not seen the story.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from pathlib import Path

from crf import Features, first_features, label, second_features, strangers, train, weights, write_model
from measure import Score
from reading import read_news
from texts import ROOT, SAME, Text, annotations, gold_stories, raw_news
from vocabulary import Codes, add_read, base_codes, lines

from runtut.annotate.entities.features import Vocabulary
from runtut.annotate.entities.lines import Lines, packed
from runtut.annotate.entities.model import Model

TARGET = ROOT / "src" / "runtut" / "languages" / "id" / "names.model"
FOLDS = 3
LIGHT = 0.04
"""How much the weights of the shipped reader are held down: less than those of the readers that only help to train it."""


def folds(count: int, parts: int = FOLDS) -> list[list[int]]:
    """Return the places of `count` things in shuffled parts, always the same."""
    order = list(range(count))
    random.Random(5).shuffle(order)  # noqa: S311 -- no secret
    return [order[part::parts] for part in range(parts)]


def main() -> None:
    """Train or measure."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--work", type=Path, default=ROOT / "out" / "names")
    parser.add_argument("--measure", action="store_true")
    parser.add_argument("--share", type=float, default=0.25, help="how much of the raw news is read")
    parser.add_argument("--strangers", type=float, default=0.15, help="share of words with a capital taken for unknown")
    parser.add_argument("--once", action="store_true", help="measure the first reading only")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    gold = gold_stories(given.shared / "gold" / "names-train.jsonl")
    unseen = gold_stories(given.shared / "gold" / "dev.jsonl")
    noted = annotations(given.shared, [*gold, *unseen])
    say(f"{len(gold)} gold stories, {len(noted)} annotated stories, {sum(len(t.words) for t in (*gold, *noted))} words")
    codes = base_codes(given.shared)
    say(f"{len(codes)} words known by groups and lists")
    texts = [*gold, *noted]
    if not texts:
        sys.exit("nothing to learn from")
    skip = {text.text[:SAME] for text in (*texts, *unseen)}
    vocabularies = [
        Vocabulary(Lines(packed(lines(read_codes(given, codes, f"without-{number}", without(texts, part), skip)))))
        for number, part in enumerate(folds(len(texts)))
    ]
    features, learned = own_features(texts, vocabularies, 0.0), own_features(texts, vocabularies, given.strangers)
    say("features")
    labels = jackknife(given, texts, features, learned, "first")
    if given.measure and given.once:
        return
    both = [second_features(t, f, done) for t, f, done in zip(texts, features, labels, strict=True)]
    both_learned = [second_features(t, f, done) for t, f, done in zip(texts, learned, labels, strict=True)]
    if given.measure:
        jackknife(given, texts, both, both_learned, "second")
        return
    first = train(zip(texts, learned, strict=True), given.work / "first.crf", c1=LIGHT)
    say("first reading trained")
    second = train(zip(texts, both_learned, strict=True), given.work / "second.crf", c1=LIGHT)
    say("second reading trained")
    table = lines(read_codes(given, codes, "all", texts, skip))
    write_model(TARGET, table, weights(first), weights(second))
    say(f"{TARGET.name}: {TARGET.stat().st_size / 1e6:.2f} MB")


def without(texts: list[Text], part: list[int]) -> list[Text]:
    """Return the texts but for those of a part."""
    out = set(part)
    return [text for at, text in enumerate(texts) if at not in out]


def own_features(texts: list[Text], vocabularies: list[Vocabulary], hidden: float) -> list[Features]:
    """Return the features of each text, of its words only what a reader of raw news made of them that had not seen it.

    With what a reader of all texts made of the words, a text would know of its own names more than a new story does.
    """
    found: list[Features] = [{} for _ in texts]
    for part, vocabulary in zip(folds(len(texts)), vocabularies, strict=True):
        known: dict[str, tuple[list[str], ...]] = {}
        for at in part:
            found[at] = first_features(texts[at], vocabulary, known, strangers(texts[at], hidden))
    return found


def read_codes(given: argparse.Namespace, codes: Codes, name: str, own: list[Text], skip: set[str]) -> Codes:
    """Return the codes with what a reader trained on some texts makes of the raw news put in."""
    table = lines(codes)
    vocabulary = Vocabulary(Lines(packed(table)))
    known: dict[str, tuple[list[str], ...]] = {}
    tagger = train(((t, first_features(t, vocabulary, known)) for t in own), given.work / "reader.crf", steps=READER)
    write_model(given.work / "reader.model", table, weights(tagger))
    found = read_news(Model(given.work / "reader.model"), raw_news(given.shared), skip, given.share)
    say(f"raw news read by a reader of {len(own)} stories ({name}): {len(found['words'])} words")
    return add_read(codes, found)


def jackknife(
    given: argparse.Namespace, texts: list[Text], features: list[Features], learned: list[Features], name: str
) -> list[list[str]]:
    """Return for each text the labels of a reader that has not seen it, and say how good they are."""
    labels: list[list[str]] = [[] for _ in texts]
    scores = {"gold": Score(), "all": Score()}
    for part in folds(len(texts)):
        out = set(part)
        inside = ((t, f) for at, (t, f) in enumerate(zip(texts, learned, strict=True)) if at not in out)
        tagger = train(inside, given.work / "fold.crf", c1=LIGHT)
        for at in part:
            labels[at] = label(tagger, texts[at], features[at])
            scores["all"].add(texts[at], labels[at])
            if texts[at].id.startswith("g-"):
                scores["gold"].add(texts[at], labels[at])
        kept = {text.id: found for text, found in zip(texts, labels, strict=True)}
        (given.work / f"labels-{name}.json").write_text(json.dumps(kept), encoding="utf-8")
        say(f"{name} reading: " + "; ".join(f"{k} {v}" for k, v in scores.items()))
    return labels


START = time.monotonic()


def say(line: str) -> None:
    """Print a line with the seconds since the start."""
    print(f"{time.monotonic() - START:6.0f}s {line}", flush=True)


if __name__ == "__main__":
    main()
