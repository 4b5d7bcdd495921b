"""The `sentences` section: what ends a sentence and what only looks as if it did."""

from __future__ import annotations

from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class SentencesPack:
    """`abbreviations` are written without their full stop, in lower case; a stop after one ends nothing."""

    abbreviations: tuple[str, ...]
