"""`runtut archive split`: say that a name means two people in two stories."""

from __future__ import annotations

import click

from runtut.archive.bearers import split as parted
from runtut.cli.archive.options import opened, said_of_names, signature, signed_options, stories_option
from runtut.cli.speech import Command, message_language
from runtut.i18n import N_
from runtut.report.wording import say


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("name")
@stories_option
@signed_options
def split(name: str, stories: tuple[str, ...], reason: str, by: str | None, archive: str, lang: str | None) -> int:
    """Say that NAME means two people in two stories: give --story twice.

    Other stories go with the one whose roles they give; where nothing tells, nothing is decided. It holds when stories
    are read anew; `runtut archive undo` takes it back.
    """
    language = message_language(lang)
    signed = signature(reason, by)
    if len(stories) != 2:
        raise click.UsageError(say(N_("give --story twice"), language))
    with opened(archive) as database:
        made = parted(database, name, stories, signed)
    said_of_names(made, language)
    return 0
