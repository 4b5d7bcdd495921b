"""Numbers in times, in digits, Roman numerals or words."""

from __future__ import annotations

from decimal import Decimal

from runtut.languages.schema.times import TimesPack

_ROMAN = {"I": 1, "V": 5, "X": 10}


def read_number(text: str, t: TimesPack) -> Decimal | None:
    """Return the value of digits or number words; None where the words make no number."""
    if text[0].isdigit():
        if "," in text:
            return Decimal(text.replace(".", "").replace(",", "."))
        head, dot, tail = text.partition(".")
        return Decimal(text if dot and len(tail) < 3 else head + tail.replace(".", ""))
    total, current = Decimal(0), Decimal(0)
    for word in text.lower().split():
        if word == t.half:
            current += Decimal("0.5")
        elif word in t.ten_words:
            current = (current or Decimal(1)) * 10
            total, current = total + current, Decimal(0)
        elif word in t.teen_words:
            current += 10
        elif word in t.hundred_words:
            total, current = total + (current or Decimal(1)) * 100, Decimal(0)
        elif t.numerals[word] == 100:
            total += 100
        else:
            current += t.numerals[word]
    return total + current


def small_number(text: str, numerals: object) -> int | None:
    """Return a number below 100 from digits, Roman numerals or a word."""
    if text.isdigit():
        return int(text)
    upper = text.upper()
    if set(upper) <= set(_ROMAN):
        total = 0
        for a, b in zip(upper, upper[1:] + " ", strict=True):
            value = _ROMAN[a]
            total += -value if b != " " and _ROMAN[b] > value else value
        return total
    return numerals.get(text.lower()) if isinstance(numerals, dict) else None
