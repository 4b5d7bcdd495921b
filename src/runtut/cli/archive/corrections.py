"""`runtut archive corrections`: what people have corrected, who, when and why."""

from __future__ import annotations

from collections.abc import Sequence

import click

from runtut.archive.corrections import Correction
from runtut.archive.corrections import corrections as listed
from runtut.cli.archive.options import Printing, opened, print_options, show
from runtut.cli.speech import Command
from runtut.i18n import N_
from runtut.report.wording import say, tidy


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("story", required=False)
@print_options
def corrections(
    story: str | None,
    archive: str,
    printing: Printing,
) -> int:
    """List what was corrected in STORY, or in all: who did it, when and why. What was undone is listed too."""
    language = printing.language
    with opened(archive) as database:
        found = listed(database, story)
    show(found, lambda _width, _colour: _text(found, language), printing)
    return 0


def _text(found: Sequence[Correction], language: str) -> str:
    lines = []
    for each in found:
        ended = " · " + say(N_("undone {when}"), language, when=each.undone) if each.undone else ""
        lines.append(f"{each.id}. {each.made} {tidy(each.by)} · {tidy(each.story)}{ended}")
        now = tidy(each.value) if each.value else say(N_("dismissed"), language)
        lines.append(f"   {tidy(each.what)} → {now}")
        lines.append(f"   {tidy(each.reason)}")
    return "\n".join(lines or [say(N_("Nothing was corrected."), language)]) + "\n"
