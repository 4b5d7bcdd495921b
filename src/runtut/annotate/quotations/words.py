"""The pack's words of speech, made into patterns once per pack."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from runtut.languages import Pack

TOKEN = re.compile(r"[^\W_][\w'’.\-/&]*[^\W_]|[^\W_]|[,.;:()!?\"“”\n\x01—–]")


def any_of(words: Iterable[str]) -> str:
    """Return an alternation, longest first."""
    return "|".join(sorted((re.escape(w).replace(r"\ ", r"\s") for w in words), key=len, reverse=True))


@dataclass(frozen=True, slots=True)
class Words:
    """Patterns and word sets of a pack's quotations section."""

    after: re.Pattern[str]
    inside: re.Pattern[str]
    verb: re.Pattern[str]
    verb_near_end: re.Pattern[str]
    cue_near_end: re.Pattern[str]
    according: re.Pattern[str]
    complementizer: re.Pattern[str]
    second: re.Pattern[str]
    requests: re.Pattern[str]
    linked: frozenset[str]
    asking: frozenset[str]
    circumstances: frozenset[str]
    written: frozenset[str]
    pronouns: frozenset[str]
    everyone: frozenset[str]
    stops: frozenset[str]
    late_stops: frozenset[str]
    titles: frozenset[str]
    leads: frozenset[str]
    adverbs: frozenset[str]
    blockers: frozenset[str]
    not_speakers: frozenset[str]
    groups: frozenset[str]
    appositions: frozenset[str]
    pointers: frozenset[str]
    reference: frozenset[str]
    labels: frozenset[str]
    cues: frozenset[str]
    suffix: str


@cache
def words(pack: Pack) -> Words:
    """Return the patterns of a pack."""
    q = pack.quotations
    cues = any_of(q.cues)
    passives = any_of(q.passives)
    verbs = any_of((*q.verbs, *q.verbs_linked, *q.verbs_written))
    said = rf"(?P<cue>(?:{cues})(?P<nya>{q.suffix})?|{passives})\b(?!-)"
    bridges = any_of((*q.bridges, *q.adverbs))
    link = any_of(q.complementizers)
    return Words(
        after=re.compile(rf"[\s,.…–—-]{{0,4}}(?:(?:{bridges})[\s,]\s?){{0,2}}{said}", re.IGNORECASE),
        inside=re.compile(
            rf"(?:(?<![\w-])(?:^|(?<=, )|(?<=,)|(?<=\x02)|(?<=\s)))(?P<bridge>(?:{any_of(q.bridges)})\s)?{said}",
            re.IGNORECASE,
        ),
        verb=re.compile(rf"(?<![\w-])(?P<verb>{verbs})\b(?![\w-])", re.IGNORECASE),
        verb_near_end=re.compile(rf"(?<![\w-])(?P<verb>{verbs})\b(?!-)(?P<rest>[^.!?\x01]{{0,160}})$", re.IGNORECASE),
        cue_near_end=re.compile(
            rf"(?:^|(?<=[\s,])){said}(?P<rest>[^.!?\x01]{{0,160}})$",
            re.IGNORECASE,
        ),
        according=re.compile(
            rf"(?<![\w-])(?P<cue>(?:{any_of(q.according)})(?P<nya>{q.suffix})?)\b(?!-)", re.IGNORECASE
        ),
        complementizer=re.compile(rf"\s*(?P<link>{link})\b", re.IGNORECASE),
        second=re.compile(
            rf",?\s(?:dan|serta)\s(?P<verb>{any_of(q.verbs)})(?P<link>,|\s(?:{link}))(?=\s)", re.IGNORECASE
        ),
        requests=re.compile(rf"\s(?:{any_of(w for w in q.complementizers)})\s", re.IGNORECASE),
        linked=frozenset(q.verbs_linked),
        asking=frozenset(q.asking),
        circumstances=frozenset(q.circumstances),
        written=frozenset(q.verbs_written),
        pronouns=frozenset((*q.pronouns, *q.plural_pronouns)),
        everyone=frozenset(q.plural_pronouns),
        stops=frozenset(q.stops),
        late_stops=frozenset(q.late_stops),
        titles=frozenset(q.titles),
        leads=frozenset(q.leads),
        adverbs=frozenset(q.adverbs),
        blockers=frozenset(q.blockers),
        not_speakers=frozenset(q.not_speakers),
        groups=frozenset(q.groups),
        appositions=frozenset(q.appositions),
        pointers=frozenset(q.pointers),
        reference=frozenset(q.reference),
        labels=frozenset(q.labels),
        cues=frozenset(q.cues),
        suffix=q.suffix,
    )
