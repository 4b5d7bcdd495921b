"""Many stories: read and checked in order, in one process or several; one bad story never stops the rest."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from runtut.i18n import N_
from runtut.intake.formats import FORMATS, MANY
from runtut.intake.items import Item, Web
from runtut.intake.sources import STDIN, is_address, open_sources, walk_folder
from runtut.pipeline import READING, check_story
from runtut.record import Layer, OnFile, PackError, RuntutError, SourceError
from runtut.record.errors import bug_in
from runtut.report.outcome import Outcome
from runtut.rules.catalogue import Entry, catalogue, select
from runtut.values import dataclass

LONGEST = 1_000_000
"""Characters of the longest story that is read: some 140,000 words, where news counts in hundreds. What is longer is many
stories in one, or no story, and would hold up the rest of a batch for most of a minute."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do with each story.

    Attributes:
        select: prefixes of the codes of the rules to apply; none means all.
        ignore: prefixes of the codes of the rules to leave out.
        layers: what to read besides what the rules need.
        published: the day or moment for stories that give none.
        language: the language of stories that give none.
        interval: seconds between two requests to one host, where pages are fetched.
        on_file: gives the stories to hold each story against, in whatever process it is checked; the same for the same plan.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    layers: tuple[Layer, ...] = READING
    published: dt.date | None = None
    language: str = "id"
    interval: float = 1.0
    on_file: Callable[[], OnFile] | None = None


def run(
    paths: Sequence[str | os.PathLike[str]], plan: Plan, *, jobs: int = 1, stdin: BinaryIO | None = None
) -> Iterator[Outcome]:
    """Yield what comes of each story of the sources, in order.

    Args:
        paths: files, folders, addresses on the web, "-" for `stdin`.
        plan: what to do with each story.
        jobs: how many processes; 1 stays in this one.
        stdin: a binary stream.
    """
    if jobs <= 1:
        for item in _open(paths, plan, stdin, Web(plan.interval)):
            yield finish(item, plan)
        return
    from runtut.processes import map_in_order  # noqa: PLC0415 -- slow to import

    yield from map_in_order(partial(_work, plan=plan), units(paths, plan, stdin), jobs=jobs, lost=lost)


def run_items(items: Iterable[Item], plan: Plan, *, jobs: int = 1) -> Iterator[Outcome]:
    """Yield what comes of each of these stories, in order; `jobs` as in `run`."""
    if jobs <= 1:
        yield from (finish(item, plan) for item in items)
        return
    from runtut.processes import map_in_order  # noqa: PLC0415 -- slow to import

    yield from map_in_order(partial(_work, plan=plan), items, jobs=jobs, lost=lost)


def finish(item: Item, plan: Plan) -> Outcome:
    """Return what comes of one story: its record with findings, or the error that reading it ended in."""
    if item.story is None:
        return _outcome(item, error=item.error)
    if len(item.story.text) > LONGEST:
        return _outcome(item, error=_too_long(item, len(item.story.text)))
    try:
        on_file = plan.on_file() if plan.on_file is not None else None
        record = check_story(item.story, _rules(plan), layers=plan.layers, on_file=on_file)
    except PackError as error:
        return _outcome(
            item,
            error=SourceError(
                "{id}: {problem}", kind="language", source=item.source, id=item.id, problem=error.message
            ),
        )
    except Exception as error:  # noqa: BLE001 -- whatever it is, the other stories must come out
        return _outcome(item, error=_slip(item, error))
    return Outcome(id=item.story.id, source=item.source, record=record, raw=item.raw, line=item.line)


def _outcome(item: Item, error: RuntutError | None) -> Outcome:
    return Outcome(id=item.id, source=item.source, error=error, line=item.line)


def _too_long(item: Item, length: int) -> SourceError:
    template = N_("{id}: {length} characters, and a story may have {most}; give stories one by one or as .jsonl")
    values: dict[str, Any] = {"id": item.id, "length": length, "most": LONGEST}
    return SourceError(template, kind="too-large", source=item.source, line=item.line, **values)


def _slip(item: Item, error: BaseException | str) -> SourceError:
    slip = bug_in(item.id, error, source=item.source, line=item.line)
    import logging  # noqa: PLC0415 -- slow to import, and seldom needed

    logging.getLogger(__name__).error("%s", slip)
    return slip


@cache
def _rules(plan: Plan) -> tuple[Entry, ...]:
    return select(catalogue(), plan.select, plan.ignore)


# ---------------------------------------------------------------- several processes

Unit = str | Item
"""What is sent to a process: the path of a document, which is read there, or a story."""


def units(
    paths: Iterable[str | os.PathLike[str]], plan: Plan, stdin: BinaryIO | None, web: Web | None = None
) -> Iterator[Unit]:
    """Yield what the sources hold in pieces that can be sent to processes. What is on the web is fetched here, by `web`."""
    web = web or Web(plan.interval)
    for path in [os.fspath(each) for each in paths]:
        if path == STDIN or is_address(path):
            pass
        elif Path(path).is_dir():
            files = walk_folder(Path(path))
            first = next(files, None)
            if first is not None:
                yield from units(map(str, chain([first], files)), plan, stdin, web)
                continue
        elif FORMATS.get(Path(path).suffix.lower(), "jsonl") not in MANY:
            yield path
            continue
        yield from _open([path], plan, stdin, web)


def _open(paths: Sequence[str | os.PathLike[str]], plan: Plan, stdin: BinaryIO | None, web: Web) -> Iterator[Item]:
    return open_sources(paths, stdin=stdin, published=plan.published, language=plan.language, web=web)


def opened(unit: Unit, plan: Plan) -> Iterator[Item]:
    """Yield the stories of a unit."""
    if isinstance(unit, Item):
        yield unit
    else:
        yield from open_sources([unit], published=plan.published, language=plan.language)


def _work(given: list[Unit], plan: Plan) -> list[Outcome]:
    """What a process does: read and check its stories."""
    return [finish(item, plan) for unit in given for item in opened(unit, plan)]


def lost(unit: Unit) -> Outcome:
    """Return what comes of a unit whose process was ended."""
    item = unit if isinstance(unit, Item) else Item(unit, unit)
    return _outcome(item, error=_slip(item, "its process was ended"))
