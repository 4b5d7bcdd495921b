"""The entry page: what is on file, and what can be asked."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from runtut.archive.filters import Filters
from runtut.archive.stats import Stats, stats
from runtut.desk.pages.archive import parts
from runtut.desk.pages.archive.asking import Asked, link
from runtut.desk.pages.frame import ARCHIVE, View, page
from runtut.desk.state import archive_of, desk_of
from runtut.i18n import N_
from runtut.report.markup import Markup, el, joined
from runtut.report.wording import tidy, word_value

router = APIRouter()

_SHOWN = 30
"""Outlets that are listed."""

_ABOUT = {
    parts.TIMELINE: N_("What happened, what was planned, what was forecast: by day, with who says so."),
    parts.FIGURES: N_("Which figures stories give for something, who gave them, how they changed."),
    parts.NETWORK: N_("Who speaks of whom in what is quoted."),
    parts.PEOPLE: N_("Who is meant by a name: roles over time, what they said and to whom."),
    parts.DISAGREEMENTS: N_("Where outlets give different figures or days for the same event."),
    parts.FORECASTS: N_("What was planned or forecast for a day, and what may tell what came of it."),
}

_COUNTED = (
    ("stories", N_("stories")),
    ("quotations", N_("quotations")),
    ("quantities", N_("figures")),
    ("times", N_("times")),
    ("names", N_("names")),
    ("findings", N_("findings")),
)


@router.get("/archive")
def archive(request: Request) -> Response:
    """Show what is on file and what can be asked of it."""
    view = View.of(request)
    if desk_of(request).settings.archive is None:
        return _closed(view)
    known = stats(archive_of(request))
    title = view.say(N_("Archive"))
    about = [
        el(
            "li",
            el("a", view.say(name), href=parts.path(key)),
            el("p", view.say(_ABOUT[key])),
        )
        for key, name in parts.QUESTIONS
        if key in _ABOUT
    ]
    return parts.archive_page(
        view,
        title,
        el("h1", title),
        _counted(view, known),
        parts.ask(
            view,
            parts.SEARCH,
            Asked("", Filters()),
            view.say(N_("Search the stories on file")),
            hint=view.say(N_('All words must be there, in any form; "in a row" in quotation marks; not -this.')),
        ),
        el("h2", view.say(N_("What can be asked"))),
        el("ul", *about, class_="cards"),
        el("h2", view.say(N_("Outlets"))),
        _outlets(view, known),
    )


def _counted(view: View, known: Stats) -> Markup:
    pieces = [
        el("div", el("dt", view.say(name)), el("dd", word_value(float(known.counts[key]), view.language)))
        for key, name in _COUNTED
    ]
    return el("dl", *pieces, class_="counts")


def _outlets(view: View, known: Stats) -> Markup:
    headings = [view.say(each) for each in (N_("outlet"), N_("stories"), N_("first"), N_("last"))]
    rows = [
        (
            el("a", tidy(each.outlet), href=link(parts.path(parts.SEARCH), ("outlet", tidy(each.outlet))), dir="auto")
            if each.outlet
            else el("span", view.say(N_("none named")), class_="aside"),
            word_value(float(each.stories), view.language),
            parts.day_cell(view, each.first),
            parts.day_cell(view, each.last),
        )
        for each in known.outlets[:_SHOWN]
    ]
    rest = len(known.outlets) - _SHOWN
    more = el("p", view.say(N_("and {count} more outlets"), count=rest), class_="aside") if rest > 0 else None
    return joined([parts.table(view.say(N_("Outlets")), headings, rows, numbers=(1,)), more])


def _closed(view: View) -> Response:
    """Return the page of a desk without an archive."""
    title = view.say(N_("Archive"))
    made = [
        (N_("Put stories on file:"), "runtut archive add stories.jsonl --archive news.db"),
        (N_("Open the desk with them:"), "runtut serve --archive news.db"),
    ]
    return page(
        view,
        title,
        el("h1", title),
        el(
            "p",
            view.say(N_("This desk was started without an archive, so there are no stories to read here.")),
            class_="lead",
        ),
        *(joined([el("p", view.say(said)), el("pre", el("code", command), tabindex="0")]) for said, command in made),
        el(
            "p",
            view.say(
                N_(
                    "Drafts are checked without one as well; with one they are also held against what was published before."
                )
            ),
        ),
        section=ARCHIVE,
        styles=("archive.css",),
        status=404,
    )
