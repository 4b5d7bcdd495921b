"""`runtut archive people`: who is meant by a name."""

from __future__ import annotations

import click

from runtut.archive.filters import Filters
from runtut.archive.people import People, Person
from runtut.archive.people import people as found
from runtut.cli.archive.options import Printing, filter_options, opened, print_options, show
from runtut.cli.speech import Command, option
from runtut.i18n import N_
from runtut.report.wording import say, tidy


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("name", metavar="NAME")
@filter_options
@option("--limit", type=click.IntRange(min=1), default=5, show_default=True, help="How many people at most.")
@print_options
def people(
    archive: str,
    name: str,
    filters: Filters,
    limit: int,
    printing: Printing,
) -> int:
    """Say who is meant by NAME: roles over time, what was said and to whom, and who is named beside.

    Two people of one name stay two where roles and years say so; what nothing decides is said to be undecided.
    """
    language = printing.language
    with opened(archive) as database:
        answer = found(database, name, filters=filters, limit=limit)
    show(
        answer.people,
        lambda _width, colour: _text(answer, language, colour=colour),
        printing,
        whole=answer,
    )
    return 0


def _text(answer: People, language: str, *, colour: bool) -> str:
    lines = []
    for person in answer.people:
        lines += [*_lines(person, language, colour=colour), ""]
    for each in answer.undecided:
        template = N_("{name}: {count} stories of which nothing tells whose they are")
        lines.append(say(template, language, name=tidy(each.name), count=each.stories))
    if answer.read < answer.stories:
        template = N_("{count} stories hold the name; the newest {read} were read.")
        lines.append(say(template, language, count=answer.stories, read=answer.read))
    if answer.count > len(answer.people):
        template = N_("{count} people bear the name; {shown} are shown, see --limit.")
        lines.append(say(template, language, count=answer.count, shown=len(answer.people)))
    if not answer.stories:
        lines.append(say(N_("Nothing found."), language))
    return "\n".join(lines).rstrip("\n") + "\n"


def _lines(person: Person, language: str, *, colour: bool) -> list[str]:
    name = tidy(person.name)
    template = N_("{count} stories, {voices} of them no copies, {first} to {last}")
    told = say(
        template,
        language,
        count=person.stories,
        voices=person.voices,
        first=person.first or "-",
        last=person.last or "-",
    )
    lines = [f"{click.style(name, bold=True) if colour else name} · {told}"]
    if not person.settled:
        lines.append("  " + say(N_("may be the same as another of this name: undecided"), language))
    spellings = [f"{tidy(each.name)} ({each.stories})" for each in person.names]
    if len(spellings) > 1:
        label = say(N_("names"), language)
        lines.append(f"  {label}: {', '.join(spellings)}")
    lines += [
        f"  {each.first or '-'} – {each.last or '-'}  {tidy(each.role)} ({each.stories})" for each in person.roles
    ]
    for said in person.said:
        to = f" → {tidy(said.told_to)}" if said.told_to else ""
        lines.append(f"  {said.day or '-'}{to}  {tidy(said.words)}")
    beside = ", ".join(f"{tidy(each.name)} ({each.stories})" for each in person.beside)
    label = say(N_("named beside"), language)
    return [*lines, f"  {label}: {beside}"] if beside else lines
