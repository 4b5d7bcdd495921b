"""Whom a story rests on: each source once, whether it is named, and how many of its words are given."""

from __future__ import annotations

import re
from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import any_of, late
from runtut.record import TEXT, EntityType, Piece, Quotation, QuotationKind, Record, Source, Sources, Speaker
from runtut.values import dataclass

_BEHIND = 70
"""Characters behind a speaker in which words say that the name is kept back."""


@dataclass(frozen=True, slots=True)
class _Words:
    withheld: re.Pattern[str]
    nameless: frozenset[str]
    sources: frozenset[str]
    bodies: frozenset[str]


@cache
def _words(pack: Pack) -> _Words:
    s = pack.sourcing
    return _Words(
        late(rf"(?<!\w)(?:{any_of(s.withheld)})(?!\w)", re.IGNORECASE),
        frozenset((*s.sources, *s.nameless)),
        frozenset(s.sources),
        frozenset(s.bodies),
    )


def link_sources(record: Record, pack: Pack) -> tuple[Sources, ...]:
    """Return the sources of a story's text in one link, in the order they first speak; nothing where nobody does."""
    words = _words(pack)
    people = {e.id: e for e in record.entities if e.type is EntityType.PERSON}
    held: dict[str, list[Quotation]] = {}
    told: dict[str, Speaker] = {}
    unknown = 0
    for quotation in record.quotations:
        if quotation.part != TEXT or quotation.kind is QuotationKind.SCARE:
            continue
        if quotation.speaker is None:
            unknown += 1
            continue
        key = quotation.speaker.entity or quotation.speaker.name.lower()
        held.setdefault(key, []).append(quotation)
        told.setdefault(key, quotation.speaker)
    sources = []
    for key, quotations in held.items():
        speaker = told[key]
        where = Piece(speaker.start, speaker.end, speaker.name, speaker.part)
        named = key in people or _is_named(speaker, words)
        withheld = not named and _is_withheld(record, speaker, words)
        sources.append(Source(where, named, withheld, len(quotations), key if key in people else None))
    return (Sources(tuple(sources), unknown),) if sources else ()


def _is_named(speaker: Speaker, words: _Words) -> bool:
    """Whether a describing phrase names a body: its head does, or a capital inside it."""
    tokens = speaker.name.split()
    if not tokens or tokens[0].lower() in words.bodies:
        return bool(tokens)
    return tokens[0].lower() not in words.nameless and any(t[0].isupper() for t in tokens[1:])


def _is_withheld(record: Record, speaker: Speaker, words: _Words) -> bool:
    """Whether the name of a source is kept back, or the source is called no more than that."""
    head = speaker.name.split()[0].lower() if speaker.name else ""
    if head in words.sources:
        return True
    text = record.story.part(speaker.part)
    sentence = record.sentence_of(Piece(speaker.start, speaker.end, None, speaker.part))
    end = min(max(sentence.end, speaker.end), speaker.end + _BEHIND)
    return words.withheld.search(text, speaker.start, end) is not None


__all__ = ["link_sources"]
