"""The `events` section: families of words that name what happens."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from runtut.values import dataclass


class Join(StrEnum):
    """What must agree before two statements of one family are taken for one event.

    PARTICIPANTS: everyone named with one of them is named with the other. HEAD: the thing it happens to is
    called by the same noun. LONE: the story speaks of one such event only. PERSON: one and the same person is
    named with both.
    """

    PARTICIPANTS = "participants"
    HEAD = "head"
    LONE = "lone"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Family:
    """Words for one kind of event, nouns and verbs.

    `weak` are those of them that name one only in a sentence that gives a time. `lasts` says that it goes on over
    time, `scheduled` that people set a date for it, `chance` that nobody does: its plans are forecasts. `begins` are
    the words that tell its beginning with a bare date beside them ("menikah pada 2009"); `terms` those whose lengths
    of days and weeks are set by an order and not yet over.
    """

    nouns: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    scheduled: bool = False
    chance: bool = False
    begins: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    lasts: bool = False
    join: Join = Join.PARTICIPANTS


@dataclass(frozen=True, slots=True)
class EventsPack:
    """Families of events and the words around them.

    `idioms` are stretches in which an event's word names none; `suffix` may hang on a noun, `determiners` stand before
    one. `going_on` say that something has been lasting until now; `anaphors` point back at a thing already named;
    `windows` after a length make it a window of time ("the last year"), not a length of the event; `locatives`
    introduce a place; `capitals` maps a seat of government to the country that is meant by it.

    Of beginnings: `began` are verbs of beginning after an event word, `starting` words before one, `at` and `since` stand
    before the date, `recurring` and `breaks` take it away from the event. Of lengths: `through` stand before one beside
    its event word, `between` and `after` between the two, `ago` ends a distance from now; `counted` stand between a
    beginning and the length counted from it. `others` speak of another event, `ended` of one that is over, `pronouns`
    stand for who was named, `bodies` are nouns of what is founded or opened.

    By noun: `perfect` words say that a length has passed by now, `running` what goes on meanwhile, `during` stand before
    the length, `and_now` lead to it from its beginning, `skipped` stand between a noun and its verb; `people` are nouns of
    whom too many things are told. A verb is told again by its noun: `nominals` are beginnings of such nouns, each with what
    may stand in its place in the verb's stem; `nominal_end` ends the noun, `verb_begin` opens the verb, `verb_ends` end it.
    """

    families: Mapping[str, Family]
    going_on: tuple[str, ...]
    perfect: tuple[str, ...]
    running: tuple[str, ...]
    during: tuple[str, ...]
    and_now: tuple[str, ...]
    skipped: tuple[str, ...]
    people: tuple[str, ...]
    nominals: Mapping[str, tuple[str, ...]]
    nominal_end: str
    verb_begin: str
    verb_ends: tuple[str, ...]
    through: tuple[str, ...]
    between: tuple[str, ...]
    after: tuple[str, ...]
    ended: tuple[str, ...]
    ago: tuple[str, ...]
    others: tuple[str, ...]
    pronouns: tuple[str, ...]
    anaphors: tuple[str, ...]
    windows: tuple[str, ...]
    breaks: tuple[str, ...]
    at: tuple[str, ...]
    since: tuple[str, ...]
    began: tuple[str, ...]
    starting: tuple[str, ...]
    bodies: tuple[str, ...]
    counted: tuple[str, ...]
    recurring: tuple[str, ...]
    idioms: tuple[str, ...]
    suffix: str
    determiners: tuple[str, ...]
    locatives: tuple[str, ...]
    capitals: Mapping[str, str]
