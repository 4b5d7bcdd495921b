"""`runtut archive reread`: bring old stories up to date with a newer runtut."""

from __future__ import annotations

import sys

import click

from runtut.archive import Database
from runtut.archive.reread import due
from runtut.archive.reread import reread as read_anew
from runtut.batch import Plan
from runtut.cli.archive.add import MANY
from runtut.cli.archive.options import archive_option, opened
from runtut.cli.options import UNREADABLE, processes, progress_bar
from runtut.cli.speech import Command, message_language, option, tell
from runtut.i18n import LANGUAGES, N_
from runtut.report.wording import word_error


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@option("--jobs", "-j", type=click.IntRange(min=0), help="Processes; 0 for one a processor, as by default for many.")
@option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.  [default: the terminal's]")
@archive_option
def reread(archive: str, jobs: int | None, lang: str | None) -> int:
    """Read stories on file anew that an older runtut read.

    May be stopped at any moment and run again: it goes on where it was. Texts stay as they are.
    """
    with opened(archive) as database:
        done, failed = _all(database, jobs, message_language(lang))
    template = N_("{done} stories read anew, {failed} could not be read")
    click.echo("runtut: " + tell(template, done=done, failed=failed), err=True)
    return UNREADABLE if failed else 0


def _all(database: Database, jobs: int | None, lang: str) -> tuple[int, int]:
    done = failed = 0
    waiting = due(database)
    count = processes(jobs if jobs is not None else 1 if waiting < MANY else 0)
    for each in progress_bar(read_anew(database, Plan(), jobs=count), waiting, sys.stdout):
        done += each.error is None
        if each.error is not None:
            failed += 1
            click.echo(f"runtut: {word_error(each.error, lang)}", err=True)
    return done, failed
