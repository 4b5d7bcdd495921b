"""The name inside a speaker's words: `Kepala Dinas Pasar Kota Wanasari Budi Santoso` is Budi Santoso.

What is a role or an office is told by the pack's lists, by the tables of regions, and by the story itself: a word
that stands behind the same word elsewhere too (`KAI Commuter`) belongs to that, not to the name behind it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from enum import Enum

from runtut.languages.patterns import late
from runtut.link.name_words import Lists, Word, read_lines, read_words
from runtut.record import TEXT, Entity, EntityType, Record, Speaker
from runtut.values import dataclass

_BRACKETED = late(r"\s*\([A-Z][A-Za-z-]{1,14}\)")
_NAME = late(r"(?:[\w'’-]{1,4}\.\s?|[\w'’-]+\s)*+[\w'’-]+\.?")


_BLEND = late(r"\(([A-Z][a-z]\w{1,14})\)")
_LEAST_NAME = 2
_RANK = 24
_LONG = 3
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


class PhraseReader:
    """Reads the names in the phrases of one story."""

    def __init__(self, record: Record, lists: Lists) -> None:
        self._lists = lists
        self._text = record.story.text
        self._entities = _by_start(record.entities)
        self._starts = [start for start, _, _ in self._entities]
        self._places = {e.name.lower() for e in record.entities if e.type is EntityType.PLACE}
        self._blends = {m.group(1).lower() for m in _BLEND.finditer(self._text)}
        self._bodies = {self._text[start:end] for start, end, e in self._entities if e.type is EntityType.ORGANIZATION}
        self._neighbours: Neighbours | None = None
        self._plausible: dict[str, bool] = {}

    @property
    def neighbours(self) -> Neighbours:
        """Which capitalised words stand side by side in the story."""
        if self._neighbours is None:
            self._neighbours = Neighbours(self._text)
        return self._neighbours

    def people(self) -> list[tuple[int, str]]:
        """Return where the entities name people, and the names, where these are ones by their words."""
        found = []
        for start, end, entity in self._entities:
            if entity.type is EntityType.PERSON and self.plausible(self._text[start:end]):
                run = read_words(self._text, start, end)
                first = run[self._past_office(run, 1) if len(run) >= _LONG else 0]
                begin = first.start if first is not run[1] else start
                if len(run) >= _LONG and self._is_rank(run[0], start):
                    begin = run[1].start
                found.append((begin, end))
        return [(start, self._text[start:end]) for start, end in found]

    def _is_rank(self, word: Word, start: int) -> bool:
        """Whether a name has swallowed the second word of a rank: `Laksamana Muda Budi Santoso`."""
        before = self._text[max(0, start - _RANK) : start].lower().split()
        return bool(before) and f"{before[-1]} {word.low}" in self._lists.titles

    def plausible(self, name: str) -> bool:
        """Whether two words or more are a person's name by what they are: no role, no office, no word that opens a sentence."""
        if name not in self._plausible:
            self._plausible[name] = self._is_plausible(name)
        return self._plausible[name]

    def _is_plausible(self, name: str) -> bool:
        words = read_words(name, 0, len(name))
        if len(words) < 2 or _NAME.fullmatch(name) is None:
            return False
        if words[0].low in self._lists.groups and words[0].low not in self._lists.title_names:
            return False
        return all(word.low in self._lists.particles or self.name_word(word) for word in words)

    def name_word(self, word: Word) -> bool:
        """Whether a word can be part of a person's name."""
        known = word.low in self._lists.titles or word.low in self._lists.not_names or self._office(word)
        return word.capital and not known

    def read(self, speaker: Speaker) -> Named:
        """Return the name in a speaker's words as written, or the words themselves."""
        text = speaker.text
        words = read_words(text, 0, len(text))
        opens_with_role = self._lists.role(words[0].low) and words[0].low not in self._lists.bodies
        points = words[-1].low in self._lists.pointers and opens_with_role
        run = [] if points else self._name_run(words)
        body = self._body_over(speaker)
        if run and text[run[0].start : run[-1].end] in self._bodies:
            run = []
        if run and (opens_with_role or not (self._is_body(words) or body is not None)):
            name = text[run[0].start : run[-1].end]
            person = self._person_in(speaker)
            return Named(person if " " in person and name.endswith(person) else name, Kind.PERSON)
        if body is not None:
            return Named(body.name, Kind.BODY, body.id)
        if words[0].capital and words[-1].capital and not opens_with_role:
            return Named(_BRACKETED.sub("", text).strip() or text, Kind.BODY)
        first, _, rest = text.partition(" ")
        return Named(rest if first.lower() in self._lists.articles and rest else text, Kind.DESCRIPTION)

    def _is_body(self, words: list[Word]) -> bool:
        """Whether words that open with no role name a body: an office word, an acronym, a place."""
        return any(self._office(w) or w.low in self._lists.places for w in words)

    # ------------------------------------------------------------ the run of words that is the name

    def _name_run(self, words: list[Word]) -> list[Word]:
        """Return the words of the name: the last run of capitalised ones, titles and offices before it left out."""
        comma = next((i for i, w in enumerate(words) if w.text == ","), len(words))
        behind = words[comma + 1 :]
        named = any(w.capital and not w.acronym for w in behind)  # MM behind a comma is a degree
        words = behind if named and self._lists.role(words[0].low) and behind[0].capital else words[:comma]
        last = len(words)
        while last and not words[last - 1].capital:
            last -= 1
        if last < len(words) and words[0].low in self._lists.groups:
            return []  # warga Desa Cimanila setempat
        first = last
        while first and (words[first - 1].capital or (words[first - 1].low in self._lists.particles and first < last)):
            first -= 1
        while first < last and not words[first].capital:
            first += 1
        if first == 0 and last and self._is_noun(words[0], alone=last == 1 < len(words)):
            first = 1
        run = words[first:last]
        if self._lists.role(words[0].low) or (run and self._lists.office(run[0])):
            run = self._without_offices(run)
        inside = first > 0 and words[first - 1].low in self._lists.late_stops  # dari Rumah Sakit Wanasari
        return [] if inside and (len(run) < 2 or len(run) == last - first) else run

    def _is_noun(self, word: Word, *, alone: bool) -> bool:
        """Whether a phrase's first word has its capital from the sentence it opens: `Pihak kepolisian`, `Dalang aksi itu`."""
        role = self._lists.role(word.low)
        return word.low not in self._lists.title_names and (alone or (role and word.low not in self._lists.titles))

    def _without_offices(self, run: list[Word]) -> list[Word]:
        """Return a run without the titles, offices and places before the name; empty where nothing else is in it."""
        lists = self._lists
        at = 1 + max(
            (i for i, w in enumerate(run[:-1]) if self._office(w) or w.low.rstrip(".") in lists.ranks), default=-1
        )
        while at < len(run):
            if " ".join(w.low for w in run[at : at + 2]) in lists.titles:
                at += 2
            elif at and f"{run[at - 1].low} {run[at].low}" in lists.titles:
                at += 1  # Laksamana Muda
            elif run[at].low.rstrip(".") in lists.titles or self._office(run[at]):
                at += 1
            else:
                break
        at = self._past_place(run, at)
        while len(run) - at > _LEAST_NAME and run[at].text in self._bodies:
            at += 1  # Pemimpin Serikat Budi Santoso, where Serikat is a body of the story
        if at:
            inner = (i for i in range(at, len(run) - _LEAST_NAME) if run[i].low in lists.places)
            at = 1 + max(inner, default=at - 1)
        return run[self._past_office(run, at) :]

    def _office(self, word: Word) -> bool:
        """Whether a word is an office's or a body's, by the lists or because the story gives it in brackets (`(Dishub)`)."""
        return self._lists.office(word) or word.low in self._blends

    def _past_place(self, run: list[Word], at: int) -> int:
        """Return the index past the place that an office is of: `Kota Wanasari Budi`."""
        if not 0 < at < len(run):
            return at
        head = run[at - 1].low in self._lists.place_heads
        for size in (2, 1):
            name = " ".join(w.low for w in run[at : at + size])
            known = name in self._lists.places or (head and name in self._lists.small_places)
            if known or (at + size < len(run) and name in self._places):
                return min(len(run), at + size)
        return at

    def _past_office(self, run: list[Word], at: int) -> int:
        """Return where the name begins: behind words that the story ties to the office before them."""
        if at == 0 or at >= len(run) - 1:
            return at
        count = self.neighbours.count
        for index in range(len(run) - 1, at, -1):
            tied = count(run[index - 2].text, run[index - 1].text)
            crossing = count(run[index - 1].text, run[index].text)
            beyond = count(run[index].text, run[index + 1].text) if index + 1 < len(run) else crossing
            if tied > 1 and tied > crossing and crossing <= beyond:
                return index
        return at

    # ------------------------------------------------------------ entities

    def _person_in(self, speaker: Speaker) -> str:
        """Return the name as written of the last person among the entities inside a speaker's words; empty if none is."""
        written = ""
        at = bisect_left(self._starts, speaker.start) if speaker.part == TEXT else len(self._entities)
        while at < len(self._entities) and self._entities[at][0] < speaker.end:
            start, end, entity = self._entities[at]
            if entity.type is EntityType.PERSON and end <= speaker.end and self.plausible(self._text[start:end]):
                written = self._text[start:end]
            at += 1
        return written

    def _body_over(self, speaker: Speaker) -> Entity | None:
        """Return the entity, no person, that a speaker's words name as a whole."""
        at = bisect_left(self._starts, speaker.start) if speaker.part == TEXT else len(self._entities)
        if at == len(self._entities):
            return None
        start, end, entity = self._entities[at]
        single = entity.type is EntityType.PLACE and " " not in speaker.text
        whole = start == speaker.start and end >= speaker.end - 1
        return entity if whole and (single or entity.type is EntityType.ORGANIZATION) else None


class Neighbours:
    """How often two capitalised words stand side by side in a text, lines set as titles left out."""

    def __init__(self, text: str) -> None:
        self._pairs: Counter[tuple[str, str]] = Counter()
        for line in read_lines(text):
            if not set_as_title(line.text, len(line.capitals)):
                self._pairs.update(line.pairs())

    def count(self, first: str, second: str) -> int:
        """Return how often `first` stands right before `second`."""
        return self._pairs[first, second]


def set_as_title(line: str, capitals: int) -> bool:
    """Whether a line with so many capitalised words is set as a title: most of its words are, and no stop ends it."""
    return 2 * capitals > line.count(" ") + 1 and line.rstrip()[-1:] not in (".", "!", "?", '"', "”")


def _by_start(entities: Iterable[Entity]) -> list[tuple[int, int, Entity]]:
    found = ((m.start, m.end, e) for e in entities for m in e.mentions if m.part == TEXT)
    return sorted(found, key=lambda each: each[:2])


__all__ = ["Kind", "Named", "Neighbours", "PhraseReader", "set_as_title"]
