"""`runtut archive stats`: how much is on file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from runtut.cli.archive.options import opened, print_options, show
from runtut.cli.speech import Command, message_language
from runtut.i18n import N_

if TYPE_CHECKING:
    from runtut.archive.stats import Stats

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
def stats(archive: str, form: str, lang: str | None, output: str | None, color: bool | None) -> int:  # noqa: FBT001 -- an option's own value
    """Say how much is on file, of which outlets, and since when."""
    language = message_language(lang)
    with opened(archive) as database:
        from runtut.archive.stats import stats as counted  # noqa: PLC0415 -- loads the library of databases

        found = counted(database)
    show(
        found.outlets,
        lambda width, colour: _text(found, language, width=width, colour=colour),
        form=form,
        output=output,
        color=color,
        whole=found,
    )
    return 0


def _text(found: Stats, language: str, *, width: int, colour: bool) -> str:
    from runtut.i18n import translate  # noqa: PLC0415 -- only for text
    from runtut.report.grid import Table  # noqa: PLC0415 -- only for text

    lines = [f"{count:>12,}  {translate(_LABELS[name], language)}" for name, count in found.counts.items()]
    headings = [N_("outlet"), N_("stories"), N_("versions"), N_("first"), N_("last")]
    rows = [
        (o.outlet or "-", f"{o.stories:,}", f"{o.versions:,}", o.first or "-", o.last or "-") for o in found.outlets
    ]
    table = Table("", tuple(translate(each, language) for each in headings), tuple(rows))
    return "\n".join(lines) + "\n\n" + table.text(width=width, colour=colour).lstrip("\n")
