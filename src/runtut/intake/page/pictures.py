"""Captions: the words that stand with the pictures of a story, and whose pictures they are.

Found by where they stand: the smallest surroundings of a picture that hold words of their own, whatever the
outlet calls them; and by the names of elements where no picture is left in the page.
"""

from __future__ import annotations

from collections.abc import Iterable

from runtut.intake.furniture import (
    Kind,
    Position,
    classify,
    read_credit,
    read_date_line,
    same_words,
    split_dateline,
)
from runtut.intake.page.blocks import Block, Blocks, Picture, Region
from runtut.intake.page.body import Body
from runtut.intake.page.text import key
from runtut.languages import Pack
from runtut.languages.patterns import late
from runtut.record import Caption
from runtut.values import dataclass

_LARGEST = 1200  # characters around a picture that can be its caption
_MOST = 6  # blocks
_BEFORE = 12  # blocks before the title in which a picture can belong to the story
_NAME_AND_OUTLET = late(r"(?:[A-Z][\w.]{1,20} ){1,3}/ ?[\w. ]{3,30}")
_NOT_CAPTIONS = {
    Kind.SHARE,
    Kind.TAGS,
    Kind.LIST,
    Kind.PAGER,
    Kind.FOLLOW,
    Kind.CLOSING,
    Kind.INSERT,
    Kind.BYLINE,
    Kind.DATE,
}


@dataclass(slots=True)
class _Group:
    """The blocks around one picture; `words` is the number of the one that the picture's attributes repeat."""

    blocks: list[Block]
    words: int | None


def find_captions(
    page: Blocks, title_at: int | None, body: Body | None, title: str | None, pack: Pack
) -> tuple[list[Caption], set[int]]:
    """Return the captions of a story's pictures in order, and the numbers of the blocks they stand in.

    Without a `body`, those of a page of pictures: everything after the title.
    """
    first, last = (body.first, body.last) if body is not None else (title_at or 0, len(page.blocks) - 1)
    start = max(0, (title_at if title_at is not None else first) - _BEFORE)
    groups: list[_Group] = []
    used: set[int] = set()
    shared = _shared(page)
    inside = set(body.blocks) if body is not None else set()
    end = (
        body.inner.last - 1 if body is not None and body.inner.parent is not None else last
    )  # a gallery after the text
    for picture in page.pictures:
        if not start <= picture.at <= max(last + 1, end):
            continue
        group = _around(page, picture, shared, inside, title_at, body, pack)
        if picture.at > last + 1 and not all(b.caption for b in group):
            continue
        if group and not any(b.at in used for b in group):
            groups.append(_Group(group, next((b.at for b in group if _is_said(b, picture)), None)))
            used.update(b.at for b in group)
    for block in page.blocks[start : last + 1]:
        if block.caption and not block.furniture and block.at not in used and _can_be(block, title, pack):
            if _under_table(page, block):
                continue
            if groups and groups[-1].blocks[-1].at == block.at - 1 and _same_figure(groups[-1].blocks[-1], block):
                groups[-1].blocks.append(block)
            else:
                groups.append(_Group([block], None))
            used.add(block.at)
    groups.sort(key=lambda group: group.blocks[0].at)
    return _captions(groups, title, pack), used


def _shared(page: Blocks) -> dict[int, int]:
    """Return how many pictures the regions hold, by the region's identity; counted eight levels up."""
    counts: dict[int, int] = {}
    for picture in page.pictures:
        for steps, region in enumerate(picture.region.up()):
            if steps > 8:
                break
            counts[id(region)] = counts.get(id(region), 0) + 1
    return counts


def _around(
    page: Blocks,
    picture: Picture,
    shared: dict[int, int],
    inside: set[int],
    title_at: int | None,
    body: Body | None,
    pack: Pack,
) -> list[Block]:
    """Return the blocks that stand with a picture: in the largest surroundings that are its alone."""
    best: list[Block] = []
    for steps, region in enumerate(picture.region.up()):
        if steps > 8 or (body is not None and region is body.region) or region.parent is None:
            break
        if shared.get(id(region), 0) > 1 or not _may_surround(page, region, title_at):
            break
        blocks = page.blocks[region.first : region.last]
        prose = [b for b in blocks if b.at in inside and not b.caption]
        if any(not (_is_said(b, picture) or _like_caption(b, region, pack)) for b in prose):
            break
        found = [b for b in blocks if _can_be(b, None, pack) and not b.furniture and b.density < 0.6]
        if found:
            best = found
            if any(b.caption for b in found):
                break
    if not best and picture.at < len(page.blocks):
        after = page.blocks[picture.at]
        set_off = after.slanted >= 0.9 * len(after.text.replace(" ", "")) or after.tag == "small"
        if (
            not after.other
            and len(after.text) <= 300
            and (
                set_off
                or classify(after.text, pack, position=Position.BODY) in (Kind.CAPTION, Kind.CREDIT)
                or (body is not None and after.at < body.inner.first and read_credit(after.text, pack)[1] is not None)
            )
            and after.density < 0.5
            and (title_at is None or after.at != title_at)
            and _can_be(after, None, pack)
        ):
            best = [after]
    return best


def _may_surround(page: Blocks, region: Region, title_at: int | None) -> bool:
    return (
        page.size(region) <= _LARGEST
        and region.last - region.first <= _MOST
        and not (title_at is not None and region.first <= title_at < region.last)
    )


def _is_said(block: Block, picture: Picture) -> bool:
    """Whether the picture's own attributes have the words of a block."""
    return len(block.text) >= 15 and key(block.text) in picture.said


def _like_caption(block: Block, region: Region, pack: Pack) -> bool:
    """Whether a block that could be the story's text is rather a picture's caption, by its look and its place."""
    text = block.text
    dateline = split_dateline(text, pack)
    if dateline is not None and dateline.outlet is not None:
        return False
    if region.tag == "figure" or (len(text) <= 160 and not text.endswith((".", "!", "?", '"', "”"))):
        return True
    if read_credit(text, pack)[1] is not None and len(text) <= 500:
        return True
    slanted = block.slanted >= 0.9 * len(text.replace(" ", "")) or block.tag == "small"
    return len(text) <= 500 if slanted or region.tag not in ("p", "li", "td", "blockquote") else len(text) <= 120


def _can_be(block: Block, title: str | None, pack: Pack) -> bool:
    text = block.text
    if len(text) > _LARGEST or sum(map(str.isalpha, text)) < 2 or (title is not None and same_words(text, title)):
        return False
    if read_date_line(text, pack) is not None:
        return False
    kind = classify(text, pack, position=Position.HEAD)
    return kind not in _NOT_CAPTIONS or (kind is Kind.SHARE and read_credit(text, pack)[1] is not None)


def _under_table(page: Blocks, block: Block) -> bool:
    """Whether a block is the caption of a table rather than of a picture."""
    figure = next((r for steps, r in enumerate(block.region.up()) if steps < 4 and r.tag == "figure"), None)
    return figure is not None and any(b.tag in ("td", "th") for b in page.blocks[figure.first : figure.last])


def _same_figure(before: Block, block: Block) -> bool:
    """Whether two blocks that follow each other stand within one captioned element."""
    ancestors = {id(r) for steps, r in enumerate(before.region.up()) if steps < 3}
    return any(id(r) in ancestors for steps, r in enumerate(block.region.up()) if steps < 3)


# ---------------------------------------------------------------- words and credit


def _captions(groups: Iterable[_Group], title: str | None, pack: Pack) -> list[Caption]:
    found: list[Caption] = []
    for group in groups:
        text, credit = _read_group(group, pack)
        if title is not None and same_words(text, title) and not credit:
            continue
        known = next((i for i, c in enumerate(found) if same_words(c.text, text)), None)
        if known is not None:
            if found[known].credit is None and credit:
                found[known] = Caption(found[known].text, credit)
        elif text or credit:
            found.append(Caption(text, credit))
    return found


def _read_group(group: _Group, pack: Pack) -> tuple[str, str | None]:
    """Return the words and the credit of the blocks around one picture."""
    texts: list[str] = []
    credits_: list[str] = []
    for block in group.blocks:
        text, credit = read_credit(block.text, pack)
        alone = len(group.blocks) > 1 and block.at != group.words and (block.credit or group.words is not None)
        if alone and credit is None and len(block.text) <= 100:
            text, credit = "", block.text
        if credit is None and block is not group.blocks[0] and _NAME_AND_OUTLET.fullmatch(text):
            text, credit = "", text
        if credit:
            credits_.append(credit)
        if text and not any(same_words(text, t) for t in texts):
            texts.append(text)
    if not credits_ and len(texts) > 1:
        shortest = min(texts, key=len)
        longest = max(texts, key=len)
        if len(shortest.split()) <= 6 and len(longest) >= 2 * len(shortest) and not shortest.endswith((".", "!", "?")):
            texts.remove(shortest)
            credits_.append(shortest)
    text = " ".join(texts).strip()
    return text, (credits_[0] if credits_ else None)
