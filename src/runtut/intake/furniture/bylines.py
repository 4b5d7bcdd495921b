"""Bylines: who made a story, and in what role."""

from __future__ import annotations

import re
from collections.abc import Iterable

from runtut.intake.furniture.patterns import DOMAIN, ENDS_SENTENCE, Patterns, bare, is_agency, is_outlet, patterns_of
from runtut.languages import Pack
from runtut.languages.patterns import late
from runtut.record import Byline, BylineRole

_DIGIT = late(r"\d")
_INTERN = late(r"\([a-z]{2,4}\d{0,2}[/-](?P<name>[A-Z][^/()\n]{4,40})\)$")


def read_bylines(line: str, pack: Pack) -> tuple[Byline, ...]:
    """Return who a byline names and what they did; nothing where the line is no byline.

    Reads `Penulis: A | Editor: B`, `Reporter : A Editor : B`, `Laporan: A`, `Laporan Wartawan Outlet, A`,
    `Oleh A`, `A - Outlet`, `(Outlet/A)`. Initials in brackets name nobody.
    """
    line = line.strip()
    if not 4 <= len(line) <= 250:
        return ()
    words = patterns_of(pack)
    if words.label_at_start.match(line):
        return _labelled(line, words)
    report = words.report.match(line)
    if report is not None:
        role = words.label_roles.get(report["label"].casefold().split()[-1]) or BylineRole.REPORTER
        return tuple(Byline(name, role) for name in _reported(report, words))
    if line[0] == "(" and line[-1] == ")":
        parts = [p.strip() for p in re.split(r"[/,]", line[1:-1])]
        if (
            len(parts) == 1
            and is_name(parts[0], words)
            and len(parts[0].split()) <= 4
            and not is_agency(parts[0], words)
        ):
            return (Byline(parts[0]),)
        if len(parts) > 1 and any(is_outlet(p, words) for p in parts[:-1]):
            return tuple(
                Byline(p) for p in parts if is_name(p, words, loose=p[:1].isupper()) and not is_agency(p, words)
            )
        intern = _INTERN.match(line)
        if intern is not None and is_name(intern["name"], words):
            return (Byline(intern["name"]),)
        return ()
    by = words.by.match(line)
    if by is not None and not ENDS_SENTENCE.search(line):
        names = _all_names(by["rest"], words)
        if names:
            return tuple(Byline(name) for name in names)
    last = line.rpartition(" ")[2].casefold()  # an address, an outlet or a section of one
    ends = "." in last.rstrip(".") or any(each in last for each in words.outlet_ends)
    from_outlet = words.name_outlet.match(line) if ends else None
    if from_outlet is not None:
        return tuple(Byline(name) for name in _all_names(from_outlet["names"], words))
    return ()


def _all_names(text: str, words: Patterns) -> list[str]:
    """Names, where the whole text is names; else nothing."""
    text = re.split(r"\s[I|]\s(?=[A-Z])", text)[0]
    pieces = [p.strip() for p in re.split(r"[,/&]", text) if p.strip()]
    names = [p for p in pieces if is_name(p, words)]
    return names if len(names) == len(pieces) else []


def _labelled(line: str, words: Patterns) -> tuple[Byline, ...]:
    marks = list(words.label.finditer(line))
    found: list[Byline] = []
    for index, mark in enumerate(marks):
        role = words.label_roles[" ".join(mark["label"].casefold().split())]
        end = marks[index + 1].start() if index + 1 < len(marks) else len(line)
        date = words.date_after.search(line, mark.end(), end) if _DIGIT.search(line, mark.end(), end) else None
        end = date.start() if date is not None else end
        if role is None:
            continue
        for name in names_in(line[mark.end() : end], words, loose=True):
            # "Penulis: Kontributor Kota Baru, Nama Orang": what the person is, then who
            first = words.label_roles.get(name.split()[0].casefold())
            if first is None:
                found.append(Byline(name, role))
            else:
                role = first
    return tuple(dict.fromkeys(found))


def _reported(report: re.Match[str], words: Patterns) -> list[str]:
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
    return [n for n in names_in(name, words, loose=False) if not is_outlet(n, words)]


def is_name(text: str, words: Patterns, *, loose: bool = False) -> bool:
    """Whether `text` can be somebody's name; `loose` where a label says that it is one."""
    if not 2 <= len(text) <= 50 or any(c.isdigit() or c in '"“”!?:;<>=@/()[]' for c in text):
        return False
    parts = text.split()
    if len(parts) > 6 or bare(text) in words.nobody or bare(text) in words.weekdays:
        return False
    if all(p[0].isupper() or p.casefold() in words.particles for p in parts) and parts[0][0].isupper():
        return loose or len(parts) > 1
    return loose and len(parts) <= 2 and text.islower()


def clean_name(text: str) -> str:
    """Return a name without brackets, addresses and marks around it."""
    text = re.sub(r"\([^()]{0,60}\)", " ", text)
    text = re.split(r"\s[-–—]\s", text, maxsplit=1)[0]
    text = re.sub(DOMAIN, " ", text)
    text = text.strip(" \t\xa0|,;:/*-–—()[]•·")
    if text.endswith(".") and not re.search(r"\b[A-Z]\.$", text):
        text = text[:-1]
    return " ".join(text.split())


def names_in(text: str, words: Patterns, *, loose: bool) -> list[str]:
    """Return the names in a list of names; `loose` where a label says that they are."""
    pieces = re.split(r"[,;|/]|\s&\s", text)
    found = []
    for piece in pieces:
        for each in _split_and(piece, words):
            name = clean_name(each)
            if is_name(name, words, loose=loose):
                found.append(name)
    return found


def _split_and(text: str, words: Patterns) -> list[str]:
    parts = text.split()
    for index in range(2, len(parts) - 2):
        if parts[index].islower() and parts[index] in words.particles and len(parts) > 4:
            return [" ".join(parts[:index]), " ".join(parts[index + 1 :])]
    return [text]


def looks_like_name(line: str, pack: Pack) -> bool:
    """Whether a line by itself can be somebody's name: two to five capitalised words."""
    return len(line.split()) <= 5 and is_name(line.strip(), patterns_of(pack))


def names_outlet(text: str, pack: Pack) -> bool:
    """Whether the words name an outlet, an agency or nobody in particular rather than a person."""
    words = patterns_of(pack)
    parts = [bare(text), *bare(text).split()]
    return is_agency(text, words) or any(part in words.nobody or part in words.outlet_words for part in parts)


def distinct(bylines: Iterable[Byline]) -> tuple[Byline, ...]:
    """Return bylines without other writings of a name among them (`M Rahman`, `Muhammad Rahman`)."""
    found: list[Byline] = []
    for byline in bylines:
        if not any(same_person(byline.name, known.name) for known in found):
            found.append(byline)
    return tuple(found)


def same_person(first: str, second: str) -> bool:
    """Whether two names are one person's: each word of the shorter is, in order, a word of the longer or its initial."""
    short, long = sorted((_name_words(first), _name_words(second)), key=len)
    at = 0
    for word in short:
        while at < len(long) and not _same_word(word, long[at]):
            at += 1
        if at == len(long):
            return False
        at += 1
    return bool(short)


def _name_words(name: str) -> list[str]:
    """Return the words of a name, in lower case, initials written together one by one."""
    words: list[str] = []
    for word in re.split(r"[\s.]+", name):
        words.extend(word.lower() if 1 < len(word) <= 3 and word.isupper() else [word.casefold()] if word else [])
    return words


def _same_word(first: str, second: str) -> bool:
    short, long = sorted((first, second), key=len)
    return first == second or ((len(short) == 1 or len(short) >= 5) and long.startswith(short))
