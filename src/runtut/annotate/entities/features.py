"""What the names reader looks at: the word, its neighbours, its run of capitals, the same word elsewhere in the story.

Training and reading use these very functions. A feature is a short string; the model knows what each speaks for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from runtut.annotate.entities.lines import Lines, Lookup

_CLOSERS = frozenset('.?!:\n"“”')
_NONE: Counter[str] = Counter()
END = "¶"
"""How a line end is written in a feature."""
KINDS = ("PER", "ORG", "LOC")


class Vocabulary:
    """What is known of words and of names of several words: short codes, from a sorted table of text lines."""

    def __init__(self, lines: Lines) -> None:
        """Take the lines `word<TAB>code code`. A word's classes stand under `=` and its small form."""
        self._lines = lines
        self._codes = Lookup(self._one, self._every, "")
        self.forms = _Forms()
        self.known = _Known(self)

    def codes(self, word: str) -> list[str]:
        """Return the codes of a word; none for one that is not in the table."""
        codes = self._codes.get(word)
        return codes.split(" ") if codes else []

    def classes(self, word: str) -> list[str]:
        """Return the classes of a word, whatever its case."""
        return self.codes("=" + word.lower())

    def settle(self) -> None:
        """Make later lookups cheaper once there were many; asked between two stories."""
        self._codes.settle()

    def _one(self, word: str) -> str:
        return self._lines.behind(word) or ""

    def _every(self) -> dict[str, str]:
        pairs = (line.partition("\t") for line in self._lines.all())
        return {word: codes for word, _, codes in pairs}

    def forget(self) -> None:
        """Drop what is kept of words from story to story."""
        self.forms.clear()
        self.known.clear()


class _Forms(dict[str, tuple[str, str, bool]]):
    """How each word is written small, its shape, and whether it has a capital."""

    def __missing__(self, word: str) -> tuple[str, str, bool]:
        form = shape(word)
        made = self[word] = (END if word == "\n" else word.lower(), form, form[0] == "X")
        return made


class _Known(dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]):
    """The classes of each small form: bare, and as features of a word beside it on the right and on the left."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, low: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        found = self._vocabulary.classes(low)
        made = self[low] = (tuple(found), tuple("e-" + c for c in found), tuple("e+" + c for c in found))
        return made


def shape(word: str) -> str:
    """Return how a word is written: `Xx`, `x`, `X3` (capitals, three of them), `d4` (digits), or a mark itself."""
    if word[0].isdigit():
        return f"d{min(len(word), 4)}"
    if not word[0].isalpha():
        return "N" if word == "\n" else word
    if word.islower():
        return "x"
    if word.isupper():
        return "X." if len(word) == 2 and word[1] == "." else f"X{min(len(word), 6)}"
    if word[0].isupper():
        return "Xx" if word[1:].islower() else "Xm"
    return "xX"


def word_features(word: str, vocabulary: Vocabulary) -> tuple[list[str], list[str], list[str]]:
    """Return the features of a word at its own place, for its neighbours, and for those two places off."""
    if word == "\n":
        word = END
    low, form = word.lower(), shape(word)
    classes = vocabulary.classes(word)
    here = ["w=" + word, "l=" + low, "s=" + form, *classes]
    beside = ["l=" + low, "s=" + form, *classes]
    near = ["l=" + low, *classes]
    if form[0] in "Xx":
        here += ["<" + word[:2], "<" + word[:3], ">" + low[-2:], ">" + low[-3:], ">" + low[-4:]]
        beside.append(">" + low[-3:])
    for code in vocabulary.codes(word):
        here.append(code)
        if code[0] in _BESIDE:
            beside.append(code)
        if code[0] in _NEAR:
            near.append(code)
    return here, beside, near


# codes: a b c d clusters, the finer the later, d of another kind; P O L words of long lists; r tables of the pack;
# x y z what the word has been read as in much news; u v what stands behind and before it
_BESIDE = frozenset("abdrxuvzi")
_NEAR = frozenset("axuv")


class Document:
    """The words of one passage with what the features need, worked out once.

    What surrounds a word comes in groups that words share - those of a run of capitals, those of a word wherever it
    stands - so that a reader adds up each group once. `features` gives them all.
    """

    def __init__(self, words: Sequence[str], vocabulary: Vocabulary, joiners: frozenset[str]) -> None:
        """Take the words; a run of capitals goes on over small words of `joiners`."""
        self.words = words
        self._joiners = joiners
        self.count = len(words)
        forms = list(map(vocabulary.forms.__getitem__, words))
        edge = [vocabulary.forms["\n"]]
        padded = edge + forms + edge
        self._low = [form[0] for form in padded]
        self._shapes = [form[1] for form in padded]
        self.capital = [form[2] for form in forms]
        self._vocabulary = vocabulary
        self.runs: dict[int, tuple[int, int]] = {}
        """For each place in a run of capitals, where the run begins and ends."""
        self.elsewhere: dict[str, set[str]] = {}
        """For each word with a capital, the features of all its places."""
        self.tables: dict[int, str] = {}
        """The feature of a place within a name of the lists."""
        self._find_runs()

    def _classes(self, at: int) -> tuple[str, ...]:
        return self._vocabulary.known[self._low[at + 1]][0] if 0 <= at < self.count else ()

    def _find_runs(self) -> None:
        capital, low, count, joiners = self.capital, self._low, self.count, self._joiners
        small = {w for w, form in zip(low, self._shapes, strict=True) if form == "x"}
        end = 0
        for at in [at for at, large in enumerate(capital) if large]:
            if at < end:
                continue
            end = at + 1
            while end < count and (capital[end] or (low[end + 1] in joiners and end + 1 < count and capital[end + 1])):
                end += 1
            run = (at, end)
            first = at
            for each in range(at, end):
                self.runs[each] = run
                if not capital[each]:
                    self._note(first, each, small)
                    first = each + 1
            self._note(first, end, small)

    def _note(self, first: int, last: int, small: set[str]) -> None:
        words, low, known = self.words, self._low, self._vocabulary.known
        for at in range(first, last):
            word = words[at]
            seen = self.elsewhere.get(word)
            if seen is None:
                seen = self.elsewhere[word] = set()
            if last - first == 1:
                seen.add("e:S")
            elif at == first:
                seen.add("e:B")
            elif at == last - 1:
                seen.add("e:E")
            else:
                seen.add("e:M")
            if low[at + 1] in small:
                seen.add("e:low")
            if at > first:
                seen.update(known[low[at]][1])
            elif at and words[at - 1] not in _CLOSERS:
                seen.add("e:in")
                seen.update(known[low[at]][1])
            if at == last - 1 and last < self.count:
                seen.update(known[low[last + 1]][2])
                behind = words[last]
                if behind == "(" and last + 1 < self.count and words[last + 1].isdigit():
                    seen.add("e:age")
                elif behind == ")":
                    seen.add("e:par")
        if last - first > 1:
            self._look_up(first, last)

    def _look_up(self, first: int, last: int) -> None:
        at = first
        while at < last - 1:
            for end in range(min(last, at + 4), at + 1, -1):
                codes = self._vocabulary.codes(" ".join(self.words[at:end]))
                if codes:
                    for each in range(at, end):
                        self.tables[each] = ("gB" if each == at else "gE" if each == end - 1 else "gI") + codes[0]
                    at = end - 1
                    break
            at += 1

    def context(self, at: int) -> tuple[str, ...]:
        """Return the features of a place that its two neighbours give."""
        before, here, behind = self._low[at : at + 3]
        left, own, right = self._shapes[at : at + 3]
        return (
            f"1{before}|{here}",
            f"2{here}|{behind}",
            f"3{left}|{own}|{right}",
            f"4{before}|{own}",
            f"5{own}|{behind}",
            f"6{before}|{own}|{behind}",
        )

    def opening(self, run: tuple[int, int]) -> list[str]:
        """Return the features that how a run of capitals begins gives to each of its places but the first."""
        first = run[0]
        found = ["Rh" + self._low[first + 1], "Rp" + self._low[first]]
        found.extend(["RH" + c for c in self._classes(first)])
        found.extend(["RP" + c for c in self._classes(first - 1)])
        return found

    def closing(self, run: tuple[int, int]) -> list[str]:
        """Return the features that how a run of capitals ends gives to each of its places but the last."""
        last = run[1]
        found = ["Rn" + self._low[last + 1], "Rt" + self._low[last]]
        found.extend(["RT" + c for c in self._classes(last - 1)])
        return found

    def features(self, at: int) -> list[str]:
        """Return what stands around the word at a place, beside the features of the words themselves."""
        found = list(self.context(at))
        if at in self.tables:
            found.append(self.tables[at])
        if self.capital[at]:
            found.extend(self.elsewhere[self.words[at]])
        run = self.runs.get(at)
        if run is not None:
            first, last = run
            found.extend(within(*place_in_run(at, run)))
            if at > first:
                found.extend(self.opening(run))
            if at < last - 1:
                found.extend(self.closing(run))
        return found


def place_in_run(at: int, run: tuple[int, int]) -> tuple[int, int, int]:
    """Return how long a run is, how far a place is from its beginning and from its end, none beyond what counts."""
    first, last = run
    return min(last - first, 6), min(at - first, 3), min(last - 1 - at, 3)


def within(length: int, before: int, behind: int) -> tuple[str, str]:
    """Return the features of a place in a run of capitals."""
    return f"Rl{length}", f"Ra{before},{behind}"


class FirstReading:
    """What a first reading of the whole passage made of it, for the second."""

    def __init__(self, document: Document, labels: Sequence[str], places: Sequence[int]) -> None:
        """Take the labels, and the places that were read."""
        words, capital = document.words, document.capital
        self.document, self.labels = document, labels
        self._of_word: dict[str, Counter[str]] = {}
        of_name: dict[tuple[str, ...], Counter[str]] = {}
        names = [(first, last, kind, tuple(words[first:last])) for first, last, kind in spans(labels)]
        self.parts: dict[int, str] = {}
        """For a place in a name, which part of a name of which kind it is."""
        for first, last, kind, name in names:
            of_name.setdefault(name, Counter())[kind] += 1
            for at in range(first, last):
                part = self.parts[at] = ("S" if last - first == 1 else "B" if at == first else "I") + kind
                if capital[at]:
                    self._of_word.setdefault(words[at], Counter())[part] += 1
        self.alike: dict[int, list[str]] = {}
        """For a place in a name that stands elsewhere too, the features of what it was read as there."""
        for first, last, kind, name in names:
            counts = of_name[name]
            if counts.total() > 1:
                same = [
                    f"U{each}{'+' if count - (each == kind) > 1 else ''}"
                    for each, count in counts.items()
                    if count > (each == kind)
                ]
                self.alike.update(dict.fromkeys(range(first, last), same))
        self._total = Counter([words[at] for at in places if capital[at]])

    def elsewhere(self, word: str, label: str, part: str) -> list[str]:
        """Return the features of what a word was read as at its other places."""
        others = self._total[word] - 1
        if others <= 0:
            return ["N0"]
        counts = dict.fromkeys(KINDS, 0)
        features = [f"N{min(others, 3)}"]
        for each, count in self._of_word.get(word, _NONE).items():
            rest = count - (each == part)
            if rest > 0:
                counts[each[1:]] += rest
                features.append("P" + each)
        counts["O"] = others - sum(counts.values())
        features += [f"M{kind}{_share(count / others)}" for kind, count in counts.items() if count > 0]
        features.append(f"Q{max(counts, key=counts.__getitem__)}|{label}")
        return features


def label_features(document: Document, labels: Sequence[str], places: Sequence[int]) -> list[list[str]]:
    """Return the features that a first reading of the whole passage gives to each of `places` for the second.

    They are the labels around the place, and what the same word and the same name were read as elsewhere.
    """
    first = FirstReading(document, labels, places)
    found = []
    for at in places:
        left = labels[at - 1] if at else "O"
        right = labels[at + 1] if at + 1 < len(labels) else "O"
        features = list(labels_around(left, labels[at], right))
        if document.capital[at]:
            features += first.elsewhere(document.words[at], labels[at], first.parts.get(at, ""))
            features += first.alike.get(at, ())
        found.append(features)
    return found


def labels_around(left: str, label: str, right: str) -> tuple[str, ...]:
    """Return the features of three labels in a row."""
    return "A" + label, "B" + left, "C" + right, f"D{left}|{label}|{right}"


def _share(share: float) -> int:
    return 1 if share < 1 / 3 else 2 if share < 2 / 3 else 3 if share < 1 else 4


def spans(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return first place, last place (half open) and kind of every name that the labels mark."""
    found = []
    end, count = 0, len(labels)
    for at in [at for at, label in enumerate(labels) if label != "O"]:
        if at < end:
            continue
        kind = labels[at][2:]
        end = at + 1
        inside = "I-" + kind
        while end < count and labels[end] == inside:
            end += 1
        found.append((at, end, kind))
    return found
