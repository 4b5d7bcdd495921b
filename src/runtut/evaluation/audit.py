"""Draw findings to be read, and count what readers say of them: what `runtut audit` calls."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from runtut.batch import Plan, run, run_items
from runtut.evaluation.marks import Marks, agreement_of, precision_of, read_marks
from runtut.evaluation.reading import reading_page
from runtut.evaluation.results import (
    Audit,
    marks_lines,
    marks_object,
    precision_csv,
    precision_table,
    rates_csv,
    rates_object,
    rates_table,
)
from runtut.evaluation.sample import Sample, drawn
from runtut.evaluation.sheet import Drawing, bare_text, sheet_text
from runtut.intake.sources import count_hint, open_sources
from runtut.report.json import dumps
from runtut.report.outcome import Outcome
from runtut.rules.catalogue import catalogue, select

__all__ = ["bare_text", "count", "draw", "marks_before", "marks_report", "rates_report", "reading_page", "sheet_text"]

Watched = Callable[[Iterable[Outcome], int | None], Iterator[Outcome]]
"""Passes outcomes on, of which about so many will come (None: nobody knows): where a progress bar hangs."""


def draw(
    stories: Sequence[str],
    codes: tuple[str, ...],
    *,
    most: int | None,
    size: int,
    seed: int,
    about: str | None,
    published: dt.date | None,
    language: str,
    jobs: int,
    stdin: BinaryIO,
    watched: Watched,
) -> tuple[Sample, Drawing]:
    """Check a collection of stories, and return what was found and a sample of it.

    Args:
        stories: files, folders, "-" for `stdin`.
        codes: beginnings of the codes of the rules to audit; none means all.
        most: how many of the stories to check, drawn by the seed; None means all.
        size: how many findings of each rule to keep.
        seed: what the draws are made from.
        about: what the stories are; None means the names of the sources.
        published: the day or moment for stories that give none.
        language: the language of stories that give none.
        jobs: how many processes.
        stdin: a binary stream.
        watched: see `Watched`.
    """
    plan = Plan(codes, layers=(), published=published, language=language)
    hint: int | None
    if most is None:
        outcomes, hint = run(stories, plan, jobs=jobs, stdin=stdin), count_hint(stories)
    else:
        items = drawn(open_sources(stories, stdin=stdin, published=published, language=language), most, seed)
        outcomes, hint = run_items(items, plan, jobs=jobs), len(items)
    sample = Sample(size, seed, (entry.rule.code for entry in select(catalogue(), codes, ())))
    for outcome in watched(outcomes, hint):
        sample.add(outcome)
    collection = about or ", ".join(Path(each).name or each for each in stories)
    return sample, Drawing(collection, sample.stories, dt.datetime.now().astimezone().date().isoformat())


def marks_before(sheet: Path) -> Marks:
    """Return the marks in a sheet that is to be filled in again; none where there is no such file."""
    return read_marks([str(sheet)]) if sheet.exists() else Marks()


def count(files: Sequence[str], codes: tuple[str, ...]) -> Audit:
    """Return what marked sheets come to, of the rules whose codes begin so; no `codes` means all."""
    marks = read_marks(files)
    if codes:
        marks.marks = [each for each in marks.marks if each.rule.startswith(codes)]
    return Audit(precision_of(marks), agreement_of(marks), marks)


def rates_report(sample: Sample, drawing: Drawing, form: str, language: str, *, width: int, colour: bool) -> str:
    """Return how often rules spoke as `form` says: "text" for a terminal so wide, "markdown", "csv" or "json"."""
    if form == "json":
        return dumps(rates_object(sample, drawing)) + "\n"
    if form == "csv":
        return rates_csv(sample)
    table = rates_table(sample, language)
    return table.markdown() if form == "markdown" else table.text(width=width, colour=colour)


def marks_report(audit: Audit, form: str, language: str, *, width: int, colour: bool) -> str:
    """Return what marked sheets come to, in the forms of `rates_report`."""
    if form == "json":
        return dumps(marks_object(audit)) + "\n"
    if form == "csv":
        return precision_csv(audit.precision)
    table = precision_table(audit.precision, language)
    if form == "markdown":
        return table.markdown()
    lines = "".join(f"{line}\n" for line in marks_lines(audit, language))
    return table.text(width=width, colour=colour) + lines
