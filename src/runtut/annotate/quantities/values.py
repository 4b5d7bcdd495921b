"""What a number in digits or words amounts to, and the interval its writing implies."""

from __future__ import annotations

from decimal import Decimal

from runtut.annotate.quantities.grammar import Grammar
from runtut.languages.schema.numbers import NumbersPack
from runtut.record import Mod, QuantityKind
from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class Value:
    """A number as written: its value, half a unit of its last digit, and its marks."""

    value: Decimal
    half: Decimal
    decimal_mark: str | None = None
    group_mark: str | None = None
    fraction: bool = False


def read_value(written: str | None, scale: str | None, grammar: Grammar) -> Value | None:
    """Return the value of a number as written and the scale behind it, or None where they make no number."""
    if written is None:
        return None
    value = _digits(written, grammar.words) if written[0].isdigit() else _spelled(written, grammar.words)
    if value is None or scale is None:
        return value
    factor = grammar.scale[scale.lower()]
    return Value(value.value * factor, (value.half or Decimal("0.5")) * factor, value.decimal_mark, value.group_mark)


def _digits(written: str, words: NumbersPack) -> Value:
    group, decimal = words.group_mark, words.decimal_mark
    groups = written.split(group)
    marks: tuple[str | None, str | None]
    if len(groups) > 1 and all(len(g.partition(decimal)[0]) == 3 for g in groups[1:]) and groups[0] != "0":
        whole, _, fraction = written.replace(group, "").partition(decimal)
        marks = (decimal if fraction else None, group)
    elif written.count(decimal) > 1:
        whole, fraction, marks = written.replace(decimal, ""), "", (None, decimal)
    elif decimal in written:
        whole, _, fraction = written.partition(decimal)
        marks = (decimal, None)
    elif group in written:
        whole, _, fraction = written.partition(group)
        marks = (group, None)
    else:
        whole, fraction, marks = written, "", (None, None)
    value = Decimal(f"{whole}.{fraction}" if fraction else whole)
    half = Decimal(5).scaleb(-len(fraction) - 1) if fraction else Decimal(0)
    return Value(value, half, *marks)


def _spelled(written: str, n: NumbersPack) -> Value | None:
    """Return the value of number words, or None where they make no number."""
    total, part, seen = Decimal(0), Decimal(0), False
    scaled = fraction = False
    biggest = Decimal(10) ** 30
    for token in written.lower().replace("\u00a0", " ").split():
        if token in n.digits:
            part += n.digits[token]
        elif token in n.teens:
            part += 10
        elif token in n.tens or token in n.hundreds:
            by = 10 if token in n.tens else 100
            unit = part % 10 or Decimal(1)
            part = part - part % 10 + unit * by
        elif token in n.ones:
            if n.ones[token] >= 1000:
                total, scaled = total + n.ones[token], True
            else:
                part += n.ones[token]
        elif token in n.scales:
            if n.scales[token] >= biggest:
                return None
            biggest = n.scales[token]
            if not part:
                return None
            total, part, scaled = total + part * n.scales[token], Decimal(0), True
        elif token == n.half:
            part, fraction = part + Decimal("0.5"), not seen
        elif token in n.fractions:
            if seen:
                return None
            part, fraction = n.fractions[token], True
        elif token in n.fraction_names:
            if not part:
                return None
            part, fraction = round(part / n.fraction_names[token], 10), True
        seen = True
    half = Decimal(0)
    if scaled and not part:
        half = biggest / 2 if biggest < 10**30 else Decimal(0)
        if total and total / (half or 1) > 200:
            half = Decimal(0)
    return Value(total + part, half, fraction=fraction) if seen else None


def interval(
    value: Value, upper: Decimal | None, mod: Mod | None, kind: QuantityKind
) -> tuple[Decimal | None, Decimal | None]:
    """Return what the writing can mean: half a unit of the last digit on either side, widened by the hedge."""
    half = value.half
    if not half and kind in (QuantityKind.PERCENT, QuantityKind.PERCENT_POINT, QuantityKind.MEASURE):
        half = Decimal("0.5")
    if value.fraction:
        half = value.value / 20
    low: Decimal | None = value.value - half
    high: Decimal | None = (upper if upper is not None else value.value) + half
    if mod is Mod.APPROX:
        low, high = value.value * Decimal("0.85") - half, (upper or value.value) * Decimal("1.15") + half
    elif mod is Mod.AT_LEAST:
        high = None
    elif mod is Mod.AT_MOST:
        low = None
    return low, high


__all__ = ["Value", "interval", "read_value"]
