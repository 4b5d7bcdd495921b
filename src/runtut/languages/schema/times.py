"""The `times` section: the words a language tells time with."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from runtut.record import Signal, Unit
from runtut.values import dataclass


class Reference(StrEnum):
    """Which of its kind a time word points at: last week, this week, next week, that week, the one before or after."""

    LAST = "last"
    THIS = "this"
    NEXT = "next"
    THAT = "that"
    BEFORE = "before"
    AFTER = "after"


class Shift(StrEnum):
    """What a word after a length makes of it: two days ago, later, earlier, from now; a window; a recurrence."""

    AGO = "ago"
    LATER = "later"
    EARLIER = "earlier"
    HENCE = "hence"
    WINDOW = "window"
    EVERY = "every"


@dataclass(frozen=True, slots=True)
class Founding:
    """When a body was founded, as its own anniversaries count. `names` are how stories write it beside the ordinal.

    `own` marks a day whose name stands before the ordinal by itself, with no word for anniversary.
    """

    names: tuple[str, ...]
    year: int
    month: int
    day: int
    source: str
    own: bool = False


@dataclass(frozen=True, slots=True)
class TimesPack:
    """The words of times, in lower case. A space in a word stands for any run of blanks.

    - `weekdays` count from 0, Monday. `week_or_day` are those that also mean a week: a day when written with a
      capital inside a sentence, with a part of day, a date, or a word of `day_words` before it.
    - `months` by number; `month_abbreviations` count only beside a day or a year.
    - `parts` of day, by the value TIMEX3 gives them; `hours` say which hours of the twelve-hour clock they push
      past noon, as [first, last].
    - `units` of length; `one_unit` are lengths of one in a single word; `eras` are spans of years by the number.
    - `ordinals` number quarters and halves; `numerals`, with `ten_words` (two tens), `teen_words`, `hundred_words`; `half`; `few` (some, dozens of).
    - `offsets` are days told from the day of publication; `nights` those that also say the part of day.
    - `references` after a unit, a month, a weekday; `shifts` after a length; `edges` before a time, by TIMEX3 mod.
    - `vague` ones have no place on the calendar.
    - `joins` stand between days or months of one list, `either` between two lengths of which one holds, `plus` before
      the smaller part of a length; `within` before the week, month or year in which a day or a quarter lies.
    - `signals` and `hedges` stand before a time, outside it.
    - `ahead` look to the future, `reported` are words of saying, which end the reach of an `ahead`.
    - `age_words` and `age_heads` before a length of years make it an age; `age_tails` after it too.
    - `not_before`, `not_after`: words that make a weekday or month part of a name.
    - `counted`: words after a number that make it no year; `codes`: words before one that do.
    - `same_moment` stand between two clocks that tell one moment; `namely` between a day told from publication and
      the day itself; `apposed` between a length and its dates, after a word of `entire` if there is one; `lasting`
      between dates and their length; `not_calendar_days` after a length make its days others than the calendar's.
    - `anniversaries` before an ordinal, `commemorations` before a number of years, `founded` before a beginning, `opened` where a
      story has none of those; `founding_adverbs` before them, `founding_openers` where they open a sentence; `relative` joins
      a clause to its noun; `pointing` words point back at a body named before; the
      words of one group of `kin` may name one body.
    - `zones` by IANA name; `zone_cities` after `zone_words`.
    """

    weekdays: Mapping[str, int]
    week_or_day: tuple[str, ...]
    months: Mapping[str, int]
    month_abbreviations: Mapping[str, int]
    parts: Mapping[str, str]
    hours: Mapping[str, tuple[int, ...]]
    units: Mapping[str, Unit]
    multiples: Mapping[str, int]
    one_unit: Mapping[str, Unit]
    decades: tuple[str, ...]
    centuries: tuple[str, ...]
    ordinal_prefix: str
    plural_suffix: str
    quarters: tuple[str, ...]
    halves: tuple[str, ...]
    season_words: tuple[str, ...]
    numerals: Mapping[str, int]
    ordinals: Mapping[str, int]
    ten_words: tuple[str, ...]
    teen_words: tuple[str, ...]
    hundred_words: tuple[str, ...]
    half: str
    few: tuple[str, ...]
    times_sign: tuple[str, ...]
    weekend: tuple[str, ...]
    day_words: tuple[str, ...]
    date_words: tuple[str, ...]
    month_words: tuple[str, ...]
    year_words: tuple[str, ...]
    clock_words: tuple[str, ...]
    clock_hedges: tuple[str, ...]
    local_time: tuple[str, ...]
    zones: Mapping[str, str]
    zone_words: tuple[str, ...]
    zone_cities: Mapping[str, str]
    offsets: Mapping[str, int]
    loose_after: Mapping[str, Reference]
    nights: Mapping[str, int]
    just_now: tuple[str, ...]
    soon: tuple[str, ...]
    next_day: tuple[str, ...]
    day_before: tuple[str, ...]
    same_day: tuple[str, ...]
    references: Mapping[str, Reference]
    shifts: Mapping[str, Shift]
    edges: Mapping[str, str]
    every: tuple[str, ...]
    unit_suffix: str
    joins: tuple[str, ...]
    either: tuple[str, ...]
    plus: tuple[str, ...]
    within: tuple[str, ...]
    prepositions: tuple[str, ...]
    ranges: tuple[str, ...]
    vague: Mapping[str, str]
    signals: Mapping[str, Signal]
    hedges: Mapping[str, str]
    ahead: tuple[str, ...]
    reported: tuple[str, ...]
    age_words: tuple[str, ...]
    age_heads: tuple[str, ...]
    age_tails: tuple[str, ...]
    rates: tuple[str, ...]
    not_before: tuple[str, ...]
    not_after: tuple[str, ...]
    counted: tuple[str, ...]
    codes: tuple[str, ...]
    same_moment: tuple[str, ...]
    apposed: tuple[str, ...]
    namely: tuple[str, ...]
    entire: tuple[str, ...]
    lasting: tuple[str, ...]
    not_calendar_days: tuple[str, ...]
    anniversaries: tuple[str, ...]
    commemorations: tuple[str, ...]
    opened: tuple[str, ...]
    founding_adverbs: tuple[str, ...]
    founding_openers: tuple[str, ...]
    relative: str
    founded: tuple[str, ...]
    ordinal_words: tuple[str, ...]
    pointing: tuple[str, ...]
    kin: tuple[tuple[str, ...], ...]
    foundings: Mapping[str, Founding]
