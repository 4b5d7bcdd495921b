"""Status: whether what a clause tells happened, is planned, foretold, imagined or denied.

A verb's status stands in the words right before it (`akan bertemu`, `batal bertemu`) or at the head of its clause
(`Jika Budi bertemu ...`). A noun's stands before it, through verbs that only say that it takes place (`akan menggelar
rapat`), or in the predicate behind it (`rapat itu akan digelar`). Where two cues meet, the one that says less of the
thing wins: a condition before a denial, a denial before a forecast, a forecast before a plan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from runtut.languages import Pack
from runtut.languages.patterns import late
from runtut.record import Status
from runtut.values import dataclass, maker

_TOKEN = late(r"\w+(?:[-'’/.]\w+)*|[^\w\s]")
_REACH = 12
"""Words before an event among which a cue of status still governs it."""
_AHEAD = 30
_CLAUSE = 40
"""Words of a clause up to an event at its end."""
_SENTENCE = 60
"""Words before an event among which a condition that governs its clause stands."""
_BETWEEN = 3
"""Words of a noun's own phrase that may stand between it and the verb or cue before it."""
_PHRASE = 10
_JOINED = 6
_HEAD = 3
"""Words at the head of a clause among which its condition stands: `Karena kalau ...`."""
_PREDICATE = 3
_SHORTEST_VERB = 5
_STRENGTH = {Status.PLANNED: 1, Status.FORECAST: 2, Status.HYPOTHETICAL: 3, Status.DENIED: 4}
_CONDITION = 5


class Token(NamedTuple):
    """A word or a mark, half open `[start, end)`, in lower case; `capital` where it was written with one."""

    start: int
    end: int
    low: str
    capital: bool
    word: bool


_token = maker(Token)


def read_tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the words and marks of `text[start:end]`."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text, start, end):
        word = match[0]
        first = word[0]
        found.append(_token((*match.span(), word.lower(), first.isupper(), first.isalnum())))
    return found


@dataclass(frozen=True, slots=True)
class StatusWords:
    """A pack's cues of status, and what bounds or turns them; the schema says what each set is."""

    cues: Mapping[str, Status]
    conditions: frozenset[str]
    reckonings: frozenset[str]
    adversatives: frozenset[str]
    negations: frozenset[str]
    refusals: frozenset[str]
    limits: frozenset[str]
    happened: frozenset[str]
    done: frozenset[str]
    subordinators: frozenset[str]
    topics: frozenset[str]
    breaks: frozenset[str]
    adverbs: frozenset[str]
    holding: frozenset[str]
    causing: frozenset[str]
    making: frozenset[str]
    auxiliaries: frozenset[str]
    passive: str
    purposes: frozenset[str]
    scenes: frozenset[str]
    joins: frozenset[str]
    reaching: frozenset[str]
    relative: str
    pointers: frozenset[str]
    links: frozenset[str]
    between: str
    speech: frozenset[str]
    verb_prefixes: tuple[str, ...]
    not_verbs: frozenset[str]

    def verb(self, token: Token) -> bool:
        """Whether a word opens a predicate, going by how verbs begin."""
        low = token.low
        return (
            not token.capital
            and len(low) > _SHORTEST_VERB
            and low.startswith(self.verb_prefixes)
            and low not in self.not_verbs
        )

    def cue(self, tokens: Sequence[Token], at: int) -> Status | None:
        """Return the status that a word gives, or None where it gives none there."""
        low = tokens[at].low
        status = self.cues.get(low)
        behind = tokens[at + 1].low if at + 1 < len(tokens) else ""
        if status is not None and behind in self.adversatives:
            return None
        if status is None or low not in self.conditions:
            return status
        if behind in self.reckonings or (at and tokens[at - 1].low in self.speech):
            return None
        return status

    def strength(self, tokens: Sequence[Token], at: int, status: Status) -> int:
        """Return how much a cue outweighs another."""
        return _CONDITION if tokens[at].low in self.conditions else _STRENGTH[status]


@cache
def status_words(pack: Pack) -> StatusWords:
    """Return the cues of a pack."""
    s, q = pack.status, pack.quotations
    return StatusWords(
        cues={
            **dict.fromkeys(s.planned, Status.PLANNED),
            **dict.fromkeys(s.forecast, Status.FORECAST),
            **dict.fromkeys((*s.hypothetical, *s.conditions), Status.HYPOTHETICAL),
            **dict.fromkeys(s.denied, Status.DENIED),
        },
        conditions=frozenset(s.conditions),
        reckonings=frozenset(s.reckonings),
        adversatives=frozenset(s.adversatives),
        negations=frozenset(s.negations),
        refusals=frozenset(s.refusals),
        limits=frozenset(s.limits),
        happened=frozenset(s.happened),
        done=frozenset(s.done),
        subordinators=frozenset(q.subordinators),
        topics=frozenset(s.topics),
        breaks=frozenset(s.breaks),
        adverbs=frozenset(s.adverbs),
        holding=frozenset(s.holding),
        causing=frozenset(s.causing),
        making=frozenset(s.making),
        auxiliaries=frozenset(s.auxiliaries),
        passive=s.passive,
        purposes=frozenset(s.purposes),
        scenes=frozenset(s.scenes),
        joins=frozenset(s.joins),
        reaching=frozenset(s.reaching),
        relative=q.relative,
        pointers=frozenset(q.pointers),
        links=frozenset((*s.links, q.relative)),
        between=s.between,
        speech=frozenset((*q.verbs, *q.linked_verbs)),
        verb_prefixes=q.verb_prefixes,
        not_verbs=frozenset(q.not_verbs),
    )


class _Weighing:
    """The weightiest of the cues met so far."""

    def __init__(self, words: StatusWords, tokens: Sequence[Token]) -> None:
        self._words, self._tokens = words, tokens
        self._weight = 0
        self.status: Status | None = None

    def take(self, at: int, status: Status) -> None:
        weight = self._words.strength(self._tokens, at, status)
        if weight > self._weight:
            self._weight, self.status = weight, status


# ---------------------------------------------------------------- before a verb


def before_verb(tokens: Sequence[Token], at: int, words: StatusWords) -> Status | None:
    """Return what the words before the verb at `at` say of it; None where they say nothing."""
    weighing = _Weighing(words, tokens)
    k = at - 1
    purpose = False
    while k >= max(0, at - _REACH):
        token = tokens[k]
        low = token.low
        if low in words.negations:
            if tokens[k + 1].low in words.refusals:
                return Status.STATED
            if tokens[k + 1].low not in words.limits:
                weighing.take(k, Status.DENIED)
        elif (status := words.cue(tokens, k)) is not None:
            weighing.take(k, status)
        elif low in words.purposes and weighing.status is None:
            purpose = True
        elif low not in words.adverbs:
            break
        k -= 1
    if k >= 0 and tokens[k].low in words.joins and weighing.status is None:
        _joined(tokens, k, words, weighing)
    _head(tokens, at, words, weighing, plans=True)
    return Status.HYPOTHETICAL if purpose and weighing.status is None else weighing.status


def _joined(tokens: Sequence[Token], join: int, words: StatusWords, weighing: _Weighing) -> None:
    """Take the plan that governs the verb before a conjunction: `akan datang dan bertemu warga`."""
    for k in range(join - 1, max(-1, join - 1 - _JOINED), -1):
        low = tokens[k].low
        if not tokens[k].word or low in words.breaks or low in words.done:
            return
        if low in words.purposes:
            weighing.take(k, Status.HYPOTHETICAL)
            return
        if low in words.auxiliaries and words.cues[low] in (Status.PLANNED, Status.FORECAST):
            weighing.take(k, words.cues[low])
            return


def _head(tokens: Sequence[Token], at: int, words: StatusWords, weighing: _Weighing, *, plans: bool) -> None:
    """Take the condition at the head of the clause: `Jika Budi ...`; with `plans` also `Rencananya, Budi ...`."""
    first = within = at
    while first > max(0, at - _CLAUSE) and tokens[first - 1].word:
        low = tokens[first - 1].low
        if low in words.breaks and low != words.relative:
            break
        if within == first and low != words.relative and low not in words.happened:
            within -= 1
        first -= 1
    for k in range(first, min(first + _HEAD, at)):
        status = words.cue(tokens, k)
        if status is not None and (
            tokens[k].low in words.conditions or (plans and k >= within and _foretells(tokens[k].low, status, words))
        ):
            weighing.take(k, status)
            return
        if tokens[k].capital and k > first:
            break
    if plans and first > 1 and tokens[first - 1].low == "," and (first == 2 or not tokens[first - 3].word):
        status = words.cue(tokens, first - 2)
        if status is not None and _foretells(tokens[first - 2].low, status, words):
            weighing.take(first - 2, status)


def _foretells(low: str, status: Status, words: StatusWords) -> bool:
    """Whether a cue says something of the clause it opens: `Diperkirakan Budi ...`."""
    return status in (Status.PLANNED, Status.FORECAST) and (low in words.auxiliaries or low.startswith(words.passive))


# ---------------------------------------------------------------- around a noun


def before_noun(tokens: Sequence[Token], at: int, words: StatusWords, *, scheduled: bool) -> Status | None:
    """Return what the words before the noun at `at` say of it; `scheduled` where it is of a kind that people set a date for."""
    weighing = _Weighing(words, tokens)
    k = at - 1
    between = 0
    scene = held = causing = made = False
    while k >= max(0, at - _REACH):
        token = tokens[k]
        low = token.low
        if not token.word or low in words.breaks:
            break
        if low in words.negations:
            behind = tokens[k + 1].low
            if behind in words.refusals:
                return Status.STATED
            if (between and not held) or scene:
                break
            if behind not in words.limits:
                weighing.take(k, Status.DENIED)
        elif (status := words.cue(tokens, k)) is not None:
            wished = status is Status.HYPOTHETICAL and low in words.auxiliaries and weighing.status is Status.PLANNED
            if (not scene or low in words.auxiliaries) and not wished:
                caused = status is Status.PLANNED and causing
                weighing.take(k, Status.FORECAST if caused else status)
        elif low in words.happened:
            if weighing.status is None:
                return Status.STATED
            break
        elif low in words.topics:
            break
        elif low in words.scenes:
            scene = True
        elif low in words.purposes and made and weighing.status is None:
            weighing.take(k, Status.PLANNED if scheduled else Status.HYPOTHETICAL)
        elif low in words.holding:
            held = True
            made = low in words.making
            causing = causing or low in words.causing
        elif low in words.adverbs or low in words.joins:
            pass
        elif words.verb(token):
            if not (scene and scheduled) or held:
                break
            held = True
        else:
            between += 1
            if between > _BETWEEN:
                break
        k -= 1
    _head(tokens, at, words, weighing, plans=False)
    return weighing.status


def after_noun(
    tokens: Sequence[Token], past: int, words: StatusWords, skipped: Mapping[int, int], *, scheduled: bool
) -> Status | None:
    """Return what the predicate behind a noun that ends before `past` says of it.

    `skipped` maps where a time begins to where it ends. `scheduled` things are to come where anything is said of them
    in the future (`rapat akan membahas`); of others only what says that they take place counts (`banjir akan terjadi`).
    """
    k, content, relative, between = past, 0, False, False
    while k < min(len(tokens), past + _AHEAD):
        token = tokens[k]
        low = token.low
        if token.start in skipped:
            end = skipped[token.start]
            while k < len(tokens) and tokens[k].start < end:
                k += 1
            continue
        if not token.word:
            beyond = _past_mark(tokens, k, words, relative=relative, between=between)
            if beyond is None:
                return None
            k = beyond
            continue
        if low in words.negations:
            return Status.DENIED if _takes_place(tokens, k + 1, words) else None
        status = words.cue(tokens, k)
        if status is not None and (
            low in words.auxiliaries or low in words.conditions or low.startswith(words.passive)
        ):
            return _predicate(tokens, k, status, words, scheduled=scheduled)
        if low in words.done:
            return Status.STATED
        pointed = k + 1 < len(tokens) and tokens[k + 1].low in words.pointers
        if (low in words.happened and not pointed) or low in words.holding:
            return None
        if low in words.breaks and low != words.relative:
            return None
        if low in words.adverbs:
            k += 1
            continue
        if words.verb(token) and not relative:
            return None
        between = between or low == words.between
        if low == words.relative:
            relative = True
        elif low in words.pointers:
            relative = False
        elif not token.capital:
            content += 1
            if content > _PHRASE:
                return None
        k += 1
    return None


def _takes_place(tokens: Sequence[Token], at: int, words: StatusWords) -> bool:
    """Whether the predicate at `at` says that a thing takes place: `tidak akan segera terjadi`."""
    for token in tokens[at : at + _PREDICATE]:
        if token.low in words.holding:
            return True
        if token.low not in words.auxiliaries and token.low not in words.adverbs:
            return False
    return False


def _past_mark(tokens: Sequence[Token], at: int, words: StatusWords, *, relative: bool, between: bool) -> int | None:
    """Return where the phrase goes on behind a mark; None where it ends there."""
    if tokens[at].low == "(":
        for k in range(at + 1, min(len(tokens), at + _REACH)):
            if tokens[k].low == ")":
                return k + 1
        return None
    if tokens[at].low != "," or at + 1 >= len(tokens):
        return None
    behind = tokens[at + 1].low
    listed = between and tokens[at + 1].capital
    goes_on = relative or listed or behind in words.links or behind in words.auxiliaries
    return at + 1 if goes_on else None


def _predicate(
    tokens: Sequence[Token], at: int, status: Status, words: StatusWords, *, scheduled: bool
) -> Status | None:
    """Return the status that a cue behind a noun gives it, by what the cue's verb says."""
    low = tokens[at].low
    if low in words.conditions:
        return None
    if low not in words.auxiliaries:
        return status
    if status is Status.DENIED:
        return status
    for k in range(at + 1, min(len(tokens), at + 1 + _PREDICATE)):
        behind = tokens[k].low
        if behind in words.holding or behind in words.negations:
            return Status.DENIED if behind in words.negations else status
        further = words.cues.get(behind)
        if further is not None and behind not in words.auxiliaries:
            return further
        if behind not in words.adverbs:
            break
    return status if scheduled and status is Status.PLANNED else None


def conditional(tokens: Sequence[Token], at: int, words: StatusWords) -> bool:
    """Whether a condition before the clause of `tokens[at]` governs it: `Jika hujan turun, rapat akan digelar di dalam`."""
    least = max(0, at - _SENTENCE)
    first = next((k for k in range(at - 1, least - 1, -1) if tokens[k].low in ".!?;"), least - 1) + 1
    comma = next((k for k in range(at - 1, first, -1) if tokens[k].low == ","), first)
    return any(
        tokens[k].low in words.conditions
        and (k == first or not tokens[k - 1].word)
        and words.cue(tokens, k) is not None
        for k in range(first, comma)
    )


# ---------------------------------------------------------------- before a figure


def before_figure(text: str, start: int, end: int, cues: Mapping[str, Status], words: StatusWords) -> Status:
    """Return what the clause `text[start:end]` says of the figure behind it, going by `cues`."""
    plain = text[start:end].lower().split()
    if cues.keys().isdisjoint(plain) and "".join(plain).isalnum():
        return Status.STATED  # quick to ask first: plain words, and none of them a cue
    tokens = read_tokens(text, start, end)
    weighing = _Weighing(words, tokens)
    reaches = False
    for k in range(len(tokens) - 1, -1, -1):
        low = tokens[k].low
        if not tokens[k].word or low in words.breaks:
            break
        if low in cues:
            if low in words.negations and (k < len(tokens) - 1):
                break
            if low in words.conditions and words.cue(tokens, k) is None:
                continue
            weighing.take(k, Status.FORECAST if reaches and cues[low] is Status.PLANNED else cues[low])
        elif low in words.negations and tokens[k + 1 : k + 2] and tokens[k + 1].low in words.refusals:
            return Status.STATED
        elif low in words.done or low in words.subordinators:
            break
        reaches = reaches or low in words.reaching
    return weighing.status or Status.STATED


__all__ = [
    "StatusWords",
    "Token",
    "after_noun",
    "before_figure",
    "before_noun",
    "before_verb",
    "conditional",
    "read_tokens",
    "status_words",
]
