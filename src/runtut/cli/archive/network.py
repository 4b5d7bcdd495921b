"""`runtut archive network`: who speaks of whom."""

from __future__ import annotations

import click

from runtut.archive.filters import Filters
from runtut.archive.matches import Question
from runtut.archive.network import network as found
from runtut.cli.archive.options import (
    FORMATS,
    Printing,
    filter_options,
    limit_option,
    opened,
    printed_as,
    question_argument,
    show,
)
from runtut.cli.options import open_output
from runtut.cli.speech import Command
from runtut.i18n import N_, translate
from runtut.report.grid import Table
from runtut.report.network import Edge, Network
from runtut.report.network.graphml import graphml
from runtut.report.network.page import network_page
from runtut.report.wording import say, tidy

_HEADINGS = (N_("speaker"), N_("speaks of"), N_("voices"), N_("stories"), N_("first"), N_("last"), N_("example"))


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@question_argument
@filter_options
@limit_option
@printed_as((*FORMATS, "graphml", "html"))
def network(
    *,
    question: str,
    filters: Filters,
    limit: int,
    archive: str,
    printing: Printing,
) -> int:
    """Show who names whom in what is quoted, in the stories that hold all WORDS.

    At most 2,000 stories are read, those that match best. --format html gives a page with a drawing, graphml a file for
    programs that draw networks.
    """
    language = printing.language
    wanted = Question(question, filters=filters, limit=limit)
    with opened(archive) as database:
        answer = found(database, wanted)
    if printing.form == "graphml":
        with open_output(printing.output) as stream:
            stream.write(graphml(answer))
    elif printing.form == "html":
        headings = [translate(each, language) for each in _HEADINGS]
        rows = [(*_row(each), _example(each)) for each in answer.edges]
        notes = " ".join(_notes(answer, language))
        with open_output(printing.output) as stream:
            stream.write(network_page(answer, question, headings, rows, notes=notes, language=language))
    else:
        show(
            answer.edges,
            lambda width, colour: _text(answer, language, width=width, colour=colour),
            printing,
            whole=answer,
        )
    return 0


def _row(edge: Edge) -> tuple[str, ...]:
    return edge.speaker, edge.named, str(edge.voices), str(edge.stories), edge.first or "-", edge.last or "-"


def _example(edge: Edge) -> str:
    return f"{edge.words} ({edge.story}: {edge.start}–{edge.end})"


def _notes(answer: Network, language: str) -> list[str]:
    notes = []
    if not answer.edges:
        notes.append(say(N_("Nothing found."), language))
    if answer.count > len(answer.edges):
        template = N_("{count} edges were found; {shown} are shown, see --limit.")
        notes.append(say(template, language, count=answer.count, shown=len(answer.edges)))
    if answer.cut:
        template = N_("{read} stories were read, the most there can be; more may match.")
        notes.append(say(template, language, read=answer.read))
    return notes


def _text(answer: Network, language: str, *, width: int, colour: bool) -> str:
    notes = "".join(f"{each}\n" for each in _notes(answer, language))
    if not answer.edges:
        return notes
    headings = tuple(translate(each, language) for each in (*_HEADINGS[:-1], N_("story")))
    rows = tuple((*map(tidy, _row(each)), str(each.story)) for each in answer.edges)
    table = Table("", headings, rows, words=frozenset({0, 1, 4, 5}))
    return table.text(width=width, colour=colour) + notes
