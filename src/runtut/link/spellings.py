"""One name written in two ways: `Darmawan Suteja` and `Sutedja`, `Yayasan Lentera Bhakti` and `Bakti`.

Two words are taken for one name only where the rest of the story says so: all other words of the two forms are the
same, or one form is a lone word that nobody is introduced by. People of one family, and people told side by side in a
sentence, are people of their own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import field
from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import any_of, late
from runtut.languages.regions import load_regions
from runtut.record import TEXT, Entity, EntityType, Piece, Record, Span, TwoSpellings
from runtut.values import dataclass

_WORD = late(r"[^\W\d_](?:[\w’'`-]*\w)?")
_GENITIVE = late(r"[’']s$")
_DOUBLE = late(r"(.)\1+")
_SHORTEST = 4
_SHORTEST_CHANGED = 5
"""Letters of a word of which one may be changed for another and it still be the same name."""
_MOST_WORDS = 400
"""Words of names beyond which a text is a list of names."""
_MOST_APART = 3
"""Letters that one of two spellings may have more."""
_BESIDE = 60
"""Characters around a name in which a word of kinship stands."""
_NEXT = 12
"""Characters between a name and what introduces it."""
_MARK = late(r"\s?\((?:\d|[A-Z])")
_SITE = late(r"\.\w")
_ROMAN = late(r"[IVXLC]+")
_CAPITAL = late(r"[A-Z](?<![\w-].)[a-z]{4,}(?![\w-])")
_CUE = 24


@dataclass(slots=True)
class _Form:
    """One way of writing a name: its words as compared, and where it stands for which entity."""

    words: tuple[str, ...]
    mentions: list[tuple[Span, Entity]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Words:
    sound: re.Pattern[str]
    sounds: dict[str, str]
    silent: str
    acting: re.Pattern[str]
    cued: re.Pattern[str]
    kin: re.Pattern[str]
    age: re.Pattern[str]
    not_names: frozenset[str]
    twins: frozenset[frozenset[str]]


@cache
def _words(pack: Pack) -> _Words:
    s, q = pack.spellings, pack.quotations
    verbs = "|".join(map(re.escape, q.verb_prefixes))
    return _Words(
        late(any_of(s.sounds)),
        dict(s.sounds),
        "".join(s.silent),
        late(rf",? (?:{any_of((q.relative, *q.adverbs, *q.auxiliaries))}|(?:{verbs})\w{{3,}})(?!\w)"),
        late(rf"(?<!\w)(?:{any_of((*q.cues, *q.according))}) $", re.IGNORECASE),
        late(rf"(?<!\w)(?:{any_of(s.kin)})(?!\w)", re.IGNORECASE),
        late(rf"\s?\((\d{{1,3}})(?:\s(?:{any_of(pack.numbers.age_bracketed)}))?\)"),
        frozenset(s.not_names),
        frozenset(map(frozenset, s.twins)),
    )


def link_spellings(record: Record, pack: Pack) -> tuple[TwoSpellings, ...]:
    """Return the names of people and bodies that are written in two ways."""
    found: list[TwoSpellings] = []
    for kind in (EntityType.PERSON, EntityType.ORGANIZATION):
        entities = [e for e in record.entities if e.type is kind]
        forms = _forms(record, entities, lone=kind is EntityType.PERSON)
        if not forms:
            continue
        words = _words(pack)
        known = {word for name in forms for word in name if len(word) >= _SHORTEST} - words.not_names
        pairs = list(_alike(sorted(known), words)) if len(known) <= _MOST_WORDS else []
        if pairs:
            names = _Names(record, words, forms)
            found.extend(_pairs(names, pairs, pack, people=kind is EntityType.PERSON))
        if kind is EntityType.PERSON:
            found.extend(_unread(record, words, forms, pack))
    return tuple(found)


def _unread(record: Record, words: _Words, forms: dict[tuple[str, ...], _Form], pack: Pack) -> Iterator[TwoSpellings]:
    """Yield slips for half of a name that the reader of names took for no name, where its clause says it is one."""
    full = {name: form for name, form in forms.items() if len(name) > 1}
    begun: dict[str, set[str]] = {}
    for name in full:
        for word in name:
            if len(word) >= _SHORTEST_CHANGED and word not in words.not_names:
                begun.setdefault(word[0], set()).add(word)
    if not begun or sum(map(len, begun.values())) > _MOST_WORDS:
        return
    read = {word for name in forms for word in name}
    text = record.story.clean
    for written in sorted(set(_CAPITAL.findall(text))):
        word = written.lower()
        near = begun.get(word[0])
        if near is None or word in read:
            continue
        alike = [
            like for like in near if _like(word, like, words) and not (like.startswith(word) or word.startswith(like))
        ]
        if len(alike) != 1 or {word, alike[0]} in words.twins:
            continue
        match = next(m for m in _CAPITAL.finditer(text) if m.group() == written)
        bearers = [form for name, form in full.items() if alike[0] in name]
        before = [m for form in bearers for m, _ in form.mentions if m.part == TEXT and m.end < match.start()]
        if not before or len({tuple(sorted(f.words)) for f in bearers}) != 1:
            continue
        if not _acts(text, match, words) or word in _lexicon(pack) or re.search(rf"(?<!\w){word}(?!\w)", text):
            continue
        first = _piece_of(record, before[0], alike[0])
        if first is not None:
            count = sum(len(form.mentions) for form in bearers)
            yield TwoSpellings(first, Piece(match.start(), match.end(), written, TEXT), (count, 1))


def _acts(text: str, match: re.Match[str], words: _Words) -> bool:
    """Whether a capitalised word does something: a verb stands behind it, or a cue of speech before it."""
    behind = words.acting.match(text, match.end()) is not None
    return behind or words.cued.search(text, max(0, match.start() - _CUE), match.start()) is not None


@cache
def _places(pack: Pack) -> frozenset[str]:
    """Return the words of the names of regions and countries."""
    regions = load_regions(pack)
    return frozenset(
        w for name in map(str.lower, (*regions.names, *regions.countries, *pack.places.provinces)) for w in name.split()
    )


@cache
def _lexicon(pack: Pack) -> frozenset[str]:
    """Return words that are no slip for a name: places, offices, ordinary words that open a sentence."""
    q = pack.quotations
    plain = (q.titles, q.offices, q.groups, q.bodies, q.leads, q.stops, q.articles, q.kin, pack.people.role_heads)
    return _places(pack).union(*plain, pack.entities.not_names, pack.times.weekdays, pack.times.months)


def _forms(record: Record, entities: list[Entity], *, lone: bool) -> dict[tuple[str, ...], _Form]:
    """Return the ways in which the names are written, by their words as compared; lone words only where asked."""
    forms: dict[tuple[str, ...], _Form] = {}
    for entity in entities:
        held: dict[str, _Form | None] = {}
        for mention in entity.mentions:
            name = record.story.part(mention.part)[mention.start : mention.end]
            form = held.get(name)
            if name not in held:
                key = tuple(_fold(m.group()) for m in _WORD.finditer(name))
                form = forms.setdefault(key, _Form(key)) if key and (lone or len(key) > 1) else None
                held[name] = form
            if form is not None:
                form.mentions.append((mention, entity))
    return forms


def _alike(known: list[str], words: _Words) -> Iterator[tuple[str, str]]:
    """Yield pairs of words that are one slip apart, or sound the same."""
    begun: dict[str, list[str]] = {}
    for word in known:
        opening = words.sounds.get(word[:2]) or words.sounds.get(word[:1]) or word
        others = begun.setdefault(opening[0], [])
        for other in others:
            if _like(word, other, words):
                yield other, word
        others.append(word)


def _like(word: str, other: str, words: _Words) -> bool:
    """Whether two words are one slip apart, or sound the same."""
    apart = abs(len(word) - len(other))
    if apart > _MOST_APART:
        return False
    ends = word[:2] == other[:2] or word[-2:] == other[-2:]
    if apart <= 1 and word[0] == other[0] and (ends or word[-1] == other[-1]) and _one_slip(other, word):
        return True
    return ends and _sound(word, words) == _sound(other, words)


def _sound(word: str, words: _Words) -> str:
    """Return how a word sounds, roughly."""
    said = _DOUBLE.sub(r"\1", words.sound.sub(lambda m: words.sounds[m.group()], word))
    return said.rstrip(words.silent) or said


class _Names:
    """The forms of all names of one kind, by their words."""

    def __init__(self, record: Record, words: _Words, forms: dict[tuple[str, ...], _Form]) -> None:
        self.record = record
        self.words = words
        self.by_word: dict[str, list[_Form]] = {}
        for form in forms.values():
            form.mentions.sort(key=lambda m: (m[0].part != TEXT, m[0].part, m[0].start))
            for word in dict.fromkeys(form.words):
                self.by_word.setdefault(word, []).append(form)

    def ages(self, form: _Form) -> set[str]:
        """Return the ages that stand in brackets behind a form."""
        part = self.record.story.part
        found = (self.words.age.match(part(m.part), m.end) for m, _ in form.mentions)
        return {match.group(1) for match in found if match is not None}

    def introduced(self, form: _Form) -> bool:
        """Whether a mention tells who somebody is: a role or an age beside the name."""
        for mention, entity in form.mentions:
            for role in entity.roles:
                beside = 0 <= mention.start - role.end <= _NEXT or 0 <= role.start - mention.end <= _NEXT
                if role.part == mention.part and beside:
                    return True
            if _MARK.match(self.record.story.part(mention.part), mention.end) is not None:
                return True
        return False


def _fold(word: str) -> str:
    """Return the letters of a word as they are compared: small, without accents, marks and an English genitive."""
    if word.isascii() and word.isalpha():
        return word.lower()
    word = _GENITIVE.sub("", word)
    low = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in low if c.isalpha())


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter too many, too few, another, or two letters changed about make one word of the other."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((i for i, c in enumerate(short) if c != long[i]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    if len(short) < _SHORTEST_CHANGED:
        return False
    if short[at + 1 :] == long[at + 1 :]:
        return True
    return short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]


def _pairs(names: _Names, pairs: list[tuple[str, str]], pack: Pack, *, people: bool) -> Iterator[TwoSpellings]:
    for one, other in pairs:
        for first in names.by_word[one]:
            for second in names.by_word[other]:
                if one in second.words or other in first.words:
                    continue
                if not _one_name(names, first, second, one, other, people=people) or _apart(names, first, second):
                    continue
                link = _link(names, first, second, one, other)
                if link is not None and (people or not {one, other} <= _places(pack)):
                    yield link


def _one_name(names: _Names, first: _Form, second: _Form, one: str, other: str, *, people: bool) -> bool:
    """Whether two forms can only be the same name: all other words are the same, or one is the lone word."""
    short, full = (first, second) if len(first.words) <= len(second.words) else (second, first)
    word, like = (one, other) if short is first else (other, one)
    if len(short.words) > 1:
        return _fits(short.words, full.words, word, like, people=people)
    if (
        not people
        or len(full.words) == 1
        or {word, like} in names.words.twins
        or like.startswith(word)
        or word.startswith(like)
    ):
        return False
    if short.mentions[0][0].part == TEXT and full.mentions[0][0] > short.mentions[0][0]:
        return False  # nobody is named by half a name before the whole of it
    if len(names.by_word[word]) > 1 or names.introduced(short):
        return False
    return len({f.words for f in names.by_word[like] if len(f.words) == len(full.words)}) == 1


def _fits(short: tuple[str, ...], full: tuple[str, ...], word: str, like: str, *, people: bool) -> bool:
    """Whether a form is the other with one word changed and, for people, with words left out behind the first."""
    if len(short) == len(full):
        return [(a, b) for a, b in zip(short, full, strict=True) if a != b] == [(word, like)]
    if not people or short[0] != full[0]:
        return False
    rest = iter(full)
    return all((like if each == word else each) in rest for each in short)


def _apart(names: _Names, first: _Form, second: _Form) -> bool:
    """Whether the story tells the two apart: side by side in one sentence, by their ages, or as kin."""
    record = names.record
    sentences = {record.sentence_of(m) for m, _ in first.mentions}
    if any(record.sentence_of(m) in sentences for m, _ in second.mentions):
        return True
    ages = names.ages(first), names.ages(second)
    if all(ages) and not ages[0] & ages[1]:
        return True
    for mention in (first.mentions[0][0], second.mentions[0][0]):
        text = record.story.part(mention.part)
        if names.words.kin.search(text, max(0, mention.start - _BESIDE), mention.start):
            return True
    return False


def _link(names: _Names, first: _Form, second: _Form, one: str, other: str) -> TwoSpellings | None:
    left, right = _piece(names, first, one), _piece(names, second, other)
    if left is None or right is None:
        return None
    story = names.record.story
    for piece, like in ((left, right), (right, left)):
        cut = like.value[:-1] == piece.value and story.part(piece.part)[piece.end : piece.end + 1] == "."
        if cut or piece.value.partition("-")[0] == like.value or _ROMAN.fullmatch(piece.value):
            return None  # the last letter lost with a comma (`Wanasar. Budi`); a letter hung on; a number
    sides = sorted((left, right), key=lambda p: (p.part != TEXT, p.start))
    count = {word: sum(len(f.mentions) for f in names.by_word[word]) for word in (one, other)}
    return TwoSpellings(sides[0], sides[1], (count[_fold(sides[0].value)], count[_fold(sides[1].value)]))


def _piece(names: _Names, form: _Form, word: str) -> Piece[str] | None:
    return _piece_of(names.record, form.mentions[0][0], word)


def _piece_of(record: Record, mention: Span, word: str) -> Piece[str] | None:
    """Return where a word stands in a mention; None in the name of a site (`wanasari.com`)."""
    text = record.story.part(mention.part)
    for match in _WORD.finditer(text, mention.start, mention.end):
        if _fold(match.group()) == word and not _SITE.match(text, match.end()):
            return Piece(match.start(), match.end(), match.group(), mention.part)
    return None


__all__ = ["link_spellings"]
