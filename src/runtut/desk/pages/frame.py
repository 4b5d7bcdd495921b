"""The frame of every page: head, navigation, language, light and dark, and how a page is told what its reader wants."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse

from runtut.desk.api.problems import language_of
from runtut.desk.assets import address
from runtut.desk.state import COOKIE, Desk, desk_of
from runtut.i18n import LANGUAGES, N_
from runtut.report import wording
from runtut.report.markup import Child, Markup, el
from runtut.values import dataclass

DRAFT, ARCHIVE, RULES = "draft", "archive", "rules"
_SECTIONS = ((DRAFT, "/draft", N_("Draft")), (ARCHIVE, "/archive", N_("Archive")), (RULES, "/rules", N_("Rules")))
THEMES = ("light", "dark")
_THEMES = (("system", N_("as the system")), ("light", N_("light")), ("dark", N_("dark")))
_NAMES = {"id": "Bahasa Indonesia", "en": "English"}
_KEPT = 31_536_000
"""Seconds that a browser remembers the language and the theme: a year."""


@dataclass(frozen=True, slots=True)
class View:
    """What a page has to know of who reads it.

    Attributes:
        language: "id" or "en", of all that is not a story's.
        theme: "light", "dark", or None for what the system has.
        path: the page's own path.
        query: its parameters but for language and theme: what a link to the same page has to repeat.
        desk: the desk.
        logged_in: whether the browser keeps a token of a desk that has some, which its reader may have it forget.
        chosen: language and theme where this request chooses them, for the browser to remember.
    """

    language: str
    theme: str | None
    path: str
    query: tuple[tuple[str, str], ...]
    desk: Desk
    chosen: tuple[tuple[str, str], ...] = ()
    logged_in: bool = False

    @classmethod
    def of(cls, request: Request) -> View:
        """Return the view of a request."""
        asked = request.query_params
        theme = asked.get("theme") or request.cookies.get("theme")
        known = {"lang": LANGUAGES, "theme": tuple(key for key, _ in _THEMES)}
        return cls(
            language=language_of(request),
            theme=theme if theme in THEMES else None,
            path=request.url.path,
            query=tuple(each for each in request.query_params.multi_items() if each[0] not in ("lang", "theme")),
            desk=desk_of(request),
            logged_in=desk_of(request).tokens is not None and COOKIE in request.cookies,
            chosen=tuple((name, asked[name]) for name, values in known.items() if asked.get(name) in values),
        )

    def say(self, template: str, **values: object) -> str:
        """Return a template marked with `N_` in the reader's language."""
        return wording.say(template, self.language, **values)

    def here(self, **changes: str | None) -> str:
        """Return the address of this page with some of its parameters put in place of others; None leaves one out."""
        query = [(key, value) for key, value in self.query if key not in changes]
        query += [(key, value) for key, value in changes.items() if value is not None]
        return self.path + (f"?{urlencode(query)}" if query else "")


def page(
    view: View,
    title: str,
    *body: Child,
    section: str | None = None,
    styles: Sequence[str] = (),
    scripts: Sequence[str] = (),
    status: int = 200,
    wide: bool = False,
) -> HTMLResponse:
    """Return a page.

    Args:
        view: for whom.
        title: its title, text in the reader's language.
        body: what stands in its `main`; begins with an `h1`.
        section: which of the sections it belongs to: `DRAFT`, `ARCHIVE`, `RULES`.
        styles: its style sheets in `static/`, besides `desk.css`.
        scripts: its modules in `static/`, besides `desk.js`.
        status: the HTTP status.
        wide: whether it takes all the width there is, as a page with columns of its own does.
    """
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="color-scheme", content=view.theme or "light dark"),
        el("title", f"{title} — runtut"),
        el("link", rel="icon", href=address("icon.svg"), type="image/svg+xml"),
        *(el("link", rel="stylesheet", href=address(each)) for each in ("desk.css", *styles)),
        *(el("script", type="module", src=address(each)) for each in ("desk.js", *scripts)),
    )
    main = el("main", *body, id="main", class_="wide" if wide else None, tabindex="-1")
    whole = el(
        "html",
        head,
        el("body", _skip(view), _header(view, section), main, _footer(view)),
        lang=view.language,
        data_theme=view.theme,
    )
    response = HTMLResponse(f"<!doctype html>\n{whole}\n", status)
    for name, value in view.chosen:
        response.set_cookie(name, value, max_age=_KEPT, samesite="lax")  # desk.js sets the theme's, without a reload
    return response


def _skip(view: View) -> Markup:
    return el("a", view.say(N_("Skip to the content")), class_="skip", href="#main")


def _header(view: View, section: str | None) -> Markup:
    links = [
        el("li", el("a", view.say(name), href=path, aria_current="page" if section == key else None))
        for key, path, name in _SECTIONS
    ]
    return el(
        "header",
        el("a", "runtut", class_="brand", href="/", translate="no"),
        el("nav", el("ul", *links), aria_label=view.say(N_("Sections"))),
        class_="top",
    )


def _footer(view: View) -> Markup:
    languages = [
        el(
            "a",
            _NAMES[each],
            href=view.here(lang=each),
            lang=each,
            hreflang=each,
            aria_current="true" if each == view.language else None,
        )
        for each in LANGUAGES
    ]
    themes = [
        el(
            "a",
            view.say(name),
            href=view.here(theme=key),
            data_theme_choice=key,
            aria_current="true" if key == (view.theme or "system") else None,
        )
        for key, name in _THEMES
    ]
    return el(
        "footer",
        el("p", el("span", view.say(N_("Language")), class_="label"), " ", *_between(languages)),
        el("p", el("span", view.say(N_("Colours")), class_="label"), " ", *_between(themes), class_="themes"),
        _log_out(view),
        el("p", view.say(N_("Read on this desk alone: nothing of a draft is kept, logged or sent elsewhere."))),
        class_="foot",
    )


def _log_out(view: View) -> Markup | None:
    if not view.logged_in:
        return None
    return el("form", el("button", view.say(N_("Log out")), type="submit"), method="post", action="/logout")


def _between(links: Sequence[Markup]) -> list[Child]:
    found: list[Child] = []
    for each in links:
        found += [" · ", each] if found else [each]
    return found
