"""Which mentions are of one person: by full and short names, initials, nicknames, slips of one letter.

The reader of names says where people are named. Here their mentions are put together again, one by one in the
order of the text, so that two people who share a part of a name stay two: a lone part is the person who bears it
first in the name, or else whoever bears it and was named last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field, replace
from functools import cache, lru_cache
from itertools import pairwise

from runtut.languages import Pack
from runtut.languages.patterns import any_of, late
from runtut.record import TEXT, TITLE, Entity, EntityType, Record, Span
from runtut.values import dataclass

_WORD = late(r"[^\W\d_](?:[\w’'`-]*\w)?")
_LOOSE = late(r"[’'`.]")
_SHORTEST_NICKNAME = 4
_SHORTEST_SLIP = 6
_LONGEST_INITIALS = 4
_BETWEEN = 48
"""Characters looked at between two names that an alias joins."""


@dataclass(frozen=True, slots=True)
class _Mention:
    span: Span
    name: str
    words: tuple[str, ...]
    age: str


@dataclass(slots=True)
class _Person:
    """One person: the full form so far, every mention, the age that stood behind a name."""

    words: tuple[str, ...]
    mentions: list[_Mention] = field(default_factory=list)
    ages: set[str] = field(default_factory=set)
    last: int = 0


@dataclass(frozen=True, slots=True)
class _Words:
    alias: re.Pattern[str]
    age: re.Pattern[str]
    known: dict[tuple[str, ...], tuple[str, ...]]
    particles: frozenset[str]


@cache
def _words(pack: Pack) -> _Words:
    w = pack.people
    said, bare = any_of(w.aliases), any_of(w.bare_aliases)
    between = rf"\s?[,(]?\s?(?:(?:{said})\s)\W?|\s?\(\s?(?:(?:{bare})\s)?\W?|,?\s(?:{bare})\s\W?"
    return _Words(
        late(between, re.IGNORECASE),
        late(rf"\s?\((\d{{1,3}})(?:\s(?:{any_of(pack.numbers.age_bracketed)}))?\)"),
        {_key(short): _key(full) for short, full in w.known_as.items()},
        frozenset(pack.entities.particles),
    )


def join_people(record: Record, pack: Pack) -> tuple[Entity, ...]:
    """Return the record's entities with the mentions of people put together, person by person."""
    found = [e for e in record.entities if e.type is EntityType.PERSON]
    if not found:
        return record.entities
    rules = {span: entity.rule for entity in found for span in entity.mentions}
    words = _words(pack)
    mentions = [_mention(record, span, words) for span in rules]
    people = _Joining(record, words).join(mentions)
    others = [e for e in record.entities if e.type is not EntityType.PERSON]
    made = [*others, *(_entity(person, rules) for person in people)]
    made.sort(key=lambda e: _place(e.mentions[0]))
    return tuple(
        entity if entity.id == ident else replace(entity, id=ident)
        for entity, ident in ((entity, f"e{number}") for number, entity in enumerate(made, 1))
    )


def _mention(record: Record, span: Span, words: _Words) -> _Mention:
    text = record.story.part(span.part)
    name = " ".join(text[span.start : span.end].split())
    age = words.age.match(text, span.end)
    return _Mention(span, name, _key(name), age.group(1) if age is not None else "")


def _place(span: Span) -> tuple[int, str, int]:
    return ({TEXT: 0, TITLE: 1}.get(span.part, 2), span.part, span.start)


@lru_cache(maxsize=4096)
def _key(name: str) -> tuple[str, ...]:
    """Return the words of a name as they are compared: `Mu'ti` and `Muti`, `B.J.` and `BJ` are the same."""
    return tuple(_LOOSE.sub("", m.group()).lower() for m in _WORD.finditer(name.replace(".", ". ")))


class _Joining:
    """Goes through the mentions twice: those of full names first, then the short ones."""

    def __init__(self, record: Record, words: _Words) -> None:
        self.record = record
        self.words = words
        self.people: list[_Person] = []
        self.bearers: dict[str, list[_Person]] = {}
        self.by_name: dict[tuple[str, ...], list[_Person]] = {}

    def join(self, mentions: list[_Mention]) -> list[_Person]:
        """Return the people, each with its mentions."""
        mentions.sort(key=lambda m: _place(m.span))
        full = {m.words for m in mentions if len(m.words) > 1}
        for name in sorted(full, key=lambda n: (-len(n), -sum(map(len, n)), n)):
            self._introduce(name)
        aliases = dict(self._aliases(mentions))
        for number, mention in enumerate(mentions):
            person = self._person(mention, aliases.get(mention.span))
            person.mentions.append(mention)
            person.last = number + 1
            if mention.age:
                person.ages.add(mention.age)
        return [person for person in self.people if person.mentions]

    # ------------------------------------------------------------ full names

    def _introduce(self, name: tuple[str, ...]) -> None:
        """Take a full name for a new person, unless one longer name alone holds all of its words."""
        longer = [p for p in self.bearers.get(name[-1], []) if _shortens(name, p.words, self.words.particles)]
        longer += [
            p
            for p in self.bearers.get(name[0], [])
            if p not in longer and _shortens(name, p.words, self.words.particles)
        ]
        if len(longer) == 1:
            self._call(longer[0], name)
            return
        alike = [p for p in self.people if len(name) > 1 and _is_slip(name, p.words)]
        if len(alike) == 1:
            self._call(alike[0], name)
            return
        self._add(name)

    def _add(self, name: tuple[str, ...]) -> _Person:
        person = _Person(name)
        self.people.append(person)
        self._call(person, name)
        return person

    def _call(self, person: _Person, name: tuple[str, ...]) -> None:
        """Remember that a person is called by a name."""
        self.by_name.setdefault(name, []).append(person)
        for word in name:
            held = self.bearers.setdefault(word, [])
            if person not in held:
                held.append(person)

    # ------------------------------------------------------------ one mention

    def _person(self, mention: _Mention, alias: tuple[str, ...] | None) -> _Person:
        name = mention.words
        held = self._fit_age(self.by_name.get(name, []), mention)
        if not held and len(name) == 1:
            held = self._fit_age(self._of_part(name[0]), mention)
        if held:
            return self._nearest(held)
        if alias is not None:
            held = self.by_name.get(alias, [])
        if not held:
            held = self.by_name.get(self.words.known.get(name, ()), [])
        if not held and len(name) == 1:
            held = self._nicknamed(mention)
        if len(held) == 1:
            self._call(held[0], name)
            return held[0]
        return self._add(name)

    def _of_part(self, word: str) -> list[_Person]:
        """Return those who bear a word as a part of their name; who bears it first, before the rest."""
        held = self.bearers.get(word, [])
        first = [p for p in held if p.words[0] == word]
        return first if len(first) == 1 and len(held) > 1 else held

    def _fit_age(self, held: list[_Person], mention: _Mention) -> list[_Person]:
        """Leave out those whose age, where one is told, is another's."""
        if not mention.age:
            return held
        return [p for p in held if not p.ages or mention.age in p.ages]

    def _nearest(self, held: list[_Person]) -> _Person:
        """Return who was named last of some; before any of them was, who comes first in the text."""
        if len(held) == 1:
            return held[0]
        return max(held, key=lambda p: p.last)

    def _nicknamed(self, mention: _Mention) -> list[_Person]:
        """Return whom initials, the beginning of a name, or a name with a slip in it can mean."""
        word = mention.words[0]
        letters = mention.name.replace(".", "")
        named = [p for p in self.people if p.mentions]
        if letters.isupper():
            if not 1 < len(letters) <= _LONGEST_INITIALS:
                return []
            return [p for p in named if word in _initials(p.words, self.words.particles)]
        if len(word) < _SHORTEST_NICKNAME:
            return []
        begun = [p for p in named if any(w.startswith(word) and len(w) > len(word) for w in p.words)]
        if len(begun) == 1:
            return begun
        if len(word) < _SHORTEST_SLIP:
            return []
        return [p for p in named if any(_one_slip(word, w) for w in p.words)]

    # ------------------------------------------------------------ aliases

    def _aliases(self, mentions: list[_Mention]) -> Iterator[tuple[Span, tuple[str, ...]]]:
        """Yield the mentions that words of naming or brackets make another name of the one before."""
        for before, after in pairwise(mentions):
            if before.span.part != after.span.part or not 0 < after.span.start - before.span.end <= _BETWEEN:
                continue
            text = self.record.story.part(before.span.part)
            if self.words.alias.fullmatch(text, before.span.end, after.span.start) is not None:
                yield after.span, before.words


def _shortens(name: tuple[str, ...], full: tuple[str, ...], particles: frozenset[str]) -> bool:
    """Whether a name of two words or more is a longer one with words left out or cut to their initials."""
    if not 1 < len(name) <= len(full):
        return False
    at = 0
    whole = 0
    for word in name:
        while at < len(full) and not _stands_for(word, full[at]):
            if len(word) > 1 and len(word) <= 3 and word == "".join(w[0] for w in full[at : at + len(word)]):
                at += len(word) - 1
                break
            at += 1
        if at >= len(full):
            return False
        whole += word == full[at]
        at += 1
    return whole >= 1 and (name[-1] not in particles)


def _stands_for(word: str, full: str) -> bool:
    return word == full or (len(word) == 1 and full.startswith(word))


def _initials(words: Iterable[str], particles: frozenset[str]) -> set[str]:
    """Return the letters a name may be cut to: `MBS` of `Mohammed bin Salman`, `SW` of `Siti Wulan`."""
    held = tuple(words)
    if len(held) < 2:
        return set()
    return {"".join(w[0] for w in held), "".join(w[0] for w in held if w not in particles)}


def _is_slip(name: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names are the same but for one slip in one long word."""
    if len(name) != len(other):
        return False
    apart = [(a, b) for a, b in zip(name, other, strict=True) if a != b]
    return len(apart) == 1 and len(apart[0][0]) >= _SHORTEST_SLIP and _one_slip(*apart[0])


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter too many, too few, another, or two letters changed about make one word of the other."""
    if one == other or abs(len(one) - len(other)) > 1 or one[0] != other[0]:
        return False
    short, long = sorted((one, other), key=len)
    at = next((i for i, c in enumerate(short) if c != long[i]), len(short))
    if len(short) < len(long):
        return short[at:] == long[at + 1 :]
    if short[at + 1 :] == long[at + 1 :]:
        return True
    return short[at : at + 2] == long[at : at + 2][::-1] and short[at + 2 :] == long[at + 2 :]


def _entity(person: _Person, rules: dict[Span, str]) -> Entity:
    name = max((m.name for m in person.mentions), key=lambda each: (len(_key(each)), each.count(" ")))
    for m in person.mentions:
        if len(m.words) == len(_key(name)):
            name = m.name
            break
    return Entity(
        id="",
        type=EntityType.PERSON,
        name=name,
        mentions=tuple(m.span for m in person.mentions),
        aliases=tuple(dict.fromkeys(m.name for m in person.mentions if m.name != name)),
        rule=rules[person.mentions[0].span],
    )


__all__ = ["join_people"]
