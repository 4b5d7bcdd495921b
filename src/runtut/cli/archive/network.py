"""`runtut archive network`: who speaks of whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from runtut.cli.archive.options import FORMATS, filter_options, limit_option, opened, printed_as, show, wanted_stories
from runtut.cli.options import open_output
from runtut.cli.speech import Command, message_language
from runtut.i18n import N_

if TYPE_CHECKING:
    from runtut.report.network import Edge, Network

_HEADINGS = (N_("speaker"), N_("speaks of"), N_("voices"), N_("stories"), N_("first"), N_("last"), N_("example"))


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("question")
@filter_options
@limit_option
@printed_as((*FORMATS, "graphml", "html"))
def network(
    *,
    question: str,
    outlets: tuple[str, ...],
    since: tuple[str, str] | None,
    until: tuple[str, str] | None,
    limit: int,
    archive: str,
    form: str,
    lang: str | None,
    output: str | None,
    color: bool | None,
) -> int:
    """Show who names whom in what is quoted, in the stories that hold the words of QUESTION.

    At most 2,000 stories are read, those that match best. --format html gives a page with a drawing, graphml a file for
    programs that draw networks.
    """
    from runtut.archive.matches import Question  # noqa: PLC0415 -- loads the library of databases
    from runtut.archive.network import network as found  # noqa: PLC0415 -- see above

    language = message_language(lang)
    wanted = Question(question, filters=wanted_stories(outlets, since, until), limit=limit)
    with opened(archive) as database:
        answer = found(database, wanted)
    if form == "graphml":
        from runtut.report.network.graphml import graphml  # noqa: PLC0415 -- each format is loaded when asked for

        with open_output(output) as stream:
            stream.write(graphml(answer))
    elif form == "html":
        from runtut.i18n import translate  # noqa: PLC0415 -- only for pages
        from runtut.report.network.page import network_page  # noqa: PLC0415 -- each format is loaded when asked for

        headings = [translate(each, language) for each in _HEADINGS]
        rows = [(*_row(each), _example(each)) for each in answer.edges]
        notes = " ".join(_notes(answer, language))
        with open_output(output) as stream:
            stream.write(network_page(answer, question, headings, rows, notes=notes, language=language))
    else:
        show(
            answer.edges,
            lambda width, colour: _text(answer, language, width=width, colour=colour),
            form=form,
            output=output,
            color=color,
            whole=answer,
        )
    return 0


def _row(edge: Edge) -> tuple[str, ...]:
    return edge.speaker, edge.named, str(edge.voices), str(edge.stories), edge.first or "-", edge.last or "-"


def _example(edge: Edge) -> str:
    return f"{edge.words} ({edge.story}: {edge.start}–{edge.end})"


def _notes(answer: Network, language: str) -> list[str]:
    from runtut.report.wording import say  # noqa: PLC0415 -- only for text

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
    from runtut.i18n import translate  # noqa: PLC0415 -- only for text
    from runtut.report.grid import Table  # noqa: PLC0415 -- see above
    from runtut.report.wording import tidy  # noqa: PLC0415 -- see above

    notes = "".join(f"{each}\n" for each in _notes(answer, language))
    if not answer.edges:
        return notes
    headings = tuple(translate(each, language) for each in (*_HEADINGS[:-1], N_("story")))
    rows = tuple((*map(tidy, _row(each)), str(each.story)) for each in answer.edges)
    table = Table("", headings, rows, words=frozenset({0, 1, 4, 5}))
    return table.text(width=width, colour=colour) + notes
