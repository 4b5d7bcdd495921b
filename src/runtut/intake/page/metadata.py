"""What a page says of itself: JSON-LD, OpenGraph, meta elements and microdata."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import field
from typing import Any

from lxml import etree

from runtut.intake.jsonl import read_moment
from runtut.languages.patterns import late
from runtut.values import dataclass

_ARTICLE = late(r"(?:News|Reportage|Analysis|Opinion|Blog)?(?:Article|Posting)$")
_PUBLISHED = (
    "article:published_time", "datepublished", "content_publisheddate", "publishdate", "pubdate", "og:published_time",
    "publish_date", "date", "dc.date", "dc.date.issued", "cxenseparse:recs:publishtime", "originalpublishdate",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "datemodified", "lastmod", "og:updated_time")
_AUTHOR = ("author", "content_author", "article:author", "dc.creator", "dable:author", "cxenseparse:author")
_EDITOR = ("content_editor", "editor")
HOME = dt.timezone(dt.timedelta(hours=7))
"""The clock of Indonesian newsrooms, WIB, for moments written without a zone."""


@dataclass(slots=True)
class PageMetadata:
    """What was found. Moments without a zone are the home clock of Indonesian newsrooms, WIB."""

    titles: list[str] = field(default_factory=list)
    published: dt.date | None = None
    modified: dt.date | None = None
    outlet: str | None = None
    url: str | None = None
    section: str | None = None
    language: str | None = None
    authors: list[str] = field(default_factory=list)
    editors: list[str] = field(default_factory=list)
    body: str | None = None
    is_article: bool = False


def read_metadata(root: etree._Element) -> PageMetadata:
    """Return what the page's head and structured data say. Malformed data counts as absent."""
    found = PageMetadata()
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = (meta.get("content") or "").strip()
        if name and content:
            metas.setdefault(name.strip().lower(), content)
    for article in _articles(root):
        found.is_article = True
        _take_article(article, found)
    found.is_article = found.is_article or metas.get("og:type", "").lower().startswith(("article", "photo", "video"))
    for name in ("og:title", "twitter:title", "title"):
        if name in metas:
            found.titles.append(metas[name])
    heading = root.find(".//title")
    if heading is not None:
        found.titles.append(" ".join("".join(str(t) for t in heading.itertext()).split()))
    found.published = found.published or _first_moment(metas, _PUBLISHED) or _microdata(root, "datePublished")
    found.modified = found.modified or _first_moment(metas, _MODIFIED)
    found.outlet = metas.get("og:site_name") or found.outlet
    link = root.find(".//link[@rel='canonical']")
    found.url = (link.get("href") if link is not None else None) or metas.get("og:url")
    found.section = found.section or metas.get("article:section")
    found.language = (root.get("lang") or root.get("xml:lang") or "")[:2].lower() or None
    found.authors.extend(metas[name] for name in _AUTHOR if name in metas)
    found.editors.extend(metas[name] for name in _EDITOR if name in metas)
    return found


def moment(value: object) -> dt.date | None:
    """Return a moment of structured data, by the home clock where it is given without a zone or in UTC.

    A midnight without a zone is a day.
    """
    try:
        read = read_moment(value if not isinstance(value, str) else value.strip().replace("/", "-"))
    except ValueError:
        return None
    if isinstance(read, dt.datetime) and read.tzinfo is None:
        return read.replace(tzinfo=HOME) if read.time() != dt.time() else read.date()
    if isinstance(read, dt.datetime) and read.utcoffset() == dt.timedelta(0):
        return read.astimezone(HOME)
    return read


def _first_moment(metas: dict[str, str], names: tuple[str, ...]) -> dt.date | None:
    found = [each for each in (moment(metas[name]) for name in names if name in metas) if each is not None]
    return next((each for each in found if isinstance(each, dt.datetime)), found[0] if found else None)


def _microdata(root: etree._Element, name: str) -> dt.date | None:
    for element in root.iterfind(f".//*[@itemprop='{name}']"):
        read = moment(element.get("datetime") or element.get("content") or "")
        if read is not None:
            return read
    return None


def _articles(root: etree._Element) -> Iterator[dict[str, Any]]:
    for script in root.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json" or not script.text:
            continue
        try:
            data = json.loads(script.text.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        pending, seen = [data], 0
        while pending and seen < 1000:
            seen += 1
            each = pending.pop(0)
            if isinstance(each, list):
                pending.extend(each)
            elif isinstance(each, dict):
                kinds = each.get("@type")
                kinds = kinds if isinstance(kinds, list) else [kinds]
                if any(isinstance(kind, str) and _ARTICLE.search(kind) for kind in kinds):
                    yield each
                pending.extend(each[key] for key in ("@graph", "mainEntity") if key in each)


def _take_article(article: dict[str, Any], found: PageMetadata) -> None:
    headline = article.get("headline")
    if isinstance(headline, str) and headline.strip():
        found.titles.append(" ".join(headline.split()))
    found.published = found.published or moment(article.get("datePublished"))
    found.modified = found.modified or moment(article.get("dateModified"))
    found.outlet = found.outlet or next(_names(article.get("publisher")), None)
    section = article.get("articleSection")
    found.section = found.section or (section if isinstance(section, str) else None)
    found.authors.extend(_names(article.get("author"), people=True))
    found.editors.extend(_names(article.get("editor"), people=True))
    body = article.get("articleBody")
    if isinstance(body, str) and found.body is None:
        found.body = body


def _names(value: object, *, people: bool = False) -> Iterator[str]:
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str):
            yield each
        elif not isinstance(each, dict) or not isinstance(each.get("name"), str):
            continue
        elif not people or each.get("@type") in (None, "Person"):
            yield each["name"]
