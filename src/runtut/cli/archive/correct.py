"""`runtut archive correct`: say who said a quotation."""

from __future__ import annotations

import click

from runtut.archive.corrections import correct_speaker
from runtut.cli.archive.options import opened, signature, signed_options
from runtut.cli.speech import Command, message_language, option
from runtut.i18n import N_
from runtut.report.wording import say, tidy


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("story")
@option(
    "--quotation",
    required=True,
    metavar="START|TEXT",
    help="Where the quotation begins, in characters from the start of the text, or words of it in a row.",
)
@option("--speaker", required=True, metavar="NAME", help="Who said it.")
@signed_options
def correct(
    story: str, quotation: str, speaker: str, reason: str, by: str | None, archive: str, lang: str | None
) -> int:
    """Say who said a quotation, where it was read wrong.

    STORY is its number on file, its address, the id its source gave, or a file that holds it. The correction holds for
    every version of the story, and when stories are read anew; `runtut archive undo` takes it back.
    """
    signed = signature(reason, by)
    if not speaker.strip():
        raise click.UsageError(say(N_("--speaker names nobody"), message_language(lang)))
    with opened(archive) as database:
        made = correct_speaker(database, story, quotation, speaker, signed)
    template = N_("correction {number}: {speaker} said {words}")
    told = say(template, message_language(lang), number=made.id, speaker=tidy(speaker), words=tidy(made.what))
    click.echo(f"runtut: {told}", err=True)
    return 0
