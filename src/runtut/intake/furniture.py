"""Page furniture: lines and stretches that stand on a page but are not the story's own prose.

Used by every reader of `intake`: plain text and HTML leave furniture out of the story's text, `.jsonl` keeps
the text verbatim and masks it. When in doubt a line is prose: a masked sentence is never checked.

All words come from the pack's `furniture` section. Lines are judged by themselves and by where they stand:
before the first paragraph of prose (`Position.HEAD`), after the last (`TAIL`), or between (`BODY`).
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from runtut.languages import Pack
from runtut.record import Byline, BylineRole, Span

LONGEST_LINE = 400
"""Longer lines are prose, whatever they begin with; furniture inside them is found by `find_furniture`."""

MOST_LINES = 100_000
"""A text of more lines is no story; its furniture is not looked for."""

_DECORATION = " \t\r\xa0\u200b\ufeff*_>»«•●►▶→|–—-#~=·:.…<›‹+"
_SPACE = r"[^\S\n]"
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]{0,3}$")
_DOMAIN = r"[A-Za-z0-9][\w-]{0,40}(?:\.[A-Za-z]{2,6}){1,3}"


class Kind(StrEnum):
    """What a line of furniture is."""

    BYLINE = "byline"
    DATE = "date"
    CREDIT = "credit"
    CAPTION = "caption"
    INSERT = "insert"
    TAGS = "tags"
    LIST = "list"
    SHARE = "share"
    PAGER = "pager"
    INITIALS = "initials"
    SOURCE = "source"
    REPRINT = "reprint"
    FOLLOW = "follow"
    CLOSING = "closing"
    RULE = "rule"


AFTER_STORY = frozenset(
    {Kind.LIST, Kind.BYLINE, Kind.REPRINT, Kind.FOLLOW, Kind.SHARE, Kind.TAGS, Kind.CLOSING, Kind.INITIALS}
)
"""After the last paragraph, what follows one of these is no part of the story either."""


class Position(StrEnum):
    """Where a line stands: before the first paragraph of prose, among the prose, after the last paragraph."""

    HEAD = "head"
    BODY = "body"
    TAIL = "tail"


@dataclass(frozen=True, slots=True)
class Found:
    """Furniture inside a text that is kept verbatim: where it stands, and the bylines read in it."""

    masks: tuple[Span, ...]
    bylines: tuple[Byline, ...] = ()


@dataclass(frozen=True, slots=True)
class Dateline:
    """What opens a story before the dash: the words, the outlet among them, and where the prose begins."""

    text: str
    outlet: str | None
    rest: int


# ---------------------------------------------------------------- patterns, once per pack


def _any(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=lambda w: (-len(w), w))
    return "|".join(re.escape(w).replace(r"\ ", _SPACE + "{1,3}") for w in longest_first)


@dataclass(frozen=True, slots=True)
class _Patterns:
    exact: dict[str, Kind]
    openers: re.Pattern[str]
    inserts: re.Pattern[str]
    insert_labels: re.Pattern[str]
    watch: re.Pattern[str]
    gadget: re.Pattern[str]
    follow: re.Pattern[str]
    follow_object: re.Pattern[str]
    tags: re.Pattern[str]
    source: re.Pattern[str]
    label: re.Pattern[str]
    label_at_start: re.Pattern[str]
    label_roles: dict[str, BylineRole | None]
    report: re.Pattern[str]
    report_word: re.Pattern[str]
    by: re.Pattern[str]
    from_place: re.Pattern[str]
    particles: frozenset[str]
    nobody: frozenset[str]
    date_line: re.Pattern[str]
    page_count: re.Pattern[str]
    months: dict[str, int]
    zones: dict[str, int]
    modified: re.Pattern[str]
    outlets: frozenset[str]
    outlet: re.Pattern[str]
    weekdays: frozenset[str]
    credit_word: re.Pattern[str]
    credit_only: re.Pattern[str]
    agencies: frozenset[str]
    picture_words: frozenset[str]
    name_outlet: re.Pattern[str]
    inline: re.Pattern[str]
    pasted_head: re.Pattern[str]


_FLAGS = re.IGNORECASE


@cache
def _patterns(pack: Pack) -> _Patterns:
    words = pack.furniture
    exact: dict[str, Kind] = {}
    for kind, group in (
        (Kind.LIST, words.list_headings),
        (Kind.SHARE, words.shares),
        (Kind.SHARE, words.scroll),
        (Kind.PAGER, words.pagers),
        (Kind.FOLLOW, words.pointers),
    ):
        for word in group:
            exact.setdefault(_bare(word), kind)
    kinds = (
        (Kind.REPRINT, words.reprints),
        (Kind.CLOSING, words.closings),
        (Kind.PAGER, words.pager_clauses),
        (Kind.FOLLOW, words.pointers),
    )
    openers = "|".join(f"(?P<{kind.value}>{_any(group)})" for kind, group in kinds)
    roles: dict[str, BylineRole | None] = {}
    for entry in words.bylines:
        for word in entry.words:
            roles[word] = entry.role
    for word in (*words.sources, *words.credits, *words.tag_labels):
        roles.setdefault(word, None)
    own = [word for word, role in roles.items() if role is not None]
    label = rf"(?:(?<!\w)|(?<=[a-z])(?=(?-i:[A-Z])))(?P<label>{_any(roles)}){_SPACE}{{0,3}}[:：]{_SPACE}{{0,3}}"
    outlet = rf"{_DOMAIN}|(?:{_any(words.outlet_prefixes)})\w{{0,20}}|{_any(words.outlets)}"
    month = _any(words.months)
    day_names = _any(words.weekdays)
    clock = rf"(?:{_any(words.clock_prefixes)})?{_SPACE}{{0,2}}(?P<hour>\d{{1,2}})[.:](?P<minute>\d{{2}})(?:[.:](?P<second>\d{{2}}))?"
    zone = rf"(?P<zone>{_any(words.zones)})(?P<shift>[+-]\d{{1,2}})?\b"
    day = (
        rf"(?:(?P<day>\d{{1,2}}){_SPACE}{{0,2}}[-/.{chr(32)}]{_SPACE}{{0,2}}(?:(?P<name>{month})\.?|(?P<month>\d{{1,2}}))"
        rf"{_SPACE}{{0,2}}[-/.,{chr(32)}]{_SPACE}{{0,2}}(?P<year>\d{{4}})"
        rf"|(?P<name2>{month})\.?{_SPACE}{{1,2}}(?P<day2>\d{{1,2}}),?{_SPACE}{{1,2}}(?P<year2>\d{{4}})"
        r"|(?P<iso>\d{4}-\d{2}-\d{2})T?)(?!\d)"
    )
    moment = rf"(?:(?:{day_names})\b[^\w\n()]{{1,4}})?{day}(?:[^\w\n]{{0,5}}{clock}(?:{_SPACE}{{0,2}}{zone})?)?"
    prefix = (
        rf"(?:(?P<modified>{_any(words.modified_prefixes)})\b[^\w\n]{{0,4}}|(?:{_any(words.date_prefixes)})\b[^\w\n]{{0,4}}"
        rf"|[^\n,;:|()]{{2,40}}?{_SPACE}?[-–|•·]{_SPACE}?)?"
    )
    tail = rf"(?:[^\w\n]{{0,5}}|[^\w\n]{{1,5}}(?:[^\n]{{0,30}}(?:{_any(words.date_tails)}|{_any(words.modified_prefixes)})[^\n]{{0,60}}|{outlet}))"
    credit_words = _any(words.credits)
    agencies = frozenset(_bare(w) for w in words.agencies)
    sentence_end = "(?:(?<=[.!?…\"”’'»)\\]])|^)"
    quoted_title = r"[^\n“\"'‘.]{0,60}[“\"'‘][^\n“”\"]{1,200}[”\"'’]"
    inline = "|".join(
        (
            rf"(?P<gadget>\[(?:{_any(words.gadgets)}){_SPACE}?:[^\]\n]{{0,200}}\])",
            rf"(?P<photo>\((?=[^\W\d_])(?:{credit_words})\b[.:/]{_SPACE}?[^()\n]{{1,100}}\))",
            rf"(?P<bracketed>\((?=[^\W\d_])(?:{_any(words.inline_inserts)}){_SPACE}{{0,2}}:[^()\n]{{1,300}}\))",
            (
                rf"{sentence_end}{_SPACE}{{0,3}}(?=[^\W\d_])(?:"
                rf"(?P<insert>(?:{_any(words.inline_inserts)}){_SPACE}{{0,2}}:)"
                rf"|(?P<watch>(?:{_any(words.watch)}){_SPACE}(?:{_any(words.watched)})(?:(?P<title>{quoted_title})|{_SPACE}?:|(?=['\"“‘])))"
                rf"|(?P<bare>(?:{_any(words.insert_labels)})(?={_SPACE}{{0,2}}[\"“‘']?(?-i:[A-Z])))"
                rf"|(?P<pager>(?:{_any(words.pager_clauses)})\b)"
                rf"|(?P<reprint>(?:{_any((*words.reprints, *words.pointers))})\b"
                rf"|(?:{_any(words.follows)})\b[^\n]{{0,60}}?\b(?:{_any(words.follow_objects)})\b)"
                rf"|(?P<scroll>(?-i:{_any(w.upper() for w in words.scroll)}|{_any(w.capitalize() for w in words.scroll)})(?={_SPACE}*$|{_SPACE}[\"“]?(?-i:[A-Z])))"
                rf"|(?P<byline>(?:{_any(own)}){_SPACE}{{0,3}}:{_SPACE}{{0,3}})"
                ")"
            ),
        )
    )
    return _Patterns(
        exact=exact,
        openers=re.compile(openers, _FLAGS),
        inserts=re.compile(rf"(?:{_any(words.inserts)}){_SPACE}{{0,3}}[:：]", _FLAGS),
        insert_labels=re.compile(rf"(?:{_any(words.insert_labels)})\b", _FLAGS),
        watch=re.compile(rf"(?:{_any(words.watch)}){_SPACE}{{1,3}}(?:{_any(words.watched)})(?!\w)", _FLAGS),
        gadget=re.compile(rf"\[(?:{_any(words.gadgets)}){_SPACE}?:[^\]\n]{{0,200}}\]$", _FLAGS),
        follow=re.compile(rf"(?:{_any(words.follows)})\b", _FLAGS),
        follow_object=re.compile(rf"\b(?:{_any(words.follow_objects)})\b", _FLAGS),
        tags=re.compile(rf"(?:{_any(words.tag_labels)}){_SPACE}{{0,3}}[:：]", _FLAGS),
        source=re.compile(rf"(?:{_any(words.sources)}){_SPACE}{{0,3}}[:：]", _FLAGS),
        label=re.compile(label, _FLAGS),
        label_at_start=re.compile(rf"[^\w\n]{{0,4}}(?:{_any(own)}){_SPACE}{{0,3}}[:：]", _FLAGS),
        label_roles=roles,
        report=re.compile(
            rf"[^\w\n]{{0,4}}(?P<label>{_any(words.reports)}){_SPACE}{{1,3}}(?P<rest>\S[^\n]{{2,120}})$", _FLAGS
        ),
        report_word=re.compile(
            rf"[^\w\n]{{0,4}}(?:{_any(w for w in words.reports if ' ' in w)}){_SPACE}{{1,3}}", _FLAGS
        ),
        by=re.compile(rf"[^\w\n]{{0,4}}(?:{_any(words.by)}){_SPACE}{{1,3}}(?P<rest>\S[^\n]{{2,80}})$", _FLAGS),
        from_place=re.compile(rf"{_SPACE}(?:{_any(words.from_place)}){_SPACE}[^\n]{{1,40}}$", _FLAGS),
        particles=frozenset(words.particles),
        nobody=frozenset(words.nobody),
        page_count=re.compile(
            rf"(?:{_any(words.page_words)}){_SPACE}{{1,2}}\d{{1,3}}(?!\w)(?!{_SPACE}{{1,2}}\d{{4}})", _FLAGS
        ),
        date_line=re.compile(rf"^{prefix}{moment}{tail}$", _FLAGS),
        months=dict(words.months),
        zones=dict(words.zones),
        modified=re.compile(rf"(?:{_any(words.modified_prefixes)})\b", _FLAGS),
        outlets=frozenset(w.casefold() for w in words.outlets),
        outlet=re.compile(rf"(?<!\w)(?:{outlet})(?!\w)", _FLAGS),
        weekdays=frozenset(words.weekdays),
        credit_word=re.compile(rf"(?:{credit_words})(?!\w)\.?{_SPACE}?[:/.]?{_SPACE}?", _FLAGS),
        credit_only=re.compile(
            rf"(?:{credit_words}){_SPACE}{{0,2}}[:：]{_SPACE}{{0,2}}(?P<who>\S[^\n]{{0,100}})$", _FLAGS
        ),
        agencies=agencies,
        picture_words=frozenset(_bare(w) for w in words.credits),
        name_outlet=re.compile(
            rf"^(?P<names>[^\n|]{{3,80}}?){_SPACE}{{0,2}}[-–—|,]{_SPACE}{{0,2}}(?:{outlet})$", _FLAGS
        ),
        inline=re.compile(inline, _FLAGS | re.MULTILINE),
        pasted_head=re.compile(
            rf"(?:{outlet}){_SPACE}(?:{day_names})\b[^\w\n]{{1,4}}{day}{_SPACE}{clock}{_SPACE}{zone}", _FLAGS
        ),
    )


def _bare(line: str) -> str:
    return " ".join(line.strip(_DECORATION).casefold().split())


# ---------------------------------------------------------------- names


def _is_name(text: str, words: _Patterns, *, loose: bool = False) -> bool:
    """Whether `text` can be somebody's name; `loose` where a label says that it is one."""
    if not 2 <= len(text) <= 50 or any(c.isdigit() or c in '"“”!?:;<>=@/()[]' for c in text):
        return False
    parts = text.split()
    if len(parts) > 6 or _bare(text) in words.nobody:
        return False
    if all(p[0].isupper() or p.casefold() in words.particles for p in parts) and parts[0][0].isupper():
        return loose or len(parts) > 1
    return loose and len(parts) <= 2 and text.islower()


def _clean_name(text: str) -> str:
    text = re.sub(r"\([^()]{0,60}\)", " ", text)
    text = re.split(r"\s[-–—]\s", text, maxsplit=1)[0]
    text = re.sub(_DOMAIN, " ", text)
    text = text.strip(" \t\xa0|,;:/*-–—()[]•·")
    if text.endswith(".") and not re.search(r"\b[A-Z]\.$", text):
        text = text[:-1]
    return " ".join(text.split())


def _names(text: str, words: _Patterns, *, loose: bool) -> list[str]:
    pieces = re.split(r"[,;|/]|\s&\s", text)
    found = []
    for piece in pieces:
        for each in _split_and(piece, words):
            name = _clean_name(each)
            if _is_name(name, words, loose=loose):
                found.append(name)
    return found


def _split_and(text: str, words: _Patterns) -> list[str]:
    parts = text.split()
    for index in range(2, len(parts) - 2):
        if parts[index].islower() and parts[index] in words.particles and len(parts) > 4:
            return [" ".join(parts[:index]), " ".join(parts[index + 1 :])]
    return [text]


def _is_agency(text: str, words: _Patterns) -> bool:
    key = _bare(text)
    return key in words.agencies or key in words.picture_words or _is_outlet(text, words)


def _is_outlet(text: str, words: _Patterns) -> bool:
    return bool(words.outlet.fullmatch(text.strip()))


# ---------------------------------------------------------------- reading lines


def read_bylines(line: str, pack: Pack) -> tuple[Byline, ...]:
    """Return who a byline names and what they did; nothing where the line is no byline.

    Reads `Penulis: A | Editor: B`, `Reporter : A Editor : B`, `Laporan: A`, `Laporan Wartawan Outlet, A`,
    `Oleh A`, `A - Outlet`, `(Outlet/A)`. Initials in brackets name nobody.
    """
    line = line.strip()
    if not 4 <= len(line) <= 250:
        return ()
    words = _patterns(pack)
    if words.label_at_start.match(line):
        return _labelled(line, words)
    report = words.report.match(line)
    if report is not None:
        return tuple(Byline(name) for name in _reported(report, words))
    if line[0] == "(" and line[-1] == ")":
        parts = [p.strip() for p in re.split(r"[/,]", line[1:-1])]
        if (
            len(parts) == 1
            and _is_name(parts[0], words)
            and len(parts[0].split()) <= 4
            and not _is_agency(parts[0], words)
        ):
            return (Byline(parts[0]),)
        if len(parts) > 1 and _is_outlet(parts[0], words):
            return tuple(
                Byline(p) for p in parts[1:] if _is_name(p, words, loose=p[:1].isupper()) and not _is_agency(p, words)
            )
        return ()
    by = words.by.match(line)
    if by is not None and not _ENDS_SENTENCE.search(line):
        names = _all_names(by["rest"], words)
        if names:
            return tuple(Byline(name) for name in names)
    from_outlet = words.name_outlet.match(line)
    if from_outlet is not None:
        return tuple(Byline(name) for name in _all_names(from_outlet["names"], words))
    return ()


def _all_names(text: str, words: _Patterns) -> list[str]:
    """Names, where the whole text is names; else nothing."""
    text = re.split(r"\s[I|]\s(?=[A-Z])", text)[0]
    pieces = [p.strip() for p in re.split(r"[,/&]", text) if p.strip()]
    names = [p for p in pieces if _is_name(p, words)]
    return names if len(names) == len(pieces) else []


def _labelled(line: str, words: _Patterns) -> tuple[Byline, ...]:
    marks = list(words.label.finditer(line))
    found: list[Byline] = []
    for index, mark in enumerate(marks):
        role = words.label_roles[" ".join(mark["label"].casefold().split())]
        end = marks[index + 1].start() if index + 1 < len(marks) else len(line)
        if role is None:
            continue
        found.extend(Byline(name, role) for name in _names(line[mark.end() : end], words, loose=True))
    return tuple(dict.fromkeys(found))


def _reported(report: re.Match[str], words: _Patterns) -> list[str]:
    rest = report["rest"].strip().rstrip("()")
    outlet = words.outlet.match(rest)
    before, comma, after = rest.partition(",")
    if comma and len(before) <= 40 and (outlet is not None or " " in report["label"]):
        name = words.from_place.sub("", after.strip())
    elif outlet is not None and "." in outlet.group():
        name = words.from_place.sub("", rest[outlet.end() :].strip(" ,-–|/:"))
    else:
        name = words.from_place.sub("", rest) if " " in report["label"] and outlet is None else ""
    name = re.split(r"\s[I|]\s(?=[A-Z])", name)[0]
    return [n for n in _names(name, words, loose=False) if not _is_outlet(n, words)]


def read_date_line(line: str, pack: Pack) -> dt.datetime | dt.date | None:
    """Return the moment a date line gives, or None where the line is anything else.

    Aware where a zone is written, naive where only a clock is, a date where neither is. Reads
    `Selasa, 12 September 2023 | 11:03 WIB`, `Kompas.com - 12/09/2023, 11:03 WIB`, `29 Des 2023`.
    """
    line = line.strip()
    if not 8 <= len(line) <= 140:
        return None
    words = _patterns(pack)
    match = words.date_line.match(line)
    return _moment(match, words) if match is not None else None


def is_modified_line(line: str, pack: Pack) -> bool:
    """Whether a date line tells when the page was last changed rather than published."""
    match = _patterns(pack).date_line.match(line.strip()[:140])
    return match is not None and match["modified"] is not None


def _moment(match: re.Match[str], words: _Patterns) -> dt.datetime | dt.date | None:
    try:
        if match["iso"]:
            day = dt.date.fromisoformat(match["iso"])
        else:
            name = match["name"] or match["name2"]
            month = words.months[name.casefold()] if name else int(match["month"])
            day = dt.date(int(match["year"] or match["year2"]), month, int(match["day"] or match["day2"]))
        if not match["hour"]:
            return day
        clock = dt.time(int(match["hour"]), int(match["minute"]), int(match["second"] or 0))
    except ValueError:
        return None
    zone = None
    if match["zone"]:
        hours = words.zones[match["zone"].casefold()] + int(match["shift"] or 0)
        if abs(hours) < 24:
            zone = dt.timezone(dt.timedelta(hours=hours))
    return dt.datetime.combine(day, clock, zone)


_DATELINE = re.compile(
    r"(?P<head>[^\W\d_][^\n\"“”:;!?–—-]{1,70}?)[^\S\n]{0,3}(?P<dash>[-–—]{1,3})(?=[^\S\n]|(?<=[^\S\n][-–—])|[\"“A-Z])"
)
_TOKEN = re.compile(r"[^,|()/]+")


def split_dateline(paragraph: str, pack: Pack) -> Dateline | None:
    """Return the dateline that opens a story's first paragraph, or None.

    The text stops before the dash: `JAKARTA, KOMPAS.com` of `JAKARTA, KOMPAS.com - Warga ...`. `rest` is where
    the prose begins.
    """
    words = _patterns(pack)
    lead = len(paragraph) - len(paragraph.lstrip())
    match = _DATELINE.match(paragraph, lead, lead + 90)
    if match is None:
        return None
    head, end = match["head"].strip(), match.end()
    if head.count("(") != head.count(")") or re.search(r"[.](?:\s|$)", head):
        return None
    tokens = [t.strip() for t in _TOKEN.findall(head) if t.strip()]
    outlet = next((t for t in tokens if _is_outlet(t, words)), None)
    if outlet is None:
        inside = words.outlet.search(head)
        outlet = inside.group() if inside is not None and "." in inside.group() else None
    spaced = match["dash"] != "-" or paragraph[match.end("head") : end + 1].strip("-–—") != ""
    if not spaced or not all(_is_place_like(t, words) for t in tokens):
        return None
    rest = end
    while rest < len(paragraph) and paragraph[rest] in " \t\xa0-–—":
        rest += 1
    if outlet is None and not (
        head.isupper() or (len(tokens) == 1 and len(head.split()) <= 3 and _opens(paragraph, match, rest))
    ):
        return None
    if outlet is not None and rest - end < 60:
        # "jpnn.com - JAKARTA - ...": the place follows in a second piece
        second = _DATELINE.match(paragraph, rest, rest + 40)
        if second is not None and second["head"].isupper() and len(second["head"].split()) <= 3:
            head = paragraph[lead : second.end("head")].strip()
            rest = second.end()
            while rest < len(paragraph) and paragraph[rest] in " \t\xa0-–—":
                rest += 1
    if rest >= len(paragraph):
        return None
    return Dateline(head, outlet, rest)


def _is_place_like(token: str, words: _Patterns) -> bool:
    if _is_outlet(token, words) or token.casefold() in words.weekdays:
        return True
    parts = token.split()
    return len(parts) <= 5 and all(p[0].isupper() or p[0] in "'‘’(" or any(c in p for c in ".") for p in parts)


def _opens(paragraph: str, match: re.Match[str], rest: int) -> bool:
    """Whether a place alone is set off as a dateline: a dash between spaces, then a sentence of some length."""
    return (
        paragraph[match.end("head") : rest].strip("-–—") != ""
        and len(paragraph) - rest >= 40
        and (paragraph[rest].isupper() or paragraph[rest].isdigit() or paragraph[rest] in "\"“'‘")
    )


# ---------------------------------------------------------------- captions and credits

_LAST_BRACKET = re.compile(r"\((?P<credit>[^()\n]{2,120})\)[\s.]{0,3}$")


def read_credit(text: str, pack: Pack) -> tuple[str, str | None]:
    """Return a caption without its credit, and the credit.

    For words known to be a caption. `Dua presiden bertemu (Outlet/Reuters)` gives the two; `Foto: Istimewa` and
    `OUTLET/NAMA` give an empty caption and the credit.
    """
    return _split_credit(text, _patterns(pack), known=True)


def _split_credit(text: str, words: _Patterns, *, known: bool) -> tuple[str, str | None]:
    """Return caption and credit; where the line is not `known` to be a caption, only what is plainly a credit."""
    text = " ".join(text.split())
    if not text or len(text) > 2000:
        return text, None
    only = words.credit_only.match(text)
    if only is not None:
        return "", only["who"].strip(" .")
    if len(text) <= 100 and _is_credit(text, words) and (known or not _ENDS_SENTENCE.search(text)):
        return "", _without_label(text, words)
    bracket = _LAST_BRACKET.search(text, max(0, len(text) - 130))
    if bracket is not None and _is_credit(bracket["credit"], words, in_brackets=True, loose=known):
        return text[: bracket.start()].strip(), _without_label(bracket["credit"], words)
    for space in re.finditer(r"(?<=\S) (?=\S)", text[-120:]):
        at = max(0, len(text) - 120) + space.end()
        ended = text[at - 2] in '.!?)”"'
        if ended and _is_credit(text[at:], words):
            return text[:at].strip(), _without_label(text[at:], words)
        labelled = words.credit_only.match(text, at) if ended or known else None
        if labelled is not None:
            return text[:at].strip(), labelled["who"].strip(" .")
    return text, None


def _without_label(credit: str, words: _Patterns) -> str:
    credit = credit.strip(" .")
    labelled = words.credit_only.match(credit)
    return labelled["who"].strip() if labelled is not None else credit


def _is_credit(text: str, words: _Patterns, *, in_brackets: bool = False, loose: bool = False) -> bool:
    """Whether words are a photo credit; `loose` takes any name in brackets for one."""
    text = text.strip(" .")
    if not text or any(c in text for c in '"“”!?;'):
        return False
    key = _bare(text)
    if key in words.agencies or key in words.picture_words or words.credit_only.match(text):
        return True
    labelled = words.credit_word.match(text) if in_brackets else None
    if labelled is not None and len(text.split()) <= 8 and not text[labelled.end() : labelled.end() + 1].islower():
        return True
    first, slash, rest = (piece.strip() for piece in text.partition("/"))
    if slash and rest and not any(c.isdigit() for c in first):
        if _is_outlet(first, words) or _bare(first) in words.agencies or _bare(first) in words.picture_words:
            return True
        return (
            loose
            and in_brackets
            and len(text.split()) <= 7
            and len(first) > 2
            and first[0].isupper()
            and not first.isupper()
        )
    if in_brackets and (_is_outlet(text, words) or text.startswith("@")):
        return True
    parts = text.split()
    return (
        loose
        and in_brackets
        and 2 <= len(parts) <= 5
        and not any(c.isdigit() or c == "," for c in text)
        and all(p[0].isupper() for p in parts)
    )


# ---------------------------------------------------------------- one line

_INITIALS = re.compile(
    r"^(?:\((?:[a-z]{1,6}\d{0,2}|\*{1,3})\)|\((?:[A-Za-z]{1,8}\d{0,2}|\*)(?:[/\-.,](?:[A-Za-z]{1,10}\d{0,2}|\*)){1,5}\)"
    r"|[a-z]{2,5}(?:/[a-z]{2,5}){1,2})\.?$"
)
_HASHTAGS = re.compile(r"^(?:#\w{2,40}[\s,]{0,3}){1,20}$")


def classify(line: str, pack: Pack, *, position: Position = Position.BODY) -> Kind | None:
    """Return what furniture a whole line is, or None where it may be the story's own prose.

    `position` matters: a byline, date or tag list is one only before or after the prose (a schedule in the
    story has date lines too), a name on the last line may be the reporter's.
    """
    line = line.strip()
    if not line:
        return None
    words = _patterns(pack)
    start = line.lstrip(_DECORATION + "(")
    if len(line) > LONGEST_LINE:
        return Kind.REPRINT if (m := words.openers.match(start)) and m.lastgroup == Kind.REPRINT else None
    bare = _bare(line)
    if not bare:
        return Kind.RULE if len(line) > 1 or line in "*·•|" else None
    exact = words.exact.get(bare)
    if exact is not None:
        return exact
    if words.inserts.match(start) or words.gadget.match(line):
        return Kind.INSERT
    if words.insert_labels.match(start) and line[-1] not in ".:":
        return Kind.INSERT
    if words.watch.match(start) and len(line) <= 200:
        return Kind.INSERT
    opener = words.openers.match(start)
    if opener is not None and opener.lastgroup is not None and (opener.lastgroup != Kind.PAGER or len(line) <= 120):
        return Kind(opener.lastgroup)
    if words.follow.match(start) and len(line) <= 220 and words.follow_object.search(line):
        return Kind.FOLLOW
    if words.source.match(start) and len(line) <= 160 and line[0] not in "\"“'‘":
        return Kind.SOURCE
    if _INITIALS.match(line):
        return Kind.INITIALS
    if words.page_count.match(start) and len(line) <= 100:
        return Kind.PAGER
    if words.report_word.match(line) and len(line) <= 120 and not _ENDS_SENTENCE.search(line):
        return Kind.BYLINE
    if position is not Position.BODY:
        kind = _classify_edge(line, words, pack, position)
        if kind is not None:
            return kind
    return _classify_picture(line, words, position)


def _classify_edge(line: str, words: _Patterns, pack: Pack, position: Position) -> Kind | None:
    moment = read_date_line(line, pack)
    if moment is not None and (position is Position.HEAD or (isinstance(moment, dt.datetime) and moment.tzinfo)):
        return Kind.DATE
    if words.tags.match(line) or _HASHTAGS.match(line):
        return Kind.TAGS
    bracketed = line[0] == "("
    if (position is Position.TAIL or not bracketed) and (words.label_at_start.match(line) or len(line) <= 100):
        if read_bylines(line, pack) and (
            position is Position.HEAD or bracketed or words.label_at_start.match(line) or words.by.match(line)
        ):
            return Kind.BYLINE
        if words.label_at_start.match(line) and len(line) <= 80:
            return Kind.BYLINE
    return None


def _classify_picture(line: str, words: _Patterns, position: Position) -> Kind | None:
    head = position is Position.HEAD
    if line[-1] not in ").]" and not head and not words.credit_only.match(line) and "/" not in line:
        return None
    caption, credit = _split_credit(line, words, known=head)
    if credit is None:
        return None
    if not caption:
        return Kind.CREDIT
    if head:
        return Kind.CAPTION
    if position is Position.TAIL or len(re.findall(r"[.!?]\s", caption)) > 2 or caption[0] in '"“':
        return None
    first, slash, rest = credit.partition("/")
    pictured = words.credit_word.match(line[len(caption) :].lstrip(" (")) is not None
    # an agency and a photographer; two agencies, or initials, are where a paragraph of prose comes from
    if slash and _bare(first) in words.agencies and len(rest.split()) > 1 and not credit.islower():
        pictured = True
    # an outlet and a name also sign the last paragraph of a story: only what is no sentence is then a caption
    signed = slash and _is_outlet(first, words) and not _ENDS_SENTENCE.search(caption)
    return Kind.CAPTION if pictured or signed else None


# ---------------------------------------------------------------- whole texts


def is_prose(line: str) -> bool:
    """Whether a line that is no furniture reads as a paragraph rather than a title, label or list item."""
    line = line.strip()
    return len(line) >= 90 or (len(line) >= 30 and bool(_ENDS_SENTENCE.search(line)))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text (without surrounding white space): where it stands and what furniture it is."""

    start: int
    end: int
    text: str
    position: Position
    kind: Kind | None


def classify_lines(text: str, pack: Pack) -> list[Line]:
    """Return the lines of a text that are not blank, each with its position and kind.

    Nothing for a text of more than `MOST_LINES` lines.
    """
    if text.count("\n") > MOST_LINES:
        return []
    spans: list[tuple[int, int]] = []
    at, size = 0, len(text)
    while at < size:
        end = text.find("\n", at)
        end = size if end < 0 else end
        piece = text[at:end]
        stripped = piece.strip()
        if stripped:
            start = at + len(piece) - len(piece.lstrip())
            spans.append((start, start + len(stripped)))
        at = end + 1
    lines = [text[a:b] for a, b in spans]
    kinds = [classify(line, pack) for line in lines]
    prose = [i for i, line in enumerate(lines) if kinds[i] is None and is_prose(line)]
    first = prose[0] if prose else len(lines)
    last = prose[-1] if prose else -1
    found = []
    for index, (a, b) in enumerate(spans):
        position = Position.HEAD if index < first else Position.TAIL if index > last else Position.BODY
        if not prose:
            position = Position.BODY
        kind = kinds[index]
        if position is not Position.BODY:
            kind = classify(lines[index], pack, position=position)
        found.append(Line(a, b, lines[index], position, kind))
    return found


_CAPITAL_NAME = re.compile(
    r"^[A-Z][A-Z.'’]{1,20}(?: [A-Z][A-Z.'’]{0,20}){1,3}(?:\s?[|,/]\s?[A-Z][A-Z.'’]{1,20}(?: [A-Z][A-Z.'’]{0,20}){1,3})?$"
)
_END_MARK = re.compile(
    r"\((?P<mark>[a-z]{2,6}\d{0,2}(?:[/\-.][a-z]{2,10}\d{0,2}){1,3}|[a-z]{2,5}\d{0,2}|\*{1,3}"
    r"|(?<=[.!?\"”] \()[A-Za-z]{2,6}(?:/(?:[A-Za-z]{2,10}|\*)){1,3})\)(?P<after>[^\n.!?,\"”()]{0,120})$"
)
_SENTENCE_STOP = re.compile(r"[.!?](?=[\s\"”’]|$)|\n")


def find_furniture(text: str, pack: Pack) -> Found:
    """Return the furniture inside a text that is kept verbatim, and the bylines read in it.

    Masks are sorted and do not overlap.
    """
    words = _patterns(pack)
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


def looks_like_name(line: str, pack: Pack) -> bool:
    """Whether a line by itself can be somebody's name: two to five capitalised words."""
    return len(line.split()) <= 5 and _is_name(line.strip(), _patterns(pack))


def same_words(first: str, second: str) -> bool:
    """Whether two texts have the same letters and digits, case, marks and spacing aside."""
    return _folded(first) == _folded(second)


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).casefold()
    return " ".join("".join(c if c.isalnum() else " " for c in text).split())


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
        if found and tail[:open_at].rstrip()[-1:] in '.!?"”’…':
            masks.append((offset + open_at, line.end))
            bylines.extend(found)


def _mask_inline(text: str, last_lines: int, pack: Pack, masks: list[tuple[int, int]], bylines: list[Byline]) -> None:
    """Mask furniture that stands in the middle of lines; bylines only from `last_lines` on."""
    words = _patterns(pack)
    at, size = 0, len(text) + 200
    while (match := words.inline.search(text, at)) is not None:
        kind = match.lastgroup if match.lastgroup != "title" else "watch"
        if kind is None:
            break
        start, end = match.start(kind), match.end(kind)
        if kind not in ("gadget", "photo", "bracketed") and not text[start].isupper():
            at = match.end()
            continue
        if kind in ("insert", "pager") or (kind == "watch" and match["title"] is None):
            stop = _SENTENCE_STOP.search(text, end, end + 300)
            end = _line_end(text, end, 300) if stop is None else stop.start() + (text[stop.start()] != "\n")
            if text.count('"', start, end) % 2:
                # the title ran into a paragraph that opens with a quotation: leave it whole
                end = text.rfind('"', start, end)
        elif kind == "reprint":
            end = _line_end(text, end)
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


def _line_end(text: str, at: int, most: int = 1 << 40) -> int:
    """Return where the line ends, looking no further than `most` characters."""
    end = text.find("\n", at, at + most)
    return min(len(text), at + most) if end < 0 else end


_PASTED_OUTLET = re.compile(r"(?<=\s)[A-Z][A-Z0-9]{2,20}(?:\.[A-Z]{2,4}){1,2}\b(?=[^\n\-–—]{0,40}[-–—])")
_PASTED_PLACE = re.compile(r"(?<=\s)[A-Z][\w.]{1,20} - (?=[\"“A-Z0-9])")


def _mask_pasted_head(
    text: str, words: _Patterns, pack: Pack, masks: list[tuple[int, int]], bylines: list[Byline]
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
