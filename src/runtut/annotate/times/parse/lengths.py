"""Lengths: `dua hari`, `1,5 jam lalu`, `dua tahun tiga bulan`; an age is none."""

from __future__ import annotations

import re
from decimal import Decimal

from runtut.annotate.times.draft import Draft, Kind
from runtut.annotate.times.duration import SIZE, duration_value
from runtut.annotate.times.parse.days import Days
from runtut.annotate.times.parse.numbers import read_number
from runtut.annotate.times.parse.reading import PREVIOUS_WORD
from runtut.annotate.times.words import folded
from runtut.record import Unit


class Lengths(Days):
    """Reads lengths and what turns one into a moment, a window or a set."""

    def _times(self, pos: int) -> Draft | None:
        m = self.w.times.match(self.text, pos)
        if m is None:
            return None
        a, q = read_number(m.group("a"), self.t), read_number(m.group("q"), self.t)
        if a is None or q is None:
            return None
        return Draft(pos, m.end(), Kind.LENGTH, "times", amount=a * q, unit=self.t.units[folded(m.group("u"))])

    def _length(self, pos: int) -> Draft | None:
        text, w, t = self.text, self.w, self.t
        if not text[pos].isdigit():
            if half := w.half_clock.match(text, pos):
                return self._day(half.start())
            if times := self._times(pos):
                return times
        m = w.length.match(text, pos)
        if m is None:
            return None
        word = folded(m.group("u"))
        unit = t.units[word]
        draft = Draft(pos, m.end(), Kind.LENGTH, "length", unit=unit)
        if unit is Unit.YEAR and w.year_follows.match(text, m.end()):
            return None  # "Nomor 75 Tahun 2021"
        if self._in_a_name(m, pos):
            return None
        if word in w.week_words and m.group("u")[0].isupper() and w.open_weekday.match(text, m.end()):
            return None
        if m.group("few"):
            draft.amount = None
        else:
            draft.amount = read_number(m.group("q"), self.t)
            if draft.amount is None:
                return None
            if m.group("q2"):
                draft.upper = read_number(m.group("q2"), self.t)
                if draft.upper is not None and draft.upper <= draft.amount:
                    draft.upper = None
            if m.group("half"):
                draft.amount += Decimal("0.5")
        if self._is_age(draft, unit):
            return None
        factor = t.multiples.get(word)
        if factor and draft.amount is not None:
            draft.amount *= factor
            draft.upper = draft.upper * factor if draft.upper else None
        return self._finish_length(draft)

    def _in_a_name(self, m: re.Match[str], pos: int) -> bool:
        """Whether a length written with capitals stands behind another capital: "Perang Enam Hari"."""
        if self.part == "title" or not (m.group()[0].isupper() and m.group("u")[0].isupper()):
            return False
        before = PREVIOUS_WORD.search(self.text, max(0, pos - 24), pos)
        return before is not None and before.group(1)[0].isupper()

    def _one_unit(self, pos: int) -> Draft | None:
        text, w, t = self.text, self.w, self.t
        m = w.one_unit.match(text, pos)
        if m is None or w.rate_before.search(text, max(0, pos - 12), pos):
            if m is not None and self._follows_times(pos):
                return Draft(
                    pos, m.end(), Kind.SET, "set", value=duration_value(Decimal(1), t.one_unit[folded(m.group("o"))])
                )
            return None
        word = folded(m.group("o"))
        draft = Draft(pos, m.end(), Kind.LENGTH, "one", unit=t.one_unit[word], amount=Decimal(t.multiples.get(word, 1)))
        if m.group("half"):
            draft.amount = Decimal("1.5")
        if self._is_age(draft, t.one_unit[word]):
            return None
        return self._finish_length(draft)

    def _follows_times(self, pos: int) -> bool:
        before = PREVIOUS_WORD.search(self.text, max(0, pos - 12), pos)
        return before is not None and before.group(1).lower() in self.t.times_sign

    def _finish_length(self, draft: Draft) -> Draft:
        """Read on: a second, smaller length, and what turns the length into a moment, a window or a set."""
        text, w, t = self.text, self.w, self.t
        more: list[tuple[Decimal, Unit]] = []
        while draft.amount is not None and len(more) < 3 and (m := w.more.match(text, draft.end)):
            unit = t.units[folded(m.group("u"))]
            last = more[-1][1] if more else draft.unit
            q = read_number(m.group("q"), self.t)
            assert last is not None
            if q is None or (SIZE[unit] >= SIZE[last] and not (unit is last is Unit.DAY)):
                break
            if unit is not last:
                more.append((q, unit))
            draft.end = m.end()
        draft.more = tuple(more)
        if s := w.shift.match(text, draft.end):
            shift = t.shifts[folded(s.group("s"))]
            draft.shift = shift
            draft.end = s.end()
        return draft

    def _is_age(self, draft: Draft, unit: Unit) -> bool:
        """Whether a length says how old somebody is."""
        if unit not in (Unit.YEAR, Unit.MONTH):
            return False
        text, w = self.text, self.w
        start, end = draft.start, draft.end
        if w.age_after.match(text, end):
            return True
        before = text[max(0, start - 48) : start]
        if w.age_before.search(before):
            return not w.shift.match(text, end)
        if before.endswith("(") and text[end : end + 1] == ")":
            return True
        return bool(
            before.endswith(", ") and text[end : end + 1] in (",", ")", ".", "") and re.search(r"[A-Z]\w*, $", before)
        )
