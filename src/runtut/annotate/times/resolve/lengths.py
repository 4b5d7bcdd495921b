"""Lengths, and the moments they lead to: `dua hari lalu`, `tiga jam kemudian`."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from runtut.annotate.times.draft import Draft
from runtut.annotate.times.duration import duration_value
from runtut.annotate.times.resolve.calendar import add_months, month_bounds, new_year, year_end
from runtut.annotate.times.resolve.meaning import Meaning, Resolving
from runtut.languages.schema.times import Shift
from runtut.record import Anchor, Length, Signal, TimeType, Unit


class Lengths(Resolving):
    """Resolves lengths."""

    def _length(self, d: Draft) -> Meaning:
        unit = d.unit
        assert unit is not None
        if d.amount is None:
            if d.shift in (Shift.AGO, Shift.EARLIER):
                return Meaning("PAST_REF")
            mark = "PT" if unit.value.startswith("T") else "P"
            letter = "Y" if unit in (Unit.DECADE, Unit.CENTURY) else unit.value.removeprefix("T")
            return Meaning(f"{mark}X{letter}", TimeType.DURATION)
        value = duration_value(d.amount, unit)
        for amount, smaller in d.more:
            tail = duration_value(amount, smaller)
            value += tail.removeprefix("P") if "T" not in value else tail.removeprefix("PT")
        length = _joined(d, unit)
        if d.shift is Shift.EVERY:
            return Meaning(value, TimeType.SET)
        during = d.signal is not None and d.signal.value is Signal.DURING
        if d.shift in (None, Shift.WINDOW) or (during and d.shift is Shift.HENCE):
            return Meaning(value, TimeType.DURATION, length=length)
        return self._moved(d, unit, length) or Meaning(value, TimeType.DURATION, length=length)

    def _moved(self, d: Draft, unit: Unit, length: Length) -> Meaning | None:
        """Resolve `dua hari lalu`, `tiga jam kemudian`, `lima hari lagi`."""
        sign = -1 if d.shift in (Shift.AGO, Shift.EARLIER) else 1
        amount = length.amount * sign
        unit = length.unit
        from_published = d.shift in (Shift.AGO, Shift.HENCE)
        if unit in (Unit.HOUR, Unit.MINUTE, Unit.SECOND):
            start = self.c.moment if from_published else self.c.clock
            if start is None:
                return None
            seconds = {Unit.HOUR: 3600, Unit.MINUTE: 60, Unit.SECOND: 1}[unit]
            try:
                moment = start.replace(tzinfo=None) + timedelta(seconds=float(amount) * seconds)
            except OverflowError:
                return None
            anchor = Anchor.PUBLISHED if from_published else Anchor.PREVIOUS
            if not from_published:
                self.c.clock = moment
            return Meaning(
                moment.isoformat(timespec="minutes"), TimeType.TIME, first=moment, last=moment, anchor=anchor
            )
        if from_published:
            base, anchor_or_none = self.c.published, Anchor.PUBLISHED
        else:
            base, anchor_or_none = self.c.day, Anchor.PREVIOUS
            if unit is Unit.YEAR and self.c.year is not None and self.c.year_at > self.c.day_at:
                base = new_year(self.c.year)
            elif unit is Unit.MONTH and self.c.month is not None and self.c.month_at > self.c.day_at:
                base = self.c.month
        if base is None:
            return None
        try:
            return self._shifted(base, amount, unit, anchor_or_none, previous=not from_published)
        except (OverflowError, ValueError):
            return None

    def _shifted(self, base: date, amount: Decimal, unit: Unit, anchor: Anchor, *, previous: bool) -> Meaning:
        if unit is Unit.DAY:
            day = base + timedelta(days=int(amount))
            if previous:
                self.c.day = day
            return Meaning(day.isoformat(), first=day, last=day, anchor=anchor)
        if unit is Unit.WEEK:
            day = base + timedelta(days=int(amount * 7))
            monday = day - timedelta(days=day.weekday())
            iso = day.isocalendar()
            return Meaning(f"{iso.year}-W{iso.week:02d}", first=monday, last=monday + timedelta(days=6), anchor=anchor)
        if unit is Unit.MONTH or (unit is Unit.YEAR and amount != int(amount)):
            months = int(amount * (12 if unit is Unit.YEAR else 1))
            start = add_months(base.replace(day=1), months)
            return Meaning(
                f"{start.year:04d}-{start.month:02d}",
                first=start,
                last=month_bounds(start.year, start.month)[1],
                anchor=anchor,
            )
        years = int(amount * {Unit.DECADE: 10, Unit.CENTURY: 100}.get(unit, 1))
        year = base.year + years
        if unit is Unit.CENTURY or not 1 <= year <= 9999:
            return Meaning(f"{year // 100:02d}", anchor=anchor)
        return Meaning(f"{year:04d}", first=new_year(year), last=year_end(year), anchor=anchor)


def _joined(d: Draft, unit: Unit) -> Length:
    """Return a length of several units in the smallest of them that the calendar allows."""
    assert d.amount is not None
    amount, upper = d.amount, d.upper
    per = {
        (Unit.YEAR, Unit.MONTH): 12, (Unit.WEEK, Unit.DAY): 7, (Unit.DAY, Unit.HOUR): 24, (Unit.HOUR, Unit.MINUTE): 60,
        (Unit.MINUTE, Unit.SECOND): 60,
    }  # fmt: skip
    for more, smaller in d.more:
        factor = per.get((unit, smaller))
        if factor is None:
            break
        amount, unit, upper = amount * factor + more, smaller, None
    return Length(amount, unit, upper)
