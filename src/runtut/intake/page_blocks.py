"""A parsed page as a run of blocks: each stretch of text that stands on lines of its own, with where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

SKIPPED = frozenset(
    {
        "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "form", "button",
        "select", "textarea", "nav", "footer", "aside", "head", "video", "audio", "canvas", "dialog", "menu",
    }
)  # fmt: skip
INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
        "kbd", "label", "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    }
)  # fmt: skip
_FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:related|relate|terkait|baca-?juga|bacajuga|tags?|tagging|share|sharing|sosmed|social|comments?|komentar|"
    r"iklan|ads?|advert\w*|banner|terpopuler|popular|populer|lainnya|breadcrumbs?|newsletter|sidebar|widget|"
    r"recommend\w*|rekomendasi|trending|latest|terkini|pagination|paging|inject\w*|also-?read|readmore|"
    r"read-more|menu|navbar|footer|subscribe|copyright|parallax|promo|sticky|modal|popup|linksisip\w*|sisip|"
    r"hide|hidden|sr-only|outbrain|taboola|googlenews|google-news)(?:$|[\s_-])",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"caption|keterangan|(?:photo|foto|img|image|pic)[-_]?(?:desc|text|info|ket|title|source|copyright|by|credit)|"
    r"pic_artikel|read-page--photo-gallery--item__content|wp-caption|imgarticle|detail__media-caption",
    re.IGNORECASE,
)
_PICTURE = re.compile(r"(?:^|[\s_-])(?:photo|foto|gambar|picture|img|image)(?:$|[\s_-])", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\r\n\f\v\u00a0\u2002-\u200a\u202f]+")
_NO_WIDTH = re.compile("[\u00ad\u200b\u2060\ufeff]")


@dataclass(slots=True)
class Block:
    """One stretch of text. `linked` counts its characters inside links; `tag` is the nearest block element's."""

    text: str
    linked: int
    element: etree._Element
    tag: str
    caption: bool
    furniture: bool

    @property
    def density(self) -> float:
        """The share of the text that stands in links."""
        return self.linked / max(1, len(self.text))


def read_blocks(root: etree._Element) -> list[Block]:
    """Return the visible blocks of the page in document order."""
    return list(_Walk().blocks(root))


class _Walk:
    """The state of one walk: the pieces of the block at hand and what stands around them."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.linked = 0
        self.links = self.captions = self.furniture = 0
        self.element: etree._Element | None = None

    def blocks(self, root: etree._Element) -> Iterator[Block]:
        stack = [root]
        skipped = 0
        for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
            if event in ("comment", "pi"):
                if not skipped and element.tail:
                    self._add(element.tail)
                continue
            tag = element.tag
            if event == "start":
                stack.append(element)
                if tag in SKIPPED:
                    skipped += 1
                if skipped:
                    continue
                if tag == "br" or tag not in INLINE or (self.captions and tag in ("span", "small")):
                    yield from self._flush(stack[-2])
                self._enter(element, 1)
                if element.text:
                    self._add(element.text)
            else:
                stack.pop()
                if not skipped:
                    if (tag not in INLINE and tag != "br") or (self.captions and tag in ("span", "small")):
                        yield from self._flush(element)
                    self._enter(element, -1)
                elif tag in SKIPPED:
                    skipped -= 1
                if not skipped and element.tail and element is not root:
                    self._add(element.tail)
        yield from self._flush(root)

    def _enter(self, element: etree._Element, step: int) -> None:
        if element.tag == "a":
            self.links += step
        names = f"{element.get('class', '')} {element.get('id', '')}"
        if (
            element.tag == "figcaption"
            or (element.tag not in ("body", "html") and _CAPTION.search(names))
            or (_PICTURE.search(names) and next(element.iter("img"), None) is not None and len(element) < 8)
        ):
            self.captions += step
        elif element.tag not in ("body", "html", "article", "main") and _FURNITURE.search(names):
            self.furniture += step

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        if self.links:
            self.linked += len(text.strip())

    def _flush(self, element: etree._Element) -> Iterator[Block]:
        text = _NO_WIDTH.sub("", _SPACE.sub(" ", "".join(self.pieces))).strip()
        linked, self.pieces, self.linked = self.linked, [], 0
        if text:
            near: etree._Element | None = element
            while near is not None and near.tag in INLINE:
                near = near.getparent()
            near = element if near is None else near
            yield Block(text, linked, near, str(near.tag), self.captions > 0, self.furniture > 0)
