"""Who speaks of whom in what is quoted."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from runtut.archive.matches import Question
from runtut.archive.network import network
from runtut.desk.pages.archive import parts, plots
from runtut.desk.pages.archive.asking import asked
from runtut.desk.pages.frame import View
from runtut.desk.state import archive_of
from runtut.i18n import N_
from runtut.report.chart.page import alone
from runtut.report.markup import Child, Markup, el
from runtut.report.network import Edge, Network
from runtut.report.network.page import svg
from runtut.report.wording import tidy

router = APIRouter()

MOST = 40
"""Edges that are shown, those that most voices carry."""
READ = 200
"""Stories that are read, those that match best: more take too long for a page."""

_HEADINGS = (N_("speaker"), N_("speaks of"), N_("voices"), N_("stories"), N_("first"), N_("last"), N_("example"))


@router.get("/archive/network")
def speakers(request: Request) -> Response:
    """Show who speaks of whom."""
    view, wanted = View.of(request), asked(request)
    found = network(archive_of(request), Question(wanted.q, wanted.filters, MOST), most=READ) if wanted.q else None
    headings = [view.say(each) for each in _HEADINGS]
    if wanted.form == "csv":
        rows = [_plain(each) for each in found.edges] if found else []
        return plots.csv_response([*headings, view.say(N_("story"))], rows, "speakers.csv")
    if wanted.form == "svg" and found and found.edges:
        return plots.svg_response(alone(svg(found, wanted.q)), "speakers.svg")
    title = view.say(N_("Speakers"))
    body: list[Child] = [
        el("h1", title),
        parts.ask(view, parts.NETWORK, wanted, view.say(N_("In stories about what?"))),
    ]
    if found is None:
        body.append(parts.examples(view, parts.NETWORK, ("pemilu", "harga beras", "gempa")))
    elif not found.edges:
        body.append(parts.nothing(view, el("p", view.say(N_("In what is quoted, nobody speaks of anybody by name.")))))
    else:
        label = view.say(N_("Who speaks of whom"))
        hint = view.say(N_("Click a name, or choose it with Tab and Enter, to see its edges; Escape shows all again."))
        body += [
            el("p", _summary(view, found), class_="summary", role="status"),
            el(
                "figure",
                el("div", svg(found, wanted.q), class_="drawing drawn"),
                el("figcaption", hint),
                el(
                    "p",
                    class_="told",
                    id="told",
                    aria_live="polite",
                    data_template=view.say(N_("{name}: {count} edges below"), name="{name}", count="{count}"),
                ),
                class_="plot network",
            ),
            plots.saving(view, "svg", "csv"),
            el("h2", label),
            _table(view, headings, found, label),
        ]
    title = f"{wanted.q} — {title}" if wanted.q else title
    return parts.archive_page(view, title, *body, question=parts.NETWORK, asked=wanted, scripts=("network.js",))


def _summary(view: View, found: Network) -> str:
    said = view.say(
        N_("{shown} of {count} edges, of the {read} stories that match best"),
        shown=len(found.edges),
        count=found.count,
        read=found.read,
    )
    return f"{said}; " + view.say(N_("blue are people, orange organizations"))


def _plain(each: Edge) -> tuple[object, ...]:
    return (
        tidy(each.speaker),
        tidy(each.named),
        each.voices,
        each.stories,
        each.first,
        each.last,
        tidy(each.words),
        each.story,
    )


def _table(view: View, headings: list[str], found: Network, label: str) -> Markup:
    types = {node.id: node.type for node in found.nodes}

    def name(id_: int, said: str) -> Child:
        return parts.person_link(said) if types[id_] == "person" else el("span", tidy(said), dir="auto")

    rows = [
        el(
            "tr",
            el("td", name(each.source, each.speaker)),
            el("td", name(each.target, each.named)),
            el("td", str(each.voices), class_="number"),
            el("td", str(each.stories), class_="number"),
            el("td", parts.day_cell(view, each.first)),
            el("td", parts.day_cell(view, each.last)),
            el(
                "td",
                el(
                    "a",
                    tidy(each.words),
                    href=parts.story_address(each.story, each.start, each.end),
                    class_="words",
                    dir="auto",
                ),
            ),
            data_source=each.source,
            data_target=each.target,
        )
        for each in found.edges
    ]
    head = el(
        "tr",
        *(el("th", each, scope="col", class_="number" if n in (2, 3) else None) for n, each in enumerate(headings)),
    )
    table = el("table", el("caption", label, class_="visually-hidden"), el("thead", head), el("tbody", *rows))
    return el("div", table, class_="scrolled", tabindex="0", role="region", aria_label=label)
