"""`runtut archive timeline`: what happened, what was planned and what was foretold, by day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from runtut.cli.archive.options import (
    filter_options,
    limit_option,
    opened,
    printed_as,
    question_argument,
    show,
    wanted_stories,
)
from runtut.cli.archive.plots import DRAWN, FORMATS, check_drawing, draw
from runtut.cli.speech import Command, message_language
from runtut.i18n import N_

if TYPE_CHECKING:
    from runtut.archive.timeline import Happening
    from runtut.report.chart import Chart

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
    outlets: tuple[str, ...],
    since: tuple[str, str] | None,
    until: tuple[str, str] | None,
    limit: int,
    archive: str,
    form: str,
    lang: str | None,
    output: str | None,
    color: bool | None,
) -> int:
    """Show by day what happened, what was planned, what was foretold and what was said, each with its stories.

    --format html gives a page with a chart, png a picture.
    """
    check_drawing(form, output)
    from runtut.archive.matches import Question  # noqa: PLC0415 -- loads the library of databases
    from runtut.archive.timeline import timeline as told  # noqa: PLC0415 -- see above

    language = message_language(lang)
    wanted = Question(question, filters=wanted_stories(outlets, since, until), limit=limit)
    with opened(archive) as database:
        found = told(database, wanted)
    if form in DRAWN:
        from runtut.i18n import translate  # noqa: PLC0415 -- only for pages

        headings = [translate(each, language) for each in _HEADINGS]
        rows = [_row(each, language) for each in found]
        draw(_chart(found, question, language), headings, rows, form=form, output=output, language=language)
        return 0
    show(found, lambda *_: _text(found, language), form=form, output=output, color=color)
    return 0


def _when(each: Happening) -> str:
    return each.first if each.first == each.last else f"{each.first} – {each.last}"


def _row(each: Happening, language: str) -> tuple[str, ...]:
    from runtut.i18n import translate  # noqa: PLC0415 -- only for pages

    what = ", ".join(filter(None, (translate(_LANES[each.lane], language), each.kind)))
    stories = "; ".join(" ".join(filter(None, (s.outlet, s.day, s.title))) for s in each.stories)
    return _when(each), what, each.excerpt, str(each.voices), stories


def _text(found: list[Happening], language: str) -> str:
    from runtut.i18n import translate  # noqa: PLC0415 -- only for text

    lines = []
    for each in found:
        when, what, excerpt, voices, _ = _row(each, language)
        lines += [f"{when}  {what} ({voices})", f"    {excerpt}"]
        lines += [f"      {'  '.join(filter(None, (s.day, s.outlet, s.title)))}" for s in each.stories[:_SHOWN]]
        lines.append("")
    return "\n".join(lines) or translate(N_("Nothing found."), language) + "\n"


def _chart(found: list[Happening], question: str, language: str) -> Chart:
    from runtut.i18n import translate  # noqa: PLC0415 -- only for charts
    from runtut.report.chart import Chart, Mark  # noqa: PLC0415 -- see above

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
