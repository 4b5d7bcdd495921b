"""`runtut audit`: draw findings to be read from a collection, and count what readers say of them."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from runtut.cli.options import (
    UNREADABLE,
    Moment,
    Watch,
    check_codes,
    check_pack,
    color_wanted,
    open_output,
    progress_bar,
    split_codes,
    width_of,
)
from runtut.cli.speech import Command, message_language, option, tell
from runtut.i18n import LANGUAGES, N_

if TYPE_CHECKING:
    from runtut.evaluation.marks import Marks
    from runtut.evaluation.sample import Sample
    from runtut.evaluation.sheet import Drawing

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
@option("--output", "-o", type=click.Path(dir_okay=False), help="Write the table to this file.")
@option("--jobs", "-j", type=click.IntRange(min=0), default=0, help="Processes; 0 for one a processor.  [default: 0]")
@option("--color/--no-color", default=None, help="Colour, or none.  [default: on a terminal]")
def audit(
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
    color: bool | None,  # noqa: FBT001 -- an option's own value
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
    if marks:
        files = (*marks, *(each for each in rules if _is_file(each)))
        codes = check_codes(split_codes(each for each in rules if not _is_file(each)), "RULE")
        return _count(files, codes, bare, form, tongue, output, color=color)
    if bare:
        raise click.UsageError(tell(N_("--bare goes with --marks")))
    codes = check_codes(split_codes(rules), "RULE")
    from runtut.batch import Plan, run, run_items  # noqa: PLC0415 -- loaded once the options are known to be right
    from runtut.evaluation.sample import Sample, drawn  # noqa: PLC0415 -- see above
    from runtut.evaluation.sheet import Drawing  # noqa: PLC0415 -- see above
    from runtut.intake.sources import count_hint, open_sources  # noqa: PLC0415 -- see above
    from runtut.rules.catalogue import catalogue, select  # noqa: PLC0415 -- see above

    plan = Plan(codes, layers=(), published=published, language=check_pack(language))
    target = _Target(Path(sheet or "audit.csv"))
    jobs = jobs or os.cpu_count() or 1
    watch = Watch(tongue)
    sample = Sample(size, seed, (entry.rule.code for entry in select(catalogue(), codes, ())))
    with open_output(output) as stream:
        if most is None:
            outcomes, count = run(stories, plan, jobs=jobs, stdin=sys.stdin.buffer), count_hint(stories)
        else:
            items = drawn(
                open_sources(stories, stdin=sys.stdin.buffer, published=published, language=language), most, seed
            )
            outcomes, count = run_items(items, plan, jobs=jobs), len(items)
        for _ in progress_bar(sample.over(watch.over(outcomes)), count, stream):
            pass
        named = about or ", ".join(Path(each).name or each for each in stories)
        drawing = Drawing(named, sample.stories, dt.datetime.now().astimezone().date().isoformat())
        stream.write(_rates(sample, drawing, form, tongue, stream, color=color))
        if size:
            target.write(sample, drawing, tongue)
    return UNREADABLE if watch.unreadable else 0


def _is_file(argument: str) -> bool:
    return "." in argument or os.sep in argument or Path(argument).exists()


class _Target:
    """The sheet and the page beside it; made before the long run, so that what cannot be is told at once."""

    def __init__(self, sheet: Path) -> None:
        if sheet.suffix.lower() != ".csv":
            raise click.UsageError(tell(N_("--sheet: {path} needs the suffix .csv"), path=sheet))
        if not sheet.parent.is_dir():
            raise click.UsageError(tell(N_("--sheet: no folder {path}; make it first"), path=sheet.parent))
        self.sheet = sheet
        self.page = sheet.with_suffix(".html")
        self.before = _marks_of([str(sheet)]) if sheet.exists() else None
        if self.before is not None and self.before.problems:
            from runtut.report.wording import word  # noqa: PLC0415 -- only for errors

            problem = word(self.before.problems[0], message_language(None))
            said = tell(N_("{problem}; mend it first, or give another --sheet"), problem=problem)
            raise click.UsageError(said)

    def write(self, sample: Sample, drawing: Drawing, language: str) -> None:
        """Write the sheet and the page, and say so on standard error."""
        from runtut.evaluation.marks import Marks  # noqa: PLC0415 -- see audit
        from runtut.evaluation.reading import reading_page  # noqa: PLC0415 -- see audit
        from runtut.evaluation.sheet import sheet_text  # noqa: PLC0415 -- see audit

        before = self.before or Marks()
        _write(self.sheet, sheet_text(sample, drawing, before, language))
        _write(self.page, reading_page(sample, drawing, language))
        template = N_("{count} findings to read: {page}; mark them in {sheet}")
        said = tell(template, count=len(sample.cases()), page=self.page, sheet=self.sheet)
        if before.marks:
            said += "; " + tell(N_("{count} marks kept"), count=len(before.marks))
        click.echo(f"runtut: {said}", err=True)


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all: marks of hours may stand in the old one."""
    fresh = path.with_name(path.name + ".new")
    try:
        fresh.write_text(text, encoding="utf-8", newline="")
        fresh.replace(path)
    except OSError as error:
        template = N_("{option}: {path} cannot be written ({reason}); look at the path")
        said = tell(template, option="--sheet", path=path, reason=error.strerror)
        raise click.UsageError(said) from None


def _rates(sample: Sample, drawing: Drawing, form: str, language: str, stream: TextIO, *, color: bool | None) -> str:
    from runtut.evaluation import audit as results  # noqa: PLC0415 -- see audit
    from runtut.report.json import dumps  # noqa: PLC0415 -- see audit

    if form == "json":
        return dumps(results.rates_object(sample, drawing)) + "\n"
    if form == "csv":
        return results.rates_csv(sample)
    table = results.rates_table(sample, language)
    return (
        table.markdown()
        if form == "markdown"
        else table.text(width=width_of(stream), colour=color_wanted(color, stream))
    )


def _marks_of(files: Iterable[str]) -> Marks:
    from runtut.evaluation.marks import read_marks  # noqa: PLC0415 -- see audit
    from runtut.rules.catalogue import find  # noqa: PLC0415 -- see audit

    return read_marks(list(files), lambda code: find(code) is not None)


def _count(
    files: Iterable[str],
    codes: tuple[str, ...],
    bare: str | None,
    form: str,
    language: str,
    output: str | None,
    *,
    color: bool | None,
) -> int:
    from runtut.evaluation import audit as results  # noqa: PLC0415 -- see audit
    from runtut.evaluation.marks import agreement_of, precision_of  # noqa: PLC0415 -- see audit
    from runtut.evaluation.sheet import bare_text  # noqa: PLC0415 -- see audit
    from runtut.report.json import dumps  # noqa: PLC0415 -- see audit

    marks = _marks_of(files)
    if codes:
        marks.marks = [each for each in marks.marks if each.rule.startswith(codes)]
    made = results.Audit(precision_of(marks), agreement_of(marks), marks)
    with open_output(output) as stream:
        if form == "json":
            stream.write(dumps(results.marks_object(made)) + "\n")
        elif form == "csv":
            stream.write(results.precision_csv(made.precision))
        else:
            table = results.precision_table(made.precision, language)
            if form == "markdown":
                stream.write(table.markdown())
            else:
                stream.write(table.text(width=width_of(stream), colour=color_wanted(color, stream)))
                stream.writelines(line + "\n" for line in results.marks_lines(made, language))
    if bare:
        _write(Path(bare), bare_text(marks.marks))
    for line in results.problem_lines(made, language):
        click.echo(f"runtut: {line}", err=True)
    return UNREADABLE if marks.problems else 0
