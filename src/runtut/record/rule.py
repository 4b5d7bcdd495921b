"""What a rule is: a code, a name, a severity, what it needs, and how it words what it finds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from runtut.record.finding import Finding, Message, Severity
from runtut.record.span import Piece, Span
from runtut.values import dataclass


class Layer(StrEnum):
    """What a stage adds to a record; a rule names the layers it reads, and no others are computed for it."""

    TIMES = "times"
    QUANTITIES = "quantities"
    ENTITIES = "entities"
    QUOTATIONS = "quotations"
    EVENTS = "events"
    ELAPSED = "elapsed"
    INTERVALS = "intervals"
    RELATIVE_DAYS = "relative_days"
    CONVERSIONS = "conversions"
    ANNIVERSARIES = "anniversaries"
    TOTALS = "totals"
    SHARES = "shares"
    CHANGES = "changes"
    ENUMERATIONS = "enumerations"
    CONTAINMENTS = "containments"
    TITLE_QUOTATIONS = "title-quotations"
    EQUIVALENCES = "equivalences"
    WHOLES = "wholes"
    RATE_TOTALS = "rate-totals"
    TITLE_FIGURES = "title-figures"
    UNATTRIBUTED = "unattributed"
    ABBREVIATIONS = "abbreviations"
    SCHEDULES = "schedules"
    SPELLINGS = "spellings"
    OFFICES = "offices"
    AGES = "ages"
    EVENT_DATES = "event-dates"
    PROTECTED = "protected"
    SOURCES = "sources"
    UNINTRODUCED = "unintroduced"
    BORROWINGS = "borrowings"
    LETTERS = "letters"


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of the catalogue. `message`, `detail` and `fixes` are English templates, translated when shown."""

    code: str
    name: str
    severity: Severity
    needs: tuple[Layer, ...]
    message: str
    fixes: tuple[str, ...] = ()
    detail: str = ""

    def finding(
        self,
        spans: Iterable[Span | Piece[object] | object],
        values: Mapping[str, object],
        *,
        severity: Severity | None = None,
        fixes: Iterable[str] | None = None,
        message: str | None = None,
        detail: str | None = None,
    ) -> Finding:
        """Return a finding of this rule.

        `spans` are the sides (spans, pieces or annotations), in the order the message names them; `values`
        fill the {fields} of every template. `fixes`, `message` and `detail` replace the rule's own where
        a rule words its cases differently.
        """
        sides = tuple(each if isinstance(each, Span) else each.span for each in spans)  # type: ignore[attr-defined]
        say = self.detail if detail is None else detail
        return Finding(
            code=self.code,
            name=self.name,
            severity=severity or self.severity,
            message=Message(message or self.message, dict(values)),
            spans=sides,
            detail=Message(say, dict(values)) if say else None,
            fixes=tuple(Message(fix, dict(values)) for fix in (self.fixes if fixes is None else fixes)),
        )
