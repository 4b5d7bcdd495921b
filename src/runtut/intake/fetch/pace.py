"""How soon the same host is asked again."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime

LONGEST = 30.0
"""Seconds between two requests, at the most, that a site is granted."""

PATIENCE = 120.0
"""Seconds that a site may ask to be left alone before one page is asked for again."""


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

    def hold(self, host: str, retry_after: str | None) -> bool:
        """Leave a host alone for as long as its Retry-After (RFC 9110, 10.2.3) says; return whether to ask again after that."""
        seconds = _seconds(retry_after)
        if seconds is None or seconds > PATIENCE:
            return False
        self._next[host] = max(self._next.get(host, 0.0), self._clock() + seconds)
        return True


def _seconds(retry_after: str | None) -> float | None:
    """Return how long a Retry-After says to wait: a number of seconds, or a moment; None where it makes no sense."""
    told = (retry_after or "").strip()
    if told.isascii() and told.isdecimal():
        return float(told)
    try:
        moment = parsedate_to_datetime(told)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return max(0.0, (moment - dt.datetime.now(dt.UTC)).total_seconds())
