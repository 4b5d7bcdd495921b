"""Ordinal anniversaries and the founding they count from: `HUT ke-79 RI`, or a founding told in the same story."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import late, scan, small_whole
from runtut.languages.schema.times import Founding
from runtut.record import Anniversary, Piece, Record, Span, Time, TimeType, Unit

_BLANK = r"[ \t\u00a0]"
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_CAPITAL = late(r"[A-Z][\w'’-]+")
_REACH = 90
"""Characters between a founding verb and its date, or its subject."""
_CUE = 24
"""Characters before a number of years in which a word of commemoration is sought."""
_SLIP = 3
"""Years by which a number may miss and still be a slip, not another founding."""


class _Words:
    """The patterns made from a pack."""

    def __init__(self, pack: Pack) -> None:
        t = pack.times

        def any_of(words: tuple[str, ...]) -> str:
            return "|".join(re.escape(w).replace(r"\ ", f"{_BLANK}+") for w in sorted(words, key=len, reverse=True))

        def blanked(pattern: str) -> str:
            return pattern.replace(r"\s", rf"{_BLANK}+")

        anniversary = any_of(t.anniversaries)
        self.ordinal = late(
            rf"(?<!\w)(?i:(?P<a>{anniversary}))(?!\w)(?P<between>(?:{_BLANK}+[^\W\d_][\w'’().-]*){{0,6}}?){_BLANK}+"
            rf"(?i:{re.escape(t.ordinal_prefix)}){_BLANK}?(?P<n>\d{{1,4}}|[IVXLC]{{1,8}})(?!\w)"
        )
        own_names = blanked(scan(name for each in t.foundings.values() if each.own for name in each.names))
        self.own = late(
            rf"(?P<name>{own_names}){_BLANK}+(?:(?:{any_of(t.ordinal_words)}){_BLANK}+)?(?i:{re.escape(t.ordinal_prefix)}){_BLANK}?(?P<n>\d{{1,4}}|[IVXLC]{{1,8}})(?!\w)"
        )
        self.commemorations = late(rf"(?<!\w)(?:{any_of(t.commemorations)})(?!\w)", re.IGNORECASE)
        opens = blanked(scan(w.lower() for w in t.anniversaries))
        self.opens = late(rf"{opens}(?!\w)")
        """Finds a word for an anniversary in a text made small: quick to ask first."""
        self.names = {name: founding for founding in t.foundings.values() for name in founding.names}
        names = any_of(tuple(self.names))
        self.name_after = late(rf"{_BLANK}+(?P<name>{names})(?!\w)")
        self.name_before = late(rf"{_BLANK}+(?P<name>{names})(?:{_BLANK}+(?:{any_of(t.ordinal_words)}))?$")
        self.next_capital = late(rf"{_BLANK}+(?:[A-Z]|\d)")
        self.founded = late(rf"(?<!\w)(?:{any_of(t.founded)})(?!\w)", re.IGNORECASE)
        self.opened = late(rf"(?<!\w)(?:{any_of(t.opened)})(?!\w)", re.IGNORECASE)
        self.adverbs = late(rf"(?:{_BLANK}+(?:{any_of(t.founding_adverbs)}))+$", re.IGNORECASE)
        noun = rf"(?<!\w)(?P<noun>(?:[A-Za-z]{{3,}}{_BLANK}+){{0,2}}[A-Za-z]{{3,}})"
        pointer = rf"{_BLANK}+(?:{any_of(t.pointing)})(?!\w)"
        self.pointing = late(noun + pointer)
        self.relative = late(rf"{noun}{_BLANK}+{re.escape(t.relative)}$")
        self.points = late(pointer)
        self.opens_sentence = late(rf"(?:{any_of(t.founding_openers)})?\s*$", re.IGNORECASE)
        self.kin = tuple(
            (frozenset(group), late(rf"(?<!\w)(?:{any_of(group)})(?!\w)", re.IGNORECASE)) for group in t.kin
        )
        self.locatives = tuple([each] for each in pack.events.locatives)
        self.ordinal_words = frozenset(w.lower() for w in t.ordinal_words)


@cache
def _words(pack: Pack) -> _Words:
    return _Words(pack)


def link_anniversaries(record: Record, pack: Pack) -> tuple[Anniversary, ...]:
    """Return the links between an ordinal anniversary and a founding year that is surely its own.

    Without a publication date only anniversaries whose own year stands in the sentence are linked.
    """
    words = _words(pack)
    found: list[Anniversary] = []
    told: list[tuple[Piece[int], re.Match[str]]] = []
    for passage in record.story.passages():
        text = passage.clean
        for m in words.own.finditer(text):
            number = _number(m.group("n"))
            if number is not None and number >= 1:
                ordinal = Piece(m.start(), m.end(), number, passage.part)
                found.extend(
                    _well_known(record, ordinal, m.group("name"), words.names[" ".join(m.group("name").split())])
                )
        if words.opens.search(small_whole(text)) is None:
            continue
        for m in words.ordinal.finditer(text):
            number = _number(m.group("n"))
            if number is None or number < 1:
                continue
            ordinal = Piece(m.start(), m.end(), number, passage.part)
            known = _known(words, m, text)
            if known is None:
                told.append((ordinal, m))
                continue
            found.extend(_well_known(record, ordinal, *known))
    found.extend(_told(record, words, told))
    found.extend(_same_day(record, words))
    return tuple(found)


def _well_known(record: Record, ordinal: Piece[int], name: str, founding: Founding) -> Iterator[Anniversary]:
    """Yield the link to a well-known founding where no year it may be kept in fits."""
    held = _held(record, ordinal, date(2000, founding.month, founding.day))
    if held is None or ordinal.value in {year - founding.year for year in held[1]}:
        return
    year, _, span = held
    if abs(year - founding.year - ordinal.value) <= _SLIP:
        founded = Piece(ordinal.start, ordinal.end, founding.year, ordinal.part)
        yield Anniversary(ordinal, founded, year, span, name)


def _same_day(record: Record, words: _Words) -> Iterator[Anniversary]:
    """Yield `memperingati 15 tahun tsunami` with the one earlier year that the story names for the same day.

    The day kept is that of the sentence; what is kept is a full date of the text with the same day and month.
    """
    text = record.story.text
    dated = [
        t
        for t in record.times
        if t.part == "text" and t.date is not None and len(t.value) == 10 and t.date.value.year_stated
    ]
    for time in record.times:
        length = time.length
        if (
            time.part != "text"
            or length is None
            or length.unit is not Unit.YEAR
            or time.mod is not None
            or length.upper
        ):
            continue
        if length.amount != int(length.amount) or not words.commemorations.search(
            text, max(0, time.start - _CUE), time.start
        ):
            continue
        sentence = record.sentence_of(time.span)
        kept = [_day(t.first) for t in dated if sentence.start <= t.start < sentence.end and t.first is not None]
        if len(kept) != 1:
            continue
        day = kept[0]
        past = [
            t
            for t in dated
            if _day(t.first).year < day.year and (_day(t.first).month, _day(t.first).day) == (day.month, day.day)
        ]
        years = {_day(t.first).year for t in past}
        if len(years) == 1 and 0 < abs(day.year - min(years) - int(length.amount)) <= _SLIP:
            founded = Piece(past[0].start, past[0].end, min(years), "text")
            yield Anniversary(Piece(time.start, time.end, int(length.amount), "text"), founded, day.year, None)


def _known(words: _Words, m: re.Match[str], text: str) -> tuple[str, Founding] | None:
    """Return the name and founding of a well-known body named right before or after the ordinal, or None."""
    between = m.group("between")
    if before := words.name_before.search(between):
        if before.start() == 0 and not words.name_after.match(text, m.end()):
            return before.group("name"), words.names[" ".join(before.group("name").split())]
        if before.start() != 0:
            return None
    if between.strip() and between.strip().lower() not in words.ordinal_words and not words.name_before.search(between):
        return None
    after = words.name_after.match(text, m.end())
    if after is None or words.next_capital.match(text, after.end()):
        return None
    return after.group("name"), words.names[" ".join(after.group("name").split())]


def _held(record: Record, ordinal: Piece[int], day: date | None) -> tuple[int, set[int], Span | None] | None:
    """Return the year the anniversary is kept in, every year it may be kept in, and where the year stands."""
    sentence = record.sentence_of(ordinal.span)
    published = record.story.published_date
    near = [t for t in record.times if t.part == ordinal.part and sentence.start <= t.start < sentence.end]
    stated = [t for t in near if t.type in (TimeType.DATE, TimeType.TIME) and t.first is not None]
    years = {each for t in stated for each in (_day(t.first).year, _day(t.last or t.first).year)}
    span: Span | None = None
    for time in stated:
        between = record.slice(Span(ordinal.end, max(ordinal.end, time.start), ordinal.part))
        if (
            0 <= time.start - ordinal.end <= 40
            and "," not in between
            and (time.date is not None or not time.text[0].isdigit())
            and str(_day(time.first).year) in time.text
        ):
            span = time.span
            year = _day(time.first).year
            return year, years | {year}, span
    if published is None:
        return None
    options = set(years)
    if day is None:
        options |= {published.year - 1, published.year, published.year + 1} if not years else {published.year}
        return published.year, options, None
    best = min(
        (published.year - 1, published.year, published.year + 1),
        key=lambda y: abs((day.replace(year=y) - published).days),
    )
    away = abs((day.replace(year=best) - published).days)
    options.add(best)
    if away > 75:
        options |= {published.year - 1, published.year, published.year + 1}
    return best, options, None


def _told(record: Record, words: _Words, ordinals: list[tuple[Piece[int], re.Match[str]]]) -> Iterator[Anniversary]:
    """Yield the link between the one founding a story tells of and the one anniversary of the same body."""
    if not ordinals:
        return
    foundings = list(_foundings(record, words, words.founded)) or list(_foundings(record, words, words.opened))
    if len({piece.value for piece, _, _ in foundings}) != 1:
        return
    founded, subject, day = foundings[0]
    own = []
    for ordinal, m in ordinals:
        sentence = record.sentence_of(ordinal.span)
        text = record.story.part(ordinal.part)
        if _same_body(words, text[sentence.start : sentence.end], text[m.start() : sentence.end], m, subject):
            own.append(ordinal)
    if len({ordinal.value for ordinal in own}) != 1:
        return
    held = _held(record, own[0], day)
    if held is None:
        return
    year, options, span = held
    fits = own[0].value in {each - founded.value for each in options}
    if not fits and abs(year - founded.value - own[0].value) <= 10:
        yield Anniversary(own[0], founded, year, span)


def _same_body(words: _Words, sentence: str, tail: str, m: re.Match[str], subject: str) -> bool:
    """Whether the body whose anniversary it is and the body founded are called alike, or the second points back at the first."""
    named = set(_CAPITAL.findall(m.group("between") + tail[m.end() - m.start() :][: _REACH // 2])) or set(
        _CAPITAL.findall(sentence)
    )
    if named & set(_CAPITAL.findall(subject)):
        return True
    low = sentence.lower()
    for match in words.pointing.finditer(subject):
        tokens = match.group("noun").lower().split()
        for noun in (" ".join(tokens[cut:]) for cut in range(len(tokens))):
            if len(noun) > 3 and any(
                low[: found.start()].rsplit(maxsplit=1)[-1:] not in words.locatives
                for found in re.finditer(rf"(?<!\w){re.escape(noun)}(?!\w)", low)
            ):
                return True
            if any(noun in group and pattern.search(sentence) for group, pattern in words.kin):
                return True
    return False


def _foundings(record: Record, words: _Words, verbs: re.Pattern[str]) -> Iterator[tuple[Piece[int], str, date | None]]:
    """Yield each founding told in the text: its year, the words that say whose, its day if told."""
    text = record.story.text
    times = [t for t in record.times if t.part == "text" and t.first is not None and t.value[:4].isdigit()]
    starts = [t.start for t in times]
    for m in verbs.finditer(text):
        sentence = record.sentence_of(Span(m.start(), m.end()))
        at = bisect_left(starts, m.end())
        if at == len(times) or times[at].start >= min(sentence.end, m.end() + _REACH):
            continue
        time = times[at]
        between = text[m.end() : time.start]
        if not _bare_year(time) or ", " in between or len(between.split()) > 4:
            continue
        first = _day(time.first)
        day = date(2000, first.month, min(first.day, 28)) if len(time.value) >= 7 else None
        yield Piece(m.start(), time.end, first.year), _subject(words, text, sentence, m, time), day


def _subject(words: _Words, text: str, sentence: Span, verb: re.Match[str], time: Time) -> str:
    """Return the words that say what was founded: before the verb, or after the date where the verb opens its sentence.

    `Sekolah yang didirikan pada 1964 itu` gives `Sekolah itu`.
    """
    before = words.adverbs.sub("", text[max(sentence.start, verb.start() - _REACH) : verb.start()].rstrip())
    after = text[time.end : min(sentence.end, time.end + _REACH)]
    if words.opens_sentence.match(before):
        return after
    if (relative := words.relative.search(before)) and (pointer := words.points.match(after)):
        return before[: relative.end("noun")] + pointer.group()
    return before


def _bare_year(time: Time) -> bool:
    """Whether a time names its year itself."""
    return time.type is TimeType.DATE and time.value[:4] in time.text and "/" not in time.value


def _number(text: str) -> int | None:
    if text.isdigit():
        return int(text)
    total = 0
    for a, b in zip(text, text[1:] + " ", strict=True):
        value = _ROMAN[a]
        total += -value if _ROMAN.get(b, 0) > value else value
    return total or None


def _day(moment: date | datetime | None) -> date:
    assert moment is not None
    return moment.date() if isinstance(moment, datetime) else moment
