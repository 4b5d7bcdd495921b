"""`runtut archive forecasts`: what was planned or foretold for a day, and what was said of it afterwards."""

from __future__ import annotations

import datetime as dt

import click

from runtut.archive.filters import Filters
from runtut.archive.forecasts import Forecast
from runtut.archive.forecasts import forecasts as foretold
from runtut.cli.archive.options import Printing, filter_options, limit_option, opened, print_options, show
from runtut.cli.speech import Command, option
from runtut.i18n import N_, translate
from runtut.record import Status
from runtut.report.wording import word_value


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@option("--due", is_flag=True, help="Only what was for a day now past.")
@option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day of asking.  [default: today]")
@filter_options
@limit_option
@print_options
def forecasts(
    *,
    due: bool,
    on: dt.datetime | None,
    filters: Filters,
    limit: int,
    archive: str,
    printing: Printing,
) -> int:
    """Say what was planned or foretold for a day, the latest day first.

    Where the day is past, stories of the weeks after it that have the same names are listed: they may tell what came of it.
    """
    language = printing.language
    day = (on or dt.datetime.now(dt.UTC).astimezone()).date()
    with opened(archive) as database:
        found = foretold(database, on=day, due=due, filters=filters, limit=limit)
    show(found, lambda *_: _text(found, language), printing)
    return 0


def _text(found: list[Forecast], language: str) -> str:
    lines = []
    for each in found:
        lines.append(f"{each.due[:16].replace('T', ' ')}  {word_value(Status(each.status), language)}, {each.kind}")
        lines.append(f"    {each.excerpt}")
        lines.append(f"    {source_line(each.day, each.outlet, each.title)}")
        if each.later:
            lines.append("    " + translate(N_("since then:"), language))
        lines += [f"      {source_line(later.day, later.outlet, later.title)}" for later in each.later]
        lines.append("")
    return "\n".join(lines) or translate(N_("Nothing found."), language) + "\n"


def source_line(day: str | None, outlet: str | None, title: str | None) -> str:
    """Return a story in a line."""
    return "  ".join(each for each in (day, outlet, title) if each)
