"""`runtut archive disagreements`: what outlets disagree on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from runtut.cli.archive.options import filter_options, limit_option, opened, print_options, show, wanted_stories
from runtut.cli.speech import Command, message_language
from runtut.i18n import N_

if TYPE_CHECKING:
    from runtut.archive.disagreements import Disagreement

_TOLLS = {"dead": N_("dead"), "injured": N_("injured"), "missing": N_("missing")}


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@filter_options
@limit_option
@print_options
def disagreements(
    *,
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
    """Show where stories of one event give different figures or days for the same, the latest first.

    Each side comes with its outlets and with how many voices it has: copies of a text count once. A count that grows from
    story to story is no disagreement, and neither are figures that can mean the same, rounded or as a range.
    """
    from runtut.archive.disagreements import disagreements as told  # noqa: PLC0415 -- loads the library of databases

    language = message_language(lang)
    with opened(archive) as database:
        found = told(database, filters=wanted_stories(outlets, since, until), limit=limit)
    show(found, lambda *_: _text(found, language), form=form, output=output, color=color)
    return 0


def _text(found: list[Disagreement], language: str) -> str:
    from runtut.i18n import translate  # noqa: PLC0415 -- only for text

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
