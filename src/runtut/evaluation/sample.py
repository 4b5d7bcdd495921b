"""A sample of findings to be read: drawn by a seed, and the same whenever the same stories are checked again.

Which stories and which findings are drawn is decided by a hash of the seed and of what they are, never by the order in
which they come: a finding that a mended rule no longer gives leaves the others of the sample in their places.
"""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter
from collections.abc import Iterable
from dataclasses import field

from runtut.intake.items import Item
from runtut.record import Finding, Record, Severity
from runtut.report.outcome import Outcome
from runtut.values import dataclass


def drawn(items: Iterable[Item], count: int, seed: int) -> list[Item]:
    """Return `count` of the stories, drawn by the seed, in the order in which they came; what is no story comes along."""
    kept: list[tuple[str, int, Item]] = []
    broken: list[tuple[int, Item]] = []
    for number, item in enumerate(items):
        if item.story is None:
            broken.append((number, item))
        else:
            kept.append((_hash(str(seed), item.id, item.story.text), number, item))
            if len(kept) >= 2 * count + 1000:
                kept = heapq.nsmallest(count, kept, key=lambda each: each[:2])
    chosen = [(number, item) for _, number, item in heapq.nsmallest(count, kept, key=lambda each: each[:2])]
    return [item for _, item in sorted([*broken, *chosen], key=lambda each: each[0])]


def sides_of(finding: Finding) -> str:
    """Return where the sides of a finding stand: "title:0-5 text:12-31", code points, half open."""
    return " ".join(f"{each.part}:{each.start}-{each.end}" for each in finding.spans)


def finding_id(rule: str, story: str, sides: str) -> str:
    """Return what a finding is known by in every run: the same rule, story and sides give the same."""
    return _hash(rule, story, sides)[:12]


def _hash(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Case:
    """One finding to be read, with its record."""

    id: str
    finding: Finding
    record: Record


@dataclass(slots=True)
class Rate:
    """How often a rule spoke."""

    findings: int = 0
    stories: int = 0
    severities: Counter[Severity] = field(default_factory=Counter)


class Sample:
    """Counts the findings of the outcomes added to it, and keeps up to `size` of each rule to be read."""

    def __init__(self, size: int, seed: int, codes: Iterable[str]) -> None:
        self.size = size
        self.seed = seed
        self.stories = 0
        self.unreadable = 0
        self.rates = {code: Rate() for code in codes}
        self.ids: set[str] = set()
        self.seen: set[str] = set()
        self._kept: dict[str, list[tuple[str, Case]]] = {}

    def add(self, outcome: Outcome) -> None:
        """Count what came of one story."""
        if outcome.record is None:
            self.unreadable += 1
        else:
            self._add(outcome.record)

    def cases(self) -> list[Case]:
        """Return the findings to be read, rule by rule, in an order that the seed decides."""
        return [case for code in sorted(self._kept) for _, case in sorted(self._kept[code], key=lambda each: each[0])]

    def _add(self, record: Record) -> None:
        self.stories += 1
        self.seen.add(record.story.id)
        for finding in record.findings:
            rate = self.rates.setdefault(finding.code, Rate())
            rate.findings += 1
            rate.severities[finding.severity] += 1
            id_ = finding_id(finding.code, record.story.id, sides_of(finding))
            self.ids.add(id_)
            kept = self._kept.setdefault(finding.code, [])
            kept.append((_hash(str(self.seed), id_), Case(id_, finding, record)))
            if len(kept) > self.size:
                kept.remove(max(kept, key=lambda each: each[0]))
        for code in {finding.code for finding in record.findings}:
            self.rates[code].stories += 1
