"""The sections below a story: sources, figures, timeline."""

from __future__ import annotations

from collections.abc import Iterable

from runtut.i18n import N_
from runtut.record import QuotationKind, Record
from runtut.report.html.notes import shortened
from runtut.report.html.story import Marked
from runtut.report.markup import Markup, el, joined
from runtut.report.tables import (
    Moment,
    excerpt,
    figures,
    sources,
    timeline,
    word_day,
    word_noun,
    word_period,
    word_quantity,
)
from runtut.report.wording import say, tidy, word_value

_LONGEST_WORDS = 240


def sections(record: Record, story: Marked, language: str, *, level: str) -> list[Markup]:
    """Return the sections below the story, those that hold anything."""
    made = []
    for name, heading, content in (
        ("sources", N_("Sources"), _sources(record, story, language)),
        ("figures", N_("Figures"), _figures(record, story, language)),
        ("timeline", N_("Timeline"), _timeline(record, story, language, level)),
    ):
        if content is not None:
            ident = f"s{story.number}-{name}"
            made.append(el("section", el(level, say(heading, language), id=ident), content, aria_labelledby=ident))
    return made


def _table(headings: Iterable[str], rows: Iterable[Markup]) -> Markup:
    head = el("thead", el("tr", *(el("th", each, scope="col") for each in headings)))
    return el("table", head, el("tbody", *rows))


def _sources(record: Record, story: Marked, language: str) -> Markup | None:
    place = {id(each): number for number, each in enumerate(record.quotations)}
    labels = [
        say(each, language) for each in (N_("Who"), N_("What they said"), N_("Told to"), N_("When"), N_("Through"))
    ]
    rows = []
    for source in sources(record):
        name = tidy(source.name) if source.name else say(N_("nobody named"), language)
        roles = tidy("; ".join(source.roles)) if source.roles else None
        head: Markup | None = el(
            "th",
            el("span", name, dir="auto"),
            el("span", roles, class_="role", dir="auto") if roles else None,
            scope="rowgroup" if len(source.quotations) > 1 else "row",
            rowspan=len(source.quotations) if len(source.quotations) > 1 else None,
        )
        for said in source.quotations:
            words = shortened(said.text, _LONGEST_WORDS)
            words = f"“{words}”" if said.kind is QuotationKind.DIRECT else words
            chain = " → ".join(tidy(each) for each in said.chain) if len(said.chain) > 1 else None
            rows.append(
                el(
                    "tr",
                    head,
                    el(
                        "td",
                        el(
                            "a",
                            words,
                            href=f"#{story.id('q', place[id(said)])}",
                            lang=record.story.language,
                            dir="auto",
                        ),
                    ),
                    _cell(said.told_to and tidy(said.told_to), labels[2]),
                    _cell(word_day(said.time, language), labels[3]),
                    _cell(chain, labels[4]),
                )
            )
            head = None
    return _table(labels, rows) if rows else None


def _figures(record: Record, story: Marked, language: str) -> Markup | None:
    place = {id(each): number for number, each in enumerate(record.quantities)}
    labels = [
        say(each, language)
        for each in (N_("What"), N_("How many"), N_("As written"), N_("Which period"), N_("Said by"))
    ]
    rows = []
    for figure in figures(record):
        quantity = figure.quantity
        status = f" ({word_value(quantity.status, language)})" if quantity.status.value != "stated" else ""
        rows.append(
            el(
                "tr",
                el("th", word_noun(quantity, language), scope="row"),
                _cell(word_quantity(quantity, language) + status, labels[1], class_="amount"),
                el(
                    "td",
                    el("a", tidy(quantity.text), href=f"#{story.id('g', place[id(quantity)])}", dir="auto"),
                    lang=record.story.language,
                    data_label=labels[2],
                ),
                _cell(word_day(quantity.period, language), labels[3]),
                _cell(figure.said_by and tidy(figure.said_by), labels[4]),
            )
        )
    return _table(labels, rows) if rows else None


def _cell(text: str | None, label: str, *, class_: str | None = None) -> Markup:
    return el("td", text, data_label=label, class_=class_, dir="auto") if text else el("td", class_=class_)


def _timeline(record: Record, story: Marked, language: str, level: str) -> Markup | None:
    moments = timeline(record)
    if not moments:
        return None
    place = {id(each): number for number, each in enumerate(record.times)}
    published = record.story.published_date
    behind = [each for each in moments if not each.ahead]
    ahead = [each for each in moments if each.ahead]

    def row(moment: Moment) -> Markup:
        told = [
            el(
                "li",
                el("a", excerpt(record, each.span, 150), href=f"#{story.id('t', place[id(each)])}", dir="auto"),
                lang=record.story.language,
            )
            for each in moment.times
        ]
        return el("li", el("span", word_period(moment.first, moment.last, language), class_="when"), el("ul", *told))

    made = [row(each) for each in behind]
    if published is not None:
        at = sum(each.first <= published for each in behind)
        day = el("span", word_value(published, language), class_="when")
        made.insert(at, el("li", day, el("span", say(N_("published"), language)), class_="published"))
    deeper = f"h{int(level[1]) + 1}"
    return joined(
        [
            el("ol", *made, class_="timeline") if made else None,
            el(deeper, say(N_("Ahead"), language), class_="sub") if ahead else None,
            el("ol", *(row(each) for each in ahead), class_="timeline") if ahead else None,
        ]
    )
