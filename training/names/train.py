"""Train the names reader of the pack `id`, or measure how well such training does on stories it has not seen.

    python training/names/train.py                 train on everything of our own, write the model and its card
    python training/names/train.py --measure       leave a third of the stories out, and score the reader on them

1. Words are grouped by their neighbours in raw news and looked up in lists (`vocabulary.py`).
2. A first reader, trained on our annotations, reads the raw news; what it makes of each word becomes a feature (`reading.py`).
3. The reader proper is trained. It goes over a story twice; the labels its second reading learns from were made by
   readers that had not seen the story.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

from card import write_card
from crf import Features, Weights, first_features, label, second_features, train, weights, write_model
from measure import Score
from reading import read_news
from texts import ROOT, SAME, Text, annotations, gold_stories, raw_news
from vocabulary import Codes, add_read, base_codes, lines

from runtut.annotate.entities.consistency import consistent
from runtut.annotate.entities.features import Vocabulary
from runtut.annotate.entities.lines import Lines, packed
from runtut.annotate.entities.model import Model

TARGET = ROOT / "src" / "runtut" / "languages" / "id" / "names.model"
FOLDS = 3
LIGHT = 0.02
"""How much the weights of the shipped reader are held down: less than those of the reader that only reads raw news."""


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
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    gold = gold_stories(given.shared / "gold" / "names-train.jsonl")
    unseen = gold_stories(given.shared / "gold" / "dev.jsonl")
    texts = [*gold, *annotations(given.shared, [*gold, *unseen])]
    if not texts:
        sys.exit("nothing to learn from")
    say(f"{len(gold)} gold stories of {len(texts)}, {sum(len(t.words) for t in texts)} words")
    codes = base_codes(given.shared)
    say(f"{len(codes)} words known by groups and lists")
    skip = {text.text[:SAME] for text in (*texts, *unseen)}
    if given.measure:
        out = set(folds(len(texts))[-1])
        learn(given, codes, [t for at, t in enumerate(texts) if at not in out], skip, given.work / "measured.model")
        say(f"left out: {scored(given.work / 'measured.model', [texts[at] for at in sorted(out)])}")
        return
    learn(given, codes, texts, skip, TARGET)
    score = scored(TARGET, unseen)
    say(f"{TARGET.name}: {TARGET.stat().st_size / 1e6:.2f} MB; unseen: {score}")
    write_card(TARGET, texts, unseen, score)


def learn(given: argparse.Namespace, codes: Codes, texts: list[Text], skip: set[str], target: Path) -> None:
    """Train a reader on some texts and write its file; of the raw news, what begins as `skip` says is not read."""
    table = lines(read_codes(given, codes, texts, skip))
    vocabulary = Vocabulary(Lines(packed(table)))
    known: dict[str, tuple[list[str], ...]] = {}
    features = [first_features(text, vocabulary, known) for text in texts]
    say("features")
    labels = jackknife(given, texts, features)
    first = trained(given, "first", texts, features)
    both = [second_features(t, f, done) for t, f, done in zip(texts, features, labels, strict=True)]
    second = trained(given, "second", texts, both)
    write_model(target, table, first, second)


def trained(given: argparse.Namespace, name: str, texts: list[Text], features: list[Features]) -> Weights:
    """Return the weights of a reading."""
    found = weights(train(zip(texts, features, strict=True), given.work / f"{name}.crf", c1=LIGHT))
    say(f"{name} reading trained")
    return found


def scored(model: Path, texts: list[Text]) -> Score:
    """Return how well the reader of a file does on some texts."""
    reader, score = Model(model), Score()
    for text in texts:
        score.add(text, consistent(text.words, reader.label(text.words), codes=reader.vocabulary.codes))
    return score


def read_codes(given: argparse.Namespace, codes: Codes, texts: list[Text], skip: set[str]) -> Codes:
    """Return the codes with what a reader trained on some texts makes of the raw news put in."""
    table = lines(codes)
    vocabulary = Vocabulary(Lines(packed(table)))
    known: dict[str, tuple[list[str], ...]] = {}
    items = ((text, first_features(text, vocabulary, known)) for text in texts)
    write_model(given.work / "reader.model", table, weights(train(items, given.work / "reader.crf", steps=45)))
    say("reader of raw news trained")
    found = read_news(Model(given.work / "reader.model"), raw_news(given.shared), skip, given.share)
    say(f"{len(found['words'])} words read in raw news")
    return add_read(codes, found)


def jackknife(given: argparse.Namespace, texts: list[Text], features: list[Features]) -> list[list[str]]:
    """Return for each text the labels of a first reading that has not learned from it."""
    labels: list[list[str]] = [[] for _ in texts]
    for part in folds(len(texts)):
        out, score = set(part), Score()
        inside = ((t, f) for at, (t, f) in enumerate(zip(texts, features, strict=True)) if at not in out)
        tagger = train(inside, given.work / "fold.crf", c1=LIGHT)
        for at in part:
            labels[at] = label(tagger, texts[at], features[at])
            score.add(texts[at], labels[at])
        say(f"first reading of a third: {score}")
    return labels


START = time.monotonic()


def say(line: str) -> None:
    """Print a line with the seconds since the start."""
    print(f"{time.monotonic() - START:6.0f}s {line}", flush=True)


if __name__ == "__main__":
    main()
