"""A chart as one HTML page that fetches nothing and runs nothing: the drawing in SVG, and a table of what it shows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from runtut.i18n import N_
from runtut.report.chart import Chart, Mark, day_ticks, value_ticks
from runtut.report.lone_page import lone_page
from runtut.report.markup import Markup, el
from runtut.report.wording import say, word_value

_WIDTH, _HEIGHT = 960, 420
_LEFT, _RIGHT, _TOP, _BOTTOM = 110, 48, 20, 40


def chart_page(chart: Chart, headings: Sequence[str], rows: Iterable[Sequence[str]], *, language: str) -> str:
    """Return the page.

    Args:
        chart: what is drawn; without marks the table stands alone.
        headings: of the table, in the language of the page.
        rows: of the table, as text.
        language: "id" or "en".
    """
    main = el(
        "main",
        el("h1", chart.title),
        el("figure", svg(chart, language), legend(chart)) if chart.marks else None,
        el(
            "div",
            el(
                "table",
                el("thead", el("tr", *(el("th", each, scope="col") for each in headings))),
                el("tbody", *(el("tr", *(el("td", cell) for cell in row)) for row in rows)),
            ),
            class_="wide",
            tabindex=0,
            role="region",
            aria_label=say(N_("what the chart shows"), language),
        ),
    )
    foot = el("footer", say(N_("Read by runtut. This page fetches nothing and runs no script."), language))
    style = (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
    return lone_page(chart.title, main, foot, style=style, language=language)


def svg(chart: Chart, language: str) -> Markup:
    """Return the drawing; marks that lead somewhere are links."""
    (first, last), (low, high) = chart.days, chart.scale
    across = (_WIDTH - _LEFT - _RIGHT) / max(1, (last - first).days)
    down = (_HEIGHT - _TOP - _BOTTOM) / (high - low)

    def x(mark: Mark) -> float:
        return round(_LEFT + (mark.day - first).days * across, 1)

    def y(value: float) -> float:
        return round(_TOP + ((value - low) if chart.lanes else (high - value)) * down, 1)

    drawn: list[Markup | None] = []
    beside: list[tuple[float, str]] = (
        [*enumerate(chart.lanes)] if chart.lanes else [(v, word_value(v, language)) for v in value_ticks(low, high)]
    )
    for value, name in beside:
        drawn.append(el("line", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=str(y(value)), y2=str(y(value)), class_="rule"))
        drawn.append(el("text", name, x=_LEFT - 8, y=str(y(value) + 4), class_="beside"))
    ticks = day_ticks(first, last)
    for day in ticks:
        across_at = min(round(_LEFT + (day - first).days * across, 1), _WIDTH - 42)
        drawn.append(el("text", _short(day, ticks), x=str(across_at), y=_HEIGHT - 12, class_="below"))
    if chart.joined:
        for group in sorted({each.group for each in chart.marks}):
            points = " ".join(f"{x(each)},{y(each.high)}" for each in chart.marks if each.group == group)
            drawn.append(el("polyline", points=points, class_=f"path g{group % _COLOURS}"))
    seen: dict[tuple[float, float], int] = {}
    for each in chart.marks:
        at = (x(each), each.low) if chart.lanes else (x(each), -1.0)
        seen[at] = seen.get(at, 0) + 1
        shift = seen[at] // 2 % _BESIDE * (7 if seen[at] % 2 else -7) if chart.lanes else 0
        drawn.append(_mark(each, x(each), y(each.low) + shift, y(each.high) + shift))
    return el(
        "svg",
        el("title", chart.title),
        *drawn,
        viewBox=f"0 0 {_WIDTH} {_HEIGHT}",
        role="group" if any(each.link for each in chart.marks) else "img",
        aria_label=chart.title,
        xmlns="http://www.w3.org/2000/svg",
    )


def _short(day: dt.date, ticks: Sequence[dt.date]) -> str:
    """Return a day under a chart: its year or month alone where all stand at the beginning of one."""
    if any(each.day > 1 for each in ticks):
        return day.isoformat()
    return f"{day:%Y}" if all(each.month == 1 for each in ticks) else f"{day:%Y-%m}"


def svg_file(chart: Chart, language: str) -> str:
    """Return the drawing as a file of its own, its colours inside and without links."""
    bare = replace(chart, marks=tuple(replace(each, link=None) for each in chart.marks))
    return alone(svg(bare, language))


def alone(drawing: Markup) -> str:
    """Return a drawing as a file of its own: the look that pages give it by their style sheets is put inside."""
    style = (Path(__file__).parent / "svg.css").read_text(encoding="utf-8")
    head, _, rest = drawing.partition(">")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{head}>{el("style", Markup(style))}{rest}\n'


_BESIDE = 6
"""Marks of one day that find room on each side of the middle of their lane; more lie on one another."""
_COLOURS = 6


def _mark(mark: Mark, x: float, low: float, high: float) -> Markup:
    name = f"g{mark.group % _COLOURS}"
    title = el("title", mark.label)
    if low == high:
        drawn = el("circle", title, cx=str(x), cy=str(low), r=5, class_=f"dot {name}")
    else:
        drawn = el("line", title, x1=str(x), x2=str(x), y1=str(low), y2=str(high), class_=f"range {name}")
    return el("a", drawn, href=mark.link, aria_label=mark.label, class_="mark") if mark.link else drawn


def legend(chart: Chart) -> Markup | None:
    """Return which colour stands for what, as the caption of a figure; None where there is but one."""
    if not chart.groups:
        return None
    return el(
        "figcaption",
        *(
            el("span", el("span", "●", class_=f"key g{n % _COLOURS}"), f" {each}", class_="named")
            for n, each in enumerate(chart.groups)
        ),
    )
