"""`runtut archive explain`: why two stories are of one event, or are not."""

from __future__ import annotations

import click

from runtut.archive.same_event import Verdict
from runtut.archive.same_event import explain as explained
from runtut.archive.which import newest_of
from runtut.cli.archive.options import Printing, opened, print_options, show
from runtut.cli.speech import Command, tell
from runtut.i18n import N_
from runtut.report.wording import say


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("story")
@click.argument("other")
@print_options
def explain(story: str, other: str, archive: str, printing: Printing) -> int:
    """Say why two stories are taken to be of one event, or are not.

    STORY is its number on file, its address, the id its source gave, or a file that holds it.
    """
    language = printing.language
    with opened(archive) as database, database.reading() as connection:
        told = explained(connection, *(newest_of(database, connection, each) for each in (story, other)))
    if told is None:
        raise click.UsageError(tell(N_("one of the two has no day, or is in a language that cannot be compared")))
    show([told], lambda *_: _text(told, language), printing, whole=told)
    return 0


def _text(told: Verdict, language: str) -> str:
    joined = N_("one event") if told.joined else N_("not taken to be one event")
    lines = [
        say(joined, language),
        say(N_("alike: {share}"), language, share=told.confidence),
        say(N_("days between them: {days}"), language, days=told.days),
        say(N_("words in common: {words}"), language, words=" ".join(told.shared)),
    ]
    if told.missing:
        lines.append(say(N_("words of one that the other lacks: {words}"), language, words=" ".join(told.missing)))
    if told.series:
        lines.append(say(N_("one is of a series, and they are of two days"), language))
    return "\n".join(lines) + "\n"
