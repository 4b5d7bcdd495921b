"""The names model: what each feature speaks for, and the best labels for a run of words. Plain Python, no matrix library.

A linear-chain conditional random field, trained with CRFsuite and written out as whole numbers
(`training/names`). Reading goes twice over a story: the second time it knows what the first made of the same
words elsewhere.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import repeat
from operator import add
from pathlib import Path

from runtut.annotate.entities.features import Document, Vocabulary, label_features, word_features
from runtut.annotate.entities.tokens import windows
from runtut.record import PackError

MAGIC = b"runtut names 1\n"
LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
WIDTH = len(LABELS)
_KEPT = 50_000
"""Words whose rows are kept from story to story."""

Row = tuple[int, ...]
_Sums = tuple[int, int, int, int, int]

# The weights of a feature stand in one whole number, sixteen bits for each label of the first and of the second
# reading: adding such numbers adds all weights at once. `_BIAS` keeps each part positive; as every label gets the
# same, it changes no comparison.
_BITS = 16
_WIDE = 2 * WIDTH * _BITS // 8
"""Bytes of such a number."""
_HALF = WIDTH * _BITS
_FIRST = (1 << _HALF) - 1
_BIAS = sum(1 << (_BITS * lane + _BITS - 1) for lane in range(2 * WIDTH))
_NOUGHTS = repeat(0)
_unpack = struct.Struct(f"<{WIDTH}H").unpack


class Model:
    """The weights of one language, ready to label words."""

    def __init__(self, path: Path) -> None:
        """Read the weights.

        Raises:
            PackError: the file is damaged.
        """
        try:
            with path.open("rb") as file:
                _check(file.readline())
                head = json.loads(file.readline())
                words, both, second, numbers = (zlib.decompress(file.read(size)) for size in head["sizes"])
        except (OSError, ValueError, KeyError, zlib.error) as error:
            name = f"languages/{path.parent.name}/{path.name}"
            raise PackError(f"{name}: {error}; install runtut anew") from None
        self.vocabulary = Vocabulary(words.decode().split("\n"))
        self.openers = frozenset(head["openers"])
        wide = _WIDE * (both.count(b"\n") + 1) if both else 0
        self._rows = _rows(both, numbers[:wide], _WIDE)
        self._second = _rows(second, numbers[wide:], _WIDE // 2)
        # by label moved to: what moving there from each label costs
        self._moves = [[tuple(row) for row in zip(*table, strict=True)] for table in head["moves"]]
        self._words: dict[str, _Sums] = {}
        self._forms: dict[str, tuple[str, str]] = {}
        self._classes: dict[str, tuple[str, ...]] = {}

    def label(self, words: Sequence[str]) -> list[str]:
        """Return the label of each word of a passage."""
        words = list(words)
        if len(self._words) > _KEPT:
            self._words.clear()
            self._classes.clear()
            self._forms.clear()
        document = Document(words, self.vocabulary, self._classes, self._forms)
        runs = windows(words, self.openers)
        sums = [[self._sum(document, at) for at in run] for run in runs]
        labels = ["O"] * len(words)
        for run, totals in zip(runs, sums, strict=True):
            rows = [_unpack(((total + _BIAS) & _FIRST).to_bytes(_WIDE // 2, "little")) for total in totals]
            for at, label in zip(run, _best(rows, self._moves[0]), strict=True):
                labels[at] = LABELS[label]
        if not self._second:
            return labels
        places = [at for run in runs for at in run]
        more = iter(label_features(document, labels, places))
        final = ["O"] * len(words)
        second = self._second.get
        for run, totals in zip(runs, sums, strict=True):
            rows = [
                _unpack(
                    (((total + _BIAS) >> _HALF) + sum(map(second, next(more), _NOUGHTS))).to_bytes(_WIDE // 2, "little")
                )
                for total in totals
            ]
            for at, label in zip(run, _best(rows, self._moves[1]), strict=True):
                final[at] = LABELS[label]
        return final

    def _sum(self, document: Document, at: int) -> int:
        words, last = document.words, document.count - 1
        word = self._word
        return (
            word(words[at])[0]
            + word(words[at - 1] if at else "\n")[1]
            + word(words[at + 1] if at < last else "\n")[2]
            + word(words[at - 2] if at > 1 else "\n")[3]
            + word(words[at + 2] if at < last - 1 else "\n")[4]
            + sum(map(self._rows.get, document.features(at), _NOUGHTS))
        )

    def _word(self, word: str) -> _Sums:
        found = self._words.get(word)
        if found is None:
            here, beside, near = word_features(word, self.vocabulary)
            found = self._words[word] = (
                self._total("0", here),
                self._total("-", beside),
                self._total("+", beside),
                self._total("<", near),
                self._total(">", near),
            )
        return found

    def _total(self, place: str, features: Iterable[str]) -> int:
        return sum(self._rows.get(place + feature, 0) for feature in features)


def _rows(names: bytes, numbers: bytes, width: int) -> dict[str, int]:
    """Return what each feature speaks for: one number that holds a weight for each label side by side."""
    if not names:
        return {}
    parts = (numbers[at : at + width] for at in range(0, len(numbers), width))
    return {
        name: int.from_bytes(part, "little", signed=True)
        for name, part in zip(names.decode().split("\n"), parts, strict=True)
    }


def _check(magic: bytes) -> None:
    if magic != MAGIC:
        raise ValueError("not a names model of this version")


def _best(rows: list[Row], moves: list[Row]) -> list[int]:
    """Return the labels of the best path through the rows; no name begins in its middle."""
    if len(rows) == 1:
        row = rows[0]
        return [max((0, 1, 3, 5), key=row.__getitem__)]
    score: list[float] = list(rows[0])
    for inside in (2, 4, 6):
        score[inside] = -1e9
    back: list[list[int]] = []
    for row in rows[1:]:
        now: list[float] = [0.0] * WIDTH
        came = [0] * WIDTH
        for label in (0, 1, 3, 5):
            ways = list(map(add, score, moves[label]))
            best = max(ways)
            came[label] = ways.index(best)
            now[label] = best + row[label]
        for label in (2, 4, 6):
            opened, went_on = score[label - 1] + moves[label][label - 1], score[label] + moves[label][label]
            came[label] = label - 1 if opened >= went_on else label
            now[label] = max(opened, went_on) + row[label]
        back.append(came)
        score = now
    label = score.index(max(score))
    path = [label]
    for came in reversed(back):
        label = came[label]
        path.append(label)
    path.reverse()
    return path


@cache
def load_model(path: Path) -> Model | None:
    """Return the names model kept in a file, or None where there is no such file."""
    return Model(path) if path.is_file() else None
