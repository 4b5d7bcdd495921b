"""Findings held against stories with a planted slip each, and against their clean twins.

A slip is caught by a finding of its own code that touches it, and caught by its family where any code of the same three
letters does. An error or a warning that touches no planted slip is a false alarm; notes are not counted.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from runtut.evaluation.measure import MISSED, SPURIOUS, Measure, Miss, Object, Score, place
from runtut.values import dataclass

FINDINGS = "findings"
"""What `--show` calls the misses and false alarms of the rules."""


@dataclass(slots=True)
class TrapScore(Score):
    """The measures of each rule, by code, and of all of them."""

    planted: int = 0
    caught: int = 0
    caught_family: int = 0
    false_alarms: int = 0
    clean: int = 0
    clean_alarmed: int = 0
    codes: dict[str, Measure] = field(default_factory=dict)

    def to_object(self) -> Object:
        """Return the score as a JSON object, without the misses."""
        return {
            "stories": self.stories,
            "words": self.words,
            "unreadable": self.unreadable,
            "planted": self.planted,
            "caught": self.caught / self.planted if self.planted else 0.0,
            "caught_family": self.caught_family / self.planted if self.planted else 0.0,
            "false_alarms": self.false_alarms,
            "false_per_1000_words": 1000 * self.false_alarms / max(self.words, 1),
            "clean_stories": self.clean,
            "clean_with_false_alarm": self.clean_alarmed,
            "by_code": {
                code: {
                    "planted": each.wanted,
                    "caught": int(each.right),
                    "false": each.given - int(each.right),
                    "precision": each.precision,
                    "recall": each.recall,
                }
                for code, each in sorted(self.codes.items())
            },
        }


def score_traps(traps: Sequence[Object], found: Mapping[str, Sequence[Object]], unreadable: int = 0) -> TrapScore:
    """Return what was caught of the planted slips.

    Args:
        traps: `{"story", "errors": [{"code", "spans"}]}` objects; one without errors is a clean story. An error without
            spans stands in the title.
        found: the findings of each story as JSON objects, by the story's id.
        unreadable: how many of the stories could not be read.
    """
    score = TrapScore(stories=len(traps), unreadable=unreadable)
    for trap in traps:
        story, errors = trap["story"], trap.get("errors") or []
        findings = found.get(story["id"]) or []
        score.words += len(story["text"].split())
        explained: set[int] = set()
        for error in errors:
            touching = [n for n, each in enumerate(findings) if _touches(each, error["spans"])]
            explained.update(touching)
            codes = [findings[n]["code"] for n in touching]
            caught = error["code"] in codes
            measure = score.codes.setdefault(error["code"], Measure())
            measure.wanted += 1
            measure.right += caught
            measure.given += caught
            score.planted += 1
            score.caught += caught
            score.caught_family += any(code[:3] == error["code"][:3] for code in codes)
            if not caught:
                score.misses.append(_missed(story, error))
        alarms = [each for n, each in enumerate(findings) if n not in explained and each["severity"] != "note"]
        for alarm in alarms:
            score.false_alarms += 1
            score.codes.setdefault(alarm["code"], Measure()).given += 1
            score.misses.append(_alarm(story, alarm))
        if not errors:
            score.clean += 1
            score.clean_alarmed += bool(alarms)
    return score


def _touches(finding: Object, spans: Sequence[Sequence[int]]) -> bool:
    sides = finding.get("spans") or []
    if not spans:
        return any(side.get("in") == "title" for side in sides)
    return any(
        side.get("in", "text") == "text" and side["start"] < end and start < side["end"]
        for side in sides
        for start, end in spans
    )


def _missed(story: Object, error: Object) -> Miss:
    start, end = error["spans"][0] if error["spans"] else (0, 0)
    return place(FINDINGS, MISSED, story, start, end, wanted=error["code"])


def _alarm(story: Object, finding: Object) -> Miss:
    given = f"{finding['code']}: {finding.get('message')}"
    for side in finding.get("spans") or []:
        if side.get("in", "text") == "text":
            return place(FINDINGS, SPURIOUS, story, side["start"], side["end"], given=given)
    return place(FINDINGS, SPURIOUS, story, 0, 0, given=given)
