"""The pages of the rules: the catalogue with how often each was right, and a page for each rule."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from fastapi import APIRouter, Request, Response

from runtut.desk.api.problems import Problem
from runtut.desk.pages.frame import RULES, View, page
from runtut.explained import example_of, precision_said, published_said
from runtut.i18n import N_, translate
from runtut.record import Severity
from runtut.report.markup import Child, Markup, el, joined
from runtut.report.wording import word_value
from runtut.rules.catalogue import Entry, catalogue, find
from runtut.rules.precision import measured

router = APIRouter(include_in_schema=False)

FAMILIES = {
    "CAL": N_("Calendar and clock"),
    "NUM": N_("Figures"),
    "SRC": N_("Sources and quotations"),
    "NAM": N_("Names, roles, places"),
    "ARC": N_("Against the archive"),
}


@router.get("/rules")
def rules(request: Request) -> Response:
    """Show the catalogue."""
    view = View.of(request)
    title = view.say(N_("Rules"))
    intro = view.say(
        N_(
            "A finding says that two places of a story disagree, never which of them is the slip. The share says how many of "
            "the findings of a rule were right when people read them; the line shows how sure that is."
        )
    )
    families = [
        _family(view, family, list(entries)) for family, entries in groupby(catalogue(), lambda e: e.rule.code[:3])
    ]
    return page(view, title, el("h1", title), el("p", intro, class_="lead"), *families, section=RULES)


def _family(view: View, family: str, entries: list[Entry]) -> Markup:
    head = el(
        "tr",
        *(
            el("th", view.say(each), scope="col")
            for each in (N_("Rule"), N_("What it finds"), N_("Severity"), N_("Right when read"))
        ),
    )
    return el(
        "section",
        el("h2", view.say(FAMILIES[family]) if family in FAMILIES else family, id=family),
        el(
            "div",
            el("table", el("thead", head), el("tbody", *(_row(view, each) for each in entries)), class_="rules"),
            class_="scrolled",
        ),
        aria_labelledby=family,
    )


def _row(view: View, entry: Entry) -> Markup:
    rule = entry.rule
    severity = word_value(rule.severity, view.language)
    return el(
        "tr",
        el("th", el("a", rule.code, href=f"/rules/{rule.code}"), scope="row"),
        el("td", translate(entry.page.what, view.language)),
        el("td", _severity(rule.severity, severity), data_label=view.say(N_("Severity"))),
        el("td", _share(view, rule.code), data_label=view.say(N_("Right when read"))),
    )


def _severity(severity: Severity, said: str) -> Markup:
    return el("span", said, class_=f"severity {severity.label}")


def _share(view: View, code: str) -> Markup:
    """Return the share of right findings with its interval, drawn and in words; or that nobody has counted."""
    known = measured().get(code)
    if known is None or known.share is None:
        return el("span", view.say(N_("not audited")), class_="aside")
    low, high = known.interval
    drawn = el(
        "svg",
        el("line", x1="0", x2="100", y1="6", y2="6", class_="scale"),
        el("line", x1=f"{low * 100:.1f}", x2=f"{high * 100:.1f}", y1="6", y2="6", class_="interval"),
        el("circle", cx=f"{known.share * 100:.1f}", cy="6", r="4", class_="share"),
        viewBox="-5 0 110 12",
        class_="precision",
        aria_hidden="true",
    )
    said = view.say(N_("{right} of {read}"), right=known.right, read=known.right + known.wrong)
    return joined([drawn, " ", el("span", said, title=precision_said(code, view.language))])


@router.get("/rules/{code}")
def rule(code: str, request: Request) -> Response:
    """Show the page of one rule."""
    view = View.of(request)
    entry = find(code)
    if entry is None:
        raise Problem(404, N_("there is no rule of that code or name"), kind="no-rule")
    told, language = entry.page, view.language
    heading = el("h1", el("span", entry.rule.code, class_="code"), " ", entry.rule.name)
    severity = _severity(entry.rule.severity, word_value(entry.rule.severity, language))
    parts: list[Child] = [
        el("p", el("a", view.say(N_("All rules")), href="/rules"), class_="back"),
        heading,
        el("p", severity, " ", translate(told.what, language), class_="lead"),
        *_said(view, N_("Why"), told.why),
        *_on_file(view, entry),
        *_examples(view, N_("Wrong"), told.bad, "wrong"),
        *_examples(view, N_("Right"), told.good, "right"),
        *_said(view, N_("When it is silent"), told.silent),
        *_said(view, N_("Limits"), told.limits),
        *_said(view, N_("Source"), told.source),
        el("h2", view.say(N_("Measured precision"))),
        el("p", _sentence(precision_said(entry.rule.code, language))),
    ]
    return page(view, f"{entry.rule.code} {entry.rule.name}", el("div", *parts, class_="text"), section=RULES)


def _said(view: View, heading: str, text: str) -> Iterator[Markup]:
    if text:
        yield el("h2", view.say(heading))
        yield el("p", _sentence(translate(text, view.language)))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def _on_file(view: View, entry: Entry) -> Iterator[Markup]:
    old = entry.old_stories()
    if old:
        yield el("h2", view.say(N_("On file")))
        for each in old:
            said = view.say(N_("Published {date} by {outlet}."), date=each.published_date, outlet=each.outlet)
            yield _example(said, each.text, "on-file")


def _examples(view: View, heading: str, examples: tuple[str, ...], kind: str) -> Iterator[Markup]:
    if examples:
        yield el("h2", view.say(heading))
        for each in map(example_of, examples):
            yield _example(published_said(each, view.language), each.text, kind)


def _example(head: str, text: str, kind: str) -> Markup:
    words = el("p", *_marked(text), lang="id")
    return el("blockquote", el("p", *_marked(head), class_="aside") if head else None, words, class_=kind)


def _marked(example: str) -> Iterator[Child]:
    """Yield an example, what a finding marks in it marked."""
    for number, piece in enumerate(example.replace("]]", "[[").split("[[")):
        yield el("mark", piece) if number % 2 else piece
