"""`runtut archive dismiss`: say that a finding is wrong."""

from __future__ import annotations

import click

from runtut.archive.corrections import dismiss as dismissed
from runtut.cli.archive.options import opened, signature, signed_options
from runtut.cli.speech import Command, message_language
from runtut.i18n import N_
from runtut.report.wording import say


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("story")
@click.argument("finding", metavar="FINGERPRINT|CODE")
@signed_options
def dismiss(story: str, finding: str, reason: str, by: str | None, archive: str, lang: str | None) -> int:
    """Say that a finding in a story is wrong; it is then neither found nor counted.

    STORY is its number on file, its address, the id its source gave, or a file that holds it. A code will do where the
    story has one finding of it. The correction holds for every version of the story, and when stories are read anew;
    `runtut archive undo` takes it back.
    """
    signed = signature(reason, by)
    with opened(archive) as database:
        made = dismissed(database, story, finding, signed)
    told = say(N_("correction {number}: {code} dismissed"), message_language(lang), number=made.id, code=made.what)
    click.echo(f"runtut: {told}", err=True)
    return 0
