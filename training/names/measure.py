"""Scores: exact spans with their kind, as the gold scorer counts them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from texts import Text

from runtut.annotate.entities.features import KINDS, spans


class Score:
    """True positives, found and wanted names of each kind."""

    def __init__(self) -> None:
        self._counts: Counter[tuple[str, str]] = Counter()

    def add(self, text: Text, labels: Sequence[str]) -> None:
        """Count the names of one text."""
        found = set()
        for first, last, kind in spans(labels):
            end = text.ends[last - 1]
            if text.words[last - 1].endswith(".") and (text.starts[first], end - 1, kind) in text.gold:
                end -= 1
            found.add((text.starts[first], end, kind))
        for name, names in (("right", found & text.gold), ("found", found), ("gold", text.gold)):
            self._counts.update((name, kind) for _, _, kind in names)

    def precision_recall(self, *kinds: str) -> tuple[float, float]:
        """Return precision and recall over some kinds."""
        right, found, gold = (sum(self._counts[name, kind] for kind in kinds) for name in ("right", "found", "gold"))
        return right / max(found, 1), right / max(gold, 1)

    def f1(self, *kinds: str) -> float:
        """Return F1 over some kinds."""
        right, found, gold = (sum(self._counts[name, kind] for kind in kinds) for name in ("right", "found", "gold"))
        return 2 * right / (found + gold) if found + gold else 0.0

    def __str__(self) -> str:
        """Return all scores in one line."""
        parts = [f"{kind} {self.f1(kind):.3f}" for kind in KINDS]
        return " ".join([*parts, f"ALL {self.f1(*KINDS):.3f}"])
