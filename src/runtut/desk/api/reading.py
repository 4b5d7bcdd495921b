"""Reading and checking one story. Nothing of it is kept on disk or written to a log."""

from __future__ import annotations

import hashlib
import json

from fastapi import APIRouter, Depends, Request, Response

from runtut.desk.api.problems import Problem, documented, language_of
from runtut.desk.api.schemas import CheckIn, DraftIn, FindingsOut, RecordOut
from runtut.desk.readers import Busy, Departed, Ended, Late
from runtut.desk.state import Desk, desk_of
from runtut.desk.work import FINDINGS, PAGE, RECORD, Job
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
    job = Job(
        draft.entry(),
        FINDINGS,
        language_of(request),
        tuple(draft.select),
        tuple(draft.ignore),
        draft.record,
        draft.outline,
    )
    return _json(await read(request, job))


@router.post("/read", response_model=RecordOut)
async def read_record(draft: DraftIn, request: Request) -> Response:
    """Read a story: its times, figures, quotations, names, events, and what does not hold together."""
    job = Job(draft.entry(), RECORD, language_of(request), tuple(draft.select), tuple(draft.ignore))
    return _json(await read(request, job))


@router.post(
    "/page", response_class=Response, responses={200: {"content": {"text/html": {"schema": {"type": "string"}}}}}
)
async def page(draft: DraftIn, request: Request) -> Response:
    """Read a story, and give the reading page: one HTML file that fetches nothing and runs no script."""
    job = Job(draft.entry(), PAGE, language_of(request), tuple(draft.select), tuple(draft.ignore))
    headers = {
        "Content-Security-Policy": PAGE_POLICY,
        "Content-Disposition": 'attachment; filename="runtut.html"',
    }
    return Response(await read(request, job), media_type="text/html", headers=headers)


def _json(content: bytes) -> Response:
    return Response(content, media_type="application/json")


async def read(request: Request, job: Job) -> bytes:
    """Return what is wanted of a story: from memory where the same was asked lately, else from a process that reads.

    Raises:
        Problem: it cannot be read, or not now.
    """
    desk = desk_of(request)
    key = hashlib.sha256(json.dumps(job).encode()).digest()
    kept = desk.cache.get(key)
    if kept is not None:
        return kept
    content = await _asked(desk, request, job)
    desk.cache.put(key, content)
    return content


async def _asked(desk: Desk, request: Request, job: Job) -> bytes:
    try:
        answer = await desk.readers.read(job, request.is_disconnected)
    except Busy:
        raise Problem(
            503, N_("too many stories wait to be read; try again soon"), headers={"Retry-After": "1"}
        ) from None
    except Late:
        raise Problem(504, N_("reading this story took too long; check it in parts"), kind="too-slow") from None
    except Ended:
        raise Problem(500, N_("the process that read this story came to its end"), kind="internal") from None
    except Departed:
        raise Problem(408, N_("the client went away")) from None
    if answer.kind is not None:
        status = 500 if answer.kind == "internal" else 413 if answer.kind == "too-large" else 422
        raise Problem(status, Message("{reason}", {"reason": answer.message}), kind=answer.kind)
    return answer.content
