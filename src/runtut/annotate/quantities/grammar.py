"""The patterns and words of figures, made once from a language pack."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from runtut.annotate.status import StatusWords, status_words
from runtut.languages import Pack
from runtut.languages.patterns import any_of, late, scan, scanning
from runtut.languages.schema.numbers import NumbersPack
from runtut.record import QuantityKind, Status
from runtut.values import dataclass

_DIGITS = r"\d{1,3}(?:\.\d{3}){1,6}(?:,\d{1,6})?(?!\d)|\d{1,3}(?:,\d{3}){2,6}(?!\d)|\d{1,16}(?:[.,]\d{1,6})?(?![\d])"
CLAUSE = late(r"[,;:.!?()\"“”\n]")
"""Where a clause ends, for what stands before and behind a number."""
CLAUSES = late(rf"[\s\S]*{CLAUSE.pattern}")
"""Matches up to where the last clause ends."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """The patterns and words of one language's figures.

    `opener` matches where `number` may, and `hedge_ends` and `magnitudes` are what the words before a number end in
    where `hedge`, or the search for a measure named there, can find anything: all quick to ask first.
    """

    words: NumbersPack
    opener: re.Pattern[str]
    number: re.Pattern[str]
    token: re.Pattern[str]
    scale: dict[str, Decimal]
    suffix: re.Pattern[str]
    suffixes: dict[str, tuple[QuantityKind, str]]
    hedge: re.Pattern[str]
    hedge_ends: tuple[str, ...]
    magnitudes: tuple[str, ...]
    hedge_tail: re.Pattern[str]
    idiom: re.Pattern[str]
    years: re.Pattern[str]
    bracketed_years: re.Pattern[str]
    per: re.Pattern[str]
    identifiers: frozenset[str]
    numbered: frozenset[str]
    ordinals: frozenset[str]
    calendars: re.Pattern[str]
    listed: re.Pattern[str]
    not_counted: frozenset[str]
    counted: frozenset[str]
    compounds: dict[str, frozenset[str]]
    people: frozenset[str]
    status: dict[str, Status]
    cues: StatusWords


def _any(words: Iterable[str]) -> str:
    return any_of(words, space=r"[ \u00a0]")


def _cased(words: Iterable[str]) -> list[str]:
    return sorted({v for w in words for v in (w, w[:1].upper() + w[1:])}, key=len, reverse=True)


def _capitals(written: str, words: NumbersPack) -> str:
    """Return a currency with the initials at its end in capitals: "dolar AS"."""
    for initials in words.currency_capitals:
        for each in (initials, initials.title()):
            if written.endswith(f" {each}"):
                return written[: -len(each)] + each.upper()
    return written


@cache
def read_grammar(pack: Pack) -> Grammar:
    """Return the patterns of a pack's figures, compiled once."""
    n = pack.numbers
    tokens = [*n.digits, *n.teens, *n.tens, *n.hundreds, *n.ones, *n.scales, n.half, *n.fractions, *n.fraction_names]
    word = rf"(?:{_any(_cased(tokens))})"
    words = rf"\b{word}(?:[ \u00a0]{word}){{0,14}}\b(?!-)"
    scales = {*n.scales, *n.short_scales}
    scale = rf"(?:{_any({*scales, *(s.title() for s in scales), *(s.upper() for s in scales)})})\b"
    sign = rf"(?:{_any(n.currency_signs)})"
    number = rf"(?:{_DIGITS}|{words})"
    join = rf"(?:[ \u00a0]?[-–—][ \u00a0]?|[ \u00a0](?:{_any(n.range_words)})[ \u00a0])"
    pattern = (
        rf"(?:(?<![\w$])(?P<sign>{sign})[ \u00a0]?|(?<![\w.,/:$-])(?<!\w[-–]))"
        rf"(?P<number>{number})(?:[ \u00a0]?(?P<scale>{scale}))?"
        rf"(?:(?P<join>{join})(?:{sign}[ \u00a0]?)?(?P<number2>{number})(?:[ \u00a0]?(?P<scale2>{scale}))?)?"
    )
    suffixes: dict[str, tuple[QuantityKind, str]] = {}
    for w in n.percent_points:
        suffixes[w] = QuantityKind.PERCENT_POINT, n.percent_point_unit
    for w in n.percent:
        suffixes[w] = QuantityKind.PERCENT, "%"
    for w, code in n.currency_words.items():
        suffixes[w] = QuantityKind.MONEY, code
    for w, symbol in n.measures.items():
        suffixes[w] = QuantityKind.MEASURE, symbol
    known = {**{w[0].upper() + w[1:]: s for w, s in suffixes.items() if len(w) > 1}, **suffixes}
    known |= {_capitals(w.title(), n): s for w, s in suffixes.items() if s[0] is QuantityKind.MONEY}
    known |= {
        _capitals(w, n): s for w, s in suffixes.items() if w.endswith(tuple(f" {c}" for c in n.currency_capitals))
    }
    compounds: dict[str, set[str]] = {}
    for pair in n.compounds:
        first, _, second = pair.partition(" ")
        compounds.setdefault(first, set()).add(second)
    per = _any([f"{p} " for p in n.per])
    return Grammar(
        words=n,
        opener=late(scan((*n.currency_signs, *"0123456789", *_cased(tokens)))),
        number=late(pattern),
        token=late(word),
        scale={**n.scales, **n.short_scales},
        suffix=late(rf"[ \u00a0]?(?P<suffix>{_any(known)})(?![\w²³])"),
        suffixes=known,
        hedge=late(rf"\b(?P<hedge>{_any(_cased(n.hedges))})(?:[ \u00a0](?:{_any(n.age_cues)}))?[ \u00a0(]{{0,2}}$"),
        hedge_ends=tuple({w.split()[-1].lower() for w in (*n.hedges, *n.age_cues)}),
        magnitudes=tuple(n.measures),
        hedge_tail=late(rf"[ \u00a0](?P<hedge>{_any(w for w in n.hedges_after if len(w) > 2)})(?=[,.;)]|$)"),
        idiom=late("|".join(scanning(_cased(n.idioms), after=r"\b")).replace(r"\s", r"[ \u00a0]")),
        per=late(
            rf"[ \u00a0]?(?:(?:{per})(?P<noun>\w+)|/[ \u00a0]?(?P<rate>{_any(n.rates)})\b|(?P<one>{_any(n.per_one)})\b(?![ \u00a0](?:{_any(n.per_one_not)})\b))"
        ),
        years=late(rf"[ \u00a0](?:{_any(n.age_words)})\b"),
        bracketed_years=late(rf"(?:[ \u00a0](?:{_any(n.age_bracketed)}))?\)"),
        identifiers=frozenset(n.identifiers),
        numbered=frozenset(n.numbered),
        ordinals=frozenset(n.ordinals),
        calendars=late(rf"[ \u00a0](?:(?i:{_any(n.calendars)})|[A-Z])(?!\w)"),
        listed=late(rf",?[ \u00a0]?(?:(?:{_any(n.joins)})[ \u00a0])?"),
        not_counted=frozenset(n.not_counted),
        counted=frozenset(n.counted),
        compounds={k: frozenset(v) for k, v in compounds.items()},
        people=frozenset(n.people),
        status={
            **dict.fromkeys(n.hypothetical, Status.HYPOTHETICAL),
            **dict.fromkeys(n.planned, Status.PLANNED),
            **dict.fromkeys(n.forecast, Status.FORECAST),
            **dict.fromkeys(n.denied, Status.DENIED),
        },
        cues=status_words(pack),
    )


__all__ = ["CLAUSE", "CLAUSES", "Grammar", "read_grammar"]
