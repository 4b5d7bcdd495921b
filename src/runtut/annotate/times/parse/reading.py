"""What every reader of times shares: the words, the passage, and the small patterns around a word."""

from __future__ import annotations

from runtut.annotate.times.words import Words
from runtut.languages.patterns import late
from runtut.record import CalendarDate, Piece

BLANK = late(r"[ \t\u00a0]{1,2}")
PREVIOUS_WORD = late(r"([^\W\d_]+)[ \t\u00a0]{1,2}$")
NEXT_CAPITAL = late(r"[ \t\u00a0][A-Z][a-z]")


class Reading:
    """One passage to be read with the words of a pack; `published` is the year of publication."""

    def __init__(self, words: Words, text: str, part: str, published: int | None = None) -> None:
        self.published = published
        self.w = words
        self.t = words.t
        self.text = text
        self.part = part

    def _piece_date(self, year: str | None, month: str, day: str, start: int, end: int) -> Piece[CalendarDate]:
        number = int(month) if month.isdigit() else self.w.months[month.lower()]
        full = None if year is None else int(year) + (0 if len(year) > 2 else 2000 if int(year) < 70 else 1900)
        return Piece(start, end, CalendarDate(full, number, int(day), year_stated=full is not None), self.part)

    def _month_only_piece(self, month: int, year: int | None, start: int, end: int) -> Piece[CalendarDate]:
        return Piece(start, end, CalendarDate(year, month, None, year_stated=year is not None), self.part)
