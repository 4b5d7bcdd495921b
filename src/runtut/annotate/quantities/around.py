"""What stands around a figure: its hedge, rate, period and status."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from runtut.annotate.quantities.grammar import CLAUSE, CLAUSES, Grammar
from runtut.annotate.status import before_figure
from runtut.record import Mod, Piece, Status, Time, TimeType

_CLAUSE_REACH = 70
"""Characters before a number in which a cue of status is looked for."""


class Surroundings:
    """Reads what stands around the figures of one passage, among its times."""

    def __init__(self, text: str, part: str, times: Sequence[Time], grammar: Grammar) -> None:
        self.text = text
        self.part = part
        self.times = times
        self.starts = [t.start for t in times]
        self.grammar = grammar

    def hedge(self, start: int, before: str) -> Piece[Mod] | None:
        """Return the hedge right before a number: "sekitar 20"."""
        close = before.rstrip(" \u00a0(\n").lower().endswith(self.grammar.hedge_ends)
        found = self.grammar.hedge.search(before) if close else None
        if found is None:
            return None
        at = start - len(before) + found.start("hedge")
        return Piece(
            at, at + len(found.group("hedge")), self.grammar.words.hedges[found.group("hedge").lower()], self.part
        )

    def hedge_after(self, number_end: int, unit_end: int) -> Piece[Mod] | None:
        """Return the hedge between a number and what it counts: "20 lebih warga"."""
        if unit_end > number_end:
            return None
        at = number_end + 1
        for word, mod in self.grammar.words.hedges_after.items():
            if self.text.startswith(f" {word} ", number_end):
                return Piece(at, at + len(word), mod, self.part)
        return None

    def rate(self, end: int) -> str | None:
        """Return what a figure that ends at `end` is per: "per hari", "/kg", "setahun"."""
        per = self.grammar.per.match(self.text, end)
        if per is None:
            return None
        if per.group("one"):
            return self.grammar.words.per_one[per.group("one")]
        return (per.group("noun") or per.group("rate")).lower()

    def period(self, start: int, end: int) -> str | None:
        """Return the value of the date the figure stands beside: the next in its clause, else the one just before."""
        here = bisect_right(self.starts, start)
        for time in self.times[here : here + 1]:
            if time.type is TimeType.DATE and time.start - end <= 40 and not CLAUSE.search(self.text[end : time.start]):
                return time.value
        for time in self.times[max(0, here - 1) : here]:
            if time.type is TimeType.DATE and start - time.end <= 40 and "." not in self.text[time.end : start]:
                return time.value
        return None

    def status(self, start: int) -> Status:
        """Return whether the clause before a number plans, foretells, supposes or denies it."""
        first = max(0, start - _CLAUSE_REACH)
        up_to_clause = CLAUSES.match(self.text, first, start)
        begin = up_to_clause.end() if up_to_clause else first
        return before_figure(self.text, begin, start, self.grammar.status, self.grammar.cues)


__all__ = ["Surroundings"]
