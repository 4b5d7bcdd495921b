"""Listening: uvicorn with an end to every wait, and a log that says nothing of what was sent."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from runtut.desk.app import create_app
from runtut.desk.settings import Limits, Settings

_IDLE = 75
"""Seconds that a connection is kept between two requests. Who writes thinks now and then: a browser that finds its
connection closed at the very moment it sends a draft has to tell that as an error."""


def listen(settings: Settings) -> socket.socket:
    """Return a socket that listens where the settings say.

    Raises:
        OSError: that is not possible.
    """
    family, kind, protocol, _, address = socket.getaddrinfo(
        settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
    )[0]
    made = socket.socket(family, kind, protocol)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind(address)
        made.listen(256)
    except OSError:
        made.close()
        raise
    return made


def run(settings: Settings, listening: socket.socket) -> None:
    """Answer requests until it is interrupted."""
    server(settings).run(sockets=[listening])


def server(settings: Settings) -> uvicorn.Server:
    """Return what answers requests. Its log has errors alone: an address may hold what somebody searches for."""
    config = uvicorn.Config(
        create_app(settings),
        http=guarded(settings.limits),
        ws="none",
        access_log=False,
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=3,
        timeout_keep_alive=_IDLE,
    )
    return uvicorn.Server(config)


def guarded(limits: Limits) -> type[asyncio.Protocol]:
    """Return the protocol of connections that are cut where a client does not send its request or take its answer."""

    class Guarded(H11Protocol):
        _timer: asyncio.TimerHandle | None = None

        def connection_made(self, transport: Any) -> None:
            super().connection_made(transport)
            self._wait(limits.arriving)

        def handle_events(self) -> None:
            """Take what came; the clock runs while a request's head is not whole, and not before it has begun."""
            before = self.cycle
            super().handle_events()
            if self.cycle is not before:
                self._stop()
            elif self._timer is None and getattr(self.cycle, "response_complete", True) and self.conn.trailing_data[0]:
                self._wait(limits.arriving)

        def pause_writing(self) -> None:
            super().pause_writing()
            self._wait(limits.leaving)

        def resume_writing(self) -> None:
            super().resume_writing()
            self._stop()

        def connection_lost(self, exc: Exception | None) -> None:
            self._stop()
            super().connection_lost(exc)

        def _wait(self, seconds: float) -> None:
            self._stop()
            self._timer = self.loop.call_later(seconds, self.transport.abort)

        def _stop(self) -> None:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None

    return Guarded
