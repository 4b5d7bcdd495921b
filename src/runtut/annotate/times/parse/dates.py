"""Dates of the calendar: in figures, with the month in letters, and the ranges made of them."""

from __future__ import annotations

import re

from runtut.annotate.times.draft import Draft
from runtut.annotate.times.parse.reading import NEXT_CAPITAL, PREVIOUS_WORD, Reading
from runtut.record import CalendarDate, Piece


class Dates(Reading):
    """Reads dates into drafts."""

    def _date(self, d: Draft, at: int, *, sure: bool, bare: bool = False) -> int | None:
        """Read a date; `sure` when what stands before it says that a date must follow."""
        text, w = self.text, self.w
        if (m := w.iso.match(text, at)) or (m := w.numeric.match(text, at)):
            d.date = self._piece_date(m.group("y"), m.group("m"), m.group("d"), at, m.end())
            if not sure and d.date.value.as_date() is None:
                d.date = None
                return None
            return m.end()
        if m := w.named.match(text, at):
            return self._named(d, m, at)
        if m := w.slash_range.match(text, at):
            if not sure and (m.group("y2") is None or not _plausible(m.group("d2"), m.group("m2"))):
                return None
            d.date = self._piece_date(m.group("y2"), m.group("m2"), m.group("d"), at, m.end("d"))
            d.date_end = self._piece_date(m.group("y2"), m.group("m2"), m.group("d2"), m.start("d2"), m.end())
            return m.end()
        if m := w.slash.match(text, at):
            if not sure and (
                m.group("y") is None
                or len(m.group("y")) == 2
                or not _plausible(m.group("d"), m.group("m"))
                or w.codes.search(text[max(0, at - 12) : at])
            ):
                return None
            year = m.group("y")
            if m.group("d2"):
                d.date_end = self._piece_date(m.group("y2"), m.group("m2"), m.group("d2"), m.start("d2"), m.end())
                year = year or m.group("y2")
                if m.group("y") is None and year and int(m.group("m")) > int(m.group("m2")):
                    year = str(int(year) - 1)
                stop = m.end("y") if m.group("y") else m.end("m")
                d.date = self._piece_date(year, m.group("m"), m.group("d"), at, stop)
            else:
                d.date = self._piece_date(year, m.group("m"), m.group("d"), at, m.end())
            return m.end()
        if m := w.misspelled.match(text, at):
            month = self._near_month(m.group("m"))
            if month is not None:
                d.date = self._piece_date(m.group("y"), str(month), m.group("d"), at, m.end())
                return m.end()
        if m := w.day_list.match(text, at):
            if d.weekday is not None:
                return None  # "Minggu dan Senin, tanggal 29 dan 30 September": which is whose is not said
            d.date = Piece(
                at,
                m.end(),
                CalendarDate(
                    int(m.group("y")) if m.group("y") else None,
                    w.months[m.group("m").lower()],
                    int(m.group("d")),
                    year_stated=m.group("y") is not None,
                ),
                self.part,
            )
            return m.end()
        if (
            bare
            and (m := w.bare_day.match(text, at))
            and not NEXT_CAPITAL.match(text, m.end())
            and 1 <= int(m.group("d")) <= 31
        ):
            d.date = Piece(at, m.end(), CalendarDate(None, None, int(m.group("d")), year_stated=False), self.part)
            return m.end()
        return None

    def _odd_date(self, d: Draft, at: int) -> int | None:
        """Read three numbers with slashes that are no date but stand where one must: `Senin (4/2024/2024)`."""
        m = self.w.odd.match(self.text, at)
        if m is None:
            return None
        value = CalendarDate(int(m.group("y")), int(m.group("m")), int(m.group("d")))
        d.date = Piece(at, m.end(), value, self.part)
        return m.end()

    def _named(self, d: Draft, m: re.Match[str], at: int) -> int | None:
        """Read a date with its month in letters, and the ranges made of it."""
        w, text = self.w, self.text
        name = m.group("m")
        if int(m.group("d")) > 39:
            return None
        if name.lower() not in self.t.months and not m.group("y") and not name[0].isupper():
            return None
        if m.group("d2") and int(m.group("d2")) < int(m.group("d")) and text[m.end("d")] == " ":
            before = PREVIOUS_WORD.search(text, max(0, at - 24), at)
            if before is not None and before.group(1)[0].isupper():
                return None  # a name with a number, a dash, a date: "Gim 3 - 2 Juni 2009"
        year = m.group("y")
        end = m.end()
        if text[end - 1] == "." and year is None and m.group("d3") is None:
            end = m.end("m")  # the stop ends the sentence
        if m.group("d3") and int(m.group("d3")) <= 39:
            year3 = m.group("y3")
            d.date_end = self._piece_date(year3, m.group("m3"), m.group("d3"), m.start("d3"), m.end())
            stop = m.end("y") if year else m.end("m")
            d.date = self._piece_date(year or year3, name, m.group("d"), at, stop)
            if year is None and year3 and w.months[m.group("m3").lower()] < w.months[name.lower()]:
                d.date = self._piece_date(str(int(year3) - 1), name, m.group("d"), at, stop)
            if text[end - 1] == "." and m.group("y3") is None:
                end = m.end("m3")
            return end
        if m.group("d2"):
            d.date = self._piece_date(year, name, m.group("d"), at, m.end("d"))
            d.date_end = self._piece_date(year, name, m.group("d2"), m.start("d2"), end)
            return end
        if year is None and (pair := w.date_pair.match(text, end)):
            earlier = w.months[name.lower()] > w.months[pair.group("m").lower()]  # "24 Desember sampai 3 Januari 2023"
            d.date = self._piece_date(str(int(pair.group("y")) - earlier), name, m.group("d"), at, end)
            return end
        d.date = self._piece_date(year, name, m.group("d"), at, end)
        return end

    def _near_month(self, word: str) -> int | None:
        """Return the month that a misspelled name is one letter, or one swap, away from."""
        lower = word.lower()
        for name, number in self.t.months.items():
            if len(name) > 3 and abs(len(name) - len(lower)) <= 1 and _one_slip(lower, name):
                return number
        return None


def _plausible(day: str, month: str) -> bool:
    return 1 <= int(day) <= 31 and 1 <= int(month) <= 12


def _one_slip(a: str, b: str) -> bool:
    """Whether two words differ by one letter added, dropped or changed, or by two neighbours swapped."""
    if len(a) == len(b):
        at = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
        return len(at) == 1 or (len(at) == 2 and at[1] == at[0] + 1 and a[at[0]] == b[at[1]] and a[at[1]] == b[at[0]])
    if len(a) > len(b):
        a, b = b, a
    return any(b[:i] + b[i + 1 :] == a for i in range(len(b)))
