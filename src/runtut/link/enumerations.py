"""Announced numbers and the lists that follow: `tiga tersangka, yakni A, B, dan C`.

A link is made only for a closed list (a joiner before its last member) whose members are clearly parallel:
all initials with ages, or all capitalised names with nothing else in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from runtut.languages import Pack
from runtut.link.figures import Sentence, is_count, phrase, sentences_with_figures
from runtut.record import Enumeration, Piece, Record

_NEAR = 80  # characters between the announced number and the word that opens the list
_LONGEST = 400
_INITIALS = re.compile(r"(?:[A-Z][A-Za-z]{0,3}|[A-Z](?:\.? ?[A-Z]){0,3}\.?) ?\(\d{1,2}(?: tahun)?\)")
_NAME = re.compile(r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,5}(?: \((?:\d{1,2}|[A-Z]{2,8})\))?")
_END = re.compile(r"[.;:!?\n]|$")


def link_enumerations(record: Record, pack: Pack) -> tuple[Enumeration, ...]:
    """Return the lists of the story whose number of members was announced."""
    return tuple(link for sentence in sentences_with_figures(record) for link in _lists(sentence, pack))


def _lists(sentence: Sentence, pack: Pack) -> Iterator[Enumeration]:
    words = pack.relations
    for cue in phrase(words.lists).finditer(sentence.text):
        at = sentence.span.start + cue.start()
        announced = [f for f in sentence.figures if f.end <= at and is_count(f)]
        if not announced or at - announced[-1].end > _NEAR:
            continue
        figure = announced[-1]
        gap = sentence.text[figure.end - sentence.span.start : cue.start()]
        if figure.mod or figure.upper or not figure.noun or figure.value > 20 or figure.value != int(figure.value):
            continue
        if phrase(words.partial).search(gap) or ";" in gap or phrase(words.lists).search(gap):
            continue
        members = _members(sentence, cue.end(), pack)
        if members is not None:
            yield Enumeration(figure, members)


def _members(sentence: Sentence, start: int, pack: Pack) -> tuple[Piece[str], ...] | None:
    words = pack.relations
    text = sentence.text
    begin = start + len(text[start:]) - len(text[start:].lstrip(" :"))
    end = begin
    for stop in _END.finditer(text, begin, min(len(text), begin + _LONGEST)):
        end = stop.start()
        if text[end : end + 1] != "." or (not text[end + 1 : end + 2].strip() and not text[end - 1 : end].isupper()):
            break
    body = text[begin:end]
    if phrase(words.partial).search(body) or phrase(words.lists).search(body):
        return None
    joiner = "|".join(map(re.escape, words.joiners))
    pieces = re.split(rf",\s*(?:{joiner})\s+|\s+(?:{joiner})\s+|,\s*", body)
    joins = len(re.findall(rf"(?<!\w)(?:{joiner})(?!\w)", body))
    if joins != 1 or len(pieces) < 2 or not re.search(rf"(?<!\w)(?:{joiner})\s+{re.escape(pieces[-1])}$", body):
        return None
    shapes = [all(p.fullmatch(each) for each in pieces) for p in (_INITIALS, _NAME)]
    if not any(shapes) or any(each.split()[0].lower() in words.group_heads for each in pieces):
        return None
    found, at = [], begin
    for each in pieces:
        at = text.index(each, at)
        found.append(Piece(sentence.span.start + at, sentence.span.start + at + len(each), each, sentence.span.part))
        at += len(each)
    return tuple(found)
