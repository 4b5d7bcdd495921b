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
from texts import ROOT, SAME, Text, annotations, gold_stories, open_set, raw_news
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
    parser.add_argument("--share", type=float, default=0.4, help="how much of the raw news the first reader reads")
    parser.add_argument("--open", default="", help="open sets to train on as well, parted by commas")
    parser.add_argument("--strangers", type=float, default=0.15, help="share of words with a capital taken for unknown")
    parser.add_argument("--once", action="store_true", help="measure the first reading only")
    given = parser.parse_args()
    given.work.mkdir(parents=True, exist_ok=True)
    gold = gold_stories(given.shared / "gold" / "names-train.jsonl", "own")
    unseen = gold_stories(given.shared / "gold" / "dev.jsonl", "own")
    noted = annotations(given.shared, [*gold, *unseen])
    say(f"{len(gold)} gold stories, {len(noted)} annotated stories, {sum(len(t.words) for t in (*gold, *noted))} words")
    codes = base_codes(given.shared, given.work)
    say(f"{len(codes)} words known by groups and lists")
    own = noted if given.measure else [*gold, *noted]
    if not own:
        sys.exit("nothing to learn from")
    codes = read_codes(given, codes, own, [*gold, *noted, *unseen])
    vocabulary = Vocabulary(Lines(packed(lines(codes))))
    more = [text for name in given.open.split(",") if name for text in open_set(given.shared, name)]
    texts = [*gold, *noted]
    features = [first_features(text, vocabulary, KNOWN) for text in texts]
    learned = [first_features(text, vocabulary, KNOWN, strangers(text, given.strangers)) for text in texts]
    extra = [(text, first_features(text, vocabulary, KNOWN)) for text in more]
    say("features")
    labels = jackknife(given, texts, features, learned, extra, "first")
    if given.measure and given.once:
        return
    both = [second_features(t, f, done, vocabulary) for t, f, done in zip(texts, features, labels, strict=True)]
    both_learned = [second_features(t, f, done, vocabulary) for t, f, done in zip(texts, learned, labels, strict=True)]
    if given.measure:
        jackknife(given, texts, both, both_learned, [], "second")
        return
    first = train([*zip(texts, learned, strict=True), *extra], given.work / "first.crf", c1=LIGHT, domains=bool(extra))
    say("first reading trained")
    second = train(zip(texts, both_learned, strict=True), given.work / "second.crf", c1=LIGHT)
    say("second reading trained")
    write_model(TARGET, lines(codes), weights(first), weights(second))
    say(f"{TARGET.name}: {TARGET.stat().st_size / 1e6:.2f} MB")


KNOWN: dict[str, tuple[list[str], ...]] = {}


def read_codes(given: argparse.Namespace, codes: Codes, own: list[Text], skip: list[Text]) -> Codes:
    """Return the codes with what a first reader makes of the raw news put in."""
    kept = given.work / f"read-{'measure' if given.measure else 'all'}.json"
    if not kept.is_file():
        table = lines(codes)
        vocabulary = Vocabulary(Lines(packed(table)))
        tagger = train(((t, first_features(t, vocabulary, {})) for t in own), given.work / "reader.crf")
        write_model(given.work / "reader.model", table, weights(tagger))
        say("reader of raw news trained")
        found = read_news(
            Model(given.work / "reader.model"), raw_news(given.shared), {t.text[:SAME] for t in skip}, given.share
        )
        kept.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
        say(f"{len(found['words'])} words read in raw news")
    return add_read(codes, json.loads(kept.read_text(encoding="utf-8")))


def jackknife(
    given: argparse.Namespace,
    texts: list[Text],
    features: list[Features],
    learned: list[Features],
    extra: list[tuple[Text, Features]],
    name: str,
) -> list[list[str]]:
    """Return for each text the labels of a reader that has not seen it, and say how good they are."""
    labels: list[list[str]] = [[] for _ in texts]
    scores = {"gold": Score(), "annotated": Score()}
    gold = {id(t) for t in texts if t.id.startswith("g-")}
    for part in folds(len(texts)):
        out = set(part)
        inside = [(t, f) for at, (t, f) in enumerate(zip(texts, learned, strict=True)) if at not in out]
        tagger = train([*inside, *extra], given.work / "fold.crf", domains=bool(extra))
        for at in part:
            labels[at] = label(tagger, texts[at], features[at], domains=bool(extra))
            scores["gold" if id(texts[at]) in gold else "annotated"].add(texts[at], labels[at])
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
