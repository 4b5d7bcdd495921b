"""Weekdays, and telling Sunday from the week, which is the same word written small."""

from __future__ import annotations

from runtut.annotate.times.draft import Draft
from runtut.annotate.times.parse.reading import BLANK, Reading
from runtut.languages.patterns import late
from runtut.record import Piece

_SPACE = late(r"[ \t\u00a0]")
_OPENERS = frozenset(".!?\"“”‘'(\n:;–—-•*")


class Weekdays(Reading):
    """Reads weekdays into drafts."""

    def _weekday(self, d: Draft, at: int, *, first: bool) -> int | None:
        text, w = self.text, self.w
        start = at
        named = False
        if m := w.day_word.match(text, at):
            gap = BLANK.match(text, m.end())
            if gap is None:
                return None
            start, named = gap.end(), True
        m = w.weekday.match(text, start)
        if m is None or (not first and d.part_of_day and not d.offset):
            return None
        word = m.group("w")
        if (
            m.group("w2") is None
            and word.lower() in self.w.week_words
            and not self._is_sunday(word, start, m.end(), named=named)
        ):
            return None
        d.weekday = Piece(start, m.end("w"), w.weekdays[word.lower()], self.part)
        if m.group("w2"):
            d.weekday_end = Piece(m.start("w2"), m.end(), w.weekdays[m.group("w2").lower()], self.part)
        return m.end()

    def _is_sunday(self, word: str, start: int, end: int, *, named: bool) -> bool:
        """Tell the day from the week, which is the same word written small."""
        if named or self.w.open_weekday.match(self.text, end):
            return True
        if word[0].islower():
            return False
        before = self.text[max(0, start - 3) : start].rstrip()
        opens = not before or before[-1] in _OPENERS or self.text[start - 1 : start] == "\n"
        reference = _SPACE.match(self.text, end) and self.w.reference.match(self.text, end + 1)
        if reference and (opens or self.part == "title" or reference.group()[0].isupper()):
            return False
        return word != word.upper() or len(word) < 2 or bool(reference is None)
