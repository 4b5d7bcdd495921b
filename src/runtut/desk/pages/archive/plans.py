"""What was planned or forecast for a day, and which later stories may tell what came of it."""

from __future__ import annotations

import datetime as dt

from fastapi import APIRouter, Request, Response

from runtut.archive.forecasts import Forecast, forecasts
from runtut.desk.api.problems import Problem
from runtut.desk.pages.archive import parts, plots
from runtut.desk.pages.archive.asking import asked
from runtut.desk.pages.archive.board import filter_form
from runtut.desk.pages.archive.happened import kind_said
from runtut.desk.pages.frame import View
from runtut.desk.state import archive_of
from runtut.i18n import N_
from runtut.record import Status
from runtut.report.markup import Child, Markup, el
from runtut.report.wording import tidy, word_value

router = APIRouter()

SHOWN = 15
"""Plans on a page."""


@router.get("/archive/forecasts")
def plans(request: Request) -> Response:
    """Show what was planned or forecast."""
    view, wanted = View.of(request), asked(request)
    written = tidy(request.query_params.get("on", "")[:20])
    try:
        on = dt.date.fromisoformat(written) if written else dt.datetime.now(dt.UTC).astimezone().date()
    except ValueError:
        raise Problem(400, N_("a day is written 2023-09-12"), kind="query") from None
    due = request.query_params.get("due", "1") != "0"
    last = wanted.number * SHOWN
    found = forecasts(archive_of(request), on=on, due=due, filters=wanted.filters, limit=last + 1)
    some = found[last - SHOWN : last]
    if wanted.form == "csv":
        headings = [
            view.say(each)
            for each in (
                N_("due"),
                N_("status"),
                N_("what"),
                N_("sentence"),
                N_("outlet"),
                N_("published"),
                N_("story"),
                N_("later stories"),
            )
        ]
        rows = (
            (
                each.due,
                each.status,
                each.kind,
                tidy(each.excerpt),
                tidy(each.outlet or ""),
                each.day,
                each.story,
                "; ".join(str(one.story) for one in each.later),
            )
            for each in some
        )
        return plots.csv_response(headings, rows, "forecasts.csv")
    title = view.say(N_("Forecasts"))
    lead = view.say(
        N_(
            "What was planned or forecast for a day, the latest day first. Later stories with the same names may tell what came of it."
        )
    )
    chosen = [(N_("Now past"), "1"), (N_("All"), "0")]
    tabs = el(
        "nav",
        el(
            "ul",
            *(
                el(
                    "li",
                    el(
                        "a",
                        view.say(name),
                        href=view.here(due=None if key == "1" else key, page=None),
                        aria_current="true" if due == (key == "1") else None,
                    ),
                )
                for name, key in chosen
            ),
        ),
        aria_label=view.say(N_("Which")),
        class_="kinds",
    )
    keep = el("input", type="hidden", name="due", value="0") if not due else None
    body: list[Child] = [
        el("h1", title),
        el("p", lead, class_="lead"),
        filter_form(
            view,
            parts.FORECASTS,
            wanted,
            parts.field(view.say(N_("Seen from the day")), "on", written, placeholder="2023-09-12", maxlength=10),
            keep,
        ),
        tabs,
    ]
    if some:
        body += [
            plots.saving(view, "csv"),
            el("ol", *(_plan(view, each) for each in some), class_="days"),
            parts.pager(view, wanted.number, more=len(found) > last),
        ]
    else:
        body.append(parts.nothing(view))
    return parts.archive_page(view, title, *body, question=parts.FORECASTS)


def _plan(view: View, each: Forecast) -> Markup:
    lane = ", ".join(filter(None, (word_value(Status(each.status), view.language), kind_said(view, each.kind))))
    when = el("p", parts.day_said(view, each.due), el("span", lane, class_="lane"), class_="when")
    words = el("a", tidy(each.excerpt), href=parts.story_address(each.story, each.start, each.end), dir="auto")
    return el(
        "li",
        when,
        el(
            "div",
            el("p", words),
            el("p", parts.byline(view, each.outlet, each.day), class_="who-says"),
            _later(view, each),
        ),
        class_=f"lane-{each.status}",
    )


def _later(view: View, each: Forecast) -> Markup | None:
    if not each.past:
        return el("p", el("span", view.say(N_("still to come")), class_="tag"))
    if not each.later:
        return el("p", view.say(N_("No later story on file has the same names.")), class_="who-says")
    items = [
        el(
            "li",
            parts.story_link(view, one.story, one.title),
            " ",
            parts.byline(view, one.outlet, one.day),
            " · ",
            ", ".join(map(tidy, one.names[:4])),
        )
        for one in each.later
    ]
    count = len(each.later)
    said = view.say(N_("Since then: {count} story") if count == 1 else N_("Since then: {count} stories"), count=count)
    return el("details", el("summary", said), el("ul", *items), class_="who-says")
