"""Places in a document as editors count them: lines, and characters in the units the editor asked for.

A line ends with LF, CR or CRLF and with nothing else, as the protocol has it: a story's U+2028 ends no line. Characters are
UTF-16 units unless editor and server have agreed on UTF-8 or UTF-32. Source: Language Server Protocol 3.17.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from lsprotocol import types

_END = re.compile(r"\r\n|\r|\n")

Encoding = types.PositionEncodingKind | str


class Lines:
    """A text and where its lines begin.

    Args:
        text: the document.
        encoding: what a character of a position counts: "utf-16", "utf-8" or "utf-32".
    """

    def __init__(self, text: str, encoding: Encoding = types.PositionEncodingKind.Utf16) -> None:
        self.text = text
        self.encoding = encoding
        self._starts = [0]
        self._ends: list[int] = []
        for end in _END.finditer(text):
            self._ends.append(end.start())
            self._starts.append(end.end())
        self._ends.append(len(text))

    def position(self, offset: int) -> types.Position:
        """Return the place of a code point; one inside a line end counts as the end of its line."""
        line = bisect_right(self._starts, offset) - 1
        start = self._starts[line]
        before = self.text[start : min(max(offset, start), self._ends[line])]
        return types.Position(line, units(before, self.encoding))

    def range(self, start: int, end: int) -> types.Range:
        """Return the stretch between two code points."""
        return types.Range(self.position(start), self.position(end))

    def offset(self, position: types.Position) -> int:
        """Return the code point of a place; one beyond the end of its line is that end, inside a character its beginning."""
        if position.line >= len(self._starts):
            return len(self.text)
        start, end = self._starts[position.line], self._ends[position.line]
        if self.encoding == types.PositionEncodingKind.Utf32 or self.text.isascii():
            return min(start + position.character, end)
        left, at = position.character, start
        while at < end:
            left -= units(self.text[at], self.encoding)
            if left < 0:
                break
            at += 1
        return at


def units(text: str, encoding: Encoding) -> int:
    """Return how many units of an encoding a text takes."""
    if encoding == types.PositionEncodingKind.Utf32 or text.isascii():
        return len(text)
    if encoding == types.PositionEncodingKind.Utf8:
        return len(text.encode("utf-8", "surrogatepass"))
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def changed(
    text: str,
    changes: Sequence[types.TextDocumentContentChangePartial | types.TextDocumentContentChangeWholeDocument],
    encoding: Encoding,
) -> str:
    """Return a document after changes, each of which counts from what the one before it left."""
    for change in changes:
        if isinstance(change, types.TextDocumentContentChangePartial):
            lines = Lines(text, encoding)
            start, end = lines.offset(change.range.start), lines.offset(change.range.end)
            text = text[:start] + change.text + text[max(start, end) :]
        else:
            text = change.text
    return text
