"""Places in the source file: lines and columns of a span, where the source is text that the story was taken from."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from runtut.record import TEXT, Record, Span
from runtut.report.outcome import Outcome
from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where a span stands in a file: offsets in code points, lines and columns from 1; `end_column` is past the end."""

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int


class Locator:
    """Finds spans of one story in the text of its source.

    A span is found by the line it stands in: intake drops lines and trims them, it does not rewrite them. Where that
    line does not stand in the source (a page, a document), there is no place and `find` returns None.
    """

    def __init__(self, outcome: Outcome) -> None:
        self._record: Record | None = outcome.record
        self._raw = outcome.raw
        lines = outcome.raw.splitlines(keepends=True) if outcome.raw else []
        self._starts = list(accumulate((len(line) for line in lines), initial=0))[:-1] or [0]
        self._paragraphs: dict[tuple[int, str], int | None] = {}

    def find(self, span: Span) -> Place | None:
        """Return where a span of the story stands in the source, or None."""
        if self._raw is None or self._record is None:
            return None
        text = self._record.story.part(span.part)
        begins = text.rfind("\n", 0, span.start) + 1
        ends = text.find("\n", span.start)
        line = text[begins : len(text) if ends < 0 else ends].rstrip()
        at = self._line(begins, span.part, line)
        if at is None:
            return None
        start = at + span.start - begins
        end = min(at + span.end - begins, len(self._raw))
        if self._raw[start:end] != text[span.start : span.end]:
            end = at + len(line)  # a span over several lines, which stand elsewhere in the source
        first, last = self._position(start), self._position(end)
        return Place(start, end, *first, *last)

    def _line(self, begins: int, part: str, line: str) -> int | None:
        """Return where a line of the story stands in the source; of several alike, the one equally far along."""
        key = (begins, part)
        if key not in self._paragraphs:
            assert self._raw is not None
            at: int | None = None
            if line:
                seen = 0 if part != TEXT or self._record is None else self._record.story.text.count(line, 0, begins)
                at = -1
                for _ in range(min(seen, 50) + 1):
                    following = self._raw.find(line, at + 1)
                    if following < 0:
                        break
                    at = following
            self._paragraphs[key] = None if at is None or at < 0 else at
        return self._paragraphs[key]

    def _position(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1
