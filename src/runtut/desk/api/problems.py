"""Errors in one shape: problem details, RFC 9457, in the reader's language, and never a word of what was sent."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from fastapi import Request, Response
from pydantic import BaseModel, Field

from runtut.i18n import N_, choose_language
from runtut.record import Message
from runtut.report.wording import word

MEDIA = "application/problem+json"


class Problem(Exception):  # noqa: N818 -- what RFC 9457 calls it
    """A request that is not answered as asked.

    Args:
        status: the HTTP status.
        detail: what was wrong and what to do, a template marked with `N_`, or a message.
        kind: a short stable word for programs; by default the status' own.
        headers: to send along.
        extra: members of the problem besides the standard ones.
        values: fill the fields of `detail`.
    """

    def __init__(
        self,
        status: int,
        detail: str | Message,
        *,
        kind: str | None = None,
        headers: Mapping[str, str] | None = None,
        extra: Mapping[str, Any] | None = None,
        **values: object,
    ) -> None:
        super().__init__(status)
        self.status = status
        self.detail = detail if isinstance(detail, Message) else Message(detail, values)
        self.kind = kind or HTTPStatus(status).phrase.lower().replace(" ", "-")
        self.headers = dict(headers or {})
        self.extra = dict(extra or {})

    def response(self, language: str) -> Response:
        """Return the answer, worded in a language."""
        body = {
            "type": f"urn:runtut:problem:{self.kind}",
            "title": HTTPStatus(self.status).phrase,
            "status": self.status,
            "detail": word(self.detail, language),
            "kind": self.kind,
            **self.extra,
        }
        content = json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")
        return Response(content, self.status, headers=self.headers, media_type=MEDIA)


class ProblemOut(BaseModel):
    """Problem details, RFC 9457."""

    type: str = Field(description="A URI that names the kind of problem: `urn:runtut:problem:` and its `kind`.")
    title: str = Field(description="The status in words.")
    status: int = Field(description="The HTTP status.")
    detail: str = Field(description="What was wrong and what to do, in the reader's language.")
    kind: str = Field(description="A short stable word for programs.")
    errors: list[FieldProblem] | None = Field(
        default=None, description="What was wrong with which part of the request."
    )


class FieldProblem(BaseModel):
    """What is wrong with one part of a request."""

    where: str = Field(description="The part: `body.text`, `query.day`.")
    message: str = Field(description="What is wrong with it.")


ProblemOut.model_rebuild()


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return what OpenAPI is told of the statuses a route may answer with."""
    schema = {"$ref": "#/components/schemas/ProblemOut"}
    return {each: {"description": HTTPStatus(each).phrase, "content": {MEDIA: {"schema": schema}}} for each in statuses}


def of_validation(errors: Iterable[Mapping[str, Any]]) -> Problem:
    """Return the problem of a request that does not fit its schema. What was sent is not repeated: it may be a draft."""
    told = [{"where": ".".join(str(part) for part in each["loc"]), "message": str(each["msg"])} for each in errors]
    return Problem(422, N_("the request does not fit its schema; see errors"), kind="schema", extra={"errors": told})


def language_of(request: Request) -> str:
    """Return the language a client wants answers in: `?lang=`, else that of its cookie, else of its browser."""
    asked = request.query_params.get("lang")
    accepted = (each.partition(";")[0].strip() for each in request.headers.get("accept-language", "")[:200].split(","))
    fallback: str = request.app.state.desk.settings.language
    return choose_language(asked, request.cookies.get("lang"), *accepted, fallback)


_STATUSES = {
    400: N_("the request cannot be read; look at its body"),
    404: N_("there is nothing at this address"),
    405: N_("this address does not take that method"),
}


def of_status(status: int, headers: Mapping[str, str] | None = None) -> Problem:
    """Return the problem of a status that the framework gives by itself."""
    return Problem(status, _STATUSES.get(status, N_("the request was refused")), headers=headers)
