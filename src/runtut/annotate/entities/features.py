"""What the names reader looks at: the word, its neighbours, its run of capitals, the same word elsewhere in the story.

Training and reading use these very functions. A feature is a short string; the model knows what each speaks for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from runtut.annotate.entities.lines import Lines, Lookup

_CLOSERS = frozenset('.?!:\n"“”')
_NONE: dict[str, int] = {}
_TWICE = 2
END = "¶"
"""How a line end is written in a feature."""
KINDS = ("PER", "ORG", "LOC")
NOWHERE = "N0"
"""The feature of a word that stands nowhere else."""


class Vocabulary:
    """What is known of words and of names of several words: short codes, from a sorted table of text lines."""

    def __init__(self, lines: Lines) -> None:
        """Take the lines `word<TAB>code code`. A word's classes stand under `=` and its small form."""
        self._lines = lines
        self._codes = Lookup(self._one, self._every, "")
        self.forms = _Forms()
        self.groups = _Groups(self)

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
        self.groups.clear()


Form = tuple[str, str, bool]
"""How a word is written small, its shape, and whether it has a capital."""


class _Forms(dict[str, Form]):
    """The form of each word."""

    def __missing__(self, word: str) -> Form:
        form = shape(word)
        made = self[word] = (END if word == "\n" else word.lower(), form, form[0] == "X")
        return made


class _Groups(dict[str, tuple[str, ...]]):
    """The features that a word gives to others, by two letters for where it stands and its small form.

    `Rp` stands before a run of capitals, `Rh` opens it, `Rt` ends it, `Rn` stands behind it; `e-` and `e+` stand before
    and behind another place of the same word, `e:` is a fact about such a place.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, key: str) -> tuple[str, ...]:
        place, low = key[:2], key[2:]
        if place in ("Rn", "e:"):
            made: tuple[str, ...] = (key,)
        else:
            classes = self._vocabulary.classes(low)
            made = tuple(
                [place + c for c in classes] if place[0] == "e" else [key, *[place.upper() + c for c in classes]]
            )
        self[key] = made
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
        padded = self._forms = edge + forms + edge
        self._low = [form[0] for form in padded]
        self._shapes = [form[1] for form in padded]
        self.capital = [form[2] for form in forms]
        self._vocabulary = vocabulary
        self.runs: dict[int, tuple[int, int]] = {}
        """For each place in a run of capitals, where the run begins and ends."""
        self.elsewhere: dict[str, set[str]] = {}
        """For each word with a capital, what gives it the features of all its places (`Vocabulary.groups`)."""
        self.often: set[str] = set()
        """The words with a capital that stand in several places."""
        self.tables: dict[int, str] = {}
        """The feature of a place within a name of the lists."""
        self._find_runs()

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
        words, low = self.words, self._low
        for at in range(first, last):
            word = words[at]
            seen = self.elsewhere.get(word)
            if seen is None:
                seen = self.elsewhere[word] = set()
            else:
                self.often.add(word)
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
                seen.add("e-" + low[at])
            elif at and words[at - 1] not in _CLOSERS:
                seen.add("e:in")
                seen.add("e-" + low[at])
            if at == last - 1 and last < self.count:
                seen.add("e+" + low[last + 1])
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

    def of_all_places(self, word: str) -> set[str]:
        """Return the features that a word with a capital has of all its places."""
        return set().union(*map(self._vocabulary.groups.__getitem__, self.elsewhere[word]))

    def around(self, at: int) -> tuple[str, str]:
        """Return the features of a place that it has of its two neighbours together."""
        low, shapes = self._low, self._shapes
        own, behind = shapes[at + 1], at + 2
        return f"3{shapes[at]}|{own}|{shapes[behind]}", f"6{low[at]}|{own}|{low[behind]}"

    def opening(self, run: tuple[int, int]) -> tuple[str, str]:
        """Return what gives each place of a run of capitals but the first the features of how it begins (`Vocabulary.groups`)."""
        first = run[0]
        return "Rh" + self._low[first + 1], "Rp" + self._low[first]

    def closing(self, run: tuple[int, int]) -> tuple[str, str]:
        """Return what gives each place of a run of capitals but the last the features of how it ends (`Vocabulary.groups`)."""
        last = run[1]
        return "Rn" + self._low[last + 1], "Rt" + self._low[last]

    def features(self, at: int) -> list[str]:
        """Return what stands around the word at a place, beside the features of the words themselves."""
        groups = self._vocabulary.groups
        before, here, behind = self._forms[at : at + 3]
        found = [*self.around(at), *pair(before, here)[1], *pair(here, behind)[0]]
        if at in self.tables:
            found.append(self.tables[at])
        if self.capital[at]:
            found.extend(self.of_all_places(self.words[at]))
        run = self.runs.get(at)
        if run is not None:
            first, last = run
            found.extend(within(at - first, last - 1 - at))
            if at > first:
                for each in self.opening(run):
                    found.extend(groups[each])
            if at < last - 1:
                for each in self.closing(run):
                    found.extend(groups[each])
        return found


def within(before: int, behind: int) -> tuple[str, str]:
    """Return the features of a place in a run of capitals with so many words before and behind it."""
    return f"Rl{min(before + 1 + behind, 6)}", f"Ra{min(before, 3)},{min(behind, 3)}"


def pair(left: Form, right: Form) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return the features that two neighbours give to the first of them, and those that they give to the second."""
    return (
        (f"2{left[0]}|{right[0]}", f"5{left[1]}|{right[0]}"),
        (f"1{left[0]}|{right[0]}", f"4{left[0]}|{right[1]}"),
    )


class FirstReading:
    """What a first reading of the whole passage made of it, for the second."""

    def __init__(self, document: Document, labels: Sequence[str], places: Sequence[int]) -> None:
        """Take the labels, and the places that were read."""
        words, capital = document.words, document.capital
        self.document, self.labels = document, labels
        total = self._total = Counter([words[at] for at in places if capital[at]])
        self._of_word: dict[str, dict[str, int]] = {}
        of_name: dict[tuple[str, ...], dict[str, int]] = {}
        names = [(first, last, kind, tuple(words[first:last])) for first, last, kind in spans(labels)]
        self.parts: dict[int, str] = {}
        """For a place in a name, which part of a name of which kind it is."""
        for first, last, kind, name in names:
            kinds = of_name.setdefault(name, {})
            kinds[kind] = kinds.get(kind, 0) + 1
            for at in range(first, last):
                part = self.parts[at] = ("S" if last - first == 1 else "B" if at == first else "I") + kind
                if capital[at] and total[words[at]] > 1:
                    parts = self._of_word.setdefault(words[at], {})
                    parts[part] = parts.get(part, 0) + 1
        self.alike: dict[int, list[str]] = {}
        """For a place in a name that stands elsewhere too, the features of what it was read as there."""
        for first, last, kind, name in names:
            counts = of_name[name]
            if sum(counts.values()) > 1:
                same = [
                    f"U{each}{'+' if count - (each == kind) > 1 else ''}"
                    for each, count in counts.items()
                    if count > (each == kind)
                ]
                self.alike.update(dict.fromkeys(range(first, last), same))

    def alone(self, word: str) -> bool:
        """Whether a word stands nowhere else."""
        return self._total[word] < _TWICE

    def elsewhere(self, word: str, label: str, part: str) -> list[str]:
        """Return the features of what a word was read as at its other places."""
        others = self._total[word] - 1
        if others <= 0:
            return [NOWHERE]
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
