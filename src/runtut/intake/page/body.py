"""Which blocks of a page are the story: a run of paragraphs, and the element that holds it.

Paragraphs weigh their length, links to other stories weigh against; the run with the greatest sum is the story
(Kohlschütter and others, Boilerplate detection using shallow text features, 2010, show that length and link
density tell nearly all). The element that holds nearly all of the run's prose is then read whole, so that lists,
subheadings and text between line breaks are kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from runtut.intake.page.blocks import PROSE, Block, Blocks, Region
from runtut.intake.page.names import Mark
from runtut.intake.page.text import key
from runtut.languages.patterns import late
from runtut.values import dataclass

LEAST = 120
"""Characters of prose in a page that holds a story."""

_NEARLY_ALL = 0.95
_MOST = 0.7
_ADDRESS = late(r"https?://|\bwww\.|\.(?:go|co|ac|or|sch|web|my)\.id\b|\.(?:id|com|org|net)/")
_ENDS = (".", "!", "?", "”", '"', ")", "]", "*", ":", "’", "'")
_KEY = 40


@dataclass(frozen=True, slots=True)
class Body:
    """The region that holds the story, the one its paragraphs stand in, and the numbers of its text's blocks."""

    region: Region
    inner: Region
    blocks: tuple[int, ...]

    @property
    def first(self) -> int:
        """The number of the first block."""
        return self.blocks[0]

    @property
    def last(self) -> int:
        """The number of the last block."""
        return self.blocks[-1]


def find_body(page: Blocks, stated: str | None = None) -> Body | None:
    """Return where the story stands; `stated` is the text the page's own data give, where they do."""
    known = _known(page, stated)
    weights = [_weight(block, known=block.at in known) for block in page.blocks]
    run = _best_run(weights)
    if run is None:
        return None
    prose = [0] * (len(page.blocks) + 1)
    for block in page.blocks:
        inside = run[0] <= block.at < run[1] and block.prose and not block.other
        prose[block.at + 1] = prose[block.at] + (len(block.text) if inside else 0)
    if prose[-1] < LEAST:
        return None
    region, named = _holder(page, prose)
    inner = region if named else _container(page, run, region)
    found = [b for b in page.blocks[region.first : region.last] if not b.other and not _is_link(b)]
    found = _trimmed(page, found, run, inner, named=named)
    if sum(len(b.text) for b in found) < LEAST:
        return None
    return Body(region, inner, tuple(b.at for b in found))


def _known(page: Blocks, stated: str | None) -> set[int]:
    """Return the blocks that the page's own data give as the story."""
    if not stated or len(stated) < PROSE:
        return set()
    whole = key(re.sub(r"<[^<>]{1,300}>|&\w{2,6};", " ", stated))
    return {b.at for b in page.blocks if b.prose and key(b.text[: 2 * _KEY])[:_KEY] in whole}


def _weight(block: Block, *, known: bool) -> int:
    """Return what a block counts for or against its neighbourhood being the story."""
    size = len(block.text)
    if block.teaser:
        return -100
    if block.furniture:
        return -15 if block.linked else -5
    if block.caption or block.embed:
        return 0
    if block.density > 0.6:
        return -40 - min(size, 60)
    if block.prose:
        return size * (3 if known else 1)
    if block.tag in ("h1", "h2", "h3", "h4", "li", "td", "th"):
        return 0
    return size if size >= 25 and block.text.endswith(_ENDS) else -10


def _best_run(weights: Sequence[int]) -> tuple[int, int] | None:
    """Return the bounds of the run of the greatest sum, or None where no block weighs for a story."""
    best = total = 0
    start = 0
    found: tuple[int, int] | None = None
    for at, weight in enumerate(weights):
        if total <= 0:
            start, total = at, 0
        total += weight
        if total > best:
            best, found = total, (start, at + 1)
    return found


def _holder(page: Blocks, prose: list[int]) -> tuple[Region, bool]:
    """Return the smallest region that holds nearly all of the run's prose, and whether its name says story.

    A region named as the story's text goes before, where no other so named holds any of the prose.
    """

    def held(region: Region) -> int:
        return prose[region.last] - prose[region.first]

    total = prose[-1]
    children: dict[int, list[Region]] = {}
    bodies: list[Region] = []
    for region in page.regions[1:]:
        if held(region):
            children.setdefault(id(region.parent), []).append(region)
            if Mark.BODY in region.marks and region.tag != "p" and held(region) >= _MOST * total:
                bodies.append(region)
    if bodies:
        inner = bodies[-1]
        split = any(
            Mark.BODY in each.marks and each is not inner and not (each.first <= inner.first and inner.last <= each.last)
            and not (inner.first <= each.first and each.last <= inner.last) and held(each) > 0.03 * total
            for each in page.regions
        )  # fmt: skip
        if not split:
            return inner, True
    holder = page.regions[0]
    while True:
        best = max(children.get(id(holder), ()), key=held, default=None)
        if best is None or best.tag == "p" or held(best) < _NEARLY_ALL * total:
            break
        holder = best
    return holder, Mark.BODY in holder.marks


def _container(page: Blocks, run: tuple[int, int], holder: Region) -> Region:
    """Return the region in which most of the run's paragraphs stand side by side."""
    sums: dict[int, int] = {}
    regions: dict[int, Region] = {}
    for block in page.blocks[run[0] : run[1]]:
        if not block.prose or block.other:
            continue
        for region in (block.region, block.region.parent):
            if region is not None and region.tag != "p":
                sums[id(region)] = sums.get(id(region), 0) + len(block.text)
                regions[id(region)] = region
    total = sum(len(b.text) for b in page.blocks[run[0] : run[1]] if b.prose and not b.other)
    best = max(regions, key=lambda each: (sums[each], regions[each].depth), default=None)
    if best is None or sums[best] < _MOST * total:
        return holder
    inner = regions[best]
    return inner if holder.first <= inner.first and inner.last <= holder.last else holder


def _is_link(block: Block) -> bool:
    """Whether a block is a link to another page rather than text with links in it."""
    if block.tag in ("h1", "figcaption"):
        return True
    if block.tag in ("h2", "h3", "h4", "h5"):
        return block.density > 0.85
    if block.density <= 0.6 or (len(block.text) >= 200 and block.tag not in ("li", "td")):
        return False
    return _ADDRESS.search(block.text) is None


def _trimmed(page: Blocks, found: Iterable[Block], run: tuple[int, int], inner: Region, *, named: bool) -> list[Block]:
    """Leave out what stands before and after the run, but for lines beside its paragraphs that go on with it."""
    end = max(run[1], inner.last)
    while end < len(page.blocks) and (named or _goes_on(page.blocks[end])):
        end += 1
    kept = [b for b in found if b.at < end and (b.at >= inner.first or not _is_summary(b))]
    start = 0
    while start < len(kept) and not _may_open(kept[start], before_run=kept[start].at < run[0]):
        start += 1
    kept = kept[start:]
    while kept and len(kept[-1].text) < PROSE and not _may_end(kept[-1], named=named):
        kept.pop()
    return kept


def _may_open(block: Block, *, before_run: bool) -> bool:
    if block.prose or block.text.endswith(("-", "–", "—")):
        return True
    return not before_run and block.text.endswith(_ENDS)


def _is_summary(block: Block) -> bool:
    """Whether a line before the paragraphs only sums them up, under the title."""
    return block.tag in ("h2", "h3", "h4", "h5") or not block.text.endswith(_ENDS)


def _goes_on(block: Block) -> bool:
    return not block.furniture and not block.teaser and block.density < 0.5


def _may_end(block: Block, *, named: bool) -> bool:
    if block.text.endswith(_ENDS) or block.tag in ("li", "td"):
        return True
    return named and block.tag == "p" and any(c.isdigit() for c in block.text)
