"""Reads the figures of one passage: finds each number and decides whether it is a figure, and of what."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from decimal import Decimal

from runtut.annotate.quantities.around import Surroundings
from runtut.annotate.quantities.grammar import read_grammar
from runtut.annotate.quantities.names import is_glued, is_named, is_ordinal
from runtut.annotate.quantities.units import Units
from runtut.annotate.quantities.values import Value, interval, read_value
from runtut.annotate.spaces import plain
from runtut.languages import Pack
from runtut.languages.patterns import late
from runtut.record import Passage, Piece, Quantity, QuantityKind, Time

_REACH = 48  # characters before a number in which a hedge, an identifier or a cue of age is looked for
_JOIN = 24
"""Characters between two numbers of one list."""
_FUSED = late(r"[a-z]([A-Z][a-z]+)$")
_BEFORE = late(r"(\S{1,40})[ \u00a0]\(?$")


class Reader:
    """Reads one passage."""

    def __init__(self, passage: Passage, times: list[Time], pack: Pack) -> None:
        self.text = plain(passage.clean)
        self.part = passage.part
        self.grammar = read_grammar(pack)
        self.units = Units(self.text, self.part, self.grammar)
        self.around = Surroundings(self.text, self.part, times, self.grammar)
        self.taken = [(t.start, t.end) for t in times]
        self.starts = [s for s, _ in self.taken]
        self.idioms = [m.span() for m in self.grammar.idiom.finditer(self.text)]
        self.idiom_starts = [s for s, _ in self.idioms]
        self.named = -_JOIN
        """Where the last number ends that only names something."""

    def read(self) -> list[Quantity]:
        """Return the quantities of the passage in order."""
        found: list[Quantity] = []
        at = 0
        opener, number = self.grammar.opener.search, self.grammar.number.match
        while opened := opener(self.text, at):
            match = number(self.text, opened.start())
            if match is None:
                at = opened.start() + 1
                continue
            quantity, at = self._quantity(match)
            if quantity is not None:
                previous = found[-1] if found else None
                restated = previous and self._restates(previous, quantity)
                if previous and restated:
                    found[-1] = restated
                else:
                    found.append(quantity)
        return found

    def _quantity(self, match: re.Match[str]) -> tuple[Quantity | None, int]:
        text, grammar = self.text, self.grammar
        start, end = match.span()
        time = _holder(self.starts, self.taken, start, end)
        if time is not None:
            return None, max(time, match.end("number") if time <= start else time)
        if _holder(self.idiom_starts, self.idioms, start, end) is not None:
            return None, match.end("number")
        if text[end : end + 1] == ")" and "(" not in text[max(0, start - 40) : start]:
            return None, match.end("number")  # "3) Fakultas Hukum": the number of an item in a list
        sign = match.group("sign")
        join = match.group("join")
        first = read_value(match.group("number"), match.group("scale"), grammar)
        second = read_value(match.group("number2"), match.group("scale2"), grammar) if join else None
        if first is None:
            return None, match.end("number")
        end = match.end("scale") if match.group("scale") else match.end("number")
        number_end = end
        upper: Decimal | None = None
        if second is not None:
            if not match.group("scale") and match.group("scale2") and first.value < second.value:
                factor = grammar.scale[match.group("scale2").lower()]
                if second.value / factor > first.value:
                    first = Value(first.value * factor, first.half * factor, first.decimal_mark, first.group_mark)
            spaced = join.strip() not in "-–—"
            if second.value > first.value and not (text[match.end() : match.end() + 1] in "-–" and not spaced):
                upper, end = second.value, match.end()
            elif not spaced and not sign:
                return self._score(match, first, second), match.end()
        if sign and not match.group("scale") and upper is None:
            short = re.match(r"[ \u00a0]?([A-Za-z])\b", text[end : end + 3])
            factor_ = grammar.words.money_scales.get(short.group(1)) if short else None
            if short and factor_ and (short.group(1).isupper() or short.group()[0].isalpha()):
                first = Value(first.value * factor_, first.half * factor_, first.decimal_mark, first.group_mark)
                end = number_end = end + short.end()
        if not sign and text[end : end + 1] == "-" and text[end + 1 : end + 2].isalnum() and text[end + 1].isalpha():
            return None, end
        before = text[max(0, start - _REACH) : start]
        last = _BEFORE.search(before, max(0, before.rfind(" ", 0, -2)))
        word_before = last.group(1).lower().lstrip("(\"'“‘") if last else ""
        if (
            last
            and not last.group(1).islower()
            and (fused := _FUSED.search(last.group(1)))
            and fused.group(1).lower() in grammar.identifiers
        ):
            word_before = fused.group(1).lower()  # "junctoPasal 18"
        if not sign and word_before in grammar.identifiers and not first.fraction:
            after = grammar.suffix.match(text, end)
            if not after or word_before in grammar.numbered:
                self.named = end
                return None, end
        if match.group("number")[-1].isdigit() and not match.group("scale") and is_glued(text, end, grammar):
            return None, end
        kind, unit, unit_end, noun = self.units.unit(match, end, first, before, money=sign is not None)
        if kind is None:
            return None, end
        if kind in (QuantityKind.NUMBER, QuantityKind.COUNT) and grammar.calendars.match(text, end):
            return None, end
        if kind is QuantityKind.NUMBER and not sign and self._lists_on(start):
            self.named = end
            return None, end
        if kind in (QuantityKind.NUMBER, QuantityKind.COUNT) and is_named(
            text, self.part, match, end, before, last, noun, grammar
        ):
            return None, end
        if kind is QuantityKind.NUMBER and word_before in grammar.ordinals and is_ordinal(match, before):
            return None, end
        hedge = self.around.hedge(start, before)
        mod = hedge.value if hedge else None
        after_hedge = self.around.hedge_after(number_end, unit_end)
        if after_hedge is not None:
            mod, unit_end, unit, noun = (
                after_hedge.value,
                max(unit_end, after_hedge.end),
                *self.units.noun_after(after_hedge.end, unit, noun, kind),
            )
            unit_end = max(unit_end, noun.end if noun else unit_end)
        end = max(end, unit_end)
        if mod is None and (tail := grammar.hedge_tail.match(text, end)):
            mod = grammar.words.hedges_after[tail.group("hedge")]  # "tiga orang lebih."
        low, high = interval(first, upper, mod, kind)
        quantity = Quantity(
            start=start,
            end=end,
            text=text[start:end],
            part=self.part,
            value=first.value,
            upper=upper,
            unit=unit,
            kind=kind,
            mod=mod,
            per=self.around.rate(end),
            period=self.around.period(start, end),
            status=self.around.status(start),
            low=low,
            high=high,
            number=Piece(match.start("number"), number_end, first.value, self.part),
            hedge=hedge,
            noun=noun,
            decimal_mark=first.decimal_mark,
            group_mark=first.group_mark,
            rule=f"number, {kind}",
        )
        return quantity, end

    def _lists_on(self, start: int) -> bool:
        """Whether a bare number goes on with a list of identifiers: `Pasal 82 Ayat 1 dan 2`."""
        return (
            0 < start - self.named <= _JOIN and self.grammar.listed.fullmatch(self.text, self.named, start) is not None
        )

    def _score(self, match: re.Match[str], first: Value, second: Value) -> Quantity | None:
        """Return `3-1` as a score where both are small whole numbers."""
        if first.value != int(first.value) or second.value != int(second.value) or max(first.value, second.value) > 200:
            return None
        if not match.group("number")[0].isdigit() or match.group("scale") or match.group("scale2"):
            return None
        start, end = match.span()
        if self.text[end : end + 1] in "-–/" and self.text[end + 1 : end + 2].isdigit():
            return None
        return Quantity(
            start=start, end=end, text=self.text[start:end], part=self.part, value=first.value, kind=QuantityKind.SCORE,
            number=Piece(match.start("number"), match.end("number"), first.value, self.part), rule="score",
        )  # fmt: skip

    def _restates(self, previous: Quantity, now: Quantity) -> Quantity | None:
        """Return `tujuh (8) orang` as one figure that carries the second writing, or None; also `8 (tujuh) orang`."""
        if previous.number is None or now.number is None or previous.end > now.start or now.upper is not None:
            return None
        text, between = self.text, self.text[previous.end : now.start]
        written = text[previous.number.start].isalpha(), text[now.number.start].isalpha()
        if between not in ("(", " (") or text[now.end : now.end + 1] != ")" or written[0] == written[1]:
            return None
        if previous.kind is QuantityKind.MONEY and now.unit == previous.unit and written[1]:
            return replace(previous, restated=Piece(now.number.start, now.number.end, now.value, self.part))
        if now.unit or now.kind is not QuantityKind.NUMBER or previous.kind is not QuantityKind.NUMBER:
            return None
        if not written[0] and self.units.noun(now.end + 1) is None:
            return None  # "Pasal 5 (lima)", "skor 3 (tiga)": nothing is counted
        end = now.end + 1
        noun = self.units.noun(end)
        stop = noun.end if noun else end
        return Quantity(
            start=previous.start, end=stop, text=text[previous.start : stop], part=self.part, value=previous.value,
            unit=noun.value if noun else "", kind=QuantityKind.COUNT if noun else QuantityKind.NUMBER, mod=previous.mod,
            period=previous.period, status=previous.status, low=previous.low, high=previous.high, number=previous.number,
            restated=Piece(now.number.start, now.number.end, now.value, self.part), hedge=previous.hedge, noun=noun,
            rule="number, restated",
        )  # fmt: skip


def _holder(starts: list[int], spans: list[tuple[int, int]], start: int, end: int) -> int | None:
    """Return the end of the span that overlaps [start, end), or None."""
    at = bisect_right(starts, start) - 1
    if at >= 0 and spans[at][1] > start:
        return spans[at][1]
    if at + 1 < len(spans) and spans[at + 1][0] < end:
        return spans[at + 1][1]
    return None


__all__ = ["Reader"]
