"""Words that name a day by another: yesterday, tonight, the next day; and what turns a day: last, next, of last week."""

from __future__ import annotations

from runtut.annotate.times.draft import Draft
from runtut.annotate.times.parse.reading import Reading
from runtut.annotate.times.words import folded
from runtut.languages.schema.times import Reference
from runtut.record import Piece


class Relatives(Reading):
    """Reads relative words into drafts of days."""

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
