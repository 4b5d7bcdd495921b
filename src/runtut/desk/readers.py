"""The processes that read stories for a desk: beside the one that answers, so that nobody waits for another's story.

Reading is work for a processor. Each process has one story at a time, so that one which takes too long can be ended
alone, and one which ends of itself costs no other story.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from collections import deque
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from runtut.desk.work import Answer, Work, serve

Gone = Callable[[], Awaitable[bool]]
"""Tells whether whoever asked has gone away."""


class Busy(Exception):  # noqa: N818 -- what is the case, not a slip
    """More stories are waiting than should."""


class Late(Exception):  # noqa: N818 -- what is the case, not a slip
    """A story took longer than it may; its process was ended."""


class Ended(Exception):  # noqa: N818 -- what happened
    """The process that read a story came to its end: for want of memory, or by a crash."""


class Departed(Exception):  # noqa: N818 -- what happened
    """Whoever asked went away before the story's turn came."""


class Readers:
    """Reads stories in other processes. Use it within one event loop.

    Args:
        processes: how many.
        waiting: how many stories may wait for their turn.
        seconds: how long reading one may take.
        archive: the archive that stories are held against, or None.
    """

    def __init__(self, *, processes: int, waiting: int, seconds: float, archive: str | None = None) -> None:
        self._archive = archive
        self._seconds = seconds
        self._waiting = waiting
        self._threads = ThreadPoolExecutor(processes, thread_name_prefix="reader")
        self._idle: list[_Reader] = [_Reader(archive) for _ in range(processes)]
        self._all = list(self._idle)
        self._queue: deque[asyncio.Future[_Reader]] = deque()

    async def start(self) -> None:
        """Start the processes, and have each load what it needs."""
        loop = asyncio.get_running_loop()
        await asyncio.gather(*(loop.run_in_executor(self._threads, each.ask, None, 60.0) for each in self._all))

    async def read(self, work: Work, gone: Gone | None = None) -> Answer:
        """Return what came of a story.

        Raises:
            Busy: too many wait already.
            Departed: `gone` said so when its turn came.
            Late, Ended: see there.
        """
        reader = await self._turn()
        try:
            await _still_there(gone)
            asked = asyncio.get_running_loop().run_in_executor(self._threads, reader.ask, work, self._seconds)
        except BaseException:
            self._release(reader)
            raise
        asked.add_done_callback(lambda _: self._release(reader))  # also where nobody waits for it any longer
        answer = await asyncio.shield(asked)
        assert answer is not None, "only the question that starts a process has no answer"
        return answer

    async def _turn(self) -> _Reader:
        if self._idle:
            return self._idle.pop()
        if len(self._queue) >= self._waiting:
            raise Busy
        turn: asyncio.Future[_Reader] = asyncio.get_running_loop().create_future()
        self._queue.append(turn)
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._release(turn.result())
            elif turn in self._queue:
                self._queue.remove(turn)
            raise

    def _release(self, reader: _Reader) -> None:
        while self._queue:
            turn = self._queue.popleft()
            if not turn.done():
                turn.set_result(reader)
                return
        self._idle.append(reader)

    def close(self) -> None:
        """End the processes."""
        for each in self._all:
            each.end()
        self._threads.shutdown(wait=False, cancel_futures=True)


async def _still_there(gone: Gone | None) -> None:
    if gone is not None and await gone():
        raise Departed


class _Reader:
    """One process, started when it is first asked and again after it was ended."""

    def __init__(self, archive: str | None) -> None:
        self._archive = archive
        self._process: BaseProcess | None = None
        self._line: Connection | None = None
        self._closed = False

    def ask(self, work: Work | None, seconds: float) -> Answer | None:
        """Send a story and wait for what comes of it. Called from threads."""
        line = self._started()
        try:
            line.send(work)
            if not line.poll(seconds):
                self._stop()
                raise Late
            answer: Answer | None = line.recv()
        except (EOFError, OSError):
            self._stop()
            raise Ended from None
        return answer

    def _started(self) -> Connection:
        if self._line is not None and self._process is not None and self._process.is_alive():
            return self._line
        if self._closed:
            raise Ended
        self._stop()
        context: Any = multiprocessing.get_context("spawn")  # a fork would take along the sockets of clients
        ours: Connection
        ours, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs, self._archive), daemon=True)
        self._process.start()
        theirs.close()
        self._line = ours
        return ours

    def _stop(self) -> None:
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.kill()
            self._process.join(5)
        self._line = self._process = None

    def end(self) -> None:
        """End the process for good."""
        self._closed = True
        if self._process is not None:
            self._process.kill()
