"""What outlets disagree on: each side with its outlets and voices."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from runtut.archive.disagreements import Disagreement, Side, disagreements
from runtut.desk.pages.archive import parts, plots
from runtut.desk.pages.archive.asking import Asked, asked
from runtut.desk.pages.frame import View
from runtut.desk.state import archive_of
from runtut.i18n import N_
from runtut.report.markup import Child, Markup, el
from runtut.report.tables import word_day
from runtut.report.wording import tidy, word_value

router = APIRouter()

SHOWN = 15
"""Disagreements on a page."""
_TOLD = 6
"""Stories that are named of each side."""
_TOLLS = {"dead": N_("dead"), "injured": N_("injured"), "missing": N_("missing")}


@router.get("/archive/disagreements")
def board(request: Request) -> Response:
    """Show what stories of one event disagree on."""
    view, wanted = View.of(request), asked(request)
    last = wanted.number * SHOWN
    found = disagreements(archive_of(request), filters=wanted.filters or None, limit=last + 1)
    some = found[last - SHOWN : last]
    if wanted.form == "csv":
        headings = [
            view.say(each)
            for each in (
                N_("first"),
                N_("last"),
                N_("what"),
                N_("value"),
                N_("voices"),
                N_("outlets"),
                N_("sentence"),
                N_("story"),
            )
        ]
        rows = (
            (
                each.first,
                each.last,
                _what(view, each),
                side.value,
                side.voices,
                "; ".join(map(tidy, side.outlets)),
                tidy(side.stories[0].excerpt),
                side.stories[0].story,
            )
            for each in some
            for side in each.sides
        )
        return plots.csv_response(headings, rows, "disagreements.csv")
    title = view.say(N_("Disagreements"))
    lead = view.say(
        N_(
            "Stories of one event that give different figures or days for the same. Copies of a text are one voice; a toll that grows is no disagreement."
        )
    )
    body: list[Child] = [el("h1", title), el("p", lead, class_="lead"), filter_form(view, parts.DISAGREEMENTS, wanted)]
    if some:
        body += [
            plots.saving(view, "csv"),
            el("ol", *(_one(view, each) for each in some), class_="board"),
            parts.pager(view, wanted.number, more=len(found) > last),
        ]
    else:
        body.append(parts.nothing(view))
    return parts.archive_page(view, title, *body, question=parts.DISAGREEMENTS)


def filter_form(view: View, question: str, wanted: Asked, *extra: Child) -> Markup:
    """Return the form of a question without words."""
    return el(
        "form",
        el(
            "details",
            el("summary", view.say(N_("Days and outlets"))),
            parts.narrowing(view, wanted),
            *extra,
            el("p", el("button", view.say(N_("Show")))),
            open=bool(wanted.filters),
        ),
        action=parts.path(question),
        method="get",
        class_="ask",
    )


def _what(view: View, each: Disagreement) -> str:
    if each.kind == "day":
        return view.say(N_("day"))
    return view.say(_TOLLS[each.what]) if each.what in _TOLLS else tidy(each.what)


def _value(view: View, each: Disagreement, side: Side) -> str:
    if each.kind == "day":
        return word_day(side.value, view.language) or tidy(side.value)
    try:
        return word_value(float(side.value), view.language)
    except ValueError:
        return tidy(side.value)


def _one(view: View, each: Disagreement) -> Markup:
    what = _what(view, each)
    what = what[:1].upper() + what[1:]
    values = " ≠ ".join(_value(view, each, side) for side in each.sides[:4])
    head = el("h2", f"{what}: {values}", " ", el("span", parts.days_said(view, each.first, each.last), class_="when"))
    return el("li", head, el("div", *(_side(view, each, side) for side in each.sides[:8]), class_="sides"))


def _side(view: View, each: Disagreement, side: Side) -> Markup:
    voices = view.say(N_("{count} voice") if side.voices == 1 else N_("{count} voices"), count=side.voices)
    outlets = ", ".join(map(tidy, side.outlets[:8])) or view.say(N_("no outlet named"))
    first = side.stories[0]
    items = [
        el("li", parts.story_link(view, s.story, s.title, s.start, s.end), " ", parts.byline(view, s.outlet, s.day))
        for s in side.stories[:_TOLD]
    ]
    rest = len(side.stories) - _TOLD
    if rest > 0:
        items.append(el("li", view.say(N_("and {count} more"), count=rest)))
    return el(
        "section",
        el("h3", _value(view, each, side)),
        el("p", f"{voices}: {outlets}", class_="meta", dir="auto"),
        el("blockquote", el("p", tidy(first.excerpt), dir="auto"), lang="id"),
        el("ul", *items, class_="who-says"),
    )
