"""Stories from addresses, and from feeds and sitemaps: each story listed is fetched from its page."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from runtut.i18n import N_
from runtut.intake.encoding import LARGEST, binary_kind
from runtut.intake.feeds import Entry, is_listing, read_listing
from runtut.intake.fetch.fetcher import Fetched, Fetcher
from runtut.intake.html import read_page
from runtut.intake.http import FEEDS, PAGES, charset, content_type
from runtut.record import Message, SourceError, Story
from runtut.record.errors import bug_in

_DEEPEST = 3  # sitemaps below sitemaps
_PASSED_OVER = N_("{source}: pages without an article, passed over: {count}")
_UNCHANGED = N_("{source}: unchanged since last time, passed over: {count}")


class Read(NamedTuple):
    """A story from an address, or the error in its place."""

    url: str
    story: Story | SourceError


def read_address(url: str, fetcher: Fetcher) -> Iterator[Read]:
    """Yield the story at an address; where a feed or a sitemap is there, the stories that it lists.

    What has not changed since last time, by the fetcher's validators, is passed over.
    """
    walk = _Walk(fetcher, url)
    try:
        fetched = fetcher.get(url)
        if fetched.body is None:
            walk.unchanged += 1
        else:
            body = _unpacked(fetched.body, url)
            if _is_list(body, fetched):
                yield from walk.listed(body, fetched.at)
            else:
                yield Read(url, _story(body, fetched, url))
            if not walk.failed:
                fetcher.keep(fetched)
    except SourceError as error:
        yield Read(url, error)
    except Exception as error:  # noqa: BLE001 -- whatever it is, the other sources must come out
        yield Read(url, bug_in(url, error, source=url))
    walk.tell()


def story_at(fetched: Fetched, url: str) -> Story:
    """Return the story on a page that was fetched.

    Raises:
        SourceError: it is no page with a story, or a feed.
    """
    body = _unpacked(fetched.body or b"", url)
    if _is_list(body, fetched):
        raise SourceError(N_("{source}: this is a list of stories; give the address of one"), kind="format", source=url)
    return _story(body, fetched, url)


def read_list(data: bytes, *, source: str, fetcher: Fetcher) -> Iterator[Read]:
    """Yield the stories that a feed or a sitemap lists, which is at hand already.

    Raises:
        SourceError: it is neither.
    """
    walk = _Walk(fetcher, source)
    yield from walk.listed(_unpacked(data, source), None)
    walk.tell()


class _Walk:
    """What is listed in one source, however deep."""

    def __init__(self, fetcher: Fetcher, source: str) -> None:
        self._fetcher = fetcher
        self._source = source
        self._seen: set[str] = {source}
        self.unchanged = 0
        self.without = 0
        self.failed = 0  # could not be had; a list that names them must be read again next time

    def listed(self, data: bytes, base: str | None, depth: int = 0) -> Iterator[Read]:
        listing = read_listing(data, source=base or self._source, base=base)
        if not listing.entries and not listing.sitemaps:
            raise SourceError(N_("{source}: lists no story"), kind="empty", source=base or self._source)
        for entry in listing.entries:
            if entry.url not in self._seen:
                self._seen.add(entry.url)
                yield from self._entry(entry)
        for url in listing.sitemaps:
            if url not in self._seen and depth < _DEEPEST:
                self._seen.add(url)
                yield from self._sitemap(url, depth + 1)

    def _sitemap(self, url: str, depth: int) -> Iterator[Read]:
        failed = self.failed
        try:
            fetched = self._fetcher.get(url)
            if fetched.body is None:
                self.unchanged += 1
                return
            yield from self.listed(_unpacked(fetched.body, url), fetched.at, depth)
            if self.failed == failed:
                self._fetcher.keep(fetched)
        except SourceError as error:
            self.failed += 1
            yield Read(url, error)

    def _entry(self, entry: Entry) -> Iterator[Read]:
        try:
            fetched = self._fetcher.get(entry.url)
            if fetched.body is None:
                self.unchanged += 1
                return
            story = _story(_unpacked(fetched.body, entry.url), fetched, entry.url)
            title, published = story.title or entry.title, story.published or entry.published
            yield Read(entry.url, replace(story, title=title, published=published))
            self._fetcher.keep(fetched)
        except SourceError as error:
            if error.kind == "no-article" and entry.title is None:
                self.without += 1  # a sitemap lists all pages of a site
            else:
                self.failed += 1
                yield Read(entry.url, error)
        except Exception as error:  # noqa: BLE001 -- whatever it is, the other pages must come out
            self.failed += 1
            yield Read(entry.url, bug_in(entry.url, error, source=entry.url))

    def tell(self) -> None:
        """Log what was passed over."""
        for template, count in ((_PASSED_OVER, self.without), (_UNCHANGED, self.unchanged)):
            if count:
                import gettext  # noqa: PLC0415 -- seldom needed
                import logging  # noqa: PLC0415 -- seldom needed

                said = gettext.gettext(template).format(source=self._source, count=count)
                logging.getLogger(__name__).info("%s", said)


def _is_list(body: bytes, fetched: Fetched) -> bool:
    """Whether a feed or a sitemap was fetched, or what says that it is one."""
    kind = content_type(fetched.content_type)
    return is_listing(body) or (kind in FEEDS and b"<html" not in body[:4096].lower())


def _story(body: bytes, fetched: Fetched, url: str) -> Story:
    kind = content_type(fetched.content_type)
    binary = binary_kind(body)
    if binary is None and kind not in (*PAGES, *FEEDS, None) and b"<html" not in body[:4096].lower():
        raise SourceError(
            N_("{source}: this is {what}, not a page; save it and give its path"), kind="format", source=url, what=kind
        )
    if binary is not None:
        template = N_("{source}: this is {what}, not a page; save it and give its path")
        raise SourceError(template, kind="format", source=url, what=Message(binary))
    return read_page(body, id=url, source=url, url=fetched.at, charset=charset(fetched.content_type))


def _unpacked(data: bytes, source: str) -> bytes:
    """Return the data, unpacked where it is gzip, as sitemaps often are."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    unpacker = zlib.decompressobj(31)
    try:
        unpacked = unpacker.decompress(data, LARGEST + 1)
    except zlib.error as error:
        template = N_("{source}: damaged gzip data ({reason}); get it again")
        raise SourceError(template, kind="format", source=source, reason=str(error)) from None
    if len(unpacked) > LARGEST:
        template = N_("{source}: larger than {most} MiB; give a page or a feed")
        raise SourceError(template, kind="too-large", source=source, most=LARGEST >> 20)
    return unpacked
