"""Drawings on a page of the archive, and the files they are saved as."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fastapi import Response

from runtut.desk.pages.frame import View
from runtut.i18n import N_
from runtut.report.chart import Chart
from runtut.report.chart.page import legend, svg
from runtut.report.csv import guarded
from runtut.report.grid import csv_text
from runtut.report.markup import Markup, el

MARKS = 300
"""Marks of a drawing at most."""


def drawn(view: View, chart: Chart) -> Markup:
    """Return a chart whose marks tell what they are when they are pointed at or reached by key, and lead to their stories."""
    hint = view.say(
        N_("Point at a mark, or reach it with Tab and the arrow keys, to see what it is; Enter opens its story.")
    )
    return el(
        "figure",
        el("div", svg(chart, view.language), class_="drawn"),
        legend(chart),
        el("p", hint, class_="told empty", data_hint=hint, aria_hidden="true"),
        class_="plot",
    )


def saving(view: View, *forms: str) -> Markup:
    """Return links to the files of an answer: "svg" for its drawing, "csv" for its table."""
    names = {"svg": N_("Save the drawing (SVG)"), "csv": N_("Save the table (CSV)")}
    links = [el("a", view.say(names[form]), href=view.here(format=form), download=True) for form in forms]
    return el("p", *links, class_="save")


def svg_response(content: str, name: str) -> Response:
    """Send a drawing as a file."""
    return _file(content, name, "image/svg+xml")


def csv_response(headings: Sequence[str], rows: Iterable[Sequence[object]], name: str) -> Response:
    """Send a table as a file that a spreadsheet opens, and takes no cell for a formula."""
    content = csv_text(headings, ([guarded(cell) for cell in row] for row in rows))
    return _file("\ufeff" + content, name, "text/csv; charset=utf-8")


def _file(content: str, name: str, kind: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content.encode("utf-8", "replace"), media_type=kind, headers=headers)
