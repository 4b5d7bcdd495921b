"""Which figures stories give for something, and how they change over time."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from fastapi import APIRouter, Request, Response

from runtut.archive.figures import READ, Figure, Figures, figures
from runtut.archive.matches import Question
from runtut.desk.pages.archive import parts, plots
from runtut.desk.pages.archive.asking import asked
from runtut.desk.pages.frame import View
from runtut.desk.state import archive_of
from runtut.i18n import N_
from runtut.report.chart import Chart, Mark
from runtut.report.chart.page import svg_file
from runtut.report.markup import Child, Markup, el, joined
from runtut.report.wording import tidy, word_value

router = APIRouter()

MOST = 200
"""Figures that are shown, the latest."""
OUTLETS = 6
"""Outlets that have a colour of their own; the others share the last."""


@router.get("/archive/figures")
def amounts(request: Request) -> Response:
    """Show which figures stories give for something."""
    view, wanted = View.of(request), asked(request)
    found = figures(archive_of(request), Question(wanted.q, wanted.filters, MOST)) if wanted.q else None
    units = _units(found) if found else []
    given = request.query_params.get("unit")
    unit = given if given in units else units[0] if units else ""
    shown = [each for each in found.figures if each.unit == unit] if found else []
    if wanted.form == "csv":
        headings = [view.say(each) for each in (*_HEADINGS, N_("least"), N_("most"), N_("unit"), N_("story"))]
        rows = ((*_plain(each), each.low, each.high, each.unit, each.story) for each in shown)
        return plots.csv_response(headings, rows, "figures.csv")
    chart = _chart(view, shown, f"{wanted.q} ({unit})" if unit else wanted.q)
    if wanted.form == "svg" and chart.marks:
        return plots.svg_response(svg_file(chart, view.language), "figures.svg")
    title = view.say(N_("Figures"))
    body: list[Child] = [el("h1", title), parts.ask(view, parts.FIGURES, wanted, view.say(N_("Figures of what?")))]
    if found is None:
        body.append(
            parts.examples(view, parts.FIGURES, ("korban tewas gempa Cianjur", "harga beras", "pengungsi banjir"))
        )
    elif not shown:
        body.append(
            parts.nothing(view, el("p", view.say(N_("Ask with fewer words, and with those that stand by the figure."))))
        )
    else:
        headings = [view.say(each) for each in _HEADINGS]
        body += [
            el("p", _said(view, found), class_="summary", role="status"),
            _of_unit(view, found, units, unit),
            plots.drawn(view, chart) if chart.marks else None,
            plots.saving(view, *(("svg", "csv") if chart.marks else ("csv",))),
            _grown(view, found, unit),
            el("h2", view.say(N_("Each figure"))),
            parts.table(
                view.say(N_("Figures by day")), headings, (_cells(view, each) for each in reversed(shown)), numbers=(1,)
            ),
        ]
    return parts.archive_page(
        view, f"{wanted.q} — {title}" if wanted.q else title, *body, question=parts.FIGURES, asked=wanted
    )


_HEADINGS = (N_("day"), N_("figure"), N_("who"), N_("outlet"), N_("sentence"))


def _units(found: Figures) -> list[str]:
    """Return the units of what was found, that of the most figures first."""
    counted = Counter(each.unit for each in found.figures)
    return sorted(counted, key=lambda unit: (-counted[unit], unit))


def _said(view: View, found: Figures) -> str:
    said = [view.say(N_("by the figure: {words}"), words=", ".join(found.by_figure))]
    if found.in_story:
        said.append(view.say(N_("in the story: {words}"), words=", ".join(found.in_story)))
    said.append(view.say(N_("of the {read} stories that match best, at most"), read=READ))
    return "; ".join(said)


def _of_unit(view: View, found: Figures, units: list[str], unit: str) -> Markup | None:
    if len(units) < 2:
        return None
    counted = Counter(each.unit for each in found.figures)
    bare = view.say(N_("without a unit"))
    items = [
        el(
            "li",
            el(
                "a",
                f"{tidy(each) or bare} ({counted[each]})",
                href=view.here(unit=each, page=None),
                aria_current="true" if each == unit else None,
            ),
        )
        for each in units[:8]
    ]
    return el("nav", el("ul", *items), aria_label=view.say(N_("Unit")), class_="kinds")


def _amount(view: View, each: Figure) -> str:
    said = word_value(each.value, view.language)
    return said if each.upper is None else f"{said}–{word_value(each.upper, view.language)}"


def _plain(each: Figure) -> tuple[object, ...]:
    return each.day, each.value, tidy(each.speaker or ""), tidy(each.outlet or ""), tidy(each.excerpt)


def _cells(view: View, each: Figure) -> tuple[Child, ...]:
    return (
        parts.day_cell(view, each.day),
        joined([el("strong", _amount(view, each)), el("span", tidy(each.written), class_="small", dir="auto")]),
        parts.person_link(each.speaker) if each.speaker else "",
        el("span", tidy(each.outlet or ""), dir="auto"),
        el(
            "a",
            tidy(each.excerpt),
            href=parts.story_address(each.story, each.start, each.end),
            class_="words",
            dir="auto",
        ),
    )


def _chart(view: View, shown: list[Figure], title: str) -> Chart:
    dated = [each for each in shown if each.day is not None][-plots.MARKS :]
    counted = Counter(tidy(each.outlet or "–") for each in dated)
    ordered = sorted(counted, key=lambda outlet: (-counted[outlet], outlet))
    named = ordered if len(ordered) <= OUTLETS else [*ordered[: OUTLETS - 1], view.say(N_("other outlets"))]
    marks = tuple(
        Mark(
            day=dt.date.fromisoformat((each.day or "")[:10]),
            low=each.value,
            high=each.value if each.upper is None else each.upper,
            label=f"{parts.day_said(view, each.day)}, {tidy(each.outlet or '–')}: {_amount(view, each)} {tidy(each.unit)} — {tidy(each.excerpt)}",
            group=min(ordered.index(tidy(each.outlet or "–")), len(named) - 1),
            link=parts.story_address(each.story, each.start, each.end),
        )
        for each in dated
    )
    return Chart(title=title, marks=marks, groups=tuple(named))


def _grown(view: View, found: Figures, unit: str) -> Markup | None:
    """Return the totals that grew from day to day."""
    ways = [
        " → ".join(
            f"{word_value(point.high, view.language)} ({parts.day_said(view, point.day)})" for point in each.points[:20]
        )
        for each in found.series
        if each.growing and each.unit == unit
    ]
    if not ways:
        return None
    return el("div", el("h2", view.say(N_("Totals that grew"))), el("ul", *(el("li", each) for each in ways)))
