"""Work on several processes: results in order, memory bounded, and a process that dies costs one piece of work."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from multiprocessing import get_all_start_methods, get_context, parent_process
from typing import TypeVar

U = TypeVar("U")
R = TypeVar("R")

CHUNK = 8
"""Pieces sent to a process at once: on 500 stories, one at a time costs a tenth more, and more than eight gains nothing."""

AHEAD = 3
"""Chunks in flight for each process: enough to keep all busy while the oldest is awaited, and memory stays bounded."""


def map_in_order(
    work: Callable[[list[U]], list[R]], units: Iterable[U], *, jobs: int, lost: Callable[[U], R]
) -> Iterator[R]:
    """Yield the results of `work` on `units`, in order.

    Args:
        work: takes some units and returns their results; must be picklable, as units and results must.
        units: what to work on; taken a few ahead of what has been yielded, never all at once.
        jobs: how many processes.
        lost: gives the result of a unit whose process was ended (by the system for want of memory, by a crash).
    """
    rest = iter(units)
    flying: deque[tuple[list[U], Future[list[R]]]] = deque()
    pool = _pool(jobs)
    try:
        while True:
            while len(flying) < jobs * AHEAD and (chunk := list(islice(rest, CHUNK))):
                flying.append((chunk, _sent(pool, work, chunk)))
            if not flying:
                return
            chunk, future = flying.popleft()
            try:
                results = future.result()
            except BrokenProcessPool:
                waiting = [chunk, *(each for each, _ in flying)]
                flying.clear()
                pool.shutdown(wait=False, cancel_futures=True)
                yield from _one_by_one(work, chain.from_iterable(waiting), lost)
                pool = _pool(jobs)
            else:
                yield from results
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _sent(pool: ProcessPoolExecutor, work: Callable[[list[U]], list[R]], chunk: list[U]) -> Future[list[R]]:
    """Send a chunk out. A pool may break between two chunks and then takes none: the result of this one says so."""
    try:
        return pool.submit(work, chunk)
    except BrokenProcessPool as error:
        future: Future[list[R]] = Future()
        future.set_exception(error)
        return future


def _one_by_one(work: Callable[[list[U]], list[R]], units: Iterable[U], lost: Callable[[U], R]) -> Iterator[R]:
    """Work on units one at a time in a process of their own, so that the one that ends its process is known."""
    pool = _pool(1)
    try:
        for unit in units:
            try:
                results = pool.submit(work, [unit]).result()
            except BrokenProcessPool:
                pool = _pool(1)
                results = [lost(unit)]
            yield from results
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(jobs: int) -> ProcessPoolExecutor:
    method = "forkserver" if "forkserver" in get_all_start_methods() else "spawn"
    return ProcessPoolExecutor(jobs, mp_context=get_context(method), initializer=_start)


def _start() -> None:
    """Leave Ctrl-C to the main process, which stops the others; end with it, where it was killed and could not."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    assert parent is not None, "only a process that was sent work has this to do"
    parent.join()
    os._exit(1)
