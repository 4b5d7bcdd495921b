"""`runtut read`: print the record of each story."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, TextIO

import click

from runtut.cli.options import UNREADABLE, Form, Watch, Wishes, color_wanted, open_output, source_options, width_of
from runtut.cli.options import with_progress as progress
from runtut.cli.speech import Command, option

if TYPE_CHECKING:
    from runtut.report.outcome import Outcome

FORMATS = ("text", "json", "jsonl", "html", "csv")
PLANNED = ("jsonld", "parquet")


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@source_options
@option(
    "--format", "form", type=Form(FORMATS, PLANNED), default="text", show_default=True, help="How to print the records."
)
def read(form: str, **options: Any) -> int:
    """Read stories and print what is in them: times, figures, quotations, names, findings.

    A SOURCE is a file (.html .txt .md .docx .jsonl .parquet .warc .zip), a folder, or - for standard input.
    """
    from runtut.batch import run  # noqa: PLC0415 -- loaded after the options are known to be right

    wishes = Wishes.of(**options)
    watch = Watch(wishes.lang)
    with open_output(wishes.output) as stream:
        outcomes = run(wishes.sources, wishes.plan, jobs=wishes.jobs, stdin=sys.stdin.buffer)
        for piece in pieces(form, progress(watch.over(outcomes), wishes, stream), wishes, stream):
            stream.write(piece)
    return UNREADABLE if watch.unreadable else 0


def pieces(form: str, outcomes: Iterator[Outcome], wishes: Wishes, stream: TextIO) -> Iterator[str]:
    """Yield the output of one format in pieces to be written one after another."""
    lang = wishes.lang
    if form == "jsonl":
        from runtut.report.json import record_lines  # noqa: PLC0415 -- each format is loaded when asked for

        return (line + "\n" for line in record_lines(outcomes, language=lang))
    if form == "json":
        from runtut.report.json import record_array  # noqa: PLC0415 -- see above

        return record_array(outcomes, language=lang)
    if form == "csv":
        from runtut.report.csv import csv_lines  # noqa: PLC0415 -- see above

        return csv_lines(outcomes, language=lang)
    if form == "html":
        from runtut.report.html import reading_pieces  # noqa: PLC0415 -- see above

        return reading_pieces(outcomes, language=lang)
    from runtut.report.text import read_report  # noqa: PLC0415 -- see above

    color = color_wanted(wishes.color, stream)
    return (line + "\n" for line in read_report(outcomes, language=lang, width=width_of(stream), colour=color))
