"""`runtut archive timeline`: what happened, what was planned and what was foretold, by day."""

from __future__ import annotations

import datetime as dt

import click

from runtut.archive.filters import Filters
from runtut.archive.matches import Question
from runtut.archive.timeline import Happening
from runtut.archive.timeline import timeline as told
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

_LANES = {"stated": N_("happened"), "planned": N_("planned"), "forecast": N_("forecast"), "said": N_("said")}
_HEADINGS = (N_("day"), N_("what"), N_("sentence"), N_("voices"), N_("stories"))
_SHOWN = 3
"""Stories that are named for each in text."""


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@question_argument
@filter_options
@limit_option
@printed_as(FORMATS)
def timeline(
    *,
    question: str,
    filters: Filters,
    limit: int,
    archive: str,
    printing: Printing,
) -> int:
    """Show by day what happened, what was planned, what was foretold and what was said, each with its stories.

    --format html gives a page with a chart, png a picture.
    """
    check_drawing(printing)

    language = printing.language
    wanted = Question(question, filters=filters, limit=limit)
    with opened(archive) as database:
        found = told(database, wanted)
    if printing.form in DRAWN:
        headings = [translate(each, language) for each in _HEADINGS]
        rows = [_row(each, language) for each in found]
        draw(_chart(found, question, language), headings, rows, printing)
        return 0
    show(found, lambda *_: _text(found, language), printing)
    return 0


def _when(each: Happening) -> str:
    return each.first if each.first == each.last else f"{each.first} – {each.last}"


def _row(each: Happening, language: str) -> tuple[str, ...]:
    what = ", ".join(filter(None, (translate(_LANES[each.lane], language), each.kind)))
    stories = "; ".join(" ".join(filter(None, (s.outlet, s.day, s.title))) for s in each.stories)
    return _when(each), what, each.excerpt, str(each.voices), stories


def _text(found: list[Happening], language: str) -> str:
    lines = []
    for each in found:
        when, what, excerpt, voices, _ = _row(each, language)
        lines += [f"{when}  {what} ({voices})", f"    {excerpt}"]
        lines += [f"      {'  '.join(filter(None, (s.day, s.outlet, s.title)))}" for s in each.stories[:_SHOWN]]
        lines.append("")
    return "\n".join(lines) or translate(N_("Nothing found."), language) + "\n"


def _chart(found: list[Happening], question: str, language: str) -> Chart:
    lanes = list(_LANES)
    marks = tuple(
        Mark(
            day=dt.date.fromisoformat(each.first),
            low=lanes.index(each.lane),
            high=lanes.index(each.lane),
            label=f"{_when(each)}: {each.excerpt}",
            group=lanes.index(each.lane),
        )
        for each in found
    )
    return Chart(title=question, marks=marks, lanes=tuple(translate(each, language) for each in _LANES.values()))
