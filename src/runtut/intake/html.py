"""News pages: the story and its parts, whatever the outlet's markup.

The page is read as a run of blocks (`page.blocks`). Where paragraphs outweigh links is the story (`page.body`);
the heading before it is its title (`page.title`), the words with its pictures are captions (`page.pictures`), the
lines around it say who made it and when (`page.makers`), and the rest is its text (`page.paragraphs`). What the page
says of itself in its head and its structured data (`page.metadata`) confirms these, and serves where the page shows
nothing.

A page that shows no story may hold one all the same: in its structured data or an app's own, as pictures with captions, in elements whose
names mislead, or in what a browser shows only without scripts or after a click. These are tried in that order. A notice on
cookies, rights or a price is no story.
"""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape, unescape

from lxml import etree

from runtut.i18n import N_
from runtut.intake.encoding import binary_kind, declared_encoding, decode
from runtut.intake.furniture import is_notice
from runtut.intake.page.app_data import is_drawn_later, take_app_data
from runtut.intake.page.blocks import Blocks, read_blocks
from runtut.intake.page.body import Body, find_body
from runtut.intake.page.makers import find_bylines, find_modified, find_published, has_date
from runtut.intake.page.metadata import PageMetadata, read_metadata
from runtut.intake.page.paragraphs import bold_dateline, paragraphs
from runtut.intake.page.pictures import find_captions
from runtut.intake.page.text import key
from runtut.intake.page.title import agrees, find_title, outlet_in
from runtut.intake.text import Draft, read_draft
from runtut.languages import Pack, known_languages, load_pack
from runtut.languages.patterns import late
from runtut.record import Caption, Message, SourceError, Story
from runtut.values import dataclass

_DECLARED = late(r"^\s*<\?xml[^>]*\?>")
_FEED = late(r"<(?:(?P<feed>rss|feed|rdf:RDF|urlset|sitemapindex)|html|head|body|div|p)[\s>]", re.IGNORECASE)
_MARKUP = late(r"<(?:p|br|div|li)[\s/>]", re.IGNORECASE)
_LEAST_CAPTION = 40  # characters of a caption, at the least, that make a page of pictures a story
_LEAST_STATED = 200  # characters of a story in the page's data
_LEAST_TEXT = 100  # characters of a story
_LEAST_HEADING, _MOST_HEADINGS = 20, 30
_UNDER, _LINE = 6, 160  # lines under a heading in which its story's moment stands, and their characters
_NOTICE = 1200  # characters of notices, at the most
_LEAST_APP = 600  # characters of a story shown, beyond which an app's data are not asked
_NOTHING = N_("no article in this page; give the page of one story, not a list")
_DRAWN = N_(
    "this page holds no story text, its scripts fetch it in the browser; give the page of one story as the browser saves it, or its text"
)


def read_page(
    data: bytes,
    *,
    id: str,  # noqa: A002 -- the contract's name
    source: str,
    url: str | None = None,
    charset: str | None = None,
) -> Story:
    """Return the story of a news page.

    A page of pictures has no text of its own: its story's text is the captions. `charset` is the encoding that the
    server names, which counts before the one that the page names.

    Raises:
        SourceError: kind "empty" (nothing in it), "format" (not a page), "encoding" (no text), "no-article"
            (a page without a story).
    """
    if not data.strip():
        raise SourceError(N_("{source}: empty; there is nothing to read in it"), kind="empty", source=source)
    binary = binary_kind(data)
    if binary is not None:
        raise SourceError(
            N_("{source}: this is {what}, not a page"), kind="format", source=source, what=Message(binary)
        )
    markup = _DECLARED.sub("", decode(data, source=source, declared=charset or declared_encoding(data)))
    first = _FEED.search(markup[:4096])
    if first is not None and first["feed"]:
        raise _no_article(source, N_("this is a feed, a list of stories; give the page of one story"))
    root = _parse(markup)
    if root is None:
        raise SourceError(N_("{source}: no markup in it; give it the suffix .txt"), kind="format", source=source)
    metadata = read_metadata(root)
    pack = load_pack(metadata.language if metadata.language in known_languages() else "id")
    reading = _Reading(metadata, pack, id, source, url)
    page = read_blocks(root)
    _pass_over_next(page, metadata, pack)
    body = _surely_body(page, metadata, pack)
    if metadata.body is None and (body is None or _size(page, body) < _LEAST_APP):
        take_app_data(root, metadata)
    stated = _stated(metadata.body) if body is None or _tells_more(metadata.body, page, body) else None
    story = reading.stated(page, stated) if stated is not None else None
    if story is None and body is not None:
        story = reading.shown(page, body)
    if story is None:
        story = reading.pictures(page)
    if story is None:
        story = reading.again(read_blocks(root, named=False), titled=True)
    if story is None:
        story = reading.again(read_blocks(root, unseen=True), titled=False)
    if story is None:
        raise _no_article(source, _DRAWN if is_drawn_later(root) else _NOTHING)
    return story


def _no_article(source: str, template: str) -> SourceError:
    return SourceError("{source}: {problem}", kind="no-article", source=source, problem=Message(template))


def _parse(markup: str) -> etree._Element | None:
    parser = etree.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


# ---------------------------------------------------------------- where the story is


def _pass_over_next(page: Blocks, metadata: PageMetadata, pack: Pack) -> None:
    """Mark the stories that a page shows one after the other under the first: each has a heading, then a moment."""
    headings = [r for r in page.regions if r.tag == "h1" and page.size(r) >= _LEAST_HEADING and not page.linked(r)]
    if not 1 < len(headings) <= _MOST_HEADINGS:
        return
    first = next((r for r in headings if agrees(page.text(r), metadata.titles)), headings[0])
    for region in headings:
        if region.first <= first.first or region.names != first.names:
            continue
        under = page.blocks[region.last : region.last + _UNDER]
        if any(len(b.text) <= _LINE and has_date(b, pack) for b in under):
            for block in page.blocks[region.first :]:
                block.furniture = True
            return


def _surely_body(page: Blocks, metadata: PageMetadata, pack: Pack) -> Body | None:
    """Return where the story stands, or None where what looks like one is a notice on cookies, rights or a price."""
    body = find_body(page, metadata.body)
    if body is None or not _is_notice(page, body, pack):
        return body
    for at in body.blocks:
        page.blocks[at].furniture = True
    body = find_body(page, metadata.body)
    return None if body is None or _is_notice(page, body, pack) else body


def _is_notice(page: Blocks, body: Body, pack: Pack) -> bool:
    texts = [block.text for block in (page.blocks[at] for at in body.blocks) if block.prose]
    size = sum(map(len, texts))
    return size <= _NOTICE and sum(len(text) for text in texts if is_notice(text, pack)) >= 0.6 * size


def _size(page: Blocks, body: Body) -> int:
    return sum(len(page.blocks[at].text) for at in body.blocks)


def _tells_more(stated: str | None, page: Blocks, body: Body) -> bool:
    """Whether the text in the page's data is another one than that found in the page, and longer by far."""
    if not stated or len(stated) < _LEAST_STATED:
        return False
    found = [page.blocks[at].text for at in body.blocks]
    whole = key(stated)
    return 2 * sum(map(len, found)) < len(stated) and not any(key(text)[:40] in whole for text in found)


def _stated(text: str | None) -> Blocks | None:
    """Return the blocks of the text in the page's data, which is plain or markup; None where it is no story."""
    if not text or len(text) < _LEAST_STATED:
        return None
    if "<" not in text:
        text = unescape(text)
    if _MARKUP.search(text) is None:
        text = "".join(f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip())
    root = _parse(f"<html><body><div>{text}</div></body></html>")
    return read_blocks(root) if root is not None else None


# ---------------------------------------------------------------- the story


@dataclass(frozen=True, slots=True)
class _Reading:
    """What is known of a page before its story is found, and the story once it is."""

    metadata: PageMetadata
    pack: Pack
    id: str
    source: str
    url: str | None

    def shown(self, page: Blocks, body: Body) -> Story | None:
        """Return the story that the page shows, or None where nothing of it is left but furniture."""
        metadata, pack = self.metadata, self.pack
        title = find_title(page, body.first, metadata.titles, metadata.outlet)
        title_at = title.at if title is not None else None
        name = title.text if title is not None else None
        captions, used = find_captions(page, title_at, body, name, pack)
        lines = paragraphs(page, body, used, name, captions, pack)
        if not lines:
            return None
        text = [block.at for line in lines for block in line.blocks]
        if metadata.outlet is None and name is not None:
            metadata.outlet = outlet_in(metadata.titles, name)
        draft = Draft(
            "\n\n".join(line.text for line in lines),
            title=name,
            published=find_published(page, title_at, text[0], text[-1], metadata, pack),
            modified=find_modified(page, title_at, text[0], text[-1], metadata, pack),
            outlet=metadata.outlet,
            url=self.url or metadata.url,
            section=metadata.section,
            language=pack.code,
            captions=tuple(captions),
        )
        story = read_draft(draft, id=self.id, source=self.source, language=pack.code)
        if len(story.text) < _LEAST_TEXT:
            return None
        bylines = find_bylines(page, title_at, text, story.bylines, metadata, pack)
        return replace(story, bylines=bylines, dateline=story.dateline or bold_dateline(lines, pack))

    def again(self, page: Blocks, *, titled: bool) -> Story | None:
        """Return the story of a page that is looked at once more; `titled`, only under a title that its data confirm."""
        body = _surely_body(page, self.metadata, self.pack)
        if body is None:
            return None
        title = find_title(page, body.first, self.metadata.titles, self.metadata.outlet)
        if titled and (title is None or title.at is None or not agrees(title.text, self.metadata.titles)):
            return None
        return self.shown(page, body)

    def stated(self, page: Blocks, text: Blocks) -> Story | None:
        """Return the story whose text stands in the page's data, or None where that is none."""
        body = find_body(text)
        if body is None:
            return None
        metadata, pack = self.metadata, self.pack
        end = len(page.blocks)
        title = find_title(page, end, metadata.titles, metadata.outlet)
        title_at = title.at if title is not None else None
        name = title.text if title is not None else None
        lines = paragraphs(text, body, set(), name, (), pack)
        if not lines:
            return None
        if metadata.outlet is None and name is not None:
            metadata.outlet = outlet_in(metadata.titles, name)
        draft = Draft(
            "\n\n".join(line.text for line in lines),
            title=name,
            published=find_published(page, title_at, end, end, metadata, pack),
            modified=metadata.modified,
            outlet=metadata.outlet,
            url=self.url or metadata.url,
            section=metadata.section,
            language=pack.code,
        )
        story = read_draft(draft, id=self.id, source=self.source, language=pack.code)
        if len(story.text) < _LEAST_TEXT:
            return None
        return replace(story, bylines=find_bylines(page, title_at, (end,), story.bylines, metadata, pack))

    def pictures(self, page: Blocks) -> Story | None:
        """Return the story of a page of pictures: a title that the page's data confirm, and captions after it."""
        metadata, pack = self.metadata, self.pack
        title = find_title(page, len(page.blocks), metadata.titles, metadata.outlet)
        captions: list[Caption] = []
        if title is not None and title.at is not None and metadata.is_article:
            captions, _ = find_captions(page, title.at, None, title.text, pack)
        if title is None or title.at is None or not any(len(c.text) >= _LEAST_CAPTION for c in captions):
            return None
        texts = list(dict.fromkeys(c.text for c in captions if c.text))
        end = title.at + 1
        return Story(
            self.id,
            "\n\n".join(texts),
            title=title.text,
            published=find_published(page, title.at, end, end, metadata, pack),
            modified=find_modified(page, title.at, end, end, metadata, pack),
            outlet=metadata.outlet,
            url=self.url or metadata.url,
            language=pack.code,
            section=metadata.section,
            bylines=find_bylines(page, title.at, (end,), (), metadata, pack),
            captions=tuple(captions),
            source=self.source,
        )
