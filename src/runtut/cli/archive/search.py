"""`runtut archive search`: find words in what is on file."""

from __future__ import annotations

import click

from runtut.archive.filters import Filters
from runtut.archive.search import Answer, Hit, Kind, Search
from runtut.archive.search import search as found
from runtut.cli.archive.options import (
    Printing,
    filter_options,
    limit_option,
    opened,
    print_options,
    question_argument,
    show,
)
from runtut.cli.speech import Command, option
from runtut.i18n import N_, translate
from runtut.report.wording import tidy

KINDS = ("stories", "quotations", "figures", "times", "findings")


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@question_argument
@option(
    "--in",
    "kinds",
    type=click.Choice(KINDS),
    multiple=True,
    help="What to look in; may be repeated.  [default: stories]",
)
@option("--speaker", metavar="NAME", help="Only what this person is quoted with; a part of the name will do.")
@filter_options
@limit_option
@print_options
def search(
    archive: str,
    question: str,
    kinds: tuple[str, ...],
    speaker: str | None,
    filters: Filters,
    limit: int,
    printing: Printing,
) -> int:
    """Find words in stories, quotations, figures, times and findings.

    All WORDS must be there, in any form of theirs; "words in quotes" in a row, and none that a - stands before. Figures,
    times and findings are found by the words of their sentence.
    """
    language = printing.language
    with opened(archive) as database:
        wanted = Search(
            question,
            kinds=tuple(Kind(each) for each in kinds) or (Kind.STORIES,),
            filters=filters,
            speaker=speaker,
            limit=limit,
        )
        answer = found(database, wanted)
    show(
        answer.hits,
        lambda _width, colour: _text(answer, language, colour=colour),
        printing,
        whole=answer,
    )
    return 0


def _text(answer: Answer, language: str, *, colour: bool) -> str:
    lines: list[str] = []
    if not answer.hits:
        lines.append(translate(N_("Nothing found."), language))
    for hit in answer.hits:
        lines += [*_lines(hit, colour=colour), ""]
    if answer.newest:
        template = N_("So many match that they were not ranked: these are the newest of those added last.")
        lines.append(translate(template, language))
    return "\n".join(lines).rstrip("\n") + "\n"


def _lines(hit: Hit, *, colour: bool) -> list[str]:
    head = " · ".join(each for each in (hit.day or "-", hit.outlet, hit.title) if each)
    before = " · ".join(tidy(each) for each in (hit.speaker, hit.value) if each)
    words = _marked(hit) if colour else tidy(hit.excerpt)
    place = [f"  {tidy(hit.url)}"] if hit.url else []
    return [tidy(head), f"  {before}: {words}" if before else f"  {words}", *place]


def _marked(hit: Hit) -> str:
    """Return the excerpt with the words asked for in bold."""
    pieces, at = [], 0
    for start, end in hit.marks:
        pieces += [_flat(hit.excerpt[at:start]), click.style(_flat(hit.excerpt[start:end]), bold=True)]
        at = end
    return "".join([*pieces, _flat(hit.excerpt[at:])])


def _flat(piece: str) -> str:
    """Return a piece of a line tidied, its outer spaces kept."""
    before = " " if piece[:1].isspace() else ""
    behind = " " if piece[-1:].isspace() and piece.strip() else ""
    return before + tidy(piece) + behind
