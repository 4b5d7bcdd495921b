"""Reported speech: the clause that a cue of speech governs, and the words that say whose it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from runtut.annotate.quotations.phrases import Phrase, speaker_after, subject_before, suffix_phrase
from runtut.annotate.quotations.tokens import BLANK, TOKEN, WORD, count_words
from runtut.annotate.quotations.words import Way, Words
from runtut.languages.patterns import late
from runtut.values import dataclass

_DATELINE = late(r"[^\n.,;:!?\"“]{0,30}(?:[.,/ ]{1,2}[^\n.,;:!?\"“\s]{1,24}){0,5}?\s?[-–—]{1,2}\s")
_DASH = late(r"[-–—]\s")
_DOMAIN_DATELINE = late(r"[\w-]{2,30}\.(?:com|id|co|net)(?:\.id)?,\s?[A-Z][\w-]+\s(?:[-–—]\s?)?(?=[A-Z])")
_TOWN = late(r"[A-Z][A-Z ]{2,30} [-–—]{1,2} ")
_DOMAIN = late(r"\.(?:com|id|co|net)\b", re.IGNORECASE)
_EDGE = " \t,;:-–—"
_END = ".!?…\"”'’) \x01"
_CLAUSE = 3
"""Words that make a clause where a cue governs it with no mark between."""
_SET_OFF = 2
"""Words that do where commas set the cue off: `Ukurannya, kata Budi, tetap besar`."""
_SHORTEST = 12
_PLAIN = 6
"""Words up to which what stands behind some verbs may be a plain noun."""
_ASKED = 80
_LOOK_BACK = 60
_SETS_OFF = (",", ";", BLANK, '"', "'", "”", "’")
"""What stands before a cue that is set off from the clause before it."""
_TRAILING = ("according-after", "cue-after")
"""Readings in which the whole sentence before the cue is its clause."""
_CIRCUMSTANCE = 160


@dataclass(frozen=True, slots=True)
class Reported:
    """A reported clause `[start, end)`, its cue and its speaker, as offsets into the part."""

    start: int
    end: int
    cue: tuple[int, int]
    speaker: Phrase | None
    rule: str


def read_reported(text: str, start: int, end: int, words: Words, ways: Collection[Way]) -> list[Reported]:
    """Return the reported clauses of one sentence `text[start:end]`, direct quotations already blanked.

    `ways` are those in which a report can hang on its words: no others are looked for.
    """
    start = _past_dateline(text, start, end)
    end = _before_end(text, start, end)
    if end - start < _SHORTEST:
        return []
    for way, reader in ((Way.ACCORDING, _according), (Way.CUE, _set_off), (Way.AGENT, _by_agent)):
        made = reader(text, start, end, words) if way in ways else []
        if made:
            return _outermost(text, start, end, made, words)
    if Way.VERB in ways:
        for reader in (_governed, _relative, _trailing):
            made = reader(text, start, end, words)
            if made:
                return made
    return []


def _outermost(text: str, start: int, end: int, made: list[Reported], words: Words) -> list[Reported]:
    """Return the clauses of a verb that stands before a cue inside its clause: `Budi berkata, harga, menurut dia, naik`."""
    cue = made[0].cue[0]
    if cue - start < _LOOK_BACK or made[0].rule in _TRAILING:
        return made
    governed = _governed(text, start, end, words)
    return governed if governed and governed[0].cue[0] < cue else made


# ---------------------------------------------------------------- the edges of a sentence and of a clause


def _past_dateline(text: str, start: int, end: int) -> int:
    """Return where the sentence begins behind `JAKARTA, KABAR.com - `; `start` where no dateline opens it."""
    if start and text[start - 1] != "\n":
        return start
    dashed = _DASH.search(text, start, min(end, start + 90)) is not None  # quick, and few sentences have one
    match = _DATELINE.match(text, start, min(end, start + 90)) if dashed else None
    if match is None:
        plain = _DOMAIN_DATELINE.match(text, start, min(end, start + 90))
        return plain.end() if plain is not None else start
    head = match.group()
    letters = [c for c in head if c.isalpha()]
    if letters and (sum(c.isupper() for c in letters) >= len(letters) * 0.5 or _DOMAIN.search(head)):
        town = _TOWN.match(text, match.end(), end)  # kabar.com - WANASARI -
        return match.end() if town is None else town.end()
    place = head.strip(" -–—")
    return match.end() if place.istitle() and len(place.split()) <= 3 else start


def _before_end(text: str, start: int, end: int) -> int:
    """Return where the sentence ends before its full stop and closing marks; a bracket it opened stays."""
    while end > start and (text[end - 1] in _END or text[end - 1].isspace()):
        if text[end - 1] == ")" and "(" in text[start:end]:
            break
        end -= 1
    return end


def _words_before(text: str, start: int, at: int) -> str:
    """Return the last words of `text[start:at]`, without the white space behind them."""
    return text[max(start, at - _LOOK_BACK) : at].rstrip()


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and (text[start] in _EDGE or text[start].isspace()):
        start += 1
    while end > start and (text[end - 1] in _EDGE or text[end - 1].isspace()):
        end -= 1
    return start, end


def _clause(text: str, start: int, end: int, words: Words, *, asked: bool = False) -> tuple[int, int]:
    """Return the clause without the comma and the complementizer that open it; one of purpose goes only where it is `asked`."""
    start, end = _trim(text, start, end)
    link = words.complementizer.match(text, start, end)
    opens = link is not None and (asked or link.group("link").lower() not in words.purposes)
    if link is not None and opens and link.end() < end and not text[link.end()].isalnum():
        start = link.end()
    source = words.passed.search(text, start, end)
    if source is not None and source.group().startswith(",") and text.find(",", source.end(), end) == -1:
        end = source.start()
    return _trim(text, start, end)


def _past_aside(text: str, at: int, end: int, words: Words) -> int:
    """Step over what stands between a speaker and the clause: `, Senin (12/9),`, ` kepada wartawan,`, `, warga,`."""
    position = at
    while position < end and text[position] in " \t":
        position += 1
    if position < end and text[position] == "(":
        position = _past_brackets(text, position, end)
    comma = position < end and text[position] == ","
    opened = position + 1 if comma else position
    while opened < end and text[opened] in " \t":
        opened += 1
    follow = WORD.match(text, opened, end)
    word = follow.group() if follow is not None else ""
    prepositional = not comma and (word in words.late_stops or word == words.relative)
    if prepositional or words.aside.match(text, opened, end) is not None:
        closing = text.find(",", opened, end)
        if closing != -1:
            return closing + 1
        return opened if prepositional else end
    return opened if comma else position


def _past_brackets(text: str, position: int, end: int) -> int:
    close = text.find(")", position, end)
    return close + 1 if close != -1 else position


# ---------------------------------------------------------------- readers, in the order they are tried


def _according(text: str, start: int, end: int, words: Words) -> list[Reported]:
    """Read `Menurut Budi, harga naik`, `Harga, menurutnya, naik` and `Harga naik, menurut Budi`."""
    for cue in words.according.finditer(text, start, end):
        before = _words_before(text, start, cue.start())
        if before and (cue.group().lower() in words.sourcing or before.endswith(f" {words.relative}")):
            continue
        phrase = _according_to(text, cue, end, words)
        if phrase is None or (before.endswith(",") and _goes_on(text, cue, phrase, end, words)):
            continue
        loose = before and cue.group("nya") is None and not phrase.pronoun and not before.endswith((",", BLANK))
        if loose and cue.group().islower():
            lead = before.split()[-1].lower()
            if (
                not (cue.start() - start < 20 or (lead in words.leads and lead not in words.pointers))
                or phrase.stop >= end
            ):
                continue
        tail = _past_aside(text, phrase.stop, end, words)
        if not before and cue.group().lower() in words.passing:
            inner = _governed(text, tail, end, words)
            if inner:
                return inner
        if count_words(text, tail, end) >= _CLAUSE and _clause_follows(text, phrase, tail, before, words):
            return [Reported(*_clause(text, tail, end, words), cue.span("cue"), phrase, "according")]
        first, last = _trim(text, start, cue.start())
        if count_words(text, first, last) >= _CLAUSE:
            return [Reported(first, last, cue.span("cue"), phrase, "according-after")]
    return []


def _goes_on(text: str, cue: re.Match[str], phrase: Phrase, end: int, words: Words) -> bool:
    """Whether a source is set off inside somebody's own report: `Kabar Sawah, mengutip petani, melaporkan harga naik`."""
    comma = text.find(",", phrase.end, min(end, phrase.end + _CIRCUMSTANCE))
    verb = words.verb.match(text, comma + 2, end) if comma != -1 and cue.group("nya") is None else None
    return verb is not None and verb.group("verb").lower() not in words.written_verbs


def _clause_follows(text: str, phrase: Phrase, tail: int, before: str, words: Words) -> bool:
    """Whether what stands behind `menurut X` is its clause: not a relative, nor more of the phrase where one stood before."""
    first = WORD.match(text, tail)
    if first is not None and first.group().lower() == words.relative:
        return False
    return not before.endswith((",", BLANK)) or phrase.pronoun or tail > phrase.stop + 1


def _according_to(text: str, cue: re.Match[str], end: int, words: Words) -> Phrase | None:
    if cue.group("nya") is not None:
        return suffix_phrase(cue.end(), words)
    return speaker_after(text, cue.end(), end, words, clause_follows=True)


def _set_off(text: str, start: int, end: int, words: Words) -> list[Reported]:
    """Read `Harga beras, kata Budi, naik lagi`, `Kata Budi, harga naik` and `Harga beras naik lagi, kata Budi`."""
    for cue in words.inside.finditer(text, start, end):
        head = _words_before(text, start, cue.start())
        if head and not head.endswith(_SETS_OFF) and not _is_aside_cue(text, start, cue, end, words):
            continue
        phrase = _set_off_speaker(text, cue, end, words, at_head=not head)
        if phrase is None:
            continue
        tail = _past_aside(text, phrase.stop, end, words)
        after = count_words(text, tail, end)
        before = count_words(text, start, cue.start())
        if before >= _CLAUSE and (_is_circumstance(text, tail, end, words) or _is_apposed(text, tail, end, words)):
            after = 0
        if after >= _SET_OFF and (tail > phrase.stop or before < 8 or text[tail : tail + 1].islower()):
            first, last = _clause(text, tail, end, words)
            return [Reported(first, last, cue.span("cue"), phrase, "set-off")]
        if before >= _CLAUSE:
            first, last = _trim(text, start, cue.start())
            return [Reported(first, last, cue.span("cue"), phrase, "cue-after")]
    return []


def _is_aside_cue(text: str, start: int, cue: re.Match[str], end: int, words: Words) -> bool:
    """Whether a cue with its pronoun stands behind a short lead and before a comma: `Belum lagi katanya, harga naik`."""
    short = count_words(text, start, min(cue.start(), start + _LOOK_BACK)) <= _CLAUSE
    word = cue.group("cue").lower().removesuffix(cue.group("nya") or "")
    return (
        short
        and word not in words.noun_cues
        and cue.group("nya") is not None
        and text[cue.end() : min(end, cue.end() + 1)] == ","
    )


def _set_off_speaker(text: str, cue: re.Match[str], end: int, words: Words, *, at_head: bool) -> Phrase | None:
    """Return the speaker behind a cue that commas set off, or None where the cue is an everyday word."""
    word = cue.group("cue")
    if word[0].isupper() and not at_head:
        return None
    if cue.group("nya") is not None:
        comma = text[cue.end() : cue.end() + 1] == ","
        return suffix_phrase(cue.end(), words) if comma or not at_head else None
    if at_head and word.lower() in words.noun_cues:
        return None
    phrase = speaker_after(text, cue.end(), end, words, clause_follows=True)
    if phrase is None or phrase.pronoun:
        return phrase
    first = WORD.match(text, phrase.start, end)
    head = first.group() if first is not None else ""
    if not (head[:1].isupper() or words.role_word(head.lower())):
        return None
    passive = word.lower() not in words.cues
    return None if passive and text[phrase.stop : phrase.stop + 1] != "," else phrase


def _by_agent(text: str, start: int, end: int, words: Words) -> list[Reported]:
    """Read `Keberanian disebut Budi Santoso menjadi modal`, and `Ditegaskan olehnya, pasar itu aman`."""
    for verb in words.passive.finditer(text, start, end):
        agent = verb.end() if verb.group().rstrip().lower().endswith(words.agent) else verb.end("verb")
        phrase = speaker_after(text, agent, end, words, clause_follows=True)
        if phrase is None:
            continue
        subject = WORD.match(text, start, verb.start())
        if subject is not None and subject.group().lower() in words.reference:
            continue  # Hal senada diungkapkan Budi, guru di Wanasari
        named = phrase.pronoun or not text[phrase.start : phrase.end].islower()
        if not named or _words_before(text, start, verb.start()).endswith(f" {words.relative}"):
            continue
        behind = WORD.match(text, phrase.end + 1, end)
        comma = text[phrase.stop : phrase.stop + 1] == ","
        if comma and (verb.start() == start or _is_lead(text, start, verb.start(), words)):
            clause = _clause(text, _past_aside(text, phrase.stop, end, words), end, words)
        elif verb.start() > start and behind is not None and words.predicate_word(behind.group()):
            clause = _trim(text, phrase.end, end)
        else:
            continue
        if count_words(text, *clause) >= _CLAUSE:
            return [Reported(*clause, verb.span("verb"), phrase, "agent")]
    return []


def _is_lead(text: str, start: int, at: int, words: Words) -> bool:
    """Whether `text[start:at]` is an adverbial with no comma: `Pada kesempatan yang sama `."""
    first = WORD.match(text, start, at)
    return first is not None and first.group().lower() in words.leads and text.find(",", start, at) == -1


def _governed(text: str, start: int, end: int, words: Words) -> list[Reported]:
    """Read `Budi mengatakan, harga beras naik`, and a second verb of the same subject."""
    for verb in words.verb.finditer(text, start, end):
        written = verb.group("verb").lower() in words.written_verbs
        if verb.start() == start or written or _is_negated(text, start, verb, words):
            continue
        phrase = subject_before(text, start, verb.start(), words)
        if phrase is None:
            continue
        at = _complement(text, verb, end, words)
        if at is None:
            continue
        made = list(_complements(text, at, end, verb.span("verb"), phrase, words))
        if made:
            return made
    return []


def _is_negated(text: str, start: int, verb: re.Match[str], words: Words) -> bool:
    """Whether the verb says that something was not said."""
    before = _words_before(text, start, verb.start()).split()[-2:]
    return verb.group("verb").lower() not in words.denials and any(w.lower() in words.negations for w in before)


def _complement(text: str, verb: re.Match[str], end: int, words: Words) -> int | None:
    """Return where what a verb reports begins, its complementizer included; None where it reports nothing."""
    name = verb.group("verb").lower()
    at = _past_adverbs(text, verb.end(), end, words)
    follow = WORD.match(text, at + 1, end) if text[at : at + 1] == " " else None
    if follow is not None and follow.group().lower() in words.circumstances:
        past = _past_circumstance(text, at, follow.end(), end, words)
        if past == end and (follow.group().lower() in words.told or _is_circumstance(text, at, end, words)):
            return None
        at = at if past == end else past
    elif follow is not None and follow.group().lower() in words.topics:
        return None
    if words.complementizer.match(text, at, end) is not None or text[at : at + 1] in (",", ":"):
        return at
    if name in words.asking:
        asked = words.linked.search(text, at, min(end, at + _ASKED))
        if asked is not None and _is_addressee(text, at, asked.start(), words):
            return asked.start()
    if name in words.linked_verbs:
        return None
    if name in words.loose_verbs and count_words(text, at, min(end, at + _CIRCUMSTANCE)) > _PLAIN:
        return at
    weak = name in words.weak_verbs or name in words.loose_verbs
    return at if not weak or _has_predicate(text, at, end, words) else None


def _is_circumstance(text: str, at: int, end: int, words: Words) -> bool:
    """Whether all behind a cue only says where or when: `kata Budi dalam sebuah wawancara`."""
    first = WORD.search(text, at, end)
    if first is None or text[at : first.start()].strip():
        return False
    low = first.group()
    pointer = WORD.match(text, first.end() + 1, end)
    if pointer is not None and pointer.group() in words.pointers:
        return False  # saat ini, which opens the clause
    opens = low in words.circumstances or low in words.late_stops
    return opens and "," not in text[at:end] and not _has_predicate(text, first.end(), end, words)


def _is_apposed(text: str, at: int, end: int, words: Words) -> bool:
    """Whether all behind a cue only says who spoke: `kata Budi, guru di Wanasari`, `kata warga yang melihatnya`."""
    first = WORD.search(text, at, end)
    if first is None or text[at : first.start()].strip(" ,"):
        return False
    low = first.group()
    if low == words.relative:
        return True
    return (words.role_word(low) or low in words.appositions) and not _has_predicate(text, first.end(), end, words)


def _is_addressee(text: str, start: int, end: int, words: Words) -> bool:
    """Whether words between a request and its complementizer name who is asked: no predicate, no derived noun."""
    asked = [m.group().lower() for m in WORD.finditer(text, start, end)]
    if not asked:
        return True
    return not asked[0].endswith(words.suffix) and not any(w in words.auxiliaries for w in asked)


def _has_predicate(text: str, start: int, end: int, words: Words) -> bool:
    """Whether a stretch says something, rather than name a thing.

    It does by a predicate that is not a relative's own, or by opening with a derived noun: `adanya kenaikan harga`.
    """
    previous = ""
    relative = False
    for index, match in enumerate(WORD.finditer(text, start, min(end, start + _CIRCUMSTANCE))):
        word = match.group()
        low = word.lower()
        if index == 0 and low.endswith(words.suffix):
            return True
        relative = relative or low == words.relative
        if previous not in (words.relative, words.agent):
            if low in words.auxiliaries and word.islower():
                return True
            if not relative and words.predicate_word(word):
                return True
        previous = low
    return False


def _past_adverbs(text: str, at: int, end: int, words: Words) -> int:
    """Return where the verb's own adverbs end: `mengatakan pula bahwa`; those that may be the clause's stay in it."""
    past = at
    while text[past : past + 1] == " ":
        match = WORD.match(text, past + 1, end)
        if match is None or match.end() >= end or match.group() not in words.adverbs:
            break
        past = match.end()
    linked = text[past : past + 1] in (",", ":") or words.complementizer.match(text, past, end) is not None
    return past if linked else at


def _past_circumstance(text: str, at: int, past: int, end: int, words: Words) -> int:
    """Step over `kepada wartawan` and `dalam rapat itu` up to the complementizer or comma; `end` if there is none.

    `saat itu` and `saat ini` are no such circumstance, but open the clause.
    """
    pointer = WORD.match(text, past + 1, end)
    if pointer is not None and pointer.group() in words.pointers:
        return end
    limit = min(end, at + _CIRCUMSTANCE)
    link = words.linked.search(text, at, limit)
    comma = text.find(",", at, limit)
    if link is not None and (comma == -1 or link.start() < comma):
        return link.start()
    return comma if comma != -1 else end


def _complements(
    text: str, at: int, end: int, cue: tuple[int, int], phrase: Phrase, words: Words
) -> Iterator[Reported]:
    """Yield what a verb governs, cut where a second verb of the same subject governs more."""
    second = words.second.search(text, at, end)
    if second is not None and count_words(text, at, second.start()) < _CLAUSE:
        second = None
    asked = text[slice(*cue)].lower() in words.asking
    first, last = _clause(text, at, end if second is None else second.start(), words, asked=asked)
    count = count_words(text, first, last)
    head = WORD.match(text, first, last)
    if count < _SET_OFF or (head is not None and count < 6 and head.group().lower() in words.reference):
        return
    yield Reported(first, last, cue, phrase, "governed")
    if second is not None:
        first, last = _clause(text, second.end("verb"), end, words)
        if count_words(text, first, last) >= _CLAUSE:
            yield Reported(first, last, second.span("verb"), phrase, "governed-second")


def _relative(text: str, start: int, end: int, words: Words) -> list[Reported]:
    """Read `... pengawas, yang menyatakan bahwa harga naik` and `disampaikan jaksa yang menyatakan bahwa ...`."""
    for verb in words.relative_verb.finditer(text, start, end):
        phrase = subject_before(text, start, verb.start(), words)
        clause = _clause(text, verb.end("verb"), end, words)
        if phrase is not None and count_words(text, *clause) >= _CLAUSE:
            return [Reported(*clause, verb.span("verb"), phrase, "relative")]
    return []


def _trailing(text: str, start: int, end: int, words: Words) -> list[Reported]:
    """Read `Harga beras naik lagi, kementerian memperingatkan`."""
    comma = text.rfind(",", start, end)
    if comma == -1 or count_words(text, start, comma) < 4:
        return []
    verb = max(words.verb.finditer(text, comma, end), key=lambda m: m.start(), default=None)
    if verb is None or not _ends_with(text, verb.end(), end, words):
        return []
    first, last = _trim(text, comma, verb.start())
    if not 1 <= count_words(text, first, last) <= 6 or next(TOKEN.finditer(text, first, last), None) is None:
        return []
    if all(w.group() in words.adverbs for w in WORD.finditer(text, first, last)):
        return []  # ..., hanya mengatakan
    phrase = Phrase(first, last, last, pronoun=text[first:last].lower() in words.pronouns)
    return [Reported(*_trim(text, start, comma), verb.span("verb"), phrase, "trailing")]


def _ends_with(text: str, at: int, end: int, words: Words) -> bool:
    """Whether nothing but a short circumstance stands behind a verb: `melaporkan pada Senin`."""
    rest = [m.group().lower() for m in WORD.finditer(text, at, end)]
    return not rest or (len(rest) <= 4 and (rest[0] in words.late_stops or rest[0] in words.days))


__all__ = ["Reported", "read_reported"]
