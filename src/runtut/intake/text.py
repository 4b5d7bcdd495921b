"""Plain text as copied from a page: title, byline, date line and captions, then the text, then lists.

Text that is only prose comes through as it is. Where there is furniture around or between the paragraphs,
the story's text is the paragraphs joined by blank lines, each as written.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import field, replace

from runtut.i18n import N_
from runtut.intake.copied import Copied, capitalised, find_copied
from runtut.intake.encoding import decode
from runtut.intake.furniture import (
    AFTER_STORY,
    MOST_LINES,
    Kind,
    Line,
    Position,
    classify,
    classify_lines,
    find_furniture,
    is_modified_line,
    is_prose,
    is_upper_name,
    looks_like_name,
    read_bylines,
    read_credit,
    read_date_line,
    same_words,
    split_dateline,
    without_title_label,
)
from runtut.languages import Pack, known_languages, load_pack
from runtut.languages.patterns import late
from runtut.record import Byline, Caption, SourceError, Story
from runtut.values import dataclass

_NEWLINES = late(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_STOPS = ".,;:…"
_EVIDENCE = (Kind.BYLINE, Kind.DATE, Kind.CREDIT, Kind.CAPTION)
_LONGEST_TITLE = 200


def read_text(
    data: bytes | str,
    *,
    id: str,  # noqa: A002 -- the contract's name
    source: str,
    language: str = "id",
    published: dt.date | None = None,
) -> Story:
    """Return the story in a plain text.

    `published` serves where the text has no date line.

    Raises:
        SourceError: nothing in it, or it is not text.
    """
    text = decode(data, source=source) if isinstance(data, bytes) else data
    return read_draft(Draft(text), id=id, source=source, language=language, published=published)


@dataclass(frozen=True, slots=True)
class Draft:
    """A text with what its format says of it; what the format leaves out is read from the lines.

    `headed` tells that the text may have a header under a title that the format gives.
    """

    text: str
    title: str | None = None
    published: dt.date | None = None
    modified: dt.date | None = None
    outlet: str | None = None
    url: str | None = None
    section: str | None = None
    language: str | None = None
    bylines: tuple[Byline, ...] = ()
    captions: tuple[Caption, ...] = ()
    headed: bool = False


@dataclass(slots=True)
class _Parts:
    title: str | None
    published: dt.date | None = None
    modified: dt.date | None = None
    bylines: list[Byline] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    paragraphs: list[Line] = field(default_factory=list)
    taken: bool = False

    def add_caption(self, text: str, credit: str | None) -> None:
        """Add a caption once; a credit alone belongs to the caption before it."""
        self.taken = True
        if not text:
            if credit and self.captions and self.captions[-1].credit is None:
                self.captions[-1] = replace(self.captions[-1], credit=credit)
            return
        for index, known in enumerate(self.captions):
            if same_words(known.text, text):
                if known.credit is None and credit:
                    self.captions[index] = replace(known, credit=credit)
                return
        self.captions.append(Caption(text, credit))


def read_draft(
    draft: Draft,
    *,
    id: str,  # noqa: A002 -- the contract's name
    source: str,
    language: str = "id",
    published: dt.date | None = None,
) -> Story:
    """Return the story of a draft: its header, captions, trailing lists and furniture taken apart.

    Raises:
        SourceError: kind "empty", where no text is left.
    """
    text = unwrap(_NEWLINES.sub("\n", draft.text.removeprefix("\ufeff")))
    if not text.strip():
        raise SourceError(N_("{source}: empty; there is nothing to read in it"), kind="empty", source=source)
    code = draft.language or language
    story = Story(
        id,
        text,
        title=draft.title,
        published=draft.published or published,
        modified=draft.modified,
        outlet=draft.outlet,
        url=draft.url,
        language=code,
        section=draft.section,
        bylines=draft.bylines,
        captions=draft.captions,
        source=source,
    )
    if code not in known_languages():
        return story
    pack = load_pack(code)
    parts = _take_apart(text, draft, pack)
    if parts.taken and parts.paragraphs:
        text = "\n\n".join(line.text for line in parts.paragraphs)
    dateline = split_dateline(parts.paragraphs[0].text, pack) if parts.paragraphs else None
    found = find_furniture(text, pack)
    return replace(
        story,
        text=text,
        title=without_title_label(parts.title, pack) if parts.title is not None else None,
        published=draft.published or parts.published or published,
        modified=draft.modified or parts.modified,
        outlet=draft.outlet or (dateline.outlet if dateline is not None else None),
        dateline=dateline.text if dateline is not None else None,
        bylines=draft.bylines or tuple(dict.fromkeys([*parts.bylines, *found.bylines])),
        captions=tuple(parts.captions),
        masks=found.masks,
    )


def _take_apart(text: str, draft: Draft, pack: Pack) -> _Parts:
    lines = classify_lines(text, pack)
    copied: Copied | None = None
    if draft.title is None:
        copied = find_copied(lines, pack)
    elif draft.headed and lines:
        titled = lines[0].kind is None and same_words(lines[0].text, draft.title)
        copied = find_copied(lines if titled else classify_lines(f"{draft.title}\n{text}", pack), pack)
    if copied is not None and (draft.title is None or same_words(copied.title, draft.title)):
        parts = _Parts(copied.title, copied.published, copied.modified, list(copied.bylines), taken=True)
        for caption in (*draft.captions, *copied.captions):
            parts.add_caption(caption.text, caption.credit)
        _read_body(copied.body, parts, pack)
        return parts
    lines = _with_long_title(lines, text, draft.title, pack)
    first = next((i for i, line in enumerate(lines) if line.position is not Position.HEAD), len(lines))
    parts = _Parts(draft.title, captions=list(draft.captions))
    if not any(line.position is not Position.HEAD for line in lines):
        first = 0
    _read_head(lines[:first], text, parts, pack)
    _read_body(lines[first:], parts, pack)
    return parts


def _read_body(lines: Sequence[Line], parts: _Parts, pack: Pack) -> None:
    in_list = False
    for index, line in enumerate(lines):
        if line.position is Position.TAIL and index and lines[index - 1].kind is Kind.BYLINE and line.kind is None:
            moment = read_date_line(line.text, pack)  # under who made the story, and so no line of a schedule
            if isinstance(moment, dt.datetime):
                parts.published = parts.published or moment
                continue
        if line.kind is Kind.LIST:
            in_list = True
            parts.taken = True
        elif line.kind is not None:
            in_list = in_list or (line.position is Position.TAIL and line.kind in AFTER_STORY)
            parts.taken = True
            _read_furniture(line, parts, pack)
        elif in_list and (line.position is Position.TAIL or not is_prose(line.text)):
            continue
        elif line.position is Position.TAIL and index == len(lines) - 1 and is_upper_name(line.text):
            parts.taken = True
            parts.bylines.extend(Byline(" ".join(n.split())) for n in re.split(r"[|,/]", line.text))
        else:
            in_list = False
            parts.paragraphs.append(line)


def _with_long_title(lines: list[Line], text: str, title: str | None, pack: Pack) -> list[Line]:
    """Count a first line that is as long as a paragraph as a title, where a header follows it."""
    if not lines or lines[0].position is Position.HEAD or lines[0].kind is not None:
        return lines
    head = lines[0].text
    known = title is not None and same_words(head, title)
    if not known and (len(head) > _LONGEST_TITLE or head[-1] in _STOPS):
        return lines
    end = 1
    again: list[Line] = []
    evidence = False
    while end < len(lines) and end <= 12:
        kind = classify(lines[end].text, pack, position=Position.HEAD)
        if kind is None and is_prose(lines[end].text):
            break
        evidence = evidence or kind in _EVIDENCE
        again.append(replace(lines[end], position=Position.HEAD, kind=kind))
        end += 1
    if end >= len(lines) or not (known or evidence or (end == 1 and _title_by_itself(lines[0], lines[1], text))):
        return lines
    return [replace(lines[0], position=Position.HEAD), *again, *lines[end:]]


def _read_head(head: list[Line], text: str, parts: _Parts, pack: Pack) -> None:
    evidence = next((i for i, line in enumerate(head) if line.kind in _EVIDENCE), None)
    plain = [i for i, line in enumerate(head) if line.kind is None]
    titled: int | None = None
    if parts.title is None and plain:
        if evidence is not None:
            titled = next((i for i in plain if len(head[i].text.split()) >= 3), None)
        elif plain[0] == 0 and _title_alone(head, text):
            titled = 0
        if titled is not None:
            parts.title = head[titled].text
            parts.taken = True
    for index, line in enumerate(head):
        if index == titled:
            continue
        if line.kind is not None:
            parts.taken = True
            _read_furniture(line, parts, pack)
        elif parts.title is not None and same_words(line.text, parts.title):
            parts.taken = True
        elif evidence is None:
            parts.paragraphs.append(line)
        else:
            parts.taken = True
            _read_unknown(head, index, parts, pack)


def _read_unknown(head: list[Line], index: int, parts: _Parts, pack: Pack) -> None:
    """Place a line of the header that is no known furniture: a name beside the date, a caption, or a paragraph."""
    line = head[index]
    around = [head[i] for i in (index - 1, index + 1) if 0 <= i < len(head)]
    if any(each.kind is Kind.DATE for each in around) and looks_like_name(line.text, pack):
        parts.bylines.append(Byline(line.text))
        return
    twice = sum(same_words(each.text, line.text) for each in head) > 1
    if twice or (index + 1 < len(head) and head[index + 1].kind is Kind.CREDIT):
        parts.add_caption(*read_credit(line.text, pack))
    elif len(line.text.split()) > 3:
        parts.paragraphs.append(line)


def _title_alone(head: list[Line], text: str) -> bool:
    following = text[head[0].end :]
    blank = following.lstrip(" \t")[:2] == "\n\n" or re.match(r"[^\S\n]*\n[^\S\n]*\n", following[:200]) is not None
    return _is_title(head[0].text) and (blank or (len(head) == 1 and capitalised(head[0].text) >= 0.6))


def _title_by_itself(line: Line, following: Line, text: str) -> bool:
    return _is_title(line.text) and text.count("\n", line.end, following.start) > 1


def _is_title(line: str) -> bool:
    words = line.split()
    return (
        3 <= len(words) <= 30
        and len(line) <= _LONGEST_TITLE
        and line[-1] not in _STOPS
        and not line[0].islower()
        and line[0] not in "-*•("
    )


def _read_furniture(line: Line, parts: _Parts, pack: Pack) -> None:
    if line.kind is Kind.DATE:
        moment = read_date_line(line.text, pack)
        if is_modified_line(line.text, pack):
            parts.modified = parts.modified or moment
        else:
            parts.published = parts.published or moment
    elif line.kind is Kind.BYLINE:
        parts.bylines.extend(read_bylines(line.text, pack))
    elif line.kind in (Kind.CAPTION, Kind.CREDIT):
        parts.add_caption(*read_credit(line.text, pack))


# ---------------------------------------------------------------- lines broken by a mail program or editor

_NARROWEST, _WIDEST = 45, 110


def unwrap(text: str) -> str:
    """Put a space for each line end inside paragraphs whose lines were broken at a fixed width.

    Only where at least three lines of like length stand together and most end in the middle of a sentence;
    the result is as long as the text.
    """
    if not 0 < text.count("\n") <= MOST_LINES:
        return text
    lines = text.split("\n")
    joined: set[int] = set()
    start = 0
    for index in range(len(lines) + 1):
        if index == len(lines) or not lines[index].strip():
            if index - start >= 3:
                _mark_wrapped(lines, start, index, joined)
            start = index + 1
    if not joined:
        return text
    pieces = [lines[0]]
    pieces.extend((" " if index in joined else "\n") + lines[index] for index in range(1, len(lines)))
    return "".join(pieces)


def _mark_wrapped(lines: list[str], start: int, end: int, joined: set[int]) -> None:
    inner = [line.rstrip() for line in lines[start : end - 1]]
    sizes = [len(line) for line in inner]
    if min(sizes) < _NARROWEST or max(*sizes, len(lines[end - 1].rstrip())) > _WIDEST or max(sizes) - min(sizes) > 25:
        return
    open_ended = sum(line[-1] not in '.!?"”:;' for line in inner)
    if open_ended * 2 > len(inner):
        joined.update(range(start + 1, end))
