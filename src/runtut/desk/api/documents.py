"""Stories out of documents and web pages, so that a draft can be dropped on the page or named by its address."""

from __future__ import annotations

from typing import Annotated

import anyio.to_thread
from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel, Field

from runtut.desk.api.problems import Problem, documented, language_of
from runtut.desk.api.reading import as_json, asked
from runtut.desk.api.schemas import StoryOut
from runtut.desk.state import desk_of
from runtut.desk.work import Document, WebPage
from runtut.i18n import N_
from runtut.record import SourceError

router = APIRouter(tags=["reading"], responses=documented(408, 413, 415, 422, 503, 504))


class DocumentOut(StoryOut):
    """A story as it was read out of a document; send it to `check` or `read` as it is."""

    id: str


class AddressIn(BaseModel):
    """Where a story is."""

    url: str = Field(min_length=1, max_length=2000, description="Its address on the public web.")


_TYPES = {
    "application/octet-stream": "",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "text/html": ".html",
    "application/xhtml+xml": ".xhtml",
    "text/markdown": ".md",
    "text/plain": "",
}
_BODY = {
    "requestBody": {
        "required": True,
        "content": {each: {"schema": {"type": "string", "format": "binary"}} for each in _TYPES},
    }
}


@router.post("/document", response_model=DocumentOut, openapi_extra=_BODY)
async def document(
    request: Request,
    name: Annotated[str, Query(max_length=200, description="The file's name: its ending says the format.")] = "",
) -> Response:
    """Read a story out of a document: a page, plain text, Markdown, or .docx. Nothing of it is kept."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in _TYPES:
        raise Problem(415, N_("send the document's own type, or application/octet-stream"), kind="media-type")
    data = await request.body()
    given = name.replace("\\", "/").rpartition("/")[2]
    answer = await asked(
        request, Document(data, given if "." in given else f"document{_TYPES[kind]}", language_of(request))
    )
    return Response(answer.content, media_type="application/json")


@router.post("/fetch", response_model=DocumentOut, responses=documented(403, 502), dependencies=[Depends(as_json)])
async def fetch(address: AddressIn, request: Request) -> Response:
    """Read the story at an address. What is fetched are public addresses alone, after redirects too."""
    desk = desk_of(request)
    try:
        fetched = await anyio.to_thread.run_sync(
            desk.fetcher.get, address.url, limiter=desk.fetching, abandon_on_cancel=True
        )
    except SourceError as error:
        status = {"refused": 403, "too-large": 413}.get(error.kind, 502)
        raise Problem(status, error.message, kind=error.kind) from None
    answer = await asked(request, WebPage(fetched, language_of(request)))
    return Response(answer.content, media_type="application/json")
