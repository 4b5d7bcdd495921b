"""`runtut archive query`: ask in SQL."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import Any, TextIO

import click

from runtut.archive.database import Answer
from runtut.archive.query import query as asked
from runtut.cli.archive.options import Printing, opened, print_options
from runtut.cli.options import color_wanted, open_output, width_of
from runtut.cli.speech import Command, option, tell
from runtut.i18n import N_
from runtut.report.grid import Table
from runtut.report.json import dumps

SHOWN = 1000
"""Rows of the longest table that is drawn."""


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("statement", metavar="SELECT")
@option("--timeout", type=click.FloatRange(min=0.001), default=60, show_default=True, help="Seconds that it may take.")
@print_options
def query(
    archive: str,
    statement: str,
    timeout: float,
    printing: Printing,
) -> int:
    """Answer a question in SQL. It is one SELECT, and cannot change the archive.

    The tables and their columns are described in docs/reference/tables.md.
    """
    with opened(archive) as database, asked(database, statement, seconds=timeout) as answer:
        columns = answer.columns
        rows = _first(answer)
        with open_output(printing.output) as stream:
            if printing.form == "csv":
                csv.writer(stream, lineterminator="\n").writerows([columns])
                csv.writer(stream, lineterminator="\n").writerows(rows)
            elif printing.form == "json":
                _json(columns, rows, stream)
            else:
                _draw(columns, rows, stream, colour=color_wanted(printing.color, stream))
    return 0


def _first(answer: Answer) -> Iterator[list[Any]]:
    """Return the rows, of plain values; the first is read at once, so that an error leaves no file behind."""
    rows = ([_plain(value) for value in row] for row in answer.rows)
    begun = list(islice(rows, 1))
    return (row for some in (begun, rows) for row in some)


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).hex()
    if isinstance(value, list):
        return [_plain(each) for each in value]

    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)


def _json(columns: tuple[str, ...], rows: Iterator[list[Any]], stream: TextIO) -> None:
    lead = "["
    for row in rows:
        stream.write(f"{lead}\n{dumps(dict(zip(columns, row, strict=True)))}")
        lead = ","
    stream.write("[]\n" if lead == "[" else "\n]\n")


def _draw(columns: tuple[str, ...], rows: Iterator[list[Any]], stream: TextIO, *, colour: bool) -> None:
    shown = list(islice(rows, SHOWN))
    numbers = {
        n for n in range(len(columns)) if all(row[n] is None or isinstance(row[n], (int, float)) for row in shown)
    }
    cells = tuple(tuple("" if value is None else str(value) for value in row) for row in shown)
    table = Table("", columns, cells, frozenset(range(len(columns))) - numbers)
    stream.write(table.text(width=width_of(stream), colour=colour))
    if next(rows, None) is not None:
        template = N_("only the first {count:,} rows are shown; --format csv and json give all")
        click.echo("runtut: " + tell(template, count=SHOWN), err=True)
