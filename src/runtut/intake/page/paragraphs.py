"""The paragraphs of a story: its blocks put together, without what repeats title and captions, without furniture."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from runtut.intake.furniture import Kind, Position, classify, is_call, is_legal, same_words, split_dateline
from runtut.intake.page.blocks import Block, Blocks, Region
from runtut.intake.page.body import Body
from runtut.intake.page.text import key
from runtut.languages import Pack
from runtut.record import Caption
from runtut.values import dataclass

_DROPPED = frozenset({Kind.DATE, Kind.SHARE, Kind.TAGS, Kind.PAGER, Kind.INSERT, Kind.FOLLOW, Kind.LIST, Kind.RULE})
_SHORT = 200
_DASHES = ("-", "–", "—")


@dataclass(slots=True)
class Paragraph:
    """A paragraph of the story: the blocks it was put together from, and its text."""

    text: str
    blocks: list[Block]


def paragraphs(
    page: Blocks, body: Body, used: set[int], title: str | None, captions: Sequence[Caption], pack: Pack
) -> list[Paragraph]:
    """Return the story's paragraphs: without what repeats the title or a caption, and without furniture."""
    lines = _lines([page.blocks[i] for i in body.blocks if i not in used])
    whole = Counter(key(line.text) for line in lines)
    everything = "\n".join(whole)
    kept: list[Paragraph] = []
    label = False
    for line in lines:
        text = line.text
        if title is not None and not kept and _repeats(text, title):
            continue
        if not any(c.isalnum() for c in text[:50]) or is_legal(text, pack) or is_call(text, pack):
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


def _is_pull_quote(line: Paragraph, everything: str) -> bool:
    """Whether a line shows a part of another once more, in large letters."""
    tag, words = line.blocks[0].tag, key(line.text)
    quoted = any(region.tag == "blockquote" for region in islice(line.blocks[0].region.up(), 4))
    set_apart = quoted or (tag == "div" and not line.text.endswith((".", "!", "?", ":")))
    return set_apart and len(words) >= 25 and everything.count(words) > 1


def _drop_before_dateline(lines: list[Paragraph], body: Body, pack: Pack) -> None:
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


def _drop_last_heading(lines: list[Paragraph], pack: Pack) -> None:
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


def _lines(blocks: Iterable[Block]) -> list[Paragraph]:
    """Put blocks together to paragraphs: the cells of a row, and what markup broke inside a sentence."""
    lines: list[Paragraph] = []
    for block in blocks:
        before = lines[-1].blocks[-1] if lines else None
        if before is not None and _same_row(before, block):
            labelled = block.text.startswith(":") or before.text.endswith(":")
            lines[-1].text += f"{'' if block.text[0] == ':' else ' '}{block.text}" if labelled else f" | {block.text}"
        elif before is not None and _goes_on(lines[-1].text, before, block):
            lines[-1].text += f" {block.text}"
        else:
            lines.append(Paragraph(block.text, []))
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
    if len(text) <= 80 and text.endswith(_DASHES) and not text.startswith(_DASHES):
        return True
    if len(text) <= 80 and block.text.startswith(_DASHES) and block.text[1:2] == " ":
        return True
    middle = text[-1].isalpha() or text[-1] == ","
    return before.prose and middle and block.text[0].islower() and "li" not in (before.tag, block.tag)


def bold_dateline(lines: Sequence[Paragraph], pack: Pack) -> str | None:
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
