"""Training by CRFsuite, and the file the package reads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import pycrfsuite
from texts import Text
from weights_file import write_sections

from runtut.annotate.entities.features import Document, Vocabulary, label_features, word_features
from runtut.annotate.entities.lines import Lines
from runtut.annotate.entities.lines import packed as packed_lines
from runtut.annotate.entities.model import LABELS, WIDTH
from runtut.annotate.entities.tokens import Particles, windows

PARTICLES = Particles(
    openers=("detikcom", "kumparan", "timnas"),
    joiners=("dan", "of", "bin", "binti", "de", "van", "al", "the", "ten", "von", "der", "den", "dos", "da", "el"),
    articles=("al", "el"),
)
SCALE = 200
NOTHING = Vocabulary(Lines(b""))
MOST = 3000
"""No weight is larger, so that no sum of a word's features leaves its sixteen bits."""

Features = dict[int, list[str]]
"""The features of each place of a text at which a name can stand."""


def first_features(
    text: Text,
    vocabulary: Vocabulary,
    known: dict[str, tuple[list[str], ...]],
) -> Features:
    """Return the features of the first reading; `known` keeps those of words from text to text."""
    document = Document(text.words, vocabulary, PARTICLES.joiners)
    last = len(text.words) - 1

    def of(at: int) -> tuple[list[str], ...]:
        word = text.words[at] if 0 <= at <= last else "\n"
        if word not in known:
            known[word] = word_features(word, vocabulary)
        return known[word]

    return {
        at: [
            *("0" + f for f in of(at)[0]),
            *("-" + f for f in of(at - 1)[1]),
            *("+" + f for f in of(at + 1)[1]),
            *("<" + f for f in of(at - 2)[2]),
            *(">" + f for f in of(at + 2)[2]),
            *document.features(at),
        ]
        for run in windows(text.words, PARTICLES)
        for at in run
    }


def second_features(text: Text, features: Features, labels: Sequence[str]) -> Features:
    """Return the features of the second reading, which knows the labels of the first."""
    document = Document(text.words, NOTHING, PARTICLES.joiners)
    more = label_features(document, labels, list(features))
    return {at: [*features[at], *new] for at, new in zip(features, more, strict=True)}


def train(
    items: Iterable[tuple[Text, Features]],
    path: Path,
    *,
    c1: float = 0.1,
    c2: float = 0.02,
    steps: int = 60,
) -> pycrfsuite.Tagger:
    """Train on texts with their features and return the tagger."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for text, features in items:
        for run in windows(text.words, PARTICLES):
            for part in _usable(run, text.use):
                trainer.append([features[at] for at in part], [text.labels[at] for at in part])
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": steps, "feature.possible_transitions": False})
    trainer.train(str(path))
    tagger = pycrfsuite.Tagger()
    tagger.open(str(path))
    return tagger


def _usable(run: list[int], use: list[bool]) -> Iterable[list[int]]:
    part: list[int] = []
    for at in run:
        if use[at]:
            part.append(at)
        elif part:
            yield part
            part = []
    if part:
        yield part


def label(tagger: pycrfsuite.Tagger, text: Text, features: Features) -> list[str]:
    """Return the label of every word."""
    labels = ["O"] * len(text.words)
    for run in windows(text.words, PARTICLES):
        for at, each in zip(run, tagger.tag([features[at] for at in run]), strict=True):
            labels[at] = each
    return labels


Weights = tuple[dict[str, list[float]], list[list[float]]]


def weights(tagger: pycrfsuite.Tagger) -> Weights:
    """Return what each feature speaks for, and the moves between labels."""
    info = tagger.info()
    rows: defaultdict[str, list[float]] = defaultdict(lambda: [0.0] * WIDTH)
    for (name, to), weight in info.state_features.items():
        rows[name][LABELS.index(to)] += weight
    moves = [[0.0] * WIDTH for _ in range(WIDTH)]
    for (a, b), weight in info.transitions.items():
        moves[LABELS.index(a)][LABELS.index(b)] = weight
    return dict(rows), moves


def write_model(path: Path, table: list[str], first: Weights, second: Weights = ({}, [])) -> None:
    """Write the file that the package reads. Without `second` it reads once."""

    def whole(row: list[float]) -> list[int]:
        return [max(-MOST, min(MOST, round(x * SCALE))) for x in row]

    none = [0.0] * WIDTH
    both, late = [], []
    for name in sorted({*first[0], *second[0]}):
        if name in first[0] or not _late(name):
            row = [*whole(first[0].get(name, none)), *whole(second[0].get(name, none))]
            if any(row):
                both.append((name, row))
        else:
            row = whole(second[0][name])
            if any(row):
                late.append((name, row))
    sections = [
        packed_lines(table),
        packed_lines([name for name, _ in both]),
        packed_lines([name for name, _ in late]),
        b"".join(packed(row) for _, row in (*both, *late)),
    ]
    moves = [[whole(row) for row in table_] for table_ in (first[1], second[1])]
    write_sections(path, sections, PARTICLES, moves)


def packed(row: list[int]) -> bytes:
    """Return the weights of a feature as the one number that the reader adds up."""
    return sum(weight << (16 * lane) for lane, weight in enumerate(row)).to_bytes(2 * len(row), "little", signed=True)


def _late(name: str) -> bool:
    return name[0] in "ABCDMNPQU"
