"""Findings as diagnostics: at one side, with the other sides as related information."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types

from runtut.i18n import N_
from runtut.lsp.documents import Reading
from runtut.lsp.positions import Lines
from runtut.record import Finding, Record, Severity, Span
from runtut.report.json import part_texts
from runtut.report.tables import part_label
from runtut.report.text import quoted_words
from runtut.report.wording import say, tidy, word, word_error, word_fixes
from runtut.values import dataclass

SOURCE = "runtut"
SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}


@dataclass(frozen=True, slots=True)
class Told:
    """A finding with the places of its sides in the document, those that are known, and its diagnostic."""

    finding: Finding
    key: str
    places: tuple[tuple[int, int], ...]
    diagnostic: types.Diagnostic


def told(reading: Reading, lines: Lines, uri: str, language: str) -> list[Told]:
    """Return the findings of a reading of which at least one side is known to stand somewhere in the document."""
    record, alignment = reading.record, reading.alignment
    if record is None or alignment is None:
        return []
    texts = part_texts(record.story)
    found = []
    for finding in record.findings:
        sides = [(span, place) for span in finding.spans if (place := alignment.place(span)) is not None]
        if not sides:
            continue
        key = finding.fingerprint(texts)
        related = [
            types.DiagnosticRelatedInformation(types.Location(uri, lines.range(*place)), _words(record, span, language))
            for span, place in sides[1:]
        ]
        diagnostic = types.Diagnostic(
            range=lines.range(*sides[0][1]),
            message=message(finding, record, language),
            severity=SEVERITIES[finding.severity],
            code=finding.code,
            source=SOURCE,
            related_information=related or None,
            data={"fingerprint": key},
        )
        found.append(Told(finding, key, tuple(place for _, place in sides), diagnostic))
    return found


def unplaced(reading: Reading) -> int:
    """Return how many findings have no side whose place in the document is known."""
    record, alignment = reading.record, reading.alignment
    if record is None or alignment is None:
        return 0
    return sum(all(alignment.place(span) is None for span in each.spans) for each in record.findings)


def problem(reading: Reading, language: str) -> types.Diagnostic | None:
    """Return a diagnostic at the top of a document that could not be read, None where it was."""
    if reading.problem is None:
        return None
    top = types.Position(0, 0)
    said = word_error(reading.problem, language)
    return types.Diagnostic(types.Range(top, top), said, severity=types.DiagnosticSeverity.Warning, source=SOURCE)


def message(finding: Finding, record: Record, language: str) -> str:
    """Return what a finding says on lines of its own: what disagrees, the fact, whose words they are, what would help."""
    said = [word(finding.message, language)]
    if finding.detail is not None:
        said.append(word(finding.detail, language))
    if finding.in_quotation:
        said.append(quoted_words(finding, language))
    lines = [capital(". ".join(map(capital, said)))]
    if finding.fixes:
        lines.append("→ " + word_fixes(finding.fixes, language))
    elsewhere = [span for span in finding.spans if span.part != finding.spans[0].part]
    if elsewhere:
        words = ", ".join(f"“{tidy(record.slice(span))}”" for span in finding.spans)
        lines.append(words)
    return "\n".join(lines)


def capital(text: str) -> str:
    """Return a sentence with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def _words(record: Record, span: Span, language: str) -> str:
    label = part_label(span.part, language)
    words = tidy(record.slice(span))
    if label:
        return say(N_("{place}: “{words}”"), language, place=label, words=words)
    return f"“{words}”"


def at(found: list[Told], start: int, end: int) -> Iterator[Told]:
    """Yield the findings one of whose sides meets a stretch of the document; an empty one meets what it touches."""
    for each in found:
        if any(first <= end and start <= last for first, last in each.places):
            yield each
