"""`runtut read`: print the record of each story."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from runtut.cli.options import (
    UNREADABLE,
    Watch,
    Wishes,
    color_wanted,
    engine_options,
    open_output,
    source_options,
    told_by_block,
    unwritable,
    width_of,
)
from runtut.cli.options import with_progress as progress
from runtut.cli.speech import Command, option, tell
from runtut.i18n import N_

if TYPE_CHECKING:
    from runtut.report.outcome import Outcome

FORMATS = ("text", "json", "jsonl", "html", "csv", "parquet", "jsonld", "timeml", "webannotation")
_LONGEST_NAME = 100


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@source_options
@option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to print the records."
)
@engine_options
def read(form: str, engine: str, address: str | None, **options: Any) -> int:
    """Read stories and print what is in them: times, figures, quotations, names, findings.

    A SOURCE is a file (.html .txt .md .docx .jsonl .parquet .warc .zip), a folder, an address of a page or feed, or
    - for standard input.
    """
    from runtut.batch import run  # noqa: PLC0415 -- loaded after the options are known to be right

    wishes = Wishes.of(**options)
    if engine == "ray":
        return _on_cluster(form, address, wishes)
    watch = Watch(wishes.lang)
    if form == "parquet":
        outcomes = run(wishes.sources, wishes.plan, jobs=wishes.jobs, stdin=sys.stdin.buffer)
        _write_table(watch.over(outcomes), wishes)
        return UNREADABLE if watch.unreadable else 0
    if form == "timeml":
        _write_timeml(watch.over(run(wishes.sources, wishes.plan, jobs=wishes.jobs, stdin=sys.stdin.buffer)), wishes)
        return UNREADABLE if watch.unreadable else 0
    with open_output(wishes.output) as stream:
        outcomes = run(wishes.sources, wishes.plan, jobs=wishes.jobs, stdin=sys.stdin.buffer)
        for piece in pieces(form, progress(watch.over(outcomes), wishes, stream), wishes, stream):
            stream.write(piece)
    return UNREADABLE if watch.unreadable else 0


def _table_output(wishes: Wishes) -> Path:
    """Return the path that a table is written to.

    Raises:
        click.UsageError: none is given: a table is not for a terminal.
    """
    if wishes.output in (None, "-"):
        raise click.UsageError(tell(N_("--format parquet needs --output")))
    return Path(str(wishes.output))


def _write_table(outcomes: Iterator[Outcome], wishes: Wishes) -> None:
    path = _table_output(wishes)
    try:
        from runtut.report.parquet import write_records  # noqa: PLC0415 -- an extra
    except ImportError:
        template = N_("--format parquet needs pyarrow; install it with: pip install 'runtut[parquet]'")
        raise click.UsageError(tell(template)) from None
    try:
        write_records(progress(outcomes, wishes, sys.stdout), path, language=wishes.lang)
    except OSError as error:
        raise unwritable("--output", path, error) from None


def _write_timeml(outcomes: Iterator[Outcome], wishes: Wishes) -> None:
    """Print one story, or write each to a file of its own in a folder: a TimeML document holds one text.

    Raises:
        click.UsageError: there are more stories, and no folder for them.
    """
    from runtut.report.timeml import SUFFIX, timeml  # noqa: PLC0415 -- each format is loaded when asked for

    if wishes.output not in (None, "-") and not str(wishes.output).endswith((SUFFIX, ".xml")):
        folder, names = Path(str(wishes.output)), set[str]()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for outcome in progress(outcomes, wishes, sys.stdout):
                if outcome.record is not None:
                    name = _file_name(outcome.id, names)
                    (folder / f"{name}{SUFFIX}").write_text(timeml(outcome.record), encoding="utf-8", newline="")
        except OSError as error:
            raise unwritable("--output", folder, error) from None
        return
    record = None
    for outcome in outcomes:
        if outcome.record is None:
            continue
        if record is not None:
            raise click.UsageError(tell(N_("--format timeml holds one story; for more, give a folder as --output")))
        record = outcome.record
    if record is not None:
        with open_output(wishes.output) as stream:
            stream.write(timeml(record))


def _file_name(id_: str, taken: set[str]) -> str:
    """Return a name for a story's file, made of its id: one that no other has, and that leads to no other folder."""
    stem = re.sub(r"[^\w.-]+", "-", id_).strip(".-")[:_LONGEST_NAME] or "story"
    name, number = stem, 1
    while name.casefold() in taken:
        number += 1
        name = f"{stem}-{number}"
    taken.add(name.casefold())
    return name


def _on_cluster(form: str, address: str | None, wishes: Wishes) -> int:
    """Read tables of stories on a Ray cluster, and tell on standard error how far it is."""
    if form != "parquet":
        raise click.UsageError(tell(N_("--engine ray writes tables: give --format parquet, and a folder as --output")))
    from runtut.cluster.tables import read_on_cluster  # noqa: PLC0415 -- an extra

    path = _table_output(wishes)
    return told_by_block(
        read_on_cluster(wishes.sources, path, wishes.plan, address=address, language=wishes.lang), wishes.lang
    )


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
    if form == "jsonld":
        from runtut.report.jsonld import linked_pieces  # noqa: PLC0415 -- see above

        return linked_pieces(outcomes, language=lang)
    if form == "webannotation":
        from runtut.report.webannotation import annotation_pieces  # noqa: PLC0415 -- see above

        return annotation_pieces(outcomes, language=lang)
    if form == "html":
        from runtut.report.html import reading_pieces  # noqa: PLC0415 -- see above

        return reading_pieces(outcomes, language=lang)
    from runtut.report.text import read_report  # noqa: PLC0415 -- see above

    color = color_wanted(wishes.color, stream)
    return (line + "\n" for line in read_report(outcomes, language=lang, width=width_of(stream), colour=color))
