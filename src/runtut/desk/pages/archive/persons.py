"""Who is meant by a name: roles over time, what was said and to whom, spellings, who is named beside."""

from __future__ import annotations

import datetime as dt

from fastapi import APIRouter, Request, Response

from runtut.archive.corrections import Correction, Kind, corrections
from runtut.archive.database import Database
from runtut.archive.keys import name_key
from runtut.archive.people import People, Person, Spelling, people
from runtut.desk.api.problems import Problem
from runtut.desk.pages.archive import parts
from runtut.desk.pages.archive.asking import NAME, Asked, asked, link
from runtut.desk.pages.frame import View
from runtut.desk.state import archive_of
from runtut.i18n import N_
from runtut.report.markup import Child, Markup, el, joined
from runtut.report.wording import tidy

router = APIRouter()

_KINDS = {Kind.MERGE: N_("one person"), Kind.SPLIT: N_("two people")}
MOST = 5
"""People of one name that are shown, those of the most stories."""


@router.get("/archive/people")
def persons(request: Request) -> Response:
    """Show who is meant by a name."""
    view, wanted = View.of(request), asked(request)
    name = tidy(request.query_params.get("name", "")[: NAME + 1])
    if len(name) > NAME:
        raise Problem(400, N_("the name is too long; ask in {most} characters"), kind="query", most=NAME)
    found = people(archive_of(request), name, filters=wanted.filters, limit=MOST) if name else None
    title = view.say(N_("People"))
    body: list[Child] = [el("h1", title), _form(view, name, wanted)]
    if found is not None:
        body += _found(view, found, name, _made(archive_of(request), found, name))
    return parts.archive_page(view, f"{name} — {title}" if name else title, *body, question=parts.PEOPLE)


def _form(view: View, name: str, wanted: Asked) -> Markup:
    return el(
        "form",
        el("label", view.say(N_("A name, or a part of one")), for_="name"),
        el(
            "div",
            el("input", type="search", id="name", name="name", value=name or None, maxlength=NAME, autocomplete="off"),
            el("button", view.say(N_("Ask"))),
            class_="asking",
        ),
        el(
            "details",
            el("summary", view.say(N_("Days and outlets"))),
            parts.narrowing(view, wanted),
            open=bool(wanted.filters),
        ),
        action=parts.path(parts.PEOPLE),
        method="get",
        role="search",
        class_="ask",
    )


def _found(view: View, found: People, name: str, made: list[Correction]) -> list[Child]:
    if not found.stories:
        return [parts.nothing(view)]
    said = []
    if found.count > 1:
        said.append(view.say(N_("{count} people bear the name"), count=found.count))
    if found.count > len(found.people):
        said.append(view.say(N_("{shown} of them are shown"), shown=len(found.people)))
    if found.read < found.stories:
        said.append(
            view.say(
                N_("{count} stories hold the name; the newest {read} were read"), count=found.stories, read=found.read
            )
        )
    undecided = [
        el(
            "li",
            view.say(
                N_("{name}: {count} stories of which nothing tells whose they are"),
                name=tidy(each.name),
                count=each.stories,
            ),
        )
        for each in found.undecided[:20]
    ]
    return [
        el("p", "; ".join(said), class_="summary", role="status") if said else None,
        *(_person(view, each, n) for n, each in enumerate(found.people)),
        el("h2", view.say(N_("Undecided"))) if undecided else None,
        el("ul", *undecided) if undecided else None,
        _corrected(view, made),
        _correcting(view, name),
    ]


def _made(database: Database, found: People, name: str) -> list[Correction]:
    """Return what people have said of who is meant by the names that are shown."""
    keys = {name_key(name), *(name_key(each.name) for person in found.people for each in person.names)}
    return [
        each
        for each in corrections(database)
        if each.kind in _KINDS and each.undone is None and {name_key(each.what), name_key(each.value or "")} & keys
    ]


def _corrected(view: View, made: list[Correction]) -> Markup | None:
    if not made:
        return None
    title = view.say(N_("Corrected by people"))
    headings = [view.say(each) for each in (N_("what"), N_("name"), N_("now"), N_("why"), N_("by"), N_("when"))]
    rows = [
        (
            view.say(_KINDS[each.kind]),
            el("span", tidy(each.what), dir="auto"),
            tidy(each.value or ""),
            tidy(each.reason),
            tidy(each.by),
            parts.day_cell(view, each.made),
        )
        for each in made[:50]
    ]
    return joined([el("h2", title), parts.table(title, headings, rows)])


def _correcting(view: View, name: str) -> Markup:
    """Say how two names, or two people of a name, are put together or kept apart."""
    said = N_("Two names of one person, or two people under one name? Say so once, and every answer follows:")
    quoted = name.replace('"', "")
    return el(
        "details",
        el("summary", view.say(N_("Correct who is meant"))),
        el("p", view.say(said)),
        el(
            "pre",
            el(
                "code",
                f'runtut archive merge "{quoted}" "…" --reason "…"\nruntut archive split "{quoted}" --story … --story … --reason "…"',
                class_="code",
            ),
            tabindex="0",
        ),
        class_="correct",
    )


def _person(view: View, each: Person, n: int) -> Markup:
    template = N_("{stories} stories, {voices} of them no copies; {days}")
    days = parts.days_said(view, each.first, each.last)
    said = view.say(template, stories=each.stories, voices=each.voices, days=days)
    ident = f"person{n}"
    inside = link(parts.path(parts.SEARCH), ("person", tidy(each.name)))
    quoted = view.say(N_("All stories that name them"))
    return el(
        "section",
        el("h2", tidy(each.name), id=ident, dir="auto"),
        el("p", said, " · ", el("a", quoted, href=inside), class_="meta"),
        el("p", view.say(N_("May be the same as another of this name: nothing decides it.")), class_="notice")
        if not each.settled
        else None,
        el(
            "div",
            el(
                "div",
                _roles(view, each),
                _named(view, N_("Spellings"), each.names, linked=False),
                _named(view, N_("Named beside"), each.beside, linked=True),
            ),
            el("div", _said(view, each)),
            class_="columns",
        ),
        class_="person",
        aria_labelledby=ident,
    )


def _roles(view: View, each: Person) -> Markup | None:
    if not each.roles:
        return None
    whole = _days(each.first, each.last)
    items = []
    for role in each.roles:
        count = view.say(N_("{count} stories") if role.stories != 1 else N_("{count} story"), count=role.stories)
        state = "" if role.state in ("current", "acting") else f" ({_state(view, role.state)})"
        items.append(
            el(
                "li",
                el("span", tidy(role.role), state, dir="auto"),
                el("span", count, class_="when"),
                el("span", parts.days_said(view, role.first, role.last), class_="when"),
                _bar(whole, _days(role.first, role.last)),
            )
        )
    return joined([el("h3", view.say(N_("Roles over time"))), el("ul", *items, class_="roles")])


def _state(view: View, state: str) -> str:
    known = {"former": N_("former"), "sought": N_("sought")}
    return view.say(known[state]) if state in known else tidy(state)


def _days(first: str | None, last: str | None) -> tuple[int, int] | None:
    if first is None or last is None:
        return None
    return dt.date.fromisoformat(first[:10]).toordinal(), dt.date.fromisoformat(last[:10]).toordinal()


def _bar(whole: tuple[int, int] | None, part: tuple[int, int] | None) -> Markup | None:
    """Return when a role was given, within the days of all stories; the days stand beside in words."""
    if whole is None or part is None or whole[0] == whole[1]:
        return None
    length = whole[1] - whole[0]
    start, end = ((each - whole[0]) * 100 / length for each in part)
    return el(
        "svg",
        el("line", x1="0", x2="100", y1="4", y2="4", class_="all"),
        el("line", x1=f"{max(0, start - 0.5):.1f}", x2=f"{min(100, end + 0.5):.1f}", y1="4", y2="4", class_="held"),
        viewBox="0 0 100 8",
        preserveAspectRatio="none",
        aria_hidden="true",
    )


def _named(view: View, name: str, spellings: tuple[Spelling, ...], *, linked: bool) -> Markup | None:
    if len(spellings) < (1 if linked else 2):
        return None
    items = [
        el(
            "li",
            parts.person_link(each.name) if linked else el("span", tidy(each.name), dir="auto"),
            " ",
            el("span", str(each.stories), class_="aside"),
        )
        for each in spellings[:20]
    ]
    return joined([el("h3", view.say(name)), el("ul", *items, class_="names")])


def _said(view: View, each: Person) -> Markup | None:
    if not each.said:
        return None
    items = []
    for said in each.said:
        words = tidy(said.words)
        address = parts.story_address(said.story, said.start, said.end)
        to = view.say(N_("told to {name}"), name=tidy(said.told_to)) if said.told_to else None
        items.append(
            el(
                "li",
                el(
                    "p",
                    el(
                        "a",
                        words if len(words) < 400 else words[:400].rstrip() + "…",
                        href=address,
                        class_="words",
                        dir="auto",
                    ),
                ),
                el("p", " · ".join(filter(None, (parts.day_said(view, said.day), to))), class_="meta"),
            )
        )
    return joined([el("h3", view.say(N_("Said last"))), el("ul", *items, class_="said")])
