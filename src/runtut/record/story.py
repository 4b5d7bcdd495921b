"""A story: the parts and the text read from one source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from runtut.record.span import TEXT, TITLE, Span, caption
from runtut.values import dataclass


class BylineRole(StrEnum):
    """What somebody did for the story."""

    REPORTER = "reporter"
    EDITOR = "editor"
    PHOTOGRAPHER = "photographer"
    CONTRIBUTOR = "contributor"
    TRANSLATOR = "translator"


@dataclass(frozen=True, slots=True)
class Byline:
    """Somebody named as having made the story."""

    name: str
    role: BylineRole = BylineRole.REPORTER


@dataclass(frozen=True, slots=True)
class Caption:
    """The words under a picture, and whose picture it is."""

    text: str
    credit: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One part of a story as the annotators read it.

    `masks` are the stretches that are not the story's own prose (links to other stories, bylines,
    credits, advertisements): nothing inside them is checked. `clean` is `text` with every masked
    character replaced by a space, so offsets stay the same.
    """

    part: str
    text: str
    masks: tuple[Span, ...] = ()

    @property
    def clean(self) -> str:
        """The text with masked stretches blanked; same length, line ends kept."""
        return _blanked(self.text, self.masks) if self.masks else self.text


@lru_cache(maxsize=4)  # every layer asks for the same few
def _blanked(text: str, masks: tuple[Span, ...]) -> str:
    pieces, at = [], 0
    for mask in sorted(masks):
        if mask.end <= at:
            continue
        start = max(mask.start, at)
        pieces.append(text[at:start])
        pieces.append("".join("\n" if c == "\n" else " " for c in text[start : mask.end]))
        at = mask.end
    pieces.append(text[at:])
    return "".join(pieces)


@dataclass(frozen=True, slots=True)
class Story:
    """One news story. `text` is frozen: every offset in a record points into this very string.

    `published` is the document creation time: an aware datetime where the source gives a clock and a
    zone, a naive one where it gives no zone, a date where only the day is known. Paragraphs of `text`
    are separated by line ends. `masks` are stretches of `text` that are page furniture.
    """

    id: str
    text: str
    title: str | None = None
    published: datetime | date | None = None
    modified: datetime | date | None = None
    outlet: str | None = None
    url: str | None = None
    language: str = "id"
    dateline: str | None = None
    section: str | None = None
    bylines: tuple[Byline, ...] = ()
    captions: tuple[Caption, ...] = ()
    masks: tuple[Span, ...] = ()
    source: str | None = field(default=None, compare=False)

    @property
    def published_date(self) -> date | None:
        """The day of publication in the story's own zone, or None."""
        if isinstance(self.published, datetime):
            return self.published.date()
        return self.published

    def part(self, name: str) -> str:
        """Return the text of a part: "text", "title" or "caption:N"."""
        if name == TEXT:
            return self.text
        if name == TITLE:
            return self.title or ""
        return self.captions[int(name.partition(":")[2])].text

    @property
    def clean(self) -> str:
        """The text with masked stretches blanked, as `Passage.clean`."""
        return Passage(TEXT, self.text, self.masks).clean

    def passages(self) -> Iterator[Passage]:
        """Yield the text, the title and the captions, in this order."""
        yield Passage(TEXT, self.text, self.masks)
        if self.title:
            yield Passage(TITLE, self.title)
        for index, each in enumerate(self.captions):
            if each.text:
                yield Passage(caption(index), each.text)
