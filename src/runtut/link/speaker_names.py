"""What the people and bodies of a story are called: the name inside a speaker's words, and its fullest form.

The words beside a cue are the best evidence of a name (`kata Kepala Dinas Pasar Budi Santoso`). What is a role
or an office in them is told by the pack's lists, by the tables of regions, and by the story itself: a word that
stands behind the same word elsewhere too (`KAI Commuter`) belongs to that, not to the name behind it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from runtut.languages import Pack
from runtut.languages.regions import load_regions
from runtut.record import TEXT, Entity, EntityType, QuotationKind, Record, Speaker

_TOKEN = re.compile(r"[^\W_](?:[\w'’.\-/&]*[^\W_])?\.?|[,()]")
_EXPANDED = re.compile(r"\(([A-Z][A-Za-z-]{1,14})\)")
_NAME = re.compile(r"(?:[\w'’-]{1,4}\.\s?|[\w'’-]+\s)*+[\w'’-]+\.?")
_CAPITAL = re.compile(r"(?<![\w-])[A-Z][\w'’-]*")
_LONGEST_EXPANSION = 120
_INTRODUCTION = 160
_LONG_NAME = 3
"""Words from which a name may have swallowed a word of the office before it."""


class Kind(Enum):
    """What a speaker's words are."""

    PERSON = "person"
    BODY = "body"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class Named:
    """The name in a speaker's words, or the words themselves where they only describe."""

    name: str
    kind: Kind
    entity: str | None = None


class Mention(NamedTuple):
    """A person's name in the text, half open `[start, end)`."""

    start: int
    end: int
    name: str


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    low: str

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def acronym(self) -> bool:
        return len(self.text) > 1 and self.text.isupper() and self.text.isalpha()


@dataclass(frozen=True, slots=True)
class _Lists:
    titles: frozenset[str]
    offices: frozenset[str]
    groups: frozenset[str]
    bodies: frozenset[str]
    articles: frozenset[str]
    naming: frozenset[str]
    particles: frozenset[str]
    late_stops: frozenset[str]
    not_names: frozenset[str]
    pointers: frozenset[str]
    passive: re.Pattern[str]
    places: frozenset[str]

    def role(self, low: str) -> bool:
        """Whether a word says what somebody is."""
        return low.rstrip(".") in self.titles or low in self.groups


@cache
def passive_pattern(pack: Pack) -> re.Pattern[str]:
    """Return the pattern of a passive verb of speech and what stands before its agent: `disampaikan oleh `."""
    q = pack.quotations
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, q.passives))})\s+(?:{q.agent}\s+)?", re.IGNORECASE)


@cache
def _lists(pack: Pack) -> _Lists:
    q = pack.quotations
    regions = load_regions(pack)
    places = {r.name.lower() for r in regions.rows if r.kind != "kecamatan" and " " not in r.name}
    return _Lists(
        titles=frozenset(q.titles),
        offices=frozenset(q.offices),
        groups=frozenset(q.groups),
        bodies=frozenset(q.bodies),
        articles=frozenset(q.articles),
        naming=frozenset(q.naming),
        particles=frozenset(q.particles),
        late_stops=frozenset(q.late_stops),
        not_names=frozenset((*q.leads, *q.stops, *q.pronouns, *q.plural_pronouns, *pack.times.weekdays)),
        pointers=frozenset(q.pointers),
        passive=passive_pattern(pack),
        places=frozenset(places | {c.lower() for c in regions.countries if " " not in c}),
    )


class Names:
    """The names of one story."""

    def __init__(self, record: Record, pack: Pack) -> None:
        self._record = record
        self._text = record.story.text
        self._lists = _lists(pack)
        self._entities = _by_start(record.entities)
        self._starts = [start for start, _, _ in self._entities]
        self._ids: dict[str, str] = {}
        for entity in record.entities:
            for name in (entity.name, *entity.aliases):
                self._ids.setdefault(name, entity.id)
        self._read: dict[tuple[int, int, str], Named] = {}
        self._pairs: Counter[tuple[str, str]] | None = None
        self._expansions = self._read_expansions()
        self._roles: dict[str, set[str]] = {}
        self._fullest = _fullest(self._known_people())

    # ------------------------------------------------------------ who is meant by a phrase

    def named(self, speaker: Speaker) -> Named:
        """Return the name in a speaker's words, in its fullest form; a description as written, without its article."""
        key = (speaker.start, speaker.end, speaker.part)
        if key not in self._read:
            self._read[key] = self._name(speaker)
        found = self._read[key]
        if found.kind is Kind.DESCRIPTION:
            return found
        name = self.full(found.name) if found.kind is Kind.PERSON else self._expansions.get(found.name, found.name)
        return Named(name, found.kind, found.entity or self._ids.get(name) or self._ids.get(found.name))

    def full(self, name: str) -> str:
        """Return the fullest name of the story that holds all words of `name` in order."""
        full = self._fullest.get(name.lower(), name)
        return full if full == name or len(full) <= len(name) else self.full(full)

    def points_at_body(self, text: str) -> bool:
        """Whether words that point at somebody (`kelompok itu`) mean a body, not a person."""
        return text.split(None, 1)[0].lower() in self._lists.bodies

    def holds_role(self, text: str) -> str | None:
        """Return the only one who was introduced with the role that a description names again, or None."""
        words = text.lower().split()
        least = 1 if text[0].isupper() and words[0] in self._lists.titles - self._lists.groups else 2
        for size in range(len(words), least - 1, -1):
            bearers = self._roles.get(" ".join(words[:size]), set())
            if bearers:
                return self.full(next(iter(bearers))) if len(bearers) == 1 else None
        return None

    def is_pointed_at(self, end: int) -> bool:
        """Whether a pointer stands behind a name: `mantan istri Budi itu` is about somebody else."""
        following = _TOKEN.search(self._text, end)
        return following is not None and following.group().lower() in self._lists.pointers

    def introduces(self, start: int, at: int) -> bool:
        """Whether the words between a sentence's start and a name are only what introduces the name."""
        return all(
            w.capital or w.text in "(),." or self._lists.role(w.low) or w.low in self._lists.naming
            for w in _read_words(self._text, start, at)
        )

    # ------------------------------------------------------------ people in the text

    def mentions(self) -> list[Mention]:
        """Return where people are named in the text, in order; people who speak are found by any part of their name."""
        names = {part for part in self._fullest if len(part) > 2 and part not in self._lists.particles}
        return [
            Mention(m.start(), m.end(), self.full(m.group()))
            for m in _CAPITAL.finditer(self._text)
            if m.group().lower() in names
        ]

    def _known_people(self) -> list[str]:
        """Return the full names of people in order of appearance: those who speak, and those the entities give."""
        found: list[tuple[bool, int, str]] = []
        for quotation in self._record.quotations:
            speaker = quotation.speaker
            if (
                speaker is None
                or quotation.kind is QuotationKind.SCARE
                or speaker.text.lower() in self._lists.not_names
            ):
                continue
            named = self._name(speaker)
            if named.kind is Kind.PERSON:
                found.append((speaker.part != TEXT, speaker.start, named.name))
                self._learn_roles(speaker.text, named.name)
        for start, end, entity in self._entities:
            name = self._text[start:end]
            if entity.type is EntityType.PERSON and self._plausible(name):
                found.append((False, start, name))
        for start, end in self._introductions():
            named = self._name(Speaker(name="", text=self._text[start:end], start=start, end=end))
            if named.kind is Kind.PERSON and " " in named.name:
                found.append((False, start, named.name))
        return list(dict.fromkeys(name for _, _, name in sorted(found)))

    def _introductions(self) -> Iterator[tuple[int, int]]:
        """Yield where sentences open, or a passive verb of speech goes on, with a role and capitals: a role and its name."""
        openings = [s.start for s in self._record.sentences if s.part == TEXT]
        openings += [m.end() for m in self._lists.passive.finditer(self._text)]
        for opening in openings:
            end = at = opening
            for match in _TOKEN.finditer(self._text, opening, min(len(self._text), opening + _INTRODUCTION)):
                token = match.group()
                low = token.lower()
                role = self._lists.role(low)
                fits = token[0].isupper() or role or low in self._lists.offices or token == ","
                if not fits or (at == opening and not role) or self._text[at : match.start()].strip():
                    break
                at = match.end()
                if token[0].isupper():
                    end = match.end()
            if end > opening:
                yield opening, end

    def _learn_roles(self, text: str, name: str) -> None:
        """Remember the role words that a name came with: each prefix of `Kepala Dinas Pasar`."""
        words = text[: text.find(name)].lower().strip(" ,").split()
        if words and self._lists.role(words[0]):
            for count in range(1, len(words) + 1):
                self._roles.setdefault(" ".join(words[:count]), set()).add(name)

    def _plausible(self, name: str) -> bool:
        """Whether an entity's name is one of a person, going by its words alone."""
        words = _read_words(name, 0, len(name))
        return (
            len(words) > 1
            and _NAME.fullmatch(name) is not None
            and all(
                (w.capital or w.low in self._lists.particles)
                and not self._strippable(w)
                and w.low not in self._lists.titles
                and w.low not in self._lists.not_names
                for w in words
            )
        )

    # ------------------------------------------------------------ the name inside a phrase

    def _name(self, speaker: Speaker) -> Named:
        text = speaker.text
        words = _read_words(text, 0, len(text))
        points = words[-1].low in self._lists.pointers and self._is_role(words[0])
        run = [] if points else self._run(words)
        person = self._entity_in(speaker, EntityType.PERSON)
        body = self._entity_over(speaker)
        if run and (self._is_role(words[0]) or not (self._is_body(words) or body is not None)):
            name = text[run[0].start : run[-1].end]
            if person is not None and name.endswith(person) and " " in person:
                name = person
            return Named(name, Kind.PERSON)
        if body is not None:
            return Named(body.name, Kind.BODY, body.id)
        if words and words[0].capital and not self._is_role(words[0]):
            return Named(self._without_brackets(text), Kind.BODY)
        first, _, rest = text.partition(" ")
        return Named(rest if first.lower() in self._lists.articles and rest else text, Kind.DESCRIPTION)

    def _is_role(self, word: _Word) -> bool:
        return self._lists.role(word.low)

    def _is_body(self, words: list[_Word]) -> bool:
        """Whether words that open with no role name a body: an office word, an acronym, a place."""
        return any(self._strippable(w) or w.low in self._lists.places for w in words)

    def _run(self, words: list[_Word]) -> list[_Word]:
        """Return the words of the name in a phrase: its last run of capitalised words, titles and offices left out."""
        comma = next((i for i, w in enumerate(words) if w.text == ","), len(words))
        behind = words[comma + 1 :]
        named = any(w.capital and not w.acronym for w in behind)  # MM behind a comma is a degree
        words = behind if named and self._is_role(words[0]) and behind[0].capital else words[:comma]
        last = len(words)
        while last and not words[last - 1].capital:
            last -= 1
        first = last
        while first and (words[first - 1].capital or (words[first - 1].low in self._lists.particles and first < last)):
            first -= 1
        while first < last and not words[first].capital:
            first += 1
        run = self._stripped(words[first:last], words)
        inside = first > 0 and words[first - 1].low in self._lists.late_stops  # dari Rumah Sakit Wanasari
        return [] if inside and (len(run) < 2 or len(run) == last - first) else run

    def _strippable(self, word: _Word) -> bool:
        """Whether a word inside a run is an office's, wherever it stands."""
        return word.low.rstrip(".") in self._lists.offices or word.acronym

    def _stripped(self, run: list[_Word], words: list[_Word]) -> list[_Word]:
        """Return a run without the titles and offices before the name; empty where nothing else is in it."""
        at = 0
        while at < len(run):
            two = " ".join(w.low for w in run[at : at + 2])
            if two in self._lists.titles:
                at += 2
            elif run[at].low.rstrip(".") in self._lists.titles or self._strippable(run[at]):
                at += 1
            else:
                break
        if at == 0 and not self._is_role(words[0]):
            return run
        last = max((i for i in range(at, len(run) - 1) if self._strippable(run[i])), default=at - 1)
        at = max(at, last + 1)
        if 0 < at < len(run) and run[at].low in self._lists.places:
            at += 1
        return run[self._boundary(run, at) :]

    def _boundary(self, run: list[_Word], at: int) -> int:
        """Return where a long name really begins: behind a word that the story ties to the office before it."""
        if at == 0 or len(run) - at < _LONG_NAME:
            return at
        tied = self._count(run[at - 1], run[at])
        return at + 1 if tied > 1 and tied > self._count(run[at], run[at + 1]) else at

    def _count(self, first: _Word, second: _Word) -> int:
        """Return how often two capitalised words stand side by side in the story."""
        if self._pairs is None:
            words = [m.group() for m in _CAPITAL.finditer(self._text)]
            self._pairs = Counter(pairwise(words))
        return self._pairs[first.text, second.text]

    # ------------------------------------------------------------ entities and expansions

    def _entity_in(self, speaker: Speaker, kind: EntityType) -> str | None:
        """Return the name as written of the last entity of a kind inside a speaker's words."""
        if speaker.part != TEXT:
            return None
        written = None
        at = bisect_left(self._starts, speaker.start)
        while at < len(self._entities) and self._entities[at][0] < speaker.end:
            start, end, entity = self._entities[at]
            if entity.type is kind and end <= speaker.end and self._plausible(self._text[start:end]):
                written = self._text[start:end]
            at += 1
        return written

    def _entity_over(self, speaker: Speaker) -> Entity | None:
        """Return the entity, no person, that a speaker's words name as a whole."""
        if speaker.part != TEXT:
            return None
        at = bisect_left(self._starts, speaker.start)
        if at < len(self._entities):
            start, end, entity = self._entities[at]
            body = entity.type is EntityType.ORGANIZATION or (
                entity.type is EntityType.PLACE and " " not in speaker.text
            )
            if body and start == speaker.start and end >= speaker.end - 1:
                return entity
        return None

    def _without_brackets(self, text: str) -> str:
        """Return a body's name without the acronym behind it: `Badan Pasar Rakyat (BPR)`."""
        bare = _EXPANDED.sub("", text).strip()
        return re.sub(r"\s+", " ", bare) or text

    def _read_expansions(self) -> dict[str, str]:
        """Return the full names that the story puts before acronyms in brackets."""
        found: dict[str, str] = {}
        for match in _EXPANDED.finditer(self._text):
            before = self._text[max(0, match.start() - _LONGEST_EXPANSION) : match.start()]
            words = before.rpartition("\n")[2].split()
            first = len(words)
            while first and (words[first - 1][0].isupper() or words[first - 1] in self._lists.offices):
                first -= 1
            name = _spelled(words[first:], match.group(1))
            if name:
                found.setdefault(match.group(1), name)
        return found


def _by_start(entities: Iterable[Entity]) -> list[tuple[int, int, Entity]]:
    return sorted(
        ((m.start, m.end, e) for e in entities for m in e.mentions if m.part == TEXT), key=lambda each: each[:2]
    )


def _read_words(text: str, start: int, end: int) -> list[_Word]:
    return [_Word(m.start(), m.end(), m.group(), m.group().lower()) for m in _TOKEN.finditer(text, start, end)]


def _fullest(names: Iterable[str]) -> dict[str, str]:
    """Return each part of a name with the longer name it belongs to; the first who bears a part keeps it."""
    fullest: dict[str, str] = {}
    for name in names:
        words = name.split()
        for size in range(1, len(words) + 1):
            for at in range(len(words) - size + 1):
                part = " ".join(words[at : at + size]).lower()
                if fullest.get(part, part).lower() == part:
                    fullest[part] = name
    return fullest


def _spelled(words: list[str], acronym: str) -> str | None:
    """Return the words at the end of a run whose initials hold an acronym's capitals in order, or None."""
    letters = [c for c in acronym if c.isupper()]
    if len(letters) < 2:
        return None
    for first in range(len(words) - 1, -1, -1):
        if words[first][0] != letters[0]:
            continue
        wanted = iter(w[0].upper() for w in words[first:])
        if all(any(letter == initial for initial in wanted) for letter in letters):
            return " ".join(words[first:])
    return None


__all__ = ["Kind", "Mention", "Named", "Names", "passive_pattern"]
