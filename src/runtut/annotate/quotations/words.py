"""The pack's words of speech, made into patterns and sets once per pack."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import any_of, late, scan
from runtut.values import dataclass

_SHORTEST_VERB = 5
_WORD_START = late(r"(?<!\S)\S")


class Way(Enum):
    """How a report hangs on a word: `menurut Budi`, `kata Budi`, `disebut Budi`, `Budi mengatakan`."""

    ACCORDING = "according"
    CUE = "cue"
    AGENT = "agent"
    VERB = "verb"


class Hints(dict[str, frozenset[Way]]):
    """In which ways a report can hang on what `Words.speech` has found, and on words that begin within it."""

    def __init__(self, words: Mapping[Way, tuple[str, ...]]) -> None:
        """Take the words of each way."""
        super().__init__()
        self._words = words

    def __missing__(self, found: str) -> frozenset[Way]:
        first, *inner = [found[m.start() :] for m in _WORD_START.finditer(found)]
        made = self[found] = frozenset(
            way
            for way, words in self._words.items()
            if first.startswith(words)
            or any(rest.startswith(words) or any(w.startswith(rest) for w in words) for rest in inner)
        )
        return made


@dataclass(frozen=True, slots=True)
class Words:
    """What a pack's quotations section comes to: patterns over text, and sets of words in lower case.

    `speech` finds, in a text made small, each word that reported speech can hang on, and `hints` tells in which ways. The groups of the patterns: `cue` is the attributing word, `nya` the pronoun hung on it, `verb` a verb of
    speech, `link` a complementizer or comma. The sets are described where the pack's schema names them.
    """

    speech: re.Pattern[str]
    hints: Hints
    after: re.Pattern[str]
    inside: re.Pattern[str]
    split: re.Pattern[str]
    cue: re.Pattern[str]
    verb: re.Pattern[str]
    relative_verb: re.Pattern[str]
    passive: re.Pattern[str]
    according: re.Pattern[str]
    complementizer: re.Pattern[str]
    linked: re.Pattern[str]
    second: re.Pattern[str]
    aside: re.Pattern[str]
    passed: re.Pattern[str]
    thus: re.Pattern[str]
    suffix: str
    agent: str
    relative: str
    sourcing: frozenset[str]
    passing: frozenset[str]
    cues: frozenset[str]
    noun_cues: frozenset[str]
    passives: frozenset[str]
    linked_verbs: frozenset[str]
    weak_verbs: frozenset[str]
    loose_verbs: frozenset[str]
    written_verbs: frozenset[str]
    asking: frozenset[str]
    denials: frozenset[str]
    negations: frozenset[str]
    circumstances: frozenset[str]
    told: frozenset[str]
    topics: frozenset[str]
    pronouns: frozenset[str]
    pointers: frozenset[str]
    stops: frozenset[str]
    late_stops: frozenset[str]
    auxiliaries: frozenset[str]
    verb_prefixes: tuple[str, ...]
    not_verbs: frozenset[str]
    titles: frozenset[str]
    offices: frozenset[str]
    groups: frozenset[str]
    naming: frozenset[str]
    particles: frozenset[str]
    leads: frozenset[str]
    conjunctions: frozenset[str]
    joints: frozenset[str]
    subordinators: frozenset[str]
    adverbs: frozenset[str]
    blockers: frozenset[str]
    purposes: frozenset[str]
    not_speakers: frozenset[str]
    appositions: frozenset[str]
    reference: frozenset[str]
    days: frozenset[str]
    abbreviations: frozenset[str]

    def role_word(self, low: str) -> bool:
        """Whether a word says what somebody is, not who."""
        head, _, rest = low.partition("-")
        return low.rstrip(".") in self.titles or low in self.groups or (bool(rest) and head in self.groups)

    def predicate_word(self, low: str) -> bool:
        """Whether a lower-case word opens a predicate, going by the lists and by how verbs begin."""
        if low in self.auxiliaries:
            return True
        return len(low) > _SHORTEST_VERB and low.startswith(self.verb_prefixes) and low not in self.not_verbs


@cache
def words(pack: Pack) -> Words:
    """Return the patterns and sets of a pack."""
    q = pack.quotations
    cues = any_of(q.cues)
    governing = (*q.verbs, *q.linked_verbs, *q.written_verbs)
    verbs = any_of(governing)
    ways = {
        Way.ACCORDING: (*q.according, *q.sourcing),
        Way.CUE: (*q.cues, *q.passives),
        Way.AGENT: tuple(q.passives),
        Way.VERB: governing,
    }
    link = any_of(q.complementizers)
    said = rf"(?P<cue>(?:{cues})(?P<nya>{q.suffix})?|{any_of(q.passives)})\b(?!-)"
    pronouns = frozenset((*q.pronouns, *q.plural_pronouns))

    def compiled(
        pattern: str, *, opens: Iterable[str] = (), skip: int = 0, holds: Iterable[str] = ()
    ) -> re.Pattern[str]:
        return late(pattern, re.IGNORECASE, opens=opens, skip=skip, holds=holds)

    return Words(
        speech=late(scan((word for words in ways.values() for word in words), r"\w-")),
        hints=Hints(ways),
        after=compiled(rf"[\s,.…–—-]{{0,4}}(?:(?:{any_of((*q.bridges, *q.adverbs))})[\s,]\s?){{0,2}}{said}"),
        inside=compiled(rf"(?<![\w-])(?:^|(?<=[,\s\x01]))(?:(?:{any_of(q.bridges)})\s)?{said}"),
        split=late(
            rf"(?:,|[.!?](?=\s+[a-z]))\s?(?=(?:{cues})(?:{q.suffix}\b|\s+(?:[A-Z]|{any_of(sorted(pronouns))})))"
        ),
        cue=late(rf"(?:{cues})(?:{q.suffix}\b|\s+(?:[A-Z]|{any_of(sorted(pronouns))}))"),
        verb=compiled(rf"(?<![\w-])(?P<verb>{verbs})\b(?![\w-])"),
        relative_verb=compiled(
            rf",?\s(?:{q.relative})\s(?P<verb>{any_of(q.verbs)})\s(?:{link})\s", holds=q.complementizers
        ),
        passive=compiled(rf"(?<![\w-])(?P<verb>{any_of(q.passives)})\s(?:{q.agent}\s)?(?=\S)"),
        according=compiled(rf"(?<![\w-])(?P<cue>(?:{any_of((*q.according, *q.sourcing))})(?P<nya>{q.suffix})?)\b(?!-)"),
        complementizer=compiled(rf"\s*(?P<link>{link})\b"),
        linked=compiled(rf"\s(?:{link})\s", holds=q.complementizers),
        second=compiled(
            rf",?\s(?:{any_of(q.joiners)})\s(?:(?:{any_of(q.adverbs)})\s)?(?P<verb>{any_of(q.verbs)})(?P<link>,|\s(?:{link}))(?=\s)"
        ),
        aside=compiled(rf"(?:{any_of(q.asides)})\b", opens=q.asides),
        passed=compiled(rf",?\s(?:{any_of((*q.passing, *q.sourcing))})\s", holds=(*q.passing, *q.sourcing)),
        thus=compiled(
            rf"[\s,.…–—-]{{0,4}}(?:{any_of(q.bridges)})\s(?:{any_of(q.cues)}\s)?(?=(?P<cue>{any_of(q.documents)})\b)",
            opens=q.bridges,
            skip=4,
        ),
        suffix=q.suffix,
        agent=q.agent,
        relative=q.relative,
        sourcing=frozenset(q.sourcing),
        passing=frozenset((*q.sourcing, *q.passing)),
        cues=frozenset(q.cues),
        noun_cues=frozenset(q.noun_cues),
        passives=frozenset(q.passives),
        linked_verbs=frozenset(q.linked_verbs),
        weak_verbs=frozenset(q.weak_verbs),
        loose_verbs=frozenset(q.loose_verbs),
        written_verbs=frozenset(q.written_verbs),
        asking=frozenset(q.asking),
        denials=frozenset(q.denials),
        negations=frozenset(q.negations),
        circumstances=frozenset(q.circumstances),
        told=frozenset(q.told),
        topics=frozenset(q.topics),
        pronouns=pronouns,
        pointers=frozenset(q.pointers),
        stops=frozenset(q.stops),
        late_stops=frozenset(q.late_stops),
        auxiliaries=frozenset(q.auxiliaries),
        verb_prefixes=q.verb_prefixes,
        not_verbs=frozenset(q.not_verbs),
        titles=frozenset(q.titles),
        offices=frozenset(q.offices),
        groups=frozenset(q.groups),
        naming=frozenset(q.naming),
        particles=frozenset(q.particles),
        leads=frozenset(q.leads),
        conjunctions=frozenset(q.conjunctions),
        joints=frozenset(q.joints),
        subordinators=frozenset(q.subordinators),
        adverbs=frozenset(q.adverbs),
        blockers=frozenset(q.blockers),
        purposes=frozenset(q.purposes),
        not_speakers=frozenset(q.not_speakers),
        appositions=frozenset(q.appositions),
        reference=frozenset(q.reference),
        days=frozenset(pack.times.weekdays),
        abbreviations=frozenset(pack.sentences.abbreviations),
    )


__all__ = ["Way", "Words", "any_of", "words"]
