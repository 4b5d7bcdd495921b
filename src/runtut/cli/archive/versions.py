"""`runtut archive versions`: what an outlet altered in a story, version by version."""

from __future__ import annotations

import click

from runtut.archive.versions import Version
from runtut.archive.versions import versions as listed
from runtut.cli.archive.changes import change_lines, dated
from runtut.cli.archive.options import Printing, opened, print_options, show
from runtut.cli.speech import Command
from runtut.i18n import N_, translate


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("story")
@print_options
def versions(story: str, archive: str, printing: Printing) -> int:
    """List the versions of a story, and what was altered from one to the next.

    STORY is its number on file, its address, the id its source gave, or a file that holds it.
    """
    language = printing.language
    with opened(archive) as database:
        found = listed(database, story)
    show(found, lambda width, _: _text(found, language, width), printing)
    return 0


def _text(found: list[Version], language: str, width: int) -> str:
    if not found:
        return translate(N_("this story is not on file"), language) + "\n"
    lines = []
    for each in found:
        lines.append(f"{each.number}. {dated(each.modified or each.published)}  {each.title or '-'}")
        lines.extend(change_lines(each.changes, language, width))
    return "\n".join(lines) + "\n"
