"""What a rule may ask of the stories on file: those that carry a draft's words, what was quoted before, what they say otherwise.

An archive answers; a rule knows only this.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import Protocol

from runtut.record.annotation import Quotation
from runtut.record.record import Record
from runtut.record.story import Story
from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class OldStory:
    """A story on file that carries a draft's words.

    Attributes:
        number: its number on file.
        outlet: who published it.
        day: when.
        title: its title.
        share: how much of the draft's words stand in it, 0 to 1.
        opening: how much of the draft's opening stands in it, 0 to 1.
        recurs: whether it or the draft is one of a series (prices, weather, anniversaries), or holds for any day.
    """

    number: int
    outlet: str | None
    day: date | None
    title: str | None
    share: float
    opening: float
    recurs: bool


@dataclass(frozen=True, slots=True)
class Difference:
    """Where a quotation in a draft differs from the same on file.

    Attributes:
        kind: "figure", "negation" or "word".
        was: the words on file; none where the draft has words that they lack.
        start: where the draft's words begin, in the text of its quotation.
        end: where they end.
    """

    kind: str
    was: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class OldQuotation:
    """A quotation on file that is one with a draft's.

    Attributes:
        number: the number of its story on file.
        voice: the same for stories that were copied from one another.
        outlet: who published it.
        day: when.
        speaker: whose words they are, by the fullest name in the story.
        text: the words.
        differences: where the draft's words differ in what they say.
    """

    number: int
    voice: int
    outlet: str | None
    day: date | None
    speaker: str
    text: str
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """A figure or a day of a draft that stories on file of the same event give otherwise.

    Attributes:
        kind: "figure" or "day".
        start: where it begins in the draft's text.
        end: where it ends.
        was: what most of the others give, as the first of them writes it.
        against: voices that give that; a text and its copies are one.
        agreeing: voices on file that give what the draft gives.
        number: the number on file of the first story against it.
        outlet: who published that.
        day: when.
        text: its sentence.
    """

    kind: str
    start: int
    end: int
    was: str
    against: int
    agreeing: int
    number: int
    outlet: str | None
    day: date | None
    text: str


class OnFile(Protocol):
    """The stories on file. The draft itself, where it is on file too, is never among the answers."""

    def dismissed(self, story: Story) -> Collection[tuple[str, str]]:
        """Return the code and the fingerprint of what people have said is no finding in a story that is on file."""

    def alike(self, story: Story) -> Sequence[OldStory]:
        """Return the stories that carry the words of a draft, the first published first."""

    def said(self, record: Record, quotation: Quotation, *, within: int) -> Sequence[OldQuotation]:
        """Return the same quotation as other stories give it, whoever is said to have spoken, the first published first.

        Stories of so many days before and behind the draft are looked at; those without a day are not, and of a draft
        without one there are none.
        """

    def departures(self, record: Record) -> Sequence[Departure]:
        """Return where other stories of the same event give another figure or day than a draft, in the order of its text.

        The draft's times and quantities must have been read; of a draft without a day there are none.
        """
