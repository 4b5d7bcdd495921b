"""Quantities: numbers in digits and words that count or measure, with unit, hedge, rate, period and status.

One pattern finds numbers; what stands before and after decides whether each is a figure and of what. Numbers
inside times, ordinals, identifiers (`Pasal 12`) and idioms are left out. Values are exact decimals, and every
figure carries the interval its writing implies (`2,5 juta`: 2.45 to 2.55 million).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from runtut.annotate.spaces import plain
from runtut.languages import Pack
from runtut.languages.schema.numbers import NumbersPack
from runtut.record import TITLE, Mod, Passage, Piece, Quantity, QuantityKind, Record, Status, Time, TimeType

_DIGITS = r"\d{1,3}(?:\.\d{3}){1,6}(?:,\d{1,6})?(?!\d)|\d{1,3}(?:,\d{3}){2,6}(?!\d)|\d{1,16}(?:[.,]\d{1,6})?(?![\d])"
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SPACE = " \t\u00a0"
_REACH = 48  # characters before a number in which a hedge, an identifier or a cue of age is looked for
_CLAUSE = re.compile(r"[,;:.!?()\"“”\n]")
_OLDEST = 115
_JOIN = 24
"""Characters between two numbers of one list."""
_HEADING = 160
"""Characters of the longest line that may be a heading."""
_NAME_COMMA = re.compile(r"(?<![\w.])[A-Z][\w.'’-]*,[ \u00a0]$")
_COMMA_WORD = re.compile(r",[ \u00a0]([a-z]{3,})")
_GLUED = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_FUSED = re.compile(r"[a-z]([A-Z][a-z]+)$")
_BEFORE = re.compile(r"(\S{1,40})[ \u00a0]\(?$")


@dataclass(frozen=True, slots=True)
class _Grammar:
    number: re.Pattern[str]
    token: re.Pattern[str]
    scale: dict[str, Decimal]
    suffix: re.Pattern[str]
    suffixes: dict[str, tuple[QuantityKind, str]]
    hedge: re.Pattern[str]
    hedge_tail: re.Pattern[str]
    idiom: re.Pattern[str]
    per: re.Pattern[str]
    identifiers: frozenset[str]
    ordinals: frozenset[str]
    calendars: re.Pattern[str]
    listed: re.Pattern[str]
    not_counted: frozenset[str]
    counted: frozenset[str]
    compounds: dict[str, frozenset[str]]
    people: frozenset[str]
    status: dict[str, Status]


def _any(words: object) -> str:
    return "|".join(re.escape(w).replace(r"\ ", r"[ \u00a0]") for w in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


def _cased(words: object) -> list[str]:
    return sorted({v for w in words for v in (w, w[:1].upper() + w[1:])}, key=len, reverse=True)  # type: ignore[attr-defined]


@cache
def _grammar(pack: Pack) -> _Grammar:
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
        suffixes[w] = QuantityKind.PERCENT_POINT, "poin persen"
    for w in n.percent:
        suffixes[w] = QuantityKind.PERCENT, "%"
    for w, code in n.currency_words.items():
        suffixes[w] = QuantityKind.MONEY, code
    for w, symbol in n.measures.items():
        suffixes[w] = QuantityKind.MEASURE, symbol
    known = {**{w[0].upper() + w[1:]: s for w, s in suffixes.items() if len(w) > 1}, **suffixes}
    known |= {w.title().replace(" As", " AS"): s for w, s in suffixes.items() if s[0] is QuantityKind.MONEY}
    known |= {w.replace(" as", " AS"): s for w, s in suffixes.items() if w.endswith(" as")}
    compounds: dict[str, set[str]] = {}
    for pair in n.compounds:
        first, _, second = pair.partition(" ")
        compounds.setdefault(first, set()).add(second)
    per = _any([f"{p} " for p in n.per])
    return _Grammar(
        number=re.compile(pattern),
        token=re.compile(word),
        scale={**n.scales, **n.short_scales},
        suffix=re.compile(rf"[ \u00a0]?(?P<suffix>{_any(known)})(?![\w²³])"),
        suffixes=known,
        hedge=re.compile(
            rf"\b(?P<hedge>{_any(_cased(n.hedges))})(?:[ \u00a0](?:{_any(n.age_cues)}))?[ \u00a0(]{{0,2}}$"
        ),
        hedge_tail=re.compile(rf"[ \u00a0](?P<hedge>{_any(w for w in n.hedges_after if len(w) > 2)})(?=[,.;)]|$)"),
        idiom=re.compile(rf"\b(?:{_any(_cased(n.idioms))})\b"),
        per=re.compile(
            rf"[ \u00a0]?(?:(?:{per})(?P<noun>\w+)|/[ \u00a0]?(?P<rate>{_any(n.rates)})\b|(?P<one>{_any(n.per_one)})\b)"
        ),
        identifiers=frozenset(n.identifiers),
        ordinals=frozenset(n.ordinals),
        calendars=re.compile(rf"[ \u00a0](?:(?i:{_any(n.calendars)})|[A-Z])(?!\w)"),
        listed=re.compile(rf",?[ \u00a0]?(?:(?:{_any(n.joins)})[ \u00a0])?"),
        not_counted=frozenset(n.not_counted),
        counted=frozenset(n.counted),
        compounds={k: frozenset(v) for k, v in compounds.items()},
        people=frozenset(n.people),
        status={
            **dict.fromkeys(n.hypothetical, Status.HYPOTHETICAL),
            **dict.fromkeys(n.planned, Status.PLANNED),
            **dict.fromkeys(n.forecast, Status.FORECAST),
        },
    )


def read_quantities(record: Record, pack: Pack) -> tuple[Quantity, ...]:
    """Return the quantities of every part of the story, in order; numbers inside its times are left out."""
    found: list[Quantity] = []
    for passage in record.story.passages():
        times = [t for t in record.times if t.part == passage.part]
        read = _Reader(passage, times, pack).read()
        found.extend(q if passage.text.isascii() else replace(q, text=passage.text[q.start : q.end]) for q in read)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Value:
    """A number as written: its value, half a unit of its last digit, and its marks."""

    value: Decimal
    half: Decimal
    decimal_mark: str | None = None
    group_mark: str | None = None
    fraction: bool = False


class _Reader:
    """Reads one passage."""

    def __init__(self, passage: Passage, times: list[Time], pack: Pack) -> None:
        self.text = plain(passage.clean)
        self.part = passage.part
        self.words: NumbersPack = pack.numbers
        self.grammar = _grammar(pack)
        self.times = times
        self.taken = [(t.start, t.end) for t in times]
        self.starts = [s for s, _ in self.taken]
        self.idioms = [m.span() for m in self.grammar.idiom.finditer(self.text)]
        self.named = -_JOIN
        """Where the last number ends that only names something."""
        self.idiom_starts = [s for s, _ in self.idioms]

    def read(self) -> list[Quantity]:
        found: list[Quantity] = []
        at = 0
        finditer = self.grammar.number.search
        while match := finditer(self.text, at):
            quantity, at = self._quantity(match)
            if quantity is not None:
                previous = found[-1] if found else None
                restated = previous and self._restates(previous, quantity)
                if previous and restated:
                    found[-1] = restated
                else:
                    found.append(quantity)
        return found

    # ------------------------------------------------ one number

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
        first = self._value(match.group("number"), match.group("scale"))
        second = self._value(match.group("number2"), match.group("scale2")) if join else None
        if first is None:
            return None, match.end("number")
        end = match.end("scale") if match.group("scale") else match.end("number")
        number_end = end
        upper: Decimal | None = None
        if second is not None:
            if not match.group("scale") and match.group("scale2") and first.value < second.value:
                factor = self.grammar.scale[match.group("scale2").lower()]
                if second.value / factor > first.value:
                    first = _Value(first.value * factor, first.half * factor, first.decimal_mark, first.group_mark)
            spaced = join.strip() not in "-–—"
            if second.value > first.value and not (text[match.end() : match.end() + 1] in "-–" and not spaced):
                upper, end = second.value, match.end()
            elif not spaced and not sign:
                return self._score(match, first, second), match.end()
        if sign and not match.group("scale") and upper is None:
            short = re.match(r"[ \u00a0]?([A-Za-z])\b", text[end : end + 3])
            factor_ = self.words.money_scales.get(short.group(1)) if short else None
            if short and factor_ and (short.group(1).isupper() or short.group()[0].isalpha()):
                first = _Value(first.value * factor_, first.half * factor_, first.decimal_mark, first.group_mark)
                end = number_end = end + short.end()
        if not sign and text[end : end + 1] == "-" and text[end + 1 : end + 2].isalnum() and text[end + 1].isalpha():
            return None, end
        before = text[max(0, start - _REACH) : start]
        last = _BEFORE.search(before)
        word_before = last.group(1).lower().lstrip("(\"'“‘") if last else ""
        if last and (fused := _FUSED.search(last.group(1))) and fused.group(1).lower() in grammar.identifiers:
            word_before = fused.group(1).lower()  # "junctoPasal 18"
        if not sign and word_before in grammar.identifiers and not first.fraction:
            after = grammar.suffix.match(text, end)
            if not after or word_before in {"nomor", "pasal", "no", "no."}:
                self.named = end
                return None, end
        if match.group("number")[-1].isdigit() and not match.group("scale") and self._glued(end):
            return None, end
        kind, unit, unit_end, noun = self._unit(match, end, first, before, money=sign is not None)
        if kind is None:
            return None, end
        if kind in (QuantityKind.NUMBER, QuantityKind.COUNT) and grammar.calendars.match(text, end):
            return None, end
        if kind is QuantityKind.NUMBER and not sign and self._lists_on(start):
            self.named = end
            return None, end
        if kind in (QuantityKind.NUMBER, QuantityKind.COUNT) and self._names(match, end, before, last, noun):
            return None, end
        if kind is QuantityKind.NUMBER and word_before in grammar.ordinals and self._ordinal(match, before):
            return None, end
        hedge = self._hedge(start, before)
        mod = hedge.value if hedge else None
        after_hedge = self._hedge_after(number_end, unit_end)
        if after_hedge is not None:
            mod, unit_end, unit, noun = (
                after_hedge.value,
                max(unit_end, after_hedge.end),
                *self._noun_after(after_hedge.end, unit, noun, kind),
            )
            unit_end = max(unit_end, noun.end if noun else unit_end)
        end = max(end, unit_end)
        if mod is None and (tail := grammar.hedge_tail.match(text, end)):
            mod = self.words.hedges_after[tail.group("hedge")]  # "tiga orang lebih."
        low, high = _interval(first, upper, mod, kind)
        per = grammar.per.match(text, end)
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
            per=self._rate(per),
            period=self._period(start, end),
            status=self._status(start),
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

    def _glued(self, end: int) -> bool:
        """Whether letters that are no unit stand right behind a number: `11v11`, `660M`; a whole word is a slip."""
        letters = _GLUED.match(self.text, end)
        if letters is None or self.grammar.suffix.match(self.text, end):
            return False
        return not (letters.group().islower() and letters.group().isalpha() and len(letters.group()) > 3)

    def _lists_on(self, start: int) -> bool:
        """Whether a bare number goes on with a list of identifiers: `Pasal 82 Ayat 1 dan 2`."""
        return (
            0 < start - self.named <= _JOIN and self.grammar.listed.fullmatch(self.text, self.named, start) is not None
        )

    def _heading(self, at: int) -> bool:
        """Whether the line is written as a title is, nearly every word with a capital."""
        start = self.text.rfind("\n", 0, at) + 1
        end = self.text.find("\n", at)
        line = self.text[start : len(self.text) if end < 0 else end]
        if len(line) > _HEADING or line.endswith("."):
            return False
        words = [w for w in line.split() if len(w) > 3 and w[0].isalpha()]
        return len(words) > 3 and sum(w[0].isupper() for w in words) >= 0.9 * len(words)

    def _ordinal(self, match: re.Match[str], before: str) -> bool:
        """Whether a bare number after "ke" numbers a name: `Dewan Eksekutif ke 204`; "dari 5 ke 10" is a move."""
        words = _CLAUSE.split(before)[-1].split()
        return match.group("number")[0].isdigit() and len(words) > 1 and words[-2][0].isupper()

    def _names(
        self,
        match: re.Match[str],
        end: int,
        before: str,
        last: re.Match[str] | None,
        noun: Piece[str] | None,
    ) -> bool:
        """Whether a number in digits belongs to a name or a list: `SDN 3 Wanasari`, `B 1234 XY`, `2. Bahan`."""
        text = self.text
        if not match.group("number")[0].isdigit():
            return False
        opens_line = not before.rsplit("\n", 1)[-1].strip()
        if opens_line and text[end : end + 1] in (".", ")"):
            return True
        if last is None or match.group("scale"):
            return False
        if noun is None and last.group(1).isdigit():
            return True
        if self.part == TITLE or (noun is not None and self._heading(match.start())):
            return False
        capital = last.group(1).lstrip("(\"'“‘")[:1].isupper()
        if not capital or last.group(1)[-1] in ',;:.?!)”"':
            return False
        if noun is not None and text[noun.start].islower() and len(noun.value) > 1:
            return noun.value in self.words.model_words
        named = noun is not None and text[noun.start].isupper()
        head = before[: last.start()].rstrip(" \u00a0")
        opens = not head or head[-1] in '.!?\n"“”-–—'
        return named or not opens or last.group(1).isupper()

    def _score(self, match: re.Match[str], first: _Value, second: _Value) -> Quantity | None:
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

    def _value(self, written: str | None, scale: str | None) -> _Value | None:
        if written is None:
            return None
        value = self._digits(written) if written[0].isdigit() else self._spelled(written)
        if value is None or scale is None:
            return value
        factor = self.grammar.scale[scale.lower()]
        return _Value(
            value.value * factor, (value.half or Decimal("0.5")) * factor, value.decimal_mark, value.group_mark
        )

    def _digits(self, written: str) -> _Value | None:
        group, decimal = self.words.group_mark, self.words.decimal_mark
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
        return _Value(value, half, *marks)

    def _spelled(self, written: str) -> _Value | None:
        """Return the value of number words, or None where they make no number."""
        n = self.words
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
        return _Value(total + part, half, fraction=fraction) if seen else None

    # ------------------------------------------------ what it counts

    def _unit(
        self, match: re.Match[str], end: int, value: _Value, before: str, *, money: bool
    ) -> tuple[QuantityKind | None, str, int, Piece[str] | None]:
        text, grammar = self.text, self.grammar
        if money:
            return QuantityKind.MONEY, self.words.currency_signs[match.group("sign")], end, None
        suffix = grammar.suffix.match(text, end)
        if suffix and not (
            text[end : end + 1] not in _SPACE
            and suffix.group("suffix")[0].islower()
            and not match.group("number")[0].isdigit()
        ):
            kind, unit = grammar.suffixes[suffix.group("suffix")]
            return kind, unit, suffix.end(), None
        if self._is_age(end, value, before):
            years = re.match(rf"[ \u00a0](?:{_any(self.words.age_words)})\b", text[end : end + 12])
            return QuantityKind.AGE, "usia", end + (years.end() if years else 0), None
        magnitude = re.search(r"(\w+)[ \u00a0]$", before)
        if magnitude and magnitude.group(1).lower() in self.words.measures and match.group("number")[0].isdigit():
            return QuantityKind.MEASURE, self.words.measures[magnitude.group(1).lower()], end, None
        if value.fraction and match.group("number").lower().endswith(self.words.clitics):
            return QuantityKind.FRACTION, "", end, None  # "separuhnya": what it is half of stands before it
        noun = self._noun(end)
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

    def _is_age(self, end: int, value: _Value, before: str) -> bool:
        if value.value <= 0:
            return False
        text = self.text
        years = re.match(rf"[ \u00a0](?:{_any(self.words.age_words)})\b", text[end : end + 12])
        if years and (cue := before.split()[-1:]) and cue[0].lower() in self.words.age_cues:
            return True  # whatever is that old
        if value.value > _OLDEST:
            return False
        if self._apposed_age(end, value, before):
            return True
        if before.endswith("(") and re.match(r"(?:[ \u00a0](?:tahun|th|thn))?\)", text[end : end + 8]):
            named = re.search(r"([\w.'’-]+)[ \u00a0]?\($", before)
            return bool(
                named
                and named.group(1)[0].isupper()
                and value.value == int(value.value)
                and not named.group(1).isdigit()
            )
        clause = _CLAUSE.split(before)[-1].lower().split()
        cues = self.words.age_cues
        if any(w in cues for w in clause[-3:]):
            return bool(years) or (bool(clause) and clause[-1] in cues)
        return bool(years and clause and clause[-1] in self.grammar.people)

    def _apposed_age(self, end: int, value: _Value, before: str) -> bool:
        """Whether a bare number between commas follows a name: `KR, 34, warga Wanasari`."""
        named = _NAME_COMMA.search(before)
        if named is None or value.value != int(value.value) or value.group_mark or value.value < 1:
            return False
        after = _COMMA_WORD.match(self.text, end)
        return after is not None and after.group(1) not in self.words.range_words and not value.fraction

    def _noun(self, end: int) -> Piece[str] | None:
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

    def _bare(self, word: str) -> str:
        lower = word.lower()
        for clitic in self.words.clitics:
            if lower.endswith(clitic) and len(lower) > len(clitic) + 3 and lower not in self.grammar.counted:
                return lower[: -len(clitic)]
        return lower

    def _countable(self, noun: str, written: str) -> bool:
        grammar = self.grammar
        if noun in grammar.not_counted or written.lower() in grammar.not_counted or grammar.token.fullmatch(noun):
            return False
        if noun in grammar.counted or written[0].isupper():
            return True
        return not any(noun.startswith(p) and len(noun) > len(p) + 3 for p in self.words.verb_prefixes)

    def _noun_after(
        self, end: int, unit: str, noun: Piece[str] | None, kind: QuantityKind
    ) -> tuple[str, Piece[str] | None]:
        if kind is not QuantityKind.NUMBER:
            return unit, noun
        later = self._noun(end)
        return (later.value, later) if later else (unit, noun)

    # ------------------------------------------------ around it

    def _hedge(self, start: int, before: str) -> Piece[Mod] | None:
        found = self.grammar.hedge.search(before)
        if found is None:
            return None
        at = start - len(before) + found.start("hedge")
        return Piece(at, at + len(found.group("hedge")), self.words.hedges[found.group("hedge").lower()], self.part)

    def _hedge_after(self, number_end: int, unit_end: int) -> Piece[Mod] | None:
        for word, mod in self.words.hedges_after.items():
            at = number_end + 1
            if self.text.startswith(f" {word} ", number_end) and unit_end <= number_end:
                return Piece(at, at + len(word), mod, self.part)
        return None

    def _rate(self, per: re.Match[str] | None) -> str | None:
        if per is None:
            return None
        if per.group("one"):
            return self.words.per_one[per.group("one")]
        return (per.group("noun") or per.group("rate")).lower()

    def _period(self, start: int, end: int) -> str | None:
        """Return the value of the date the figure stands beside: the next in its clause, else the one just before."""
        here = bisect_right(self.starts, start)
        for time in self.times[here : here + 1]:
            if (
                time.type is TimeType.DATE
                and time.start - end <= 40
                and not _CLAUSE.search(self.text[end : time.start])
            ):
                return time.value
        for time in self.times[max(0, here - 1) : here]:
            if time.type is TimeType.DATE and start - time.end <= 40 and "." not in self.text[time.end : start]:
                return time.value
        return None

    def _status(self, start: int) -> Status:
        before = _CLAUSE.split(self.text[max(0, start - 70) : start])[-1].lower().split()
        for word in reversed(before):
            if word in self.grammar.status:
                return self.grammar.status[word]
        return Status.STATED

    def _restates(self, previous: Quantity, now: Quantity) -> Quantity | None:
        """Return `tujuh (8) orang` as one figure that carries the second writing, or None; also `8 (tujuh) orang`."""
        if previous.number is None or now.number is None or previous.end > now.start:
            return None
        text, between = self.text, self.text[previous.end : now.start]
        written = text[previous.number.start].isalpha(), text[now.number.start].isalpha()
        if between not in ("(", " (") or text[now.end : now.end + 1] != ")" or written[0] == written[1]:
            return None
        if previous.kind is QuantityKind.MONEY and now.unit == previous.unit and written[1]:
            return replace(previous, restated=Piece(now.number.start, now.number.end, now.value, self.part))
        if now.unit or now.kind is not QuantityKind.NUMBER or previous.kind is not QuantityKind.NUMBER:
            return None
        if not written[0] and self._noun(now.end + 1) is None:
            return None  # "Pasal 5 (lima)", "skor 3 (tiga)": nothing is counted
        end = now.end + 1
        noun = self._noun(end)
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


def _interval(
    value: _Value, upper: Decimal | None, mod: Mod | None, kind: QuantityKind
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
