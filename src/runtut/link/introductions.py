"""Sources of whom a story gives half a name and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from runtut.languages import Pack
from runtut.languages.patterns import late
from runtut.record import TEXT, Entity, EntityType, Piece, Record, Unintroduced

_BESIDE = late(r"\s?[(\[–—-]|,\s?(?:(?P<word>\w+)|\()|\.\s?[a-z]")
"""Behind a name: brackets, or words between commas or dashes, that say who it is."""
_NEXT = late(r"\s([a-z][\w-]*)")
_ENDS = '.!?"“”'
_REACH = 40
_BEGINNING = 3
"""First letters that a short name, or a slip for it, shares with the name it stands for."""
_CAPITAL = late(r"(?<![\w-])[A-Z][\w’'-]+")


def link_introductions(record: Record, pack: Pack) -> tuple[Unintroduced, ...]:
    """Return the speakers of the text whom nothing introduces, each where first named."""
    speaking = {q.speaker.entity for q in record.quotations if q.speaker is not None and q.part == TEXT}
    known = {name.lower() for pair in pack.people.known_as.items() for name in pair} | {
        *map(str.lower, pack.events.capitals)
    }
    people = (e for e in record.entities if e.type is EntityType.PERSON and e.id in speaking)
    return tuple(link for entity in people for link in _unintroduced(record, entity, known, pack))


def _unintroduced(record: Record, entity: Entity, known: set[str], pack: Pack) -> Iterator[Unintroduced]:
    name = entity.name
    if not name.isalpha() or name.isupper() or entity.roles or entity.aliases or name.lower() in known:
        return
    text = record.story.clean
    first = next((m for m in entity.mentions if m.part == TEXT), None)
    if first is None or name in (record.story.title or "") or not _alone(text, name, pack):
        return
    yield Unintroduced(Piece(first.start, first.end, record.slice(first)))


def _alone(text: str, name: str, pack: Pack) -> bool:
    """Whether a name stands by itself wherever it stands, and no other name begins like it."""
    saying = {
        *pack.people.role_heads,
        *(w.split()[0] for w in pack.people.role_linkers),
        *(word for phrase in pack.people.role_partitives for word in phrase.split()),
    }
    elsewhen = {*pack.times.weekdays, *pack.quotations.circumstances}
    for match in re.finditer(rf"(?<!\w){name}(?!\w)", text):
        said = _NEXT.match(text, match.end())
        if said is not None and said.group(1) in saying:
            return False
        beside = _BESIDE.match(text, match.end())
        when = beside is not None and (beside["word"] or "").lower() in elsewhen
        if (beside is not None and not when) or text[match.end() : match.end() + 2].strip()[:1].isupper():
            return False
        if _shortened(text[match.start() : match.end() + 1], pack):
            return False
        before = text[max(0, match.start() - _REACH) : match.start()].split()
        if before and before[-1][-1] not in _ENDS and before[-1].lower() not in pack.quotations.cues:
            return False
        if before and _shortened(before[-1], pack):
            return False
    if any(text[m.start() - 1 : m.start()].islower() for m in re.finditer(name, text)):
        return False  # a page that lost a blank: what stands glued before the name may say who it is
    begins = name[:_BEGINNING].lower()
    return not any(
        word != name and word[:_BEGINNING].lower() == begins for word in (m.group() for m in _CAPITAL.finditer(text))
    )


def _shortened(word: str, pack: Pack) -> bool:
    """Whether a word is a title or a name cut short by its full stop: `Capt.`, `Moh.`."""
    return word[-1] == "." and word[:-1].lower() in pack.sentences.abbreviations


__all__ = ["link_introductions"]
