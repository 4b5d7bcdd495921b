"""The grammar: text in, drafts of times out, in one walk over the words.

A time begins at a digit or at a word of the pack. There the readers for that kind of word are tried, in the
order of `_ORDER`; the first that can read on from there wins, and the walk goes on behind what it read. A day
is read piece by piece (weekday, date, part of day, clock, "last", ...) in whatever order the text gives them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from runtut.annotate.times.draft import Draft, Kind
from runtut.annotate.times.words import TOKEN, Words, folded
from runtut.languages.schema.times import Reference
from runtut.record import CalendarDate, ClockTime, Piece, Unit, Weekday

_SEPARATOR = re.compile(r"[ \t\u00a0]{0,2}(,?)[ \t\u00a0]{0,2}")
_BLANK = re.compile(r"[ \t\u00a0]{1,2}")
_PREVIOUS_WORD = re.compile(r"([^\W\d_]+)[ \t\u00a0]{1,2}$")
_NEXT_CAPITAL = re.compile(r"[ \t\u00a0][A-Z][a-z]")
_OPENERS = frozenset(".!?\"“”‘'(\n:;–—-•*")
_ORDER = ("set", "day", "clock", "century", "season", "month", "year", "unit", "edge", "length", "one", "vague")
_OF_A_NAME = 15
"""Years from publication beyond which a year right behind a name belongs to it: "Persatuan Wanasari 1973"."""

_ROMAN = {"I": 1, "V": 5, "X": 10}


class Parser:
    """Reads the drafts of one passage."""

    def __init__(self, words: Words, text: str, part: str, published: int | None = None) -> None:
        self.published = published
        self.w = words
        self.t = words.t
        self.text = text
        self.part = part
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
        for token in TOKEN.finditer(self.text):
            start = token.start()
            if start < at:
                continue
            word = token.group()
            if word[0].isdigit():
                draft = self._digits(start)
            else:
                kinds = triggers.get(word)
                if kinds is None or self._glued(start):
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

    # ---------------------------------------------------------------- numbers

    def _digits(self, pos: int) -> Draft | None:
        text = self.text
        before = text[pos - 1] if pos else " "
        if before.isalpha() or before in "$£€+#@_":
            return None
        if before in ".,:/-–" and pos > 1 and text[pos - 2].isalnum():
            sure = self.w.bare_clock.match(text, pos) or (text[pos - 2].isalpha() and self.w.named.match(text, pos))
            return self._day(pos) if before == "/" and sure else None
        return self._day(pos) or self._times(pos) or self._length(pos) or self._decade(pos) or self._year(pos)

    def _piece_date(self, year: str | None, month: str, day: str, start: int, end: int) -> Piece[CalendarDate]:
        number = int(month) if month.isdigit() else self.w.months[month.lower()]
        full = None if year is None else int(year) + (0 if len(year) > 2 else 2000 if int(year) < 70 else 1900)
        return Piece(start, end, CalendarDate(full, number, int(day), year_stated=full is not None), self.part)

    def _month_only_piece(self, month: int, year: int | None, start: int, end: int) -> Piece[CalendarDate]:
        return Piece(start, end, CalendarDate(year, month, None, year_stated=year is not None), self.part)

    # ---------------------------------------------------------------- days

    def _day(self, pos: int) -> Draft | None:
        draft = Draft(pos, pos, Kind.DAY, "day")
        at, comma = pos, False
        for _ in range(9):
            end = self._element(draft, at, comma=comma)
            if end is None:
                break
            draft.end = end
            gap = _SEPARATOR.match(self.text, end)
            assert gap is not None
            at, comma = gap.end(), bool(gap.group(1))
            if at == end and self.text[at : at + 1] not in "([":
                break
        if draft.end == pos or not self._stands(draft):
            return None
        return draft

    def _stands(self, d: Draft) -> bool:
        """Whether what was read is a time at all: a part of day alone is none, nor a weekday in a name."""
        if d.date:
            return True
        if d.weekday and d.part_of_day is None:
            before = self.text[max(0, d.start - 24) : d.start]
            after = d.weekday_end.end if d.weekday_end else d.weekday.end
            return not (self.w.not_before.search(before) or self.w.not_after.match(self.text, after))
        if d.weekday or d.offset or d.clock or d.value:
            return True
        return d.part_of_day is not None and (d.just_now or d.soon or d.reference is not None)

    def _element(self, d: Draft, at: int, *, comma: bool) -> int | None:
        """Read one piece of a day at `at` into the draft; return where it ends, or None."""
        text, w = self.text, self.w
        char = text[at : at + 1]
        if not char:
            return None
        first = d.end == d.start
        if char in "([":
            return None if first else self._in_brackets(d, at)
        if not first and d.clock is None and not comma and (m := w.zone.match(text, d.end)) and "(" not in m.group():
            return m.end()
        if char.isdigit():
            if d.date is not None and d.clock is None and not comma and (m := w.colon_clock.match(text, at)):
                d.clock = self._face(m, at, m.end())
                return m.end()
            if d.date is None and (first or d.weekday or (d.part_of_day and not comma) or (d.offset and not comma)):
                end = self._date(d, at, sure=d.weekday is not None)
                if end is not None:
                    return end
            return self._clock(d, at) if d.clock is None else None
        if comma and d.weekday is None and self._whole_day(d) and w.day_word.match(text, at):
            return self._weekday(d, at, first=False)  # "9 September 2022, hari Kamis"
        if comma and (m := w.date_word.match(text, at)) is None:
            if d.clock is None and (d.date or d.weekday):
                return self._clock(d, at)
            return None
        if d.date is None and (m := w.date_word.match(text, at)):
            gap = _BLANK.match(text, m.end())
            return None if gap is None else self._date(d, gap.end(), sure=True, bare=True)
        if comma:
            return None
        if first or (d.weekday is None and d.date is None):
            end = self._relative(d, at, first=first)
            if end is not None:
                return end
        if d.weekday is None and not d.date:
            end = self._weekday(d, at, first=first)
            if end is not None:
                return end
        if d.clock is None and (end := self._clock(d, at)) is not None:
            return end
        if not first and (end := self._tail(d, at)) is not None:
            return end
        if d.part_of_day is None and (m := w.part.match(text, at)):
            d.part_of_day = self.t.parts[folded(m.group("p"))]
            zone = w.zone.match(text, m.end())
            if zone and d.clock is not None and d.clock.value.zone is None:
                return self._zoned(d, zone)
            return m.end()
        return None

    def _whole_day(self, d: Draft) -> bool:
        """Whether the draft has read one date with its month, and no range."""
        return (
            d.date is not None
            and d.date_end is None
            and d.date.value.day is not None
            and d.date.value.month is not None
        )

    def _relative(self, d: Draft, at: int, *, first: bool) -> int | None:
        """Read a word that names a day by itself: yesterday, tonight, the next day."""
        text, w = self.text, self.w
        if m := w.deictic_part.match(text, at):
            if d.part_of_day is not None:
                return None
            d.part_of_day = self.t.parts[folded(m.group("p"))]
            night = self.t.nights.get(folded(m.group()))
            if night is not None:
                d.offset = Piece(at, m.end(), night, self.part)
            elif m.group("now"):
                d.just_now = True
            else:
                d.soon = True
            return m.end()
        if not first:
            return None
        if m := w.night.match(text, at):
            d.offset = Piece(at, m.end(), self.t.nights[folded(m.group())], self.part)
            d.part_of_day = "TNI"
            return m.end()
        for pattern, value in ((w.next_day, "+1"), (w.day_before, "-1"), (w.same_day, "+0")):
            if m := pattern.match(text, at):
                d.value, d.previous = value, True
                return m.end()
        if m := w.offset.match(text, at):
            d.offset = Piece(at, m.end(), self.t.offsets[folded(m.group())], self.part)
            return m.end()
        return None

    def _weekday(self, d: Draft, at: int, *, first: bool) -> int | None:
        text, w = self.text, self.w
        start = at
        named = False
        if m := w.day_word.match(text, at):
            gap = _BLANK.match(text, m.end())
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
        d.weekday = Piece(start, m.end("w"), Weekday(self.t.weekdays[word.lower()]), self.part)
        if m.group("w2"):
            d.weekday_end = Piece(m.start("w2"), m.end(), Weekday(self.t.weekdays[m.group("w2").lower()]), self.part)
        return m.end()

    def _is_sunday(self, word: str, start: int, end: int, *, named: bool) -> bool:
        """Tell the day from the week, which is the same word written small."""
        if named or self.w.open_weekday.match(self.text, end):
            return True
        if word[0].islower():
            return False
        before = self.text[max(0, start - 3) : start].rstrip()
        opens = not before or before[-1] in _OPENERS or self.text[start - 1 : start] == "\n"
        reference = re.compile(r"[ \t\u00a0]").match(self.text, end) and self.w.reference.match(self.text, end + 1)
        if reference and (opens or self.part == "title" or reference.group()[0].isupper()):
            return False
        return word != word.upper() or len(word) < 2 or bool(reference is None)

    def _in_brackets(self, d: Draft, at: int) -> int | None:
        """Read `(12/9/2023)`, `(19/9/2019 malam)`, `(12/9) ` after a weekday, a part of day or yesterday."""
        if d.date is not None:
            if d.weekday is None and d.clock is None and self._whole_day(d):
                end = self._weekday(d, at + 1, first=False)
                if end is not None and self.text[end : end + 1] in (")", "]"):
                    return end + 1
                d.weekday = d.weekday_end = None
            return None
        inner = at + 1
        while self.text[inner : inner + 1] == " ":
            inner += 1
        if m := self.w.date_word.match(self.text, inner):
            inner = m.end() + 1
        end = self._date(d, inner, sure=True)
        if end is None and d.weekday is not None:
            end = self._odd_date(d, inner)
        if end is None:
            return None
        gap = _BLANK.match(self.text, end)
        if gap and d.part_of_day is None and (m := self.w.part.match(self.text, gap.end())):
            d.part_of_day = self.t.parts[folded(m.group("p"))]
            end = m.end()
        if gap and d.clock is None and (clock := self._clock(d, gap.end())):
            end = clock
        while self.text[end : end + 1] == " ":
            end += 1
        if self.text[end : end + 1] in (")", "]"):
            return end + 1
        return end

    def _tail(self, d: Draft, at: int) -> int | None:
        """Read what follows a day and turns it: last, next, tonight, of last week, of this year."""
        text, w = self.text, self.w
        if d.reference is not None or d.unit is not None:
            return None
        if d.weekday or d.date:
            if m := w.unit_of_day.match(text, at):
                d.unit = self.t.units[folded(m.group("u"))]
                d.reference = self.t.references[folded(m.group("r"))]
                return m.end()
            if m := w.offset.match(text, at):
                word = folded(m.group())
                if self.t.offsets[word] == 0 and d.offset is None:
                    d.offset = Piece(at, m.end(), 0, self.part)
                    return m.end()
                loose = self.t.loose_after.get(word)
                if loose is not None:
                    d.reference = loose
                    return m.end()
                return None
        if m := w.just_now.match(text, at):
            if d.part_of_day is None and not (d.weekday or d.date):
                return None
            d.just_now = True
            if d.part_of_day == "TNI" and not d.weekday and not d.date:
                d.offset = Piece(d.start, m.end(), -1, self.part)
            return m.end()
        if m := w.soon.match(text, at):
            d.soon = True
            return m.end()
        if m := w.reference.match(text, at):
            reference = self.t.references[folded(m.group("r"))]
            if d.weekday is None and d.date is None and d.part_of_day is None:
                return None
            if d.clock is not None and reference not in (Reference.THAT, Reference.THIS):
                return None
            if reference is Reference.THAT and (d.date or d.weekday or d.clock):
                return None
            if d.offset is not None:
                return None
            d.reference = reference
            return m.end()
        return None

    # ---------------------------------------------------------------- dates

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
            and not _NEXT_CAPITAL.match(text, m.end())
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
            before = _PREVIOUS_WORD.search(text, max(0, at - 24), at)
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

    # ---------------------------------------------------------------- clocks

    def _clock(self, d: Draft, at: int) -> int | None:
        text, w = self.text, self.w
        if text[at : at + 1].isdigit():
            m = w.bare_clock.match(text, at) or w.part_clock.match(text, at)
            if m is None and d.end == d.start and w.after_clock.search(text, max(0, at - 32), at):
                m = w.second_clock.match(text, at)
                if m is not None and m.group("n") is None and not w.part.match(text, m.end() + 1):
                    return None
            if m is None:
                return None
            d.clock = self._face(m, at, m.end())
            end = m.end()
            if "h2" in m.groupdict() and m.group("h2"):
                d.clock_end = self._face(m, m.start("h2"), end, "2")
                d.clock = Piece(at, m.end("n"), d.clock.value, self.part)
        elif m := w.clock.match(text, at):
            if m.group("half"):
                hour = self.t.numerals[m.group("hw").lower()]
                d.clock = Piece(at, m.end(), ClockTime((hour - 1) % 24, 30), self.part)
            elif m.group("w"):
                value = self._number(m.group("w"))
                gap = _BLANK.match(text, m.end())
                follows = gap is not None and (w.part.match(text, gap.end()) or w.zone.match(text, m.end()))
                if value is None or value > 24 or value != int(value) or not follows:
                    return None
                d.clock = Piece(at, m.end(), ClockTime(int(value), 30 if m.group("w30") else 0), self.part)
            else:
                if m.group("n") is None and (int(m.group("h")) > 24 or self._not_a_clock(m)):
                    return None
                d.clock = self._face(m, at, m.end())
                end = m.end()
                if m.group("h2") and m.group("n") and not m.group("n2"):
                    end = m.end("s") if m.group("s") else m.end("n")  # "pukul 08.00 - 25 Juni"
                    d.clock = Piece(at, end, d.clock.value, self.part)
                elif m.group("h2"):
                    d.clock = Piece(at, m.end("n") if m.group("n") else m.end("h"), d.clock.value, self.part)
                    d.clock_end = self._face(m, m.start("h2"), m.end(), "2")
                zone = w.zone.match(text, end)
                return self._zoned(d, zone) if zone else end
            end = m.end()
        elif m := w.half_clock.match(text, at):
            hour = self.t.numerals[m.group("hw").lower()]
            d.clock = Piece(at, m.end("hw"), ClockTime((hour - 1) % 24, 30), self.part)
            d.part_of_day = self.t.parts[folded(m.group("p"))]
            end = m.end()
        else:
            return None
        zone = w.zone.match(text, end)
        return self._zoned(d, zone) if zone else end

    def _not_a_clock(self, m: re.Match[str]) -> bool:
        """Whether a number without minutes after the word for hour counts something else."""
        return bool(self.w.counted.match(self.text, m.end())) or self.text[m.end() : m.end() + 1] in "-/"

    def _face(self, m: re.Match[str], start: int, end: int, suffix: str = "") -> Piece[ClockTime]:
        minute, second = m.group("n" + suffix), m.group("s" + suffix)
        clock = ClockTime(int(m.group("h" + suffix)), int(minute or 0), int(second) if second else None)
        return Piece(start, end, clock, self.part)

    def _zoned(self, d: Draft, m: re.Match[str]) -> int:
        """Give the draft's clocks the zone just read; return where the zone ends."""
        if m.group("l"):
            zone = None
        elif m.group("c"):
            city = " ".join(m.group("c").split())
            zone = self.t.zone_cities.get(city) or None
        else:
            zone = self.t.zones[m.group("z") or m.group("z2")]
            if m.group("o"):
                zone = "UTC" + m.group("o")
        end = m.end()
        if "(" in m.group() and self.text[end : end + 1] == ")":
            end += 1
        elif "(" in m.group():
            return d.clock_end.end if d.clock_end else d.clock.end if d.clock else m.end()
        for name in ("clock", "clock_end"):
            piece: Piece[ClockTime] | None = getattr(d, name)
            if piece is not None:
                v = piece.value
                last = name == "clock_end" or d.clock_end is None
                setattr(
                    d,
                    name,
                    Piece(
                        piece.start, end if last else piece.end, ClockTime(v.hour, v.minute, v.second, zone), self.part
                    ),
                )
        return end

    # ---------------------------------------------------------------- months, seasons, years

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
        gap = _BLANK.match(self.text, draft.end)
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
        if _NEXT_CAPITAL.match(self.text, m.end()) or self.w.not_after.match(self.text, m.end()):
            return False
        before = _PREVIOUS_WORD.search(self.text, max(0, pos - 24), pos)
        if before is None:
            return pos > 0 or bool(m.group("m2"))
        word = before.group(1)
        return word[0].islower() or word.lower() in self.w.t.signals or word.lower() in self.w.prepositions

    def _season(self, pos: int) -> Draft | None:
        """Read a quarter or half of a year."""
        m = self.w.season.match(self.text, pos)
        if m is None:
            return None
        number = _small_number(m.group("n"), {**self.t.numerals, **self.t.ordinals})
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

    def _century(self, pos: int) -> Draft | None:
        m = self.w.century.match(self.text, pos)
        if m is None:
            return None
        n = _small_number(m.group("n"), self.t.numerals)
        if n is None or not 1 <= n <= 22:
            return None
        return Draft(pos, m.end(), Kind.YEAR, "century", value=f"{n - 1:02d}", year=(n - 1) * 100)

    def _decade(self, pos: int) -> Draft | None:
        m = self.w.decade.match(self.text, pos)
        if m is None:
            return None
        year = int(m.group("y"))
        if year < 100:
            year += 1900 if year >= 20 else 2000
        return Draft(pos, m.end(), Kind.YEAR, "decade", value=str(year // 10), year=year)

    def _year(self, pos: int) -> Draft | None:
        text, w = self.text, self.w
        if draft := self._decade(pos):
            return draft
        m = w.year.match(text, pos)
        if m is None:
            return None
        year = int(m.group("y"))
        named = bool(m.group("season") or m.group("word"))
        draft = Draft(pos, m.end(), Kind.YEAR, "year", year=year)
        if second := m.group("y2"):
            last = int(second) if len(second) == 4 else year // 100 * 100 + int(second)
            backwards = named and m.group("s") != "/" and 0 < year - last < 60 and len(second) == 4
            if (not backwards and last <= year) or last - year > 60 or (len(second) == 2 and m.group("s") != "/"):
                if len(second) == 2 and text[m.end() : m.end() + 1].isalnum():
                    return None
                draft.end = m.end("y")
            else:
                draft.year_end = last
        if not named and not self._year_alone(pos, draft.end, year):
            return None
        gap = _BLANK.match(text, draft.end)
        if gap and (r := w.reference.match(text, gap.end())):
            reference = self.t.references[folded(r.group("r"))]
            if reference is Reference.LAST or (named and reference in (Reference.NEXT, Reference.THIS)):
                draft.end = r.end()
        return draft

    def _year_alone(self, pos: int, end: int, year: int) -> bool:
        """Whether four digits without the word for year are one: no code, nothing they count."""
        if not 1900 <= year <= 2099:
            before = _PREVIOUS_WORD.search(self.text, max(0, pos - 24), pos)
            if before is None or not (
                before.group(1).lower() in self.t.signals or before.group(1).lower() in self.w.prepositions
            ):
                return False
        after = self.text[end : end + 2]
        if after[:1] and (after[0].isalnum() or after[0] in "%°²+" or (after[0] in "-/.,:" and after[1:2].isdigit())):
            return False
        lead = self.text[max(0, pos - 14) : pos]
        if self.w.codes.search(lead) or (lead[-1:] in "/-–.,:+=*" and lead[-2:-1].isalnum()):
            return False
        if self.published is not None and abs(year - self.published) > _OF_A_NAME:
            word = _PREVIOUS_WORD.search(self.text, max(0, pos - 24), pos)
            if word is not None and word.group(1)[0].isupper() and word.group(1).lower() not in self.w.leads:
                return False
        return not self.w.counted.match(self.text, end)

    def _edge(self, pos: int) -> Draft | None:
        """Read `awal 2022`, `akhir bulan depan`, `pertengahan tahun ini`."""
        w, text = self.w, self.text
        m = w.edge.match(text, pos)
        if m is None:
            return None
        gap = _BLANK.match(text, m.end())
        if gap is None:
            return None
        at = gap.end()
        inner: Draft | None = None
        if text[at : at + 1].isdigit():
            inner = self._decade(at) or self._year(at)
        else:
            token = TOKEN.match(text, at)
            kinds = w.triggers.get(token.group()) if token else None
            if kinds:
                for kind in ("century", "season", "month", "year", "unit"):
                    if kind in kinds and (inner := self.readers[kind](at)):
                        break
        if inner is None and (u := w.unit.match(text, at)):
            unit = self.t.units[folded(u.group("u"))]
            before = _PREVIOUS_WORD.search(text, max(0, pos - 24), pos)
            if unit in (Unit.MONTH, Unit.YEAR) and before and before.group(1).lower() in w.prepositions:
                inner = Draft(at, u.end(), Kind.SPAN, "unit", unit=unit, reference=Reference.THIS)
        if inner is None or inner.kind not in (Kind.MONTH, Kind.YEAR, Kind.SPAN):
            return None
        inner.start = pos
        inner.edge = self.t.edges[folded(m.group("e"))]
        return inner

    def _unit(self, pos: int) -> Draft | None:
        """Read a unit that a reference places: last week, this year, that month, the weekend."""
        text, w = self.text, self.w
        if m := w.weekend.match(text, pos):
            draft = Draft(pos, m.end(), Kind.SPAN, "weekend", unit=Unit.WEEK, value="WE", reference=Reference.THIS)
            gap = _BLANK.match(text, m.end())
            if gap and (r := w.reference.match(text, gap.end())):
                draft.reference = self.t.references[folded(r.group("r"))]
                draft.end = r.end()
            return draft
        m = w.unit_reference.match(text, pos)
        if m is None:
            return None
        if text[max(0, pos - 2) : pos - 1].isdigit():
            return None  # "pria 26 tahun itu"
        word = folded(m.group("u"))
        unit = self.t.units[word]
        if unit in (Unit.SECOND, Unit.MINUTE, Unit.HOUR, Unit.DAY):
            return None
        reference = self.t.references[folded(m.group("r"))]
        return Draft(
            pos, m.end(), Kind.SPAN, "unit", unit=unit, unit_count=self.t.multiples.get(word, 1), reference=reference
        )

    # ---------------------------------------------------------------- lengths, sets, vague ones

    def _number(self, text: str) -> Decimal | None:
        """Return the value of digits or number words; None where the words make no number."""
        t = self.t
        if text[0].isdigit():
            if "," in text:
                return Decimal(text.replace(".", "").replace(",", "."))
            head, dot, tail = text.partition(".")
            return Decimal(text if dot and len(tail) < 3 else head + tail.replace(".", ""))
        total, current = Decimal(0), Decimal(0)
        for word in text.lower().split():
            if word == t.half:
                current += Decimal("0.5")
            elif word in t.ten_words:
                current = (current or Decimal(1)) * 10
                total, current = total + current, Decimal(0)
            elif word in t.teen_words:
                current += 10
            elif word in t.hundred_words:
                total, current = total + (current or Decimal(1)) * 100, Decimal(0)
            elif t.numerals[word] == 100:
                total += 100
            else:
                current += t.numerals[word]
        return total + current

    def _times(self, pos: int) -> Draft | None:
        m = self.w.times.match(self.text, pos)
        if m is None:
            return None
        a, q = self._number(m.group("a")), self._number(m.group("q"))
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
            draft.amount = self._number(m.group("q"))
            if draft.amount is None:
                return None
            if m.group("q2"):
                draft.upper = self._number(m.group("q2"))
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
        before = _PREVIOUS_WORD.search(self.text, max(0, pos - 24), pos)
        return before is not None and before.group(1)[0].isupper()

    def _one_unit(self, pos: int) -> Draft | None:
        text, w, t = self.text, self.w, self.t
        m = w.one_unit.match(text, pos)
        if m is None or w.rate_before.search(text, max(0, pos - 12), pos):
            if m is not None and self._follows_times(pos):
                return Draft(
                    pos, m.end(), Kind.SET, "set", value=_duration(Decimal(1), t.one_unit[folded(m.group("o"))])
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
        before = _PREVIOUS_WORD.search(self.text, max(0, pos - 12), pos)
        return before is not None and before.group(1).lower() in self.t.times_sign

    def _finish_length(self, draft: Draft) -> Draft:
        """Read on: a second, smaller length, and what turns the length into a moment, a window or a set."""
        text, w, t = self.text, self.w, self.t
        more: list[tuple[Decimal, Unit]] = []
        while draft.amount is not None and len(more) < 3 and (m := w.more.match(text, draft.end)):
            unit = t.units[folded(m.group("u"))]
            last = more[-1][1] if more else draft.unit
            q = self._number(m.group("q"))
            assert last is not None
            if q is None or (_SIZE[unit] >= _SIZE[last] and not (unit is last is Unit.DAY)):
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

    def _set(self, pos: int) -> Draft | None:
        """Read something that recurs: `setiap Senin`, `tiap hari`, `setiap tanggal 10`."""
        text, w, t = self.text, self.w, self.t
        m = w.every.match(text, pos)
        if m is None:
            return None
        gap = _BLANK.match(text, m.end())
        if gap is None:
            return None
        at = gap.end()
        draft = Draft(pos, pos, Kind.SET, "set")
        if u := w.weekend.match(text, at):
            draft.value, draft.end = "XXXX-WXX-WE", u.end()
            return draft
        day = Draft(at, at, Kind.DAY)
        end = (
            self._weekday(day, at, first=True)
            if not w.day_word.match(text, at) or w.weekday.match(text, at + 5)
            else None
        )
        if end is not None and day.weekday is not None:
            draft.value = f"XXXX-WXX-{day.weekday.value + 1}"
            if day.weekday_end is not None:
                draft.value += f"/XXXX-WXX-{day.weekday_end.value + 1}"
            gap = _BLANK.match(text, end)
            if gap and (p := w.part.match(text, gap.end())):
                draft.value += t.parts[folded(p.group("p"))]
                end = p.end()
            draft.end = end
            return draft
        if (e := w.edge.match(text, at)) and (u := w.single_unit.match(text, e.end() + 1)):
            draft.value, draft.end = _duration(Decimal(1), t.units[folded(u.group("u"))]), u.end()
            return draft
        if p := w.part.match(text, at):
            draft.value, draft.end = "XXXX-XX-XX" + t.parts[folded(p.group("p"))], p.end()
            return draft
        day = Draft(at, at, Kind.DAY)
        prefix = w.date_word.match(text, at)
        start = prefix.end() + 1 if prefix else at
        if text[start : start + 1].isdigit():
            end = self._date(day, start, sure=prefix is not None, bare=prefix is not None)
            if end is not None and day.date is not None:
                v = day.date.value
                if v.year is None:
                    draft.value = f"XXXX-{v.month:02d}-{v.day:02d}" if v.month else f"XXXX-XX-{v.day:02d}"
                    draft.end = end
                    return draft
                return None
        c = Draft(at, at)
        if (end := self._clock(c, at)) and c.clock:
            draft.value, draft.end = f"XXXX-XX-XXT{c.clock.value.hour:02d}:{c.clock.value.minute:02d}", end
            return draft
        if n := w.length.match(text, at):
            q = self._number(n.group("q")) if n.group("q") else None
            if q is None:
                return None
            unit = t.units[folded(n.group("u"))]
            draft.value, draft.end = _duration(q * t.multiples.get(folded(n.group("u")), 1), unit), n.end()
            return draft
        if (mo := w.month.match(text, at)) and mo.group("y") is None:
            draft.value, draft.end = f"XXXX-{w.months[mo.group('m').lower()]:02d}", mo.end()
            return draft
        if u := w.single_unit.match(text, at):
            word = folded(u.group("u"))
            draft.value, draft.end = _duration(Decimal(t.multiples.get(word, 1)), t.units[word]), u.end()
            return draft
        return None

    def _vague(self, pos: int) -> Draft | None:
        m = self.w.vague.match(self.text, pos)
        if m is None:
            return None
        return Draft(pos, m.end(), Kind.VAGUE, "vague", value=self.t.vague[folded(m.group("v"))])


_SIZE = {
    Unit.SECOND: 0, Unit.MINUTE: 1, Unit.HOUR: 2, Unit.DAY: 3, Unit.WEEK: 4, Unit.MONTH: 5, Unit.YEAR: 6,
    Unit.DECADE: 7, Unit.CENTURY: 8,
}  # fmt: skip


def _plausible(day: str, month: str) -> bool:
    return 1 <= int(day) <= 31 and 1 <= int(month) <= 12


def _small_number(text: str, numerals: object) -> int | None:
    """Return a number below 100 from digits, Roman numerals or a word."""
    if text.isdigit():
        return int(text)
    upper = text.upper()
    if set(upper) <= set(_ROMAN):
        total = 0
        for a, b in zip(upper, upper[1:] + " ", strict=True):
            value = _ROMAN[a]
            total += -value if b != " " and _ROMAN[b] > value else value
        return total
    return numerals.get(text.lower()) if isinstance(numerals, dict) else None


def _one_slip(a: str, b: str) -> bool:
    """Whether two words differ by one letter added, dropped or changed, or by two neighbours swapped."""
    if len(a) == len(b):
        at = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
        return len(at) == 1 or (len(at) == 2 and at[1] == at[0] + 1 and a[at[0]] == b[at[1]] and a[at[1]] == b[at[0]])
    if len(a) > len(b):
        a, b = b, a
    return any(b[:i] + b[i + 1 :] == a for i in range(len(b)))


def _duration(amount: Decimal, unit: Unit) -> str:
    """Return a TIMEX3 duration."""
    if amount == Decimal("0.5") and unit in (Unit.HOUR, Unit.YEAR):
        return "PT30M" if unit is Unit.HOUR else "P6M"
    plain = f"{amount.normalize():f}"
    if unit is Unit.DECADE:
        return f"P{amount * 10:f}Y" if amount == amount.to_integral_value() else f"P{(amount * 10).normalize():f}Y"
    if unit is Unit.CENTURY:
        return f"P{(amount * 100).normalize():f}Y"
    if unit.value.startswith("T"):
        return f"PT{plain}{unit.value[1:]}"
    return f"P{plain}{unit.value}"


duration_value = _duration
