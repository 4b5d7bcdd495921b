"""The `series` section: stories that an outlet writes anew every day or week by one pattern."""

from __future__ import annotations

from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class SeriesPack:
    """Words in the title of a story of a series, in lower case.

    - `cues` say that its figures are those of the day: prices, weather, timetables, tables of a league, anniversaries.
    """

    cues: tuple[str, ...]
