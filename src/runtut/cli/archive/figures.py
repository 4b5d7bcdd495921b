"""`runtut archive figures`: which figures stories give for something, and how they change over time."""

from __future__ import annotations

import datetime as dt

import click

from runtut.archive.figures import Figure, Figures
from runtut.archive.figures import figures as given
from runtut.archive.filters import Filters
from runtut.archive.matches import Question
from runtut.cli.archive.options import (
    Printing,
    filter_options,
    limit_option,
    opened,
    printed_as,
    question_argument,
    show,
)
from runtut.cli.archive.plots import DRAWN, FORMATS, check_drawing, draw
from runtut.cli.speech import Command
from runtut.i18n import N_, translate
from runtut.report.chart import Chart, Mark
from runtut.report.grid import Table
from runtut.report.wording import say, word_value

_HEADINGS = (N_("day"), N_("figure"), N_("least"), N_("most"), N_("period"), N_("who"), N_("outlet"), N_("sentence"))


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@question_argument
@filter_options
@limit_option
@printed_as(FORMATS)
def figures(
    *,
    question: str,
    filters: Filters,
    limit: int,
    archive: str,
    printing: Printing,
) -> int:
    """Show which figures stories give for something, by day: "korban tewas gempa Cianjur".

    All words must stand in the story. Those that usually stand by figures must stand by the figure; which those are is
    seen from the stories and said above the answers. Totals that grow are shown as a series. --format html gives a page
    with a chart, png a picture.
    """
    check_drawing(printing)

    language = printing.language
    wanted = Question(question, filters=filters, limit=limit)
    with opened(archive) as database:
        found = given(database, wanted)
    if printing.form in DRAWN:
        headings = [translate(each, language) for each in _HEADINGS]
        rows = [_row(each, language) for each in found.figures]
        draw(_chart(found, question), headings, rows, printing)
        return 0
    show(
        found.figures,
        lambda width, colour: _text(found, language, width=width, colour=colour),
        printing,
        whole=found,
    )
    return 0


def _row(each: Figure, language: str) -> tuple[str, ...]:
    bounds = ["" if end is None or end == each.value else word_value(end, language) for end in (each.low, each.high)]
    return (
        each.day or "-",
        each.written,
        *bounds,
        each.period or "",
        each.speaker or "",
        each.outlet or "",
        each.excerpt,
    )


def _text(found: Figures, language: str, *, width: int, colour: bool) -> str:
    if not found.figures:
        return translate(N_("Nothing found."), language) + "\n"
    lines = [say(N_("by the figure: {words}"), language, words=" ".join(found.by_figure))]
    if found.in_story:
        lines.append(say(N_("in the story: {words}"), language, words=" ".join(found.in_story)))
    headings = tuple(translate(each, language) for each in _HEADINGS[:-1])
    rows = tuple(_row(each, language)[:-1] for each in found.figures)
    table = Table("", headings, rows, words=frozenset({0, 1, 4, 5, 6})).text(width=width, colour=colour)
    for series in found.series:
        if series.growing:
            way = " → ".join(f"{word_value(each.high, language)} ({each.day})" for each in series.points)
            lines.append(say(N_("grew, {unit}: {way}"), language, unit=series.unit, way=way))
    return "\n".join(lines) + "\n\n" + table.lstrip("\n")


def _chart(found: Figures, question: str) -> Chart:
    unit = (found.series[0].unit, found.series[0].kind) if found.series else None
    shown = [each for each in found.figures if each.day is not None and (each.unit, each.kind) == unit]
    outlets = sorted({each.outlet or "-" for each in shown})
    marks = tuple(
        Mark(
            day=dt.date.fromisoformat(each.day or ""),
            low=each.value,
            high=each.value if each.upper is None else each.upper,
            label=f"{each.day} {each.outlet or '-'}: {each.excerpt}",
            group=outlets.index(each.outlet or "-"),
        )
        for each in shown
    )
    named = f"{question} ({unit[0]})" if unit and unit[0] else question
    return Chart(title=named, marks=marks, groups=tuple(outlets))
