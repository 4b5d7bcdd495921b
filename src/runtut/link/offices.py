"""Two positions given to one person that nobody holds at once: mayor and deputy mayor, head of two villages.

Only what stands right before a name, or behind it with a word that says it is held now, counts: what stands between
commas in a list of guests may be the next one's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import any_of, late
from runtut.record import TEXT, Entity, EntityType, Piece, Record, Role, RoleState, Span, TwoOffices
from runtut.values import dataclass

_WORD = late(r"[^\W_](?:[\w’'/-]*\w)?")
_RANK = 40
"""Characters of ranks between an office and the name."""
_WIDE = 80
"""Characters around a role in which words stand that say it is not held now."""
_ALIKE = 3
"""First letters by which a short form of a place is known (`Jaksel`, `Jakarta Selatan`)."""
_NAMED = 2
"""Words that name a body well enough."""
_BLENDED = 2
"""The same, where several words are blended in one (`Jateng`)."""


@dataclass(frozen=True, slots=True)
class _Office:
    """A role read: its office or post, the words of its place or body, and where it stands."""

    name: str
    public: bool
    of: tuple[str, ...]
    piece: Piece[str]


@dataclass(frozen=True, slots=True)
class _Words:
    heads: re.Pattern[str]
    public: dict[str, str]
    posts: dict[str, str]
    single: frozenset[str]
    bodies: frozenset[str]
    levels: frozenset[str]
    unsure: re.Pattern[str]
    now: re.Pattern[str]
    ranks: re.Pattern[str]
    year: re.Pattern[str]
    deputies: re.Pattern[str]
    months: frozenset[str]
    alone: frozenset[str]


@cache
def _words(pack: Pack) -> _Words:
    o = pack.offices
    return _Words(
        late(rf"(?:{any_of((*o.public, *o.posts))})(?![\w-])", re.IGNORECASE),
        dict(o.public),
        dict(o.posts),
        frozenset(o.single),
        frozenset(o.bodies),
        frozenset(o.levels),
        late(rf"(?<!\w)(?:{any_of(o.unsure)})(?!\w)", re.IGNORECASE),
        late(rf",? (?:{any_of(o.now)}) ", re.IGNORECASE),
        late(rf",? ?(?:(?:{any_of((*pack.people.ranks, *pack.people.rank_words))})\.? ?)*", re.IGNORECASE),
        late(r"(\w+) (?:19|20)\d\d(?!\d)"),
        late(rf"(?<!\w)(?:{any_of((*o.deputies, *pack.relations.joiners))})\s*$", re.IGNORECASE),
        frozenset(pack.times.months),
        frozenset(o.alone),
    )


def single_office(role: str, pack: Pack) -> tuple[str, tuple[str, ...]] | None:
    """Return an office that nobody holds in two places, and the words of its place; None where a role names none."""
    words = _words(pack)
    head = words.heads.match(role)
    name = words.public.get(" ".join(head.group().lower().split())) if head else None
    if head is None or name not in words.single:
        return None
    of = [m.group().lower() for m in _WORD.finditer(role, head.end())]
    kept = tuple(w for w in of if w not in words.levels)
    return name, kept[:1] if name in words.bodies else kept


def may_be_one_place(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two places, by their words in small letters, may be one written in two ways; a place without words is any."""
    return not one or not other or _short(one, other) or _short(other, one)


def link_offices(record: Record, pack: Pack) -> tuple[TwoOffices, ...]:
    """Return the people of whom two positions are said that exclude each other."""
    found: list[TwoOffices] = []
    for entity in record.entities:
        if entity.type is EntityType.PERSON and len(entity.roles) > 1:
            link = _two(list(_offices(record, entity, _words(pack))), entity, _words(pack))
            if link is not None:
                found.append(link)
    return tuple(found)


def _two(offices: list[_Office], entity: Entity, words: _Words) -> TwoOffices | None:
    for number, first in enumerate(offices):
        for second in offices[number + 1 :]:
            if _exclude(first, second, words):
                return TwoOffices(entity.name, first.piece, second.piece)
    return None


def _offices(record: Record, entity: Entity, words: _Words) -> Iterator[_Office]:
    for role in entity.roles:
        told = role.state is RoleState.CURRENT and role.part == TEXT
        head = words.heads.match(role.text) if told else None
        if head is None or not _own(record, entity, role, words) or not _held(record, role, words):
            continue
        low = " ".join(head.group().lower().split())
        rest = [m.group() for m in _WORD.finditer(role.text, head.end())]
        if any(w[0].islower() and w not in words.levels for w in rest):
            continue  # described, not named: menteri garis keras
        of = [w.lower() for w in rest]
        name, public = (words.public[low], True) if low in words.public else (words.posts[low], False)
        piece = Piece(role.start, role.end, role.text, role.part)
        kept = [w for w in of if w not in words.levels]
        if kept and name in words.alone:
            continue  # presiden klub, presiden senat
        yield _Office(name, public, tuple(kept[:1] if name in words.bodies else kept), piece)


def _own(record: Record, entity: Entity, role: Role, words: _Words) -> bool:
    """Whether a role stands right before a mention of its person, or behind one and is said to be held."""
    text = record.story.part(role.part)
    names = set(entity.name.lower().split())
    for mention in entity.mentions:
        if mention.part != role.part or not names.issuperset(text[mention.start : mention.end].lower().split()):
            continue
        if role.start < mention.start < role.end < mention.end:
            return True  # a place taken for the first word of the name
        if 0 <= mention.start - role.end <= _RANK and words.ranks.fullmatch(text, role.end, mention.start):
            return True
        if 0 < role.start - mention.end < _WIDE and words.now.fullmatch(text, mention.end, role.start):
            return True
    return False


def _held(record: Record, role: Role, words: _Words) -> bool:
    """Whether nothing around a role says that it was held, or will be."""
    text = record.story.part(role.part)
    sentence = record.sentence_of(Span(role.start, role.end, role.part))
    start, end = max(sentence.start, role.start - _WIDE), min(sentence.end, role.end + _WIDE)
    now = words.now.search(text, start, role.start)
    before = text[start : now.start() if now is not None else role.start]
    around = f"{before}|{text[role.start : end]}"
    if words.unsure.search(around) or words.deputies.search(before) or text[role.start - 1 : role.start].isalpha():
        return False
    return all(match[1].lower() in words.months for match in words.year.finditer(around))


def _exclude(first: _Office, second: _Office, words: _Words) -> bool:
    if first.name != second.name:
        if first.public and second.public:
            return bool(first.of) or bool(second.of)
        return first.of == second.of and len(first.of) >= _NAMED and not (first.public or second.public)
    if first.name not in words.single or not first.of or not second.of:
        return False
    return not may_be_one_place(first.of, second.of)


def _short(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a name may be the other written otherwise: a word in common, letters or beginnings for it (`Jateng`)."""
    if set(one) & set(other):
        return True
    if any(len(a) <= _ALIKE or a[:_ALIKE] == b[:_ALIKE] for a in one for b in other):
        return True
    return len(other) > 1 and one[0][:_BLENDED] == other[0][:_BLENDED]


__all__ = ["link_offices", "may_be_one_place", "single_office"]
