"""The reading page: a story with everything read out of it, in one file that fetches nothing.

There is no script in it. Kinds of marks are switched off, and the sides of a finding joined, by CSS alone, so the
content security policy can forbid every script and every address. All text goes through `markup.escape`; ids and
classes are made of counters and our own words, never of a story's.
"""

from __future__ import annotations

import base64
import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from runtut.i18n import N_
from runtut.record import (
    TEXT,
    TITLE,
    Entity,
    EntityType,
    Finding,
    Quantity,
    QuantityKind,
    Quotation,
    QuotationKind,
    Record,
    Severity,
    Span,
    caption,
)
from runtut.report.json import Tally
from runtut.report.markup import Markup, el, escape, joined
from runtut.report.outcome import Outcome
from runtut.report.tables import (
    Moment,
    excerpt,
    figures,
    sources,
    timeline,
    word_period,
    word_quantity,
    word_time,
)
from runtut.report.text import BYLINE_ROLES, quoted_words
from runtut.report.wording import join, say, tidy, word, word_error, word_fixes, word_value

_FOLDER = Path(__file__).parent
_LONGEST_WORDS = 240

_KINDS = (
    ("times", N_("times"), "t"),
    ("figures", N_("figures"), "g"),
    ("quotations", N_("quotations"), "q"),
    ("names", N_("names"), "e"),
    ("findings", N_("findings"), "side error"),
)

_ENTITY = {
    EntityType.PERSON: N_("person"),
    EntityType.ORGANIZATION: N_("organization"),
    EntityType.PLACE: N_("place"),
}

_MEASURED = {
    QuantityKind.MONEY: N_("money"),
    QuantityKind.PERCENT: N_("share"),
    QuantityKind.PERCENT_POINT: N_("change of a share"),
    QuantityKind.AGE: N_("age"),
    QuantityKind.MULTIPLE: N_("multiple"),
    QuantityKind.FRACTION: N_("fraction"),
    QuantityKind.SCORE: N_("score"),
    QuantityKind.MEASURE: N_("measure"),
}


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
    style = Markup(_asset("page.css") + _joining(most, "article"))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    only = read[0] if len(outcomes) == 1 and read else None
    title = (
        tidy(only.story.title or only.story.id)
        if only
        else say(N_("{count} stories read"), language, count=len(outcomes))
    )
    yield "<!doctype html>\n"
    yield f'<html lang="{escape(language)}">\n'
    yield el(
        "head",
        el("meta", charset="utf-8"),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">'),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="generator", content="runtut"),
        el("link", rel="icon", href="data:,"),
        el("title", f"{title} — runtut"),
        Markup(f"<style>{style}</style>"),
    )
    yield "\n<body>\n"
    yield el("a", say(N_("Skip to the story"), language), class_="skip", href="#main")
    yield _bar(language)
    if only is None:
        yield _index(outcomes, language)
    yield '<main id="main">\n'
    number = 0
    for outcome in outcomes:
        if outcome.record is not None:
            number += 1
            yield _article(outcome.record, number, language, alone=only is not None)
    yield "\n</main>\n"
    yield el(
        "footer", say(N_("Read by runtut. This page fetches nothing and runs no script."), language), class_="foot"
    )
    yield "\n</body>\n</html>\n"


def notebook(record: Record, *, language: str = "en") -> str:
    """Return a record as an HTML fragment for notebooks: the story marked, its findings, and tables to open."""
    story = _Marked(record, 0, language)
    style = _asset("notebook.css") + _joining(len(record.findings), ".runtut")
    listed = [
        el(
            "li",
            el("strong", f"{word_value(each.severity, language)} {each.code} "),
            *_said(each, language),
            id=story.id("n", number),
            class_=f"f{number}",
        )
        for number, each in enumerate(record.findings, 1)
    ]
    tables = _tables(record, story, language, level="h5")
    return el(
        "div",
        Markup(f"<style>{style}</style>"),
        el("h4", story.part(TITLE) if record.story.title else tidy(record.story.id)),
        el("p", _meta(record, language), class_="runtut-meta"),
        el("div", story.paragraphs(), lang=record.story.language, class_="story-part"),
        el("ol", *listed) if listed else None,
        el("details", el("summary", say(N_("Sources, figures and timeline"), language)), *tables) if tables else None,
        class_="runtut",
    )


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


# ---------------------------------------------------------------- the story, marked


@dataclass(frozen=True, slots=True)
class _Mark:
    """A stretch to be marked: its classes, what it means, and the id by which tables refer to it."""

    start: int
    end: int
    classes: tuple[str, ...]
    meaning: str = ""
    id: str | None = None


class _Marked:
    """One story's parts as marked HTML.

    Annotations may nest and cross: the text is cut wherever one begins or ends, and each piece carries the classes of
    all that cover it.
    """

    def __init__(self, record: Record, number: int, language: str, *, notes: bool = False) -> None:
        self.record = record
        self.number = number
        self.language = language
        self._marks: dict[str, list[_Mark]] = {}
        self._inserts: dict[str, dict[int, list[Markup]]] = {}
        self._collect()
        self._sides()
        if notes:
            self._notes()

    def id(self, kind: str, number: int) -> str:
        """Return the id of the page's element for one annotation or finding."""
        return f"s{self.number}-{kind}{number}"

    def part(self, name: str) -> Markup:
        """Return a whole part on one line, marked."""
        return joined(self._ranges(name, [(0, len(self.record.story.part(name)))]))

    def paragraphs(self) -> Markup:
        """Return the paragraphs of the text, marked."""
        stretches, at = [], 0
        for line in self.record.story.text.split("\n"):
            stripped = line.strip()
            if stripped:
                start = at + line.index(stripped[0])
                stretches.append((start, start + len(stripped)))
            at += len(line) + 1
        return joined((el("p", made, dir="auto") for made in self._ranges(TEXT, stretches)), "\n")

    def _collect(self) -> None:
        record, language = self.record, self.language
        for number, time in enumerate(record.times):
            meaning = word_time(time, language) or time.value
            self._add(time.span, ("t",), meaning, self.id("t", number))
        for number, quantity in enumerate(record.quantities):
            self._add(quantity.span, ("g",), word_quantity(quantity, language), self.id("g", number))
        for number, quotation in enumerate(record.quotations):
            self._add(quotation.span, ("q",), _whose(quotation, language), self.id("q", number))
        for entity in record.entities:
            meaning = _who(entity, language)
            for mention in entity.mentions:
                self._add(mention, ("e",), meaning, None)
        masked = say(N_("not the story's own words, not checked"), language)
        for mask in record.story.masks:
            self._add(mask, ("m",), masked, None)

    def _sides(self) -> None:
        for number, finding in enumerate(self.record.findings, 1):
            classes = ("side", f"f{number}", finding.severity.label)
            for which, span in enumerate(finding.spans):
                self._add(span, classes, "", self.id(f"f{number}-", which))
                about = say(N_("finding {number}"), self.language, number=number)
                ref = el(
                    "a",
                    str(number),
                    class_=f"ref f{number} {finding.severity.label}",
                    href=f"#{self.id('n', number)}",
                    aria_label=about,
                )
                self._insert(span.part, span.end, ref)

    def _notes(self) -> None:
        for number, finding in enumerate(self.record.findings, 1):
            if not finding.spans:
                continue
            first = min(finding.spans, key=lambda s: (s.part != TEXT, s.part, s.start))
            if first.part != TEXT:
                continue
            sentence = self.record.sentence_of(first)
            text = self.record.story.text
            end = max(first.end, min(sentence.end, len(text)))
            while end > first.end and text[end - 1].isspace():
                end -= 1
            self._insert(TEXT, end, note(finding, number, self))

    def notes_of(self, part: str) -> list[Markup]:
        """Return the notes of findings that stand wholly outside the text, first in `part`."""
        made = []
        for number, finding in enumerate(self.record.findings, 1):
            parts = [each.part for each in finding.spans]
            if parts and TEXT not in parts and parts[0] == part:
                made.append(note(finding, number, self))
        return made

    def _add(self, span: Span, classes: tuple[str, ...], meaning: str, ident: str | None) -> None:
        if span.end > span.start:
            mark = _Mark(span.start, span.end, classes, meaning, ident)
            self._marks.setdefault(span.part, []).append(mark)

    def _insert(self, part: str, offset: int, made: Markup) -> None:
        self._inserts.setdefault(part, {}).setdefault(offset, []).append(made)

    def _ranges(self, part: str, stretches: list[tuple[int, int]]) -> Iterator[Markup]:
        """Yield each stretch of a part as marked HTML, in one walk over text and marks; stretches are in order."""
        text = self.record.story.part(part)
        marks = sorted(self._marks.get(part, ()), key=lambda m: (m.start, -m.end))
        inserts = self._inserts.get(part, {})
        edges = sorted({each for m in marks for each in (m.start, m.end)} | inserts.keys())
        covering: list[_Mark] = []
        following = 0
        for start, end in stretches:
            made: list[Markup] = []
            at = start
            for edge in [*edges[bisect_right(edges, start) : bisect_left(edges, end)], end]:
                covering = [m for m in covering if m.end > at]
                while following < len(marks) and marks[following].start <= at:
                    if marks[following].end > at:
                        covering.append(marks[following])
                    following += 1
                if edge > at:
                    made.append(_piece(text[at:edge], at, covering))
                    made += inserts.get(edge, ())
                at = edge
            yield joined(made)


def _piece(words: str, at: int, covering: list[_Mark]) -> Markup:
    """Return the HTML of one stretch between two edges, `covering` being all that lies over it."""
    if not covering:
        return escape(words)
    inner_first = sorted(covering, key=lambda m: m.end - m.start)
    classes = dict.fromkeys(each for mark in covering for each in mark.classes)
    meaning = " · ".join(dict.fromkeys(mark.meaning for mark in inner_first if mark.meaning))
    made = el("span", words, class_=" ".join(classes), title=meaning or None)
    for mark in inner_first:
        if mark.id and mark.start == at:
            made = el("span", made, id=mark.id)
    return made


# ---------------------------------------------------------------- findings


def note(finding: Finding, number: int, story: _Marked) -> Markup:
    """Return the note of a finding: what disagrees, both sides, the fact, what would make them agree."""
    language = story.language
    return el(
        "span",
        el("span", str(number), class_="num", aria_hidden="true"),
        el("span", word_value(finding.severity, language), class_="kind"),
        " ",
        el("span", finding.code, class_="code"),
        *_said(finding, language, _links(finding, number, story)),
        class_=f"finding f{number} {finding.severity.label}",
        id=story.id("n", number),
        role="note",
        aria_label=say(N_("finding {number}"), language, number=number),
        dir="auto",
    )


def _said(finding: Finding, language: str, links: Markup | None = None) -> list[Markup | None]:
    message = word(finding.message, language)
    fact = word(finding.detail, language) if finding.detail else None
    fixes = word_fixes(finding.fixes, language)
    return [
        el("span", _sentence(message), class_="says"),
        el("span", links, class_="sides") if links else None,
        el("span", _sentence(fact), class_="fact") if fact else None,
        el("span", "→ ", fixes, class_="fix") if fixes else None,
        el("span", _sentence(quoted_words(finding, language)), class_="whose") if finding.in_quotation else None,
    ]


def _links(finding: Finding, number: int, story: _Marked) -> Markup:
    """Return both sides as links to where they stand."""
    made = []
    for which, span in enumerate(finding.spans):
        words = _shortened(story.record.slice(span), 60)
        made.append(el("a", f"“{words}”", href=f"#{story.id(f'f{number}-', which)}"))
    return joined(made, " ↔ ")


def _sentence(text: str | None) -> str:
    return text[:1].upper() + text[1:] if text else ""


def _shortened(text: str, longest: int) -> str:
    text = tidy(text)
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


# ---------------------------------------------------------------- the page


def _bar(language: str) -> Markup:
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
                el("span", _counted(record, language), class_="count aside"),
            )
        )
    heading = say(N_("{count} stories read"), language, count=len(outcomes))
    contents = el("nav", el("ol", *items), aria_label=say(N_("Stories"), language))
    return el("header", el("h1", heading), contents, class_="index")


def _counted(record: Record, language: str) -> str:
    tally = Tally()
    tally.add(Outcome(id=record.story.id, record=record))
    kinds = {
        Severity.ERROR: (N_("{count} error"), N_("{count} errors")),
        Severity.WARNING: (N_("{count} warning"), N_("{count} warnings")),
        Severity.NOTE: (N_("{count} note"), N_("{count} notes")),
    }
    said = [
        say(one if tally.severities[kind] == 1 else many, language, count=tally.severities[kind])
        for kind, (one, many) in kinds.items()
        if tally.severities[kind]
    ]
    return join(said, language) if said else say(N_("nothing to report"), language)


def _article(record: Record, number: int, language: str, *, alone: bool) -> Markup:
    story = _Marked(record, number, language, notes=True)
    title, section = ("h1", "h2") if alone else ("h2", "h3")
    told = record.story
    kicker = " · ".join(tidy(each) for each in (told.outlet, told.section) if each)
    parts = [caption(index) for index in range(len(told.captions))]
    captions = [
        el(
            "li",
            el("span", say(N_("Caption"), language), ": ", class_="label", lang=language),
            el("span", story.part(part), class_="story-part", dir="auto"),
            el("span", f" ({tidy(each.credit)})", class_="credit") if each.credit else None,
            *story.notes_of(part),
        )
        for part, each in zip(parts, told.captions, strict=True)
    ]
    above = story.notes_of(TITLE)
    heading = story.part(TITLE) if told.title else escape(tidy(told.id))
    return el(
        "article",
        el(
            "header",
            el("p", kicker, class_="kicker", lang=told.language, dir="auto") if kicker else None,
            el(title, heading, id=f"s{number}-h", class_="headline story-part", lang=told.language, dir="auto"),
            el("p", _meta(record, language), class_="meta"),
            el("p", _sentence(_counted(record, language)), class_="verdict"),
        ),
        el("div", *above, class_="headline-notes") if above else None,
        el("div", story.paragraphs(), class_="story story-part", lang=told.language),
        el("ul", *captions, class_="captions", lang=told.language) if captions else None,
        el("div", *_tables(record, story, language, level=section), class_="tables"),
        id=f"s{number}",
        aria_labelledby=f"s{number}-h",
    )


def _meta(record: Record, language: str) -> Markup:
    story = record.story
    said: list[Markup | str] = []
    if story.published is not None:
        said.append(el("time", word_value(story.published, language), datetime=story.published.isoformat()))
    said += [f"{tidy(each.name)} ({say(BYLINE_ROLES[each.role], language)})" for each in story.bylines]
    if story.url and story.url.lower().startswith(("https://", "http://")):
        host = tidy(story.url.split("/")[2]) or tidy(story.url)
        said.append(el("a", host, href=story.url, rel="noopener noreferrer nofollow"))
    elif story.source:
        said.append(tidy(story.source))
    return joined(said, " · ")


def _who(entity: Entity, language: str) -> str:
    roles = tuple(dict.fromkeys(tidy(each.text) for each in entity.roles))
    kind = say(_ENTITY[entity.type], language)
    return f"{tidy(entity.name)}: {', '.join(roles) or kind}"


def _whose(quotation: Quotation, language: str) -> str:
    name = quotation.speaker.name if quotation.speaker else None
    said = say(N_("said by {name}"), language, name=name) if name else say(N_("nobody named"), language)
    if quotation.told_to:
        said += ", " + say(N_("told to {name}"), language, name=quotation.told_to)
    return said


# ---------------------------------------------------------------- tables


def _tables(record: Record, story: _Marked, language: str, *, level: str) -> list[Markup]:
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


def _sources(record: Record, story: _Marked, language: str) -> Markup | None:
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
            words = _shortened(said.text, _LONGEST_WORDS)
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
                    _cell(_iso_day(said.time, language), labels[3]),
                    _cell(chain, labels[4]),
                )
            )
            head = None
    return _table(labels, rows) if rows else None


def _figures(record: Record, story: _Marked, language: str) -> Markup | None:
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
                el("th", _what(quantity, language), scope="row"),
                _cell(word_quantity(quantity, language) + status, labels[1], class_="amount"),
                el(
                    "td",
                    el("a", tidy(quantity.text), href=f"#{story.id('g', place[id(quantity)])}", dir="auto"),
                    lang=record.story.language,
                    data_label=labels[2],
                ),
                _cell(_iso_day(quantity.period, language), labels[3]),
                _cell(figure.said_by and tidy(figure.said_by), labels[4]),
            )
        )
    return _table(labels, rows) if rows else None


def _what(quantity: Quantity, language: str) -> str:
    if quantity.noun is not None:
        return tidy(quantity.noun.value)
    if quantity.kind in _MEASURED:
        return say(_MEASURED[quantity.kind], language)
    return tidy(quantity.unit) or say(N_("number"), language)


def _cell(text: str | None, label: str, *, class_: str | None = None) -> Markup:
    return el("td", text, data_label=label, class_=class_, dir="auto") if text else el("td", class_=class_)


def _iso_day(value: str | None, language: str) -> str | None:
    """Return an ISO day in words; anything else as it is."""
    if value is None:
        return None
    try:
        return word_value(date.fromisoformat(value), language) if len(value) == 10 else tidy(value)
    except ValueError:
        return tidy(value)


def _timeline(record: Record, story: _Marked, language: str, level: str) -> Markup | None:
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
