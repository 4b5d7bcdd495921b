"""Quotation marks: which opens, which closes, and what stands between them.

Marks are read paragraph by paragraph. What a mark does is told by what stands around it (white space before
it opens, white space or punctuation behind it closes); its glyph decides only where that does not.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from runtut.languages import Pack

MARKS = "\"“”„‟«»＂″‘’‚‛'`´"
_DOUBLE = '"“”„‟«»＂″'
_PARAGRAPH = re.compile(r"[^\n]+")
_MARK = re.compile(r"``|''|´´|,,(?=\w)|[\"“”„‟«»＂″]{1,3}|[‘’‚‛'`´]")
_TOO_MANY = 400
"""Marks in one paragraph beyond which it is no prose."""
_NESTED_REACH = 400
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


@dataclass(slots=True)
class _Event:
    start: int
    end: int
    role: str  # O opens, C closes, ? either
    double: bool


@cache
def split_pattern(pack: Pack) -> re.Pattern[str]:
    """Return the pattern of an attribution inside what looks like a quotation: `, kata Budi`."""
    words = "|".join(sorted(map(re.escape, pack.quotations.cues), key=len, reverse=True))
    return re.compile(
        rf"(?:,|[.!?](?=\s+[a-z]))\s?(?=(?:{words})(?:{pack.quotations.suffix}\b|\s+(?:[A-Z]|{'|'.join(pack.quotations.pronouns)})))"
    )


def read_marks(text: str, pack: Pack) -> list[Marked]:
    """Return what stands between quotation marks, in order of position; nested pieces are left out."""
    found: list[Marked] = []
    paragraphs = [m.span() for m in _PARAGRAPH.finditer(text)]
    carried: Marked | None = None
    age = 0
    for start, end in paragraphs:
        events = _events(text, start, end)
        if not events:
            if carried is not None and text[start:end].strip():
                age += 1
                if age > 3:
                    carried = None
            continue
        carried = _paragraph(text, start, end, events, found, carried, split_pattern(pack))
        age = 0
    found.sort(key=lambda each: each.start)
    return found


def _events(text: str, start: int, end: int) -> list[_Event]:
    events: list[_Event] = []
    for mark in _MARK.finditer(text, start, end):
        if len(events) > _TOO_MANY:
            return []
        glyph = mark.group()
        left = text[mark.start() - 1] if mark.start() > start else " "
        right = text[mark.end()] if mark.end() < end else " "
        if left in MARKS and mark.start() - 1 > start:  # the mark before is transparent
            left = text[mark.start() - 2] if text[mark.start() - 2] not in MARKS else left
        elif left in MARKS:
            left = " "
        if right in MARKS:
            right = text[mark.end() + 1] if mark.end() + 1 < end else " "
        double = glyph[0] in _DOUBLE or len(glyph) == 2
        before = left.isspace() or left in _OPENS_BEFORE
        after = right.isspace() or (right in _CLOSES_BEFORE and not (before and right in ".…—–("))
        if before and not after:
            role = "O"
        elif after and not before:
            role = "C"
        elif not double:
            if not before and not after and (left.isalnum() and right.isalnum()):
                continue  # an apostrophe
            role = "C" if glyph == "’" else "?"
            if before and after:
                continue
        elif before and after:
            role = "O" if glyph[0] in "“„«" else "?"
        else:
            role = "?"
        events.append(_Event(mark.start(), mark.end(), role, double))
    return events


def _paragraph(
    text: str,
    start: int,
    end: int,
    events: list[_Event],
    found: list[Marked],
    carried: Marked | None,
    split: re.Pattern[str],
) -> Marked | None:
    """Add what stands between marks in one paragraph; return the quotation left open at its end."""
    doubles = [e for e in events if e.double]
    singles = [e for e in events if not e.double]
    if carried is not None:
        first = doubles[0] if doubles else None
        reopened = first is not None and first.role != "C" and not text[start : first.start].strip()
        if first is not None and (first.role == "C" or (first.role == "?" and not reopened)):
            carried.end, carried.closing = first.start, (first.start, first.end)
            doubles = doubles[1:]
        elif reopened:
            carried.running = True
        elif first is None:
            closer = _single_close(text, carried.start, singles)
            if closer is not None:
                carried.end, carried.closing = closer.start, (closer.start, closer.end)
                singles = [s for s in singles if s.start > closer.start]
            else:
                singles = []
                return carried
    made: list[Marked] = []
    open_: _Event | None = None
    index = 0
    while index < len(doubles):
        event = doubles[index]
        index += 1
        if open_ is None:
            if event.role == "C":
                if not _inch(text, event, start):
                    made.append(_orphan(text, start, event, made))
                continue
            open_ = event
        elif event.role == "O":
            if (
                index + 1 < len(doubles)
                and doubles[index].role == "C"
                and doubles[index + 1].role == "C"
                and split.search(text, open_.end, event.start) is None
            ):
                index += 1  # marks inside marks
                continue
            made.append(_unclosed(text, open_, event.start, singles, split))
            open_ = event
        elif _inch(text, event, start) and any(e.role == "C" for e in doubles[index : index + 1]):
            continue
        else:
            made.append(Marked(open_.end, event.start, (open_.start, open_.end), (event.start, event.end)))
            open_ = None
    left: Marked | None = None
    if open_ is not None:
        last = _unclosed(text, open_, end, singles, split)
        made.append(last)
        if last.closing is None and not text[last.end : end].strip():
            left = last
    made.extend(_singles(text, singles, made, start))
    found.extend(made)
    return left


def _inch(text: str, event: _Event, start: int) -> bool:
    """Whether a mark stands behind a figure as inches or minutes do: `27"`, `5'10"`."""
    return event.start > start and text[event.start - 1].isdigit()


def _orphan(text: str, start: int, event: _Event, made: list[Marked]) -> Marked:
    """Return the words before a closing mark that nothing opened."""
    begin = max([start, *(m.closing[1] if m.closing else m.end for m in made)])
    if begin > start:
        stop = max(text.rfind(". ", begin, event.start), text.rfind("? ", begin, event.start), begin - 2)
        begin = stop + 2 if stop >= begin else begin
    while begin < event.start and text[begin].isspace():
        begin += 1
    return Marked(begin, event.start, None, (event.start, event.end), orphan=True)


def _unclosed(text: str, opened: _Event, limit: int, singles: list[_Event], split: re.Pattern[str]) -> Marked:
    closer = _single_close(text, opened.end, [s for s in singles if s.start < limit])
    if closer is not None:
        return Marked(opened.end, closer.start, (opened.start, opened.end), (closer.start, closer.end))
    cut = split.search(text, opened.end, limit)
    end = limit
    if cut is not None:
        end = cut.start() + 1
    while end > opened.end and text[end - 1].isspace():
        end -= 1
    return Marked(opened.end, end, (opened.start, opened.end), None)


def _single_close(text: str, after: int, singles: list[_Event]) -> _Event | None:
    """Return the single mark that closes what a double mark opened: `“... itu,' ujarnya`."""
    pending = 0
    for single in singles:
        if single.start <= after:
            continue
        if single.role == "O":
            pending += 1
        elif pending:
            pending -= 1
        elif text[single.start - 1] in ",.!?":
            return single
    return None


def _singles(text: str, singles: list[_Event], doubles: list[Marked], start: int) -> list[Marked]:
    """Return what stands between single marks outside double ones."""
    made: list[Marked] = []
    open_: _Event | None = None
    inside = 0
    spans = sorted((m.opening[0] if m.opening else m.start, m.closing[1] if m.closing else m.end) for m in doubles)
    for single in singles:
        while inside < len(spans) and spans[inside][1] <= single.start:
            inside += 1
        if inside < len(spans) and spans[inside][0] <= single.start < spans[inside][1]:
            open_ = None
            continue
        if single.role in "O?" and (open_ is None or single.role == "O"):
            open_ = single
        elif single.role in "C?" and open_ is not None:
            if single.start - open_.end <= _NESTED_REACH or text[single.start - 1] in ",.!?":
                made.append(
                    Marked(open_.end, single.start, (open_.start, open_.end), (single.start, single.end), double=False)
                )
            open_ = None
        elif single.role == "C" and text[single.start - 1] in ",.!?" and not text[single.end : single.end + 1].strip():
            begin = max(start, text.rfind(" ", start, max(start, single.start - 1)) + 1)
            made.append(Marked(begin, single.start, None, (single.start, single.end), double=False, orphan=True))
    return made


__all__ = ["MARKS", "Marked", "read_marks", "split_pattern"]
