"""The page of a draft: pasted, typed, dropped or fetched, and checked while it is written.

The page comes without a draft and keeps none: the text is in the browser alone, and goes to the API to be read.
"""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from runtut.desk.access import token_of
from runtut.desk.pages.draft_words import words_of
from runtut.desk.pages.frame import DRAFT, View, page
from runtut.desk.tokens import Scope
from runtut.i18n import N_
from runtut.intake.formats import FORMATS
from runtut.report.markup import Markup, el, joined

router = APIRouter(include_in_schema=False)

_READ = ("html", "text", "markdown", "docx")
_TABS = (
    ("findings", N_("Findings")),
    ("sources", N_("Sources")),
    ("figures", N_("Figures")),
    ("timeline", N_("Timeline")),
    ("names", N_("Names")),
)
_KEYS = (
    (("F8", "Alt+↓"), N_("next finding")),
    (("Shift+F8", "Alt+↑"), N_("the one before")),
    (("Alt+Enter",), N_("the finding where the cursor is")),
    (("Esc",), N_("close it, back to the text")),
)


@router.get("/")
def home() -> Response:
    """Lead to the draft."""
    return RedirectResponse("/draft", 303)


@router.get("/draft")
def draft(request: Request) -> Response:
    """Show the page."""
    view = View.of(request)
    title = view.say(N_("Draft"))
    return page(
        view,
        title,
        el("h1", title, class_="visually-hidden"),
        el(
            "noscript",
            el("p", view.say(N_("This page needs scripts; allow those of this desk. They come from it alone."))),
        ),
        el(
            "div",
            _tools(view, request),
            el("div", _paper(view), _margin(view), class_="desk"),
            el("p", id="told", class_="visually-hidden", role="status"),
            el("p", view.say(N_("Let go to read the file")), class_="drop", aria_hidden="true"),
            id="draft",
            data_words=words_of(view),
        ),
        section=DRAFT,
        styles=("draft.css",),
        scripts=("draft.js",),
    )


def _may_file(view: View, request: Request) -> bool:
    """Whether whoever reads the page may put stories on file."""
    token = token_of(request)
    return view.desk.settings.archive is not None and (token is None or Scope.WRITE in token.scopes)


def _tools(view: View, request: Request) -> Markup:
    opening = (
        *_documents(view),
        _button("example", view.say(N_("An example"))),
        _button("new", view.say(N_("New")), hidden=True),
    )
    keeping = (
        _button("save", view.say(N_("Save"))),
        _button("page", view.say(N_("Reading page"))),
        _button("print", view.say(N_("Print"))),
        _filing(view) if _may_file(view, request) else None,
    )
    return el(
        "div",
        el("div", *opening, class_="group"),
        el("div", *keeping, class_="group", id="keeping", hidden=True),
        class_="tools",
    )


def _documents(view: View) -> tuple[Markup, Markup]:
    accepted = ",".join(sorted(ending for ending, form in FORMATS.items() if form in _READ))
    file = el("input", type="file", id="file", accept=accepted, class_="visually-hidden")
    address = el(
        "form",
        el("label", view.say(N_("Address of the story")), for_="url"),
        el("input", type="url", id="url", required=True, placeholder="https://", autocomplete="off"),
        el("button", view.say(N_("Fetch"))),
        id="fetch",
    )
    return (
        el("label", file, view.say(N_("Open a file…")), class_="button quiet"),
        _menu(view.say(N_("From an address")), address),
    )


def _filing(view: View) -> Markup:
    form = el(
        "form",
        el("label", view.say(N_("Name on file")), for_="name"),
        el("input", id="name", required=True, maxlength=200, autocomplete="off", aria_describedby="filing"),
        el(
            "p",
            view.say(N_("The draft is then kept in the archive, with all that was read in it.")),
            id="filing",
            class_="hint",
        ),
        el("button", view.say(N_("Put on file"))),
        id="file-it",
    )
    return _menu(view.say(N_("Put on file")), form, right=True)


def _button(ident: str, label: str, *, hidden: bool = False) -> Markup:
    return el("button", label, type="button", id=ident, class_="quiet", hidden=hidden)


def _menu(label: str, content: Markup, *, right: bool = False) -> Markup:
    shown = el("summary", label, class_="button quiet")
    return el("details", shown, el("div", content, class_="sheet"), class_="menu right" if right else "menu")


def _paper(view: View) -> Markup:
    return el(
        "div",
        el(
            "div",
            el("label", view.say(N_("Publication date")), for_="published"),
            el("input", type="date", id="published", max="9999-12-31", aria_describedby="undated"),
            _button("today", view.say(N_("Today"))),
            el("span", view.say(N_("Without it, “yesterday” has no date.")), id="undated", class_="hint"),
            class_="dated",
        ),
        _editor("title", view.say(N_("Title")), view.say(N_("Title"))),
        _editor(
            "text",
            view.say(N_("The story's text")),
            view.say(N_("Paste or write the story here, or drop a file: .docx, .html, .md, .txt.")),
        ),
        el("div", id="captions"),
        el("p", id="state", class_="state"),
        el("p", id="trouble", class_="trouble", role="alert", hidden=True),
        class_="paper",
    )


def _editor(part: str, label: str, hint: str) -> Markup:
    """Return a field of the draft: what marks are drawn on, and the text above it, letter on letter."""
    return el(
        "div",
        el("div", class_="mirror", aria_hidden="true"),
        el(
            "textarea",
            rows=1,
            lang="id",
            aria_label=label,
            aria_describedby="keys" if part == "text" else None,
            placeholder=hint,
            spellcheck="false",  # some browsers send a text elsewhere to have it checked
            autocomplete="off",
            autocorrect="off",
            autocapitalize="off",
            writingsuggestions="false",
            translate="no",
            data_gramm="false",
        ),
        class_=f"editor {part}",
        data_part=part,
    )


def _margin(view: View) -> Markup:
    tabs = [
        el(
            "button",
            view.say(name),
            el("span", class_="count", id=f"count-{key}"),
            type="button",
            role="tab",
            id=f"tab-{key}",
            aria_selected="true" if key == "findings" else "false",
            aria_controls=f"panel-{key}",
            tabindex=0 if key == "findings" else -1,
        )
        for key, name in _TABS
    ]
    panels = [
        el(
            "section",
            _findings(view) if key == "findings" else None,
            role="tabpanel",
            id=f"panel-{key}",
            aria_labelledby=f"tab-{key}",
            tabindex=0 if key != "findings" else None,
            hidden=key != "findings",
        )
        for key, _ in _TABS
    ]
    return el(
        "aside",
        el("div", *tabs, role="tablist", aria_label=view.say(N_("What is in the draft"))),
        *panels,
        class_="margin",
        aria_label=view.say(N_("What is in the draft")),
    )


def _findings(view: View) -> Markup:
    keys = [el("div", el("dt", *_between(names)), el("dd", view.say(what))) for names, what in _KEYS]
    return joined(
        [
            el("p", id="verdict", class_="verdict"),
            el("ol", id="notes", class_="notes"),
            el(
                "details",
                el("summary", view.say(N_("Dismissed")), el("span", class_="count", id="count-dismissed")),
                el("ul", id="dismissed"),
                _button("baseline", view.say(N_("Save as a baseline"))),
                class_="dismissed",
                id="set-aside",
                hidden=True,
            ),
            el("div", el("h2", view.say(N_("Keys"))), el("dl", *keys), class_="keys", id="keys"),
        ]
    )


def _between(names: tuple[str, ...]) -> list[Markup]:
    return [joined([" " if number else None, el("kbd", each)]) for number, each in enumerate(names)]
