"""Months, and the quarters and halves of a year."""

from __future__ import annotations

import re
from decimal import Decimal

from runtut.annotate.times.draft import Draft, Kind
from runtut.annotate.times.parse.numbers import small_number
from runtut.annotate.times.parse.reading import BLANK, NEXT_CAPITAL, PREVIOUS_WORD, Reading
from runtut.annotate.times.words import folded
from runtut.languages.schema.times import Reference
from runtut.record import Unit


class Months(Reading):
    """Reads months and seasons."""

    def _month(self, pos: int) -> Draft | None:
        text, w = self.text, self.w
        m = w.month_short.match(text, pos)
        if m:
            number = w.months[m.group("m").lower()]
            year = int(m.group("y"))
            return Draft(pos, m.end(), Kind.MONTH, "month", months=(number, None), year=year,
                         date=self._month_only_piece(number, year, pos, m.end()))  # fmt: skip
        m = w.month.match(text, pos)
        if m is None:
            return None
        number = w.months[m.group("m").lower()]
        last = w.months[m.group("m2").lower()] if m.group("m2") else None
        year_text = m.group("y")
        draft = Draft(
            pos, m.end(), Kind.MONTH, "month", months=(number, last), year=int(year_text) if year_text else None
        )
        self._month_tail(draft)
        if draft.year is None and (pair := w.month_pair.match(text, m.end())):
            draft.year = int(pair.group("y"))
        bare = draft.year is None and draft.reference is None and m.group("word") is None
        if bare and not self._month_alone(m, pos):
            return None
        draft.date = self._month_only_piece(number, draft.year, pos, m.end())
        return draft

    def _month_tail(self, draft: Draft) -> None:
        gap = BLANK.match(self.text, draft.end)
        if gap is None:
            return
        if m := self.w.unit_of_day.match(self.text, gap.end()):
            draft.unit = self.t.units[folded(m.group("u"))]
            draft.reference = self.t.references[folded(m.group("r"))]
            draft.end = m.end()
        elif m := self.w.reference.match(self.text, gap.end()):
            reference = self.t.references[folded(m.group("r"))]
            if reference in (Reference.LAST, Reference.NEXT, Reference.THIS):
                draft.reference = reference
                draft.end = m.end()

    def _month_alone(self, m: re.Match[str], pos: int) -> bool:
        """Whether a month's name without year or word around it is the month, and not part of a name."""
        if m.group("m")[0].islower():
            return False
        if NEXT_CAPITAL.match(self.text, m.end()) or self.w.not_after.match(self.text, m.end()):
            return False
        before = PREVIOUS_WORD.search(self.text, max(0, pos - 24), pos)
        if before is None:
            return pos > 0 or bool(m.group("m2"))
        word = before.group(1)
        return word[0].islower() or word.lower() in self.w.t.signals or word.lower() in self.w.prepositions

    def _season(self, pos: int) -> Draft | None:
        """Read a quarter or half of a year."""
        m = self.w.season.match(self.text, pos)
        if m is None:
            return None
        number = small_number(m.group("n"), {**self.t.numerals, **self.t.ordinals})
        if number is None or not 1 <= number <= (4 if m.group("q") else 2):
            return None
        draft = Draft(pos, m.end(), Kind.SPAN, "season", unit=Unit.MONTH, unit_count=3 if m.group("q") else 6)
        draft.amount = Decimal(number)
        if m.group("y"):
            draft.year = int(m.group("y"))
        elif m.group("yr"):
            words = folded(m.group("yr")).split()
            reference = self.t.references.get(" ".join(words[1:])) or self.t.references.get(words[-1])
            draft.year_shift = reference
        if m.group().count("(") > m.group().count(")") and self.text[m.end() : m.end() + 1] == ")":
            draft.end += 1
        return draft
