"""What a number counts or measures: currency, percent, measure, age, or the noun behind it."""

from __future__ import annotations

import re

from runtut.annotate.quantities.ages import is_age
from runtut.annotate.quantities.grammar import Grammar
from runtut.annotate.quantities.values import Value
from runtut.languages.patterns import late
from runtut.record import Piece, QuantityKind

_WORD = late(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SPACE = " \t\u00a0"


class Units:
    """Tells the units of the numbers of one passage."""

    def __init__(self, text: str, part: str, grammar: Grammar) -> None:
        self.text = text
        self.part = part
        self.grammar = grammar

    def unit(
        self, match: re.Match[str], end: int, value: Value, before: str, *, money: bool
    ) -> tuple[QuantityKind | None, str, int, Piece[str] | None]:
        """Return the kind of a number, its unit, where the unit ends, and the noun it counts."""
        text, grammar = self.text, self.grammar
        if money:
            return QuantityKind.MONEY, grammar.words.currency_signs[match.group("sign")], end, None
        suffix = grammar.suffix.match(text, end)
        if suffix and not (
            text[end : end + 1] not in _SPACE
            and suffix.group("suffix")[0].islower()
            and not match.group("number")[0].isdigit()
        ):
            kind, unit = grammar.suffixes[suffix.group("suffix")]
            return kind, unit, suffix.end(), None
        if is_age(text, end, value, before, grammar):
            years = grammar.years.match(text[end : end + 12])
            return QuantityKind.AGE, grammar.words.age_unit, end + (years.end() if years else 0), None
        if match.group("number")[0].isdigit() and before.rstrip().lower().endswith(grammar.magnitudes):
            magnitude = re.search(r"(\w+)[ \u00a0]$", before)
            if magnitude and magnitude.group(1).lower() in grammar.words.measures:
                return QuantityKind.MEASURE, grammar.words.measures[magnitude.group(1).lower()], end, None
        if value.fraction and match.group("number").lower().endswith(grammar.words.clitics):
            return QuantityKind.FRACTION, "", end, None  # "separuhnya": what it is half of stands before it
        noun = self.noun(end)
        if noun is not None:
            kind = QuantityKind.FRACTION if value.fraction else QuantityKind.COUNT
            return kind, noun.value, noun.end, noun
        if value.fraction:
            return QuantityKind.FRACTION, "", end, None
        written = match.group("number")
        if not written[0].isdigit() and text[end : end + 1] == "-":
            return None, "", end, None
        if len(written) == 4 and written.isdigit() and written[:2] in ("18", "19", "20"):
            return None, "", end, None
        return QuantityKind.NUMBER, "", end, None

    def noun(self, end: int) -> Piece[str] | None:
        """Return the noun that stands behind a number, or None where what stands there is not counted."""
        text, grammar = self.text, self.grammar
        if text[end : end + 1] not in _SPACE or not text[end : end + 1]:
            return None
        word = _WORD.match(text, end + 1)
        if word is None:
            return None
        noun = self._bare(word.group())
        if not self._countable(noun, word.group()):
            return None
        stop = word.end()
        seconds = grammar.compounds.get(noun)
        if seconds and (more := re.match(r" (\w+)", text[stop : stop + 24])) and self._bare(more.group(1)) in seconds:
            noun, stop = f"{noun} {self._bare(more.group(1))}", stop + more.end()
        return Piece(end + 1, stop, noun, self.part)

    def noun_after(
        self, end: int, unit: str, noun: Piece[str] | None, kind: QuantityKind
    ) -> tuple[str, Piece[str] | None]:
        """Return unit and noun of a figure, for a bare number the noun behind the hedge that ends at `end`."""
        if kind is not QuantityKind.NUMBER:
            return unit, noun
        later = self.noun(end)
        return (later.value, later) if later else (unit, noun)

    def _bare(self, word: str) -> str:
        lower = word.lower()
        if not lower.endswith(self.grammar.words.clitics):
            return lower
        for clitic in self.grammar.words.clitics:
            if lower.endswith(clitic) and len(lower) > len(clitic) + 3 and lower not in self.grammar.counted:
                return lower[: -len(clitic)]
        return lower

    def _countable(self, noun: str, written: str) -> bool:
        grammar = self.grammar
        if noun in grammar.not_counted or written.lower() in grammar.not_counted or grammar.token.fullmatch(noun):
            return False
        if noun in grammar.counted or written[0].isupper():
            return True
        prefixes = grammar.words.verb_prefixes
        if not noun.startswith(prefixes):
            return True
        return not any(noun.startswith(p) and len(noun) > len(p) + 3 for p in prefixes)


__all__ = ["Units"]
