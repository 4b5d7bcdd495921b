"""`runtut archive merge`: say that two names are one person's, or that a name means one person in two stories."""

from __future__ import annotations

import click

from runtut.archive.bearers import merge_names, merge_stories
from runtut.archive.named import PERSON, TYPES
from runtut.cli.archive.options import opened, said_of_names, signature, signed_options, stories_option
from runtut.cli.speech import Command, message_language, option
from runtut.i18n import N_
from runtut.report.wording import say


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("name")
@click.argument("other", required=False)
@stories_option
@option(
    "--type",
    "kind",
    type=click.Choice(TYPES),
    default=PERSON,
    show_default=True,
    help="What bears the names.",
)
@signed_options
def merge(
    name: str,
    other: str | None,
    stories: tuple[str, ...],
    kind: str,
    reason: str,
    by: str | None,
    archive: str,
    lang: str | None,
) -> int:
    """Say that NAME and OTHER are one, in every story.

    With --story twice and no OTHER: that NAME means one person in two stories. Names are given whole. `people`,
    `search --speaker` and `network` then take them for one, now and after stories are read anew; `runtut archive undo`
    takes it back.
    """
    language = message_language(lang)
    signed = signature(reason, by)
    if (other is None) != (len(stories) == 2) or (stories and other is not None):
        raise click.UsageError(say(N_("give two names, or one name and --story twice"), language))
    if stories and kind != PERSON:
        raise click.UsageError(say(N_("--story is for people alone"), language))
    with opened(archive) as database:
        if other is not None:
            made = merge_names(database, name, other, signed, kind=kind)
        else:
            made = merge_stories(database, name, stories, signed)
    said_of_names(made, language)
    return 0
