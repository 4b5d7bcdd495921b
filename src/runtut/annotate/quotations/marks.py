"""Quotation marks: which opens, which closes, and what stands between them.

Marks are read paragraph by paragraph. What a mark does is told by what stands around it (white space before
it opens, white space or punctuation behind it closes); its glyph decides only where that does not.
"""

from __future__ import annotations

import re
from enum import Enum

from runtut.languages.patterns import late
from runtut.values import dataclass

MARKS = "\"“”„‟«»＂″‘’‚‛'`´"
_DOUBLE = '"“”„‟«»＂″'
_PARAGRAPH = late(r"[^\n]+")
_MARK = late(r"``|''|´´|,,(?=\w)|â€(?:œ|\x9d|(?![™˜“”]))|[\"“”„‟«»＂″]{1,3}|[‘’‚‛'`´]")
"""Also `â€œ` and `â€`: curly marks in UTF-8 that a page showed in another encoding."""
_ANY = late(f"[{MARKS}â]")
_TOO_MANY = 400
"""Marks in one paragraph beyond which it is no prose."""
_NESTED_REACH = 400
_CARRIED = 12
"""Paragraphs with no mark that a quotation left open may go on through: a letter, a decree."""
_LOOKS = 2000
"""Characters of the next paragraph in which the mark is looked for that closes a quotation opened at this one's end."""
_NESTS = 16
"""Marks inside a quotation beyond which no pairs are looked for in it."""
_OPENS_BEFORE = "([{—–-/"
_CLOSES_BEFORE = ".,;:!?)]}—–…"


@dataclass(slots=True)
class Marked:
    """What stands between two marks. `opening` and `closing` are spans of the marks, None where there is none.

    `running` says that the quotation goes on in the next paragraph, which opens with a mark again.
    """

    start: int
    end: int
    opening: tuple[int, int] | None
    closing: tuple[int, int] | None
    double: bool = True
    running: bool = False
    orphan: bool = False


class _Role(Enum):
    """What a mark does by what stands around it."""

    OPENS = "opens"
    CLOSES = "closes"
    EITHER = "either"


@dataclass(slots=True)
class _Event:
    """One mark `[start, end)` and what it does; `several` where it is written as double marks side by side."""

    start: int
    end: int
    role: _Role
    double: bool
    several: bool = False

    @property
    def count(self) -> int:
        """How many double marks stand side by side here."""
        return self.end - self.start if self.several else 1


def read_marks(text: str, split: re.Pattern[str], cue: re.Pattern[str]) -> list[Marked]:
    """Return what stands between quotation marks, in order of position; nested pieces are left out.

    `split` matches where an attribution begins inside a quotation that nothing closes: `"Harga naik, kata Budi`;
    `cue` matches the attribution itself, behind a mark set off by a slip of the space bar: `naik, "kata Budi`.
    """
    found: list[Marked] = []
    carried: Marked | None = None
    age = 0
    for paragraph in _PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        marked = _ANY.search(text, start, end) is not None or text.find(",,", start, end) != -1
        events = _events(text, start, end) if marked else []
        if events:
            carried = _Paragraph(text, start, end, events, split, cue).read(found, carried, age)
            age = 0
        elif carried is not None and paragraph.group().strip():
            age += 1
            if age > _CARRIED:
                carried = None
    found.sort(key=lambda each: each.start)
    end = 0
    for each in found:
        if each.orphan and each.start < end:
            each.start = min(end, each.end)  # what nothing opened begins behind the pair before it
        end = max(end, each.closing[1] if each.closing else each.end)
    return found


# ---------------------------------------------------------------- what a mark does


def _events(text: str, start: int, end: int) -> list[_Event]:
    """Return the marks of a paragraph that open or close something; none where it holds too many to be prose."""
    events: list[_Event] = []
    for mark in _MARK.finditer(text, start, end):
        if len(events) > _TOO_MANY:
            return []
        glyph = mark.group()
        double = glyph[0] in _DOUBLE or len(glyph) > 1
        role = _role(glyph, *_around(text, mark.start(), mark.end(), start, end), double=double)
        if role is not None:
            several = glyph[0] in _DOUBLE and len(glyph) > 1
            events.append(_Event(mark.start(), mark.end(), role, double, several))
    return events


def _around(text: str, at: int, past: int, start: int, end: int) -> tuple[str, str]:
    """Return the characters before and behind a mark; another mark beside it is looked through."""
    left = text[at - 1] if at > start else " "
    right = text[past] if past < end else " "
    if left in MARKS and at - 1 > start:
        left = text[at - 2] if text[at - 2] not in MARKS else left
    elif left in MARKS:
        left = " "
    if right in MARKS:
        right = text[past + 1] if past + 1 < end else " "
    return left, right


def _role(glyph: str, left: str, right: str, *, double: bool) -> _Role | None:
    """Return what a mark does, or None where it is an apostrophe or stands alone."""
    before = left.isspace() or left in _OPENS_BEFORE
    behind = right.isspace() or (right in _CLOSES_BEFORE and not (before and right in ".…—–("))
    if before and not behind:
        return _Role.OPENS
    if behind and not before:
        return _Role.CLOSES
    if double:
        return _Role.OPENS if before and behind and glyph[0] in "“„«" else _Role.EITHER
    if before and behind:
        return None
    if left.isalnum() and right.isalnum():
        return None
    return _Role.CLOSES if glyph == "’" else _Role.EITHER


# ---------------------------------------------------------------- which mark belongs to which


class _Paragraph:
    """Pairs the marks of one paragraph."""

    def __init__(
        self, text: str, start: int, end: int, events: list[_Event], split: re.Pattern[str], cue: re.Pattern[str]
    ) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.split = split
        self.cue = cue
        self.doubles = [e for e in events if e.double]
        self.singles = [e for e in events if not e.double]
        self.made: list[Marked] = []

    def read(self, found: list[Marked], carried: Marked | None, age: int) -> Marked | None:
        """Add what stands between marks to `found`; return the quotation left open at the paragraph's end.

        `carried` is the one left open before it, `age` paragraphs without a mark ago: it may close here, or go on
        behind a mark that opens again.
        """
        if carried is not None and not self._closes(carried, age):
            return carried
        left = self._pair_doubles()
        self._pair_singles()
        found.extend(self.made)
        return left

    def _closes(self, carried: Marked, age: int) -> bool:
        """Take the mark that closes or reopens a quotation carried in; False where the whole paragraph is inside it."""
        if not self.doubles:
            closer = self._single_close(carried.start, self.end)
            if closer is None:
                return False
            carried.end, carried.closing = closer.start, (closer.start, closer.end)
            self.singles = [s for s in self.singles if s.start > closer.start]
            return True
        first = self.doubles[0]
        at_head = not self.text[self.start : first.start].strip()
        if first.role is _Role.CLOSES or (first.role is _Role.EITHER and not at_head and not age):
            carried.end, carried.closing = first.start, (first.start, first.end)
            self.doubles = self.doubles[1:]
        elif at_head and not age:
            carried.running = True
        return True

    def _pair_doubles(self) -> Marked | None:
        text, doubles = self.text, self.doubles
        opened: _Event | None = None
        index = 0
        while index < len(doubles):
            event = doubles[index]
            index += 1
            if opened is None:
                if event.role is not _Role.CLOSES:
                    opened = event
                elif not self._measures(event):
                    self.made.append(self._orphan(event))
            elif event.role is _Role.OPENS and self.cue.match(text, event.end) is None:
                past = self._past_nested(opened, index - 1)
                if past is not None:
                    self.made.append(_outer(opened, doubles[past]))
                    opened, index = None, past + 1
                    continue
                if self._goes_on(opened, index - 1):
                    break
                self.made.append(self._unclosed(opened, event.start))
                opened = event
            elif self._measures(event) and index < len(doubles) and doubles[index].role is _Role.CLOSES:
                continue
            else:
                self.made.append(Marked(opened.end, event.start, (opened.start, opened.end), (event.start, event.end)))
                opened = None
        if opened is None:
            return self._opens_next()
        last = self._unclosed(opened, self.end)
        self.made.append(last)
        return last if last.closing is None and not text[last.end : self.end].strip() else None

    def _opens_next(self) -> Marked | None:
        """Return the quotation that the next paragraph closes, where its opening mark stayed behind at this one's end.

        So pages show it that break their lines behind a mark: `... kata Ratmi."`, and then `Kami pulang," ujar Darma.`
        """
        text = self.text
        last = self.made[-1] if self.made else None
        if last is None or not last.orphan or last.closing is None or text[last.closing[1] : self.end].strip():
            return None
        follows = _PARAGRAPH.search(text, self.end)
        if follows is None:
            return None
        until = min(follows.end(), follows.start() + _LOOKS)
        marks = (m for m in _MARK.finditer(text, follows.start(), until) if m.group()[0] in _DOUBLE or len(m[0]) > 1)
        first = next(marks, None)
        if first is None:
            return None
        if _role(first.group(), *_around(text, *first.span(), *follows.span()), double=True) is not _Role.CLOSES:
            return None
        self.made.pop()
        opened = Marked(follows.start(), follows.end(), last.closing, None)
        self.made.append(opened)
        return opened

    def _past_nested(self, opened: _Event, index: int) -> int | None:
        """Return the index of the mark that closes an open pair in which others open from `index` on and all close.

        None where they do not, or where an attribution stands before them: then the open pair was never closed.
        """
        depth = 1
        for at in range(index, min(len(self.doubles), index + _NESTS)):
            event = self.doubles[at]
            opens = event.role is _Role.OPENS or (event.role is _Role.EITHER and depth == 1)
            depth += 1 if opens else -event.count
            if depth <= 0:
                return at if self.split.search(self.text, opened.end, self.doubles[index].start) is None else None
        return None

    def _goes_on(self, opened: _Event, index: int) -> bool:
        """Whether a paragraph's first mark stays open to its end around whole pairs from `index` on.

        So it does where the paragraph is one of a quotation that each paragraph opens again, as the next one does.
        """
        text = self.text
        if text[self.start : opened.start].strip() or len(self.doubles) - index > _NESTS:
            return False
        depth = 1
        for event in self.doubles[index:]:
            depth += 1 if event.role is _Role.OPENS or (event.role is _Role.EITHER and depth == 1) else -event.count
            if depth < 1:
                return False
        if depth > 1 or self.split.search(text, opened.end, self.end) is not None:
            return False
        follows = _PARAGRAPH.search(text, self.end)
        return follows is not None and follows.group().lstrip().startswith(text[opened.start : opened.end])

    def _measures(self, event: _Event) -> bool:
        """Whether a mark stands behind a figure as inches or minutes do: `27"`, `5'10"`."""
        return event.start > self.start and self.text[event.start - 1].isdigit()

    def _orphan(self, event: _Event) -> Marked:
        """Return the words before a closing mark that nothing opened."""
        text = self.text
        begin = max([self.start, *(m.closing[1] if m.closing else m.end for m in self.made)])
        if begin > self.start:
            stop = max(text.rfind(". ", begin, event.start), text.rfind("? ", begin, event.start), begin - 2)
            begin = stop + 2 if stop >= begin else begin
        while begin < event.start and text[begin].isspace():
            begin += 1
        return Marked(begin, event.start, None, (event.start, event.end), orphan=True)

    def _unclosed(self, opened: _Event, limit: int) -> Marked:
        """Return the words behind an opening mark that no double mark closes, up to their attribution or `limit`."""
        opening = (opened.start, opened.end)
        closer = self._single_close(opened.end, limit)
        if closer is not None:
            return Marked(opened.end, closer.start, opening, (closer.start, closer.end))
        cut = self.split.search(self.text, opened.end, limit)
        end = limit if cut is None else cut.start() + 1
        while end > opened.end and self.text[end - 1].isspace():
            end -= 1
        return Marked(opened.end, end, opening, None)

    def _single_close(self, after: int, limit: int) -> _Event | None:
        """Return the single mark that closes what a double mark opened: `“... itu,' ujarnya`."""
        pending = 0
        for single in self.singles:
            if single.start <= after:
                continue
            if single.start >= limit:
                return None
            if single.role is _Role.OPENS:
                pending += 1
            elif pending:
                pending -= 1
            elif self.text[single.start - 1] in ",.!?":
                return single
        return None

    def _pair_singles(self) -> None:
        """Add what stands between single marks outside double ones."""
        text = self.text
        taken = sorted(
            (m.opening[0] if m.opening else m.start, m.closing[1] if m.closing else m.end) for m in self.made
        )
        opened: _Event | None = None
        inside = 0
        ended = self.start
        for single in self.singles:
            while inside < len(taken) and taken[inside][1] <= single.start:
                inside += 1
            if inside < len(taken) and taken[inside][0] <= single.start:
                opened = None
            elif single.role is _Role.OPENS or (single.role is _Role.EITHER and opened is None):
                opened = single
            elif opened is not None:
                around = (
                    inside > 0 and taken[inside - 1][0] >= opened.end
                )  # a double pair stands between: it is the quotation
                if not around and (single.start - opened.end <= _NESTED_REACH or text[single.start - 1] in ",.!?"):
                    pair = (opened.start, opened.end), (single.start, single.end)
                    self.made.append(Marked(opened.end, single.start, *pair, double=False))
                    ended = single.end
                opened = None
            elif text[single.start - 1] == "," and not text[single.end : single.end + 1].strip():
                begin = max(self.start, text.rfind(" ", self.start, max(self.start, single.start - 1)) + 1)
                begin = max(begin, ended, taken[inside - 1][1] if inside else begin)
                closing = (single.start, single.end)
                self.made.append(Marked(begin, single.start, None, closing, double=False, orphan=True))


def _outer(opened: _Event, closing: _Event) -> Marked:
    """Return a pair that others stand in; of marks side by side at its end, the last closes it."""
    last = closing.end - 1 if closing.several else closing.start
    return Marked(opened.end, last, (opened.start, opened.end), (last, closing.end))


__all__ = ["MARKS", "Marked", "read_marks"]
