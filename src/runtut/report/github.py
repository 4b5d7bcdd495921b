"""Findings as GitHub workflow commands: `::error file=...,line=...,title=...::message`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from runtut.record import Finding, Severity
from runtut.report.outcome import Outcome
from runtut.report.place import Locator
from runtut.report.text import quoted_words
from runtut.report.wording import tidy, word, word_error, word_fixes

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def github_lines(outcomes: Iterable[Outcome], *, language: str = "en") -> Iterator[str]:
    """Yield a workflow command for each finding and each story that could not be read; no line ends.

    Lines and columns are given where the source is plain text. The words of the story cannot start a command of
    their own: line ends and the marks of the command syntax are escaped.
    """
    for outcome in outcomes:
        if outcome.record is None:
            where = _properties(outcome, {"line": outcome.line, "title": outcome.error_kind})
            yield f"::error {where}::{_escaped(word_error(outcome.error, language))}"
            continue
        locator = Locator(outcome)
        for finding in outcome.record.findings:
            place = locator.find(finding.spans[0]) if finding.spans else None
            where = _properties(
                outcome,
                {
                    "line": place.line if place else outcome.line,
                    "endLine": place.end_line if place else None,
                    "col": place.column if place else None,
                    "endColumn": place.end_column if place and place.line == place.end_line else None,
                    "title": f"{finding.code} {finding.name}",
                },
            )
            sides = " ⟷ ".join(
                f"“{tidy(outcome.record.story.part(each.part)[each.start : each.end])}”" for each in finding.spans
            )
            yield f"::{_COMMANDS[finding.severity]} {where}::{_escaped(_message(finding, sides, language))}"


def _message(finding: Finding, sides: str, language: str) -> str:
    said = [word(finding.message, language), sides]
    if finding.detail is not None:
        said.append(word(finding.detail, language))
    if finding.fixes:
        said.append(f"→ {word_fixes(finding.fixes, language)}")
    if finding.in_quotation:
        said.append(quoted_words(finding, language))
    return "\n".join(each for each in said if each)


def _properties(outcome: Outcome, given: dict[str, int | str | None]) -> str:
    known: dict[str, int | str | None] = {}
    if outcome.source not in (None, "-"):
        known["file"] = outcome.source
    known.update(given)
    return ",".join(f"{name}={_escaped_property(str(value))}" for name, value in known.items() if value is not None)


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escaped_property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
