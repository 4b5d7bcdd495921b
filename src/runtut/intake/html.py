"""News pages: the story and its parts, whatever the outlet's markup.

The page is read as a run of blocks (`page.blocks`). Where paragraphs outweigh links is the story (`page.body`);
the heading before it is its title (`page.title`), the words with its pictures are captions (`page.pictures`), the
lines around it say who made it and when (`page.makers`). What the page says of itself in its head and its
structured data (`page.metadata`) confirms these, and serves where the page shows nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lxml import etree

from runtut.i18n import N_
from runtut.intake.encoding import binary_kind, declared_encoding, decode
from runtut.intake.furniture import Kind, Position, classify, same_words, split_dateline
from runtut.intake.page.blocks import Block, Blocks, Region, read_blocks
from runtut.intake.page.body import Body, find_body
from runtut.intake.page.makers import find_bylines, find_modified, find_published
from runtut.intake.page.metadata import PageMetadata, read_metadata
from runtut.intake.page.pictures import find_captions
from runtut.intake.page.text import key
from runtut.intake.page.title import find_title, outlet_in
from runtut.intake.text import Draft, read_draft
from runtut.languages import Pack, known_languages, load_pack
from runtut.record import Caption, Message, SourceError, Story

_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
_FEED = re.compile(r"<(?:(?P<feed>rss|feed|rdf:RDF|urlset|sitemapindex)|html|head|body|div|p)[\s>]", re.IGNORECASE)
_DROPPED = frozenset({Kind.DATE, Kind.SHARE, Kind.TAGS, Kind.PAGER, Kind.INSERT, Kind.FOLLOW, Kind.LIST, Kind.RULE})
_SHORT = 200
_DASHES = ("-", "–", "—")
_LEAST_CAPTION = 40  # characters of a caption, at the least, that make a page of pictures a story


def read_page(data: bytes, *, id: str, source: str, url: str | None = None) -> Story:  # noqa: A002 -- the contract's name
    """Return the story of a news page.

    A page of pictures has no text of its own: its story's text is the captions.

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
    markup = _DECLARED.sub("", decode(data, source=source, declared=declared_encoding(data)))
    first = _FEED.search(markup[:4096])
    if first is not None and first["feed"]:
        raise _no_article(source, N_("this is a feed, a list of stories; give the page of one story"))
    root = _parse(markup)
    if root is None:
        raise SourceError(N_("{source}: no markup in it; give it the suffix .txt"), kind="format", source=source)
    metadata = read_metadata(root)
    page = read_blocks(root)
    pack = load_pack(metadata.language if metadata.language in known_languages() else "id")
    body = find_body(page, metadata.body)
    if body is None:
        return _picture_story(page, metadata, pack, id=id, source=source, url=url)
    title = find_title(page, body.first, metadata.titles, metadata.outlet)
    title_at = title.at if title is not None else None
    name = title.text if title is not None else None
    captions, used = find_captions(page, title_at, body, name, pack)
    lines = _paragraphs(page, body, used, name, captions, pack)
    if not lines:
        raise _no_article(source, "no article in this page; give the page of one story, not a list")
    text = [block.at for line in lines for block in line.blocks]
    if metadata.outlet is None and name is not None:
        metadata.outlet = outlet_in(metadata.titles, name)
    draft = Draft(
        "\n\n".join(line.text for line in lines),
        title=name,
        published=find_published(page, title_at, text[0], text[-1], metadata, pack),
        modified=find_modified(page, title_at, text[0], metadata, pack),
        outlet=metadata.outlet,
        url=url or metadata.url,
        section=metadata.section,
        language=pack.code,
        captions=tuple(captions),
    )
    story = read_draft(draft, id=id, source=source, language=pack.code)
    bylines = find_bylines(page, title_at, text, story.bylines, metadata, pack)
    return replace(story, bylines=bylines, dateline=story.dateline or _bold_dateline(lines, pack))


def _no_article(source: str, template: str) -> SourceError:
    return SourceError("{source}: {problem}", kind="no-article", source=source, problem=Message(template))


def _parse(markup: str) -> etree._Element | None:
    parser = etree.HTMLParser(huge_tree=True, encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _picture_story(
    page: Blocks,
    metadata: PageMetadata,
    pack: Pack,
    *,
    id: str,  # noqa: A002 -- the contract's name
    source: str,
    url: str | None,
) -> Story:
    """Return the story of a page of pictures: a title that the page's data confirm, and captions after it."""
    title = find_title(page, len(page.blocks), metadata.titles, metadata.outlet)
    captions: list[Caption] = []
    if title is not None and title.at is not None and metadata.is_article:
        captions, _ = find_captions(page, title.at, None, title.text, pack)
    if title is None or title.at is None or not any(len(c.text) >= _LEAST_CAPTION for c in captions):
        raise _no_article(source, N_("no article in this page; give the page of one story, not a list"))
    texts = list(dict.fromkeys(c.text for c in captions if c.text))
    end = title.at + 1
    bylines = find_bylines(page, title.at, (end,), (), metadata, pack)
    return Story(
        id,
        "\n\n".join(texts),
        title=title.text,
        published=find_published(page, title.at, end, end, metadata, pack),
        modified=find_modified(page, title.at, end, metadata, pack),
        outlet=metadata.outlet,
        url=url or metadata.url,
        language=pack.code,
        section=metadata.section,
        bylines=bylines,
        captions=tuple(captions),
        source=source,
    )


# ---------------------------------------------------------------- the text


@dataclass(slots=True)
class _Line:
    """A paragraph of the story: the blocks it was put together from, and its text."""

    text: str
    blocks: list[Block]


def _paragraphs(
    page: Blocks, body: Body, used: set[int], title: str | None, captions: Sequence[Caption], pack: Pack
) -> list[_Line]:
    """Return the story's paragraphs: without what repeats the title or a caption, and without furniture."""
    lines = _lines([page.blocks[i] for i in body.blocks if i not in used])
    whole = Counter(key(line.text) for line in lines)
    everything = "\n".join(whole)
    kept: list[_Line] = []
    label = False
    for line in lines:
        text = line.text
        if title is not None and not kept and _repeats(text, title):
            continue
        if any(c.text and same_words(text, c.text) for c in captions):
            continue
        linked = any(block.linked for block in line.blocks)
        if label and linked and len(text) < _SHORT and not text.endswith((".", '"', "”")):
            label = False
            continue
        kind = classify(text, pack, position=Position.BODY)
        label = kind is Kind.INSERT and not linked
        if kind in _DROPPED and len(text) < _SHORT:
            if kind is Kind.LIST and len(kept) > len(lines) // 2:
                break
            continue
        if _is_pull_quote(line, everything):
            continue
        kept.append(line)
    _drop_before_dateline(kept, body, pack)
    _drop_last_heading(kept, pack)
    return kept


def _is_pull_quote(line: _Line, everything: str) -> bool:
    """Whether a line shows a part of another once more, in large letters."""
    tag, words = line.blocks[0].tag, key(line.text)
    set_apart = tag == "blockquote" or (tag == "div" and not line.text.endswith((".", "!", "?", ":")))
    return set_apart and len(words) >= 25 and everything.count(words) > 1


def _drop_before_dateline(lines: list[_Line], body: Body, pack: Pack) -> None:
    """Leave out keywords, subtitles and summaries that stand before the line that opens with a dateline."""
    for index in (1, 2, 3):
        if index >= len(lines):
            return
        opening = split_dateline(lines[index].text, pack)
        if opening is None:
            continue
        before = lines[:index]
        outside = all(line.blocks[0].at < body.inner.first <= lines[index].blocks[0].at for line in before)
        ended = any(line.text.endswith((".", "?", '"', "”")) for line in before)
        if outside or (opening.outlet is not None and not ended):
            del lines[:index]
        return


def _drop_last_heading(lines: list[_Line], pack: Pack) -> None:
    """Leave out a heading that has lost the list it stood over."""
    last = len(lines) - 1
    while last > 0 and classify(lines[last].text, pack, position=Position.TAIL) is Kind.INITIALS:
        last -= 1
    if last > 0 and lines[last].blocks[0].tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
        del lines[last]


def _repeats(text: str, title: str) -> bool:
    """Whether a line before the text says the title again, in nearly the same words."""
    if same_words(text, title):
        return True
    if len(text) > 1.6 * len(title) or text.endswith("."):
        return False
    words, have = set(text.casefold().split()), set(title.casefold().split())
    return len(words) >= 4 and len(words & have) >= 0.7 * max(len(words), len(have))


def _lines(blocks: Iterable[Block]) -> list[_Line]:
    """Put blocks together to paragraphs: the cells of a row, and what markup broke inside a sentence."""
    lines: list[_Line] = []
    for block in blocks:
        before = lines[-1].blocks[-1] if lines else None
        if before is not None and _same_row(before, block):
            labelled = block.text.startswith(":") or before.text.endswith(":")
            lines[-1].text += f"{'' if block.text[0] == ':' else ' '}{block.text}" if labelled else f" | {block.text}"
        elif before is not None and _goes_on(lines[-1].text, before, block):
            lines[-1].text += f" {block.text}"
        else:
            lines.append(_Line(block.text, []))
        lines[-1].blocks.append(block)
    return lines


def _same_row(before: Block, block: Block) -> bool:
    row = _row(block)
    return row is not None and row is _row(before)


def _row(block: Block) -> Region | None:
    if block.tag not in ("td", "th"):
        return None
    for steps, region in enumerate(block.region.up()):
        if region.tag == "tr":
            return region
        if steps > 6:
            break
    return None


def _goes_on(text: str, before: Block, block: Block) -> bool:
    """Whether a block goes on with the sentence before: after a dateline's dash, or in the middle of a clause."""
    if len(text) <= 80 and text.endswith(_DASHES):
        return True
    if len(text) <= 80 and block.text.startswith(_DASHES) and block.text[1:2] == " ":
        return True
    middle = text[-1].isalpha() or text[-1] == ","
    return before.prose and middle and block.text[0].islower() and "li" not in (before.tag, block.tag)


def _bold_dateline(lines: Sequence[_Line], pack: Pack) -> str | None:
    """Return a dateline that is set off from the prose by bold letters alone, without a dash."""
    for line in lines[:2]:
        block = line.blocks[0]
        lead = block.text[: block.lead].strip(" ,-–—")
        if not 3 <= len(lead) <= 70 or len(block.text) - len(lead) < 40:
            continue
        found = split_dateline(f"{lead} - {block.text[block.lead :].lstrip(' -–—')}", pack)
        if found is not None and found.outlet is not None and key(found.text) == key(lead):
            return lead
    return None
