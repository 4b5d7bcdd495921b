"""Days, read piece by piece (weekday, date, part of day, clock, "last", ...) in whatever order the text gives them."""

from __future__ import annotations

from runtut.annotate.times.draft import Draft, Kind
from runtut.annotate.times.parse.clocks import Clocks
from runtut.annotate.times.parse.dates import Dates
from runtut.annotate.times.parse.reading import BLANK
from runtut.annotate.times.parse.relative import Relatives
from runtut.annotate.times.parse.weekdays import Weekdays
from runtut.annotate.times.words import TOKEN, folded
from runtut.languages.patterns import late

_SEPARATOR = late(r"[ \t\u00a0]{0,2}(,?)[ \t\u00a0]{0,2}")


class Days(Dates, Clocks, Weekdays, Relatives):
    """Reads days."""

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
        opener = TOKEN.match(text, at)
        word = opener.group().lower() if opener is not None else ""
        if word not in w.pieces:
            return None
        if comma and d.weekday is None and self._whole_day(d) and w.day_word.match(text, at):
            return self._weekday(d, at, first=False)  # "9 September 2022, hari Kamis"
        if comma and (m := w.date_word.match(text, at)) is None:
            if d.clock is None and (d.date or d.weekday):
                return self._clock(d, at)
            return None
        if d.date is None and (m := w.date_word.match(text, at)):
            gap = BLANK.match(text, m.end())
            return None if gap is None else self._date(d, gap.end(), sure=True, bare=True)
        if comma:
            return None
        if word in w.relatives and (first or (d.weekday is None and d.date is None)):
            end = self._relative(d, at, first=first)
            if end is not None:
                return end
        if d.weekday is None and not d.date:
            end = self._weekday(d, at, first=first)
            if end is not None:
                return end
        if d.clock is None and (end := self._clock(d, at)) is not None:
            return end
        if not first and word in w.tails and (end := self._tail(d, at)) is not None:
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
        gap = BLANK.match(self.text, end)
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
