"""`runtut archive chain`: who had the words of a story first, who copied them, and what was altered."""

from __future__ import annotations

import click

from runtut.archive.chain import Link
from runtut.archive.chain import chain as linked
from runtut.cli.archive.changes import change_lines, dated
from runtut.cli.archive.options import Printing, opened, print_options, show
from runtut.cli.speech import Command
from runtut.i18n import N_, translate


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("story")
@print_options
def chain(story: str, archive: str, printing: Printing) -> int:
    """Say which stories carry the words of one: who had them first, who copied, what was altered on the way.

    STORY is its number on file, its address, the id its source gave, or a file that holds it.
    """
    language = printing.language
    with opened(archive) as database:
        found = linked(database, story)
    show(found, lambda width, _: _text(found, language, width), printing)
    return 0


def _text(links: list[Link], language: str, width: int) -> str:
    if len(links) < 2:
        return translate(N_("no other story on file carries these words"), language) + "\n"
    lines = []
    for n, link in enumerate(links):
        number = translate(N_("not on file"), language) if link.story is None else f"#{link.story}"
        mark = "  <--" if link.asked else ""
        lines.append(f"{n + 1}. {link.outlet or '-'}  {dated(link.published)}  {link.title or '-'}  ({number}){mark}")
        if link.source is not None and link.share is not None:
            told = translate(N_("{percent} percent of its words stand in {number}"), language)
            lines.append("   " + told.format(percent=round(link.share * 100), number=link.source + 1))
        lines.extend(change_lines(link.changes, language, width))
    return "\n".join(lines) + "\n"
