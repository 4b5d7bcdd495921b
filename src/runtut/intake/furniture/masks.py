"""Furniture inside a text that is kept as it is: what to mask, and the bylines read on the way."""

from __future__ import annotations

import re

from runtut.intake.furniture.bylines import read_bylines
from runtut.intake.furniture.kinds import AFTER_STORY, Kind, Position
from runtut.intake.furniture.lines import Line, classify_lines
from runtut.intake.furniture.patterns import Patterns, is_outlet, patterns_of
from runtut.languages import Pack
from runtut.languages.patterns import late
from runtut.record import Byline, Span
from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """Furniture inside a text that is kept verbatim: where it stands, and the bylines read in it."""

    masks: tuple[Span, ...]
    bylines: tuple[Byline, ...] = ()


_CAPITAL_NAME = late(
    r"^[A-Z][A-Z.'’]{1,20}(?: [A-Z][A-Z.'’]{0,20}){1,3}(?:\s?[|,/]\s?[A-Z][A-Z.'’]{1,20}(?: [A-Z][A-Z.'’]{0,20}){1,3})?$"
)
_END_MARK = late(
    r"\((?P<mark>[a-z]{2,6}\d{0,2}(?:[/\-.][a-z]{2,10}\d{0,2}){1,3}|[a-z]{2,5}\d{0,2}|\*{1,3}"
    r"|(?<=[.!?\"”] \()[A-Za-z]{2,6}(?:/(?:[A-Za-z]{2,10}|\*)){1,3})\)(?P<after>[^\n.!?,\"”()]{0,120})$"
)
_LONGEST_POINTER = 300  # characters to the line's end; beyond, the text has lost its line ends
_GLUED = late(r"(?<=[a-z]{4})(?=[A-Z][a-z]{2})|(?<=[a-z]{2}\?)(?=[A-Z])")
_WORD = late(r"[^\W_][\w'’-]*")
_OPENING = '"“'
_SPOKEN = late(r",[\"”]\s?[a-z]")
"""The end of a quotation and the attribution behind it, which titles write large."""
_SENTENCE_STOP = late(r"[.!?](?=[\s\"”’]|$)|\n")


def find_furniture(text: str, pack: Pack) -> Found:
    """Return the furniture inside a text that is kept verbatim, and the bylines read in it.

    Masks are sorted and do not overlap.
    """
    words = patterns_of(pack)
    masks: list[tuple[int, int]] = []
    bylines: list[Byline] = []
    lines = classify_lines(text, pack)
    if not lines:
        return Found(())
    _mask_pasted_head(text, words, pack, masks, bylines)
    in_list = False
    for index, line in enumerate(lines):
        kind = line.kind
        if line.position is Position.TAIL and kind in AFTER_STORY:
            in_list = True
        if kind is not None or in_list:
            masks.append((line.start, line.end))
            if kind is Kind.BYLINE:
                bylines.extend(read_bylines(line.text, pack))
        elif line.position is Position.TAIL and index == len(lines) - 1 and index > 2 and is_upper_name(line.text):
            masks.append((line.start, line.end))
            bylines.extend(Byline(" ".join(n.split())) for n in re.split(r"[|,/]", line.text))
        else:
            _mask_end_mark(line, pack, masks, bylines, final=index >= len(lines) - 3)
    _mask_inline(text, lines[max(0, len(lines) - 4)].start, pack, masks, bylines)
    return Found(_merged(masks), tuple(dict.fromkeys(bylines)))


def is_upper_name(line: str) -> bool:
    """Whether a line is a name (or names) in capitals, as some outlets sign a story on its last line."""
    return _CAPITAL_NAME.match(line) is not None


def _merged(masks: list[tuple[int, int]]) -> tuple[Span, ...]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(masks):
        if start >= end:
            continue
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(Span(a, b) for a, b in merged)


def _mask_end_mark(line: Line, pack: Pack, masks: list[tuple[int, int]], bylines: list[Byline], *, final: bool) -> None:
    """Mask initials or an outlet and a name in brackets that close a paragraph."""
    tail = line.text[-200:]
    offset = line.end - len(tail)
    mark = _END_MARK.search(tail)
    if mark is not None:
        after = mark["after"].strip()
        if not after or "/" in mark["mark"]:
            masks.append((offset + mark.start(), line.end))
        return
    if tail.endswith(")") and (open_at := tail.rfind("(")) > 0:
        bracket = tail[open_at:]
        found = read_bylines(bracket, pack) if final or "/" in bracket else ()
        ended = tail[:open_at].rstrip()[-1:] in '.!?"”’…'
        if not found and ended and final and is_outlet(bracket[1:-1], patterns_of(pack)):
            masks.append((offset + open_at, line.end))
        if found and ended:
            masks.append((offset + open_at, line.end))
            bylines.extend(found)


def _mask_inline(text: str, last_lines: int, pack: Pack, masks: list[tuple[int, int]], bylines: list[Byline]) -> None:
    """Mask furniture that stands in the middle of lines; bylines only from `last_lines` on."""
    words = patterns_of(pack)
    at, size = 0, len(text) + 200
    inline = words.inline.pattern(text)
    while inline is not None and (match := inline.search(text, at)) is not None:
        kind = match.lastgroup if match.lastgroup != "title" else "watch"
        if kind is None:
            break
        start, end = match.start(kind), match.end(kind)
        if kind not in ("gadget", "photo", "bracketed") and not text[start].isupper():
            at = match.end()
            continue
        if kind in ("insert", "pager") or (kind == "watch" and match["title"] is None):
            begin = end
            stop = _SENTENCE_STOP.search(text, begin, begin + 300)
            end = _line_end(text, begin, 300) if stop is None else stop.start() + (text[stop.start()] != "\n")
            if kind == "insert":
                end = _title_end(text, begin, end, words)
            end = _before_quotation(text, start, end)
        elif kind == "reprint":
            line_end = _line_end(text, end)
            stop = _SENTENCE_STOP.search(text, end, end + 300) if line_end - end > _LONGEST_POINTER else None
            end = line_end if stop is None else stop.end()
        elif kind == "byline":
            line_end = _line_end(text, end, 200) if start >= last_lines else size
            found = read_bylines(text[start:line_end], pack) if line_end - start <= 160 else ()
            if not found:
                at = match.end()
                continue
            end = line_end
            bylines.extend(found)
        while text[end - 1].isspace():
            end -= 1
        masks.append((start, end))
        at = max(end, match.end())


def _title_end(text: str, start: int, end: int, words: Patterns) -> int:
    """Return where a title ends that runs on into the story's next sentence, its full stop lost.

    The sentence is glued on (`Naik TajamWarga ...`), or follows a title in capitals (`Harga Cabai Naik Warga
    sudah lama ...`): three words in a row in lower case that titles would write large tell it from the title.
    """
    glued = _GLUED.search(text, start, end)
    if glued is not None:
        return glued.start()
    before: re.Match[str] | None = None
    small = large = seen = 0
    for word in _WORD.finditer(text, start, end):
        if word.group()[0].isupper():
            before, small, large, seen = word, 0, 0, seen + 1
        elif before is not None and word.group()[0].islower():
            small += 1
            large += word.group() not in words.small_words
            if small >= 3 and large >= 2:
                return before.start() if seen > 3 else end
        else:
            small = large = 0
    return end


def _before_quotation(text: str, start: int, end: int) -> int:
    """Return where a title ends that ran into a quotation of the story's: before the mark that opens it."""
    spoken = _SPOKEN.search(text, start, end)
    if spoken is not None:
        opened = max(text.rfind(mark, start, spoken.start()) for mark in _OPENING)
    elif text.count('"', start, end) % 2:
        opened = text.rfind('"', start, end)
    else:
        opened = text.rfind("“", start, end)
        if opened >= 0 and (text.find("”", opened, end) >= 0 or text.find('"', opened, end) >= 0):
            return end
    return opened if opened > start else end


def _line_end(text: str, at: int, most: int = 1 << 40) -> int:
    """Return where the line ends, looking no further than `most` characters."""
    end = text.find("\n", at, at + most)
    return min(len(text), at + most) if end < 0 else end


_PASTED_OUTLET = late(r"(?<=\s)[A-Z][A-Z0-9]{2,20}(?:\.[A-Z]{2,4}){1,2}\b(?=[^\n\-–—]{0,40}[-–—])")
_PASTED_PLACE = late(r"(?<=\s)[A-Z][\w.]{1,20} - (?=[\"“A-Z0-9])")


def _mask_pasted_head(
    text: str, words: Patterns, pack: Pack, masks: list[tuple[int, int]], bylines: list[Byline]
) -> None:
    """Mask title, name, date and credit run together before the dateline of a text that lost its line ends."""
    head = text[:500].split("\n", 1)[0]
    if words.label_at_start.match(head) or words.report_word.match(head):
        opening = _PASTED_OUTLET.search(head, 8, 160)
        if opening is not None and (found := read_bylines(head[: opening.start()], pack)):
            masks.append((0, opening.start()))
            bylines.extend(found)
            return
    date = words.pasted_head.search(head)
    if date is None:
        return
    end = date.end()
    dateline = _PASTED_PLACE.search(head, end, end + 160)
    if dateline is not None:
        between = head[end : dateline.start()].strip()
        if not between or words.credit_word.search(between):
            end = dateline.start()
    masks.append((0, end))
