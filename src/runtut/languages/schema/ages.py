"""The `ages` section: words that say how old somebody is, was, or was when he died, and when somebody was born."""

from __future__ import annotations

from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class AgesPack:
    """Words around ages and births, in lower case.

    - `aged` stand before an age, `now` may stand before them; `at_age` are nouns of age behind a preposition (`at`), and
      `reached` may stand between these and the age.
    - `today` are those of `now` that set today against another day; `dated` behind an age say which day it is of.
    - `still` behind a name say that an age told before it is that of today.
    - `past` before an age say that it is of another day; `death` that it is the age of dying.
    - `born` stand before a birth's date; `pronouns` and `people` (nouns) with a `pointer` mean who was named last.
    - `unnamed` before a relative say that somebody is meant who has no name here.
    - `named` stand between an age and the name.
    """

    aged: tuple[str, ...]
    now: tuple[str, ...]
    at: tuple[str, ...]
    at_age: tuple[str, ...]
    reached: tuple[str, ...]
    today: tuple[str, ...]
    dated: tuple[str, ...]
    still: tuple[str, ...]
    past: tuple[str, ...]
    death: tuple[str, ...]
    born: tuple[str, ...]
    pronouns: tuple[str, ...]
    people: tuple[str, ...]
    pointers: tuple[str, ...]
    unnamed: tuple[str, ...]
    named: tuple[str, ...]
