"""`runtut archive forecasts`: what was planned or foretold for a day, and what was said of it afterwards."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import click

from runtut.cli.archive.options import filter_options, limit_option, opened, print_options, show, wanted_stories
from runtut.cli.speech import Command, message_language, option
from runtut.i18n import N_

if TYPE_CHECKING:
    from runtut.archive.forecasts import Forecast


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
    """Say what was planned or foretold for a day, the latest day first.

    Where the day is past, stories of the weeks after it that have the same names are listed: they may tell what came of it.
    """
    from runtut.archive.forecasts import forecasts as foretold  # noqa: PLC0415 -- loads the library of databases

    language = message_language(lang)
    day = (on or dt.datetime.now(dt.UTC).astimezone()).date()
    with opened(archive) as database:
        found = foretold(database, on=day, due=due, filters=wanted_stories(outlets, since, until), limit=limit)
    show(found, lambda *_: _text(found, language), form=form, output=output, color=color)
    return 0


def _text(found: list[Forecast], language: str) -> str:
    from runtut.i18n import translate  # noqa: PLC0415 -- only for text
    from runtut.record import Status  # noqa: PLC0415 -- see above
    from runtut.report.wording import word_value  # noqa: PLC0415 -- see above

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
