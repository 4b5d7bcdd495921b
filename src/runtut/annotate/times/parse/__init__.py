"""The grammar: text in, drafts of times out, in one walk over the words.

A time begins at a digit or at a word of the pack. There the readers for that kind of word are tried, in the
order of `_ORDER`; the first that can read on from there wins, and the walk goes on behind what it read. Each
module of this package reads one kind of time; `days` puts a day together from what its neighbours read.
"""

from __future__ import annotations

from collections.abc import Callable

from runtut.annotate.times.draft import Draft, Kind
from runtut.annotate.times.parse.lengths import Lengths
from runtut.annotate.times.parse.sets import Sets
from runtut.annotate.times.parse.spans import Spans
from runtut.annotate.times.words import Words, folded

_ORDER = ("set", "day", "clock", "century", "season", "month", "year", "unit", "edge", "length", "one", "vague")


class Parser(Sets, Lengths, Spans):
    """Reads the drafts of one passage."""

    def __init__(self, words: Words, text: str, part: str, published: int | None = None) -> None:
        super().__init__(words, text, part, published)
        self.readers: dict[str, Callable[[int], Draft | None]] = {
            "set": self._set,
            "clock": self._day,
            "day": self._day,
            "century": self._century,
            "season": self._season,
            "month": self._month,
            "year": self._year,
            "edge": self._edge,
            "unit": self._unit,
            "length": self._length,
            "one": self._one_unit,
            "vague": self._vague,
        }

    def drafts(self) -> list[Draft]:
        """Return the drafts in order."""
        found: list[Draft] = []
        triggers = self.w.triggers
        at = 0
        for token in self.w.openers.finditer(self.text):
            start = token.start()
            if start < at:
                continue
            word = token.group()
            if word[0].isdigit():
                draft = self._digits(start)
            else:
                kinds = triggers[word]
                if self._glued(start):
                    continue
                if self.text[token.end() : token.end() + 1] == "-" and (
                    self.text[token.end() + 1 : token.end() + 1 + len(word)].lower() == word.lower()
                ):
                    at = token.end() + 1 + len(word)  # a word said twice is a plural: "minggu-minggu"
                    continue
                draft = self._first(start, kinds)
            if draft is not None and draft.end > start:
                found.append(draft)
                at = draft.end
        return found

    def _first(self, pos: int, kinds: frozenset[str]) -> Draft | None:
        for kind in _ORDER:
            if kind in kinds:
                draft = self.readers[kind](pos)
                if draft is not None:
                    return draft
        return None

    def _glued(self, pos: int) -> bool:
        """Whether a letter or digit, or a hyphen after one, stands right before `pos`."""
        if pos == 0:
            return False
        before = self.text[pos - 1]
        return before.isalnum() or (before in "-_@#&" and pos > 1 and self.text[pos - 2].isalnum())

    def _digits(self, pos: int) -> Draft | None:
        text = self.text
        before = text[pos - 1] if pos else " "
        if before.isalpha() or before in "$£€+#@_":
            return None
        if before in ".,:/-–" and pos > 1 and text[pos - 2].isalnum():
            sure = self.w.bare_clock.match(text, pos) or (text[pos - 2].isalpha() and self.w.named.match(text, pos))
            return self._day(pos) if before == "/" and sure else None
        alone = self.w.lone_number.match(text, pos)
        if alone is not None and alone["behind"] not in self.w.behind_number:
            return None
        return self._day(pos) or self._times(pos) or self._length(pos) or self._year(pos)

    def _vague(self, pos: int) -> Draft | None:
        m = self.w.vague.match(self.text, pos)
        if m is None:
            return None
        return Draft(pos, m.end(), Kind.VAGUE, "vague", value=self.t.vague[folded(m.group("v"))])


__all__ = ["Parser"]
