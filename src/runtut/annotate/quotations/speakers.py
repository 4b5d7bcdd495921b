"""The words beside a cue that say who speaks, as written."""

from __future__ import annotations

import re
from dataclasses import dataclass

from runtut.annotate.quotations.words import TOKEN, Words

_REACH = 220
_CAPITAL = re.compile(r"[A-Z]")
_TAIL = " ,;:-–—("


@dataclass(frozen=True, slots=True)
class Phrase:
    """A speaker's words: `end` is past the phrase; `stop` past an apposition behind it (`kata Budi, warga,`)."""

    start: int
    end: int
    stop: int
    pronoun: bool = False


def capital(token: str) -> bool:
    """Whether a word begins with a capital."""
    return token[:1].isupper()


def phrase_after(text: str, at: int, limit: int, words: Words) -> Phrase | None:
    """Return the speaker's phrase that begins at `at`: `Kepala Dinas Pasar, Budi Santoso`, `para pakar`, `dia`."""
    limit = min(limit, at + _REACH)
    tokens = [(m.start(), m.end(), m.group()) for m in TOKEN.finditer(text, at, limit)]
    index = 0
    while index < len(tokens) and tokens[index][2].lower() in words.adverbs and not capital(tokens[index][2]):
        index += 1
    if index >= len(tokens):
        return None
    start, end, first = tokens[index]
    low = first.lower()
    if low in words.pronouns:
        return Phrase(start, end, end, pronoun=True)
    if (
        not first[0].isalnum()
        or (low in words.not_speakers and not capital(first))
        or (low in words.stops and not capital(first))
    ):
        return None
    named = False
    last = start
    while index < len(tokens):
        s, e, token = tokens[index]
        low = token.lower()
        if not token[0].isalnum():
            if token == "(" and index + 2 < len(tokens):
                close = text.find(")", s, min(limit, s + 40))
                if close > 0:
                    inner = text[s + 1 : close]
                    if _CAPITAL.match(inner) or inner.isdigit():
                        while index < len(tokens) and tokens[index][0] <= close:
                            index += 1
                        if index < len(tokens) and capital(tokens[index][2]) and last > start:
                            continue
                break
            if token == "." and text[e : e + 1] not in ("", "\n") and _initial(text[start:s]):
                index += 1
                continue
            break
        if low in words.stops and not (capital(token) and named and low not in words.leads):
            break
        if low in words.late_stops and named:
            break
        if capital(token) and low not in words.titles:
            named = True
        last = e
        index += 1
    if last == start:
        return None
    stop = last
    # Kepala Dinas Pasar, Budi Santoso: the name follows the role; Budi, Kepala Dinas: the role follows the name
    if (index < len(tokens) and tokens[index][2] == ",") or (index < len(tokens) and tokens[index][2] == "("):
        if tokens[index][2] == "(":
            return Phrase(start, last, last)
        follow = _name_run(tokens, index + 1, words)
        if follow and not _personal(text[start:last], words):
            return Phrase(start, follow, follow)
        stop = _apposition(tokens, index, last, words)
    return Phrase(start, last, stop)


def _initial(before: str) -> bool:
    word = before.rsplit(" ", 1)[-1]
    return len(word) <= 4 and word[:1].isupper()


def _personal(phrase: str, words: Words) -> bool:
    """Whether a phrase begins with a name, not with a role."""
    first = phrase.split(None, 1)[0].lower().rstrip(".")
    return capital(phrase) and first not in words.titles and first not in words.groups


def _name_run(tokens: list[tuple[int, int, str]], index: int, words: Words) -> int:
    """Return where a run of two to five capitalised words ends that a comma or a stop closes, else 0."""
    begin = index
    end = 0
    while index < len(tokens) and capital(tokens[index][2]) and tokens[index][2].lower() not in words.stops:
        end = tokens[index][1]
        index += 1
        while index < len(tokens) and tokens[index][2] == "." and tokens[index][0] - tokens[index - 1][0] <= 4:
            index += 1
    if index == begin or index - begin > 7:
        return 0
    if index < len(tokens) and tokens[index][2][0].isalnum():
        low = tokens[index][2].lower()
        if low not in words.stops and low not in words.late_stops and low not in words.adverbs:
            return 0
    return end


def _apposition(tokens: list[tuple[int, int, str]], index: int, last: int, words: Words) -> int:
    """Return where `, warga desa itu,` ends, or `last` if what follows the comma is no apposition."""
    if index + 1 >= len(tokens):
        return last
    head = tokens[index + 1][2]
    low = head.lower()
    if low not in words.groups and low not in words.titles and low not in words.appositions:
        return last
    for s, _e, token in tokens[index + 1 :]:
        if token in (",", ".", "\n"):
            return s
    return tokens[-1][1]


def phrase_before(text: str, start: int, end: int, words: Words) -> Phrase | None:
    """Return the subject in `text[start:end]`, which a verb of speech follows."""
    start = max(start, end - 400)
    tokens = [(m.start(), m.end(), m.group()) for m in TOKEN.finditer(text, start, end)]
    while tokens and (tokens[-1][2].lower() in words.adverbs or tokens[-1][2] in ",;—–"):
        tokens.pop()
    if not tokens:
        return None
    s, e, token = tokens[-1]
    if token.lower() in words.pronouns:
        return Phrase(s, e, e, pronoun=True)
    if token.lower() in words.blockers:
        return None
    chunks: list[list[tuple[int, int, str]]] = [[]]
    depth = 0
    for each in tokens:
        if each[2] == "(":
            depth += 1
        elif each[2] == ")":
            depth = max(0, depth - 1)
        elif depth:
            continue
        elif each[2] in ",;:—–\x01" or (each[2] in ".!?" and not _initial(text[max(start, each[0] - 6) : each[0]])):
            chunks.append([])
        elif each[2][0].isalnum():
            chunks[-1].append(each)
    chunks = [c for c in chunks if c]
    if not chunks:
        return None
    while len(chunks) > 1 and chunks[0][0][2].lower() in words.leads:
        chunks.pop(0)
    subject = chunks[0]
    if subject[0][2].lower() in words.leads:
        subject = _tail(subject, words)
        if not subject:
            return None
        return Phrase(subject[0][0], subject[-1][1], subject[-1][1])
    # Kepala Dinas Pasar, Budi Santoso, mengatakan
    cut = _cut(subject, words)
    if cut is None:
        return None
    if len(chunks) > 1 and cut == subject[-1][1] and not _personal(text[subject[0][0] : cut], words):
        follow = chunks[1]
        run = 0
        while run < len(follow) and capital(follow[run][2]) and follow[run][2].lower() not in words.stops:
            run += 1
        if 0 < run <= 7:
            return Phrase(subject[0][0], follow[run - 1][1], follow[run - 1][1])
    return Phrase(subject[0][0], cut, cut)


def _cut(tokens: list[tuple[int, int, str]], words: Words) -> int | None:
    """Return where a subject ends: before `yang`, `saat`, and before prepositions behind a name."""
    named = False
    last: int | None = None
    for _s, e, token in tokens:
        low = token.lower()
        if low in words.stops and not capital(token):
            break
        if low in words.late_stops and named:
            break
        if capital(token) and low not in words.titles and last is not None:
            named = True
        last = e
    return last


def _tail(tokens: list[tuple[int, int, str]], words: Words) -> list[tuple[int, int, str]]:
    """Return the capitalised words at the end of a lead that no comma parts from its subject."""
    kept: list[tuple[int, int, str]] = []
    for each in reversed(tokens[1:]):
        low = each[2].lower()
        if capital(each[2]) or low in words.pointers or (low in words.groups and kept):
            kept.append(each)
            if low in words.groups:
                break
            continue
        if kept and (low in words.pointers or capital(kept[0][2]) is False):
            kept.append(each)
            continue
        break
    kept.reverse()
    return kept


__all__ = ["Phrase", "capital", "phrase_after", "phrase_before"]
