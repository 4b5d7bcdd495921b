"""Findings: what a rule says once, with both sides of the disagreement."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import field
from enum import IntEnum

from runtut.record.span import TEXT, Span
from runtut.values import dataclass

_FIELD = re.compile(r"\{(\w+)\}")


class Severity(IntEnum):
    """How much a finding matters; larger is worse."""

    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def label(self) -> str:
        """The word the contract uses: "note", "warning" or "error"."""
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class Message:
    """A translatable sentence: an English template, and the values that go into its {fields}.

    Values may be text, numbers, dates, enums or annotations; `report.wording` words them in the reader's
    language.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        """Return the sentence in English, values plainly written; a field without a value stays as it is."""

        def plain(value: object) -> str:
            return f"{value:,}" if type(value) is int and abs(value) >= 10_000 else str(value)

        return _FIELD.sub(lambda m: plain(self.values.get(m[1], m[0])), self.template)


@dataclass(frozen=True, slots=True)
class Finding:
    """One disagreement. `spans` are its sides, in the order the message names them."""

    code: str
    name: str
    severity: Severity
    message: Message
    spans: tuple[Span, ...]
    detail: Message | None = None
    fixes: tuple[Message, ...] = ()
    quoted: str | None = None
    in_quotation: bool = False

    def fingerprint(self, texts: Mapping[str, str]) -> str:
        """Return a key that stays the same while text elsewhere in the story is edited.

        Made of the rule's code and the words of each side, case, spacing and mark style aside. `texts`
        maps each part's name to its text.
        """
        import hashlib  # noqa: PLC0415 -- loads a library of the system

        sides = [_folded(texts[s.part][s.start : s.end]) for s in self.spans]
        parts = ["" if s.part == TEXT else s.part.partition(":")[0] for s in self.spans]
        raw = "\x1f".join([self.code, *sides, *parts])
        return hashlib.sha256(raw.encode()).hexdigest()[:16]


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())
