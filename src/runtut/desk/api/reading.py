"""Reading and checking one story. Nothing of it is kept on disk or written to a log."""

from __future__ import annotations

import hashlib
import json

from fastapi import APIRouter, Depends, Request, Response

from runtut.desk.api.problems import Problem, documented, language_of
from runtut.desk.api.schemas import CheckIn, DraftIn, FindingsOut, RecordOut
from runtut.desk.readers import Busy, Departed, Ended, Late
from runtut.desk.state import desk_of
from runtut.desk.work import FINDINGS, PAGE, RECORD, Answer, Job, Wish, Work
from runtut.i18n import N_
from runtut.record import Message

PAGE_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
)
"""For the reading page, which carries its own style and, in its head, a policy that allows this style alone."""


def as_json(request: Request) -> None:
    """Refuse a body that is not said to be JSON: a form of another site can send everything else unasked."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Problem(415, N_("send application/json"), kind="media-type")


router = APIRouter(
    tags=["reading"], dependencies=[Depends(as_json)], responses=documented(408, 413, 415, 422, 503, 504)
)


@router.post("/check", response_model=FindingsOut)
async def check(draft: CheckIn, request: Request) -> Response:
    """Check a story: what in it does not hold together."""
    wish = _wish(draft, request, FINDINGS)._replace(record=draft.record, outline=draft.outline)
    return _json(await read(request, Job(draft.entry(), wish)))


@router.post("/read", response_model=RecordOut)
async def read_record(draft: DraftIn, request: Request) -> Response:
    """Read a story: its times, figures, quotations, names, events, and what does not hold together."""
    return _json(await read(request, Job(draft.entry(), _wish(draft, request, RECORD))))


@router.post(
    "/page", response_class=Response, responses={200: {"content": {"text/html": {"schema": {"type": "string"}}}}}
)
async def page(draft: DraftIn, request: Request) -> Response:
    """Read a story, and give the reading page: one HTML file that fetches nothing and runs no script."""
    headers = {
        "Content-Security-Policy": PAGE_POLICY,
        "Content-Disposition": 'attachment; filename="runtut.html"',
    }
    content = await read(request, Job(draft.entry(), _wish(draft, request, PAGE)))
    return Response(content, media_type="text/html", headers=headers)


def _wish(draft: DraftIn, request: Request, want: str) -> Wish:
    return Wish(want, language_of(request), tuple(draft.select), tuple(draft.ignore))


def _json(content: bytes) -> Response:
    return Response(content, media_type="application/json")


async def read(request: Request, job: Job) -> bytes:
    """Return what is wanted of a story: from memory where the same was asked lately, else from a process that reads.

    Raises:
        Problem: it cannot be read, or not now.
    """
    cache = desk_of(request).cache
    key = hashlib.sha256(json.dumps(job).encode()).digest()
    kept = cache.get(key)
    if kept is not None:
        return kept
    answer = await asked(request, job)
    cache.put(key, answer.content)
    return answer.content


async def asked(request: Request, work: Work) -> Answer:
    """Return what a reading process says.

    Raises:
        Problem: the story cannot be read, or not now.
    """
    try:
        answer = await desk_of(request).readers.read(work, request.is_disconnected)
    except (Busy, Late, Ended, Departed) as error:
        raise trouble(error) from None
    if answer.kind is not None:
        status = 500 if answer.kind == "internal" else 413 if answer.kind == "too-large" else 422
        raise Problem(status, Message("{reason}", {"reason": answer.message}), kind=answer.kind)
    return answer


def trouble(error: Exception) -> Problem:
    """Return the problem of a story that could not be read for reasons that are not its own, or not only."""
    if isinstance(error, Busy):
        template = N_("too many stories wait to be read; try again soon")
        return Problem(503, template, kind="busy", headers={"Retry-After": "1"})
    if isinstance(error, Late):
        return Problem(504, N_("reading this story took too long; check it in parts"), kind="too-slow")
    if isinstance(error, Departed):
        return Problem(408, N_("the client went away"))
    return Problem(500, N_("the process that read this story came to its end"), kind="internal")
