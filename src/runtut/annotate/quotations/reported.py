"""Reported speech: the clause that a cue of speech governs, and the words that say whose it is."""

from __future__ import annotations

import re
from dataclasses import dataclass

from runtut.annotate.quotations.speakers import Phrase, capital, phrase_after, phrase_before
from runtut.annotate.quotations.words import TOKEN, Words

_DATELINE = re.compile(r"[^\n.,;:!?\"“]{0,30}(?:[.,/ ]{1,2}[^\n.,;:!?\"“\s]{1,24}){0,5}?\s?[-–—]{1,2}\s")
_WORD = re.compile(r"[^\W_][\w'’.\-/]*")
_EDGE = " \t,;:-–—"


@dataclass(frozen=True, slots=True)
class Reported:
    """A reported clause `[start, end)`, its cue and its speaker, as offsets into the part."""

    start: int
    end: int
    cue: tuple[int, int]
    speaker: Phrase | None
    rule: str
    written: bool = False


def read_reported(text: str, start: int, end: int, words: Words) -> list[Reported]:
    """Return the reported clauses of one sentence `text[start:end]`, direct quotations already blanked."""
    dateline = _dateline(text, start, end)
    start = dateline or start
    while end > start and (text[end - 1] in ".!?…\"”'’) \x01" or text[end - 1].isspace()):
        if text[end - 1] == ")" and "(" in text[start:end]:
            break
        end -= 1
    if end - start < 12:
        return []
    for reader in (_according, _interrupted, _governed):
        made = reader(text, start, end, words)
        if made:
            return made
    return []


def _dateline(text: str, start: int, end: int) -> int:
    """Return where the sentence begins behind `JAKARTA, KABAR.com - `, or 0."""
    if start and text[start - 1 : start] != "\n":
        return 0
    match = _DATELINE.match(text, start, min(end, start + 90))
    if match is None:
        return 0
    head = match.group()
    letters = [c for c in head if c.isalpha()]
    uppers = sum(c.isupper() for c in letters)
    if letters and (uppers >= len(letters) * 0.5 or re.search(r"\.(?:com|id|co|net)\b", head, re.IGNORECASE)):
        return match.end()
    first = head.strip(" -–—")
    return match.end() if first.istitle() and len(first.split()) <= 3 else 0


def _count(text: str, start: int, end: int) -> int:
    return sum(1 for _ in _WORD.finditer(text, start, end))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start] in _EDGE or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in _EDGE or text[end - 1].isspace()):
        end -= 1
    return start, end


def _clause(text: str, start: int, end: int, words: Words) -> tuple[int, int]:
    """Return the clause without the comma and the complementizer that open it."""
    start, end = _trim(text, start, end)
    link = words.complementizer.match(text, start, end)
    if link is not None and link.end() < end and not text[link.end()].isalnum():
        start = link.end()
    return _trim(text, start, end)


def _according(text: str, start: int, end: int, words: Words) -> list[Reported]:
    for cue in words.according.finditer(text, start, end):
        before = text[start : cue.start()].rstrip()
        nya = cue.group("nya") is not None
        at_head = not before
        if nya:
            phrase: Phrase | None = Phrase(cue.end() - len(words.suffix), cue.end(), cue.end(), pronoun=True)
        else:
            phrase = phrase_after(text, cue.end(), end, words)
        if phrase is None:
            continue
        bare = not (at_head or nya or phrase.pronoun or before.endswith((",", "\x01")))
        if bare and text[cue.start() : cue.end()].islower():
            lead = before.rsplit(None, 1)[-1].lower()
            if not (cue.start() - start < 20 or lead in words.leads) or phrase.stop >= end:
                continue
        stop = phrase.stop
        tail = _skip(text, stop, end, words)
        if _count(text, tail, end) >= 3:
            s, e = _clause(text, tail, end, words)
            return [Reported(s, e, cue.span("cue"), phrase, "according")]
        s, e = _trim(text, start, cue.start())
        if _count(text, s, e) >= 3:
            return [Reported(s, e, cue.span("cue"), phrase, "according-after")]
    return []


def _skip(text: str, at: int, end: int, words: Words) -> int:
    """Step over what stands between a speaker and the clause: `, Senin (12/9),`, `kepada wartawan,`."""
    position = at
    while position < end and text[position] in " \t":
        position += 1
    if position < end and text[position] == ".":
        return position + 1
    match = _WORD.match(text, position, end)
    if match is not None and (match.group().lower() in words.stops or match.group().lower() in words.late_stops):
        comma = text.find(",", position, end)
        if comma == -1:
            return end
        return comma + 1
    if position < end and text[position] == "(":
        close = text.find(")", position, end)
        position = close + 1 if close != -1 else position
    if position < end and text[position] == ",":
        match = _WORD.match(text, position + 2, end)
        if match is not None and match.group().lower() in words.stops:
            comma = text.find(",", position + 1, end)
            return comma + 1 if comma != -1 else end
        return position + 1
    return position


def _interrupted(text: str, start: int, end: int, words: Words) -> list[Reported]:
    """Read `Harga beras, kata Budi, naik lagi` and `Harga beras naik lagi, kata Budi`."""
    for cue in words.inside.finditer(text, start, end):
        head = text[start : cue.start()].rstrip()
        nya = cue.group("nya") is not None
        if head and not head.endswith((",", "\x01", ";")):
            continue
        at = cue.start("cue")
        if capital(text[at]) and head:
            continue
        if nya:
            phrase = Phrase(cue.end() - len(words.suffix), cue.end(), cue.end(), pronoun=True)
        else:
            found = phrase_after(text, cue.end(), end, words)
            if found is None:
                continue
            phrase = found
            first = _WORD.match(text, phrase.start, end)
            word = first.group() if first else ""
            passive = text[at : cue.end("cue")].lower() not in words.cues
            if not (capital(word) or phrase.pronoun or word.lower() in words.groups or word.lower() in words.titles):
                continue
            if passive and text[phrase.stop : phrase.stop + 1] != ",":
                continue
        tail = _skip(text, phrase.stop, end, words)
        after = _count(text, tail, end)
        before = _count(text, start, cue.start())
        if after >= 3 and (tail > phrase.stop or before < 8 or text[tail : tail + 1].islower()):
            first = _WORD.search(text, tail, end)
            if first is None:
                continue
            if before >= 5 and first.group().lower() in words.stops:
                after = 0
            else:
                s, e = _clause(text, tail, end, words)
                return [Reported(s, e, cue.span("cue"), phrase, "interrupted")]
        if before >= 4:
            s, e = _trim(text, start, cue.start())
            return [Reported(s, e, cue.span("cue"), phrase, "cue-after")]
    return []


def _governed(text: str, start: int, end: int, words: Words) -> list[Reported]:
    """Read `Budi mengatakan, harga beras naik`, and a second verb of the same subject."""
    for verb in words.verb.finditer(text, start, end):
        name = verb.group("verb").lower()
        if verb.start() == start:
            continue
        previous = text[start : verb.start()].rstrip().rsplit(None, 1)
        if not previous or previous[-1].lower().strip(",") in words.blockers:
            continue
        phrase = phrase_before(text, start, verb.start(), words)
        if phrase is None:
            continue
        after = verb.end()
        while True:  # mengatakan pula, menambahkan lagi
            match = _WORD.match(text, after + 1, end)
            if (
                match is None
                or match.group().lower() not in words.adverbs
                or match.end() >= end
                or capital(match.group())
            ):
                break
            if text[after] != " ":
                break
            after = match.end()
        follow = _WORD.match(text, after + 1, end) if after < end and text[after] == " " else None
        if follow is not None and follow.group().lower() in words.circumstances:
            link = words.requests.search(text, after, min(end, after + 160))
            comma = text.find(",", after, min(end, after + 160))
            if link is not None and (comma == -1 or link.start() < comma):
                after = link.start()
            elif comma != -1:
                after = comma
            else:
                continue
        link = words.complementizer.match(text, after, end)
        linked = link is not None or text[after : after + 1] in (",", ":")
        if name in words.linked and not linked:
            # meminta warga agar tetap tenang
            request = words.requests.search(text, after, min(end, after + 80))
            if request is None:
                continue
            after = request.start()
        elif not linked:
            request = words.requests.search(text, after, min(end, after + 60))
            if request is not None and name in words.asking:
                after = request.start()
        made: list[Reported] = []
        limit = end
        second = words.second.search(text, after, end)
        if second is not None and _count(text, after, second.start()) >= 3:
            limit = second.start()
        s, e = _clause(text, after, limit, words)
        if _count(text, s, e) < 2:
            continue
        head = _WORD.match(text, s, e)
        if head is not None and head.group().lower() in words.reference and _count(text, s, e) < 6:
            continue
        made.append(Reported(s, e, verb.span("verb"), phrase, "governed", written=name in words.written))
        if limit < end and second is not None:
            s, e = _clause(text, second.end("verb"), end, words)
            if _count(text, s, e) >= 3:
                made.append(Reported(s, e, second.span("verb"), phrase, "governed-second"))
        return made
    # Harga naik, kementerian memperingatkan
    return _trailing(text, start, end, words)


def _trailing(text: str, start: int, end: int, words: Words) -> list[Reported]:
    comma = text.rfind(",", start, end)
    if comma == -1:
        return []
    verb = max(words.verb.finditer(text, comma, end), key=lambda m: m.start(), default=None)
    if verb is None or verb.end() < end or _count(text, start, comma) < 4:
        return []
    s, e = _trim(text, comma, verb.start())
    if not 1 <= _count(text, s, e) <= 6:
        return []
    first = next(TOKEN.finditer(text, s, e), None)
    if first is None:
        return []
    a, b = _trim(text, start, comma)
    pronoun = text[s:e].lower() in words.pronouns
    return [Reported(a, b, verb.span("verb"), Phrase(s, e, e, pronoun=pronoun), "trailing")]
