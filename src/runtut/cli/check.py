"""`runtut check`: print what does not hold together in each story."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from runtut.cli.options import (
    UNREADABLE,
    Watch,
    Wishes,
    color_wanted,
    open_output,
    source_options,
    unwritable,
    width_of,
)
from runtut.cli.options import with_progress as progress
from runtut.cli.speech import Command, option, tell
from runtut.i18n import N_
from runtut.settings import FAIL_ON, NEVER

if TYPE_CHECKING:
    from runtut.baseline import Baseline
    from runtut.record import OnFile, Severity
    from runtut.report.outcome import Outcome

FORMATS = ("text", "json", "sarif", "github", "html")
FINDINGS = 1


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@source_options
@option(
    "--format", "form", type=click.Choice(FORMATS), default="text", show_default=True, help="How to print the findings."
)
@option(
    "--fail-on", type=click.Choice(FAIL_ON), help="The least severity that makes the exit status 1.  [default: error]"
)
@option(
    "--baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Leave out the findings this file silences.",
)
@option(
    "--write-baseline",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Add the findings of this run to a baseline file.",
)
@option(
    "--archive",
    metavar="ARCHIVE",
    help="Hold the stories against those on file: a file, or postgresql://user@host/name.",
)
@option("--reason", default="", help="The reason --write-baseline puts down; without one, fill it in by hand.")
def check(
    form: str,
    fail_on: str | None,
    baseline: Path | None,
    write_baseline: Path | None,
    reason: str,
    archive: str | None,
    **options: Any,
) -> int:
    """Check stories: dates, figures, quotations and places that do not agree with each other.

    A SOURCE is a file (.html .txt .md .docx .jsonl .parquet .warc .zip), a folder, an address of a page or feed, or
    - for standard input.

    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage, 3 a source could not be read (the
    others were).
    """
    wishes = Wishes.of(**options)
    watch = Watch(wishes.lang)
    judge = _Judge(baseline or wishes.settings.baseline, write_baseline, reason)
    if form != "html":
        wishes = replace(wishes, plan=replace(wishes.plan, layers=()))
    if archive is not None:
        wishes = replace(wishes, plan=replace(wishes.plan, on_file=_stories_of(archive)))
    from runtut.batch import run  # noqa: PLC0415 -- loaded after the options are known to be right

    with open_output(wishes.output) as stream:
        outcomes = judge.over(run(wishes.sources, wishes.plan, jobs=wishes.jobs, stdin=sys.stdin.buffer))
        for piece in pieces(form, progress(watch.over(outcomes), wishes, stream), wishes, stream):
            stream.write(piece)
    judge.close()
    if watch.unreadable:
        return UNREADABLE
    return FINDINGS if judge.fails(fail_on or wishes.settings.fail_on) else 0


def _stories_of(archive: str) -> Callable[[], OnFile]:
    from runtut.archive.on_file import Source  # noqa: PLC0415 -- loads the library of databases

    source = Source(archive)
    source()  # an archive that cannot be opened is told once, and first
    return source


def pieces(form: str, outcomes: Iterator[Outcome], wishes: Wishes, stream: TextIO) -> Iterator[str]:
    """Yield the output of one format in pieces to be written one after another."""
    lang = wishes.lang
    if form == "json":
        from runtut.report.json import findings_pieces  # noqa: PLC0415 -- each format is loaded when asked for

        return findings_pieces(outcomes, language=lang)
    if form == "sarif":
        from importlib.metadata import version  # noqa: PLC0415 -- see above

        from runtut.report.sarif import sarif_pieces  # noqa: PLC0415 -- see above
        from runtut.rules.catalogue import catalogue, select  # noqa: PLC0415 -- see above

        rules = select(catalogue(), wishes.plan.select, wishes.plan.ignore)
        return sarif_pieces(outcomes, rules=rules, version=version("runtut"), language=lang)
    if form == "github":
        from runtut.report.github import github_lines  # noqa: PLC0415 -- see above

        return (line + "\n" for line in github_lines(outcomes, language=lang))
    if form == "html":
        from runtut.report.html import reading_pieces  # noqa: PLC0415 -- see above

        return reading_pieces(outcomes, language=lang)
    from runtut.report.text import check_report  # noqa: PLC0415 -- see above

    color = color_wanted(wishes.color, stream)
    return (line + "\n" for line in check_report(outcomes, language=lang, width=width_of(stream), colour=color))


class _Judge:
    """Leaves out silenced findings, writes new baseline entries, and knows the worst finding that is left."""

    def __init__(self, path: Path | None, write: Path | None, reason: str) -> None:
        from runtut.baseline import read_baseline  # noqa: PLC0415 -- see check

        self.baseline: Baseline | None = read_baseline(path) if path else None
        self.write = write
        self.reason = reason.strip()
        self.known = read_baseline(write) if write and write.exists() else None
        self.entries: list[str] = []
        self.worst: Severity | None = None

    def over(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Pass outcomes on without their silenced findings."""
        for outcome in outcomes:
            if outcome.record is None:
                yield outcome
                continue
            record, silenced = outcome.record, 0
            if self.baseline is not None:
                record, silenced = self.baseline.silence(record)
            if self.write is not None:
                self._note(record)
            for finding in record.findings:
                self.worst = finding.severity if self.worst is None else max(self.worst, finding.severity)
            yield replace(outcome, record=record, silenced=silenced) if silenced else outcome

    def _note(self, record: Any) -> None:
        from runtut.baseline import entry_text  # noqa: PLC0415 -- see check

        today = dt.datetime.now(tz=dt.UTC).date()
        for finding in record.findings:
            if self.known is None or not self.known.knows(finding, record):
                text = entry_text(finding, record, reason=self.reason, today=today)
                if text not in self.entries:
                    self.entries.append(text)

    def fails(self, fail_on: str) -> bool:
        """Whether a finding is as grave as `fail_on`."""
        return fail_on != NEVER and self.worst is not None and FAIL_ON.index(self.worst.label) <= FAIL_ON.index(fail_on)

    def close(self) -> None:
        """Write what is to be written and say on standard error what in the baseline wants attention."""
        if self.write is not None:
            _append(self.write, self.entries)
            added = (
                N_("{path}: {count} finding added") if len(self.entries) == 1 else N_("{path}: {count} findings added")
            )
            _say(added, path=self.write, count=len(self.entries))
            if self.entries and not self.reason:
                _say(N_("{path}: an entry silences once its reason is filled in"), path=self.write)
        if self.baseline is not None:
            for entry in self.baseline.without_reason():
                _say(N_("{path}: {entry}: no reason given, so not silenced"), path=self.baseline.path, entry=entry)
            for entry in self.baseline.unused():
                _say(N_("{path}: {entry}: found no longer; take the entry out"), path=self.baseline.path, entry=entry)


def _say(template: str, **values: object) -> None:
    click.echo(f"runtut: {tell(template, **values)}", err=True)


def _append(path: Path, entries: list[str]) -> None:
    from runtut.baseline import HEADING  # noqa: PLC0415 -- see check

    try:
        new = not path.exists()
        with path.open("a", encoding="utf-8") as file:
            file.write((HEADING if new else "") + "".join(entries))
    except OSError as error:
        raise unwritable("--write-baseline", path, error) from None
