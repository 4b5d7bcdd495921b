"""The open documents: what each holds now, and its latest reading. Reading waits for a pause in typing, and its turn."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from runtut.lsp.documents import Reading

PAUSE = 0.15
"""Seconds without a change after which a document is read: typing goes faster, and nobody waits for this."""

_TRIES = 5  # states of a draft that a question waits for, one being written over the other


class Draft:
    """An open document.

    Attributes:
        uri: its address, as the editor gave it.
        path: where it lies; None where it is not on disk.
        kind: "text", "markdown" or "html".
        text: what it holds, to the character.
        version: the editor's number of this state.
        waiting: what waits to read it, or reads it.
        hurry: set, it waits no longer.
    """

    def __init__(self, uri: str, path: Path | None, kind: str, text: str, version: int) -> None:
        self.uri = uri
        self.path = path
        self.kind = kind
        self.text = text
        self.version = version
        self.reading: Reading | None = None
        """The latest reading, of this text or of one before it."""
        self.waiting: asyncio.Task[None] | None = None
        self.hurry = asyncio.Event()

    @property
    def current(self) -> Reading | None:
        """The reading of the text as it is now, None while that is not read."""
        return self.reading if self.reading is not None and self.reading.text == self.text else None


class Readers:
    """Reads drafts one at a time, each only in its newest state.

    Args:
        read: what reads a draft's text.
        then: what is done with a reading; not called where the text has changed meanwhile.
    """

    def __init__(self, read: Callable[[Draft, str], Reading], then: Callable[[Draft, Reading, int], None]) -> None:
        self._read = read
        self._then = then
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="runtut")

    def ask(self, draft: Draft, pause: float = PAUSE) -> None:
        """Read a draft after a pause; a reading of it that waits is given up."""
        if draft.waiting is not None:
            draft.waiting.cancel()
        draft.hurry.clear()
        draft.waiting = asyncio.get_running_loop().create_task(self._wait(draft, pause))

    async def now(self, draft: Draft) -> Reading | None:
        """Return the reading of a draft as it is now; None where it changes faster than it can be read."""
        for _ in range(_TRIES):
            if draft.current is not None or draft.waiting is None:
                break
            draft.hurry.set()
            await asyncio.wait([draft.waiting])
        return draft.current

    def close(self, draft: Draft) -> None:
        """Give up what waits."""
        if draft.waiting is not None:
            draft.waiting.cancel()

    async def _wait(self, draft: Draft, pause: float) -> None:
        if pause:
            with suppress(TimeoutError):
                await asyncio.wait_for(draft.hurry.wait(), pause)
        text, version = draft.text, draft.version
        reading = await asyncio.get_running_loop().run_in_executor(self._pool, self._read, draft, text)
        if draft.version == version:
            draft.reading = reading
            self._then(draft, reading, version)
