"""The patterns of times, built once per pack. Each is tried only where a word that can open it stands."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import any_of, late
from runtut.record import Weekday

LETTER = r"^\W\d_"
"""What stands between square brackets for any letter."""
TOKEN = late(rf"\d+|[{LETTER}]+")
B = r"[ \t\u00a0]"
"""One blank."""


def alternatives(words: Iterable[str]) -> str:
    """Return a pattern for any of the words, longest first; a space stands for blanks."""
    return _alternatives(tuple(words))


@cache  # the same few lists stand in one pattern after another
def _alternatives(words: tuple[str, ...]) -> str:
    return any_of(words, space=f"{B}{{1,3}}")


def folded(text: str) -> str:
    """Return words as the pack writes them: lower case, single spaces."""
    return " ".join(text.lower().split())


class Words:
    """Everything the grammar looks for, compiled."""

    def __init__(self, pack: Pack) -> None:
        t = self.t = pack.times
        self.months = {**t.months, **t.month_abbreviations}
        self.one_words = set(t.one_unit)
        self.prepositions = frozenset(t.prepositions)
        self.leads = self.prepositions | frozenset(t.signals)
        self.weekdays = {word: Weekday(number) for word, number in t.weekdays.items()}
        self.week_words = frozenset(t.week_or_day)

        def whole(pattern: str) -> re.Pattern[str]:
            return late(rf"(?:{pattern})(?!\w)", re.IGNORECASE)

        month = alternatives(self.months)
        full = alternatives(t.months)
        weekday = alternatives(t.weekdays)
        dash = rf"{B}{{0,2}}[-–—]{B}{{0,2}}"
        ranges = alternatives(t.ranges)
        number_word = alternatives([*t.numerals, *t.ten_words, *t.teen_words, *t.hundred_words])
        number = (
            rf"(?:\d{{1,3}}(?:\.\d{{3}})+(?:,\d{{1,2}})?|\d{{1,5}}(?:[.,]\d{{1,2}})?(?![.,]?\d)"
            rf"|(?:(?:{number_word})(?:{B}(?:{number_word})){{0,5}}(?:{B}{t.half})?|{t.half})(?!\w))"
        )
        unit = alternatives(t.units)
        refs = alternatives(t.references)
        year_words = alternatives(t.year_words)

        # days
        self.day_word = whole(alternatives(t.day_words))
        self.date_word = late(rf"(?:{alternatives(t.date_words)})(?!\w)", re.IGNORECASE)
        self.weekday = late(rf"(?P<w>{weekday})(?!\w)(?:{dash}(?P<w2>{weekday})(?!\w))?", re.IGNORECASE)

        def year_tail(name: str) -> str:
            return rf"(?:{B}{{0,2}},?{B}{{0,2}}(?:(?:{year_words}){B})?(?P<{name}>\d{{4}})(?!\d|[.,]\d))?"

        self.slash = late(
            r"(?P<d>\d{1,2}) ?/ ?(?P<m>\d{1,2})(?: ?/ ?(?P<y>\d{4}|\d{2}))?(?![\d/])"
            rf"(?:{dash}(?P<d2>\d{{1,2}}) ?/ ?(?P<m2>\d{{1,2}})(?: ?/ ?(?P<y2>\d{{4}}|\d{{2}}))?(?![\d/]))?"
        )
        self.slash_range = late(
            rf"(?P<d>\d{{1,2}}){dash}(?P<d2>\d{{1,2}}) ?/ ?(?P<m2>\d{{1,2}})(?: ?/ ?(?P<y2>\d{{4}}|\d{{2}}))?(?![\d/])"
        )
        self.named = late(
            rf"(?P<d>\d{{1,2}})(?:(?:{dash}|/)(?P<d2>\d{{1,2}}))?{B}{{0,2}}(?P<m>{month})(?![^\W\d_])\.?"
            + year_tail("y")
            + rf"(?:{dash}(?P<d3>\d{{1,2}}){B}{{1,2}}(?P<m3>{month})(?![^\W\d_])\.?"
            + year_tail("y3")
            + ")?",
            re.IGNORECASE,
        )
        self.misspelled = late(rf"(?P<d>\d{{1,2}}){B}(?P<m>[A-Z][a-z]{{3,9}}){B}(?P<y>(?:19|20)\d\d)(?!\d)")
        self.day_list = late(
            rf"(?P<d>\d{{1,2}})(?=(?:,{B}\d{{1,2}}){{0,4}},?{B}(?:{alternatives(t.joins)}|{ranges})"
            rf"{B}(?:(?:{alternatives(t.date_words)}){B})?\d{{1,2}}{B}(?P<m>{full})(?!\w)(?:{B}(?P<y>\d{{4}})(?!\d))?)",
            re.IGNORECASE,
        )
        self.numeric = late(r"(?P<d>\d{1,2})(?P<s>[-.])(?P<m>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d)(?![\d])")
        self.iso = late(r"(?P<y>(?:19|20)\d\d)-(?P<m>\d{2})-(?P<d>\d{2})(?!\d)")
        self.bare_day = late(r"(?P<d>\d{1,2})(?![\w/]|[.,:]\d)")
        part = alternatives(t.parts)
        self.part = whole(rf"(?P<p>{part})")
        self.just_now = whole(alternatives(t.just_now))
        self.soon = whole(alternatives(t.soon))
        self.deictic_part = late(
            rf"(?:(?P<now>{alternatives(t.just_now)})|(?P<soon>{alternatives(t.soon)})){B}(?P<p>{part})(?!\w)",
            re.IGNORECASE,
        )
        self.offset = whole(alternatives(t.offsets))
        self.night = whole(alternatives(t.nights))
        self.reference = whole(f"(?P<r>{refs})")
        self.unit_reference = late(rf"(?P<u>{unit}){B}(?P<r>{refs})(?!\w)", re.IGNORECASE)
        self.unit_of_day = late(  # "Senin pekan lalu", "12 September tahun lalu"
            rf"(?:(?:{alternatives(t.within)}){B})?(?P<u>{alternatives(k for k, v in t.units.items() if v in ('W', 'M', 'Y'))}){B}(?P<r>{refs})(?!\w)",
            re.IGNORECASE,
        )
        # clocks
        clock_word = alternatives(t.clock_words)
        zone = alternatives(t.zones)
        city = alternatives(t.zone_cities)
        self.zone = late(
            rf"{B}{{0,2}}\(?(?:(?P<z>{zone})(?P<o>[+-]\d{{1,2}})?(?!\w)|(?P<l>(?i:{alternatives(t.local_time)}))"
            rf"|(?i:{alternatives(t.zone_words)}){B}(?:(?P<z2>{zone})|(?P<c>{city}))(?!\w))"
        )
        face = r"(?P<h{0}>\d{{1,2}})(?:[.:](?P<n{0}>\d{{2}})(?:[.:](?P<s{0}>\d{{2}}))?)?(?![\d]|[.,:]\d)"
        self.clock = late(
            rf"(?:{clock_word}){B}{{0,2}}(?:{face.format('')}(?:{dash}(?:(?:{clock_word}){B})?{face.format('2')})?"
            rf"|(?P<half>{t.half}){B}(?P<hw>{alternatives(t.numerals)})(?!\w)"
            rf"|(?P<w>{number_word})(?!\w)(?:{B}(?P<w30>{t.half})(?!\w))?)",
            re.IGNORECASE,
        )
        self.bare_clock = late(
            rf"(?P<h>\d{{1,2}})[.:](?P<n>\d{{2}})(?:[.:](?P<s>\d{{2}}))?"
            rf"(?:{dash}(?P<h2>\d{{1,2}})[.:](?P<n2>\d{{2}})(?:[.:](?P<s2>\d{{2}}))?)?(?={B}{{0,2}}\(?(?:{zone})(?!\w))"
        )
        self.part_clock = late(
            rf"(?P<h>\d{{1,2}})[.:](?P<n>\d{{2}})(?:[.:](?P<s>\d{{2}}))?(?={B}(?:{part})(?!\w))", re.IGNORECASE
        )
        self.second_clock = late(r"(?P<h>\d{1,2})(?:[.:](?P<n>\d{2})(?:[.:](?P<s>\d{2}))?)?(?![\d]|[.,:/-]\d)")
        self.after_clock = late(
            rf"(?:{clock_word}){B}\d{{1,2}}(?:[.:]\d{{2}})?(?:{B}(?:{zone}))?{B}(?:{ranges}){B}(?:(?:{clock_word}){B})?$",
            re.IGNORECASE,
        )
        self.half_clock = late(
            rf"(?P<half>{t.half}){B}(?P<hw>{alternatives(t.numerals)}){B}(?P<p>{part})(?!\w)", re.IGNORECASE
        )
        # months, years
        self.month = late(
            rf"(?:(?P<word>{alternatives(t.month_words)}){B}{{1,2}})?(?P<m>{full})(?!\w)(?:{dash}(?P<m2>{full})(?!\w))?"
            + year_tail("y"),
            re.IGNORECASE,
        )
        self.month_short = late(
            rf"(?P<m>{alternatives(t.month_abbreviations)})(?!\w)\.?{B}(?P<y>(?:19|20)\d\d)(?!\d)", re.IGNORECASE
        )
        self.month_pair = late(
            rf"(?:,{B}(?:{full})){{0,4}},?{B}(?:{alternatives(t.joins)}|{ranges}){B}(?:(?:{alternatives(t.month_words)}){B})?(?:{full}){B}(?P<y>\d{{4}})(?!\d)",
            re.IGNORECASE,
        )
        self.date_pair = late(
            rf"{B}(?:{alternatives(t.joins)}|{ranges}){B}(?:(?:{alternatives(t.date_words)}){B})?\d{{1,2}}{B}(?P<m>{full}){B}(?P<y>\d{{4}})(?!\d)",
            re.IGNORECASE,
        )
        years = r"(?P<y>(?:1[5-9]|20|21)\d\d)(?:(?P<s>" + dash + r"|/)(?P<y2>(?:19|20|21)\d\d|\d\d))?(?!\d|[.,/:-]\d)"
        self.year = late(
            rf"(?:(?:(?P<season>{alternatives(t.season_words)}){B}|(?P<word>{year_words}){B}{{0,2}}){{0,1}}){years}"
            rf"(?!\d|{re.escape(t.plural_suffix)})",
            re.IGNORECASE,
        )
        plural = re.escape(t.plural_suffix.removeprefix("-"))
        self.decade = late(
            rf"(?:(?:{alternatives([*t.decades, *t.year_words])}){B})?(?P<y>(?:1[5-9]|20)?\d0){B}?-?{plural}(?!\w)",
            re.IGNORECASE,
        )
        self.century = late(
            rf"(?:{alternatives(t.centuries)}){B}(?:{re.escape(t.ordinal_prefix)}{B}?)?(?P<n>\d{{1,2}}|[IVX]{{1,5}})(?!\w)"
            rf"(?:{dash}(?:{re.escape(t.ordinal_prefix)})?\d{{1,2}})?",
            re.IGNORECASE,
        )
        nth = rf"(?:{re.escape(t.ordinal_prefix)})?(?P<n>[IVX]{{1,3}}|[1-4]|(?:{alternatives([*t.numerals, *t.ordinals])}))(?!\w)"
        self.season = late(
            rf"(?:(?P<q>{alternatives(t.quarters)})|(?P<h>{alternatives(t.halves)})){B}{{0,2}}{nth}"
            rf"(?:(?:{B}{{1,2}}|{dash}|/|{B}?\(|{B}(?:{alternatives(t.within)}){B})(?:(?:{year_words}){B})?(?:(?P<y>(?:19|20)\d\d)(?!\d)|(?P<yr>(?:{year_words})?{B}?(?:{refs}))(?!\w)))?",
            re.IGNORECASE,
        )
        self.year_reference = late(rf"(?:{year_words}){B}(?P<r>{refs})(?!\w)", re.IGNORECASE)
        self.unit = whole(f"(?P<u>{unit})")
        self.weekend = whole(alternatives(t.weekend))
        self.edge = whole(f"(?P<e>{alternatives(t.edges)})")
        self.next_day = whole(alternatives(t.next_day))
        self.day_before = whole(alternatives(t.day_before))
        self.same_day = whole(alternatives(t.same_day))
        # lengths
        self.length = late(
            rf"(?:(?P<q>{number})(?:(?:{B}(?:{ranges}|{alternatives(t.either)}){B}|{dash})(?P<q2>{number}))?"
            rf"|(?P<few>{alternatives(t.few)}))(?:{B}{{1,2}}|-|(?<=\d))(?P<u>{unit})(?!\w)(?P<half>{B}{t.half}(?!{B}?\w*{B}(?:{part})))?",
            re.IGNORECASE,
        )
        self.one_unit = late(rf"(?P<o>{alternatives(t.one_unit)})(?![\w-])(?P<half>{B}{t.half}(?!\w))?", re.IGNORECASE)
        self.more = late(
            rf"(?:,)?{B}(?:(?:{alternatives(t.plus)}){B})?(?P<q>{number}){B}(?P<u>{unit})(?!\w)", re.IGNORECASE
        )
        self.times = late(
            rf"(?P<a>\d{{1,3}}|{alternatives(t.numerals)}){B}?(?:{alternatives(t.times_sign)}){B}?(?P<q>\d{{1,3}})(?:{B}{{1,2}}|(?<=\d))(?P<u>{unit})(?!\w)",
            re.IGNORECASE,
        )
        self.shift = whole(f"{B}(?P<s>{alternatives(t.shifts)})")
        self.single_unit = whole(rf"(?P<u>{alternatives(k for k in t.units)})(?:{t.unit_suffix})?")
        self.every = whole(alternatives(t.every))
        self.vague = whole(f"(?P<v>{alternatives(t.vague)})")
        self.number_word = whole(number_word)
        self.colon_clock = late(r"(?P<h>\d{1,2}):(?P<n>\d{2})(?::(?P<s>\d{2}))?(?!\d|[.,:]\d)")
        self.odd = late(r"(?P<d>\d{1,4}) ?/ ?(?P<m>\d{1,4}) ?/ ?(?P<y>\d{1,5})(?=\s?[)\]]|,?\s|$)")
        self.year_follows = late(rf"{B}\d{{4}}(?!\d)")
        # around
        self.signal = late(
            rf"(?<!\w)(?P<s>{alternatives(t.signals)}){B}{{1,2}}(?:(?P<h>{alternatives(t.hedges)}){B}{{1,2}})?$",
            re.IGNORECASE,
        )
        self.hedge = late(rf"(?<!\w)(?P<h>{alternatives(t.hedges)}){B}{{1,2}}$", re.IGNORECASE)
        self.leading = tuple({words.split()[-1] for words in (*t.signals, *t.hedges)})
        """The word that stands right before a time wherever `signal` or `hedge` match: quick to ask first."""
        self.ahead = late(rf"(?<!\w)(?:{alternatives(t.ahead)})(?!\w)")  # over text in lower case
        self.reported = late(rf"(?<!\w)(?:{alternatives(t.reported)})(?!\w)|[\"“”‘’](?!\w)", re.IGNORECASE)
        self.age_before = late(
            rf"(?<!\w)(?:(?:{alternatives(t.age_words)})(?!\w)[^.;()]{{0,28}}|(?:{alternatives(t.age_heads)}){B}(?:(?:{alternatives(t.hedges)}){B})?)$",
            re.IGNORECASE,
        )
        self.age_after = late(rf"{B}(?:{alternatives(t.age_tails)})(?!\w)", re.IGNORECASE)
        self.rate_before = late(rf"(?:(?:{alternatives(t.rates)})|\d){B}{{1,2}}$", re.IGNORECASE)
        self.counted = late(rf"{B}{{1,2}}(?:{alternatives(t.counted)})(?!\w)", re.IGNORECASE)
        self.codes = late(rf"(?<!\w)(?:{alternatives(t.codes)}){B}{{0,2}}$", re.IGNORECASE)
        self.not_before = late(rf"(?<!\w)(?:{alternatives(t.not_before)}){B}{{1,2}}$", re.IGNORECASE)
        self.not_after = late(rf"{B}(?:{alternatives(t.not_after)})(?!\w)", re.IGNORECASE)
        self.open_weekday = late(
            rf"{B}{{0,2}}(?:,?{B}{{0,2}}[(\[]?\d{{1,2}}{B}?(?:[-–]{B}?\d{{1,2}})?{B}?(?:/|[A-Za-z]{{3}})|(?:{part})(?!\w))",
            re.IGNORECASE,
        )
        self.triggers = self._triggers()
        self.openers = late(rf"(?<![{LETTER}]){any_of(self.triggers)}(?![{LETTER}])|\d+")
        """Finds each number and each word that can open a time."""
        self.lone_number = late(rf"\d{{1,3}}(?:\.\d{{3}})*(?:,\d{{1,2}})?{B}(?P<behind>[a-z]+)(?![{LETTER}])")
        self.behind_number = _first_words(
            t.months, t.month_abbreviations, t.units, t.parts, t.joins, t.ranges, t.either, t.times_sign, (plural,)
        )
        """The words that can stand behind a number that is part of a time, where it is no year and has no marks: quick
        to ask first, as most numbers count something else."""
        # quick to ask first: the first word of all that names a day by another, turns a day, or is a piece of one at all
        self.relatives = _first_words(t.just_now, t.soon, t.nights, t.next_day, t.day_before, t.same_day, t.offsets)
        self.tails = _first_words(t.within, t.units, t.offsets, t.just_now, t.soon, t.references)
        self.pieces = (
            self.relatives
            | self.tails
            | _first_words(t.day_words, t.date_words, t.weekdays, t.clock_words, (t.half,), t.parts)
        )

    def _triggers(self) -> dict[str, frozenset[str]]:
        """Map every word that can open a time, in the cases it is written in, to the kinds it can open."""
        t = self.t
        kinds: dict[str, Iterable[str]] = {
            "set": t.every,
            "clock": t.clock_words,
            "day": [
                *t.weekdays, *t.day_words, *t.date_words, *t.parts, *t.offsets, *t.nights, *t.just_now, *t.soon,
                *t.next_day, *t.day_before, *t.same_day,
            ],
            "month": [*t.months, *t.month_abbreviations, *t.month_words],
            "year": [*t.year_words, *t.season_words, *t.decades],
            "century": t.centuries,
            "season": [*t.quarters, *t.halves],
            "unit": [*t.units, *t.weekend],
            "edge": t.edges,
            "length": [*t.numerals, *t.hundred_words, t.half, *t.few],
            "one": t.one_unit,
            "vague": t.vague,
        }  # fmt: skip
        found: dict[str, set[str]] = defaultdict(set)
        for kind, words in kinds.items():
            for word in words:
                first = TOKEN.match(word)
                assert first is not None
                for form in (first.group(), first.group().capitalize(), first.group().upper()):
                    found[form].add(kind)
        return {word: frozenset(k) for word, k in found.items()}


def _first_words(*lists: Iterable[str]) -> frozenset[str]:
    """Return the first word of each entry, in lower case."""
    return frozenset(match.group().lower() for words in lists for entry in words if (match := TOKEN.match(entry)))


@cache
def words_of(pack: Pack) -> Words:
    """Return the compiled words of a pack."""
    return Words(pack)
