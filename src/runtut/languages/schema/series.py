"""The `series` section: stories that an outlet writes anew every day or week by one pattern."""

from __future__ import annotations

from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class SeriesPack:
    """Words in the title of a story of a series, in lower case.

    - `cues` say that its figures are those of the day: prices, weather, timetables, tables of a league, anniversaries.
    - `evergreen` say that it holds for any day: prayers, recipes, advice, lives of people.
    - `measured` begin words by figures that are measured anew all the time, so that two need not agree: polls, levels.
    """

    cues: tuple[str, ...]
    evergreen: tuple[str, ...]
    measured: tuple[str, ...]
