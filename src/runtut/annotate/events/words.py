"""The pack's words of events, made into one pattern and sets once per pack."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from runtut.annotate.status import StatusWords, status_words
from runtut.languages import Pack
from runtut.languages.patterns import late, scan
from runtut.languages.schema.events import Family
from runtut.record import Status
from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """What an event's word says: its family, and whether it is a noun or a weak word of it."""

    name: str
    family: Family
    noun: bool
    weak: bool


@dataclass(frozen=True, slots=True)
class EventWords:
    """One `pattern` over text in lower case, whose `word` is looked up in `kinds`; words of idioms are in it and not there."""

    pattern: re.Pattern[str]
    kinds: Mapping[str, Kind]
    status: StatusWords
    governing: Mapping[str, Status]
    locatives: frozenset[str]
    determiners: frozenset[str]
    titles: frozenset[str]


@cache
def event_words(pack: Pack) -> EventWords:
    """Return the event words of a pack."""
    e, q = pack.events, pack.quotations
    kinds: dict[str, Kind] = {}
    for name, family in e.families.items():
        for noun, members in ((True, family.nouns), (False, family.verbs)):
            for word in members:
                kinds.setdefault(word.lower(), Kind(name, family, noun, word in family.weak))
    words = scan((*kinds, *e.idioms), r"\w-")
    return EventWords(
        pattern=late(rf"(?P<word>{words})(?:-(?P=word))?(?P<nya>{e.suffix})?(?![\w-])"),
        kinds={word: kind for word, kind in kinds.items() if word not in e.idioms},
        status=status_words(pack),
        governing={w: s for w, s in status_words(pack).cues.items() if w in {*q.verbs, *q.linked_verbs}},
        locatives=frozenset(e.locatives),
        determiners=frozenset((*q.articles, *e.determiners)),
        titles=frozenset(q.titles) - frozenset(q.offices),
    )


__all__ = ["EventWords", "Kind", "event_words"]
