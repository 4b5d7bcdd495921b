"""A chart as PNG, drawn by matplotlib, which comes with `runtut[plot]`."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import matplotlib as mpl
from matplotlib.dates import AutoDateLocator, ConciseDateFormatter, date2num
from matplotlib.figure import Figure

from runtut.report.chart import Chart

_COLOURS = ("#0b5a8c", "#a14f00", "#6d3fa8", "#00737d", "#b3231b", "#5b6b00")


def png(chart: Chart) -> bytes:
    """Return the drawing."""
    with mpl.rc_context({"text.parse_math": False}):  # a "$" in a title is money
        figure = Figure(figsize=(9.6, 4.6), dpi=150, layout="constrained")
        axes = figure.add_subplot()
        for n in sorted({each.group for each in chart.marks}):
            marks = [each for each in chart.marks if each.group == n]
            colour = _COLOURS[n % len(_COLOURS)]
            days = date2num([dt.datetime.combine(each.day, dt.time()) for each in marks])
            name = chart.groups[n] if n < len(chart.groups) else None
            axes.vlines(days, [m.low for m in marks], [m.high for m in marks], color=colour, linewidth=4)
            axes.plot(days, [m.high for m in marks], "o-" if chart.joined else "o", color=colour, label=name)
        low, high = chart.scale
        axes.set_ylim(*((high, low) if chart.lanes else (low, high)))
        if chart.lanes:
            axes.set_yticks(range(len(chart.lanes)), chart.lanes)
        locator = AutoDateLocator()
        axes.xaxis.set_major_locator(locator)
        axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))
        axes.grid(alpha=0.3)
        axes.set_title(chart.title)
        if chart.groups:
            axes.legend(fontsize="small")
        out = BytesIO()
        figure.savefig(out, format="png", metadata={"Software": "runtut"})
    return out.getvalue()
