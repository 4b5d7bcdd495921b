"""What the pages of the archive share: the row of questions, forms, lines that name a story, tables, pages of an answer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from starlette.responses import HTMLResponse

from runtut.desk.pages.archive.asking import PAGES, Asked, link
from runtut.desk.pages.frame import ARCHIVE, View, page
from runtut.i18n import N_
from runtut.report.markup import Child, Markup, el, joined
from runtut.report.wording import tidy, word_value

SEARCH, TIMELINE, FIGURES, NETWORK = "search", "timeline", "figures", "network"
PEOPLE, DISAGREEMENTS, FORECASTS = "people", "disagreements", "forecasts"
QUESTIONS = (
    (SEARCH, N_("Search")),
    (TIMELINE, N_("Timeline")),
    (FIGURES, N_("Figures")),
    (NETWORK, N_("Speakers")),
    (PEOPLE, N_("People")),
    (DISAGREEMENTS, N_("Disagreements")),
    (FORECASTS, N_("Forecasts")),
)
_OF_WORDS = (SEARCH, TIMELINE, FIGURES, NETWORK)
"""Questions that have words: going from one to another keeps them."""


def path(question: str) -> str:
    """Return the path of a question's page."""
    return f"/archive/{question}"


def archive_page(
    view: View,
    title: str,
    *body: Child,
    question: str | None = None,
    asked: Asked | None = None,
    styles: Sequence[str] = (),
    scripts: Sequence[str] = (),
) -> HTMLResponse:
    """Return a page of the archive, under the row of questions."""
    return page(
        view,
        title,
        questions(view, question, asked),
        *body,
        section=ARCHIVE,
        styles=("archive.css", *styles),
        scripts=("archive.js", *scripts),
    )


def questions(view: View, current: str | None, asked: Asked | None) -> Markup:
    """Return the row of questions; those about words keep the words."""
    pairs = asked.pairs if asked else []
    items = [
        el(
            "li",
            el(
                "a",
                view.say(name),
                href=link(path(key), *pairs) if key in _OF_WORDS and current in _OF_WORDS else path(key),
                aria_current="page" if key == current else None,
            ),
        )
        for key, name in QUESTIONS
    ]
    return el("nav", el("ul", *items), aria_label=view.say(N_("Questions to the archive")), class_="questions")


def ask(view: View, question: str, asked: Asked, label: str, *extra: Child, hint: str | None = None) -> Markup:
    """Return the form of a question of words: the words, and behind a fold the days and the outlet."""
    filters = asked.filters
    open_ = bool(asked.since or asked.until or filters.outlets)
    kept = [
        el("input", type="hidden", name=key, value=value) for key, value in asked.pairs if key in ("person", "rule")
    ]
    return el(
        "form",
        el("label", label, for_="q"),
        el(
            "div",
            el(
                "input",
                type="search",
                id="q",
                name="q",
                value=asked.q or None,
                maxlength=1000,
                autocomplete="off",
                aria_describedby="q-hint" if hint else None,
            ),
            el("button", view.say(N_("Ask"))),
            class_="asking",
        ),
        el("p", hint, class_="hint", id="q-hint") if hint else None,
        el(
            "details",
            el("summary", view.say(N_("Days and outlets"))),
            narrowing(view, asked),
            open=open_,
        ),
        *kept,
        *extra,
        action=path(question),
        method="get",
        role="search",
        class_="ask",
    )


def narrowing(view: View, asked: Asked) -> Markup:
    """Return the fields of a form that say which stories are meant."""
    shape = view.say(N_("2023, 2023-09 or 2023-09-12"))
    fields = [
        field(view.say(N_("From")), "since", asked.since, placeholder=shape, maxlength=10),
        field(view.say(N_("To")), "until", asked.until, placeholder=shape, maxlength=10),
    ]
    outlets = asked.filters.outlets or ("",)
    fields += [field(view.say(N_("Outlet")), "outlet", each, n=n) for n, each in enumerate(outlets)]
    return el("div", *fields, class_="fields")


def field(
    label: str, name: str, value: str, *, n: int = 0, placeholder: str | None = None, maxlength: int = 200
) -> Markup:
    """Return a labelled field."""
    ident = f"f-{name}{n or ''}"
    return el(
        "p",
        el("label", label, for_=ident),
        el(
            "input", type="text", id=ident, name=name, value=value or None, placeholder=placeholder, maxlength=maxlength
        ),
    )


# ---------------------------------------------------------------- stories and people


def story_address(story: int, start: int | None = None, end: int | None = None) -> str:
    """Return the address of a story's page, at a place in its text where one is given."""
    if start is None or end is None or end <= start:
        return f"/archive/stories/{story}"
    return f"/archive/stories/{story}?at={start}-{end}#here"


def story_link(view: View, story: int, title: str | None, start: int | None = None, end: int | None = None) -> Markup:
    """Return a story's title as a link to its page."""
    said = tidy(title or "") or view.say(N_("story {number}"), number=story)
    return el("a", said, href=story_address(story, start, end), dir="auto")


def person_link(name: str) -> Markup:
    """Return a name as a link to the page of those who bear it."""
    said = tidy(name)
    return el("a", said, href=link(path(PEOPLE), ("name", said)), dir="auto")


def day_said(view: View, day: str | None) -> str:
    """Return a day or a moment as the tables write it, in words."""
    if not day:
        return view.say(N_("no date"))
    try:
        return word_value(dt.date.fromisoformat(day[:10]), view.language)
    except ValueError:
        return tidy(day)


def day_cell(view: View, day: str | None) -> Markup:
    """Return a day as a cell of a table shows it: on one line."""
    return el("span", day_said(view, day), class_="nowrap")


def days_said(view: View, first: str | None, last: str | None) -> str:
    """Return a period in words."""
    one, other = day_said(view, first), day_said(view, last)
    return one if one == other else f"{one} – {other}"


def byline(view: View, outlet: str | None, day: str | None) -> Markup:
    """Return who published something, and when."""
    when: Child = el("time", day_said(view, day), datetime=day[:10]) if day else day_said(view, None)
    return joined([el("span", tidy(outlet), dir="auto") if outlet else None, when], " · ")


def outside(view: View, url: str | None) -> Markup | None:
    """Return the address of a story elsewhere as a link, if it is one of the web."""
    if not url or not url.lower().startswith(("https://", "http://")):
        return None
    host = tidy(url.split("/")[2]) or tidy(url)
    said = view.say(N_("at {host}"), host=host)
    return el("a", said, href=url, rel="noopener noreferrer nofollow", class_="outside")


# ---------------------------------------------------------------- tables and pages


def table(
    caption: str, headings: Sequence[str], rows: Iterable[Sequence[Child]], *, numbers: Iterable[int] = ()
) -> Markup:
    """Return a table in a box that scrolls by itself; `numbers` are the columns of numbers."""
    right = frozenset(numbers)

    def cells(name: str, row: Sequence[Child], **attributes: str) -> list[Markup]:
        return [el(name, each, class_="number" if n in right else None, **attributes) for n, each in enumerate(row)]

    return el(
        "div",
        el(
            "table",
            el("caption", caption, class_="visually-hidden"),
            el("thead", el("tr", *cells("th", headings, scope="col"))),
            el("tbody", *(el("tr", *cells("td", row)) for row in rows)),
        ),
        class_="scrolled",
        tabindex="0",
        role="region",
        aria_label=caption,
    )


def pager(view: View, number: int, *, more: bool) -> Markup | None:
    """Return links to the pages before and after; None where there is one alone."""
    links = []
    if number > 1:
        links.append(
            el("a", view.say(N_("← Before")), href=view.here(page=str(number - 1) if number > 2 else None), rel="prev")
        )
    links.append(el("span", view.say(N_("page {number}"), number=number), class_="aside"))
    if more and number < PAGES:
        links.append(el("a", view.say(N_("Further →")), href=view.here(page=str(number + 1)), rel="next"))
    return el("nav", *links, aria_label=view.say(N_("Pages")), class_="pager") if len(links) > 1 else None


def nothing(view: View, *advice: Child) -> Markup:
    """Return what is said where nothing was found."""
    return el("div", el("p", view.say(N_("Nothing found."))), *advice, class_="nothing")


def examples(view: View, question: str, found: Iterable[str]) -> Markup:
    """Return questions to try, as links."""
    items = [el("li", el("a", each, href=link(path(question), ("q", each)), lang="id")) for each in found]
    return el("div", el("p", view.say(N_("For example:")), class_="label"), el("ul", *items), class_="examples")
