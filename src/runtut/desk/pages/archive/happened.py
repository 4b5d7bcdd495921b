"""The timeline of something: what happened, what was planned, what was forecast and what was said, by day."""

from __future__ import annotations

import datetime as dt

from fastapi import APIRouter, Request, Response

from runtut.archive.matches import Question
from runtut.archive.timeline import LANES, READ, Happening, timeline
from runtut.desk.pages.archive import parts, plots
from runtut.desk.pages.archive.asking import asked
from runtut.desk.pages.frame import View
from runtut.desk.state import archive_of
from runtut.i18n import N_
from runtut.report.chart import Chart, Mark
from runtut.report.chart.page import svg_file
from runtut.report.markup import Child, Markup, el
from runtut.report.wording import tidy

router = APIRouter()

MOST = 80
"""Entries of a timeline, those that most voices tell."""
_FEW = 6
"""Entries of which all are drawn, however far apart they lie."""
_TOLD = 12
"""Stories that are named for each."""

_LANES = {"stated": N_("happened"), "planned": N_("planned"), "forecast": N_("forecast"), "said": N_("said")}
_KINDS = {
    "absence": N_("absence"), "accident": N_("accident"), "appointment": N_("appointment"), "arrest": N_("arrest"),
    "attack": N_("attack"), "case": N_("case"), "ceasefire": N_("ceasefire"), "closure": N_("closure"),
    "conflict": N_("conflict"), "construction": N_("construction"), "crime": N_("crime"), "death": N_("death"),
    "detention": N_("detention"), "disaster": N_("disaster"), "drought": N_("drought"), "election": N_("election"),
    "employment": N_("employment"), "epidemic": N_("epidemic"), "founding": N_("founding"), "launch": N_("launch"),
    "marriage": N_("marriage"), "match": N_("match"), "meeting": N_("meeting"), "protest": N_("protest"),
    "refuge": N_("refuge"), "search": N_("search operation"), "siege": N_("siege"), "signing": N_("signing"),
    "strike": N_("strike"), "tenure": N_("tenure"), "trial": N_("trial"), "verdict": N_("verdict"),
}  # fmt: skip
"""Families of events as readers call them; one that is not here is shown as it is named."""


def kind_said(view: View, kind: str | None) -> str:
    """Return the family of an event in words."""
    return view.say(_KINDS[kind]) if kind in _KINDS else tidy(kind or "")


@router.get("/archive/timeline")
def happened(request: Request) -> Response:
    """Show what is told of something, by day."""
    view, wanted = View.of(request), asked(request)
    found = timeline(archive_of(request), Question(wanted.q, wanted.filters, MOST)) if wanted.q else []
    if wanted.form == "csv":
        headings = [
            view.say(each)
            for each in (N_("first"), N_("last"), N_("what"), N_("event"), N_("sentence"), N_("voices"), N_("stories"))
        ]
        return plots.csv_response(headings, (_row(view, each) for each in found), "timeline.csv")
    near = _near(found)
    chart = _chart(view, near, wanted.q)
    if wanted.form == "svg" and chart.marks:
        return plots.svg_response(svg_file(chart, view.language), "timeline.svg")
    title = view.say(N_("Timeline"))
    body: list[Child] = [
        el("h1", title),
        parts.ask(view, parts.TIMELINE, wanted, view.say(N_("Of what?"))),
    ]
    if not wanted.q:
        body.append(parts.examples(view, parts.TIMELINE, ("gempa Cianjur", "kereta cepat", "pemilu")))
    elif not found:
        body.append(parts.nothing(view))
    else:
        template = N_(
            "{count} entries, those most voices tell, of at most {read} stories that match best. Copies of a text are one voice."
        )
        if len(found) == 1:
            template = N_("One entry, of at most {read} stories that match best. Copies of a text are one voice.")
        body += [
            el("p", view.say(template, count=len(found), read=READ), class_="summary", role="status"),
            plots.drawn(view, chart),
            _far(view, len(found) - len(near)),
            plots.saving(view, "svg", "csv"),
            el("h2", view.say(N_("By day"))),
            el("ol", *(_entry(view, each) for each in found), class_="days"),
        ]
    return parts.archive_page(
        view, f"{wanted.q} — {title}" if wanted.q else title, *body, question=parts.TIMELINE, asked=wanted
    )


def _near(found: list[Happening]) -> list[Happening]:
    """Return what is drawn: without the few that lie so far off that all others would be one spot."""
    days = sorted(dt.date.fromisoformat(each.first[:10]).toordinal() for each in found)
    if len(days) < _FEW:
        return found
    off = max(1, len(days) // 6)
    inner = days[off:-off]
    room = max(inner[-1] - inner[0], 60)
    first, last = inner[0] - 3 * room, inner[-1] + 3 * room
    return [each for each in found if first <= dt.date.fromisoformat(each.first[:10]).toordinal() <= last]


def _far(view: View, count: int) -> Markup | None:
    if not count:
        return None
    said = N_("{count} entry of long before or after stands below alone.")
    if count > 1:
        said = N_("{count} entries of long before or after stand below alone.")
    return el("p", view.say(said, count=count), class_="summary")


def _row(view: View, each: Happening) -> tuple[object, ...]:
    stories = "; ".join(" ".join(tidy(part) for part in (s.outlet, s.day, s.title) if part) for s in each.stories)
    lane = view.say(_LANES[each.lane])
    return each.first, each.last, lane, kind_said(view, each.kind), tidy(each.excerpt), each.voices, stories


def _chart(view: View, found: list[Happening], question: str) -> Chart:
    marks = tuple(
        Mark(
            day=dt.date.fromisoformat(each.first[:10]),
            low=LANES.index(each.lane),
            high=LANES.index(each.lane),
            label=f"{parts.days_said(view, each.first, each.last)}, {view.say(_LANES[each.lane])}: {tidy(each.excerpt)}",
            group=LANES.index(each.lane),
            link=parts.story_address(each.stories[0].story, each.stories[0].start, each.stories[0].end),
        )
        for each in found[: plots.MARKS]
    )
    return Chart(title=question, marks=marks, lanes=tuple(view.say(_LANES[each]) for each in LANES))


def _entry(view: View, each: Happening) -> Markup:
    first = each.stories[0]
    lane = ", ".join(filter(None, (view.say(_LANES[each.lane]), kind_said(view, each.kind))))
    when = el("p", parts.days_said(view, each.first, each.last), el("span", lane, class_="lane"), class_="when")
    words = el("a", tidy(each.excerpt), href=parts.story_address(first.story, first.start, first.end), dir="auto")
    return el("li", when, el("div", el("p", words), _who(view, each)), class_=f"lane-{each.lane}")


def _who(view: View, each: Happening) -> Markup:
    if len(each.stories) == 1:
        first = each.stories[0]
        return el("p", parts.byline(view, first.outlet, first.day), class_="who-says")
    items = [
        el("li", parts.story_link(view, s.story, s.title, s.start, s.end), " ", parts.byline(view, s.outlet, s.day))
        for s in each.stories[:_TOLD]
    ]
    rest = len(each.stories) - _TOLD
    if rest > 0:
        items.append(el("li", view.say(N_("and {count} more"), count=rest)))
    said = view.say(N_("{stories} stories, {voices} voices"), stories=len(each.stories), voices=each.voices)
    return el("details", el("summary", said), el("ul", *items), class_="who-says")
