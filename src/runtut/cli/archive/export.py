"""`runtut archive export`: write an archive out."""

from __future__ import annotations

from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import click

from runtut.archive import Database
from runtut.archive.export import linked, story_lines, tables
from runtut.archive.filters import Filters
from runtut.archive.tabular import write_csv, write_parquet
from runtut.cli.archive.options import archive_option, filter_options, opened
from runtut.cli.options import open_output, unwritable
from runtut.cli.speech import Command, option, tell
from runtut.i18n import LANGUAGES, N_

FOLDERS = ("parquet", "csv")
FORMATS = (*FOLDERS, "jsonl", "jsonld")


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("target", metavar="FOLDER|FILE")
@option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="What to write.  [default: as the name ends: .jsonl, .jsonld, else tables in Parquet]",
)
@filter_options
@option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.  [default: the terminal's]")
@archive_option
def export(
    archive: str,
    target: str,
    form: str | None,
    lang: str | None,  # noqa: ARG001 -- read before the command is: see `speech.wanted_language`
    filters: Filters,
) -> int:
    """Write an archive out, or the stories of some outlets and days.

    parquet and csv make a folder with a file for each table. jsonl writes the stories, every version of them: added to an
    empty archive they give an equal one. jsonld writes NewsArticle, Quotation and Claim of schema.org. A FILE of - is
    standard output.
    """
    chosen = form or {".jsonl": "jsonl", ".jsonld": "jsonld"}.get(Path(target).suffix, "parquet")
    if chosen == "parquet" and find_spec("pyarrow") is None:
        raise click.UsageError(tell(N_("Parquet needs pyarrow; install it with: pip install 'runtut[parquet]'")))
    with opened(archive) as database:
        if chosen in FOLDERS:
            _write_tables(database, filters, target, chosen)
        else:
            made = (story_lines if chosen == "jsonl" else linked)(database, filters)
            with closing(made), open_output(target) as stream:
                stream.writelines(made)
    return 0


def _write_tables(database: Database, wanted: Filters, target: str, form: str) -> None:
    folder = Path(target)
    write = write_parquet if form == "parquet" else write_csv
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with closing(tables(database, wanted)) as given:
            for path in write(folder, given):
                click.echo(f"runtut: {path}", err=True)
    except OSError as error:
        raise unwritable("FOLDER", target, error) from None
