"""`runtut archive versions`: what an outlet altered in a story, version by version."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from runtut.cli.archive.changes import change_lines, dated
from runtut.cli.archive.options import opened, print_options, show
from runtut.cli.speech import Command, message_language
from runtut.i18n import N_

if TYPE_CHECKING:
    from runtut.archive.versions import Version


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("story")
@print_options
def versions(story: str, archive: str, form: str, lang: str | None, output: str | None, color: bool | None) -> int:  # noqa: FBT001 -- an option's own value
    """List the versions of a story, and what was altered from one to the next.

    STORY is its number on file, its address, the id its source gave, or a file that holds it.
    """
    language = message_language(lang)
    with opened(archive) as database:
        from runtut.archive.versions import versions as listed  # noqa: PLC0415 -- loads the library of databases

        found = listed(database, story)
    show(found, lambda width, _: _text(found, language, width), form=form, output=output, color=color)
    return 0


def _text(found: list[Version], language: str, width: int) -> str:
    from runtut.i18n import translate  # noqa: PLC0415 -- only for text

    if not found:
        return translate(N_("this story is not on file"), language) + "\n"
    lines = []
    for each in found:
        lines.append(f"{each.number}. {dated(each.modified or each.published)}  {each.title or '-'}")
        lines.extend(change_lines(each.changes, language, width))
    return "\n".join(lines) + "\n"
