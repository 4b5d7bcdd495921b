"""Many stories at once: one JSON object a line in, one line out for each, in their order, each as soon as it is read."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from typing import Any, NamedTuple

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from runtut.desk.api.limits import STREAM
from runtut.desk.api.problems import Problem, documented, language_of
from runtut.desk.api.reading import trouble
from runtut.desk.api.schemas import CheckedLine, ReadLine
from runtut.desk.readers import Busy, Departed, Ended, Late
from runtut.desk.state import Desk, desk_of
from runtut.desk.work import FINDINGS, RECORD, Line, Wish
from runtut.i18n import N_
from runtut.report.json import dumps
from runtut.report.wording import word

_AHEAD = 2
"""Stories in flight for each process: one that is read, and one that waits for it."""


def as_lines(request: Request) -> None:
    """Refuse a body that is not said to be lines of JSON."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != STREAM:
        raise Problem(415, N_("send application/x-ndjson: one story a line"), kind="media-type")


_LINES: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {STREAM: {"schema": {"type": "string", "description": "Stories, one JSON object a line."}}},
    }
}
router = APIRouter(
    tags=["reading"],
    prefix="/stream",
    dependencies=[Depends(as_lines)],
    responses=documented(408, 413, 415, 422, 503),
)


def _of(model: type[BaseModel]) -> dict[int | str, dict[str, Any]]:
    """Return what OpenAPI is told of an answer of many lines."""
    schema = {"type": "string", "description": "One JSON object a line."}
    item = {"$ref": f"#/components/schemas/{model.__name__}"}
    return {200: {"content": {STREAM: {"schema": schema, "itemSchema": item}}}}


@router.post("/check", response_class=Response, openapi_extra=_LINES, responses=_of(CheckedLine))
async def check_many(request: Request) -> Response:
    """Check stories. A line that is no story gives `{"id", "error"}` in its place, and the others are read."""
    return _Lines(request, Wish(FINDINGS, language_of(request)))


@router.post("/read", response_class=Response, openapi_extra=_LINES, responses=_of(ReadLine))
async def read_many(request: Request) -> Response:
    """Read stories: a record for each. A line that is no story gives `{"id", "error"}` in its place."""
    return _Lines(request, Wish(RECORD, language_of(request)))


class _Bad(NamedTuple):
    """A line that is not read, and why; number 0 where it is the rest that never came."""

    number: int
    problem: Problem


class _Lines(Response):
    """The lines that come of lines.

    The whole of what is sent may come in before the first line is taken, as some clients do: they would else wait for
    us, and we for them.
    """

    def __init__(self, request: Request, wish: Wish) -> None:
        super().__init__(media_type=STREAM)
        del self.headers["content-length"]
        self._request = request
        self._wish = wish

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 -- the request has it
        desk = desk_of(self._request)
        if desk.streams.locked():
            raise trouble(Busy())
        async with desk.streams:
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            async for line in answers(desk, self._request, self._wish):
                await send({"type": "http.response.body", "body": line + b"\n", "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})


async def answers(desk: Desk, request: Request, wish: Wish) -> AsyncIterator[bytes]:
    """Yield what comes of each line, in order, without its end."""
    arrived: asyncio.Queue[Line | _Bad | None] = asyncio.Queue()
    arriving = asyncio.create_task(_arrive(request, wish, desk.settings.limits.body, arrived))
    flying: deque[asyncio.Task[bytes]] = deque()
    most = desk.processes * _AHEAD
    more = True
    try:
        while more or flying:
            while more and len(flying) < most and (not flying or not arrived.empty()):
                line = await arrived.get()
                if line is None:
                    more = False
                else:
                    flying.append(asyncio.create_task(_read(desk, line, wish)))
            if flying:
                content = await flying.popleft()
                if content:
                    yield content
    finally:
        for each in (arriving, *flying):
            each.cancel()


async def _read(desk: Desk, line: Line | _Bad, wish: Wish) -> bytes:
    if isinstance(line, _Bad):
        return _failed(line.number, line.problem, wish)
    try:
        answer = await desk.readers.read(line)
    except (Busy, Late, Ended, Departed) as error:
        return _failed(line.number, trouble(error), wish)
    return answer.content


def _failed(number: int, problem: Problem, wish: Wish) -> bytes:
    error: dict[str, Any] = {"kind": problem.kind, "message": word(problem.detail, wish.language)}
    if number:
        error["line"] = number
    return dumps({"id": f"stream:{number}" if number else "stream", "error": error}).encode()


async def _arrive(request: Request, wish: Wish, most: int, arrived: asyncio.Queue[Line | _Bad | None]) -> None:
    """Take the body apart into lines; where it ends too soon, the last thing that comes says why."""
    number, rest, cut = 0, bytearray(), False

    def end_line() -> None:
        nonlocal number, cut
        number += 1
        if cut or len(rest) > most:
            arrived.put_nowait(_Bad(number, _too_long(number, most)))
        elif rest.strip():
            arrived.put_nowait(Line(bytes(rest), number, wish))
        rest.clear()
        cut = False

    try:
        async for piece in request.stream():
            first, *others = piece.split(b"\n")
            rest += first
            for each in others:
                end_line()
                rest += each
            if len(rest) > most:
                rest.clear()
                cut = True
        if rest or cut:
            end_line()
    except Problem as problem:
        arrived.put_nowait(_Bad(0, problem))
    except ClientDisconnect:
        pass
    arrived.put_nowait(None)


def _too_long(number: int, most: int) -> Problem:
    template = N_("line {number}: longer than {most} KiB; a line is one story")
    return Problem(413, template, kind="too-large", number=number, most=most >> 10)
