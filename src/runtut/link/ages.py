"""Whose age is told, and whose birth: `Ratmi (52)`, `Ratmi, kini berusia 57 tahun`, `perempuan 57 tahun itu`.

An age counts where grammar ties it to one named person, and is that of today, or of the day the person died. Ages
that a sentence puts on another day ("pada usia 20 tahun ia menikah") are left out.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import any_of, late
from runtut.record import (
    TEXT,
    BornAged,
    Entity,
    EntityType,
    Quantity,
    QuantityKind,
    Record,
    Span,
    Time,
    TimeType,
    TwoAges,
    Unit,
)
from runtut.values import dataclass

_GENERATION = 15
"""Years between two ages from which they are rather those of two people."""
_BACK = 3
"""Sentences looked back over for the person that a noun or pronoun means."""
_BIRTH = 60
"""Characters between a word for being born and the date."""
_REACH = 90
"""Characters between a name and an age or a birth in its clause."""
_BEFORE = 40
"""Characters before a name in which words stand that put its age on another day."""
_BEHIND = 14
_KIN = 24
"""Characters before a name in which a word says that an age is a relative's: ayah Ratmi (65)."""
_CENTURY = 110


@dataclass(frozen=True, slots=True)
class Aged:
    """An age tied to a person: `died` where it is the age of dying, `on` the day it is of, where that is told.

    `now` says that the words give it as that of today.
    """

    person: str
    name: str
    age: Quantity
    died: bool = False
    on: dt.date | None = None
    now: bool = False


@dataclass(frozen=True, slots=True)
class _Words:
    any_birth: re.Pattern[str]
    direct: re.Pattern[str]
    apposed: re.Pattern[str]
    aged: re.Pattern[str]
    past: re.Pattern[str]
    opening: re.Pattern[str]
    still: re.Pattern[str]
    death: re.Pattern[str]
    noun: re.Pattern[str]
    pointer: re.Pattern[str]
    named: re.Pattern[str]
    pronoun: re.Pattern[str]
    kin: re.Pattern[str]
    kin_of: re.Pattern[str]
    unnamed: re.Pattern[str]
    today: re.Pattern[str]
    listed: re.Pattern[str]
    dated: re.Pattern[str]
    relative: str
    months: frozenset[str]


@cache
def _words(pack: Pack) -> _Words:
    a = pack.ages
    aged, people, now = any_of(a.aged), any_of(a.people), any_of(a.now)
    flags, relative = re.IGNORECASE, pack.quotations.relative
    return _Words(
        late(rf"(?<!\w)(?:{any_of(a.born)})(?!\w)", flags),
        late(rf",? (?:(?:{now}) )*(?:{aged}) $", flags),
        late(rf", (?:[^,.;:()\n]{{1,60}} )?(?:{aged}) $|, [^,;:()\n]{{1,60}}, (?:(?:{now}) )*(?:{aged}) $", flags),
        late(rf"(?<!\w)(?:{aged}) $", flags),
        late(rf"(?<!\w)(?:{any_of(a.past)})(?!\w)", flags),
        late(
            rf"\s*(?:{any_of(a.at)}) (?:{any_of(a.at_age)}) (?:{pack.times.ordinal_prefix}|(?:{any_of(a.reached)}) )?$",
            flags,
        ),
        late(rf",? (?:{any_of(a.still)}) ", flags),
        late(rf"(?<!\w)(?:{any_of(a.death)})(?!\w)", flags),
        late(rf"(?<!\w)(?:{people}) (?:(?:{relative} )?(?:{aged}) )?$", flags),
        late(rf" (?:{any_of(a.pointers)})(?!\w)", flags),
        late(rf" (?:{any_of(a.named)}) $|, $", flags),
        late(rf"(?:{any_of(a.pronouns)}) ", flags),
        late(rf"(?<!\w)(?:{any_of(pack.people.relations)})(?!\w)", flags),
        late(rf"(?<!\w)(?:{any_of(pack.people.relations)})(?: \w+)? $", flags),
        late(rf"(?<!\w)(?:{any_of(a.unnamed)}) (?:{any_of(pack.people.relations)})(?!\w)", flags),
        late(rf"(?<!\w)(?:{any_of(a.today)})(?!\w)", flags),
        late(rf"(?<!\w)(?:{any_of(pack.relations.joiners)}) $", flags),
        late(rf" (?:{any_of(a.dated)})(?!\w)", flags),
        relative,
        frozenset(word for word, unit in pack.times.units.items() if unit is Unit.MONTH),
    )


def link_ages(record: Record, pack: Pack) -> tuple[TwoAges | BornAged, ...]:
    """Return people of whom two ages are told, and those whose age and birth are."""
    words = _words(pack)
    ages = [q for q in record.quantities if q.kind is QuantityKind.AGE and _plain(q, words.months)]
    people = [e for e in record.entities if e.type is EntityType.PERSON]
    if not ages or not people:
        return ()
    reader = _Reader(record, people, words)
    told = [aged for age in ages if (aged := reader.aged(age)) is not None]
    if not told:
        return ()
    return (*reader.contradicting(told), *reader.strangers(ages, told), *reader.born(told))


def _plain(age: Quantity, months: frozenset[str]) -> bool:
    whole = age.value == int(age.value) and 0 < age.value < _CENTURY
    return (
        whole
        and not (age.mod or age.upper or age.per)
        and age.part == TEXT
        and not months.intersection(age.text.lower().split())
    )


class _Reader:
    """Ties the ages of one story to its people."""

    def __init__(self, record: Record, people: list[Entity], words: _Words) -> None:
        self.record = record
        self.text = record.story.text
        self.words = words
        named = sorted((m.start, m.end, e) for e in people for m in e.mentions if m.part == TEXT)
        self.mentions = named
        self.starts = [start for start, _, _ in named]
        self.keys = {e.id: _key(e) for e in people}
        self.sentences = [s for s in record.sentences if s.part == TEXT]
        self.begun = [s.start for s in self.sentences]

    # ------------------------------------------------------------ whose age

    def aged(self, age: Quantity) -> Aged | None:
        """Return an age with the person it is of, or None where grammar names nobody."""
        sentence = self.record.sentence_of(age.span)
        before = self.text[sentence.start : age.start]
        at = bisect_left(self.starts, age.start) - 1
        last = self.mentions[at] if at >= 0 and self.mentions[at][0] >= sentence.start else None
        if last is not None:
            between = self.text[last[1] : age.start]
            if between in (" (", "(") or (between == ", " and self.text[age.end : age.end + 1] == ","):
                return self._of(last[2], age, now=True) if self._own(last) else None
            died = self._death(sentence, last, age, between)
            if died is not None:
                return died
            if self.words.past.search(between) or self.words.kin.search(between) or len(between) > _REACH:
                return None
            told = self.words.direct.fullmatch(between) or self.words.apposed.fullmatch(between)
            if told and not self._elsewhen(sentence, last, age):
                return self._of(last[2], age, now=self.words.today.search(between) is not None)
        return self._ahead(age, before, at) or self._again(age, sentence, before, last)

    def _own(self, mention: tuple[int, int, Entity]) -> bool:
        """Whether a mention is of the person it is taken for: a lone surname, or initials, may be a relative's."""
        start, end, person = mention
        name = self.text[start:end].lower()
        if self._relative(start):
            return False
        return " " in name or person.name.lower().split()[0] == name

    def _relative(self, start: int) -> bool:
        """Whether a name only says whose relative is meant: ayah Ratmi."""
        return self.words.kin_of.search(self.text, max(0, start - _KIN), start) is not None

    def _elsewhen(self, sentence: Span, mention: tuple[int, int, Entity], age: Quantity) -> bool:
        """Whether words around a name and its age put it on another day, or the name closes a list of people."""
        start = mention[0]
        before = self.text[max(sentence.start, start - _BEFORE) : start]
        after = self.text[age.end : age.end + _BEHIND]
        listed = self.words.listed.search(before) is not None or (after.startswith(", ") and after[2:3].isdigit())
        return listed or self.words.past.search(before) is not None or self.words.dated.match(after) is not None

    def _death(self, sentence: Span, last: tuple[int, int, Entity], age: Quantity, between: str) -> Aged | None:
        if not self.words.aged.search(between[-20:]) or self.words.death.search(between) is None:
            return None
        first = bisect_left(self.starts, sentence.start)
        people = {e.id for start, _, e in self.mentions[first:] if start < age.start}
        if len(people) != 1:
            return None
        return self._of(last[2], age, died=True, on=self._day(sentence))

    def _day(self, sentence: Span) -> dt.date | None:
        """Return the one full date of a sentence; else the day of the story."""
        days = {t.first for t in self.record.within(self.record.times, sentence) if t.date is not None}
        days = {d.date() if isinstance(d, dt.datetime) else d for d in days}
        if len(days) == 1:
            return days.pop()
        return self.record.story.published_date if not days else None

    def _ahead(self, age: Quantity, before: str, at: int) -> Aged | None:
        """Return an age that stands before the name: `bocah 9 tahun bernama Ilham`, `di usia 67 tahun, Ratmi masih`."""
        if at + 1 >= len(self.mentions):
            return None
        start, end, person = self.mentions[at + 1]
        between = self.text[age.end : start]
        if self.words.opening.fullmatch(before) and between == ", " and self.words.still.match(self.text, end):
            return self._of(person, age)
        if (
            self.words.noun.search(before)
            and self.words.named.fullmatch(between)
            and not self.words.past.search(before)
        ):
            return self._of(person, age)
        return None

    def _again(self, age: Quantity, sentence: Span, before: str, last: tuple[int, int, Entity] | None) -> Aged | None:
        """Return an age by which somebody is named again: `perempuan 57 tahun itu`."""
        noun = self.words.noun.search(before)
        if noun is None or self.words.pointer.match(self.text, age.end) is None or self.words.past.search(before):
            return None
        if self._somebody_else(sentence):
            return None
        if last is None:
            person = self.last_named(sentence)
            return self._of(person, age) if person is not None else None
        return None

    def _somebody_else(self, sentence: Span) -> bool:
        """Whether a relative without a name is spoken of in the sentences before: `sang istri`."""
        index = bisect_left(self.begun, sentence.start)
        start = self.begun[max(0, index - _BACK)] if self.begun else sentence.start
        return self.words.unnamed.search(self.text, start, sentence.start) is not None

    def last_named(self, sentence: Span) -> Entity | None:
        """Return the one person of the nearest sentence before that names people."""
        index = bisect_left(self.begun, sentence.start)
        for back in range(index - 1, max(-1, index - 1 - _BACK), -1):
            first = bisect_left(self.starts, self.sentences[back].start)
            last = bisect_left(self.starts, self.sentences[back].end)
            people = {e.id: e for _, _, e in self.mentions[first:last]}
            if people:
                return next(iter(people.values())) if len(people) == 1 else None
        return None

    def _of(
        self, person: Entity, age: Quantity, *, died: bool = False, on: dt.date | None = None, now: bool = False
    ) -> Aged:
        return Aged(self.keys[person.id], person.name, age, died, on, now)

    # ------------------------------------------------------------ two ages

    def contradicting(self, told: list[Aged]) -> Iterator[TwoAges]:
        """Yield the first two ages of each person that differ, told in two sentences."""
        by_person: dict[str, list[Aged]] = {}
        for aged in told:
            if not aged.died:
                by_person.setdefault(aged.person, []).append(aged)
        for ages in by_person.values():
            first = ages[0]
            for other in ages[1:]:
                apart = self.record.sentence_of(first.age.span) != self.record.sentence_of(other.age.span)
                today = first.now == other.now or _bracketed(self.text, first) or _bracketed(self.text, other)
                if 0 < abs(other.age.value - first.age.value) < _GENERATION and apart and today:
                    yield TwoAges(first.name, first.age, other.age)
                    break

    def strangers(self, ages: list[Quantity], told: list[Aged]) -> Iterator[TwoAges]:
        """Yield the ages of somebody named again (`perempuan 57 tahun itu`) that nobody named before is of."""
        known: dict[str, Aged] = {}
        for aged in told:
            known.setdefault(aged.person, aged)
        tied = {aged.age.start for aged in told}
        for age in ages:
            if age.start in tied or self.words.pointer.match(self.text, age.end) is None:
                continue
            sentence = self.record.sentence_of(age.span)
            before = self.text[sentence.start : age.start]
            if (
                self.words.noun.search(before) is None
                or self.words.past.search(before)
                or self._somebody_else(sentence)
            ):
                continue
            named = {self.keys[e.id] for _, _, e in self.mentions[: bisect_left(self.starts, sentence.start)]}
            here = self.mentions[bisect_left(self.starts, sentence.start) : bisect_left(self.starts, sentence.end)]
            meant = [known.get(key) for key in named - {self.keys[e.id] for _, _, e in here}]
            held = [aged for aged in meant if aged is not None and not aged.died]
            if held and len(held) == len(meant) and all(aged.age.value != age.value for aged in held):
                nearest = min(held, key=lambda aged: abs(aged.age.value - age.value))
                if abs(nearest.age.value - age.value) < _GENERATION:
                    yield TwoAges(nearest.name, nearest.age, age)

    # ------------------------------------------------------------ born and aged

    def born(self, told: list[Aged]) -> Iterator[BornAged]:
        """Yield the births of people whose age is told."""
        if self.words.any_birth.search(self.text) is None:
            return
        ages: dict[str, Aged] = {}
        for aged in told:
            ages.setdefault(aged.person, aged)
        for time in self.record.times:
            if time.type is not TimeType.DATE or time.part != TEXT or time.first is None or time.mod is not None:
                continue
            found = self._birth(time, ages)
            if found is None:
                continue
            on = found.on if found.died else self.record.story.published_date
            if on is not None:
                yield BornAged(found.name, time, found.age, on)

    def _birth(self, time: Time, ages: dict[str, Aged]) -> Aged | None:
        sentence = self.record.sentence_of(time.span)
        start = max(sentence.start, time.start - _BIRTH)
        birth = None
        for match in self.words.any_birth.finditer(self.text, start, time.start):
            birth = match
        if birth is None or self.text[birth.end() : time.start].count(",") > 1:
            return None
        if not (time.date is not None and time.date.value.year_stated) and len(time.value) != len("2020"):
            return None
        person = self._who(sentence, birth, time)
        return ages.get(self.keys[person.id]) if person is not None else None

    def _who(self, sentence: Span, birth: re.Match[str], time: Time) -> Entity | None:
        """Return who was born: who is named in the clause before, or behind it, or was named last."""
        first = bisect_left(self.starts, sentence.start)
        named = self.mentions[first : bisect_left(self.starts, birth.start())]
        if named:
            start, end, person = named[-1]
            if self._relative(start):
                return None
            between = self.text[end : birth.start()]
            if len(between) > _REACH or self.words.kin.search(between) or len({m[2].id for m in named}) > 1:
                return None
            return person
        lead = self.text[sentence.start : birth.start()].strip()
        if not lead:
            at = bisect_left(self.starts, time.end)
            if at < len(self.mentions) and self.text[time.end : self.mentions[at][0]] in (", ", " "):
                return self.mentions[at][2]
        if self.words.kin.search(lead):
            return None
        if (
            not lead
            or self.words.pronoun.match(f"{lead} ")
            or self.words.noun.search(f"{lead.removesuffix(f' {self.words.relative}')} ")
        ):
            return self.last_named(sentence)
        return None


def _bracketed(text: str, aged: Aged) -> bool:
    return text[aged.age.start - 1 : aged.age.start] == "("


def _key(entity: Entity) -> str:
    """Return what tells a person from others: the name in full, where it is more than a word; else the entity."""
    name = entity.name.lower()
    return name if " " in name else entity.id


__all__ = ["Aged", "link_ages"]
