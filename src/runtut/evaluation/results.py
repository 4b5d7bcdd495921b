"""The results of `runtut audit` as tables and JSON: how often rules speak, and how often they are right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from runtut.evaluation.marks import Agreement, Marks
from runtut.evaluation.measure import Object
from runtut.evaluation.sample import Sample
from runtut.evaluation.sheet import Drawing
from runtut.i18n import N_
from runtut.record import Severity
from runtut.report.grid import Table, csv_text
from runtut.report.wording import say, tidy
from runtut.rules.precision import COLUMNS, Precision
from runtut.values import dataclass

RATES_SCHEMA = "runtut/audit-rates/1"
MARKS_SCHEMA = "runtut/audit-marks/1"

_RATES = ("rule", "findings", "per_1000", "stories", "errors", "warnings", "notes", "checked")


def rate_rows(sample: Sample) -> Iterator[Object]:
    """Yield how often each rule spoke, by code."""
    for code, rate in sorted(sample.rates.items()):
        yield {
            "rule": code,
            "findings": rate.findings,
            "per_1000": 1000 * rate.findings / max(sample.stories, 1),
            "stories": rate.stories,
            "errors": rate.severities[Severity.ERROR],
            "warnings": rate.severities[Severity.WARNING],
            "notes": rate.severities[Severity.NOTE],
            "checked": sample.stories,
        }


def rates_table(sample: Sample, language: str) -> Table:
    """Return how often each rule spoke, as a table."""
    title = N_("{stories} stories checked, {unreadable} could not be read")
    headings = (
        N_("rule"),
        N_("findings"),
        N_("per 1,000 stories"),
        N_("stories with one"),
        N_("errors"),
        N_("warnings"),
        N_("notes"),
    )
    return Table(
        say(title, language, stories=sample.stories, unreadable=sample.unreadable),
        tuple(say(each, language) for each in headings),
        tuple(
            (
                row["rule"],
                str(row["findings"]),
                f"{row['per_1000']:.2f}",
                *(str(row[name]) for name in ("stories", "errors", "warnings", "notes")),
            )
            for row in rate_rows(sample)
        ),
    )


def rates_csv(sample: Sample) -> str:
    """Return how often each rule spoke, as CSV."""
    return csv_text(_RATES, ([row[name] for name in _RATES] for row in rate_rows(sample)))


def rates_object(sample: Sample, drawing: Drawing) -> Object:
    """Return how often each rule spoke, as a JSON object."""
    return {
        "schema": RATES_SCHEMA,
        "collection": drawing.collection,
        "date": drawing.date,
        "stories": sample.stories,
        "unreadable": sample.unreadable,
        "rules": list(rate_rows(sample)),
    }


@dataclass(frozen=True, slots=True)
class Audit:
    """What marked sheets come to."""

    precision: Sequence[Precision]
    agreement: Agreement
    marks: Marks


def precision_table(precision: Sequence[Precision], language: str, title: str = "") -> Table:
    """Return the precision of each rule as a table."""
    headings = (
        N_("rule"),
        N_("read"),
        N_("right"),
        N_("wrong"),
        N_("unsure"),
        N_("share right"),
        N_("95% interval"),
        N_("stories"),
        N_("date"),
    )
    return Table(
        title,
        tuple(say(each, language) for each in headings),
        tuple(
            (
                each.rule,
                *(str(count) for count in (each.read, each.right, each.wrong, each.unsure)),
                "-" if each.share is None else f"{each.share:.3f}",
                "{:.3f}–{:.3f}".format(*each.interval),
                "" if each.stories is None else f"{each.stories:,}",
                each.date,
            )
            for each in precision
        ),
    )


def precision_csv(precision: Sequence[Precision]) -> str:
    """Return the precision of each rule as CSV: what `rules/precision.csv` holds."""
    return csv_text(COLUMNS, (each.row() for each in precision))


def marks_object(audit: Audit) -> Object:
    """Return what marked sheets come to as a JSON object."""
    agreement = audit.agreement
    return {
        "schema": MARKS_SCHEMA,
        "rules": [
            {
                "rule": each.rule,
                "read": each.read,
                "right": each.right,
                "wrong": each.wrong,
                "unsure": each.unsure,
                "unread": audit.marks.unread[each.rule],
                "share": each.share,
                "interval": list(each.interval),
                "stories": each.stories,
                "collection": each.collection,
                "date": each.date,
            }
            for each in audit.precision
        ],
        "gone": audit.marks.gone,
        "readers": list(agreement.readers),
        "agreement": {"findings": agreement.findings, "same": agreement.same, "alpha": agreement.alpha},
        "disputed": [
            {
                "finding": marks[0].finding,
                "rule": marks[0].rule,
                "story": marks[0].cell("story"),
                "sides": marks[0].cell("sides"),
                "verdicts": {mark.reader: str(mark.verdict) for mark in marks},
            }
            for marks in agreement.disputed
        ],
        "problems": [str(each) for each in audit.marks.problems],
    }


def marks_lines(audit: Audit, language: str) -> Iterator[str]:
    """Yield what is to be said below the table: what is unread, what is gone, how far readers agree and where not."""
    unread = audit.marks.unread.total()
    if unread:
        yield say(N_("{count} findings of the sheets are not marked yet"), language, count=unread)
    if audit.marks.gone:
        gone = N_("{count} marked findings come no longer; they are not counted")
        yield say(gone, language, count=audit.marks.gone)
    agreement = audit.agreement
    if not agreement.findings:
        return
    told = N_("{readers} readers; of {findings} findings that two or more read, {same} have one verdict ({share})")
    share = f"{agreement.same / agreement.findings:.3f}"
    line = say(
        told,
        language,
        readers=len(agreement.readers),
        findings=agreement.findings,
        same=agreement.same,
        share=share,
    )
    if agreement.alpha is not None:
        line += "; " + say(N_("Krippendorff's alpha {alpha}"), language, alpha=f"{agreement.alpha:.3f}")
    yield line
    for marks in agreement.disputed:
        verdicts = ", ".join(
            f"{tidy(mark.reader)}: {say(str(mark.verdict), language)}"
            + (f" ({tidy(mark.cell('note'))})" if mark.cell("note") else "")
            for mark in marks
        )
        yield f"  {marks[0].rule} {tidy(marks[0].cell('story'))} {marks[0].cell('sides')}: {verdicts}"
