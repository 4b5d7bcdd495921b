"""From drafts to times: what each means on the calendar, told from publication or from the time just named.

The past is taken for granted unless the text looks ahead: a word such as "will" in the same clause, with no
word of saying between it and the time.
"""

from __future__ import annotations

import re

from runtut.annotate.times.draft import Draft, Kind
from runtut.annotate.times.resolve.days import Days
from runtut.annotate.times.resolve.lengths import Lengths
from runtut.annotate.times.resolve.meaning import Context, Meaning
from runtut.annotate.times.resolve.spans import Spans
from runtut.annotate.times.words import folded
from runtut.languages.patterns import small
from runtut.languages.schema.times import Reference
from runtut.record import Offset, Piece, Time, TimeType, Unit

_WINDOW = 120
"""Characters before a time in which a word that looks ahead is sought."""


class Resolver(Days, Spans, Lengths):
    """Resolves the drafts of one passage, in order."""

    def time(self, d: Draft) -> Time:
        """Return the draft as a time."""
        before = self.c.text[max(0, d.start - 40) : d.start]
        signal = None
        mod = d.edge or d.mod
        hedge = m = None
        if before.rstrip().lower().endswith(self.w.leading):
            hedge = self.w.hedge.search(before)
            m = self.w.signal.search(before)
        if hedge and m and hedge.start() < m.start():  # "lebih dari" is no "from"
            mod = mod or self.w.t.hedges[folded(hedge.group("h"))]
            m = self.w.signal.search(before[: hedge.start()])
        if m:
            at = d.start - len(before) + m.start("s")
            kind = self.w.t.signals[folded(m.group("s"))]
            signal = Piece(at, at + len(m.group("s")), kind, self.c.part)
            if m.group("h"):
                mod = mod or self.w.t.hedges[folded(m.group("h"))]
        elif hedge:
            mod = mod or self.w.t.hedges[folded(hedge.group("h"))]
        d.signal = signal
        d.ahead = self._ahead(d)
        try:
            meaning = self._resolve(d)
        except (OverflowError, ValueError):  # beyond the years 1 to 9999
            meaning = Meaning("XXXX-XX-XX")
        offset = None
        if d.offset is not None:
            offset = Piece(d.offset.start, d.offset.end, Offset(d.offset.value, Unit.DAY), self.c.part)
        return Time(
            start=d.start,
            end=d.end,
            text=self.c.text[d.start : d.end],
            type=meaning.type,
            value=meaning.value,
            part=self.c.part,
            mod=mod or meaning.mod,
            first=meaning.first,
            last=meaning.last,
            anchor=meaning.anchor,
            weekday=d.weekday,
            weekday_end=d.weekday_end,
            date=meaning.date or d.date,
            date_end=meaning.date_end or d.date_end,
            clock=meaning.clock or d.clock,
            clock_end=meaning.clock_end or d.clock_end,
            offset=offset,
            length=meaning.length,
            signal=signal,
            ahead=d.ahead,
            rule=f"times.{d.rule or d.kind.name.lower()}",
        )

    def _ahead(self, d: Draft) -> bool:
        if d.soon or d.reference is Reference.NEXT or (d.offset is not None and d.offset.value > 0):
            return True
        if d.kind in (Kind.VAGUE, Kind.SET) or d.reference is Reference.LAST or d.just_now:
            return False
        text = self.c.text
        window = max(0, d.start - _WINDOW)
        before = text[max(window, text.rfind("\n", window, d.start) + 1) : d.start]
        ends = [m.end() for m in self.w.ahead.finditer(small(before))]
        if not ends:
            return False
        between = before[ends[-1] :]
        return not (self.w.reported.search(between) or re.search(r"[.;?!]\s", between))

    def _resolve(self, d: Draft) -> Meaning:
        if d.kind is Kind.VAGUE:
            return Meaning(d.value)
        if d.kind is Kind.SET:
            return Meaning(d.value, TimeType.SET)
        if d.kind is Kind.LENGTH:
            return self._length(d)
        if d.kind is Kind.YEAR:
            return self._year(d)
        if d.kind is Kind.MONTH:
            return self._month(d)
        if d.kind is Kind.SPAN:
            return self._span(d)
        return self._day(d)


__all__ = ["Context", "Resolver"]
