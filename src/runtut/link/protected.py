"""People whom the press code does not let a story identify, and by what the story does: name, address, school, parents.

That is a victim of a sexual crime, whoever it is, a child suspected of a crime, and a child against whom violence was
done. Initials, and names that the story says are not the real ones, identify nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import any_of
from runtut.record import TEXT, EntityType, Identified, Piece, Protection, Quantity, QuantityKind, Record, Span
from runtut.values import dataclass

_ADULT = 18
_LEAD = 700
"""Characters in which a story says what it is about."""
_BEFORE = 60
_BESIDE = 70
"""Characters behind a name in which words say that it is not the real one."""
_CLOSE = 24
"""The same, before it."""
_AGED = 21
"""Characters between a name and its age."""
_INITIALS = 3


@dataclass(frozen=True, slots=True)
class _Words:
    sexual: re.Pattern[str]
    violent: re.Pattern[str]
    dead: re.Pattern[str]
    victim: re.Pattern[str]
    suspect: re.Pattern[str]
    caught: re.Pattern[str]
    done: re.Pattern[str]
    suffered: re.Pattern[str]
    bare: re.Pattern[str]
    parent: re.Pattern[str]
    others: frozenset[str]
    masked: re.Pattern[str]
    pseudonyms: frozenset[str]
    address: re.Pattern[str]
    school: re.Pattern[str]


@cache
def _words(pack: Pack) -> _Words:
    p, flags = pack.protected, re.IGNORECASE
    naming = rf"(?:,| (?:{any_of(p.naming)}))*,? $"
    return _Words(
        re.compile(rf"(?<!\w)(?:{any_of(p.sexual)})(?!\w)", flags),
        re.compile(rf"(?<!\w)(?:{any_of(p.violent)})(?!\w)", flags),
        re.compile(rf"(?<!\w)(?:{any_of(p.dead)})(?!\w)", flags),
        re.compile(
            rf"(?:(?P<before>\w+) )?(?<!\w)(?:{any_of(p.victims)})(?: (?:{any_of(p.sexual)}))?(?:,| (?:{any_of(p.naming)}))+,? $",
            flags,
        ),
        re.compile(rf"(?:(?P<before>\w+) )?(?<!\w)(?:{any_of(p.suspects)}){naming}", flags),
        re.compile(rf"[^.;:\n]{{0,60}}?(?<!\w)(?:{any_of(p.caught)})(?!\w)", flags),
        re.compile(
            rf"(?<!\w)(?:{any_of(p.deeds)})(?: (?:{any_of(p.victims)}),?)?(?: \w+{pack.quotations.suffix},?)? $", flags
        ),
        re.compile(
            rf"(?: \([^)]*\))?,? (?:{pack.quotations.relative} )?(?:(?:{any_of(p.befell)})|(?:{any_of(p.victims)}) (?:{any_of(p.sexual)}))(?!\w)",
            flags,
        ),
        re.compile(rf"(?<!\w)(?:{any_of(p.victims)})(?!\w)", flags),
        re.compile(rf"(?<!\w)(?:{any_of(p.parents)}) (?:{any_of(p.victims)}){naming}", flags),
        frozenset((*p.not_victims, *p.parents)),
        re.compile(rf"(?<!\w)(?:{any_of(p.masked)})(?!\w)", flags),
        frozenset(p.pseudonyms),
        re.compile(
            rf"(?<!\w)(?:{any_of(p.homes)}) (?:(?i:{any_of(p.streets)}) [A-Z][^.;\n]{{0,60}}?(?<!\w)(?i:{any_of(p.numbers)})"
            rf"[ .]{{0,2}}\d+)"
        ),
        re.compile(
            rf"(?<!\w)(?i:{any_of(p.schooling)}) (?:[a-z]+ ){{0,2}}(?i:{any_of(p.schools)}) (?:[A-Z]\w+ )*(?:\d+|[A-Z]\w+)"
        ),
    )


def link_protected(record: Record, pack: Pack) -> tuple[Identified, ...]:
    """Return what identifies people whom the press code protects."""
    story = record.story
    lead = f"{story.title or ''}\n{story.text[:_LEAD]}".lower()
    children = [q for q in record.quantities if q.kind is QuantityKind.AGE and q.value < _ADULT and q.part == TEXT]
    if not children and not any(word in lead for word in pack.protected.sexual):
        return ()
    words = _words(pack)
    sexual = words.sexual.search(lead)
    if sexual is None and not children:
        return ()
    violent = words.violent.search(lead) is not None and words.dead.search(lead) is None
    return tuple(_Reader(record, words, children, sexual=sexual is not None, violent=violent).read())


class _Reader:
    """Reads one story."""

    def __init__(self, record: Record, words: _Words, children: list[Quantity], *, sexual: bool, violent: bool) -> None:
        self.record = record
        self.words = words
        self.sexual, self.violent = sexual, violent
        self.text = record.story.clean
        self.children = children

    def read(self) -> Iterator[Identified]:
        """Yield each person and place of a protected one, once."""
        for entity in self.record.entities:
            if entity.type is not EntityType.PERSON:
                continue
            for mention in entity.mentions:
                found = self._named(mention) if mention.part == TEXT else None
                if found is not None:
                    yield found
                    break
        if self.sexual:
            yield from self._placed()

    def _named(self, mention: Span) -> Identified | None:
        before = self.text[max(0, mention.start - _BEFORE) : mention.start]
        name = self.text[mention.start : mention.end]
        child = self._child(mention)
        why = None
        if child and self._suspect(before, mention):
            why = Protection.CHILD_SUSPECT
        elif self.sexual or (child and self.violent):
            victim = self.words.victim.search(before)
            if (
                (victim is not None and (victim["before"] or "").lower() not in self.words.others)
                or self.words.done.search(before) is not None
                or (self.words.suffered.match(self.text, mention.end) is not None and (child or " " in name))
            ):
                why = Protection.SEXUAL_CRIME if self.sexual else Protection.CHILD_VICTIM
            elif self.sexual and self.children and self.words.parent.search(before) is not None:
                why = Protection.PARENT
        if why is None or not self._real(name, mention):
            return None
        return Identified(why, Piece(mention.start, mention.end, name))

    def _suspect(self, before: str, mention: Span) -> bool:
        suspect = self.words.suspect.search(before)
        if suspect is not None and (suspect["before"] or "").lower() not in self.words.others:
            return True
        return self.words.caught.match(self.text, mention.end) is not None

    def _child(self, mention: Span) -> bool:
        """Whether an age below eighteen stands beside a name."""
        for age in self.children:
            if 0 < age.start - mention.end <= _AGED:
                between = self.text[mention.end : age.start]
                return between == " (" or not any(c in between for c in ".;)")
        return False

    def _real(self, name: str, mention: Span) -> bool:
        """Whether a name is no initials and not said to be another than the real one."""
        words = [w.strip(".") for w in name.split()]
        if all(len(w) <= _INITIALS and w.isupper() for w in words):
            return False
        if len(words) == 1 and (words[0].lower() in self.words.pseudonyms or len(words[0]) <= _INITIALS):
            return False
        around = max(0, mention.start - _CLOSE), mention.end + _BESIDE
        return self.words.masked.search(self.text, *around) is None

    def _placed(self) -> Iterator[Identified]:
        """Yield the address and the school of a victim, from sentences that speak of one."""
        for pattern, why in ((self.words.address, Protection.ADDRESS), (self.words.school, Protection.SCHOOL)):
            for match in pattern.finditer(self.text):
                sentence = self.record.sentence_of(Span(match.start(), match.end()))
                said = self.words.bare.search(self.text, sentence.start, match.end())
                if said is not None and self.words.bare.search(self.text, sentence.start, match.start() + 1):
                    yield Identified(why, Piece(match.start(), match.end(), match.group()))
                    break


__all__ = ["link_protected"]
