"""What the commands that draw share: how a chart is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from runtut.cli.archive.options import Printing
from runtut.cli.options import open_output, unwritable
from runtut.cli.speech import tell
from runtut.i18n import N_
from runtut.report.chart import Chart
from runtut.report.chart.page import chart_page

FORMATS = ("text", "json", "csv", "html", "png")
DRAWN = ("html", "png")


def check_drawing(printing: Printing) -> None:
    """Raise a click.UsageError where a picture is asked for without a file to put it in."""
    if printing.form == "png" and printing.output in (None, "-"):
        raise click.UsageError(tell(N_("--format png makes a picture; name its file with --output")))


def draw(chart: Chart, headings: Sequence[str], rows: Iterable[Sequence[str]], printing: Printing) -> None:
    """Write a chart as a page or as a picture.

    Raises:
        click.UsageError: the file cannot be written, there is nothing to draw, or what draws is not installed.
    """
    if printing.form == "html":
        with open_output(printing.output) as stream:
            stream.write(chart_page(chart, headings, rows, language=printing.language))
        return
    check_drawing(printing)
    if not chart.marks:
        raise click.UsageError(tell(N_("nothing to draw: no answer has a day")))
    try:
        from runtut.report.chart.png import png  # noqa: PLC0415 -- an extra
    except ImportError:
        said = tell(N_("--format png needs matplotlib; install it with `pip install 'runtut[plot]'`"))
        raise click.UsageError(said) from None
    path = Path(printing.output or "")
    try:
        path.write_bytes(png(chart))
    except OSError as error:
        raise unwritable("--output", path, error) from None
