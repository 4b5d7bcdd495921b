"""Who made a story, and when: the lines around a page's title and after its text, then the page's own data."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from runtut.intake.furniture import (
    find_date,
    is_modified_line,
    is_upper_name,
    looks_like_name,
    names_outlet,
    read_bylines,
    read_date_line,
    same_person,
    split_line,
)
from runtut.intake.page.blocks import Block, Blocks
from runtut.intake.page.metadata import HOME, PageMetadata, moment
from runtut.intake.page.text import key
from runtut.languages import Pack
from runtut.languages.patterns import late
from runtut.record import Byline, BylineRole

_HEAD = 14  # blocks before the text in which the date and the bylines stand
_ABOVE = 8  # blocks above the title
_TAIL = 12  # blocks after the text
_LONGEST = 160
_NOT_NAMES = late(r"[\d@/]|https?:|\.(?:com|id|co|net)\b", re.IGNORECASE)


_BESIDE = late(r"(?P<name>[^|•·\d]{4,50}?)\s{0,3}[|•·,-]\s{0,3}(?P<date>\S.{7,120})$")


# ---------------------------------------------------------------- when


def find_published(
    page: Blocks, title_at: int | None, first: int, last: int, metadata: PageMetadata, pack: Pack
) -> dt.date | None:
    """Return the moment of publication: as the page shows it, with the zone and the day its data confirm."""
    stated = metadata.published
    start = title_at if title_at is not None else max(0, first - _HEAD)
    if stated is None:
        near = (moment(text) for at, text in page.times if start - _ABOVE <= at <= first)
        stated = next((each for each in near if each is not None), None)
    shown = _shown(page, title_at, first, last, metadata, pack)
    if shown is None:
        return stated
    if not isinstance(shown, dt.datetime):
        return stated if isinstance(stated, dt.datetime) else shown
    if not isinstance(stated, dt.datetime):
        return shown if shown.tzinfo is not None else shown.replace(tzinfo=HOME)
    if shown.tzinfo is None:
        shown = shown.replace(tzinfo=stated.tzinfo)
    if abs(stated - shown) < dt.timedelta(minutes=1):
        return stated.astimezone(shown.tzinfo)
    if abs(stated - HOME.utcoffset(None) - shown) < dt.timedelta(minutes=1):
        return (stated - HOME.utcoffset(None)).astimezone(shown.tzinfo)  # the data call the newsroom's clock UTC
    return shown if abs(stated - shown) < dt.timedelta(hours=26) else stated


def find_modified(
    page: Blocks, title_at: int | None, first: int, last: int, metadata: PageMetadata, pack: Pack
) -> dt.date | None:
    """Return when the story was last changed, as the page shows it, else as its data say."""
    after = page.blocks[last + 1 : last + 1 + _TAIL]
    for block in (*_head(page, title_at, first), *after):
        for line in (piece for part in block.parts or (block.text,) for piece in split_line(part)):
            if len(line) > _LONGEST or not is_modified_line(line, pack):
                continue
            read = read_date_line(line, pack)
            if isinstance(read, dt.datetime):
                return read if read.tzinfo is not None else read.replace(tzinfo=HOME)
            inside = [moment(text) for at, text in page.times if at == block.at]
            return next((each for each in inside if each is not None and _day(each) == read), read)
    return metadata.modified


def _head(page: Blocks, title_at: int | None, first: int) -> list[Block]:
    start = title_at if title_at is not None else max(0, first - _HEAD)
    return page.blocks[min(start, first) : min(first + 2, len(page.blocks))]


def _shown(
    page: Blocks, title_at: int | None, first: int, last: int, metadata: PageMetadata, pack: Pack
) -> dt.date | None:
    """Return the moment in the line of the page most likely to tell when the story was published."""
    start = title_at if title_at is not None else max(0, first - _HEAD)
    zones = (
        [b for b in _head(page, title_at, first) if not b.furniture],
        page.blocks[max(0, first - _HEAD) : first],
        page.blocks[max(0, start - _ABOVE) : start][::-1],
        [b for b in page.blocks[last + 1 : last + 1 + _TAIL] if not b.furniture],
    )
    found: list[dt.date] = []
    for zone in zones:
        found.extend(_dates(zone, pack, linked=zone is zones[0]))
        timed = [each for each in found if isinstance(each, dt.datetime)]
        if metadata.published is not None:
            day = _day(metadata.published)
            near = [each for each in timed if abs(_day(each) - day) <= dt.timedelta(days=1)]
            timed = near or []
        if timed:
            return next((each for each in timed if each.tzinfo is not None), timed[0])
    return found[0] if found else None


def _day(moment: dt.date) -> dt.date:
    return moment.date() if isinstance(moment, dt.datetime) else moment


def has_date(block: Block, pack: Pack) -> bool:
    """Whether a line tells a moment."""
    return find_date(block.text, pack, block.parts) is not None


def _dates(zone: Sequence[Block], pack: Pack, *, linked: bool = False) -> Iterable[dt.date]:
    for at, block in enumerate(zone):
        if len(block.text) > _LONGEST or (block.density > 0.8 and not linked) or is_modified_line(block.text, pack):
            continue
        read = find_date(block.text, pack, block.parts)
        if at + 1 < len(zone) and not isinstance(read, dt.datetime) and len(block.text) <= 60:
            after = zone[at + 1]
            if len(after.text) <= 30 and after.at == block.at + 1:
                read = read_date_line(f"{block.text} {after.text}", pack) or read
        if read is not None:
            yield read


# ---------------------------------------------------------------- who


def find_bylines(
    page: Blocks,
    title_at: int | None,
    body: Sequence[int],
    known: Iterable[Byline],
    metadata: PageMetadata,
    pack: Pack,
) -> tuple[Byline, ...]:
    """Return who made the story: from the page's lines first, then from the names of its elements and its data."""
    first, last = body[0], body[-1]
    start = title_at if title_at is not None else max(0, first - _HEAD)
    before = page.blocks[start:first][:60]
    after = page.blocks[last + 1 : last + 1 + _TAIL]
    inside = [page.blocks[i] for i in (*body[:3], *body[-4:]) if i < len(page.blocks)]
    found: dict[str, Byline] = {}
    for byline in _labelled(before, pack):
        _add(found, byline)
    reported = any(b.role is BylineRole.REPORTER for b in found.values())
    for byline in (*_labelled([*inside, *after], pack), *known):
        # beside a full name at the top, one word in brackets at the end is short for somebody
        if not reported or byline.role is not BylineRole.REPORTER or " " in byline.name:
            _add(found, byline)
    for block in after[:2]:
        if is_upper_name(block.text) and block.lead == len(block.text) and not block.linked and not found:
            _add(found, Byline(block.text))  # the name in bold capitals that signs a story
    for byline in _by_name(page, start, first, last + 1 + _TAIL, metadata, pack):
        if not any(b.role is byline.role for b in found.values()):
            _add(found, byline)
    for names, role in ((metadata.authors, BylineRole.REPORTER), (metadata.editors, BylineRole.EDITOR)):
        if any(b.role is role for b in found.values()):
            continue
        for name in names:
            for each in re.split(r"\s*[,;|]\s*", name):
                if _is_person(each, metadata, pack) and key(each) not in found:
                    _add(found, Byline(" ".join(each.split()), role))
    if not any(b.role is BylineRole.REPORTER for b in found.values()):
        beside = _beside_date(before, metadata, pack) or _beside_date(
            page.blocks[max(0, start - 4) : start], metadata, pack
        )
        # somebody the story is about is named in it
        if beside is not None and all(beside not in page.blocks[i].text for i in body if i < len(page.blocks)):
            _add(found, Byline(beside))
    return tuple(found.values())


def _labelled(blocks: Iterable[Block], pack: Pack) -> Iterable[Byline]:
    label = ""
    for line in _lines(blocks, pack):
        if len(line) > _LONGEST:
            label = ""
            continue
        if line == ":":
            continue
        made = read_bylines(line, pack)
        if not made and label:
            made = read_bylines(f"{label}: {line.lstrip(': ')}", pack)
        label = line.rstrip(": ") if not made and len(line) <= 20 else ""
        yield from made


def _lines(blocks: Iterable[Block], pack: Pack) -> Iterable[str]:
    """Yield the lines of blocks; of elements side by side each by itself where one of them is a byline."""
    for block in blocks:
        if len(block.parts) > 1 and any(read_bylines(part, pack) for part in block.parts):
            yield from block.parts
        else:
            yield block.text


def _by_name(page: Blocks, start: int, first: int, end: int, metadata: PageMetadata, pack: Pack) -> Iterable[Byline]:
    """Yield names that stand alone in an element called author, penulis, editor and the like."""
    for block in page.blocks[start:first]:
        beside = _BESIDE.match(block.text[:_LONGEST])
        if beside is None or block.density > 0.9 or read_date_line(beside["date"], pack) is None:
            continue
        if looks_like_name(beside["name"], pack) and _is_person(beside["name"], metadata, pack):
            yield Byline(beside["name"])
    for maker in page.makers:
        if not (start - _ABOVE <= maker.at < first or first < maker.at < end):
            continue
        for line in maker.lines:
            name = line.strip(" -|:•·,")
            if looks_like_name(name, pack) and _is_person(name, metadata, pack):
                yield Byline(name, maker.role)
                break


def _beside_date(blocks: Sequence[Block], metadata: PageMetadata, pack: Pack) -> str | None:
    """Return the name, no link, that stands on the line before or after that of the date."""
    for block, after in pairwise(blocks):
        for name, date in ((block, after), (after, block)):
            if name.linked or date.furniture or len(name.text) > 40 or len(date.text) > _LONGEST:
                continue
            if (
                looks_like_name(name.text, pack)
                and _is_person(name.text, metadata, pack)
                and find_date(date.text, pack, date.parts)
            ):
                return name.text
    return None


def _is_person(name: str, metadata: PageMetadata, pack: Pack) -> bool:
    name = name.strip()
    outlet = metadata.outlet is not None and key(name) in key(metadata.outlet)
    return 4 <= len(name) <= 60 and not outlet and not _NOT_NAMES.search(name) and not names_outlet(name, pack)


def _add(found: dict[str, Byline], byline: Byline) -> None:
    """Add a byline once: another writing of a name already known (`M Rahman`, `Muhammad Rahman`) adds nobody."""
    if not any(same_person(byline.name, known.name) for known in found.values()):
        found[key(byline.name)] = byline
