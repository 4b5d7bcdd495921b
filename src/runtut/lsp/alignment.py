"""Where a story stands in the document it was read from.

Reading a document leaves out lines, markup and spaces, and changes no words. So each paragraph of the story stands in what
is seen of the document, and the paragraphs stand there in order. Where that says for certain which stretch a paragraph is,
its places are known to the character; where it does not (the same line twice), they are not, and nothing is said to stand
there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from runtut.lsp.shown import is_seen, shown, squeezed
from runtut.record import TEXT, TITLE, Span, Story
from runtut.values import dataclass

_LINES = re.compile(r"\n")
_CELLS = re.compile(r"\n| \| ")  # which is put between the cells of a row
_MOST = 100_000_000
"""Characters that paragraphs which are not found are looked for in, in all: a tenth of a second."""


@dataclass(slots=True)
class _Line:
    """A line of a part: where it begins there, its characters, and where these begin among those seen; -1 if that is unknown."""

    part: str
    start: int
    text: str
    squeezed: str
    at: int = -1


class Alignment:
    """The places of a story's parts in a document.

    Args:
        document: its text, as the editor holds it.
        kind: "text", "markdown" or "html".
        story: what was read from it.
    """

    def __init__(self, document: str, kind: str, story: Story) -> None:
        self.document = document
        self._shown = shown(document, kind)
        self._left = _MOST
        ends = _CELLS if kind == "html" else _LINES
        self._lines = {passage.part: _lines(passage.part, passage.text, ends) for passage in story.passages()}
        text = self._lines.get(TEXT, [])
        self._settle(text)
        first = next((line.at for line in text if line.at >= 0), len(self._shown.text))
        for part, lines in self._lines.items():
            if part == TITLE:
                self._settle_before(lines, first)
            elif part != TEXT:
                self._settle(lines)
        placed = [line for lines in self._lines.values() for line in lines if line.at >= 0]
        self._placed = sorted(placed, key=lambda line: (line.at, line.part == TEXT))

    def place(self, span: Span) -> tuple[int, int] | None:
        """Return where a span of the story stands in the document, as code points `[start, end)`; None where that is not known."""
        first = self._character(span, 0)
        last = self._character(span, -1)
        return (
            None
            if first is None or last is None or last < first
            else (self._shown.starts[first], self._shown.ends[last])
        )

    def written(self, span: Span, words: str) -> tuple[int, int] | None:
        """Return the place of a span if it is written there as in the story, without markup between: it can be replaced."""
        place = self.place(span)
        if place is None or " ".join(self.document[place[0] : place[1]].split()) != " ".join(words.split()):
            return None
        return place

    def inside(self, offset: int) -> Span | None:
        """Return the character of the story that stands at a code point of the document, None if there is none."""
        seen = bisect_right(self._shown.starts, offset) - 1
        if seen < 0 or offset >= self._shown.ends[seen]:
            return None
        number = bisect_right(self._placed, seen, key=lambda line: line.at) - 1
        if number < 0:
            return None
        line = self._placed[number]
        left = seen - line.at
        if left >= len(line.squeezed):
            return None
        for at, character in enumerate(line.text, line.start):
            if is_seen(character):
                if not left:
                    return Span(at, at + 1, line.part)
                left -= 1
        return None

    def _character(self, span: Span, which: int) -> int | None:
        """Return the first (0) or last (-1) character of a span, as its number among those seen."""
        at = span.start if which == 0 else span.end
        lines = self._lines.get(span.part, [])
        number = bisect_right(lines, at - (which != 0), key=lambda line: line.start) - 1
        if number < 0 or lines[number].at < 0:
            return None
        line = lines[number]
        before = len(squeezed(line.text[: at - line.start])) + which
        return line.at + before if 0 <= before < len(line.squeezed) else None

    # ------------------------------------------------------------ finding lines

    def _settle(self, lines: Sequence[_Line]) -> None:
        """Place the lines for which the first order that fits and the last one that fits agree."""
        early = self._in_order(lines)
        late = self._in_reverse(lines)
        for line, one, other in zip(lines, early, late, strict=True):
            if one == other:
                line.at = one

    def _settle_before(self, lines: Sequence[_Line], end: int) -> None:
        """Place a line where it stands last before the text, else where it stands first."""
        for line in lines:
            at = self._last(line.squeezed, 0, end)
            line.at = at if at >= 0 else self._first(line.squeezed, 0)

    def _in_order(self, lines: Sequence[_Line]) -> list[int]:
        behind, found = 0, []
        for line in lines:
            at = self._first(line.squeezed, behind)
            found.append(at)
            behind = behind if at < 0 else at + len(line.squeezed)
        return found

    def _in_reverse(self, lines: Sequence[_Line]) -> list[int]:
        before, found = len(self._shown.text), []
        for line in reversed(lines):
            at = self._last(line.squeezed, 0, before)
            found.append(at)
            before = before if at < 0 else at
        return found[::-1]

    def _first(self, words: str, start: int) -> int:
        at = start - 1
        while words and self._left > 0:
            before, at = at, self._shown.text.find(words, at + 1)
            self._left -= (len(self._shown.text) if at < 0 else at) - before
            if at < 0 or self._whole(at, words):
                return at
        return -1

    def _last(self, words: str, start: int, end: int) -> int:
        while words and self._left > 0:
            at = self._shown.text.rfind(words, start, end)
            self._left -= end - max(at, 0)
            if at < 0 or self._whole(at, words):
                return at
            end = at + len(words) - 1
        return -1

    def _whole(self, at: int, words: str) -> bool:
        """Whether characters begin and end where words do: `as` does not stand in `emas`."""
        gaps = self._shown.gaps
        return bool(gaps[at] and gaps[at + len(words)])


def _lines(part: str, text: str, ends: re.Pattern[str]) -> list[_Line]:
    lines, at = [], 0
    for end in (*(match.span() for match in ends.finditer(text)), (len(text), len(text))):
        line = text[at : end[0]]
        words = squeezed(line)
        if words:
            lines.append(_Line(part, at, line, words))
        at = end[1]
    return lines
