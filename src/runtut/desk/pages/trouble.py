"""The page that is shown where there is none, or where something is wrong."""

from __future__ import annotations

from fastapi import Request, Response

from runtut.desk.api.problems import Problem
from runtut.desk.pages.frame import View, page
from runtut.i18n import N_
from runtut.report.markup import el
from runtut.report.wording import word

_TITLES = {404: N_("There is nothing here"), 401: N_("Log in first"), 403: N_("This is not allowed")}


def wants_page(request: Request) -> bool:
    """Whether an error is for a person to read: a page was asked for, by a browser."""
    plain = not request.url.path.startswith(("/api/", "/static/"))
    return plain and "text/html" in request.headers.get("accept", "")


def trouble_page(request: Request, problem: Problem) -> Response:
    """Return the page of a problem."""
    view = View.of(request)
    title = view.say(_TITLES.get(problem.status, N_("That did not work")))
    said = word(problem.detail, view.language)
    made = page(view, title, el("h1", title), el("p", said[:1].upper() + said[1:] + "."), status=problem.status)
    made.headers.update(problem.headers)
    return made
