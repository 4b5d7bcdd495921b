"""What a feed (RSS, Atom) or a sitemap lists: addresses of stories, and what it says of each."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from email.utils import parsedate_to_datetime
from html import unescape
from typing import Any, NamedTuple, cast
from urllib.parse import urljoin

from lxml import etree

from runtut.i18n import N_
from runtut.intake.http import printable
from runtut.intake.page.metadata import moment
from runtut.record import SourceError

_ROOTS = {"rss", "feed", "RDF", "urlset", "sitemapindex"}
_ITEMS = {"item", "entry", "url", "sitemap"}
_LINKS = {"link", "loc"}
_LONGEST = 500  # characters of a title or a moment
_PUBLISHED = {"pubDate", "published", "publication_date", "date"}


class Entry(NamedTuple):
    """One story that is listed; `title` and `published` where the list gives them."""

    url: str
    title: str | None = None
    published: dt.date | None = None


class Listing(NamedTuple):
    """What is listed: stories, or further sitemaps."""

    entries: tuple[Entry, ...]
    sitemaps: tuple[str, ...]


def is_listing(data: bytes) -> bool:
    """Whether data begins as a feed or a sitemap does."""
    return _root_name(data) in _ROOTS


def _root_name(data: bytes) -> str | None:
    parser = etree.XMLPullParser(("start",), resolve_entities=False, no_network=True, recover=True)
    try:
        parser.feed(data[: 1 << 14])
        for _, element in parser.read_events():
            return etree.QName(cast("Any", element)).localname
    except (etree.XMLSyntaxError, ValueError):
        return None
    return None


def read_listing(data: bytes, *, source: str, base: str | None = None) -> Listing:
    """Return what a feed or a sitemap lists, each address once. `base` is where it comes from.

    Raises:
        SourceError: kind "format": it is no XML, or neither of the two.
    """
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise SourceError(N_("{source}: not XML; give a feed or a sitemap"), kind="format", source=source)
    if _name(root) not in _ROOTS:
        template = N_("{source}: XML, but neither a feed nor a sitemap (its root is <{root}>); give the address of one")
        raise SourceError(template, kind="format", source=source, root=_name(root)[:40])
    found = dict.fromkeys(entry.url for entry in _entries(root, base))
    if _name(root) == "sitemapindex":
        return Listing((), tuple(found))
    entries: dict[str, Entry] = {}
    for entry in _entries(root, base):
        entries.setdefault(entry.url, entry)
    return Listing(tuple(entries.values()), ())


def _entries(root: etree._Element, base: str | None) -> Iterator[Entry]:
    for item in root.iter("*"):
        if _name(item) not in _ITEMS:
            continue
        url = title = published = None
        for part in _parts(item):
            name = _name(part)
            if name in _LINKS and not url and part.get("rel", "alternate") == "alternate":
                url = (part.get("href") or part.text or "").strip()
            elif name == "guid" and not url and part.get("isPermaLink", "true") == "true":
                url = _web(part.text)
            elif name == "title" and title is None and not _is_media(part):
                title = " ".join(unescape("".join(map(str, part.itertext()))).split())[:_LONGEST] or None
            elif name in _PUBLISHED and published is None:
                published = _moment((part.text or "").strip()[:_LONGEST])
        if url:
            yield Entry(printable(_joined(base, url)), title, published)


def _parts(item: etree._Element) -> Iterator[etree._Element]:
    for part in item.iterchildren("*"):
        if _name(part) == "news":
            yield from part.iterchildren("*")
        else:
            yield part


def _is_media(part: etree._Element) -> bool:
    return "/mrss" in (etree.QName(part).namespace or "")


def _web(text: str | None) -> str | None:
    text = (text or "").strip()
    return text if text.startswith(("http://", "https://")) else None


def _joined(base: str | None, url: str) -> str:
    try:
        return urljoin(base, url) if base else url
    except ValueError:
        return url


def _moment(text: str) -> dt.date | None:
    """Return a moment as feeds write it: RFC 822, or ISO 8601."""
    with suppress(ValueError, TypeError, IndexError, OverflowError):
        text = parsedate_to_datetime(text).isoformat()
    return moment(text) if text else None


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname
