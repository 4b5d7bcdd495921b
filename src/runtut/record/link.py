"""Links: relations between annotations that a rule can judge without reading the language.

A link says that the text itself puts its sides in relation ("12 dead, made up of seven men and four
women"). Whether the figures then agree is the rules' business.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum

from runtut.record.annotation import Offset, Quantity, Quotation, Time, Unit
from runtut.record.span import Piece, Span
from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class ElapsedTime:
    """Something began at `began` and is said to have lasted `length` by the day `until`. `event` names its kind.

    `ordinal` is the number of the unit it is said to be in (`memasuki hari ke-9`): then `length` runs from one less.
    """

    began: Time
    length: Time
    until: date
    event: str
    until_time: Time | None = None
    ordinal: int | None = None


@dataclass(frozen=True, slots=True)
class IntervalLength:
    """A stated length beside the interval it measures: `tiga hari, 5-9 Mei 2023`. `last` is None for one item."""

    length: Time
    first: Time
    last: Time | None = None


@dataclass(frozen=True, slots=True)
class RelativeDay:
    """A day told from publication (`offset`, in `relative`) and the day that `named` gives for it, at `span`.

    `counted` says that the offset was counted out ("dua hari lalu", "siang ini") and is no word of its own.
    """

    offset: Piece[Offset]
    relative: Time
    named: Time
    span: Span
    counted: bool = False


@dataclass(frozen=True, slots=True)
class ClockConversion:
    """Two clocks said to be the same moment, each with its zone."""

    first: Time
    second: Time
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Anniversary:
    """The `ordinal`-th anniversary of something founded in `founded`, kept in the year `held`.

    `founded` may lie outside the story (a table of well-known foundings): then its span is the ordinal's
    own and `founded_known` names what was looked up.
    """

    ordinal: Piece[int]
    founded: Piece[int]
    held: int
    held_span: Span | None = None
    founded_known: str | None = None


class Coverage(StrEnum):
    """Whether the parts claim to be all of the whole."""

    COMPLETE = "complete"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class PartsOfTotal:
    """A total and the parts the text breaks it into."""

    total: Quantity
    parts: tuple[Quantity, ...]
    coverage: Coverage = Coverage.COMPLETE


@dataclass(frozen=True, slots=True)
class ShareOfBase:
    """`part` out of `base` is said to be `share` (percent or a fraction)."""

    part: Quantity
    base: Quantity
    share: Quantity


class Direction(StrEnum):
    """Which way a figure is said to move."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Change:
    """A figure moves from `before` to `after`, said to be by `amount` (percent or the figure's own unit)."""

    before: Quantity
    after: Quantity
    direction: Piece[Direction] | None = None
    amount: Quantity | None = None


@dataclass(frozen=True, slots=True)
class MultipleOf:
    """`result` is said to be `multiple` times `base`, or to have `moved` by so many times."""

    multiple: Piece[Decimal]
    base: Quantity
    result: Quantity
    moved: bool = True


@dataclass(frozen=True, slots=True)
class Enumeration:
    """An announced number of things and the members then listed, which claim to be all of them."""

    announced: Quantity
    members: tuple[Piece[str], ...]


@dataclass(frozen=True, slots=True)
class Containment:
    """A place said to lie in another, and where the official table puts it on the story's day.

    `actual` names the containers it may be in, empty only if unknown; `fits` says whether the stated one is
    among them; `suggested` is a unit of the same kind and a like name that does lie in the stated container.
    """

    place: Piece[str]
    container: Piece[str]
    actual: tuple[str, ...]
    fits: bool
    suggested: str | None = None


@dataclass(frozen=True, slots=True)
class TitleQuotation:
    """A quotation in the title and the closest words in the body; `similarity` is 0 to 1, `best` None if nothing is near.

    `spoken` says that the title gives the words as somebody's, and not as a name or a term; `content` is the
    similarity without the commonest words, None where hardly any other is left.
    """

    quotation: Quotation
    best: Span | None
    similarity: float
    spoken: bool = True
    content: float | None = None


@dataclass(frozen=True, slots=True)
class Equivalence:
    """Two figures the text says are the same, in different units or currencies: `12 mil laut (sekitar 22 kilometer)`."""

    first: Quantity
    second: Quantity


@dataclass(frozen=True, slots=True)
class SharesOfWhole:
    """Percentages that the text says make up one whole; the last is said to be the rest of it."""

    shares: tuple[Quantity, ...]


@dataclass(frozen=True, slots=True)
class RateTotal:
    """So much in each `unit` for the length `length`, and the total said to come of it."""

    rate: Quantity
    unit: Unit
    length: Time
    total: Quantity


@dataclass(frozen=True, slots=True)
class RestatedFigure:
    """A figure of the title, or of the body, and a later one for what seems the same thing."""

    first: Quantity
    second: Quantity


@dataclass(frozen=True, slots=True)
class UnattributedQuotation:
    """A direct quotation that stands among whole sentences or fills its paragraph, with no attribution of its own.

    Distances are in paragraphs, None where there is none: `attributed` back to where somebody is last said to speak,
    `before` and `after` to where somebody is named or meant. `others` counts the story's other quotations of this kind;
    `announced` says that what stands before it says whose or what it is, `opens_story` that it is the first paragraph.
    """

    quotation: Quotation
    others: int
    attributed: int | None
    before: int | None
    after: int | None
    announced: bool
    opens_story: bool = False


@dataclass(frozen=True, slots=True)
class Expansion:
    """What the story says an abbreviation stands for: the words' span, and those of them that give its letters.

    `initials` are the words' first letters; they differ from the abbreviation where it has two of them changed about.
    """

    abbreviation: Piece[str]
    phrase: Span
    words: tuple[str, ...]
    initials: str


@dataclass(frozen=True, slots=True)
class Schedule:
    """A full date tied to a word that says the thing is still to come (`coming`) or over."""

    said: Piece[str]
    time: Time
    coming: bool


@dataclass(frozen=True, slots=True)
class TwoSpellings:
    """One person or body written in two ways; each piece holds the word that differs, `counts` how often each stands."""

    first: Piece[str]
    second: Piece[str]
    counts: tuple[int, int]


@dataclass(frozen=True, slots=True)
class TwoOffices:
    """A person said to hold two positions that exclude each other, each with the words that say so."""

    person: str
    first: Piece[str]
    second: Piece[str]


@dataclass(frozen=True, slots=True)
class TwoAges:
    """A person of whom two ages are told as of today."""

    person: str
    first: Quantity
    second: Quantity


@dataclass(frozen=True, slots=True)
class BornAged:
    """A person born on `born` (a day or a year) and said to be of an age on the day `on`."""

    person: str
    born: Time
    age: Quantity
    on: date


@dataclass(frozen=True, slots=True)
class EventDates:
    """The day that the first sentence gives to what it tells (`event`), and another one that a later sentence gives it."""

    event: Piece[str]
    first: Time
    again: Piece[str]
    second: Time


class Protection(StrEnum):
    """Why the press code protects somebody, or what of a victim is told."""

    SEXUAL_CRIME = "sexual crime"
    CHILD_SUSPECT = "child suspect"
    CHILD_VICTIM = "child victim"
    PARENT = "parent"
    ADDRESS = "address"
    SCHOOL = "school"


@dataclass(frozen=True, slots=True)
class Identified:
    """What identifies somebody whom the press code protects (`words`), and as whom (`why`)."""

    why: Protection
    words: Piece[str]


@dataclass(frozen=True, slots=True)
class Source:
    """Somebody whose words a story gives: where first, whether named, whether the name is kept back, how often.

    `entity` is the id of a person, None for whoever is no person of the story.
    """

    where: Piece[str]
    named: bool
    withheld: bool
    statements: int
    entity: str | None


@dataclass(frozen=True, slots=True)
class Sources:
    """All sources of a text; `unknown` counts quotations whose speaker is not known."""

    sources: tuple[Source, ...]
    unknown: int


@dataclass(frozen=True, slots=True)
class Unintroduced:
    """Somebody who speaks and whom nothing in the story introduces, where first named."""

    source: Piece[str]


@dataclass(frozen=True, slots=True)
class Borrowing:
    """Words that say that what they stand beside was taken from an outlet, without naming it."""

    words: Piece[str]


@dataclass(frozen=True, slots=True)
class Unexpanded:
    """An abbreviation that a story never expands, where it first stands."""

    letters: Piece[str]


Link = (
    ElapsedTime
    | IntervalLength
    | RelativeDay
    | ClockConversion
    | Anniversary
    | PartsOfTotal
    | ShareOfBase
    | Change
    | MultipleOf
    | Enumeration
    | Containment
    | TitleQuotation
    | Equivalence
    | SharesOfWhole
    | RateTotal
    | RestatedFigure
    | UnattributedQuotation
    | Expansion
    | Schedule
    | TwoSpellings
    | TwoOffices
    | TwoAges
    | BornAged
    | EventDates
    | Identified
    | Sources
    | Unintroduced
    | Borrowing
    | Unexpanded
)
