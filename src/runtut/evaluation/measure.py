"""What is measured: how many were right, of how many wanted and how many given; and each miss with its place."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from runtut.values import dataclass

Object = dict[str, Any]
"""A JSON object: an annotation of a record or of the gold."""


@dataclass(slots=True)
class Measure:
    """Counts of one measure. `right` is a sum of shares where whole clusters are compared, else a number of items."""

    right: float = 0
    wanted: int = 0
    given: int = 0

    @property
    def precision(self) -> float:
        """The share of what was given that is right; 0 where nothing was given."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """The share of what was wanted that was found; 0 where nothing was wanted."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def to_object(self) -> Object:
        """Return the measure as a JSON object."""
        return {
            "precision": self.precision,
            "recall": self.recall,
            "f1": self.f1,
            "right": self.right,
            "wanted": self.wanted,
            "given": self.given,
        }


MISSED, SPURIOUS, WRONG = "missed", "spurious", "wrong"


@dataclass(frozen=True, slots=True)
class Miss:
    """One disagreement between a record and the gold.

    `kind` is "missed" (in the gold alone), "spurious" (in the record alone) or "wrong" (in both, with another value).
    `before`, `text` and `after` are the words of the place with what stands around it.
    """

    layer: str
    kind: str
    story: str
    start: int
    end: int
    text: str
    before: str = ""
    after: str = ""
    wanted: str = ""
    given: str = ""

    def to_object(self) -> Object:
        """Return the miss as a JSON object."""
        return {name: getattr(self, name) for name in self.__slots__}


_AROUND = 60


def place(layer: str, kind: str, story: Object, start: int, end: int, wanted: str = "", given: str = "") -> Miss:
    """Return a miss at a place of a story's text, with the words around it."""
    text = story["text"]
    return Miss(
        layer=layer,
        kind=kind,
        story=str(story.get("id", "")),
        start=start,
        end=end,
        text=text[start:end],
        before=text[max(0, start - _AROUND) : start],
        after=text[end : end + _AROUND],
        wanted=wanted,
        given=given,
    )


@dataclass(slots=True)
class Score:
    """The measures of one gold, by name, and what was missed."""

    measures: dict[str, Measure] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)
    stories: int = 0
    words: int = 0
    unreadable: int = 0

    def measure(self, name: str) -> Measure:
        """Return a measure by name, a new one where there is none yet."""
        return self.measures.setdefault(name, Measure())

    def to_object(self) -> Object:
        """Return the score as a JSON object, without the misses."""
        return {
            "stories": self.stories,
            "words": self.words,
            "unreadable": self.unreadable,
            "measures": {name: each.to_object() for name, each in sorted(self.measures.items())},
        }
