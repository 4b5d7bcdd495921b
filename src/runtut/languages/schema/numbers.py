"""The `numbers` section: number words, scales, hedges, units, and what a number may not be."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from runtut.record import Mod
from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class NumbersPack:
    """The words of figures, in lower case.

    - `digits` are words for 0 to 9 and whole words such as "ten"; `teens`, `tens`, `hundreds` multiply the digit
      before them; `ones` are one of a scale in a single word; `scales` multiply all before them; `short_scales`
      are their abbreviations, those in `money_scales` only beside money; `half` adds a half ("two and a half");
      `fractions` stand alone; `fraction_names` follow a digit ("two thirds").
    - `decimal_mark` and `group_mark` are how the language writes numbers.
    - `currency_signs` stand before, `currency_words` after; both map to ISO 4217; `currency_capitals`
      are initials at their end, also written in capitals.
    - `percent`, `percent_points`, whose unit is `percent_point_unit`; `measures` map a word or symbol to its symbol.
    - `hedges` before a number (those in `hedges_after`, after it) by what they say.
    - `range_words` join the ends of a range; `per` introduces the unit of a rate, `per_one` are such units in one
      word, unless one of `per_one_not` follows ("a year before"); `rates` the units that may follow a slash.
    - `age_cues` before a number of `age_words` make it an age, with the unit `age_unit`; `age_bracketed` are those that
      may stand behind a number in brackets after a name; `people` are nouns whose number of years is an age.
    - `counted` are nouns that look like verbs; `not_counted` are words that are never the counted noun;
      `verb_prefixes` start verbs; `compounds` are nouns of two words; `clitics` are cut off a noun.
    - `identifiers` before a number make it a name of something, not a count, those in `numbered` even where a unit
      follows; `ordinals` make a number behind a name an ordinal; `calendars` after one make it a day or year of
      another calendar; `joins` go on with a list; `model_words` after a name and number show it to be a make ("Glock
      19 warna hitam").
    - `idioms` are stretches in which a number word counts nothing.
    - `planned`, `forecast`, `hypothetical`, `denied` are cues of status before a figure.
    """

    digits: Mapping[str, int]
    teens: tuple[str, ...]
    tens: tuple[str, ...]
    hundreds: tuple[str, ...]
    ones: Mapping[str, Decimal]
    scales: Mapping[str, Decimal]
    short_scales: Mapping[str, Decimal]
    money_scales: Mapping[str, Decimal]
    half: str
    fractions: Mapping[str, Decimal]
    fraction_names: Mapping[str, int]
    decimal_mark: str
    group_mark: str
    currency_signs: Mapping[str, str]
    currency_words: Mapping[str, str]
    currency_capitals: tuple[str, ...]
    percent: tuple[str, ...]
    percent_points: tuple[str, ...]
    percent_point_unit: str
    measures: Mapping[str, str]
    hedges: Mapping[str, Mod]
    hedges_after: Mapping[str, Mod]
    range_words: tuple[str, ...]
    per: tuple[str, ...]
    per_one: Mapping[str, str]
    per_one_not: tuple[str, ...]
    rates: tuple[str, ...]
    age_cues: tuple[str, ...]
    age_words: tuple[str, ...]
    age_bracketed: tuple[str, ...]
    age_unit: str
    people: tuple[str, ...]
    counted: tuple[str, ...]
    not_counted: tuple[str, ...]
    verb_prefixes: tuple[str, ...]
    compounds: tuple[str, ...]
    clitics: tuple[str, ...]
    identifiers: tuple[str, ...]
    numbered: tuple[str, ...]
    ordinals: tuple[str, ...]
    calendars: tuple[str, ...]
    joins: tuple[str, ...]
    model_words: tuple[str, ...]
    idioms: tuple[str, ...]
    planned: tuple[str, ...]
    forecast: tuple[str, ...]
    hypothetical: tuple[str, ...]
    denied: tuple[str, ...]
