"""A story on file: its text with everything marked, its versions, and who else carries its words."""

from __future__ import annotations

import datetime as dt

from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool

from runtut.archive.chain import Link, chain
from runtut.archive.changes import Change
from runtut.archive.corrections import Correction, Kind, corrections
from runtut.archive.database import Database
from runtut.archive.versions import versions
from runtut.archive.which import Filed, filed, story_on_file, versions_of
from runtut.desk.api.problems import Problem
from runtut.desk.api.reading import asked as read
from runtut.desk.pages.archive import parts
from runtut.desk.pages.archive.asking import link
from runtut.desk.pages.frame import View
from runtut.desk.state import archive_of
from runtut.desk.work import Shown
from runtut.i18n import N_
from runtut.report.html.page import bar
from runtut.report.markup import Child, Markup, el
from runtut.report.wording import tidy, word_value
from runtut.values import dataclass

router = APIRouter()

_MOST = 2**31 - 1
"""The largest number that both databases hold."""
_ALTERED = 40
"""Alterations that are shown of one text."""
_LONGEST = 400
"""Characters that are shown of an alteration."""
_SHOWN = 20
"""Versions, or stories of a chain, on a page."""

_CHANGES = {
    "title": N_("title"),
    "figure": N_("figure"),
    "date": N_("date"),
    "name": N_("name"),
    "words": N_("words"),
    "removed": N_("left out"),
    "added": N_("put in"),
}
TEXT, VERSIONS, CHAIN = "text", "versions", "chain"


@dataclass(frozen=True, slots=True)
class _Told:
    """A story: all its versions, the oldest first, that which is shown, who carries its words, what people corrected."""

    versions: tuple[Filed, ...]
    shown: Filed
    chain: tuple[Link, ...]
    corrections: tuple[Correction, ...]


def _number(written: str) -> int:
    if not (written.isascii() and written.isdecimal() and len(written) < 11 and 0 < int(written) <= _MOST):
        raise Problem(404, N_("there is no story of that number"), kind="not-found")
    return int(written)


def _told(database: Database, number: int, version: int | None) -> _Told:
    with database.reading() as connection:
        ids = versions_of(connection, story_on_file(database, connection, number))
        known = filed(connection, ids)
    ordered = tuple(known[each] for each in ids)
    shown = next((each for each in ordered if each.number == version), None) if version else ordered[-1]
    if shown is None:
        raise Problem(404, N_("this story has no such version"), kind="not-found")
    made = tuple(each for each in corrections(database, number) if each.undone is None)
    return _Told(ordered, shown, tuple(chain(database, number)), made)


@router.get("/archive/stories/{number}")
async def story(number: str, request: Request) -> Response:
    """Show a story's text, marked, with what was found in it."""
    view, which = View.of(request), _number(number)
    given = request.query_params
    version = given.get("version", "")
    chosen = int(version) if version.isascii() and version.isdecimal() and len(version) < 6 else None
    told = await run_in_threadpool(lambda: _told(archive_of(request), which, chosen))
    shown = told.shown.told
    place = _place(given.get("at", ""), len(shown.text))
    answer = await read(request, Shown(shown, view.language, place))
    title = tidy(shown.title or "") or view.say(N_("story {number}"), number=which)
    return parts.archive_page(
        view,
        title,
        _tabs(view, which, TEXT, told),
        _older(view, told, which),
        el("div", bar(view.language), Markup(answer.content.decode()), class_="reading"),
        _corrected(view, told.corrections),
        styles=("reading.css",),
    )


def _place(written: str, length: int) -> tuple[int, int] | None:
    start, _, end = written.partition("-")
    if not all(each.isascii() and each.isdecimal() and len(each) < 9 for each in (start, end)):
        return None
    first, last = int(start), min(int(end), length)
    return (first, last) if first < last else None


def _tabs(view: View, number: int, current: str, told: _Told | None = None, count: int = 0) -> Markup:
    count = len(told.versions) if told else count
    others = len(told.chain) - 1 if told else 0
    versions_said, chain_said = view.say(N_("Versions")), view.say(N_("Who had it first"))
    items = [
        (TEXT, f"/archive/stories/{number}", view.say(N_("Story"))),
        (VERSIONS, f"/archive/stories/{number}/versions", f"{versions_said} ({count})" if count else versions_said),
        (CHAIN, f"/archive/stories/{number}/chain", f"{chain_said} ({others + 1})" if others > 0 else chain_said),
    ]
    made = [
        el("li", el("a", said, href=href, aria_current="page" if key == current else None)) for key, href, said in items
    ]
    return el("nav", el("ul", *made), aria_label=view.say(N_("About this story")), class_="kinds")


def _older(view: View, told: _Told, number: int) -> Markup | None:
    if told.shown is told.versions[-1]:
        return None
    said = view.say(N_("This is version {number} of {count}."), number=told.shown.number, count=len(told.versions))
    return el(
        "p", said, " ", el("a", view.say(N_("Show the newest")), href=f"/archive/stories/{number}"), class_="notice"
    )


def _corrected(view: View, made: tuple[Correction, ...]) -> Markup | None:
    if not made:
        return None
    kinds = {Kind.SPEAKER: N_("who said it"), Kind.DISMISSAL: N_("finding dismissed")}
    rows = [
        (
            view.say(kinds.get(each.kind, N_("correction"))),
            el("span", tidy(each.what)[:_LONGEST], dir="auto"),
            tidy(each.value or ""),
            tidy(each.reason),
            tidy(each.by),
            parts.day_said(view, each.made),
        )
        for each in made
    ]
    headings = [view.say(each) for each in (N_("what"), N_("where"), N_("now"), N_("why"), N_("by"), N_("when"))]
    title = view.say(N_("Corrected by people"))
    return el(
        "section", el("h2", title, id="corrected"), parts.table(title, headings, rows), aria_labelledby="corrected"
    )


# ---------------------------------------------------------------- versions


@router.get("/archive/stories/{number}/versions")
def of_versions(number: str, request: Request) -> Response:
    """Show what an outlet altered in a story, version by version."""
    view, which = View.of(request), _number(number)
    found = versions(archive_of(request), which)
    title = view.say(N_("Versions"))
    items = [
        el(
            "li",
            el(
                "h2",
                el(
                    "a",
                    view.say(N_("Version {number}"), number=each.number),
                    href=link(f"/archive/stories/{which}", ("version", each.number)),
                ),
                " · ",
                moment_said(view, each.modified or each.published),
            ),
            el("p", view.say(N_("put on file {when}"), when=moment_said(view, each.added)), class_="meta"),
            _altered(view, each.changes) if each.changes else _first(view, each.number),
        )
        for each in reversed(found[-_SHOWN:])
    ]
    newest = found[-1].title or ""
    return parts.archive_page(
        view,
        f"{title} — {tidy(newest)}",
        _tabs(view, which, VERSIONS, count=len(found)),
        el("h1", tidy(newest) or title, dir="auto"),
        el("p", view.say(N_("What the outlet altered, the newest version first.")), class_="lead"),
        el("ol", *items, class_="versions", reversed=True),
    )


def _first(view: View, number: int) -> Markup:
    said = N_("the first version on file") if number == 1 else N_("nothing altered but spacing or order")
    return el("p", view.say(said), class_="aside")


def moment_said(view: View, moment: str | None) -> str:
    """Return a moment as the tables write it in words, with its clock where it has one."""
    if moment is None or len(moment) <= 10:
        return parts.day_said(view, moment)
    try:
        return word_value(dt.datetime.fromisoformat(moment), view.language)
    except ValueError:
        return tidy(moment)


def _altered(view: View, changes: tuple[Change, ...]) -> Markup:
    items = []
    for each in changes[:_ALTERED]:
        pieces: list[Child] = [el("span", view.say(_CHANGES[each.kind]), class_="label"), " "]
        if each.before:
            pieces.append(el("del", _cut(each.before), dir="auto"))
        if each.before and each.after:
            pieces.append(el("span", " → ", aria_hidden="true"))
        if each.after:
            pieces.append(el("ins", _cut(each.after), dir="auto"))
        items.append(el("li", *pieces, class_=f"change {each.kind}"))
    rest = len(changes) - _ALTERED
    if rest > 0:
        items.append(el("li", view.say(N_("and {count} more alterations"), count=rest), class_="aside"))
    return el("ul", *items, class_="changes")


def _cut(words: str) -> str:
    said = tidy(words)
    return said if len(said) <= _LONGEST else said[:_LONGEST].rstrip() + "…"


# ---------------------------------------------------------------- chain


@router.get("/archive/stories/{number}/chain")
def of_chain(number: str, request: Request) -> Response:
    """Show which stories carry the words of one: who had them first, who copied, what was altered on the way."""
    view, which = View.of(request), _number(number)
    found = chain(archive_of(request), which)
    title = view.say(N_("Who had it first"))
    asked = next(each for each in found if each.asked)
    at = (
        min(int(page), 99)
        if (page := request.query_params.get("page", "1")).isascii()
        and page.isdecimal()
        and 0 < len(page) < 3
        and int(page)
        else 1
    )
    first = (at - 1) * _SHOWN
    some = list(enumerate(found))[first : first + _SHOWN]
    body: list[Child] = [
        _tabs(view, which, CHAIN),
        el("h1", tidy(asked.title or "") or title, dir="auto"),
    ]
    if len(found) < 2:
        body.append(el("div", el("p", view.say(N_("No other story on file carries these words."))), class_="nothing"))
    else:
        lead = view.say(N_("{count} stories carry these words, in the order of publication."), count=len(found))
        body += [
            el("p", lead, class_="lead"),
            el("ol", *(_link(view, n, each, found) for n, each in some), class_="chain", start=first + 1),
            parts.pager(view, at, more=first + _SHOWN < len(found)),
        ]
    return parts.archive_page(view, f"{title} — {tidy(asked.title or '')}", *body)


def _link(view: View, number: int, each: Link, found: list[Link]) -> Markup:
    told: list[Child] = []
    if each.source is not None and each.share is not None:
        source = found[each.source]
        template = N_("{percent} percent of its words stand in number {number}, {outlet}")
        told.append(
            view.say(
                template, percent=round(each.share * 100), number=each.source + 1, outlet=tidy(source.outlet or "-")
            )
        )
    else:
        told.append(el("strong", view.say(N_("the first on file"))))
    head = parts.story_link(view, each.story, each.title) if each.story is not None else tidy(each.title or "-")
    return el(
        "li",
        el("h2", head),
        el(
            "p",
            el("span", tidy(each.outlet or "-"), dir="auto"),
            " · ",
            moment_said(view, each.published),
            *([" · ", el("span", view.say(N_("this story")), class_="tag")] if each.asked else []),
            class_="meta",
        ),
        el("p", *told, class_="share"),
        el(
            "details",
            el("summary", view.say(N_("What was altered ({count})"), count=len(each.changes))),
            _altered(view, each.changes),
        )
        if each.changes
        else None,
        aria_current="true" if each.asked else None,
        id=f"n{number + 1}",
        data_number=number + 1,
    )
