"""Charts of what happened when, and of figures over time: as a page of its own, and as PNG."""

from __future__ import annotations

import datetime as dt

from runtut.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Something on a day: a figure or a range of figures on a scale, or a place in a lane.

    Attributes:
        day: where it stands.
        low: the figure, or the number of the lane from 0, the uppermost.
        high: the other end of a range; the same as `low` where there is none.
        label: what it says, shown when it is pointed at.
        group: the number of its colour, from 0.
        link: where it leads; None for nowhere.
    """

    day: dt.date
    low: float
    high: float
    label: str
    group: int = 0
    link: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Marks over days; `groups` name the colours, `lanes` the lanes where there is no scale.

    `joined` tells to draw a line from each mark to the next of its group.
    """

    title: str
    marks: tuple[Mark, ...]
    groups: tuple[str, ...] = ()
    lanes: tuple[str, ...] = ()
    joined: bool = False

    @property
    def days(self) -> tuple[dt.date, dt.date]:
        """The first day and the last, a little room on each side."""
        days = [each.day for each in self.marks]
        room = max(1, (max(days) - min(days)).days // 40)
        span = dt.timedelta(room)
        return _moved(min(days), -span), _moved(max(days), span)

    @property
    def scale(self) -> tuple[float, float]:
        """The least and the most that is shown."""
        if self.lanes:
            return -0.5, len(self.lanes) - 0.5
        low, high = min(each.low for each in self.marks), max(each.high for each in self.marks)
        room = (high - low) * 0.08 or abs(high) * 0.1 or 1.0
        return (0.0 if 0 <= low < high / 2 else low - room), high + room


def _moved(day: dt.date, by: dt.timedelta) -> dt.date:
    try:
        return day + by
    except OverflowError:
        return day


_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200)
"""Months that may lie between the days under a chart."""


def day_ticks(first: dt.date, last: dt.date, most: int = 8) -> list[dt.date]:
    """Return days to be written under a chart, `most` at most: first days of months or years where these are enough, else days evenly apart."""
    months = (last.year - first.year) * 12 + last.month - first.month
    if months < 3:
        days = (last - first).days
        step = max(1, -(-days // most))
        return [first + dt.timedelta(n) for n in range(0, days + 1, step)][:most]
    step = next((each for each in _STEPS if months // each < most), 12 * (months // 12 // most + 1))
    start = first.year * 12 + first.month - 1
    start += (first.day > 1) * 1
    start = -(-start // step) * step
    end = last.year * 12 + last.month - 1
    return [dt.date(each // 12, each % 12 + 1, 1) for each in range(start, end + 1, step) if each >= 12][:most]


def value_ticks(low: float, high: float, most: int = 6) -> list[float]:
    """Return round numbers to be written beside a chart."""
    step = 10.0 ** len(str(int(high - low)))
    while (high - low) / step < most / 2.5:
        for divisor in (2.0, 2.5, 2.0):
            if (high - low) / step >= most / 2.5:
                break
            step /= divisor
    first = -(-low // step) * step
    return [first + n * step for n in range(int((high - first) // step) + 1)]
