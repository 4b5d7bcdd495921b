"""The year, or the month, that a date leaves out."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date

from runtut.annotate.times.draft import Draft
from runtut.annotate.times.resolve.calendar import add_months
from runtut.annotate.times.resolve.meaning import Resolving
from runtut.languages.schema.times import Reference
from runtut.record import Anchor, CalendarDate, Piece, Unit

_FAR = 45
"""Days from publication beyond which a year or month named before is taken to be what the text is about."""

_AHEAD_WEIGHT = {True: 0.25, False: 2.5}
"""How much farther a day ahead may lie than one behind and still be meant; tuned on 400 stories of 2018-2024."""


class Completion(Resolving):
    """Completes dates."""

    def _complete(self, d: Draft, piece: Piece[CalendarDate]) -> tuple[Piece[CalendarDate], Anchor | None]:
        """Give a date without year (or without month) the one that is meant."""
        written = piece.value
        published = self.c.published
        year: int | None
        if written.month is None:
            base = published
            anchor = Anchor.PUBLISHED
            if d.unit is Unit.MONTH and d.reference is not None and base is not None:
                base = add_months(base, {Reference.LAST: -1, Reference.NEXT: 1}.get(d.reference, 0))
            elif self.c.day is not None and published is not None and abs((self.c.day - published).days) > _FAR:
                base, anchor = self.c.day, Anchor.PREVIOUS
            elif base is not None and written.day is not None and d.reference is not Reference.NEXT:
                if written.day > base.day and not d.ahead:
                    base = add_months(base, -1)
                elif written.day < base.day and d.ahead:
                    base = add_months(base, 1)
            if base is None:
                return piece, None
            if (written.day or 1) > calendar.monthrange(base.year, base.month)[1]:
                base = add_months(base, 1 if d.ahead else -1)  # no two months in a row are short
            return replace(piece, value=CalendarDate(base.year, base.month, written.day, year_stated=False)), anchor
        year, anchor_or_none = self._year_of(d, written.month, written.day or 1)
        return replace(piece, value=CalendarDate(year, written.month, written.day, year_stated=False)), anchor_or_none

    def _complete_end(self, start: Piece[CalendarDate], end: Piece[CalendarDate]) -> Piece[CalendarDate]:
        year = start.value.year
        first, last = start.value.month, end.value.month
        if year is not None and first is not None and last is not None and last < first - 6:
            year += 1
        return replace(end, value=replace(end.value, year=year, month=end.value.month or start.value.month))

    def _year_of(self, d: Draft, month: int, day: int) -> tuple[int | None, Anchor | None]:
        """Return the year a date without one lies in: the nearest, the past before the future."""
        published = self.c.published
        if d.unit is Unit.YEAR and d.reference is not None and published is not None:
            return published.year + {Reference.LAST: -1, Reference.NEXT: 1}.get(d.reference, 0), Anchor.PUBLISHED
        near = self.c.text[self.c.year_at : d.start] if 0 <= d.start - self.c.year_at < 200 else ""
        if (
            self.c.year is not None
            and self.c.year_at >= 0
            and near
            and "\n" not in near
            and (published is None or self.c.year != published.year)
            and d.weekday is None
            and d.reference is None
            and not re.search(r"[.!?]\s", near[4:])
        ):
            return self.c.year, Anchor.PREVIOUS
        if (
            self.c.day is not None
            and published is not None
            and abs((self.c.day - published).days) > 300
            and d.weekday is None
            and d.reference is None
            and self.c.day.year < published.year
            and d.start - self.c.day_at < 200
            and "\n" not in self.c.text[self.c.day_at : d.start]
        ):
            return self.c.day.year, Anchor.PREVIOUS
        if published is None:
            return None, None
        if not 1 <= month <= 12:
            return published.year, Anchor.PUBLISHED
        best, cost = published.year, 1e9
        for year in (published.year - 1, published.year, published.year + 1):
            last = calendar.monthrange(year, month)[1]
            away = (date(year, month, min(max(day, 1), last)) - published).days
            if away > 0 and d.reference is Reference.LAST:
                continue
            if away < 0 and d.reference is Reference.NEXT:
                continue
            weight = away * _AHEAD_WEIGHT[d.ahead] if away > 0 else -away
            if weight < cost:
                best, cost = year, weight
        return best, Anchor.PUBLISHED
