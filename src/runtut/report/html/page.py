"""The whole page: head, bar, index, stories; and the fragment for notebooks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from runtut.i18n import N_
from runtut.record import TITLE, Record
from runtut.report.html.article import article, counted, meta
from runtut.report.html.notes import said
from runtut.report.html.sections import sections
from runtut.report.html.story import Marked
from runtut.report.lone_page import lone_head
from runtut.report.markup import Markup, el, escape
from runtut.report.outcome import Outcome
from runtut.report.wording import say, tidy, word_error, word_value

_FOLDER = Path(__file__).parent

_KINDS = (
    ("times", N_("times"), "t"),
    ("figures", N_("figures"), "g"),
    ("quotations", N_("quotations"), "q"),
    ("names", N_("names"), "e"),
    ("findings", N_("findings"), "side error"),
)


def reading_page(records: Iterable[Record | Outcome], *, language: str = "en") -> str:
    """Return one HTML document that shows every record.

    Args:
        records: records, or what came of each story; one that could not be read is named in the index.
        language: "id" or "en": that of headings, messages and dates. The stories keep theirs.
    """
    return "".join(reading_pieces(records, language=language))


def reading_pieces(records: Iterable[Record | Outcome], *, language: str = "en") -> Iterator[str]:
    """Yield the reading page in pieces to be written one after another; the index comes first, so all are read before."""
    outcomes = [
        each if isinstance(each, Outcome) else Outcome(id=each.story.id, record=each, source=each.story.source)
        for each in records
    ]
    read = [each.record for each in outcomes if each.record is not None]
    most = max((len(each.findings) for each in read), default=0)
    style = _asset("article.css") + _asset("page.css") + _joining(most, "article")
    only = read[0] if len(outcomes) == 1 and read else None
    title = (
        tidy(only.story.title or only.story.id)
        if only
        else say(N_("{count} stories read"), language, count=len(outcomes))
    )
    yield "<!doctype html>\n"
    yield f'<html lang="{escape(language)}">\n'
    yield lone_head(title, style=style)
    yield "\n<body>\n"
    yield el("a", say(N_("Skip to the story"), language), class_="skip", href="#main")
    yield bar(language)
    if only is None:
        yield _index(outcomes, language)
    yield '<main id="main">\n'
    number = 0
    for outcome in outcomes:
        if outcome.record is not None:
            number += 1
            yield article(outcome.record, number, language, alone=only is not None)
    yield "\n</main>\n"
    yield el(
        "footer", say(N_("Read by runtut. This page fetches nothing and runs no script."), language), class_="foot"
    )
    yield "\n</body>\n</html>\n"


def notebook(record: Record, *, language: str = "en") -> str:
    """Return a record as an HTML fragment for notebooks: the story marked, its findings, and tables to open."""
    story = Marked(record, 0, language)
    style = _asset("notebook.css") + _joining(len(record.findings), ".runtut")
    listed = [
        el(
            "li",
            el("strong", f"{word_value(each.severity, language)} {each.code} "),
            *said(each, language),
            id=story.id("n", number),
            class_=f"f{number}",
        )
        for number, each in enumerate(record.findings, 1)
    ]
    tables = sections(record, story, language, level="h5")
    return el(
        "div",
        Markup(f"<style>{style}</style>"),
        el("h4", story.part(TITLE) if record.story.title else tidy(record.story.id)),
        el("p", meta(record, language), class_="runtut-meta"),
        el("div", story.paragraphs(), lang=record.story.language, class_="story-part"),
        el("ol", *listed) if listed else None,
        el("details", el("summary", say(N_("Sources, figures and timeline"), language)), *tables) if tables else None,
        class_="runtut",
    )


def bar(language: str) -> Markup:
    """Return the boxes that switch kinds of marks off."""
    boxes = [
        el(
            "label",
            el("input", type="checkbox", id=f"show-{name}", checked=True, autocomplete="off"),
            el("span", say(label, language), class_=classes),
        )
        for name, label, classes in _KINDS
    ]
    return el("div", el("fieldset", el("legend", say(N_("Show"), language)), *boxes), class_="bar")


def _index(outcomes: list[Outcome], language: str) -> Markup:
    items, number = [], 0
    for outcome in outcomes:
        record = outcome.record
        if record is None:
            items.append(
                el("li", f"{tidy(outcome.id)}: ", el("span", word_error(outcome.error, language), class_="error"))
            )
            continue
        number += 1
        items.append(
            el(
                "li",
                el("a", tidy(record.story.title or record.story.id), href=f"#s{number}"),
                " ",
                el("span", counted(record, language), class_="count aside"),
            )
        )
    heading = say(N_("{count} stories read"), language, count=len(outcomes))
    contents = el("nav", el("ol", *items), aria_label=say(N_("Stories"), language))
    return el("header", el("h1", heading), contents, class_="index")


@cache
def _asset(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _joining(count: int, scope: str) -> str:
    """Return rules that light up both sides of finding 1 to `count` when one of them or the note is pointed at."""
    return "".join(
        f"{scope}:has(.f{n}:is(:hover,:focus,:focus-within)) .side.f{n}"
        "{background:var(--joined,#ffe45e);color:var(--joined-ink,#21201d)}\n"
        for n in range(1, count + 1)
    )
