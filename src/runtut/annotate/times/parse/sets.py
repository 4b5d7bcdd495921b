"""What recurs: `setiap Senin`, `tiap hari`, `setiap tanggal 10`."""

from __future__ import annotations

from decimal import Decimal

from runtut.annotate.times.draft import Draft, Kind
from runtut.annotate.times.duration import duration_value
from runtut.annotate.times.parse.days import Days
from runtut.annotate.times.parse.numbers import read_number
from runtut.annotate.times.parse.reading import BLANK
from runtut.annotate.times.words import folded


class Sets(Days):
    """Reads recurrences."""

    def _set(self, pos: int) -> Draft | None:
        """Read something that recurs: `setiap Senin`, `tiap hari`, `setiap tanggal 10`."""
        text, w, t = self.text, self.w, self.t
        m = w.every.match(text, pos)
        if m is None:
            return None
        gap = BLANK.match(text, m.end())
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
            gap = BLANK.match(text, end)
            if gap and (p := w.part.match(text, gap.end())):
                draft.value += t.parts[folded(p.group("p"))]
                end = p.end()
            draft.end = end
            return draft
        if (e := w.edge.match(text, at)) and (u := w.single_unit.match(text, e.end() + 1)):
            draft.value, draft.end = duration_value(Decimal(1), t.units[folded(u.group("u"))]), u.end()
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
            q = read_number(n.group("q"), self.t) if n.group("q") else None
            if q is None:
                return None
            unit = t.units[folded(n.group("u"))]
            draft.value, draft.end = duration_value(q * t.multiples.get(folded(n.group("u")), 1), unit), n.end()
            return draft
        if (mo := w.month.match(text, at)) and mo.group("y") is None:
            draft.value, draft.end = f"XXXX-{w.months[mo.group('m').lower()]:02d}", mo.end()
            return draft
        if u := w.single_unit.match(text, at):
            word = folded(u.group("u"))
            draft.value, draft.end = duration_value(Decimal(t.multiples.get(word, 1)), t.units[word]), u.end()
            return draft
        return None
