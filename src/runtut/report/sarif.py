"""Findings as SARIF 2.1.0 (OASIS), for editors, code hosts and dashboards.

Where the source is plain text, results carry regions of that file, in code points, as lines, columns and offsets.
Where the story was taken out of a page or a document, offsets into the story mean nothing in the file: then a result
names the file, says in a logical location in which part of the story it stands, and keeps the spans in its properties.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any, Protocol
from urllib.parse import quote

from runtut.i18n import translate
from runtut.record import Finding, Record, Rule, Span
from runtut.report.json import dumps, part_texts
from runtut.report.outcome import Outcome
from runtut.report.place import Locator
from runtut.report.tables import part_label
from runtut.report.text import quoted_words
from runtut.report.wording import word, word_error, word_fixes

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

Object = dict[str, Any]


class RulePage(Protocol):
    """What a rule's page says (`rules.catalogue.Page` is one)."""

    @property
    def what(self) -> str:
        """One sentence: what the rule finds."""

    @property
    def why(self) -> str:
        """Why it matters."""

    @property
    def silent(self) -> str:
        """When the rule says nothing."""


class RuleEntry(Protocol):
    """A rule with its page (`rules.catalogue.Entry` is one)."""

    @property
    def rule(self) -> Rule:
        """The rule."""

    @property
    def page(self) -> RulePage:
        """Its page."""


def sarif_pieces(
    outcomes: Iterable[Outcome],
    *,
    rules: Iterable[RuleEntry],
    version: str,
    language: str = "en",
    docs: str | None = None,
) -> Iterator[str]:
    """Yield one SARIF log in pieces to be written one after another, a story at a time.

    Args:
        outcomes: what came of each story; those that could not be read become notifications of the run.
        rules: the rules that were applied, `rules.catalogue.select(...)`.
        version: the program's version.
        language: that of messages and help.
        docs: the address of the rule pages, where they are published: "https://.../rules/" gives each rule its link.
    """
    listed = list(rules)
    index = {entry.rule.code: at for at, entry in enumerate(listed)}
    driver = {
        "name": "runtut",
        "version": version,
        "language": language,
        "rules": [_rule(entry, language, docs) for entry in listed],
    }
    head = dumps({"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "language": language})
    yield f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [\n{head[:-1]}, "results": ['
    between = "\n"
    notes = []
    for outcome in outcomes:
        if outcome.record is None:
            notes.append(_notification(outcome, language))
            continue
        for result in results(outcome, outcome.record, index, language):
            yield between + dumps(result)
            between = ",\n"
    invocation = {"executionSuccessful": not notes, "toolExecutionNotifications": notes}
    yield f'\n], "invocations": [{dumps(invocation)}]}}\n]}}\n'


def results(outcome: Outcome, record: Record, index: dict[str, int], language: str) -> Iterator[Object]:
    """Yield the SARIF results of one story; `index` gives each rule's place among the driver's rules."""
    locator = Locator(outcome)
    texts = part_texts(record.story)
    for finding in record.findings:
        locations = [
            _location(outcome, locator, span, texts, number=number, language=language)
            for number, span in enumerate(finding.spans)
        ]
        result: Object = {
            "ruleId": finding.code,
            "level": finding.severity.label,
            "message": {"text": _message(finding, language)},
            "locations": locations[:1],
            "partialFingerprints": {"runtutFinding/v1": finding.fingerprint(texts)},
            "properties": {
                "story": record.story.id,
                "spans": [{"start": each.start, "end": each.end, "in": each.part} for each in finding.spans],
            },
        }
        if finding.code in index:
            result["ruleIndex"] = index[finding.code]
        if locations[1:]:
            result["relatedLocations"] = locations[1:]
        yield result


def uri_of(source: str | None) -> str:
    """Return a source as a URI reference: a path with what needs it escaped, "stdin" for standard input."""
    if source is None or source == "-":
        return "stdin"
    if "://" in source:
        return source
    path = PurePath(source)
    shown = quote(path.as_posix(), safe="/!$&'()*+,;=@~-._")
    return f"file://{shown}" if path.is_absolute() else shown


def _rule(entry: RuleEntry, language: str, docs: str | None) -> Object:
    rule, page = entry.rule, entry.page
    what, why, silent = (_sentence(translate(each, language)) for each in (page.what, page.why, page.silent))
    described: Object = {
        "id": rule.code,
        "name": "".join(each.capitalize() for each in rule.name.split("-")),
        "shortDescription": {"text": what},
        "fullDescription": {"text": f"{what} {why}".strip()},
        "help": {"text": "\n\n".join(each for each in (what, why, silent) if each)},
        "defaultConfiguration": {"level": rule.severity.label},
        "properties": {"tags": [rule.code[:3].lower(), rule.name]},
    }
    if docs:
        described["helpUri"] = f"{docs.rstrip('/')}/{rule.code}"
    return described


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _message(finding: Finding, language: str) -> str:
    said = [word(finding.message, language)]
    if finding.detail is not None:
        said.append(word(finding.detail, language))
    if finding.fixes:
        said.append(word_fixes(finding.fixes, language))
    if finding.in_quotation:
        said.append(quoted_words(finding, language))
    return ". ".join(_sentence(each).rstrip(".") for each in said) + "."


def _location(
    outcome: Outcome, locator: Locator, span: Span, texts: dict[str, str], *, number: int, language: str
) -> Object:
    words = texts[span.part][span.start : span.end]
    physical: Object = {"artifactLocation": {"uri": uri_of(outcome.source)}}
    place = locator.find(span)
    if place is not None:
        physical["region"] = {
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
            "charOffset": place.start,
            "charLength": place.end - place.start,
            "snippet": {"text": words},
        }
    elif outcome.line is not None:
        physical["region"] = {"startLine": outcome.line}
    return {
        "id": number,
        "physicalLocation": physical,
        "logicalLocations": [
            {
                "name": span.part,
                "fullyQualifiedName": f"{outcome.id}#{span.part}[{span.start}:{span.end}]",
                "kind": "element",
            }
        ],
        "message": {"text": f"{part_label(span.part, language)}: {words}" if span.part != "text" else words},
    }


def _notification(outcome: Outcome, language: str) -> Object:
    physical: Object = {"artifactLocation": {"uri": uri_of(outcome.source)}}
    if outcome.line is not None:
        physical["region"] = {"startLine": outcome.line}
    return {
        "level": "error",
        "message": {"text": word_error(outcome.error, language)},
        "descriptor": {"id": outcome.error_kind},
        "locations": [{"physicalLocation": physical}],
    }
