"""Many stories: read and checked in order, in one process or several; one bad story never stops the rest."""

from __future__ import annotations

import datetime as dt
import logging
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from itertools import chain, islice
from multiprocessing import get_all_start_methods, get_context
from pathlib import Path
from typing import Any, BinaryIO

from runtut.intake.sources import FORMATS, STDIN, Item, open_sources, walk_folder
from runtut.pipeline import READING, check_story
from runtut.record import Layer, PackError, RuntutError, SourceError
from runtut.record.errors import bug_in
from runtut.report.outcome import Outcome
from runtut.rules.catalogue import Entry, catalogue, select

log = logging.getLogger(__name__)

CHUNK = 8
"""Stories sent to a process at once: on 500 stories, one at a time costs a tenth more, and more than eight gains nothing."""

AHEAD = 3
"""Chunks in flight for each process: enough to keep all busy while the oldest is awaited, and memory stays bounded."""

_MANY = {"jsonl", "zip"}
"""Formats of files that hold many stories: these are taken apart here, and only their stories are sent out."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do with each story.

    Attributes:
        select: prefixes of the codes of the rules to apply; none means all.
        ignore: prefixes of the codes of the rules to leave out.
        layers: what to read besides what the rules need.
        published: the day or moment for stories that give none.
        language: the language of stories that give none.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    layers: tuple[Layer, ...] = READING
    published: dt.date | None = None
    language: str = "id"


def run(
    paths: Sequence[str | os.PathLike[str]], plan: Plan, *, jobs: int = 1, stdin: BinaryIO | None = None
) -> Iterator[Outcome]:
    """Yield what comes of each story of the sources, in order.

    Args:
        paths: files, folders, "-" for `stdin`.
        plan: what to do with each story.
        jobs: how many processes; 1 stays in this one.
        stdin: a binary stream.
    """
    if jobs <= 1:
        for item in open_sources(paths, stdin=stdin, published=plan.published, language=plan.language):
            yield finish(item, plan)
        return
    yield from _in_processes(_chunks(_units(paths, plan, stdin)), plan, jobs)


def finish(item: Item, plan: Plan) -> Outcome:
    """Return what comes of one story: its record with findings, or the error that reading it ended in."""
    if item.story is None:
        return _outcome(item, error=item.error)
    try:
        record = check_story(item.story, _rules(plan), layers=plan.layers)
    except PackError as error:
        return _outcome(item, error=SourceError(f"{item.id}: {error}", kind="language", source=item.source))
    except Exception as error:  # noqa: BLE001 -- whatever it is, the other stories must come out
        return _outcome(item, error=_slip(item, error))
    return Outcome(id=item.story.id, source=item.source, record=record, raw=item.raw, line=item.line)


def _outcome(item: Item, error: RuntutError | None) -> Outcome:
    return Outcome(id=item.id, source=item.source, error=error, line=item.line)


def _slip(item: Item, error: BaseException | str) -> SourceError:
    slip = bug_in(item.id, error, source=item.source, line=item.line)
    log.error("%s", slip)
    return slip


@cache
def _rules(plan: Plan) -> tuple[Entry, ...]:
    return select(catalogue(), plan.select, plan.ignore)


# ---------------------------------------------------------------- several processes

_Unit = str | Item
"""What is sent to a process: the path of a document, which is read there, or a story."""

_Chunk = list[_Unit]


def _units(paths: Iterable[str | os.PathLike[str]], plan: Plan, stdin: BinaryIO | None) -> Iterator[_Unit]:
    for path in [os.fspath(each) for each in paths]:
        if path != STDIN and Path(path).is_dir():
            files = walk_folder(Path(path))
            first = next(files, None)
            if first is not None:
                yield from _units(map(str, chain([first], files)), plan, stdin)
                continue
        elif path != STDIN and FORMATS.get(Path(path).suffix.lower(), "jsonl") not in _MANY:
            yield path
            continue
        yield from open_sources([path], stdin=stdin, published=plan.published, language=plan.language)


def _chunks(units: Iterator[_Unit], size: int = CHUNK) -> Iterator[_Chunk]:
    while chunk := list(islice(units, size)):
        yield chunk


def _work(chunk: _Chunk, plan: Plan) -> list[Outcome]:
    """What a process does: read and check its stories."""
    outcomes = []
    for unit in chunk:
        opened = [unit] if isinstance(unit, Item) else open_sources([unit], **_given(plan))
        outcomes += [finish(item, plan) for item in opened]
    return outcomes


def _given(plan: Plan) -> dict[str, Any]:
    return {"published": plan.published, "language": plan.language}


def _pool(jobs: int) -> ProcessPoolExecutor:
    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    return ProcessPoolExecutor(jobs, mp_context=get_context(method), initializer=_start)


def _start() -> None:
    """Leave Ctrl-C to the main process, which stops the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _in_processes(chunks: Iterator[_Chunk], plan: Plan, jobs: int) -> Iterator[Outcome]:
    """Yield the outcomes of chunks in order, never more than a few of them read ahead."""
    flying: deque[tuple[_Chunk, Future[list[Outcome]]]] = deque()
    pool = _pool(jobs)
    try:
        while True:
            for chunk in islice(chunks, jobs * AHEAD - len(flying)):
                flying.append((chunk, pool.submit(_work, chunk, plan)))
            if not flying:
                return
            chunk, future = flying.popleft()
            try:
                outcomes = future.result()
            except BrokenProcessPool:
                waiting = [chunk, *(each for each, _ in flying)]
                flying.clear()
                pool.shutdown(wait=False, cancel_futures=True)
                yield from _one_by_one(waiting, plan)
                pool = _pool(jobs)
            else:
                yield from outcomes
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _one_by_one(chunks: Iterable[_Chunk], plan: Plan) -> Iterator[Outcome]:
    """Read stories one at a time in a process of their own: the one that ends its process becomes an error."""
    pool = _pool(1)
    try:
        for unit in chain.from_iterable(chunks):
            try:
                outcomes = pool.submit(_work, [unit], plan).result()
            except BrokenProcessPool:
                pool = _pool(1)
                item = unit if isinstance(unit, Item) else Item(unit, unit)
                outcomes = [_outcome(item, error=_slip(item, "its process was ended"))]
            yield from outcomes
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
