"""How soon the same host is asked again."""

from __future__ import annotations

import time
from collections.abc import Callable

LONGEST = 30.0
"""Seconds between two requests, at the most, that a site is granted."""


class Pace:
    """Waits so that no host is asked more often than once in an interval."""

    def __init__(
        self,
        interval: float,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.interval = interval
        self._clock = clock
        self._sleep = sleep
        self._next: dict[str, float] = {}

    def wait(self, host: str, wish: float | None = None) -> None:
        """Wait until a host may be asked, and count this as a request.

        Args:
            host: the host.
            wish: the seconds that the host itself asks for, where these are more.
        """
        now = self._clock()
        at = max(self._next.get(host, now), now)
        if at > now:
            self._sleep(at - now)
        self._next[host] = at + max(self.interval, min(wish or 0.0, LONGEST))
