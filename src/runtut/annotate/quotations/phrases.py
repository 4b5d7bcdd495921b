"""The words beside a cue that say who speaks, as written.

A phrase is a name (`Budi Santoso`), a role with its name (`Kepala Dinas Pasar, Budi Santoso`), a description
(`para pakar`, `pria yang membawa tas itu`) or a pronoun. `speaker_after` reads one to the right of a cue,
`subject_before` one to the left of a verb.
"""

from __future__ import annotations

from itertools import pairwise

from runtut.annotate.quotations.tokens import BLANK, Token, read_tokens
from runtut.annotate.quotations.words import Words
from runtut.values import dataclass

_AFTER = 220
_BEFORE = 400
_RELATIVE = 14
"""Words that a description may run on for behind its relative pronoun, up to the pointer that closes it."""
_APPOSITION = 14
_BRACKETS = 40
"""Characters of an age or a short name in brackets inside a phrase."""
_LONGEST_NAME = 7
_SUFFIXED = 6
"""Letters from which a word's ending may be the pronoun hung on it: `istrinya`."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A speaker's words `[start, end)`; `stop` is past an apposition behind it (`kata Budi, warga,`)."""

    start: int
    end: int
    stop: int
    pronoun: bool = False


def suffix_phrase(end: int, words: Words) -> Phrase:
    """Return the pronoun that hangs on a word ending at `end`: the `nya` of `ujarnya`."""
    return Phrase(end - len(words.suffix), end, end, pronoun=True)


# ---------------------------------------------------------------- to the right of a cue


def speaker_after(text: str, at: int, limit: int, words: Words, *, clause_follows: bool = False) -> Phrase | None:
    """Return the speaker's phrase that begins at `at`.

    With `clause_follows` the reported clause stands right behind it (`menurut X, harga naik`): what follows a
    comma is then a name or an apposition only if another comma closes it.
    """
    tokens = read_tokens(text, at, min(limit, at + _AFTER))
    first = 0
    if tokens and tokens[0].low in words.not_speakers and tokens[0].low in words.adverbs:
        return None  # Sebut saja Budi
    while first < len(tokens) and tokens[first].low in words.adverbs and not tokens[first].capital:
        first += 1
    if first < len(tokens) and tokens[first].low == words.agent:
        first += 1
    if first >= len(tokens):
        return None
    head = tokens[first]
    if head.low == words.agent + words.suffix:
        return suffix_phrase(head.end, words)
    if head.low in words.pronouns:
        return Phrase(head.start, head.end, head.end, pronoun=True)
    if not head.is_word or (not head.capital and (head.low in words.not_speakers or head.low in words.stops)):
        return None
    past = _run_after(tokens, first, words)
    while past > first + 1 and tokens[past - 1].low in words.late_stops:
        past -= 1
    if past == first:
        return None
    start, end = head.start, tokens[past - 1].end
    if past < len(tokens) and tokens[past].text == "(":
        past = _past_brackets(tokens, past)
    if past >= len(tokens) or tokens[past].text != ",":
        named = _office_name(tokens, first, past, words, closed=clause_follows)
        return Phrase(start, tokens[named - 1].end, tokens[named - 1].end) if named else Phrase(start, end, end)
    run = tokens[first:past]
    if not _is_name(run, words):
        named = _name_run(tokens, past + 1, words, closed=clause_follows)
        if named:
            return Phrase(start, tokens[named - 1].end, tokens[named - 1].end)
    return Phrase(start, end, _apposition_end(tokens, past, words, closed=clause_follows))


def _office_name(tokens: list[Token], first: int, past: int, words: Words, *, closed: bool) -> int:
    """Return the index past the name behind an office that a purpose goes on with, else 0.

    So in `Kepala Dinas Pasar untuk Kota Wanasari, Budi Santoso`.
    """
    if past >= len(tokens) or tokens[past].low not in words.purposes or not words.role_word(tokens[first].low):
        return 0
    for index in range(past + 1, min(len(tokens), past + _APPOSITION)):
        token = tokens[index]
        if token.text == ",":
            return _name_run(tokens, index + 1, words, closed=closed)
        if not token.is_word or token.low in words.stops or (words.predicate_word(token.low) and not token.capital):
            return 0
    return 0


def _run_after(tokens: list[Token], first: int, words: Words) -> int:
    """Return the index past the last token of the phrase that begins with token `first`."""
    named = False
    personal = tokens[first].capital and not words.role_word(tokens[first].low)
    past = index = first
    while index < len(tokens):
        token = tokens[index]
        if token.text == "(":
            beyond = _past_brackets(tokens, index)
            if beyond < len(tokens) and tokens[beyond].capital:
                index = beyond
                continue
            break
        if token.text == ".":
            if index + 1 < len(tokens) and _abbreviated(tokens[index - 1], words):
                index += 1
                continue
            break
        if not token.is_word:
            break
        if token.capital:
            if token.low in words.days and index > first:
                break
            named = named or not words.role_word(token.low)
        elif token.low == words.relative and not named:
            return _past_description(tokens, index, past, words)
        elif token.low in words.stops or (named and _ends_name(token, words)):
            break
        elif token.low in words.pointers and index > first:
            return index + 1
        elif personal and named and token.low not in words.particles:
            break
        index += 1
        past = index
    return past


def _ends_name(token: Token, words: Words) -> bool:
    """Whether a lower-case word behind a name is no part of it."""
    if token.low in words.pointers or words.role_word(token.low):
        return False
    return token.low in words.late_stops or token.low in words.adverbs or words.predicate_word(token.low)


def _past_brackets(tokens: list[Token], index: int) -> int:
    """Return the index past short brackets that hold an age, initials or a short name; `index` itself otherwise."""
    opening = tokens[index]
    for beyond in range(index + 1, min(len(tokens), index + 8)):
        token = tokens[beyond]
        if token.text == ")":
            inner = tokens[index + 1]
            short = token.start - opening.start <= _BRACKETS
            return beyond + 1 if short and (inner.capital or inner.text.isdigit()) else index
        if not token.is_word and token.text not in ".,":
            break
    return index


def _past_description(tokens: list[Token], index: int, past: int, words: Words) -> int:
    """Return the index past `yang membawa tas itu`, or `past` where no pointer closes the description."""
    for beyond in range(index + 1, min(len(tokens), index + 1 + _RELATIVE)):
        token = tokens[beyond]
        if not token.is_word:
            break
        if token.low in words.pointers and not token.capital:
            return beyond + 1
    return past


def _abbreviated(token: Token, words: Words) -> bool:
    """Whether a full stop behind a word belongs to it: `H.`, `Dr.`, `Moh.`."""
    return token.capital and (len(token.text) <= 2 or token.low in words.titles or token.low in words.abbreviations)


def _is_name(tokens: list[Token], words: Words) -> bool:
    """Whether a run of words is a name alone: every word a capital one, and the first no role."""
    if not tokens or words.role_word(tokens[0].low):
        return False
    return all(t.capital or not t.is_word or t.text[0].isdigit() or t.low in words.particles for t in tokens)


def _name_run(tokens: list[Token], index: int, words: Words, *, closed: bool) -> int:
    """Return the index past a name that stands at `index` and ends there, else 0.

    A comma, a bracket, the end or a word that can follow a speaker ends it; where it must be `closed`, only a
    comma or a bracket does.
    """
    begin = index
    while index < len(tokens):
        token = tokens[index]
        dotted = token.text == "." and index > begin and _abbreviated(tokens[index - 1], words)
        inner = index > begin and token.low in words.particles
        if not (dotted or inner or (token.capital and token.low not in words.days)):
            break
        index += 1
    ranked = words.role_word(tokens[begin].low) if index > begin else False
    if index == begin or index - begin > _LONGEST_NAME or (ranked and index - begin == 1):
        return 0
    if closed:
        return index if index < len(tokens) and tokens[index].text in ",(" else 0
    if index == len(tokens) or not tokens[index].is_word or tokens[index].capital:
        return index
    low = tokens[index].low
    fits = low in words.stops or low in words.late_stops or low in words.adverbs or words.predicate_word(low)
    return index if fits else 0


def _apposition_end(tokens: list[Token], comma: int, words: Words, *, closed: bool) -> int:
    """Return where `, warga desa itu,` ends; where the phrase ends if what follows the comma is no apposition."""
    past = tokens[comma - 1].end
    if comma + 1 >= len(tokens):
        return past
    low = tokens[comma + 1].low
    if not words.role_word(low) and low not in words.appositions:
        return past
    relative = low == words.relative
    for index in range(comma + 1, len(tokens)):
        token = tokens[index]
        if token.text in ",.\n":
            if closed and (token.text != "," or index - comma > _APPOSITION):
                return past
            return token.start
        if token.low == words.relative:
            relative = True
        if (
            closed
            and not relative
            and not token.capital
            and _ends_name(token, words)
            and token.low not in words.late_stops
        ):
            return past
    return past if closed else tokens[-1].end


# ---------------------------------------------------------------- to the left of a verb


def subject_before(text: str, start: int, end: int, words: Words) -> Phrase | None:
    """Return the subject in `text[start:end]`, which a verb of speech follows.

    The stretch is cut at its commas. The piece beside the verb is the subject, unless it is an aside or an
    apposition that commas close: `Budi Santoso, saat ditemui di rumahnya, mengatakan`.
    """
    start = max(start, end - _BEFORE)
    tokens = read_tokens(text, start, end)
    while tokens and tokens[-1].low in words.adverbs and not tokens[-1].capital:
        tokens.pop()
    closed = bool(tokens) and tokens[-1].text in ",;—–"
    while tokens and not tokens[-1].is_word and tokens[-1].text != ")":
        tokens.pop()
    if not tokens:
        return None
    last = tokens[-1]
    if last.low in words.pronouns:
        return Phrase(last.start, last.end, last.end, pronoun=True)
    if last.low in words.blockers and not last.capital:
        return None
    pieces = _pieces(tokens, words)
    if not pieces:
        return None
    head = pieces[-1][0]
    unclosed = _is_aside([head], words) and head.low not in words.leads and not head.capital
    index = _enclosed(pieces, words) if closed or unclosed else len(pieces) - 1
    return _subject(pieces, index, words)


def _pieces(tokens: list[Token], words: Words) -> list[list[Token]]:
    """Return the words between commas and the like, brackets left out."""
    pieces: list[list[Token]] = [[]]
    depth = 0
    for index, token in enumerate(tokens):
        if token.text == "(":
            depth += 1
        elif token.text == ")":
            depth = max(0, depth - 1)
        elif depth:
            continue
        elif token.is_word:
            pieces[-1].append(token)
        elif token.text == "." and index and _abbreviated(tokens[index - 1], words):
            continue
        elif token.text in ",;:—–.!?\n" + BLANK:
            pieces.append([])
    return [piece for piece in pieces if piece]


def _enclosed(pieces: list[list[Token]], words: Words) -> int:
    """Return which piece is the subject where a comma closes the last one: step back over asides and appositions."""
    index = len(pieces) - 1
    while index > 0 and _is_aside(pieces[index], words):
        index -= 1
    if index == 2 and _is_aside(pieces[1], words) and all(_is_name(pieces[i], words) for i in (0, 2)):
        return 0  # Budi, dalam pertemuan dengan ketua, Ani Wijaya, mengatakan
    if index == 0 or _is_name(pieces[index], words):
        return index
    before = pieces[index - 1]
    described = _is_name(before, words) or (not pieces[index][0].capital and _ends_in_name(before, words))
    return index - 1 if described else index


def _is_aside(piece: list[Token], words: Words) -> bool:
    head = piece[0]
    if head.capital:
        return head.low in words.days
    opens_aside = head.low in words.stops or head.low in words.late_stops or head.low in words.leads
    return opens_aside or (words.predicate_word(head.low) and not words.role_word(head.low))


def _ends_in_name(piece: list[Token], words: Words) -> bool:
    last = piece[-1]
    return last.capital and not words.role_word(last.low) and piece[0].low not in words.leads


def _subject(pieces: list[list[Token]], index: int, words: Words) -> Phrase | None:
    piece = _without_lead(pieces[index], words)
    if not piece:
        return None
    past = _subject_end(piece, words)
    if past == 0 or not _may_speak(piece[:past], words):
        return None
    if any(t.low in words.purposes for t in piece[past:]) and piece[past].low != words.relative:
        return None
    start, end = piece[0].start, piece[past - 1].end
    if index:
        listed = _list_start(pieces, index, words)
        if listed is not None:
            return Phrase(listed, end, end)
    if index and piece is pieces[index]:
        before = pieces[index - 1]
        if _is_name(piece[:past], words) and _is_role(before, words):
            start = _role_start(before, words)
        elif _is_name(piece[:past], words) and _names_first(before, words):
            return Phrase(before[0].start, before[_subject_end(before, words) - 1].end, end)
        elif (
            index == 1
            and before[0].low not in words.leads
            and _is_name(before, words)
            and _is_apposition(before, piece[:past], words)
        ):
            return Phrase(before[0].start, before[-1].end, end)
    return Phrase(start, end, end)


def _list_start(pieces: list[list[Token]], index: int, words: Words) -> int | None:
    """Return where a body or an office begins whose name holds a list: `Badan Pangan, Pasar, dan Lumbung`."""
    if not any(a.low in words.joints and b.capital for a, b in pairwise(pieces[index])):
        return None
    for at in range(index - 1, max(-1, index - 4), -1):
        piece = pieces[at]
        if not all(t.capital or t.low in words.joints for t in piece):
            return None
        if len(piece) > 1 and (piece[0].low in words.offices or words.role_word(piece[0].low)):
            return piece[0].start
    return None


def _names_first(piece: list[Token], words: Words) -> bool:
    """Whether a piece names somebody and goes on in a relative: `Budi yang didampingi kuasa hukumnya, Ani`."""
    named = [t.capital for t in piece[: next((i for i, t in enumerate(piece) if t.low == words.relative), 0)]]
    return bool(named) and all(named) and piece[0].low not in words.leads and not words.role_word(piece[0].low)


def _is_role(piece: list[Token], words: Words) -> bool:
    """Whether a piece before a name says what its bearer is: `Kepala Dinas Pasar`, `Seorang guru di Wanasari`."""
    at = _past_lead(piece, words)
    return at < len(piece) and words.role_word(piece[at].low) and piece[-1].low not in words.pointers


def _role_start(piece: list[Token], words: Words) -> int:
    return piece[_past_lead(piece, words)].start


def _is_apposition(name: list[Token], tokens: list[Token], words: Words) -> bool:
    """Whether words behind a name that opens the sentence say who it is, though no comma closes them."""
    if not words.role_word(tokens[0].low) or any(t.low in words.offices or t.text.isupper() for t in name):
        return False
    return len(name) > 1 or (not tokens[0].capital and tokens[-1].low in words.pointers)


def _past_lead(piece: list[Token], words: Words) -> int:
    """Return the index past conjunctions and what points back: `Namun`, `Sementara itu`, `Hal senada`."""
    at = 0
    while at < len(piece) and (
        piece[at].low in words.conjunctions or (at and piece[at].low in words.pointers and not piece[at].capital)
    ):
        at += 1
    return at


def _without_lead(piece: list[Token], words: Words) -> list[Token]:
    """Return the subject's part of a piece: what a conjunction or an adverbial before it leaves."""
    joined = max((i for i, t in enumerate(piece[:-1]) if t.low in words.subordinators and not t.capital), default=-1)
    if joined > 0 and (piece[joined + 1].capital or piece[joined + 1].low in words.groups):
        return piece[joined + 1 :]
    at = _past_lead(piece, words)
    rest = piece[at:]
    if not rest or (rest[0].low not in words.leads and rest[0].low not in words.days):
        return piece if not at else rest
    return _tail(rest, words)


def _tail(tokens: list[Token], words: Words) -> list[Token]:
    """Return the noun phrase at the end of an adverbial that no comma parts from it: `Dalam rapat itu Budi Santoso`."""
    kept: list[Token] = []
    for token in reversed(tokens[1:]):
        group = token.low in words.groups and (bool(kept) or token is tokens[-1])
        inner = token.low in (words.particles if kept else words.pointers)
        if not (group or inner or (token.capital and token.low not in words.days)):
            break
        kept.append(token)
        if group and not token.capital:
            break
    kept.reverse()
    return [] if all(t.low in words.pointers for t in kept) else kept


def _subject_end(tokens: list[Token], words: Words) -> int:
    """Return the index past a subject: before `yang`, `saat`, and before prepositions and verbs behind a name."""
    named = False
    for index, token in enumerate(tokens):
        if token.capital:
            if index and token.low in words.days:
                return index
            named = named or not words.role_word(token.low)
        elif token.low == words.relative and not named and index:
            return _past_description(tokens, index, index, words)
        elif token.low in words.stops or (named and _ends_name(token, words)):
            return index
    return len(tokens)


def _may_speak(tokens: list[Token], words: Words) -> bool:
    """Whether a subject can be somebody: no lone pointer (`hal itu`), no adverb, no thing that is pointed at (`kondisi itu`)."""
    if all(t.low in words.pointers or t.low in words.reference for t in tokens):
        return False
    head, last = tokens[0], tokens[-1]
    noun = head.low.removesuffix(words.suffix) if len(head.low) > _SUFFIXED else head.low
    if words.role_word(noun) or (head.capital and len(tokens) > 1 and tokens[1].capital):
        return True
    if last.low in words.pointers and not last.capital and not any(words.role_word(t.low) for t in tokens):
        return False
    if len(tokens) > 1 and words.predicate_word(head.low) and not tokens[1].capital:
        return False  # Mengulang doa itu ..., which is no one
    common = head.low in words.not_speakers or head.low in words.adverbs or head.low in words.auxiliaries
    return not common and head.low == noun


__all__ = ["Phrase", "speaker_after", "subject_before", "suffix_phrase"]
