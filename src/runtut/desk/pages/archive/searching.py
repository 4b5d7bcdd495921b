"""The page of a search: hits with the words marked, and how what was found divides."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi import APIRouter, Request, Response

from runtut.archive.facets import Facets, Share, facets, newest
from runtut.archive.search import Hit, Kind, Search, search
from runtut.desk.pages.archive import parts
from runtut.desk.pages.archive.asking import NAME, Asked, asked, link
from runtut.desk.pages.frame import View
from runtut.desk.state import archive_of
from runtut.i18n import N_, translate
from runtut.report.markup import Child, Markup, el, joined
from runtut.report.tables import word_day
from runtut.report.wording import tidy, word_value
from runtut.rules.catalogue import find

router = APIRouter()

SHOWN = 20
"""Hits on a page."""

_KINDS = {
    Kind.STORIES: N_("Stories"),
    Kind.QUOTATIONS: N_("Quotations"),
    Kind.FIGURES: N_("Figures"),
    Kind.TIMES: N_("Times"),
    Kind.FINDINGS: N_("Findings"),
}
_LONGEST = 420
"""Characters of an excerpt, more or less."""


@router.get("/archive/search")
def searching(request: Request) -> Response:
    """Show what was found."""
    view, wanted = View.of(request), asked(request)
    kind, speaker = _kind(request), tidy(request.query_params.get("speaker", "")[:NAME]) or None
    if speaker:
        kind = Kind.QUOTATIONS
    database = archive_of(request)
    skip = (wanted.number - 1) * SHOWN
    ranked = True
    divided: Facets | None = None
    hits: list[Hit] = []
    if wanted.q:
        which = Search(wanted.q, (kind,), wanted.filters, speaker, limit=SHOWN + 1, skip=skip)
        answer = search(database, which)
        hits, ranked = list(answer.hits), not answer.newest
    elif wanted.filters:
        kind = Kind.STORIES
        hits = newest(database, wanted.filters, limit=SHOWN + 1, skip=skip)
    if wanted.q or wanted.filters:
        divided = facets(database, wanted.q, wanted.filters)
    title = view.say(N_("Search"))
    named = f"{wanted.q} — {title}" if wanted.q else title
    label = view.say(N_("Words or names"))
    keep = el("input", type="hidden", name="in", value=kind.value) if kind is not Kind.STORIES else None
    body: list[Child] = [
        el("h1", title),
        parts.ask(
            view,
            parts.SEARCH,
            wanted,
            label,
            keep,
            hint=view.say(N_('All words must be there, in any form; "in a row" in quotation marks; not -this.')),
        ),
    ]
    if divided is None:
        body.append(parts.examples(view, parts.SEARCH, ("banjir", "harga beras", '"kereta cepat"')))
        return parts.archive_page(view, named, *body, question=parts.SEARCH, asked=wanted)
    body.append(_chosen(view, wanted, speaker))
    body.append(_kinds(view, kind) if wanted.q else None)
    found = [
        el("p", _summary(view, divided, ranked=ranked), class_="summary", role="status"),
        el("p", el("a", view.say(N_("Narrow down")), href="#facets"), class_="to-facets"),
        *(_hit(view, each) for each in hits[:SHOWN]),
        None if hits else parts.nothing(view),
        parts.pager(view, wanted.number, more=len(hits) > SHOWN),
    ]
    results = el(
        "section", el("h2", view.say(N_("Hits")), class_="visually-hidden", id="hits"), *found, aria_labelledby="hits"
    )
    body.append(el("div", results, _facets(view, divided, wanted), class_="divided"))
    return parts.archive_page(view, named, *body, question=parts.SEARCH, asked=wanted)


def _kind(request: Request) -> Kind:
    try:
        return Kind(request.query_params.get("in", Kind.STORIES.value))
    except ValueError:
        return Kind.STORIES


def _summary(view: View, divided: Facets, *, ranked: bool) -> str:
    count = word_value(float(divided.stories), view.language)
    template = N_("more than {count} stories") if divided.cut else N_("{count} stories")
    if divided.stories == 1:
        template = N_("{count} story")
    said = view.say(template, count=count)
    if not ranked:
        said += ". " + view.say(
            N_("So many match that they were not ranked: these are the newest of those added last.")
        )
    return said


def _kinds(view: View, current: Kind) -> Markup:
    items = [
        el(
            "li",
            el(
                "a",
                view.say(name),
                href=view.here(**{"in": None if kind is Kind.STORIES else kind.value, "page": None, "speaker": None}),
                aria_current="true" if kind is current else None,
            ),
        )
        for kind, name in _KINDS.items()
    ]
    return el("nav", el("ul", *items), aria_label=view.say(N_("What to look in")), class_="kinds")


def _chosen(view: View, wanted: Asked, speaker: str | None) -> Markup | None:
    """Return what narrows the answer, each with a link that takes it away."""
    filters = wanted.filters
    query = [each for each in view.query if each[0] != "page"]
    chips = [
        *((N_("outlet"), "outlet", each) for each in filters.outlets),
        (N_("from"), "since", wanted.since),
        (N_("to"), "until", wanted.until),
        (N_("person"), "person", filters.person or ""),
        (N_("rule"), "rule", filters.rule or ""),
        (N_("said by"), "speaker", speaker or ""),
    ]
    made = [
        el(
            "li",
            el("span", view.say(name), ": ", class_="label"),
            el("span", value, dir="auto"),
            " ",
            el(
                "a",
                "×",
                href=link(view.path, *(p for p in query if p[0] != key or tidy(p[1]) != value)),
                aria_label=view.say(N_("take away {what}"), what=value),
            ),
        )
        for name, key, value in chips
        if value
    ]
    return el("ul", *made, class_="chips", aria_label=view.say(N_("Narrowed to"))) if made else None


# ---------------------------------------------------------------- hits


def _hit(view: View, hit: Hit) -> Markup:
    words = _marked(hit)
    if hit.kind is Kind.QUOTATIONS:
        who = parts.person_link(hit.speaker) if hit.speaker else view.say(N_("nobody named"))
        words = joined([el("q", words), el("span", " — ", who, class_="who")])
    elif hit.value and hit.kind is Kind.FINDINGS:
        rule = find(hit.value)
        what = translate(rule.page.what, view.language) if rule else hit.value
        words = joined([el("a", hit.value, href=f"/rules/{tidy(hit.value)}", class_="code"), f" {what}: ", words])
    elif hit.value:
        said = word_day(hit.value, view.language) if hit.kind is Kind.TIMES else tidy(hit.value)
        words = joined([el("strong", said, class_="value"), " ", words])
    return el(
        "article",
        el("h3", parts.story_link(view, hit.story, hit.title, hit.start, hit.end)),
        el("p", parts.byline(view, hit.outlet, hit.day), " · ", parts.outside(view, hit.url) or "", class_="meta")
        if parts.outside(view, hit.url)
        else el("p", parts.byline(view, hit.outlet, hit.day), class_="meta"),
        el("p", words, class_="excerpt", dir="auto"),
        class_="hit",
    )


def _marked(hit: Hit) -> Markup:
    """Return the excerpt with the words asked for marked, shortened around the first of them."""
    first = max(0, hit.marks[0][0] - _LONGEST // 2) if hit.marks else 0
    last = min(len(hit.excerpt), first + _LONGEST)
    if last - first < len(hit.excerpt):  # whole words
        first = hit.excerpt.find(" ", first, first + 30) + 1 if first else 0
        last = last if last == len(hit.excerpt) else max(hit.excerpt.rfind(" ", first, last), first + 1)
    pieces: list[Child] = ["… " if first else None]
    at = first
    for start, end in hit.marks:
        if start < at or end > last:
            continue
        pieces += [hit.excerpt[at:start], el("mark", hit.excerpt[start:end])]
        at = end
    pieces += [hit.excerpt[at:last], " …" if last < len(hit.excerpt) else None]
    return joined(pieces)


# ---------------------------------------------------------------- facets


def _facets(view: View, divided: Facets, wanted: Asked) -> Markup:
    filters = wanted.filters
    about = view.say(N_("in the newest stories")) if divided.people_cut else None
    groups = [
        _facet(view, N_("Outlet"), "outlet", divided.outlets, {each.lower() for each in filters.outlets}),
        _facet(view, N_("Year"), "year", divided.years, {wanted.since} if wanted.since == wanted.until else set()),
        _facet(view, N_("Named"), "person", divided.people, {(filters.person or "").lower()}, about=about),
        _facet(view, N_("Rule"), "rule", divided.rules, {(filters.rule or "").lower()}),
    ]
    return el(
        "aside", el("h2", view.say(N_("Narrow down")), id="facets"), *groups, aria_labelledby="facets", class_="facets"
    )


def _facet(
    view: View, name: str, key: str, shares: Iterable[Share], chosen: set[str], *, about: str | None = None
) -> Markup | None:
    items = []
    for each in shares:
        value = tidy(each.value)
        said: Child = el("span", value, dir="auto")
        if key == "rule" and (entry := find(value)) is not None:
            said = joined([el("span", value, class_="code"), " ", translate(entry.page.what, view.language)])
        count = el("span", word_value(float(each.stories), view.language), class_="count")
        if value.lower() in chosen:
            items.append(el("li", el("strong", said), " ", count))
            continue
        change = {"since": value, "until": value} if key == "year" else {key: value}
        items.append(el("li", el("a", said, href=view.here(**change, page=None)), " ", count))
    if not items:
        return None
    note = el("p", about, class_="aside") if about else None
    return el("section", el("h3", view.say(name)), note, el("ul", *items))
