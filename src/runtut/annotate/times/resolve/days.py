"""Days and clock times."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from runtut.annotate.times.draft import Draft
from runtut.annotate.times.resolve.completion import Completion
from runtut.annotate.times.resolve.meaning import Meaning
from runtut.annotate.times.words import folded
from runtut.languages.schema.times import Reference
from runtut.record import Anchor, CalendarDate, ClockTime, Piece, Signal, TimeType, Unit, Weekday


class Days(Completion):
    """Resolves days."""

    def _day(self, d: Draft) -> Meaning:
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
        meaning = Meaning(value, first=day, last=day, anchor=anchor, date=piece, date_end=piece_end)
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

    def _clocks(self, d: Draft, meaning: Meaning, day: date | None, value: str) -> None:
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
