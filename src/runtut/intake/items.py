"""What comes out of a source, a story or an error in its place; and what is given to all sources beside their paths."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from runtut.record import Message, SourceError, Story
from runtut.values import dataclass

if TYPE_CHECKING:
    from runtut.intake.fetch.fetcher import Fetcher
    from runtut.intake.fetch.validators import Validators


@dataclass(frozen=True, slots=True)
class Item:
    """One story, or the error that stands in its place.

    `id` is the story's own where it has one, else where it comes from: the path as given, `path:line`. `raw` is
    the decoded text of a source that is plain text or Markdown; `line` the line of a `.jsonl` or the row of a
    `.parquet`, from 1.
    """

    id: str
    source: str
    story: Story | None = None
    error: SourceError | None = None
    raw: str | None = None
    line: int | None = None


class Web:
    """The web as a source. What fetches from it is made when first needed, and is the same for all sources given this.

    Args:
        interval: seconds between two requests to one host.
        validators: by these, pages are asked for only where they have changed since last time.
        fetcher: what to fetch with, in place of one made from these.
    """

    def __init__(
        self, interval: float = 1.0, validators: Validators | None = None, fetcher: Fetcher | None = None
    ) -> None:
        self._interval = interval
        self._validators = validators
        self._fetcher = fetcher

    @property
    def fetcher(self) -> Fetcher:
        """What fetches."""
        if self._fetcher is None:
            from runtut.intake.fetch.fetcher import Fetcher  # noqa: PLC0415 -- slow to import

            self._fetcher = Fetcher(interval=self._interval, validators=self._validators)
        return self._fetcher


@dataclass(frozen=True, slots=True)
class Given:
    """What `open_sources` was given beside the paths: what stories have that do not say, and what addresses are fetched by."""

    published: dt.date | None
    language: str
    web: Web


def failed(source: str, kind: str, template: str, **values: object) -> Item:
    """Return what stands in place of a source that cannot be read; `template` says why and what to do, with `values`."""
    problem = Message(template, values)
    return Item(source, source, error=SourceError("{source}: {problem}", kind=kind, source=source, problem=problem))


def item_of(id_: str, source: str, read: Story | SourceError, options: Given) -> Item:
    """Return what comes of a story that was read, or of the error in its place."""
    if isinstance(read, SourceError):
        return Item(id_, source, error=read)
    return Item(id_, source, story=with_defaults(read, options))


def with_defaults(story: Story, options: Given) -> Story:
    """Return a story with the day or moment that was given, where it has none."""
    if story.published is None and options.published is not None:
        return replace(story, published=options.published)
    return story


def reason_of(error: BaseException) -> str:
    """Return the system's own words for what went wrong, without path and number."""
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__
