"""What stands around an event in its clause: who takes part, where, and when."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from runtut.annotate.events.words import EventWords
from runtut.annotate.status import Token
from runtut.record import Entity, EntityType, Status, Time

_LOCATED = 4
"""Words between a preposition and the name of the place: `di kawasan wisata Kota Wanasari`."""
_FRAME = 24
"""Characters from the start of a clause in which a time frames all of it: `Pada Selasa (12/9/2023), ...`."""
_FRAMED = 60
_COMMA = 30
_BREAK = 50
_ELSEWHEN = 150
_NEAREST = 4
"""Times on either side of an event among which its own is."""
_FAR = 220
_NEAR = 110
"""What a time may cost in characters and breaks, to be an event's at all, and to tell its status."""
_PARTY = 28
"""Words before or behind an event among which its parties stand."""


class Mention(NamedTuple):
    """Where an entity is named."""

    start: int
    end: int
    entity: Entity


class Clause:
    """The words, names and times among which an event stands; `bounds` are where it was cut from the text."""

    def __init__(
        self,
        text: str,
        bounds: tuple[int, int],
        tokens: list[Token],
        mentions: list[Mention],
        times: list[Time],
        words: EventWords,
        governed: Status | None = None,
    ) -> None:
        self.text = text
        self.bounds = bounds
        self.start, self.end = bounds
        self.tokens = tokens
        self.starts = [t.start for t in tokens]
        self.mentions = {m.start: m for m in mentions}
        self.places = [m for m in mentions if m.entity.type is EntityType.PLACE]
        self.place_starts = [m.start for m in self.places]
        self.times = times
        self.time_starts = [t.start for t in times]
        self.timed = {t.start: t.end for t in times}
        self.words = words
        self.governed = governed
        """What the verb that a reported clause hangs on says of it: nothing, or that it is denied, foretold, asked for."""

    @cached_property
    def tolls(self) -> list[int]:
        """What the words before each one cost a time that stands behind them: marks, breaks, other things told."""
        status = self.words.status
        total, tolls = 0, [0]
        for token in self.tokens:
            if token.low == ",":
                total += _COMMA
            elif not token.word or token.low in status.breaks:
                total += _BREAK
            elif token.low in status.happened:
                total += _ELSEWHEN
            tolls.append(total)
        return tolls

    def index(self, at: int) -> int:
        """Return the index of the first token at or behind a place in the text."""
        return bisect_left(self.starts, at)

    # ------------------------------------------------------------ when

    def time(self, start: int, end: int) -> tuple[Time | None, bool]:
        """Return the time an event happens at, and whether it stands near enough to tell its status."""
        best: tuple[int, Time] | None = None
        at = bisect_left(self.time_starts, start)
        framing = self.times[:1] if at > _NEAREST else []
        for time in (*framing, *self.times[max(0, at - _NEAREST) : at + _NEAREST]):
            if time.first is None or (self._is_of_name(time) and time.start - end != 1):
                continue
            cost = self._cost(time, start, end)
            if best is None or cost < best[0]:
                best = cost, time
        if best is None or best[0] > _FAR:
            return None, False
        return best[1], best[0] <= _NEAR

    def _is_of_name(self, time: Time) -> bool:
        """Whether a year stands behind a name it is part of: `Piala Dunia 2026`."""
        at = self.index(time.start)
        return time.text.isdigit() and at > 0 and self.tokens[at - 1].capital

    def _cost(self, time: Time, start: int, end: int) -> int:
        low, high = (time.end, start) if time.end <= start else (end, time.start)
        cost = max(0, high - low)
        if cost > _FAR:
            return cost
        first, past = self.index(low), self.index(high)
        tolls = self.tolls
        cost += tolls[past] - tolls[first]
        if time.end > start and past > first and self.tokens[past - 1].low in self.words.status.happened:
            cost -= _ELSEWHEN  # serangan sejak Senin, where the word belongs to the time
        if time.end <= start and time.start - self.start <= _FRAME:
            cost = min(cost, _FRAMED)
        return cost

    # ------------------------------------------------------------ who and where

    def parties(self, first: int, past: int, *, noun: bool, chance: bool) -> tuple[list[Entity], Entity | None]:
        """Return who takes part in the event `tokens[first:past]`, and where it takes place."""
        status = self.words.status
        held = not noun or any(t.low in status.holding for t in self.tokens[max(0, first - _LOCATED) : first])
        before = list(self._before(first)) if held else []
        behind = list(self._behind(past, noun=noun))
        place: Entity | None = None
        taking: list[Entity] = []
        for mention in (*reversed(before), *behind):
            located = self._is_located(mention, past)
            somewhere = mention.entity.type is EntityType.PLACE
            if somewhere and (located or (chance and mention.start == self._end(past) + 1)):
                place = place or (mention.entity if mention.start >= self._end(past) or place is None else None)
            elif not located and not self._modifies(mention):
                taking.append(mention.entity)
        return taking, place or self._scene(first, past)

    def _end(self, past: int) -> int:
        return self.tokens[past - 1].end if past else self.start

    def _before(self, first: int) -> Iterator[Mention]:
        """Yield the names before an event up to where its clause begins, the nearest first."""
        status = self.words.status
        found = False
        for k in range(first - 1, max(-1, first - 1 - _PARTY), -1):
            token = self.tokens[k]
            if not token.word and token.low not in ",()":
                return
            if token.word and token.low in status.breaks and token.low != status.relative:
                return
            mention = self.mentions.get(token.start)
            if mention is not None:
                found = True
                yield mention
            elif found and status.verb(token) and token.low not in status.holding:
                return

    def _behind(self, past: int, *, noun: bool) -> Iterator[Mention]:
        """Yield the names behind an event up to where its phrase or its clause ends."""
        status, tokens = self.words.status, self.tokens
        beyond = 0
        for k in range(past, min(len(tokens), past + _PARTY)):
            token = tokens[k]
            if token.start < beyond:
                continue
            if not token.word:
                links = k + 1 < len(tokens) and tokens[k + 1].low in status.links
                if token.low in "()" or (token.low == "," and links):
                    continue
                return
            behind = tokens[k + 1].low if k + 1 < len(tokens) else ""
            if (
                token.low == status.relative
                and noun
                and (behind in status.holding or behind.startswith(status.passive))
            ):
                continue
            if token.low in status.breaks or token.low in status.conditions or token.low in status.happened:
                return
            mention = self.mentions.get(token.start)
            if mention is not None:
                beyond = mention.end
                yield mention
            elif (status.verb(token) and token.low not in status.holding and tokens[k - 1].low != status.relative) or (
                noun and (token.low in status.auxiliaries or token.low in status.done)
            ):
                return

    def _is_located(self, mention: Mention, past: int) -> bool:
        """Whether a preposition of place stands before a name, with nothing but common words between."""
        at = self.index(mention.start)
        least = past - 1 if at >= past else -1
        for k in range(at - 1, max(least, at - 1 - _LOCATED), -1):
            token = self.tokens[k]
            if token.low in self.words.locatives:
                return True
            if not token.word or token.capital or token.low in self.words.status.joins or self.words.status.verb(token):
                return False
        return False

    def _modifies(self, mention: Mention) -> bool:
        """Whether a name only says whose or which: `Presiden Rusia Vladimir Putin`, `tentara Israel`."""
        follows = self.mentions.get(mention.end + 1)
        somewhere = mention.entity.type is EntityType.PLACE
        if (
            follows is not None
            and follows.entity.type is EntityType.PERSON
            and mention.entity.type is not EntityType.PERSON
        ):
            return True
        at = self.index(mention.start)
        return somewhere and at > 0 and self.tokens[at - 1].low in self.words.titles

    def _scene(self, first: int, past: int) -> Entity | None:
        """Return the place that a preposition names elsewhere in the clause, nearest to the event."""
        here = self.tokens[first].start if first < len(self.tokens) else self.end
        near = [
            m
            for m in self.places[
                bisect_left(self.place_starts, here - _FAR) : bisect_left(self.place_starts, here + _FAR)
            ]
            if self._is_located(m, past) and self._joined(m, first, past)
        ]
        return min(near, key=lambda m: abs(m.start - here)).entity if near else None

    def _joined(self, mention: Mention, first: int, past: int) -> bool:
        """Whether nothing between a name and an event begins another clause."""
        at = self.index(mention.start)
        between: Sequence[Token] = self.tokens[past:at] if at >= past else self.tokens[at:first]
        return len(between) <= _PARTY and not any(
            t.low in self.words.status.breaks or t.low in ';:"“”' for t in between
        )


__all__ = ["Clause", "Mention"]
