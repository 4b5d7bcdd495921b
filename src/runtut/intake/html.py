"""News pages: the main text, found with trafilatura's help, and what surrounds it on Indonesian news sites.

The library says which stretches are the story; the smallest element that holds nearly all of them is then
read whole, so that text outside `<p>`, between `<br>`s and after inserts is kept, and what the page's own
marks call something else (links to other stories, tags, shares, captions) is left out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

import lxml.html
from lxml import etree

from runtut.intake.encoding import binary_kind, declared_encoding, decode
from runtut.intake.furniture import Kind, Position, classify, read_bylines, read_credit, read_date_line, same_words
from runtut.intake.page_blocks import Block, read_blocks
from runtut.intake.page_metadata import PageMetadata, read_metadata
from runtut.intake.text import Draft, read_draft
from runtut.languages import Pack, known_languages, load_pack
from runtut.record import Byline, BylineRole, Caption, SourceError, Story

_LARGEST = 4_000_000  # characters of markup handed to the library; a larger page is read by our own blocks
_LEAST = 120  # characters of prose in a page that holds a story
_PROSE = 60
_MOST_OF_IT = 0.85
_HEAD = 14  # blocks around the title in which the date and the bylines stand
_TAIL = 10
_FAR = 20  # blocks left out in one place
_ENDS = (".", "!", "?", "”", '"', ")", "]", "*")
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
_SITE = re.compile(r"\s+[-|–—:»]\s+(?=[^-|–—»]{2,60}$)")
_NOT_NAMES = re.compile(
    r"[\d@/]|https?:|\.(?:com|id|co|net)\b|\b(?:redaksi|admin|tim|editor|author|penulis|media|cyber|news|tv|online|network)\b",
    re.IGNORECASE,
)


def read_page(data: bytes, *, id: str, source: str, url: str | None = None) -> Story:  # noqa: A002 -- the contract's name
    """Return the story of a news page.

    Raises:
        SourceError: kind "empty" (nothing in it), "format" (not a page), "encoding" (no text), "no-article"
            (a page without a story).
    """
    if not data.strip():
        raise SourceError(f"{source}: empty; there is nothing to read in it", kind="empty", source=source)
    binary = binary_kind(data)
    if binary is not None:
        raise SourceError(f"{source}: this is {binary}, not a page", kind="format", source=source)
    markup = _DECLARED.sub("", decode(data, source=source, declared=declared_encoding(data)))
    root = _parse(markup)
    if root is None:
        raise SourceError(f"{source}: no markup in it; give it the suffix .txt", kind="format", source=source)
    metadata = read_metadata(root)
    blocks = read_blocks(root)
    pack = load_pack(metadata.language if metadata.language in known_languages() else "id")
    body = _body(blocks, _main_text(root, markup), metadata)
    if sum(len(blocks[i].text) for i in body) < _LEAST:
        raise SourceError(
            f"{source}: no article in this page; give the page of one story, not a list or a picture",
            kind="no-article",
            source=source,
        )
    title, title_at = _title(blocks, body[0], metadata)
    around = [*range(title_at if title_at is not None else max(0, body[0] - _HEAD), body[0])]
    around = [i for i in around if i not in body][:40]
    published = _published(blocks, around, body, metadata, pack)
    captions = _captions(blocks, title_at, body, title, pack)
    text = [b.text for b in _story_blocks([blocks[i] for i in body], title, captions, pack)]
    draft = Draft(
        "\n\n".join(text),
        title=title,
        published=published,
        modified=metadata.modified,
        outlet=metadata.outlet,
        url=url or metadata.url,
        section=metadata.section,
        language=pack.code,
        captions=tuple(captions),
    )
    story = read_draft(draft, id=id, source=source, language=pack.code)
    tail = [*range(body[-1] + 1, min(len(blocks), body[-1] + 1 + _TAIL))]
    bylines = _bylines([blocks[i].text for i in (*around, *body[:3], *body[-4:], *tail)], story.bylines, metadata, pack)
    return replace(story, bylines=tuple(bylines))


def _parse(markup: str) -> etree._Element | None:
    parser = lxml.html.HTMLParser(huge_tree=True, remove_comments=False, encoding="utf-8")
    try:
        return lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _main_text(root: etree._Element, markup: str) -> str:
    """Return what the library takes for the story; nothing where it fails or the page is too large for it."""
    if len(markup) > _LARGEST or _deep(root):
        return ""
    import trafilatura  # noqa: PLC0415 -- slow to import, needed for pages alone

    try:
        return trafilatura.extract(markup, include_comments=False, include_tables=False, fast=True) or ""
    except (ValueError, TypeError, AttributeError, RecursionError, etree.LxmlError):
        return ""


def _deep(root: etree._Element) -> bool:
    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest > 200


def _key(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()[:40]


def _body(blocks: Sequence[Block], main: str, metadata: PageMetadata) -> list[int]:
    """Return the indices of the story's blocks: those of the smallest element that holds nearly all of its prose."""
    known = {_key(line) for line in main.split("\n") if len(line) >= _PROSE}
    if metadata.body:
        known |= {_key(line) for line in re.split(r"[\r\n]+|<[^>]{1,200}>", metadata.body) if len(line) >= _PROSE}
    prose = [
        i
        for i, b in enumerate(blocks)
        if len(b.text) >= _PROSE and b.density < 0.5 and not b.caption and not b.furniture
    ]
    sure = [i for i in prose if _key(blocks[i].text) in known] or prose
    weights: dict[etree._Element, int] = {}
    for i in sure:
        element: etree._Element | None = blocks[i].element
        while element is not None:
            weights[element] = weights.get(element, 0) + len(blocks[i].text)
            element = element.getparent()
    if not weights:
        return []
    total = max(weights.values())
    holder = blocks[sure[0]].element.getroottree().getroot()
    while True:
        inner = next((c for c in holder if weights.get(c, 0) >= _MOST_OF_IT * total), None)
        if inner is None or inner.tag == "p":
            break
        holder = inner
    inside = set(holder.iter())
    body = [
        i for i, b in enumerate(blocks) if b.element in inside and not b.furniture and not b.caption and _is_text(b)
    ]
    for at, (before, after) in enumerate(pairwise(body)):
        if after - before > _FAR and at >= len(body) // 3:
            body = body[: at + 1]  # what follows so much else is another part of the page
            break
    while body and (len(blocks[body[0]].text) < _PROSE or blocks[body[0]].density > 0.5):
        body.pop(0)
    while body and len(blocks[body[-1]].text) < _PROSE and not blocks[body[-1]].text.endswith(_ENDS):
        body.pop()
    return body


def _is_text(block: Block) -> bool:
    if block.density > 0.6 and (block.tag in ("li", "h2", "h3", "h4", "h5", "td") or len(block.text) < 200):
        return False
    return block.tag not in ("h1", "figcaption")


def _story_blocks(body: list[Block], title: str | None, captions: list[Caption], pack: Pack) -> list[Block]:
    """Drop what repeats the title or a caption, a subheading list, and lines of furniture around the prose."""
    kept: list[Block] = []
    for block in body:
        if title and same_words(block.text, title):
            continue
        if any(same_words(block.text, c.text) for c in captions if c.text):
            continue
        kind = classify(block.text, pack, position=Position.BODY)
        if kind in (Kind.DATE, Kind.SHARE, Kind.TAGS, Kind.PAGER, Kind.INSERT, Kind.LIST) and len(block.text) < 200:
            if kind is Kind.LIST and kept and len(kept) > len(body) // 2:
                break
            continue
        kept.append(block)
    return kept


def _title(blocks: Sequence[Block], first: int, metadata: PageMetadata) -> tuple[str | None, int | None]:
    """Return the title and the block it stands in: the heading that the page's metadata confirm."""
    named = [_key_long(t) for t in metadata.titles]
    headings = [i for i, b in enumerate(blocks) if b.tag in ("h1", "h2", "h3", "h4") and len(b.text) >= 10]
    for i in headings:
        key = _key_long(blocks[i].text)
        if any(name.startswith(key) or key == name for name in named):
            return blocks[i].text, i
    ones = [i for i in headings if blocks[i].tag == "h1" and i <= first]
    if ones:
        return blocks[ones[-1]].text, ones[-1]
    if metadata.titles:
        return _SITE.split(metadata.titles[0])[0].strip() or None, None
    return None, None


def _key_long(text: str) -> str:
    return re.sub(r"\W+", "", text).lower()


def _published(
    blocks: Sequence[Block], around: Iterable[int], body: list[int], metadata: PageMetadata, pack: Pack
) -> dt.date | None:
    """Return the moment of publication: a line of the page that names its zone first, then the metadata."""
    seen: list[dt.date] = []
    before = range(max(0, body[0] - _HEAD), body[0])
    for i in [*around, *before, *body[:2]]:
        if len(blocks[i].text) > 160:
            continue
        read = read_date_line(blocks[i].text, pack)
        if read is not None:
            seen.append(read)
    zoned = next((r for r in seen if isinstance(r, dt.datetime) and r.tzinfo is not None), None)
    timed = next((r for r in seen if isinstance(r, dt.datetime)), None)
    stated = metadata.published
    if zoned is not None and (stated is None or not isinstance(stated, dt.datetime) or stated.date() == zoned.date()):
        return zoned
    if isinstance(stated, dt.datetime):
        return stated
    if timed is not None:
        return timed.replace(tzinfo=timed.tzinfo or dt.timezone(dt.timedelta(hours=7)))
    return stated or (seen[0] if seen else None)


def _captions(
    blocks: Sequence[Block], title_at: int | None, body: list[int], title: str | None, pack: Pack
) -> list[Caption]:
    """Return what stands under the story's pictures, between the title and the end of the text."""
    start = title_at if title_at is not None else max(0, body[0] - 8)
    start = min(start, max(0, body[0] - 4))
    found: list[Caption] = []
    for i in range(start, min(len(blocks), body[-1] + 1)):
        block = blocks[i]
        if not block.caption or block.furniture or (title and same_words(block.text, title)):
            continue
        text, credit = read_credit(block.text, pack)
        if not text and credit and found and found[-1].credit is None:
            found[-1] = Caption(found[-1].text, credit)
        elif (text or credit) and not any(same_words(c.text, text) for c in found):
            found.append(Caption(text, credit))
    return found


def _bylines(lines: Iterable[str], known: Iterable[Byline], metadata: PageMetadata, pack: Pack) -> list[Byline]:
    """Return who made the story: from the page's lines first, then its metadata."""
    found: dict[str, Byline] = {}
    label = ""
    for line in lines:
        if len(line) > 160:
            continue
        made = read_bylines(line, pack) or (read_bylines(f"{label}: {line.lstrip(': ')}", pack) if label else ())
        label = line.rstrip(": ") if not made and len(line) <= 20 else ""
        for byline in made:
            _add(found, byline)
    for byline in known:
        _add(found, byline)
    for names, role in ((metadata.authors, BylineRole.REPORTER), (metadata.editors, BylineRole.EDITOR)):
        if any(b.role is role for b in found.values()):
            continue
        for name in names:
            for each in re.split(r"\s*[,;|]\s*", name):
                outlet = metadata.outlet and _key_long(each) in _key_long(metadata.outlet)
                if each.strip() and not outlet and not _NOT_NAMES.search(each) and 4 <= len(each) <= 60:
                    _add(found, Byline(each.strip(), role))
    return list(found.values())


def _add(found: dict[str, Byline], byline: Byline) -> None:
    found.setdefault(_key_long(byline.name), byline)
