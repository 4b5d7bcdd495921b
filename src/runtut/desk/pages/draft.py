"""The page of a draft: pasted or typed, and checked while it is written."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from runtut.desk.pages.frame import DRAFT, View, page
from runtut.i18n import N_
from runtut.report.markup import el

router = APIRouter(include_in_schema=False)


@router.get("/")
def home() -> Response:
    """Lead to the draft."""
    return RedirectResponse("/draft", 303)


@router.get("/draft")
def draft(request: Request) -> Response:
    """Show the page."""
    view = View.of(request)
    title = view.say(N_("Draft"))
    return page(
        view,
        title,
        el("h1", title),
        el(
            "form",
            el("label", view.say(N_("The story's text")), for_="text"),
            el("textarea", id="text", name="text", rows=16, lang="id"),
            el("p", el("button", view.say(N_("Check")), type="submit")),
            id="draft",
        ),
        el("ol", id="findings", aria_live="polite"),
        section=DRAFT,
        styles=("draft.css",),
        scripts=("draft.js",),
    )
