"""The terminal report: findings with both sides marked in their sentences, and records in brief.

Every function yields whole lines without line ends. Words of a story pass through `tidy`: nothing in them can move
the cursor or colour the screen.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from runtut.i18n import N_
from runtut.record import BylineRole, EntityType, Finding, QuotationKind, Record, Severity, Span, Story
from runtut.report.json import Tally
from runtut.report.outcome import Outcome
from runtut.report.place import Locator
from runtut.report.tables import (
    excerpt,
    figures,
    part_label,
    sentences_of,
    sources,
    timeline,
    word_period,
    word_quantity,
)
from runtut.report.wording import say, tidy, word, word_fixes, word_value
from runtut.values import dataclass

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_LONGEST_SENTENCE = 420
_CONTEXT = 90
_MOST_SENTENCES = 8

_Cell = tuple[str, bool]
"""One character as shown, and whether it is marked."""


@dataclass(frozen=True, slots=True)
class _Screen:
    """How to show things: language, columns, and whether colour is wanted."""

    language: str
    width: int
    colour: bool

    def style(self, text: str, *, fg: str | None = None, bold: bool = False, dim: bool = False) -> str:
        return _styled(text, fg=fg, bold=bold, dim=dim) if self.colour else text

    def say(self, template: str, **values: object) -> str:
        return say(template, self.language, **values)

    def count(self, number: int, one: str, many: str) -> str:
        return say(one if number == 1 else many, self.language, count=number)


def check_report(
    outcomes: Iterable[Outcome],
    *,
    language: str = "en",
    width: int = 88,
    colour: bool = False,
) -> Iterator[str]:
    """Yield the report of `check`, story by story, and a last line that sums up.

    Args:
        outcomes: what came of each story; stories that could not be read give no lines here (the command line
            says so on standard error) but are counted.
        language: "id" or "en".
        width: columns of the terminal; sentences are wrapped to it.
        colour: whether to colour with ANSI codes.
    """
    tally = Tally()
    for outcome in outcomes:
        tally.add(outcome)
        yield from check_lines(outcome, language=language, width=width, colour=colour)
    yield summary_line(tally, language=language, colour=colour)


def check_lines(outcome: Outcome, *, language: str = "en", width: int = 88, colour: bool = False) -> Iterator[str]:
    """Yield the findings of one story, an empty line after each; nothing for a story that holds together."""
    if outcome.record is None:
        return
    locator = Locator(outcome)
    for finding in outcome.record.findings:
        place = locator.find(finding.spans[0]) if finding.spans else None
        where = tidy(outcome.source or outcome.id)
        if place is not None:
            where += f":{place.line}:{place.column}"
        elif outcome.line is not None:
            where += f":{outcome.line}"
        if outcome.line is not None or outcome.source is None:
            where += f" ({tidy(outcome.id)})" if outcome.source is not None else ""
        yield from _finding(finding, outcome.record, where, _Screen(language, max(width, 32), colour))
        yield ""


def summary_line(tally: Tally, *, language: str = "en", colour: bool = False) -> str:
    """Return one line that counts stories and findings: "3 stories: 1 error, 2 notes"."""
    screen = _Screen(language, 0, colour)
    kinds = {
        Severity.ERROR: (N_("{count} error"), N_("{count} errors")),
        Severity.WARNING: (N_("{count} warning"), N_("{count} warnings")),
        Severity.NOTE: (N_("{count} note"), N_("{count} notes")),
    }
    said = [
        screen.count(tally.severities[severity], *kinds[severity])
        for severity in sorted(Severity, reverse=True)
        if tally.severities[severity]
    ]
    if not said and tally.unreadable < tally.stories:
        said = [screen.say(N_("nothing to report"))]
    if tally.silenced:
        said.append(screen.say(N_("{count} silenced"), count=tally.silenced))
    if tally.unreadable:
        said.append(screen.say(N_("{count} could not be read"), count=tally.unreadable))
    stories = screen.count(tally.stories, N_("{count} story"), N_("{count} stories"))
    line = f"{stories}: {', '.join(said)}" if said else stories
    return screen.style(line, fg=_COLOURS[tally.worst] if tally.worst else "green", bold=True)


def read_report(
    outcomes: Iterable[Outcome], *, language: str = "en", width: int = 88, colour: bool = False
) -> Iterator[str]:
    """Yield the records of `read` in brief, an empty line and a rule between two stories."""
    first = True
    for outcome in outcomes:
        if outcome.record is None:
            continue
        if not first:
            yield ""
            yield _Screen(language, width, colour).style("─" * min(width, 60), dim=True)
        yield from read_lines(outcome.record, language=language, width=width, colour=colour)
        first = False


def read_lines(record: Record, *, language: str = "en", width: int = 88, colour: bool = False) -> Iterator[str]:
    """Yield one record: title, publication, bylines, then names, sources, figures and the timeline."""
    screen = _Screen(language, max(width, 40), colour)
    yield screen.style(tidy(record.story.title or record.story.id), bold=True)
    yield from _head(record.story, language)
    for heading, rows in (
        (N_("Sources"), _source_rows),
        (N_("Figures"), _figure_rows),
        (N_("Timeline"), _time_rows),
        (N_("Names"), _name_rows),
    ):
        listed = list(rows(record, screen))
        if listed:
            yield ""
            yield screen.style(screen.say(heading), bold=True)
            yield from listed


BYLINE_ROLES = {
    BylineRole.REPORTER: N_("reporter"),
    BylineRole.EDITOR: N_("editor"),
    BylineRole.PHOTOGRAPHER: N_("photographer"),
    BylineRole.CONTRIBUTOR: N_("contributor"),
    BylineRole.TRANSLATOR: N_("translator"),
}

ENTITY_TYPES = {
    EntityType.PERSON: N_("people"),
    EntityType.ORGANIZATION: N_("organizations"),
    EntityType.PLACE: N_("places"),
}


def _head(story: Story, language: str) -> Iterator[str]:
    said = [tidy(each) for each in (story.outlet, story.section) if each]
    if story.published is not None:
        said.append(word_value(story.published, language))
    if said:
        yield " · ".join(said)
    bylines = [f"{tidy(each.name)} ({say(BYLINE_ROLES[each.role], language)})" for each in story.bylines]
    if bylines:
        yield ", ".join(bylines)


def _source_rows(record: Record, screen: _Screen) -> Iterator[str]:
    for source in sources(record):
        name = tidy(source.name) if source.name else screen.say(N_("nobody named"))
        roles = f", {tidy(', '.join(source.roles))}" if source.roles else ""
        yield f"  {screen.style(name, bold=True)}{_clip(roles, screen.width - len(name) - 2) if roles else ''}"
        for said in source.quotations:
            about = []
            if said.told_to:
                about.append(screen.say(N_("told to {name}"), name=said.told_to))
            if said.time:
                about.append(said.time)
            words = tidy(said.text)
            words = f"“{words}”" if said.kind is QuotationKind.DIRECT else words
            tail = f" ({'; '.join(about)})" if about else ""
            yield f"    {_clip(words, screen.width - 4 - len(tail))}{tail}"


def _figure_rows(record: Record, screen: _Screen) -> Iterator[str]:
    rows = figures(record)
    column = min(max((len(tidy(row.quantity.text)) for row in rows), default=0), 32)
    for row in rows:
        said = [word_quantity(row.quantity, screen.language)]
        if row.quantity.period:
            said.append(tidy(row.quantity.period))
        if row.said_by:
            said.append(screen.say(N_("said by {name}"), name=row.said_by))
        yield _clip(f"  {_clip(tidy(row.quantity.text), column):{column}}  {' · '.join(said)}", screen.width)


def _time_rows(record: Record, screen: _Screen) -> Iterator[str]:
    moments = timeline(record)
    column = max((len(word_period(each.first, each.last, screen.language)) for each in moments), default=0)
    heading = False
    for moment in moments:
        if moment.ahead and not heading:
            heading = True
            yield "  " + screen.style(screen.say(N_("Ahead")) + ":", dim=True)
        when = word_period(moment.first, moment.last, screen.language)
        for index, time in enumerate(moment.times):
            around = excerpt(record, time.span, screen.width - column - 4)
            yield _clip(f"  {'' if index else when:{column}}  {around}", screen.width)


def _name_rows(record: Record, screen: _Screen) -> Iterator[str]:
    for kind, label in ENTITY_TYPES.items():
        names = [tidy(each.name) for each in record.entities if each.type is kind]
        if names:
            yield from _wrapped(f"  {screen.say(label)}: {', '.join(names)}", screen.width, "    ")


def _finding(finding: Finding, record: Record, where: str, screen: _Screen) -> Iterator[str]:
    language, width, hue = screen.language, screen.width, _COLOURS[finding.severity]
    label = screen.style(f"{word_value(finding.severity, language)} {finding.code}", fg=hue, bold=True)
    yield f"{screen.style(where, bold=True)}: {label} {screen.style(finding.name, dim=True)}"
    yield from _wrapped(f"  {word(finding.message, language)}", width, "  ")
    bar = screen.style("  │ ", dim=True)
    shown = sentences_of(record, finding.spans)
    before: Span | None = None
    for sentence, marks in shown[:_MOST_SENTENCES]:
        if before is not None and (before.part != sentence.part or _apart(record, before, sentence)):
            yield bar + screen.style("⋯", dim=True)
        heading = part_label(sentence.part, language)
        if heading:
            yield bar + screen.style(heading + ":", dim=True)
        for line in marked_lines(record, sentence, marks, width=width - 4, colour=hue if screen.colour else None):
            yield bar + line
        before = sentence
    if len(shown) > _MOST_SENTENCES:
        yield bar + screen.style(screen.say(N_("and {count} more"), count=len(shown) - _MOST_SENTENCES), dim=True)
    if finding.detail is not None:
        yield from _wrapped(f"  = {word(finding.detail, language)}", width, "    ")
    if finding.fixes:
        yield from _wrapped(f"  → {word_fixes(finding.fixes, language)}", width, "    ")
    if finding.in_quotation:
        yield from _wrapped(f"  {quoted_words(finding, language)}", width, "  ")


def quoted_words(finding: Finding, language: str) -> str:
    """Return the sentence that says whose words a finding inside a quotation stands in."""
    if finding.quoted:
        return say(N_("these are the words of {name}, in quotation marks"), language, name=finding.quoted)
    return say(N_("these words stand in a quotation"), language)


def _apart(record: Record, before: Span, after: Span) -> bool:
    return bool(record.story.part(before.part)[before.end : after.start].strip())


def marked_lines(
    record: Record, sentence: Span, marks: Iterable[Span], *, width: int, colour: str | None = None
) -> Iterator[str]:
    """Yield a sentence wrapped to `width` columns, a line of carets under each line that holds marked words.

    A long sentence is cut to what stands around its marks. `colour` is the colour of marks and carets.
    """
    text = record.story.part(sentence.part)
    sides = sorted(marks)
    cells: list[_Cell] = []
    last = sentence.end
    at = sentence.start
    if sentence.end - sentence.start > _LONGEST_SENTENCE:
        for side in sides:
            low = max(at, text.rfind(" ", at, max(at, side.start - _CONTEXT)) + 1, side.start - 2 * _CONTEXT)
            if low > at + 1:
                cells += [("…", False), (" ", False)]
                at = low
            high = min(max(side.end, side.start + 1), side.start + _LONGEST_SENTENCE)
            cells += _cells(text, at, high, sides)
            at = max(at, high)
        stop = text.find(" ", at + _CONTEXT, last)
        stop = last if stop < 0 or stop > at + 2 * _CONTEXT else stop
        stop = min(stop, at + 2 * _CONTEXT)
        cells += _cells(text, at, stop, sides)
        if stop < last:
            cells += [(" ", False), ("…", False)]
    else:
        cells = _cells(text, at, last, sides)
    for line in _lines_of(cells, max(width, 16)):
        yield _coloured(line, colour)
        under = "".join(("^" if marked else " ") * _columns(c) for c, marked in line).rstrip()
        if under:
            yield under if colour is None else _styled(under, fg=colour, bold=True)


def _cells(text: str, start: int, end: int, sides: list[Span]) -> list[_Cell]:
    cells: list[_Cell] = []
    for offset in range(start, end):
        shown = " " if text[offset].isspace() else tidy(text[offset])
        if shown and not (shown == " " and cells and cells[-1][0] == " "):
            cells.append((shown, any(side.start <= offset < max(side.end, side.start + 1) for side in sides)))
    return cells


def _lines_of(cells: list[_Cell], width: int) -> Iterator[list[_Cell]]:
    """Break cells into lines at blanks; a word longer than a line is cut."""
    line: list[_Cell] = []
    used, blank = 0, -1
    for cell in cells:
        if not line and cell[0] == " ":
            continue
        line.append(cell)
        used += _columns(cell[0])
        if cell[0] == " ":
            blank = len(line) - 1
        if used > width:
            cut = blank if blank > 0 else len(line) - 1
            rest = line[cut + 1 :] if blank > 0 else line[cut:]
            yield line[:cut]
            line, blank = rest, -1
            used = sum(_columns(c) for c, _ in line)
    while line and line[-1][0] == " ":
        line.pop()
    if line:
        yield line


def _columns(char: str) -> int:
    if char.isascii():
        return 1
    if unicodedata.combining(char):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def _coloured(line: list[_Cell], colour: str | None) -> str:
    if colour is None:
        return "".join(char for char, _ in line)
    out, run, state = [], "", False
    for char, marked in [*line, ("", not line[-1][1] if line else False)]:
        if marked != state:
            out.append(_styled(run, fg=colour, bold=True) if run and state else run)
            run, state = "", marked
        run += char
    return "".join([*out, run])


def _wrapped(text: str, width: int, indent: str) -> Iterator[str]:
    lead = text[: len(text) - len(text.lstrip(" "))]
    line = ""
    for each in text.split():
        if line and len(line) + 1 + len(each) > width:
            yield line
            line = indent + each
        else:
            line = f"{line} {each}" if line else lead + each
    if line:
        yield line


def _clip(text: str, width: int) -> str:
    width = max(width, 8)
    return text if len(text) <= width else text[: width - 1].rstrip() + "…"


def _styled(text: str, *, fg: str | None = None, bold: bool = False, dim: bool = False) -> str:
    import click  # noqa: PLC0415 -- only a coloured report needs it

    return click.style(text, fg=fg, bold=bold or None, dim=dim or None)


__all__ = [
    "check_lines",
    "check_report",
    "marked_lines",
    "quoted_words",
    "read_lines",
    "read_report",
    "summary_line",
]
