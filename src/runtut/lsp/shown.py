"""What of a document its readers see, character by character, each with the place in the document that it stands for.

Spaces and characters without width are left out: a story has its own, and everything else of it stands in the document in the
same order. Where markup or a space stood between two characters is kept, for words begin and end there.
"""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

from runtut.intake.markdown import traced
from runtut.intake.page.blocks import INLINE
from runtut.values import dataclass

_RUN = re.compile(r"[^\s\u00ad\u200b-\u200f\u2060\ufeff]+")
_NO_WIDTH = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
_UNREAD = frozenset({"script", "style"})


def is_seen(character: str) -> bool:
    """Whether a character counts: no space, and of some width."""
    return not character.isspace() and character not in _NO_WIDTH


_DROPPED = dict.fromkeys(map(ord, _NO_WIDTH))


def squeezed(text: str) -> str:
    """Return the characters of a text that count."""
    return "".join(text.split()).translate(_DROPPED)


@dataclass(slots=True)
class Shown:
    """The characters seen: their places `[starts, ends)` in the document, and before which of them there is a gap.

    `gaps` has one more entry than `text` has characters: there is always one behind the last.
    """

    text: str
    starts: list[int]
    ends: list[int]
    gaps: bytearray


class _Making:
    def __init__(self) -> None:
        self.seen: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.gaps = bytearray()
        self.gap = True

    def add(self, text: str, at: int) -> None:
        """Add a stretch that stands in the document as it is, from `at` on."""
        behind = 0
        for run in _RUN.finditer(text):
            start, end = run.span()
            self.gap = self.gap or (start > behind and text[behind:start].translate(_DROPPED) != "")
            self.seen.append(run[0])
            self.starts += range(at + start, at + end)
            self.ends += range(at + start + 1, at + end + 1)
            self.gaps.append(self.gap)
            self.gaps += bytes(end - start - 1)
            self.gap = False
            behind = end
        self.gap = self.gap or text[behind:].translate(_DROPPED) != ""

    def add_one(self, characters: str, start: int, end: int) -> None:
        """Add what a stretch of the document stands for."""
        for character in characters:
            if not is_seen(character):
                self.gap = self.gap or character.isspace()
                continue
            self.seen.append(character)
            self.starts.append(start)
            self.ends.append(end)
            self.gaps.append(self.gap)
            self.gap = False

    def shown(self) -> Shown:
        self.gaps.append(1)
        return Shown("".join(self.seen), self.starts, self.ends, self.gaps)


def shown(text: str, kind: str) -> Shown:
    """Return what is seen of a document of one kind: "text", "markdown" or "html"."""
    if kind == "html":
        return _of_page(text)
    making = _Making()
    if kind == "markdown":
        for start, end in traced(text):
            making.gap = True
            making.add(text[start:end], start)
    else:
        making.add(text, 0)
    return making.shown()


class _Page(HTMLParser):
    """Walks through a page's source and notes its text, references to characters read."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=False)
        self.making = _Making()
        self._text = text
        self._lines = [0]
        self._lines += (end.end() for end in re.finditer("\n", text))
        self._unread = 0

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self._unread += tag in _UNREAD
        self._tag(tag)

    def handle_startendtag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        self._tag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._unread = max(0, self._unread - (tag in _UNREAD))
        self._tag(tag)

    def _tag(self, tag: str) -> None:
        self.making.gap = self.making.gap or tag not in INLINE

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.making.add(data, self._at())

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def _reference(self, written: str) -> None:
        at = self._at()
        closed = self._text.startswith(";", at + len(written))
        end = at + len(written) + closed
        if not self._unread:
            self.making.add_one(unescape(written + ";" * closed), at, end)


def _of_page(text: str) -> Shown:
    page = _Page(text)
    page.feed(text)
    page.close()
    return page.making.shown()
