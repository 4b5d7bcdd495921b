"""A story with its marks: text cut wherever an annotation begins or ends."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from runtut.i18n import N_
from runtut.record import TEXT, Entity, EntityType, Quotation, Record, Span
from runtut.report.html.notes import element_id, note
from runtut.report.markup import Markup, el, escape, joined
from runtut.report.tables import word_quantity, word_time
from runtut.report.wording import say, tidy
from runtut.values import dataclass

_ENTITY = {
    EntityType.PERSON: N_("person"),
    EntityType.ORGANIZATION: N_("organization"),
    EntityType.PLACE: N_("place"),
}


@dataclass(frozen=True, slots=True)
class _Mark:
    """A stretch to be marked: its classes, what it means, and the id by which tables refer to it."""

    start: int
    end: int
    classes: tuple[str, ...]
    meaning: str = ""
    id: str | None = None


class Marked:
    """One story's parts as marked HTML.

    Annotations may nest and cross: the text is cut wherever one begins or ends, and each piece carries the classes of
    all that cover it.
    """

    def __init__(
        self,
        record: Record,
        number: int,
        language: str,
        *,
        notes: bool = False,
        place: tuple[int, int] | None = None,
    ) -> None:
        self.record = record
        self.number = number
        self.language = language
        self._marks: dict[str, list[_Mark]] = {}
        self._inserts: dict[str, dict[int, list[Markup]]] = {}
        self._below: list[tuple[int, Markup]] = []
        self._collect()
        if place is not None:
            self._add(Span(*place, TEXT), ("here",), "", "here")
        self._sides()
        if notes:
            self._notes()

    def id(self, kind: str, number: int) -> str:
        """Return the id of the page's element for one annotation or finding."""
        return element_id(self.number, kind, number)

    def part(self, name: str) -> Markup:
        """Return a whole part on one line, marked."""
        return joined(self._ranges(name, [(0, len(self.record.story.part(name)))]))

    def paragraphs(self) -> Markup:
        """Return the paragraphs of the text, marked, with the notes of findings behind the paragraph they begin in.

        A paragraph with notes opens a passage, which holds what follows up to the next one: there is room beside it.
        """
        stretches, at = [], 0
        for line in self.record.story.text.split("\n"):
            stripped = line.strip()
            if stripped:
                start = at + line.index(stripped[0])
                stretches.append((start, start + len(stripped)))
            at += len(line) + 1
        ends = [end for _, end in stretches]
        notes: dict[int, list[Markup]] = {}
        for offset, each in self._below:
            notes.setdefault(min(bisect_left(ends, offset), len(ends) - 1), []).append(each)
        paragraphs = (el("p", made, dir="auto") for made in self._ranges(TEXT, stretches))
        passages: list[list[Markup]] = [[]]
        for at, paragraph in enumerate(paragraphs):
            if at in notes:
                passages.append([paragraph, el("div", *notes[at], class_="notes")])
            else:
                passages[-1].append(paragraph)
        made = (el("div", joined(each, "\n"), class_="passage") for each in passages[1:])
        return joined([*passages[0], *made], "\n")

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
            self._below.append((first.start, note(finding, number, self.record, self.number, self.language)))

    def notes_of(self, part: str) -> list[Markup]:
        """Return the notes of findings that stand wholly outside the text, first in `part`."""
        made = []
        for number, finding in enumerate(self.record.findings, 1):
            parts = [each.part for each in finding.spans]
            if parts and TEXT not in parts and parts[0] == part:
                made.append(note(finding, number, self.record, self.number, self.language))
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
