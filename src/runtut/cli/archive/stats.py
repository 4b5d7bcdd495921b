"""`runtut archive stats`: how much is on file."""

from __future__ import annotations

import click

from runtut.archive.stats import Stats
from runtut.archive.stats import stats as counted
from runtut.cli.archive.options import Printing, opened, print_options, show
from runtut.cli.speech import Command
from runtut.i18n import N_, translate
from runtut.report.grid import Table

_LABELS = {
    "stories": N_("stories"),
    "versions": N_("versions"),
    "quotations": N_("quotations"),
    "quantities": N_("figures"),
    "times": N_("times"),
    "events": N_("events"),
    "entities": N_("people, organizations and places"),
    "names": N_("different names"),
    "findings": N_("findings"),
}


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@print_options
def stats(archive: str, printing: Printing) -> int:
    """Say how much is on file, of which outlets, and since when."""
    language = printing.language
    with opened(archive) as database:
        found = counted(database)
    show(
        found.outlets,
        lambda width, colour: _text(found, language, width=width, colour=colour),
        printing,
        whole=found,
    )
    return 0


def _text(found: Stats, language: str, *, width: int, colour: bool) -> str:
    lines = [f"{count:>12,}  {translate(_LABELS[name], language)}" for name, count in found.counts.items()]
    headings = [N_("outlet"), N_("stories"), N_("versions"), N_("first"), N_("last")]
    rows = [
        (o.outlet or "-", f"{o.stories:,}", f"{o.versions:,}", o.first or "-", o.last or "-") for o in found.outlets
    ]
    table = Table("", tuple(translate(each, language) for each in headings), tuple(rows))
    return "\n".join(lines) + "\n\n" + table.text(width=width, colour=colour).lstrip("\n")
