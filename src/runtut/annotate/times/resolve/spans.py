"""Months, years, and the stretches told from them: last week, this year, the second quarter."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from runtut.annotate.times.draft import Draft
from runtut.annotate.times.resolve.calendar import add_months, month_bounds, new_year, year_end, year_month
from runtut.annotate.times.resolve.completion import Completion
from runtut.annotate.times.resolve.meaning import Meaning
from runtut.languages.schema.times import Reference
from runtut.record import Anchor, CalendarDate, Signal, Unit


class Spans(Completion):
    """Resolves months, years and spans."""

    def _month(self, d: Draft) -> Meaning:
        assert d.months is not None
        month, last = d.months
        anchor = None
        year = d.year
        if year is None:
            year, anchor = self._month_year(d, month)
        end_month = last or month
        if year is None:
            value = f"XXXX-{month:02d}"
            return Meaning(value if last is None else f"{value}/XXXX-{last:02d}", mod=d.edge)
        end_year = year
        if last is not None and last < month:
            if d.year is not None:
                year -= 1
            else:
                end_year += 1
        value = f"{year:04d}-{month:02d}"
        if last is not None:
            value += f"/{end_year:04d}-{last:02d}"
        first, final = month_bounds(year, month)[0], month_bounds(end_year, end_month)[1]
        self.c.month, self.c.month_at = first, d.start
        if d.year is not None:
            self.c.year, self.c.year_at = year, d.start
        piece = None
        if d.date is not None:
            piece = replace(d.date, value=CalendarDate(year, month, None, year_stated=d.year is not None))
        return Meaning(value, first=first, last=final, anchor=anchor, date=piece)

    def _month_year(self, d: Draft, month: int) -> tuple[int | None, Anchor | None]:
        published = self.c.published
        if published is not None and d.unit is None:
            if d.reference is Reference.THIS:
                return published.year, Anchor.PUBLISHED
            if d.reference is Reference.LAST:
                return published.year - (month > published.month or (month == published.month)), Anchor.PUBLISHED
            if d.reference is Reference.NEXT:
                return published.year + (month <= published.month), Anchor.PUBLISHED
        if published is not None and d.unit is None and month == published.month and self.c.year is None:
            return published.year, Anchor.PUBLISHED
        return self._year_of(d, month, 15)

    def _year(self, d: Draft) -> Meaning:
        assert d.year is not None
        if d.rule == "century":
            return Meaning(d.value, first=new_year(d.year + 1), last=year_end(d.year + 100))
        if d.rule == "decade":
            return Meaning(d.value, first=new_year(d.year), last=year_end(d.year + 9))
        since = d.signal is not None and d.signal.value is Signal.SINCE
        self.c.year, self.c.year_at = (None, -1) if since else (d.year, d.start)
        if d.year_end is not None:
            return Meaning(f"{d.year}/{d.year_end}", first=new_year(d.year), last=year_end(d.year_end))
        return Meaning(f"{d.year:04d}", first=new_year(d.year), last=year_end(d.year))

    def _span(self, d: Draft) -> Meaning:
        """Resolve last week, this year, the second quarter of 2023, the weekend."""
        published = self.c.published
        base, anchor = published, Anchor.PUBLISHED
        steps = {Reference.LAST: -1, Reference.NEXT: 1, Reference.BEFORE: -1, Reference.AFTER: 1}
        step = steps.get(d.reference, 0) if d.reference else 0
        if d.reference in (Reference.THAT, Reference.BEFORE, Reference.AFTER):
            previous = self._previous(d.unit)
            if previous is not None:
                base, anchor = previous, Anchor.PREVIOUS
        if d.rule == "season":
            return self._season(d)
        if base is None:
            empty = {Unit.WEEK: "XXXX-WXX", Unit.MONTH: "XXXX-XX", Unit.YEAR: "XXXX"}
            return Meaning(empty.get(d.unit or Unit.YEAR, "XXXX"))
        if d.unit is Unit.WEEK:
            day = base + timedelta(days=7 * step)
            iso = day.isocalendar()
            value = f"{iso.year}-W{iso.week:02d}"
            monday = day - timedelta(days=day.weekday())
            if d.value == "WE":
                return Meaning(value + "-WE", first=monday + timedelta(5), last=monday + timedelta(6), anchor=anchor)
            return Meaning(value, first=monday, last=monday + timedelta(days=6), anchor=anchor)
        if d.unit is Unit.MONTH and d.unit_count in (3, 6):
            n = d.unit_count
            start = add_months(base.replace(day=1, month=(base.month - 1) // n * n + 1), n * step)
            mark = "Q" if n == 3 else "H"
            last = month_bounds(*year_month(add_months(start, n - 1)))[1]
            return Meaning(f"{start.year}-{mark}{(start.month - 1) // n + 1}", first=start, last=last, anchor=anchor)
        if d.unit is Unit.MONTH:
            start = add_months(base.replace(day=1), step)
            self.c.month, self.c.month_at = start, d.start
            return Meaning(
                f"{start.year:04d}-{start.month:02d}",
                first=start,
                last=month_bounds(start.year, start.month)[1],
                anchor=anchor,
            )
        if d.unit is Unit.DECADE:
            decade = base.year // 10 + step
            return Meaning(str(decade), first=new_year(decade * 10), last=year_end(decade * 10 + 9), anchor=anchor)
        if d.unit is Unit.CENTURY:
            century = base.year // 100 + step
            return Meaning(
                str(century), first=new_year(century * 100), last=year_end(century * 100 + 99), anchor=anchor
            )
        year = base.year + step
        return Meaning(f"{year:04d}", first=new_year(year), last=year_end(year), anchor=anchor)

    def _season(self, d: Draft) -> Meaning:
        assert d.amount is not None
        published = self.c.published
        number, anchor = int(d.amount), None
        year = d.year
        if year is None and d.year_shift is not None and published is not None:
            year = published.year + {Reference.LAST: -1, Reference.NEXT: 1}.get(d.year_shift, 0)
            anchor = Anchor.PUBLISHED
        elif year is None and published is not None:
            ended = number * d.unit_count
            year, anchor = published.year, Anchor.PUBLISHED
            if (number - 1) * d.unit_count + 1 > published.month and not d.ahead and ended - published.month > 3:
                year -= 1
        mark = "Q" if d.unit_count == 3 else "H"
        if year is None:
            return Meaning(f"XXXX-{mark}{number}")
        first = date(year, (number - 1) * d.unit_count + 1, 1)
        last = month_bounds(year, number * d.unit_count)[1]
        return Meaning(f"{year}-{mark}{number}", first=first, last=last, anchor=anchor)

    def _previous(self, unit: Unit | None) -> date | None:
        c = self.c
        if unit is Unit.YEAR and c.year is not None and c.year_at > c.day_at:
            return new_year(c.year)
        if unit is Unit.MONTH and c.month is not None and c.day is None:
            return c.month
        return c.day
