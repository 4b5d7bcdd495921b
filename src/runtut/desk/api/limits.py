"""How much a request may send, and how long it may take over it."""

from __future__ import annotations

import asyncio
import time

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from runtut.desk.api.problems import Problem, language_of
from runtut.desk.settings import Limits
from runtut.i18n import N_

STREAM = "application/x-ndjson"
"""The type of many stories: one JSON object a line."""


DOCUMENT = "/api/v1/document"
"""Where documents are sent, which may be larger than stories."""


class Bounded:
    """Refuses bodies that are too large, told so or not, and those that come too slowly."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self.app = app
        self.limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, its body counted and timed as it comes."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        many = kind == STREAM
        most = self.limits.stream if many else self.limits.document if scope["path"] == DOCUMENT else self.limits.body
        told = request.headers.get("content-length", "")
        if told.isdecimal() and len(told) < 20 and int(told) > most:
            await _refuse(_too_large(most), request, scope, receive, send)
            return
        body = _Body(receive, most, self.limits, whole=None if many else self.limits.whole)
        started = False

        async def noted(message: Message) -> None:
            nonlocal started
            if body.problem is not None and not started:
                return  # what the framework makes of a body that we have cut off
            started = True
            await send(message)

        try:
            await self.app(scope, body.receive, noted)
        except Problem:
            if started or body.problem is None:
                raise
        if body.problem is not None and not started:
            await _refuse(body.problem, request, scope, receive, send)


class _Body:
    """A body as it comes."""

    def __init__(self, receive: Receive, most: int, limits: Limits, whole: float | None) -> None:
        self._receive = receive
        self._most = most
        self._pause = limits.arriving
        self._ends = None if whole is None else time.monotonic() + whole
        self._size = 0
        self._done = False
        self.problem: Problem | None = None

    async def receive(self) -> Message:
        """Return what comes next.

        Raises:
            Problem: it is too much, or comes too slowly.
        """
        try:
            return await self._next()
        except Problem as problem:
            self.problem = problem
            raise

    async def _next(self) -> Message:
        if self._done:  # what comes now is that the client goes away, and may take its time
            return await self._receive()
        left = self._pause if self._ends is None else min(self._pause, self._ends - time.monotonic())
        try:
            async with asyncio.timeout(max(left, 0)):
                message = await self._receive()
        except TimeoutError:
            template = N_("the request came too slowly; send it again")
            raise Problem(408, template, headers={"Connection": "close"}) from None
        if message["type"] == "http.request":
            self._size += len(message.get("body", b""))
            self._done = not message.get("more_body", False)
            if self._size > self._most:
                raise _too_large(self._most)
        else:
            self._done = True
        return message


def _too_large(most: int) -> Problem:
    template = N_("more than {most} KiB; send stories one by one, or as lines of application/x-ndjson")
    return Problem(413, template, kind="too-large", headers={"Connection": "close"}, most=most >> 10)


async def _refuse(problem: Problem, request: Request, scope: Scope, receive: Receive, send: Send) -> None:
    await problem.response(language_of(request))(scope, receive, send)
