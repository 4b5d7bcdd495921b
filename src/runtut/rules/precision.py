"""How often the findings of each rule were right when people read them: `precision.csv`, written by `runtut audit --marks`.

A rule that is not in the file was never audited.
"""

from __future__ import annotations

import csv
import math
from functools import cache
from pathlib import Path

from runtut.values import dataclass

FILE = Path(__file__).with_name("precision.csv")
COLUMNS = ("rule", "read", "right", "wrong", "unsure", "share", "low", "high", "stories", "date", "collection")

_Z = 1.959963984540054
"""The normal quantile that leaves 2.5 percent on each side."""


def wilson(right: int, decided: int) -> tuple[float, float]:
    """Return the bounds of Wilson's 95 percent interval of a share; 0 to 1 where nothing was decided.

    Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference, JASA 22 (1927).
    """
    if not decided:
        return 0.0, 1.0
    share, square = right / decided, _Z * _Z
    middle = share + square / (2 * decided)
    reach = _Z * math.sqrt(share * (1 - share) / decided + square / (4 * decided * decided))
    low, high = ((middle + sign * reach) / (1 + square / decided) for sign in (-1, 1))
    return (0.0 if right == 0 else low), (1.0 if right == decided else high)


@dataclass(frozen=True, slots=True)
class Precision:
    """What readers said of a rule's findings.

    Attributes:
        rule: the rule's code.
        right: findings that are slips indeed.
        wrong: false alarms.
        unsure: findings that could not be told from the story, or of which readers disagree.
        stories: how many stories the rule was run on to get them.
        collection: which stories those are.
        date: the day of the latest sample, ISO 8601.
    """

    rule: str
    right: int
    wrong: int
    unsure: int = 0
    stories: int | None = None
    collection: str = ""
    date: str = ""

    @property
    def read(self) -> int:
        """How many findings were read."""
        return self.right + self.wrong + self.unsure

    @property
    def share(self) -> float | None:
        """The share of right ones among those that were decided; None where none was."""
        decided = self.right + self.wrong
        return self.right / decided if decided else None

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 percent interval of the share."""
        return wilson(self.right, self.right + self.wrong)

    def row(self) -> tuple[str, ...]:
        """Return the row of `COLUMNS`."""
        low, high = self.interval
        share = "" if self.share is None else f"{self.share:.3f}"
        counts = (str(each) for each in (self.read, self.right, self.wrong, self.unsure))
        stories = "" if self.stories is None else str(self.stories)
        return (self.rule, *counts, share, f"{low:.3f}", f"{high:.3f}", stories, self.date, self.collection)


@cache
def measured(file: Path = FILE) -> dict[str, Precision]:
    """Return what is known of each rule, by code."""
    if not file.exists():
        return {}
    with file.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    return {
        row["rule"]: Precision(
            rule=row["rule"],
            right=int(row["right"]),
            wrong=int(row["wrong"]),
            unsure=int(row["unsure"]),
            stories=int(row["stories"]) if row["stories"] else None,
            collection=row["collection"],
            date=row["date"],
        )
        for row in rows
    }
