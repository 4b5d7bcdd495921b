"""The title of a page: the heading that its own data confirm, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from runtut.intake.page.blocks import Blocks, Region
from runtut.intake.page.names import is_title
from runtut.intake.page.text import key
from runtut.languages.patterns import late
from runtut.values import dataclass

_HEADINGS = ("h1", "h2", "h3", "h4")
_SUFFIX = late(r"\s+[-|–—:»·]\s+(?=[^-|–—»]{2,60}$)")
_TRAILING = late(r"\s+[-|–—»·]\s+(?P<name>[^|–—»]{2,40})$")
_LEADING = late(r"(?P<name>[^|–—»:]{2,40}?)\s{1,3}[|–—»-]\s{1,3}(?=\S)")
_NEAR = 12  # blocks from a heading to the text that it can stand over
_NEAR_SCORE = 1.5
_SHORTEST, _LONGEST = 10, 300


@dataclass(frozen=True, slots=True)
class Title:
    """The title and the number of the block it stands in, None where it stands in the page's data only."""

    text: str
    at: int | None


def find_title(page: Blocks, before: int, stated: Sequence[str], outlet: str | None) -> Title | None:
    """Return the title of the story whose text begins at block `before`.

    `stated` are the titles the page's data give, surest first; some are cut short or followed by the site's name.
    """
    keys = _keys(stated)
    best: tuple[float, Region] | None = None
    near: Region | None = None
    for region in page.regions:
        if region.first > before or region.last - region.first not in (1, 2, 3, 4):
            continue
        heading = region.tag in _HEADINGS
        if not heading and not (is_title(region.names) and region.tag in ("div", "p", "span", "strong", "b")):
            continue
        if not _SHORTEST <= page.size(region) <= _LONGEST:
            continue
        score = _score(page, region, before, keys, heading=heading)
        if score >= 3 and (best is None or score >= best[0]):
            best = (score, region)
        if heading and score >= _NEAR_SCORE and before - region.first <= _NEAR and len(page.text(region).split()) >= 4:
            near = region
    if best is not None:
        return Title(page.text(best[1]), best[1].first)
    blocks = {key(b.text): b.at for b in reversed(page.blocks[: before + 1])}
    for each in stated:
        for piece in re.split(r"\s+[-|–—»·:]+\s+|\s*\|\s*", each):
            if len(piece) >= _SHORTEST and len(piece.split()) > 2 and key(piece) in blocks:
                return Title(piece.strip(), blocks[key(piece)])
    if near is not None:
        return Title(page.text(near), near.first)  # the page's data give one title to all of the site
    for each in stated:
        text = without_site(each, outlet)
        if len(text) >= _SHORTEST:
            at = next((b.at for b in page.blocks[: before + 1] if key(b.text) == key(text)), None)
            return Title(text, at)
    return None


def agrees(title: str, stated: Sequence[str]) -> bool:
    """Whether a heading is one of the titles that the page's data give."""
    return any(_agree(key(title), each) for each in _keys(stated))


def _keys(stated: Sequence[str]) -> list[str]:
    return [key(each.rstrip(".… ")) for each in stated if len(each) >= _SHORTEST]


def _score(page: Blocks, region: Region, before: int, keys: Sequence[str], *, heading: bool) -> float:
    text = key(page.text(region))
    score = 0.0
    if any(_agree(text, each) for each in keys):
        score += 4
    if region.tag == "h1":
        score += 2
    elif heading:
        score += 0.5
    if is_title(region.names):
        score += 0.5
    if before - region.first <= 40:
        score += 1
    if page.linked(region) > 0.8 * page.size(region):
        score -= 0.5 if region.tag == "h1" else 3
    return score


def _agree(text: str, stated: str) -> bool:
    if text == stated:
        return True
    if stated.startswith(text):
        return len(text) >= 0.5 * len(stated)
    return text.startswith(stated) and len(stated) >= 25


def without_site(title: str, outlet: str | None) -> str:
    """Return a title of the page's data without the site's name after it."""
    pieces = re.split(r"\s+[-|–—»·]\s+|\s*\|\s*", title)
    if outlet and len(pieces) > 1:
        name = key(outlet)
        while len(pieces) > 1 and (key(pieces[-1]) in name or name in key(pieces[-1])):
            title = title[: title.rindex(pieces[-1])].rstrip(" -|–—»·")
            pieces.pop()
    return _SUFFIX.split(title)[0].strip() if len(_SUFFIX.split(title)[0]) >= _SHORTEST else title.strip()


def outlet_in(stated: Sequence[str], title: str) -> str | None:
    """Return the name that a title of the page's data has after the story's own title or before it, or None."""
    for each in stated:
        first = _LEADING.match(each)
        if first is not None and key(each[first.end() :]) == key(title):
            return first["name"].strip()
        name = _TRAILING.search(each)
        if name is not None and key(each[: name.start()]) == key(title):
            return name["name"].strip()
    return None
