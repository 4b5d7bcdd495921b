"""The sheet of findings to be marked: a CSV for a spreadsheet, filled in again where it was marked before."""

from __future__ import annotations

from collections.abc import Iterable

from runtut.evaluation.marks import GONE, Mark, Marks
from runtut.evaluation.sample import Case, Sample, sides_of
from runtut.report.csv import guarded
from runtut.report.grid import csv_text
from runtut.report.tables import sentences_of
from runtut.report.wording import tidy, word, word_fixes, word_value
from runtut.values import dataclass

COLUMNS = (
    "n",
    "verdict",
    "note",
    "rule",
    "severity",
    "story",
    "published",
    "title",
    "words",
    "sentence",
    "message",
    "fix",
    "sides",
    "finding",
    "reader",
    "collection",
    "stories",
    "date",
    "state",
)
"""`n` is the finding's number on the reading page; `verdict` and `note` are the reader's; `sides` are code points."""

BARE = ("rule", "story", "sides", "verdict", "note", "reader", "collection", "stories", "date", "state", "finding")
"""The columns of marks without a word of the stories."""

_LONGEST = 2_000
"""Characters of the sentences in a cell; the reading page has the whole paragraphs."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Where a sample comes from: what the stories are, how many were checked, and on which day (ISO 8601)."""

    collection: str
    stories: int
    date: str


def sheet_text(sample: Sample, drawing: Drawing, before: Marks, language: str) -> str:
    """Return the sheet as CSV, with the verdicts of earlier marking put in.

    Marked findings that are not in this sample stand at the end: as they were, or as gone where their story was checked
    again by their rule and the finding no longer comes. A mark is never lost, nor is a row of a rule that was left out.
    """
    marked = {each.finding: each for each in before.marks}
    cases = sample.cases()
    rows = [_row(number, case, drawing, language) for number, case in enumerate(cases, 1)]
    for row in rows:
        mark = marked.pop(row["finding"], None)
        if mark is not None:
            row.update(verdict=mark.verdict, note=mark.cell("note"), reader=mark.cell("reader"))
    for mark in marked.values():
        gone = mark.rule in sample.rates and mark.cell("story") in sample.seen and mark.finding not in sample.ids
        rows.append({**mark.row, "n": "", "state": GONE if gone else "", "finding": mark.finding})
    rows += [{**row, "n": ""} for row in before.blank if row["rule"] not in sample.rates]
    # A spreadsheet knows by the mark before the first column that the file is UTF-8.
    return "\ufeff" + csv_text(COLUMNS, ([guarded(row.get(name, "")) for name in COLUMNS] for row in rows))


def _row(number: int, case: Case, drawing: Drawing, language: str) -> dict[str, str]:
    finding, record = case.finding, case.record
    sentences = " … ".join(tidy(record.slice(sentence)) for sentence, _ in sentences_of(record, finding.spans))
    said = word(finding.message, language)
    if finding.detail is not None:
        said += f"; {word(finding.detail, language)}"
    published = record.story.published
    return {
        "n": str(number),
        "verdict": "",
        "note": "",
        "rule": finding.code,
        "severity": word_value(finding.severity, language),
        "story": record.story.id,
        "published": "" if published is None else published.isoformat(),
        "title": tidy(record.story.title or ""),
        "words": " ↔ ".join(tidy(record.slice(each)) for each in finding.spans)[:_LONGEST],
        "sentence": sentences[:_LONGEST],
        "message": said,
        "fix": word_fixes(finding.fixes, language),
        "sides": sides_of(finding),
        "finding": case.id,
        "reader": "",
        "collection": drawing.collection,
        "stories": str(drawing.stories),
        "date": drawing.date,
        "state": "",
    }


def bare_text(marks: Iterable[Mark]) -> str:
    """Return marks as CSV without a word of the stories: what may be kept where the stories may not."""
    ordered = sorted(marks, key=lambda mark: (mark.rule, mark.cell("story"), mark.cell("sides"), mark.reader))
    return csv_text(
        BARE,
        (
            [
                guarded(
                    {"rule": m.rule, "verdict": str(m.verdict), "reader": m.reader, "finding": m.finding}.get(
                        name, m.cell(name)
                    )
                )
                for name in BARE
            ]
            for m in ordered
        ),
    )
