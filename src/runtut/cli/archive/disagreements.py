"""`runtut archive disagreements`: what outlets disagree on."""

from __future__ import annotations

import click

from runtut.archive.disagreements import Disagreement
from runtut.archive.disagreements import disagreements as told
from runtut.archive.filters import Filters
from runtut.cli.archive.options import Printing, filter_options, limit_option, opened, print_options, show
from runtut.cli.speech import Command
from runtut.i18n import N_, translate

_TOLLS = {"dead": N_("dead"), "injured": N_("injured"), "missing": N_("missing")}


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@filter_options
@limit_option
@print_options
def disagreements(
    *,
    filters: Filters,
    limit: int,
    archive: str,
    printing: Printing,
) -> int:
    """Show where stories of one event give different figures or days for the same, the latest first.

    Each side comes with its outlets and with how many voices it has: copies of a text count once. A count that grows from
    story to story is no disagreement, and neither are figures that can mean the same, rounded or as a range.
    """
    language = printing.language
    with opened(archive) as database:
        found = told(database, filters=filters, limit=limit)
    show(found, lambda *_: _text(found, language), printing)
    return 0


def _text(found: list[Disagreement], language: str) -> str:
    lines = []
    for each in found:
        what = (
            translate(N_("day"), language)
            if each.kind == "day"
            else translate(_TOLLS.get(each.what, each.what), language)
        )
        lines.append(f"{each.first} – {each.last}  {what}")
        for side in each.sides:
            lines.append(f"  {side.value}  ({side.voices}: {', '.join(side.outlets)})")
            lines += [f"      {'  '.join(filter(None, (s.day, s.outlet, s.title)))}" for s in side.stories]
            lines.append(f"      {side.stories[0].excerpt}")
        lines.append("")
    return "\n".join(lines) or translate(N_("Nothing found."), language) + "\n"
