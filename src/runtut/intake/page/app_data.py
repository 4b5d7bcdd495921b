"""The story in the data of an app that draws its page later: the JSON in a script, as Next.js and others put it.

An object of that data is the page's story if its title is the page's and it holds a text that is long enough.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterator
from typing import Any

from lxml import etree

from runtut.intake.page.metadata import PageMetadata, moment
from runtut.intake.page.title import agrees

_LARGEST = 8_000_000  # characters of a script
_MOST = 50_000  # objects and lists of one page that are looked at
_LEAST = 200  # characters of a text
_DEEP = 5  # objects in which the pieces of a text stand
_TITLES = ("title", "headline", "judul", "name", "news_title", "article_title", "seoTitle")
_TEXTS = re.compile(r"body|content|konten|isi(?:$|[_A-Z])|text|html|paragraph|detail", re.IGNORECASE)
_OTHERS = re.compile(
    r"related|teaser|summary|excerpt|descri|schema|seo|meta|ads|caption|credit|type|status|copyright|short|plain_?title",
    re.IGNORECASE,
)
_PIECES = re.compile(r"body|content|konten|text|html|paragraph|value|children|data|blocks", re.IGNORECASE)
_PUBLISHED = (
    "datePublished", "publishedAt", "published_at", "publishDate", "publish_date", "publishedDate", "published_date",
    "datePublish", "date_publish", "published", "firstPublished", "createdAt", "created_at", "date",
)  # fmt: skip
_MODIFIED = ("dateModified", "modifiedAt", "updatedAt", "updated_at", "modified")
_MAKERS = ("author", "authors", "reporter", "penulis", "writer", "creator")
_EDITORS = ("editor", "editors")
_NAMES = ("name", "fullName", "full_name", "fullname", "nama")
_TAG = re.compile(r"<[^<>]{0,2000}>")
_ROOTS = ("__next", "__nuxt", "app", "root", "___gatsby", "svelte")


def take_app_data(root: etree._Element, metadata: PageMetadata) -> None:
    """Put the story of an app's data into what is known of the page, where its title is the page's own."""
    best, size = None, _LEAST
    for each in _objects(root):
        if any(isinstance(each.get(name), str) and agrees(each[name], metadata.titles) for name in _TITLES):
            text = _text(each)
            if len(_TAG.sub("", text)) > size:
                best, size, metadata.body = each, len(_TAG.sub("", text)), text
    if best is None:
        return
    metadata.is_article = True
    metadata.published = metadata.published or _moment(best, _PUBLISHED)
    metadata.modified = metadata.modified or _moment(best, _MODIFIED)
    if not metadata.authors:
        metadata.authors.extend(_people(best, _MAKERS))
    if not metadata.editors:
        metadata.editors.extend(_people(best, _EDITORS))


def is_drawn_later(root: etree._Element) -> bool:
    """Whether a page is the empty frame of an app, whose scripts draw what a reader sees."""
    for element in root.iter("div", "main"):
        if (element.get("id") or "").lower() in _ROOTS:
            return not any("".join(str(text) for text in p.itertext()).strip() for p in element.iter("p")) and (
                root.find(".//script") is not None or len(element) <= 1
            )
    return False


def _objects(root: etree._Element) -> Iterator[dict[str, Any]]:
    seen = 0
    for script in root.iter("script"):
        text = script.text
        if (script.get("type") or "").strip().lower() != "application/json" or not text or len(text) > _LARGEST:
            continue
        try:
            pending: list[object] = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
        while pending and seen < _MOST:
            seen += 1
            each = pending.pop()
            if isinstance(each, dict):
                yield each
                pending.extend(value for value in each.values() if isinstance(value, dict | list))
            elif isinstance(each, list):
                pending.extend(value for value in each if isinstance(value, dict | list))


def _text(article: dict[str, Any]) -> str:
    """Return the longest text of an article, its pieces in lines of their own."""
    named = (value for name, value in article.items() if _TEXTS.search(name) and not _OTHERS.search(name))
    return max(("\n".join(_pieces(value, _DEEP)) for value in named), key=len, default="")


def _pieces(value: object, deep: int) -> Iterator[str]:
    if isinstance(value, str):
        yield value.strip()
    elif isinstance(value, list) and deep:
        for each in value:
            yield from _pieces(each, deep - 1)
    elif isinstance(value, dict) and deep:
        named = [each for name, each in value.items() if _PIECES.search(name) and not _OTHERS.search(name)]
        yield from max((list(_pieces(each, deep - 1)) for each in named), key=_size, default=[])


def _size(pieces: list[str]) -> int:
    return sum(map(len, pieces))


def _moment(article: dict[str, Any], names: tuple[str, ...]) -> dt.date | None:
    return next((read for name in names if (read := moment(article.get(name))) is not None), None)


def _people(article: dict[str, Any], names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        value = article.get(name)
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, str) and each.strip():
                yield each
            elif isinstance(each, dict):
                yield from [each[key] for key in _NAMES if isinstance(each.get(key), str)][:1]
        if value:
            return
