"""The page for readers of a sample: each finding with the whole paragraph of each side, in one file that fetches nothing.

There is no script in it, and no link that leads out. All text goes through `markup.escape`.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from runtut.evaluation.sample import Case, Sample
from runtut.evaluation.sheet import Drawing
from runtut.i18n import N_, translate
from runtut.record import TEXT, TITLE, Finding, Record, Span
from runtut.report.markup import Markup, el, joined
from runtut.report.tables import part_label
from runtut.report.text import quoted_words
from runtut.report.wording import say, tidy, word, word_fixes, word_value
from runtut.rules.catalogue import find


def reading_page(sample: Sample, drawing: Drawing, language: str) -> str:
    """Return the page; its findings bear the numbers of the sheet."""
    cases = list(enumerate(sample.cases(), 1))
    style = Markup(Path(__file__).with_name("reading.css").read_text(encoding="utf-8"))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    title = say(N_("{count} findings to be read"), language, count=len(cases))
    groups = [(code, list(each)) for code, each in groupby(cases, key=lambda case: case[1].finding.code)]
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"),
        el("link", rel="icon", href="data:,"),
        el("title", f"{title} — runtut"),
        el("style", style),
    )
    about = N_("{stories} stories of {collection}, {date}. Write right, wrong or unsure in the sheet, by number.")
    body = el(
        "body",
        el("h1", title),
        el(
            "p",
            say(about, language, stories=drawing.stories, collection=drawing.collection, date=drawing.date),
            class_="about",
        ),
        el("nav", el("ul", *(_entry(code, each) for code, each in groups)), aria_label=say(N_("Rules"), language)),
        *(_rule(code, each, language) for code, each in groups),
        el("p", say(N_("Made by runtut. This page fetches nothing and runs no script."), language), class_="foot"),
    )
    return f'<!doctype html>\n<html lang="{language}">\n{head}\n{body}\n</html>\n'


def _entry(code: str, cases: list[tuple[int, Case]]) -> Markup:
    numbers = f" {cases[0][0]}–{cases[-1][0]}" if len(cases) > 1 else f" {cases[0][0]}"
    return el("li", el("a", code, href=f"#r-{code}"), numbers)


def _rule(code: str, cases: list[tuple[int, Case]], language: str) -> Markup:
    entry = find(code)
    what = translate(entry.page.what, language) if entry is not None else ""
    return el(
        "section",
        el("h2", code, id=f"r-{code}"),
        el("p", what, class_="about"),
        *(_case(number, case, language) for number, case in cases),
    )


def _case(number: int, case: Case, language: str) -> Markup:
    finding, record = case.finding, case.record
    story = record.story
    meta = [story.id, story.outlet or "", word_value(story.published, language) if story.published else ""]
    fixes = word_fixes(finding.fixes, language)
    detail = word(finding.detail, language) if finding.detail else ""
    return el(
        "article",
        el(
            "p",
            el("span", str(number), class_="n"),
            el("span", f"{finding.code} {word_value(finding.severity, language)}", class_="code"),
            el("span", " · ".join(tidy(each) for each in meta if each), class_="meta"),
            class_="head",
        ),
        el("h3", _marked(record, Span(0, len(story.title), TITLE), finding), dir="auto") if story.title else None,
        el(
            "div",
            el("p", word(finding.message, language)),
            el("p", "= ", detail) if detail else None,
            el("p", "→ ", fixes) if fixes else None,
            el("p", quoted_words(finding, language)) if finding.in_quotation else None,
            class_="says",
        ),
        *_passages(record, finding, language),
        id=f"n{number}",
    )


def _passages(record: Record, finding: Finding, language: str) -> Iterator[Markup]:
    """Yield the paragraphs, and other parts than the title, that hold a side, in reading order."""
    whole = {
        record.paragraph_of(side) if side.part == TEXT else Span(0, len(record.story.part(side.part)), side.part)
        for side in finding.spans
        if side.part != TITLE
    }
    for span in sorted(whole, key=lambda each: (each.part != TEXT, each.part, each.start)):
        label = part_label(span.part, language)
        last = max(
            [span.end, *(s.end for s in finding.spans if s.part == span.part and span.start <= s.start < span.end)]
        )
        yield el(
            "blockquote",
            el("span", label, ": ", class_="part") if label else None,
            _marked(record, Span(span.start, last, span.part), finding),
            dir="auto",
        )


def _marked(record: Record, whole: Span, finding: Finding) -> Markup:
    """Return a stretch with the sides in it marked and numbered in the order the message names them."""
    text = record.story.part(whole.part)
    made: list[str | Markup] = []
    at = whole.start
    sides = sorted((s.start, s.end, n) for n, s in enumerate(finding.spans, 1) if s.part == whole.part)
    for start, end, number in sides:
        if start < at or end > whole.end:
            continue
        made += [text[at:start], el("mark", text[start:end], el("sup", str(number)))]
        at = end
    return joined([*made, text[at : whole.end]])
