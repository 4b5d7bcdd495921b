"""The `schedules` section: words that say a thing is still to come, or is over, before its date."""

from __future__ import annotations

from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class SchedulesPack:
    """Words before a date that say when it lies, in lower case.

    - `coming` say that the verb behind them is still to come; `done` that it is over.
    - `able` behind a word of `done` say what can be done, which may be from a day to come.
    - `relative` before a word of `coming` opens a clause that may tell what was to be.
    - `within` between the verb and a date open a clause that the date belongs to.
    - `at` stand between the verb and its date.
    - `earlier` anywhere in the sentence say that the plan is told from an earlier day, or came to nothing.
    - `reported` close a clause before a date of their own: the day on which somebody spoke.
    """

    coming: tuple[str, ...]
    done: tuple[str, ...]
    able: tuple[str, ...]
    relative: tuple[str, ...]
    within: tuple[str, ...]
    at: tuple[str, ...]
    earlier: tuple[str, ...]
    reported: tuple[str, ...]
