"""From drafts to times: what each means on the calendar, told from publication or from the time just named.

The past is taken for granted unless the text looks ahead: a word such as "will" in the same clause, with no
word of saying between it and the time.
"""

from __future__ import annotations

import calendar
import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from runtut.annotate.times.draft import Draft, Kind
from runtut.annotate.times.parse import duration_value
from runtut.annotate.times.words import TOKEN, Words, folded
from runtut.languages.schema.times import Reference, Shift
from runtut.record import (
    Anchor,
    CalendarDate,
    ClockTime,
    Length,
    Offset,
    Piece,
    Signal,
    Time,
    TimeType,
    Unit,
    Weekday,
)

_WINDOW = 120
"""Characters before a time in which a word that looks ahead is sought."""

_FAR = 45
"""Days from publication beyond which a year or month named before is taken to be what the text is about."""

_AHEAD_WEIGHT = {True: 0.25, False: 2.5}
"""How much farther a day ahead may lie than one behind and still be meant; tuned on 400 stories of 2018-2024."""


@dataclass(slots=True)
class Context:
    """What has been named so far in the passage."""

    published: date | None
    moment: datetime | None
    text: str
    part: str
    day: date | None = None
    day_at: int = -1
    clock: datetime | None = None
    month: date | None = None
    month_at: int = -1
    year: int | None = None
    year_at: int = -1
    week: date | None = None


@dataclass(slots=True)
class _Meaning:
    """The outcome of resolving one draft."""

    value: str
    type: TimeType = TimeType.DATE
    first: date | datetime | None = None
    last: date | datetime | None = None
    anchor: Anchor | None = None
    mod: str | None = None
    length: Length | None = None
    date: Piece[CalendarDate] | None = None
    date_end: Piece[CalendarDate] | None = None
    clock: Piece[ClockTime] | None = None
    clock_end: Piece[ClockTime] | None = None
    extra: dict[str, object] = field(default_factory=dict)


class Resolver:
    """Resolves the drafts of one passage, in order."""

    def __init__(self, words: Words, context: Context) -> None:
        self.w = words
        self.c = context
        self._ahead_at = [m.start() for m in TOKEN.finditer(context.text) if m.group().lower() in words.ahead_words]

    def time(self, d: Draft) -> Time:
        """Return the draft as a time."""
        before = self.c.text[max(0, d.start - 40) : d.start]
        signal = None
        mod = d.edge or d.mod
        hedge = m = None
        if folded(before).endswith(self.w.leading):
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
            meaning = _Meaning("XXXX-XX-XX")
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
        nearest = bisect_left(self._ahead_at, d.start) - 1
        if nearest < 0 or self._ahead_at[nearest] < window:
            return False
        before = text[max(window, text.rfind("\n", window, d.start) + 1) : d.start]
        ends = [m.end() for m in self.w.ahead.finditer(before)]
        if not ends:
            return False
        between = before[ends[-1] :]
        return not (self.w.reported.search(between) or re.search(r"[.;?!]\s", between))

    def _resolve(self, d: Draft) -> _Meaning:
        if d.kind is Kind.VAGUE:
            return _Meaning(d.value)
        if d.kind is Kind.SET:
            return _Meaning(d.value, TimeType.SET)
        if d.kind is Kind.LENGTH:
            return self._length(d)
        if d.kind is Kind.YEAR:
            return self._year(d)
        if d.kind is Kind.MONTH:
            return self._month(d)
        if d.kind is Kind.SPAN:
            return self._span(d)
        return self._day(d)

    # ---------------------------------------------------------------- days

    def _day(self, d: Draft) -> _Meaning:
        day: date | None = None
        anchor: Anchor | None = None
        piece, piece_end = d.date, d.date_end
        text_value: str | None = None
        if piece is not None:
            if not piece.value.year_stated or piece.value.month is None:
                piece, anchor = self._complete(d, piece)
                if piece_end is not None and not piece_end.value.year_stated:
                    piece_end = self._complete_end(piece, piece_end)
            day = piece.value.as_date()
            text_value = self._odd(d) or _written(piece.value)
        elif d.previous:
            base, anchor = self._base()
            if base is not None:
                day = base + timedelta(days=int(d.value))
        elif d.offset is not None:
            if self.c.published is not None:
                day, anchor = self.c.published + timedelta(days=self._nights_back(d)), Anchor.PUBLISHED
        elif d.weekday is not None:
            day, anchor = self._weekday(d, d.weekday.value)
            if day is None:
                text_value = f"XXXX-WXX-{d.weekday.value + 1}"
        elif d.part_of_day is not None and (d.just_now or d.soon or d.reference is Reference.THIS):
            day, anchor = self.c.published, Anchor.PUBLISHED
        elif d.part_of_day is not None and d.reference is Reference.LAST:
            if self.c.published is not None:
                day, anchor = self.c.published - timedelta(days=1), Anchor.PUBLISHED
        else:
            day, anchor = self._base()
        value = text_value or (day.isoformat() if day else "XXXX-XX-XX")
        meaning = _Meaning(value, first=day, last=day, anchor=anchor, date=piece, date_end=piece_end)
        if piece_end is not None:
            end = piece_end.value.as_date()
            meaning.value = f"{value}/{_written(piece_end.value)}"
            meaning.last = end
        elif d.weekday_end is not None and d.date is None:
            if day is not None:
                end = day + timedelta(days=(d.weekday_end.value - d.weekday.value) % 7 if d.weekday else 0)
                if not d.ahead and self.c.published is not None and end > self.c.published and d.reference is None:
                    day, end = day - timedelta(days=7), end - timedelta(days=7)
                meaning.first, meaning.last = day, end
                meaning.value = f"{day.isoformat()}/{end.isoformat()}"
            else:
                meaning.value = f"{value}/XXXX-WXX-{d.weekday_end.value + 1}"
        elif d.clock is not None:
            self._clocks(d, meaning, day, value)
        elif d.part_of_day is not None:
            meaning.type = TimeType.TIME
            meaning.value = value + "T" + d.part_of_day[1:] if not value.endswith("T") else value
        if day is not None:
            if d.part_of_day is None or d.weekday or d.date or d.offset or d.just_now:
                self.c.day, self.c.day_at = day, d.start
            if d.clock is None:
                self.c.clock = None
        return meaning

    def _odd(self, d: Draft) -> str | None:
        """Return the value of a weekday whose date has figures that no date has."""
        assert d.date is not None
        v = d.date.value
        if (v.month or 0) > 99 or (v.day or 0) > 99 or (v.year or 0) > 9999:
            day = self._weekday(d, d.weekday.value)[0] if d.weekday else None
            return day.isoformat() if day else "XXXX-XX-XX"
        return None

    def _clocks(self, d: Draft, meaning: _Meaning, day: date | None, value: str) -> None:
        assert d.clock is not None
        meaning.type = TimeType.TIME
        clock = self._by_part(d.clock, d.part_of_day)
        meaning.clock = clock
        meaning.value = f"{value}T{_face(clock.value)}"
        meaning.first = meaning.last = _moment(day, clock.value) or day
        if isinstance(meaning.first, datetime):
            self.c.clock = meaning.first
        if d.clock_end is not None:
            end = self._by_part(d.clock_end, d.part_of_day)
            meaning.clock_end = end
            meaning.value += f"/{value}T{_face(end.value)}"
            meaning.last = _moment(day, end.value) or day

    def _by_part(self, piece: Piece[ClockTime], part: str | None) -> Piece[ClockTime]:
        """Move an hour of the twelve-hour clock past noon where the part of day asks for it."""
        clock = piece.value
        hours = self.w.t.hours.get(part or "")
        hour = clock.hour
        if hours and hours[0] <= hour <= hours[1] and hour < 12:
            hour += 12
        elif part in ("TNI", "TMO") and hour == 12:
            hour = 0
        if hour == clock.hour:
            return piece
        return replace(piece, value=replace(clock, hour=hour))

    def _nights_back(self, d: Draft) -> int:
        assert d.offset is not None
        if (
            d.part_of_day == "TNI"
            and d.offset.value == -1
            and self.w.t.offsets.get(folded(self.c.text[d.offset.start : d.offset.end])) is None
            and self.c.moment is not None
            and self.c.moment.hour >= 21
        ):
            return 0  # "tadi malam" in a story of the late evening is this evening
        return d.offset.value

    def _base(self) -> tuple[date | None, Anchor | None]:
        """Return the day just named, or that of publication."""
        if self.c.day is not None:
            return self.c.day, Anchor.PREVIOUS
        return self.c.published, Anchor.PUBLISHED if self.c.published else None

    def _weekday(self, d: Draft, weekday: Weekday) -> tuple[date | None, Anchor | None]:
        published = self.c.published
        if published is None:
            return None, None
        if d.offset is not None:
            return published + timedelta(days=d.offset.value), Anchor.PUBLISHED
        base, anchor = published, Anchor.PUBLISHED
        until = d.signal is not None and d.signal.value is Signal.UNTIL
        if until and self.c.day is not None and d.reference is None and d.start - self.c.day_at < 36:
            return self.c.day + timedelta(days=(weekday - self.c.day.weekday()) % 7), Anchor.PREVIOUS
        if d.unit is Unit.WEEK and d.reference is not None:
            monday = base - timedelta(days=base.weekday())
            weeks = {Reference.LAST: -1, Reference.THIS: 0, Reference.NEXT: 1}.get(d.reference, 0)
            return monday + timedelta(days=7 * weeks + weekday), anchor
        if (
            d.reference is None
            and self.c.day is not None
            and abs((self.c.day - published).days) > 21
            and "\n" not in self.c.text[self.c.day_at : d.start]
        ):
            base, anchor = self.c.day, Anchor.PREVIOUS
            return base + timedelta(days=(weekday - base.weekday()) % 7), anchor
        back = (base.weekday() - weekday) % 7
        if d.reference is Reference.LAST:
            return base - timedelta(days=back or 7), anchor
        if d.reference is Reference.NEXT:
            return base + timedelta(days=(7 - back) if back else 7), anchor
        if d.reference is Reference.THIS and back:
            return base + timedelta(days=7 - back) if d.ahead else base - timedelta(days=back), anchor
        if d.just_now:
            return base - timedelta(days=back), anchor
        if d.ahead and back:
            return base + timedelta(days=7 - back), anchor
        return base - timedelta(days=back), anchor

    def _complete(self, d: Draft, piece: Piece[CalendarDate]) -> tuple[Piece[CalendarDate], Anchor | None]:
        """Give a date without year (or without month) the one that is meant."""
        written = piece.value
        published = self.c.published
        year: int | None
        if written.month is None:
            base = published
            anchor = Anchor.PUBLISHED
            if d.unit is Unit.MONTH and d.reference is not None and base is not None:
                base = _add_months(base, {Reference.LAST: -1, Reference.NEXT: 1}.get(d.reference, 0))
            elif self.c.day is not None and published is not None and abs((self.c.day - published).days) > _FAR:
                base, anchor = self.c.day, Anchor.PREVIOUS
            elif base is not None and written.day is not None and d.reference is not Reference.NEXT:
                if written.day > base.day and not d.ahead:
                    base = _add_months(base, -1)
                elif written.day < base.day and d.ahead:
                    base = _add_months(base, 1)
            if base is None:
                return piece, None
            if (written.day or 1) > calendar.monthrange(base.year, base.month)[1]:
                base = _add_months(base, 1 if d.ahead else -1)  # no two months in a row are short
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

    # ---------------------------------------------------------------- months, years, spans

    def _month(self, d: Draft) -> _Meaning:
        assert d.months is not None
        month, last = d.months
        anchor = None
        year = d.year
        if year is None:
            year, anchor = self._month_year(d, month)
        end_month = last or month
        if year is None:
            value = f"XXXX-{month:02d}"
            return _Meaning(value if last is None else f"{value}/XXXX-{last:02d}", mod=d.edge)
        end_year = year
        if last is not None and last < month:
            if d.year is not None:
                year -= 1
            else:
                end_year += 1
        value = f"{year:04d}-{month:02d}"
        if last is not None:
            value += f"/{end_year:04d}-{last:02d}"
        first, final = _month_bounds(year, month)[0], _month_bounds(end_year, end_month)[1]
        self.c.month, self.c.month_at = first, d.start
        if d.year is not None:
            self.c.year, self.c.year_at = year, d.start
        piece = None
        if d.date is not None:
            piece = replace(d.date, value=CalendarDate(year, month, None, year_stated=d.year is not None))
        return _Meaning(value, first=first, last=final, anchor=anchor, date=piece)

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

    def _year(self, d: Draft) -> _Meaning:
        assert d.year is not None
        if d.rule == "century":
            return _Meaning(d.value, first=_new_year(d.year + 1), last=_year_end(d.year + 100))
        if d.rule == "decade":
            return _Meaning(d.value, first=_new_year(d.year), last=_year_end(d.year + 9))
        since = d.signal is not None and d.signal.value is Signal.SINCE
        self.c.year, self.c.year_at = (None, -1) if since else (d.year, d.start)
        if d.year_end is not None:
            return _Meaning(f"{d.year}/{d.year_end}", first=_new_year(d.year), last=_year_end(d.year_end))
        return _Meaning(f"{d.year:04d}", first=_new_year(d.year), last=_year_end(d.year))

    def _span(self, d: Draft) -> _Meaning:
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
            return _Meaning(empty.get(d.unit or Unit.YEAR, "XXXX"))
        if d.unit is Unit.WEEK:
            day = base + timedelta(days=7 * step)
            iso = day.isocalendar()
            value = f"{iso.year}-W{iso.week:02d}"
            monday = day - timedelta(days=day.weekday())
            if d.value == "WE":
                if d.reference is Reference.THIS and d.end - d.start < 12 and not d.ahead and base.weekday() < 5:
                    pass
                return _Meaning(value + "-WE", first=monday + timedelta(5), last=monday + timedelta(6), anchor=anchor)
            return _Meaning(value, first=monday, last=monday + timedelta(days=6), anchor=anchor)
        if d.unit is Unit.MONTH and d.unit_count in (3, 6):
            n = d.unit_count
            start = _add_months(base.replace(day=1, month=(base.month - 1) // n * n + 1), n * step)
            mark = "Q" if n == 3 else "H"
            last = _month_bounds(*_year_month(_add_months(start, n - 1)))[1]
            return _Meaning(f"{start.year}-{mark}{(start.month - 1) // n + 1}", first=start, last=last, anchor=anchor)
        if d.unit is Unit.MONTH:
            start = _add_months(base.replace(day=1), step)
            self.c.month, self.c.month_at = start, d.start
            return _Meaning(
                f"{start.year:04d}-{start.month:02d}",
                first=start,
                last=_month_bounds(start.year, start.month)[1],
                anchor=anchor,
            )
        if d.unit is Unit.DECADE:
            decade = base.year // 10 + step
            return _Meaning(str(decade), first=_new_year(decade * 10), last=_year_end(decade * 10 + 9), anchor=anchor)
        if d.unit is Unit.CENTURY:
            century = base.year // 100 + step
            return _Meaning(
                str(century), first=_new_year(century * 100), last=_year_end(century * 100 + 99), anchor=anchor
            )
        year = base.year + step
        return _Meaning(f"{year:04d}", first=_new_year(year), last=_year_end(year), anchor=anchor)

    def _season(self, d: Draft) -> _Meaning:
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
            return _Meaning(f"XXXX-{mark}{number}")
        first = date(year, (number - 1) * d.unit_count + 1, 1)
        last = _month_bounds(year, number * d.unit_count)[1]
        return _Meaning(f"{year}-{mark}{number}", first=first, last=last, anchor=anchor)

    def _previous(self, unit: Unit | None) -> date | None:
        c = self.c
        if unit is Unit.YEAR and c.year is not None and c.year_at > c.day_at:
            return _new_year(c.year)
        if unit is Unit.MONTH and c.month is not None and c.day is None:
            return c.month
        return c.day

    # ---------------------------------------------------------------- lengths

    def _length(self, d: Draft) -> _Meaning:
        unit = d.unit
        assert unit is not None
        if d.amount is None:
            if d.shift in (Shift.AGO, Shift.EARLIER):
                return _Meaning("PAST_REF")
            mark = "PT" if unit.value.startswith("T") else "P"
            letter = "Y" if unit in (Unit.DECADE, Unit.CENTURY) else unit.value.removeprefix("T")
            return _Meaning(f"{mark}X{letter}", TimeType.DURATION)
        value = duration_value(d.amount, unit)
        for amount, smaller in d.more:
            tail = duration_value(amount, smaller)
            value += tail.removeprefix("P") if "T" not in value else tail.removeprefix("PT")
        length = _joined(d, unit)
        if d.shift is Shift.EVERY:
            return _Meaning(value, TimeType.SET)
        during = d.signal is not None and d.signal.value is Signal.DURING
        if d.shift in (None, Shift.WINDOW) or (during and d.shift is Shift.HENCE):
            return _Meaning(value, TimeType.DURATION, length=length)
        return self._moved(d, unit, length) or _Meaning(value, TimeType.DURATION, length=length)

    def _moved(self, d: Draft, unit: Unit, length: Length) -> _Meaning | None:
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
            return _Meaning(
                moment.isoformat(timespec="minutes"), TimeType.TIME, first=moment, last=moment, anchor=anchor
            )
        if from_published:
            base, anchor_or_none = self.c.published, Anchor.PUBLISHED
        else:
            base, anchor_or_none = self.c.day, Anchor.PREVIOUS
            if unit is Unit.YEAR and self.c.year is not None and self.c.year_at > self.c.day_at:
                base = _new_year(self.c.year)
            elif unit is Unit.MONTH and self.c.month is not None and self.c.month_at > self.c.day_at:
                base = self.c.month
        if base is None:
            return None
        try:
            return self._shifted(base, amount, unit, anchor_or_none, previous=not from_published)
        except (OverflowError, ValueError):
            return None

    def _shifted(self, base: date, amount: Decimal, unit: Unit, anchor: Anchor, *, previous: bool) -> _Meaning:
        if unit is Unit.DAY:
            day = base + timedelta(days=int(amount))
            if previous:
                self.c.day = day
            return _Meaning(day.isoformat(), first=day, last=day, anchor=anchor)
        if unit is Unit.WEEK:
            day = base + timedelta(days=int(amount * 7))
            monday = day - timedelta(days=day.weekday())
            iso = day.isocalendar()
            return _Meaning(f"{iso.year}-W{iso.week:02d}", first=monday, last=monday + timedelta(days=6), anchor=anchor)
        if unit is Unit.MONTH or (unit is Unit.YEAR and amount != int(amount)):
            months = int(amount * (12 if unit is Unit.YEAR else 1))
            start = _add_months(base.replace(day=1), months)
            return _Meaning(
                f"{start.year:04d}-{start.month:02d}",
                first=start,
                last=_month_bounds(start.year, start.month)[1],
                anchor=anchor,
            )
        years = int(amount * {Unit.DECADE: 10, Unit.CENTURY: 100}.get(unit, 1))
        year = base.year + years
        if unit is Unit.CENTURY or not 1 <= year <= 9999:
            return _Meaning(f"{year // 100:02d}", anchor=anchor)
        return _Meaning(f"{year:04d}", first=_new_year(year), last=_year_end(year), anchor=anchor)


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


def _written(value: CalendarDate) -> str:
    year = "XXXX" if value.year is None else f"{value.year:04d}"
    if value.month is None:
        return f"{year}-XX-{value.day:02d}" if value.day is not None else year
    return f"{year}-{value.month:02d}" + ("" if value.day is None else f"-{value.day:02d}")


def _face(clock: ClockTime) -> str:
    return f"{clock.hour:02d}:{clock.minute:02d}" + ("" if clock.second is None else f":{clock.second:02d}")


def _moment(day: date | None, clock: ClockTime) -> datetime | None:
    if day is None:
        return None
    try:
        return datetime.combine(
            day, time(clock.hour % 24 if clock.hour == 24 else clock.hour, clock.minute, clock.second or 0)
        )
    except ValueError:
        return None


def _year_month(day: date) -> tuple[int, int]:
    return day.year, day.month


def _add_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _month_bounds(year: int, month: int) -> tuple[date, date]:
    year = min(max(year, 1), 9999)
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _new_year(year: int) -> date:
    return date(min(max(year, 1), 9999), 1, 1)


def _year_end(year: int) -> date:
    return date(min(max(year, 1), 9999), 12, 31)
