"""The names model: what each feature speaks for, and the best labels for a run of words. Plain Python, no matrix library.

A linear-chain conditional random field, trained with CRFsuite and written out as whole numbers
(`training/names`). Reading goes twice over a story: the second time it knows what the first made of the same
words elsewhere.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from runtut.annotate.entities.features import (
    NOWHERE,
    Document,
    FirstReading,
    Vocabulary,
    labels_around,
    pair,
    within,
    word_features,
)
from runtut.annotate.entities.lines import Lines, Lookup
from runtut.annotate.entities.tokens import Particles, windows
from runtut.record import PackError

MAGIC = b"runtut names 2\n"
LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
WIDTH = len(LABELS)
_KEPT = 50_000
"""Words, and pairs of neighbours, whose rows are kept from story to story."""
_LONG_RUN = 20
"""Words of a run of capitals beyond which what its places speak for is not kept."""

_OUTSIDE, _INSIDE = (0, 1, 3, 5), (2, 4, 6)
_NEVER = -(1 << 40)
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
                particles = Particles(head["openers"], head["joiners"], head["articles"])
                words, both, second, numbers = _sections(file.read(), head)
        except (OSError, ValueError, KeyError, TypeError) as error:
            name = f"languages/{path.parent.name}/{path.name}"
            raise PackError(f"{name}: {error}; install runtut anew") from None
        self.vocabulary = Vocabulary(Lines(words))
        self.particles = particles
        late = _WIDE // 2 * len(Lines(second).all())
        self._rows = _rows(Lines(both), numbers[: len(numbers) - late], _WIDE)
        self._twice = late > 0
        self._second = _rows(Lines(second), numbers[len(numbers) - late :], _WIDE // 2)
        # by label moved to: what moving there from each label costs
        self._moves = [[tuple(row) for row in zip(*table, strict=True)] for table in head["moves"]]
        self._reach = [furthest(table) for table in self._moves]
        self._words = _Words(self)
        self._pairs = _Pairs(self)
        self._groups = _Groups(self)
        self._places = _Places(self)
        self._around = _Around(self)

    def label(self, words: Sequence[str]) -> list[str]:
        """Return the label of each word of a passage."""
        words = list(words)
        if len(self._words) > _KEPT:
            self._words.clear()
            self._groups.clear()
            self.vocabulary.forget()
        if len(self._pairs) > _KEPT:
            self._pairs.clear()
        self._rows.settle()
        self.vocabulary.settle()
        document = Document(words, self.vocabulary, self.particles.joiners)
        runs = windows(words, self.particles)
        sums = self.sums(document, runs)
        labels = ["O"] * len(words)
        for run, totals in zip(runs, sums, strict=True):
            rows = [_unpack(((total + _BIAS) & _FIRST).to_bytes(_WIDE // 2, "little")) for total in totals]
            labels[run[0] : run[-1] + 1] = [LABELS[label] for label in best_path(rows, self._moves[0], self._reach[0])]
        if not self._twice:
            return labels
        more = self.late_sums(FirstReading(document, labels, [at for run in runs for at in run]), runs)
        final = ["O"] * len(words)
        for run, totals in zip(runs, sums, strict=True):
            rows = [
                _unpack((((total + _BIAS) >> _HALF) + next(more)).to_bytes(_WIDE // 2, "little")) for total in totals
            ]
            final[run[0] : run[-1] + 1] = [LABELS[label] for label in best_path(rows, self._moves[1], self._reach[1])]
        return final

    def total(self, features: Iterable[str]) -> int:
        """Return what features speak for, in both readings."""
        return sum(self._rows.each(features))

    def more(self, features: Iterable[str]) -> int:
        """Return what the features that only a second reading has speak for."""
        return sum(self._second.each(features))

    def sums(self, document: Document, runs: list[list[int]]) -> list[list[int]]:
        """Return what all features of each place speak for: those of `Document.features`, group by group."""
        each, places, total = self._rows.each, self._places, self.total
        groups = self._groups.__getitem__
        around, capital, tables, run_of = document.around, document.capital, document.tables, document.runs.get
        padded = ["\n", "\n", *document.words, "\n", "\n"]
        elsewhere: dict[str, int] = {}
        edges: dict[tuple[int, int], tuple[int, int]] = {}
        found = []
        for window in runs:
            words = padded[window[0] : window[-1] + 5]
            near = list(map(self._words.__getitem__, words))
            beside = list(map(self._pairs.__getitem__, pairwise(words[1:-1])))
            sums = []
            for at, before2, before, here, behind, behind2, left, right in zip(
                window, near, near[1:], near[2:], near[3:], near[4:], beside, beside[1:], strict=False
            ):
                one = before2[3] + before[1] + here[0] + behind[2] + behind2[4] + left[1] + right[0]
                one += sum(each(around(at)))
                if capital[at]:
                    word = padded[at + 2]
                    if word not in elsewhere:
                        if word in document.often:  # its places may give it one feature twice
                            elsewhere[word] = total(document.of_all_places(word))
                        else:
                            elsewhere[word] = sum(map(groups, document.elsewhere[word]))
                    one += elsewhere[word]
                    if at in tables:
                        one += total((tables[at],))
                run = run_of(at)
                if run is not None:
                    begin, end = run
                    one += places[at - begin, end - 1 - at]
                    if end - begin > 1:
                        if run not in edges:
                            opening, closing = document.opening(run), document.closing(run)
                            edges[run] = sum(map(groups, opening)), sum(map(groups, closing))
                        if at > begin:
                            one += edges[run][0]
                        if at < end - 1:
                            one += edges[run][1]
                sums.append(one)
            found.append(sums)
        return found

    def late_sums(self, first: FirstReading, runs: list[list[int]]) -> Iterator[int]:
        """Yield what the features of `label_features` speak for at each place, group by group."""
        elsewhere: dict[tuple[str, str, str], int] = {}
        around, capital, words = self._around, first.document.capital, first.document.words
        alone, nowhere = first.alone, self.more((NOWHERE,))
        labels = ["O", *first.labels, "O"]
        for run in runs:
            begin, end = run[0], run[-1] + 1
            near = zip(labels[begin:end], labels[begin + 1 : end + 1], labels[begin + 2 : end + 2], strict=True)
            for at, three in zip(run, near, strict=True):
                one = around[three]
                if not capital[at]:
                    pass
                elif alone(words[at]):
                    one += nowhere
                else:
                    word = (words[at], three[1], first.parts.get(at, ""))
                    if word not in elsewhere:
                        elsewhere[word] = self.more(first.elsewhere(*word))
                    one += elsewhere[word]
                    if at in first.alike:
                        one += self.more(first.alike[at])
                yield one


class _Words(dict[str, _Sums]):
    """What each word speaks for at its own place, as the neighbour behind and before, and two places off."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self._model = model

    def __missing__(self, word: str) -> _Sums:
        total = self._model.total
        here, beside, near = word_features(word, self._model.vocabulary)
        made = self[word] = (
            total(["0" + feature for feature in here]),
            total(["-" + feature for feature in beside]),
            total(["+" + feature for feature in beside]),
            total(["<" + feature for feature in near]),
            total([">" + feature for feature in near]),
        )
        return made


class _Pairs(dict[tuple[str, str], tuple[int, int]]):
    """What each two neighbours speak for, at the place of the first and of the second."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self._model = model

    def __missing__(self, words: tuple[str, str]) -> tuple[int, int]:
        forms, total = self._model.vocabulary.forms, self._model.total
        left, right = pair(forms[words[0]], forms[words[1]])
        made = self[words] = (total(left), total(right))
        return made


class _Groups(dict[str, int]):
    """What each group of `Vocabulary.groups` speaks for."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self._model = model

    def __missing__(self, key: str) -> int:
        made = self[key] = self._model.total(self._model.vocabulary.groups[key])
        return made


class _Places(dict[tuple[int, int], int]):
    """What each place in a run of capitals speaks for, by the number of words before and behind it."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self._model = model

    def __missing__(self, place: tuple[int, int]) -> int:
        made = self._model.total(within(*place))
        if sum(place) < _LONG_RUN:
            self[place] = made
        return made


class _Around(dict[tuple[str, str, str], int]):
    """What each three labels in a row speak for."""

    def __init__(self, model: Model) -> None:
        super().__init__()
        self._model = model

    def __missing__(self, labels: tuple[str, str, str]) -> int:
        made = self[labels] = self._model.more(labels_around(*labels))
        return made


def _rows(names: Lines, numbers: bytes, width: int) -> Lookup[int]:
    """Return what each feature speaks for: one number that holds a weight for each label side by side."""

    def number(at: int) -> int:
        return int.from_bytes(numbers[at * width : (at + 1) * width], "little", signed=True)

    def one(feature: str) -> int:
        at = names.place(feature)
        return number(at) if at >= 0 else 0

    def every() -> dict[str, int]:
        return {name: number(at) for at, name in enumerate(names.all())}

    return Lookup(one, every, 0)


def _sections(data: bytes, head: dict[str, Any]) -> Iterator[bytes]:
    """Yield the parts of the file behind its head."""
    if zlib.crc32(data) != head["crc32"]:
        raise ValueError("damaged")
    at = 0
    for size in head["sizes"]:
        yield data[at : at + size]
        at += size


def _check(magic: bytes) -> None:
    if magic != MAGIC:
        raise ValueError("not a names model of this version")


def furthest(moves: list[Row]) -> int:
    """Return by how much a label may lie behind the best and still begin the best move to a name or out of it."""
    return max(max(moves[label]) - min(moves[label]) for label in _OUTSIDE) if moves else 0


def best_path(rows: list[Row], moves: list[Row], reach: int) -> list[int]:
    """Return the labels of the best path through the rows; no name begins in its middle."""
    if len(rows) == 1:
        row = rows[0]
        return [max(_OUTSIDE, key=row.__getitem__)]
    out, person, organization, place = moves[0], moves[1], moves[3], moves[5]
    score: list[int] = list(rows[0])
    score[2] = score[4] = score[6] = _NEVER
    back: list[list[int]] = []
    for row in rows[1:]:
        floor = max(score) - reach
        near = [label for label, each in enumerate(score) if each >= floor]
        from_o = from_p = from_g = from_l = near[0]
        top = score[from_o]
        to_o, to_p = top + out[from_o], top + person[from_o]
        to_g, to_l = top + organization[from_o], top + place[from_o]
        for label in near[1:]:
            top = score[label]
            if (way := top + out[label]) > to_o:
                to_o, from_o = way, label
            if (way := top + person[label]) > to_p:
                to_p, from_p = way, label
            if (way := top + organization[label]) > to_g:
                to_g, from_g = way, label
            if (way := top + place[label]) > to_l:
                to_l, from_l = way, label
        came = [from_o, from_p, 1, from_g, 3, from_l, 5]
        now = [to_o + row[0], to_p + row[1], 0, to_g + row[3], 0, to_l + row[5], 0]
        for inside in _INSIDE:
            move = moves[inside]
            opened, went_on = score[inside - 1] + move[inside - 1], score[inside] + move[inside]
            if opened >= went_on:
                now[inside] = opened + row[inside]
            else:
                now[inside] = went_on + row[inside]
                came[inside] = inside
        back.append(came)
        score = now
    label = score.index(max(score))
    path = [label]
    for steps in reversed(back):
        label = steps[label]
        path.append(label)
    path.reverse()
    return path


@cache
def load_model(path: Path) -> Model | None:
    """Return the names model kept in a file, or None where there is no such file."""
    return Model(path) if path.is_file() else None
