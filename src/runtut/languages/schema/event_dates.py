"""The `event_dates` section: words by which a story comes back to what its first sentence told."""

from __future__ import annotations

from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class EventDatesPack:
    """Words between an event and its day, in lower case.

    - `happen` are verbs that only say that an event takes place; `along` verbs that may stand between the first
      sentence's event and its day; `apart` words that speak of another event, or another moment of it.
    - `events` are nouns for what was told before; `when` opens a clause that tells it again; `at` stands before a day.
    - `kinds` are the families of events that happen once in a story.
    """

    happen: tuple[str, ...]
    along: tuple[str, ...]
    apart: tuple[str, ...]
    events: tuple[str, ...]
    when: tuple[str, ...]
    at: tuple[str, ...]
    kinds: tuple[str, ...]
