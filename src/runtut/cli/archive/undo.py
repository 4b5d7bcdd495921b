"""`runtut archive undo`: take a correction back."""

from __future__ import annotations

import datetime as dt

import click

from runtut.archive.corrections import undo as undone
from runtut.cli.archive.options import archive_option, opened
from runtut.cli.speech import Command, message_language, option
from runtut.i18n import LANGUAGES, N_
from runtut.report.wording import say


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("correction", type=click.IntRange(1, 2**31 - 1), metavar="ID")
@option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.  [default: the terminal's]")
@archive_option
def undo(correction: int, archive: str, lang: str | None) -> int:
    """Take a correction back: what was read stands again. ID is what `runtut archive corrections` shows."""
    with opened(archive) as database:
        undone(database, correction, dt.datetime.now(dt.UTC))
    click.echo(
        "runtut: " + say(N_("correction {number} is undone"), message_language(lang), number=correction), err=True
    )
    return 0
