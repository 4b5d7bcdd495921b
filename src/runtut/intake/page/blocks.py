"""A parsed page as a run of blocks: each stretch of text that stands on lines of its own, and where it stands.

One walk over the tree. A `Region` is an element; it spans the blocks `[first, last)`, so that sums over any part
of the page are differences of running totals and a page of any depth costs its length.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import field
from itertools import accumulate, islice, pairwise

from lxml import etree

from runtut.intake.page.names import HIDING, NOTHING, Mark, is_face, maker_link, marks_of, role_of
from runtut.intake.page.text import key, tidy
from runtut.languages.patterns import late
from runtut.record import BylineRole
from runtut.values import dataclass

SKIPPED = frozenset(
    {
        "script", "style", "svg", "math", "iframe", "object", "embed", "button",
        "select", "textarea", "head", "video", "audio", "canvas", "menu", "title",
        "amp-ad", "amp-sidebar", "amp-iframe", "amp-social-share", "amp-analytics", "amp-embed", "amp-consent",
        "amp-user-notification", "amp-list",
    }
)  # fmt: skip
UNSEEN = {"noscript": None, "template": "shadowrootmode", "dialog": "open"}
"""Elements that a browser does not show, each with the attribute that makes it show them."""
INLINE = frozenset(
    {
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
        "kbd", "label", "mark", "q", "s", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    }
)  # fmt: skip
PICTURES = frozenset({"img", "amp-img", "amp-anim"})
VOID = PICTURES | {"br", "hr", "input", "wbr", "source", "link", "meta"}
PROSE = 60
"""Characters of a block, at the least, that count as a paragraph of prose."""

_BESIDE = frozenset({"a", "span", "time", "abbr", "label", "small", "b", "strong", "i", "em"})
_SHORT = 160  # characters of a block of which the elements in it are told apart
_SENTENCE = 25  # characters of a line, at the least, that can be a sentence
_SAME_LINK = 3  # paragraphs in links to one address, at the least, that make it the story's own
_ENDS = (".", "!", "?", "”", '"', ")")
_BOLD = frozenset({"b", "strong"})
_ITALIC = frozenset({"i", "em", "small"})
_SAYING = ("title", "data-caption", "data-title", "data-description", "data-glightbox", "data-sub-html", "data-desc")
_ISO = late(r"\d{4}-\d{2}-\d{2}(?:[T ]|$)")
_HOLDERS = frozenset({"body", "html", "article", "main"})
_DEEPEST = 2000


@dataclass(slots=True, eq=False)
class Region:
    """An element: what it is called, what holds it, and which blocks it spans, `[first, last)`."""

    tag: str
    names: str
    parent: Region | None
    marks: Mark
    first: int
    last: int = -1
    depth: int = 0
    apart: bool = False
    skipped: bool = False

    def up(self) -> Iterable[Region]:
        """Yield the region and what holds it, from the inside out."""
        region: Region | None = self
        while region is not None:
            yield region
            region = region.parent


@dataclass(slots=True, eq=False)
class Block:
    """One stretch of text. `linked` counts its characters inside links; `tag` is the nearest block element's.

    `lead` counts the characters in bold that open it, `slanted` those in italics or small print. `furniture`,
    `caption` and `hidden` tell what the names of the elements around it say; `teaser`, that it stands for
    another story. `parts` are the texts of elements that stand side by side in a short one, else nothing.
    """

    at: int
    text: str
    linked: int
    lead: int
    slanted: int
    region: Region
    tag: str
    furniture: bool = False
    caption: bool = False
    credit: bool = False
    embed: bool = False
    teaser: bool = False
    parts: tuple[str, ...] = ()
    to: str = ""

    @property
    def density(self) -> float:
        """The share of the text that stands in links."""
        return self.linked / max(1, len(self.text))

    @property
    def prose(self) -> bool:
        """Whether it is long enough, and of words rather than links, to be a paragraph."""
        return len(self.text) >= PROSE and self.linked < 0.5 * len(self.text)

    @property
    def said(self) -> bool:
        """Whether it ends as sentences do, if it is too short to be sure of."""
        return len(self.text) >= _SENTENCE and self.linked < 0.5 * len(self.text) and self.text.endswith(_ENDS)

    @property
    def other(self) -> bool:
        """Whether the names around it say that it is not the running text."""
        return self.furniture or self.caption or self.embed or self.teaser


@dataclass(slots=True, eq=False)
class Picture:
    """A picture and the number of the block it stands before.

    `said` is what its attributes, and those of the link around it, say of it: letters and digits alone.
    """

    at: int
    region: Region
    said: str


@dataclass(slots=True, eq=False)
class Maker:
    """An element whose names or link promise somebody who made the story; the lines in it."""

    at: int
    role: BylineRole
    lines: tuple[str, ...]


@dataclass(slots=True)
class Blocks:
    """The blocks of a page in document order, its regions and pictures, and running totals over the blocks."""

    blocks: list[Block] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    makers: list[Maker] = field(default_factory=list)
    times: list[tuple[int, str]] = field(default_factory=list)
    """The moments in the attributes of `<time>` and the like, each with the number of the block it stands before or in."""

    said: list[int] = field(default_factory=list)
    sizes: list[int] = field(default_factory=list)
    links: list[int] = field(default_factory=list)
    proses: list[int] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)

    def size(self, region: Region) -> int:
        """The characters in a region."""
        return self.sizes[region.last] - self.sizes[region.first]

    def sentences(self, region: Region) -> int:
        """The characters of a region's paragraphs and of its shorter lines that end as sentences do."""
        return self.said[region.last] - self.said[region.first]

    def linked(self, region: Region) -> int:
        """The characters in a region that stand in links."""
        return self.links[region.last] - self.links[region.first]

    def prose(self, region: Region) -> int:
        """The characters of a region's paragraphs."""
        return self.proses[region.last] - self.proses[region.first]

    def paragraphs(self, region: Region) -> int:
        """The number of a region's paragraphs."""
        return self.counts[region.last] - self.counts[region.first]

    def text(self, region: Region) -> str:
        """The text of a region on one line."""
        return " ".join(block.text for block in self.blocks[region.first : region.last])


def read_blocks(root: etree._Element, *, unseen: bool = False, named: bool = True) -> Blocks:
    """Return the blocks of the page in document order, each with what the names around it say.

    Those that a browser shows; with `unseen`, also what it would show without scripts or after a click. Where not
    `named`, classes and ids count for nothing.
    """
    page = Blocks()
    _Walk(page, unseen=unseen, named=named).run(root)
    blocks = page.blocks
    _free_own_links(blocks)
    page.sizes = [0, *accumulate(len(b.text) for b in blocks)]
    page.said = [0, *accumulate(len(b.text) if b.prose or b.said else 0 for b in blocks)]
    page.links = [0, *accumulate(b.linked for b in blocks)]
    page.proses = [0, *accumulate(len(b.text) if b.prose else 0 for b in blocks)]
    page.counts = [0, *accumulate(int(b.prose) for b in blocks)]
    _say_marks(page)
    _find_teasers(page)
    return page


class _Walk:
    """The state of one walk: the pieces of the block at hand and what stands around them."""

    def __init__(self, page: Blocks, *, unseen: bool, named: bool) -> None:
        self.page = page
        self.unseen = unseen
        self.named = named
        self.pieces: list[str] = []
        self.cuts: list[int] = []  # numbers of the pieces that open an element beside the one before
        self.closed = self.beside = False
        self.to = ""
        self.linked = self.lead = self.slanted = 0
        self.leading = True
        self.links = self.bolds = self.italics = self.captions = 0

    def run(self, root: etree._Element) -> None:
        regions = self.page.regions
        top = Region(str(root.tag), "", None, NOTHING, 0)
        regions.append(top)
        walker = etree.iterwalk(root, events=("start", "end"))
        here: Region = top
        for event, element in walker:
            tag = element.tag
            if event == "start":
                if element is root:
                    if element.text:
                        self._add(element.text)
                    continue
                here = self._start(walker, element, tag, here)
            elif element is root:
                break
            else:
                here = self._end(element, tag, here)
        self._flush(top)
        count = len(self.page.blocks)
        for region in regions:
            if region.last < 0:
                region.last = count

    def _start(self, walker: etree.iterwalk, element: etree._Element, tag: str, here: Region) -> Region:
        if tag in VOID:
            if tag in PICTURES:
                self._picture(element, here)
            elif tag in ("br", "hr"):
                self._flush(here)
            return here
        page = self.page
        names = f"{element.get('class', '')} {element.get('id', '')}".strip() if self.named else ""
        style = element.get("style")
        hidden = element.get("hidden") is not None or (style is not None and HIDING.search(style) is not None)
        itemprop = element.get("itemprop") or ""
        marks = NOTHING if tag in _HOLDERS else marks_of(tag, names, hidden=hidden, body="articleBody" in itemprop)
        apart = tag not in INLINE or (self.captions > 0 and tag in ("span", "small"))
        if not apart and Mark.CREDIT in marks:
            # the picture's author beside it, before or after the caption's words
            apart = bool(page.pictures) and page.pictures[-1].at == len(page.blocks)
        if apart:
            self._flush(here)
        region = Region(tag, names, here, marks, len(page.blocks), depth=here.depth + 1)
        region.apart = apart
        stamp = (element.get("datetime") or element.get("title") or "")[:40] if tag in ("time", "abbr", "span") else ""
        if stamp and _ISO.match(stamp):
            page.times.append((len(page.blocks), stamp))
        self._maker(element, f"{names} {itemprop} {maker_link(element.get('href')) if tag == 'a' else ''}")
        page.regions.append(region)
        if tag in SKIPPED or region.depth > _DEEPEST or self._is_unseen(element, tag):
            region.skipped = True
            walker.skip_subtree()
            return region
        if tag in _BESIDE and self.closed:
            self.beside = True
        self.closed = False
        if tag == "a" and element.get("href"):
            self.links += 1
            self.to = element.get("href", "")
        self.bolds += tag in _BOLD
        self.italics += tag in _ITALIC
        self.captions += Mark.CAPTION in marks
        if element.text:
            self._add(element.text)
        return region

    def _end(self, element: etree._Element, tag: str, here: Region) -> Region:
        if tag in VOID:
            if element.tail:
                self._add(element.tail)
            return here
        if here.skipped:
            here.last = len(self.page.blocks)
        else:
            if here.apart:
                self._flush(here)
            here.last = len(self.page.blocks)
            self.closed = tag in _BESIDE and bool(self.pieces)
            self.links -= tag == "a" and bool(element.get("href"))
            self.bolds -= tag in _BOLD
            self.italics -= tag in _ITALIC
            self.captions -= Mark.CAPTION in here.marks
        if element.tail:
            self._add(element.tail)
        assert here.parent is not None
        return here.parent

    def _is_unseen(self, element: etree._Element, tag: str) -> bool:
        if tag not in UNSEEN or self.unseen:
            return False
        shown = UNSEEN[tag]
        return shown is None or element.get(shown) is None

    def _picture(self, element: etree._Element, here: Region) -> None:
        width = (element.get("width") or "").removesuffix("px")
        if width.isdigit() and int(width) < 100:
            return
        if is_face(element.get("class", "")) or any(is_face(each.names) for each in islice(here.up(), 3)):
            return
        said = [element.get("alt"), *(element.get(name) for name in _SAYING)]
        around = element.getparent()
        if around is not None and around.tag == "a":
            said.extend(around.get(name) for name in _SAYING)
        words = key(" ".join(each[:2000] for each in said if each))
        self.page.pictures.append(Picture(len(self.page.blocks), here, words))

    def _maker(self, element: etree._Element, names: str) -> None:
        role = role_of(names.strip())
        if role is None or len(element) > 12:
            return
        lines = tuple(line for each in islice(element.itertext(), 12) if (line := tidy(str(each)[:200])))
        if lines and sum(map(len, lines)) <= 80:
            self.page.makers.append(Maker(len(self.page.blocks), role, lines))

    def _add(self, text: str) -> None:
        stripped = text.strip()
        size = len(stripped)
        if not size:
            self.pieces.append(text)
            return
        if self.beside and self.pieces:
            if _are_apart(self.pieces[-1][-1:], text[0]):
                self.pieces.append(" ")
            self.cuts.append(len(self.pieces))
        self.beside = self.closed = False
        self.pieces.append(text)
        if self.links:
            self.linked += size
        if self.italics:
            self.slanted += size
        if not self.bolds:
            self.leading = False
        elif self.leading:
            self.lead += size + 1

    def _flush(self, region: Region) -> None:
        if not self.pieces:
            return
        text = tidy("".join(self.pieces))
        if text:
            near = region
            while near.tag in INLINE and near.parent is not None:
                near = near.parent
            at = len(self.page.blocks)
            block = Block(at, text, self.linked, min(self.lead, len(text)), self.slanted, region, near.tag)
            if self.linked:
                block.to = self.to
            if self.cuts and len(text) <= _SHORT:
                bounds = [0, *self.cuts, len(self.pieces)]
                parts = (tidy("".join(self.pieces[a:b])) for a, b in pairwise(bounds))
                block.parts = tuple(part for part in parts if part)
            self.page.blocks.append(block)
        self.pieces = []
        self.cuts = []
        self.closed = self.beside = False
        self.linked = self.lead = self.slanted = 0
        self.leading = True


def _are_apart(last: str, first: str) -> bool:
    """Whether elements side by side, without a space between, hold words of their own: `Warga` `12 Mei`."""
    if last.isdigit() and first.isdigit():
        return False
    return (last.islower() or last.isdigit() or last in ")].,") and (first.isupper() or first.isdigit())


def _free_own_links(blocks: Iterable[Block]) -> None:
    """Count paragraphs that link to one and the same address as text: they are the story, not ways to others."""
    own = Counter(b.to for b in blocks if b.to and b.density > 0.8 and len(b.text) >= PROSE and b.text.endswith(_ENDS))
    for block in blocks:
        if block.to and own[block.to] >= _SAME_LINK and block.text.endswith(_ENDS):
            block.linked = 0


# ---------------------------------------------------------------- what the names around a block say


def _say_marks(page: Blocks) -> None:
    """Mark the blocks of regions whose names say furniture, caption or embed, unless their content says prose."""
    everything = page.proses[-1]
    headings = [r for r in page.regions if r.tag == "h1" and page.size(r) >= 20 and page.linked(r) == 0]
    size = len(page.blocks) + 1
    layers = {name: [0] * size for name in ("furniture", "caption", "credit", "embed")}

    def paint(name: str, region: Region) -> None:
        layers[name][region.first] += 1
        layers[name][region.last] -= 1

    for region in page.regions:
        marks = region.marks
        if not marks or region.first == region.last:
            continue
        if Mark.EMBED in marks:
            paint("embed", region)
        if Mark.CAPTION in marks and not _holds_story(page, region, everything):
            paint("caption", region)
            if Mark.CREDIT in marks:
                paint("credit", region)
        if (Mark.FURNITURE in marks or Mark.LOOSE in marks) and not _is_story(page, region, everything, headings):
            paint("furniture", region)
    for block, *depths in zip(page.blocks, *(accumulate(layer) for layer in layers.values()), strict=False):
        block.furniture, block.caption, block.credit, block.embed = (depth > 0 for depth in depths)


def _holds_story(page: Blocks, region: Region, everything: int) -> bool:
    return page.prose(region) >= 1500 or (page.paragraphs(region) >= 3 and page.prose(region) * 2 >= everything)


def _is_story(page: Blocks, region: Region, everything: int, headings: list[Region]) -> bool:
    """Whether a region with the name of furniture holds the story after all: names of wrappers mislead."""
    if Mark.COMMENTS in region.marks:
        return False
    prose = page.prose(region)
    if (
        Mark.FURNITURE not in region.marks
        and prose
        and any(region.first <= h.first and h.last <= region.last for h in headings[:5])
    ):
        return True
    if prose >= 400 and prose * 2 >= everything:
        return True
    return (
        Mark.FURNITURE not in region.marks
        and page.paragraphs(region) >= 2
        and page.sentences(region) >= 0.8 * page.size(region)
        and page.linked(region) <= 0.15 * page.size(region)
    )


def _find_teasers(page: Blocks) -> None:
    """Mark paragraphs that stand for another story: beside its linked title, in one of several like elements."""
    alike: dict[tuple[int, str, str], int] = {}
    for region in page.regions:
        if region.first < region.last and region.parent is not None:
            key = (id(region.parent), region.tag, region.names)
            alike[key] = alike.get(key, 0) + 1
    for block in page.blocks:
        if not block.prose or block.furniture:
            continue
        item: Region | None = None
        for steps, region in enumerate(block.region.up()):
            if steps > 8 or page.paragraphs(region) > 1 or region.parent is None:
                break
            item = region
            if region.tag == "p" or alike[id(region.parent), region.tag, region.names] < 2:
                continue
            around = page.blocks[region.first : region.last]
            if any(b is not block and b.linked >= 15 and b.density > 0.8 for b in around):
                block.teaser = True
                break
        if item is not None and not block.teaser and block.linked == 0 and _cut_short(block.text):
            block.teaser = _beside_title(page, block)


def _cut_short(text: str) -> bool:
    return text.endswith(("...", "…", "[…]", "[...]")) or text[-1].isalnum()


def _beside_title(page: Blocks, block: Block) -> bool:
    before = page.blocks[block.at - 1] if block.at else None
    return (
        before is not None and before.density > 0.9 and before.linked >= 20 and before.tag in ("h2", "h3", "h4", "h5")
    )
