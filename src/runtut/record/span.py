"""Places in a story: half-open `[start, end)` ranges of Unicode code points."""

from __future__ import annotations

from typing import Generic, TypeVar

from runtut.values import dataclass

V = TypeVar("V")

TEXT = "text"
TITLE = "title"


def caption(index: int) -> str:
    """Return the part name of the story's caption number `index`, counted from 0."""
    return f"caption:{index}"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one part of a story; `part` is "text", "title" or "caption:N"."""

    start: int
    end: int
    part: str = TEXT

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span needs 0 <= start <= end, not [{self.start}, {self.end})")

    def overlaps(self, other: Span | Piece[object]) -> bool:
        """Whether the two share at least one character of the same part."""
        return self.part == other.part and self.start < other.end and other.start < self.end

    def contains(self, other: Span | Piece[object]) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.part == other.part and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Piece(Generic[V]):
    """A stretch of a story together with what it means: one side of a disagreement."""

    start: int
    end: int
    value: V
    part: str = TEXT

    @property
    def span(self) -> Span:
        """Where the piece stands."""
        return Span(self.start, self.end, self.part)
