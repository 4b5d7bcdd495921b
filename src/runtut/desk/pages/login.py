"""Logging in, on a desk that has tokens: the token is kept in a cookie that no script can read."""

from __future__ import annotations

from urllib.parse import parse_qs

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from runtut.desk.pages.frame import View, page
from runtut.desk.state import COOKIE, desk_of
from runtut.i18n import N_
from runtut.report.markup import el

router = APIRouter(include_in_schema=False)
_KEPT = 14 * 86_400
_LONGEST = 10_000


@router.get("/login")
def login(request: Request, next: str = "/") -> Response:  # noqa: A002 -- what the parameter is called everywhere
    """Show the form."""
    return _form(View.of(request), local(next))


@router.post("/login")
async def log_in(request: Request) -> Response:
    """Take the token of the form."""
    given = parse_qs((await request.body())[:_LONGEST].decode("utf-8", "replace"))
    token = given.get("token", [""])[0].strip()
    onward = local(given.get("next", ["/"])[0])
    tokens = desk_of(request).tokens
    if tokens is not None and tokens.of(token) is None:
        return _form(View.of(request), onward, wrong=True)
    response = RedirectResponse(onward, 303)
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, token, max_age=_KEPT, httponly=True, samesite="strict", secure=secure)
    return response


@router.post("/logout")
def log_out() -> Response:
    """Forget the token."""
    response = RedirectResponse("/login", 303)
    response.delete_cookie(COOKIE, httponly=True, samesite="strict")
    return response


def local(path: str) -> str:
    """Return a path of this desk: `path` if it is one, else the beginning."""
    fine = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and path.isascii()
    return path if fine and "\\" not in path else "/"


def _form(view: View, onward: str, *, wrong: bool = False) -> Response:
    title = view.say(N_("Log in"))
    said = view.say(N_("No such token is known here; it may have been revoked.")) if wrong else None
    form = el(
        "form",
        el("p", said, class_="wrong", role="alert") if said else None,
        el("p", el("label", view.say(N_("Token")), for_="token")),
        el("p", el("input", type="password", id="token", name="token", required=True, autocomplete="current-password")),
        el("input", type="hidden", name="next", value=onward),
        el("p", el("button", title, type="submit")),
        method="post",
        action="/login",
    )
    hint = view.say(N_("Whoever runs this desk makes tokens with `runtut tokens add`."))
    return page(view, title, el("h1", title), form, el("p", hint, class_="hint"), status=401 if wrong else 200)
