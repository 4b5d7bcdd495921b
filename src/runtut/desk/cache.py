"""Answers given lately, in memory and nowhere else: a text that has not changed is not read again."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable


class Cache:
    """Keeps answers by the digest of what was asked, at most so many bytes of them and for so many seconds."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._kept: OrderedDict[bytes, tuple[float, bytes]] = OrderedDict()
        self.size = 0

    def get(self, key: bytes) -> bytes | None:
        """Return what is kept under a key."""
        self._drop_old()
        found = self._kept.get(key)
        return None if found is None else found[1]

    def put(self, key: bytes, content: bytes) -> None:
        """Keep an answer, and let go of the oldest where there is no room."""
        if len(content) > self._most // 8:
            return
        self._drop(key)
        self._kept[key] = (self._clock(), content)
        self.size += len(content)
        while self.size > self._most:
            self._drop(next(iter(self._kept)))

    def clear(self) -> None:
        """Let go of all: what is on file has changed."""
        self._kept.clear()
        self.size = 0

    def _drop_old(self) -> None:
        latest = self._clock() - self._seconds
        while self._kept:
            key, (when, _) = next(iter(self._kept.items()))
            if when > latest:
                return
            self._drop(key)

    def _drop(self, key: bytes) -> None:
        found = self._kept.pop(key, None)
        if found is not None:
            self.size -= len(found[1])
