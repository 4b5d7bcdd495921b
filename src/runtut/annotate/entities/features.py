"""What the names reader looks at: the word, its neighbours, its run of capitals, the same word elsewhere in the story.

Training and reading use these very functions. A feature is a short string; the model knows what each speaks for.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

_CLOSERS = frozenset('.?!:\n"“”')
_JOINERS = frozenset(("dan", "of", "bin", "binti", "de", "van", "al", "the"))
_NONE: Counter[str] = Counter()
END = "¶"
"""How a line end is written in a feature."""
KINDS = ("PER", "ORG", "LOC")


class Vocabulary:
    """What is known of words and of names of several words: short codes, from a sorted table of text lines."""

    def __init__(self, lines: list[str]) -> None:
        """Take the lines `word<TAB>code code`, sorted. A word's classes stand under `=` and its small form."""
        self._lines = lines

    def codes(self, word: str) -> list[str]:
        """Return the codes of a word; none for one that is not in the table."""
        key = word + "\t"
        at = bisect_left(self._lines, key)
        if at < len(self._lines) and self._lines[at].startswith(key):
            return self._lines[at][len(key) :].split(" ")
        return []

    def classes(self, word: str) -> list[str]:
        """Return the classes of a word, whatever its case."""
        return self.codes("=" + word.lower())


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
    """The words of one passage with what the features need, worked out once."""

    def __init__(
        self,
        words: Sequence[str],
        vocabulary: Vocabulary,
        known: dict[str, tuple[str, ...]],
        forms: dict[str, tuple[str, str]],
    ) -> None:
        """Take the words; `known` keeps the classes of words from story to story, `forms` how they are written."""
        self.words = words
        self.count = len(words)
        for word in set(words).difference(forms):
            forms[word] = (END if word == "\n" else word.lower(), shape(word))
        self.low = [forms[w][0] for w in words]
        self.shapes = [forms[w][1] for w in words]
        self.capital = [f[0] == "X" for f in self.shapes]
        self._vocabulary = vocabulary
        self._known = known
        self.runs: list[tuple[int, int] | None] = [None] * self.count
        self.elsewhere: dict[str, set[str]] = {}
        self._tables: dict[int, str] = {}
        self._find_runs()

    def classes(self, at: int) -> tuple[str, ...]:
        """Return the classes of the word at a place; none beyond either end."""
        if not 0 <= at < self.count:
            return ()
        low = self.low[at]
        found = self._known.get(low)
        if found is None:
            found = self._known[low] = tuple(self._vocabulary.classes(low))
        return found

    def _find_runs(self) -> None:
        words, capital, low, count = self.words, self.capital, self.low, self.count
        small = {w for w, form in zip(words, self.shapes, strict=True) if form == "x"}
        end = 0
        for at, large in enumerate(capital):
            if not large or at < end:
                continue
            end = at + 1
            while end < count and (capital[end] or (low[end] in _JOINERS and end + 1 < count and capital[end + 1])):
                end += 1
            for each in range(at, end):
                self.runs[each] = (at, end)
            first = at
            while first < end:
                if not capital[first]:
                    first += 1
                    continue
                last = first + 1
                while last < end and capital[last]:
                    last += 1
                self._note(first, last, small)
                first = last

    def _note(self, first: int, last: int, small: set[str]) -> None:
        words = self.words
        before = words[first - 1] if first else "\n"
        behind = words[last] if last < self.count else "\n"
        for at in range(first, last):
            word = words[at]
            seen = self.elsewhere.setdefault(word, set())
            if last - first == 1:
                seen.add("e:S")
            elif at == first:
                seen.add("e:B")
            elif at == last - 1:
                seen.add("e:E")
            else:
                seen.add("e:M")
            if word.lower() in small:
                seen.add("e:low")
            if at > first:
                seen.update("e-" + c for c in self.classes(at - 1))
            elif before not in _CLOSERS:
                seen.add("e:in")
                seen.update("e-" + c for c in self.classes(at - 1))
            if at == last - 1:
                seen.update("e+" + c for c in self.classes(last))
                if behind == "(" and last + 1 < self.count and words[last + 1].isdigit():
                    seen.add("e:age")
                elif behind == ")":
                    seen.add("e:par")
        self._look_up(first, last)

    def _look_up(self, first: int, last: int) -> None:
        at = first
        while at < last - 1:
            for end in range(min(last, at + 4), at + 1, -1):
                codes = self._vocabulary.codes(" ".join(self.words[at:end]))
                if codes:
                    for each in range(at, end):
                        self._tables[each] = ("gB" if each == at else "gE" if each == end - 1 else "gI") + codes[0]
                    at = end - 1
                    break
            at += 1

    def features(self, at: int) -> list[str]:
        """Return what stands around the word at a place, beside the features of the words themselves."""
        low, shapes, count = self.low, self.shapes, self.count
        here, own = low[at], shapes[at]
        if at:
            before, left = low[at - 1], shapes[at - 1]
        else:
            before, left = END, "N"
        if at + 1 < count:
            behind, right = low[at + 1], shapes[at + 1]
        else:
            behind, right = END, "N"
        found = [
            f"1{before}|{here}",
            f"2{here}|{behind}",
            f"3{left}|{own}|{right}",
            f"4{before}|{own}",
            f"5{own}|{behind}",
            f"6{before}|{own}|{behind}",
        ]
        table = self._tables.get(at)
        if table is not None:
            found.append(table)
        if self.capital[at]:
            found.extend(self.elsewhere[self.words[at]])
        run = self.runs[at]
        if run is not None:
            first, last = run
            found.append(f"Rl{min(last - first, 6)}")
            found.append(f"Ra{min(at - first, 3)},{min(last - 1 - at, 3)}")
            if at > first:
                found.append("Rh" + low[first])
                found.append("Rp" + (low[first - 1] if first else END))
                found.extend("RH" + c for c in self.classes(first))
                found.extend("RP" + c for c in self.classes(first - 1))
            if at < last - 1:
                found.append("Rn" + (low[last] if last < count else END))
                found.append("Rt" + low[last - 1])
                found.extend("RT" + c for c in self.classes(last - 1))
        return found


def label_features(document: Document, labels: Sequence[str], places: Sequence[int]) -> list[list[str]]:
    """Return the features that a first reading of the whole passage gives to each of `places` for the second.

    They are the labels around the place, and what the same word and the same name were read as elsewhere.
    """
    words, capital = document.words, document.capital
    of_word: dict[str, Counter[str]] = {}
    of_name: dict[tuple[str, ...], Counter[str]] = {}
    names = spans(labels)
    parts: dict[int, str] = {}
    for first, last, kind in names:
        of_name.setdefault(tuple(words[first:last]), Counter())[kind] += 1
        for at in range(first, last):
            parts[at] = ("S" if last - first == 1 else "B" if at == first else "I") + kind
            if capital[at]:
                of_word.setdefault(words[at], Counter())[parts[at]] += 1
    alike: dict[int, list[str]] = {}
    for first, last, kind in names:
        counts = of_name[tuple(words[first:last])]
        if counts.total() > 1:
            same = [
                f"U{each}{'+' if count - (each == kind) > 1 else ''}"
                for each, count in counts.items()
                if count > (each == kind)
            ]
            alike.update(dict.fromkeys(range(first, last), same))
    total = Counter(words[at] for at in places if capital[at])
    seen: dict[tuple[str, str, str], list[str]] = {}
    found = []
    end = len(labels) - 1
    for at in places:
        label = labels[at]
        left = labels[at - 1] if at else "O"
        right = labels[at + 1] if at < end else "O"
        features = ["A" + label, "B" + left, "C" + right, f"D{left}|{label}|{right}"]
        if capital[at]:
            word, part = words[at], parts.get(at, "")
            key = (word, label, part)
            if key not in seen:
                seen[key] = _elsewhere(of_word.get(word, _NONE), total[word] - 1, label, part)
            features += seen[key]
            if at in alike:
                features += alike[at]
        found.append(features)
    return found


def _elsewhere(read: Counter[str], others: int, label: str, part: str) -> list[str]:
    """Return the features of what a word was read as at its other places."""
    if others <= 0:
        return ["N0"]
    counts = dict.fromkeys(KINDS, 0)
    features = [f"N{min(others, 3)}"]
    for each, count in read.items():
        rest = count - (each == part)
        if rest > 0:
            counts[each[1:]] += rest
            features.append("P" + each)
    counts["O"] = others - sum(counts.values())
    features += [f"M{kind}{_share(count / others)}" for kind, count in counts.items() if count > 0]
    features.append(f"Q{max(counts, key=counts.__getitem__)}|{label}")
    return features


def _share(share: float) -> int:
    return 1 if share < 1 / 3 else 2 if share < 2 / 3 else 3 if share < 1 else 4


def spans(labels: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return first place, last place (half open) and kind of every name that the labels mark."""
    found = []
    at, count = 0, len(labels)
    while at < count:
        if labels[at] == "O":
            at += 1
            continue
        kind = labels[at][2:]
        end = at + 1
        inside = "I-" + kind
        while end < count and labels[end] == inside:
            end += 1
        found.append((at, end, kind))
        at = end
    return found
