"""`runtut audit`: draw findings to be read from a collection, and count what readers say of them."""

from __future__ import annotations

import datetime as dt
import os
import sys
from pathlib import Path

import click

from runtut.cli.options import (
    UNREADABLE,
    Moment,
    Watch,
    check_codes,
    check_pack,
    color_wanted,
    open_output,
    processes,
    progress_bar,
    split_codes,
    unwritable,
    width_of,
)
from runtut.cli.speech import Command, message_language, option, tell
from runtut.i18n import LANGUAGES, N_
from runtut.report.wording import word

FORMATS = ("text", "json", "csv", "markdown")


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("rules", metavar="[RULE]...", nargs=-1)
@option("--on", "stories", metavar="STORIES", multiple=True, help="What to check: a file or folder; may be repeated.")
@option("--stories", "most", type=click.IntRange(min=1), help="Check only so many of them, drawn by the seed.")
@option(
    "--sample", "size", type=click.IntRange(min=0), default=20, help="Findings of each rule to read.  [default: 20]"
)
@option("--seed", type=int, default=1, help="What the draw is made from: the same, the same sample.  [default: 1]")
@option("--sheet", metavar="FILE", help="The sheet to mark; beside it the page to read.  [default: audit.csv]")
@option("--about", metavar="TEXT", help="What the stories are, for the table.  [default: the names of the sources]")
@option("--marks", metavar="FILE", multiple=True, help="A marked sheet to count; more may follow as arguments.")
@option("--bare", metavar="FILE", help="With --marks: also write the marks without a word of the stories.")
@option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to print the table."
)
@option("--published", type=Moment(), help="When a story was published that does not say so itself.")
@option("--language", metavar="CODE", default="id", help="Language of stories that do not say theirs.  [default: id]")
@option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.  [default: the terminal's]")
@option("--output", "-o", type=click.Path(dir_okay=False), metavar="FILE", help="Write the table to this file.")
@option("--jobs", "-j", type=click.IntRange(min=0), default=0, help="Processes; 0 for one a processor.  [default: 0]")
@option("--color/--no-color", default=None, help="Colour, or none.  [default: on a terminal]")
def audit(
    *,
    rules: tuple[str, ...],
    stories: tuple[str, ...],
    most: int | None,
    size: int,
    seed: int,
    sheet: str | None,
    about: str | None,
    marks: tuple[str, ...],
    bare: str | None,
    form: str,
    published: dt.date | None,
    language: str,
    lang: str | None,
    output: str | None,
    jobs: int,
    color: bool | None,
) -> int:
    """Audit rules: how often they speak on a collection of stories, and how often people find them right.

    With --on, checks the stories and prints how many findings each rule gives in 1,000; writes a sample of them as a
    sheet to be marked (CSV) and as a page to be read (HTML). RULE is a code or the beginning of codes; none means all.
    A sheet that is there already is filled in again with its verdicts.

    With --marks, prints the precision of each rule from marked sheets. The verdict of a finding is right, wrong or
    unsure (or benar, salah, ragu); several readers each mark a copy of the sheet.

    Exit status: 0 done, 2 wrong usage, 3 a story could not be read or a row could not be used (the others were).
    """
    tongue = message_language(lang)
    if bool(stories) == bool(marks):
        raise click.UsageError(tell(N_("give --on STORIES to draw a sample, or --marks FILE to count marks")))
    if bare and not marks:
        raise click.UsageError(tell(N_("--bare goes with --marks")))
    files = [*marks, *filter(_is_file, rules)] if marks else []
    codes = check_codes(split_codes(each for each in rules if each not in files), "RULE")
    from runtut.evaluation import audit as work  # noqa: PLC0415 -- loads every rule, and `runtut --help` every command

    if marks:
        counted = work.count(files, codes)
        with open_output(output) as stream:
            colour = color_wanted(color, stream)
            stream.write(work.marks_report(counted, form, tongue, width=width_of(stream), colour=colour))
        if bare:
            _write(Path(bare), work.bare_text(counted.marks.marks), wanted_by="--bare")
        for problem in counted.marks.problems:
            click.echo(f"runtut: {word(problem, tongue)}", err=True)
        return UNREADABLE if counted.marks.problems else 0

    language = check_pack(language)
    path = _checked(Path(sheet or "audit.csv"))
    before = work.marks_before(path)
    if before.problems:
        template = N_("{problem}; mend it first, or give another --sheet")
        raise click.UsageError(tell(template, problem=word(before.problems[0], tongue)))
    watch = Watch(tongue)
    with open_output(output) as stream:
        sample, drawing = work.draw(
            stories,
            codes,
            most=most,
            size=size,
            seed=seed,
            about=about,
            published=published,
            language=language,
            jobs=processes(jobs),
            stdin=sys.stdin.buffer,
            watched=lambda outcomes, count: progress_bar(watch.over(outcomes), count, stream),
        )
        colour = color_wanted(color, stream)
        stream.write(work.rates_report(sample, drawing, form, tongue, width=width_of(stream), colour=colour))
        if size:
            page = path.with_suffix(".html")
            _write(path, work.sheet_text(sample, drawing, before, tongue), wanted_by="--sheet")
            _write(page, work.reading_page(sample, drawing, tongue), wanted_by="--sheet")
            template = N_("{count} findings to read: {page}; mark them in {sheet}")
            said = tell(template, count=len(sample.cases()), page=page, sheet=path)
            if before.marks:
                said += "; " + tell(N_("{count} marks kept"), count=len(before.marks))
            click.echo(f"runtut: {said}", err=True)
    return UNREADABLE if watch.unreadable else 0


def _is_file(argument: str) -> bool:
    return "." in argument or os.sep in argument or Path(argument).exists()


def _checked(sheet: Path) -> Path:
    """Return the path of a sheet that can be written; told before the long run, not after it."""
    if sheet.suffix.lower() != ".csv":
        raise click.UsageError(tell(N_("--sheet: {path} needs the suffix .csv"), path=sheet))
    if not sheet.parent.is_dir():
        raise click.UsageError(tell(N_("--sheet: no folder {path}; make it first"), path=sheet.parent))
    return sheet


def _write(path: Path, text: str, *, wanted_by: str) -> None:
    """Write a file whole or not at all: marks of hours may stand in the old one."""
    fresh = path.with_name(path.name + ".new")
    try:
        fresh.write_text(text, encoding="utf-8", newline="")
        fresh.replace(path)
    except OSError as error:
        raise unwritable(wanted_by, path, error) from None
