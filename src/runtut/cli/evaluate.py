"""`runtut evaluate`: score runtut on annotated stories."""

from __future__ import annotations

import click

from runtut.cli.options import UNREADABLE, color_wanted, open_output, processes, progress_bar, width_of
from runtut.cli.speech import Command, message_language, option, tell
from runtut.i18n import LANGUAGES, N_

SHOWN = ("times", "quantities", "quotations", "entities", "findings", "pages")


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("gold", metavar="GOLD...", nargs=-1)
@option("--traps", metavar="FILE", multiple=True, help="Stories with planted slips: measures each rule.")
@option("--pages", metavar="FILE", multiple=True, help="What pages hold: measures how pages are read.")
@option(
    "--pages-dir",
    "folder",
    metavar="FOLDER",
    help="Where the file names in --pages start from.  [default: the folder of its first file]",
)
@option("--show", type=click.Choice(SHOWN), help="Also list every miss of one layer, with the words around it.")
@option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print."
)
@option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.  [default: the terminal's]")
@option("--output", "-o", type=click.Path(dir_okay=False), metavar="FILE", help="Write the result to this file.")
@option("--jobs", "-j", type=click.IntRange(min=0), default=1, help="Processes; 0 for one a processor.  [default: 1]")
@option("--color/--no-color", default=None, help="Colour, or none.  [default: on a terminal]")
def evaluate(
    *,
    gold: tuple[str, ...],
    traps: tuple[str, ...],
    pages: tuple[str, ...],
    folder: str | None,
    show: str | None,
    form: str,
    lang: str | None,
    output: str | None,
    jobs: int,
    color: bool | None,
) -> int:
    """Score runtut on annotated stories: precision and recall of each layer and each rule.

    GOLD is a file of annotated stories, one {"story", "gold"} object a line. A file of --traps holds {"story",
    "errors"} objects, where a story without errors is a clean one.

    Exit status: 0 measured, 2 wrong usage or a gold file that is none, 3 a story could not be read (the others were).
    """
    if not (gold or traps or pages):
        raise click.UsageError(tell(N_("nothing to measure; give a GOLD file, --traps or --pages")))
    from runtut.evaluation import run, wording  # noqa: PLC0415 -- loads every rule, and `runtut --help` every command

    with open_output(output) as stream:
        made = run.evaluate(
            golds=gold,
            traps=traps,
            pages=pages,
            folder=folder,
            jobs=processes(jobs),
            show=show,
            watched=lambda outcomes, count: progress_bar(outcomes, count, stream),
        )
        colour = color_wanted(color, stream)
        stream.write(wording.report(made, form, message_language(lang), width=width_of(stream), colour=colour))
    return UNREADABLE if made.unreadable else 0
