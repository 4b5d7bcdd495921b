"""What the commands of the archive share: which archive, how many answers, and how they are shown."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import getpass
import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from typing import Any, TypeVar, cast

import click

from runtut.archive import Database, open_database
from runtut.archive.corrections import Correction, Signature
from runtut.archive.filters import Filters, period
from runtut.cli.options import color_wanted, open_output, width_of
from runtut.cli.speech import message_language, option, tell
from runtut.i18n import LANGUAGES, N_
from runtut.report.json import dumps
from runtut.report.wording import say, tidy
from runtut.values import dataclass

F = TypeVar("F", bound=Callable[..., Any])

FORMATS = ("text", "json", "csv")


def archive_option(command: F) -> F:
    """Give a command its archive."""
    named = option(
        "--archive",
        metavar="ARCHIVE",
        envvar="RUNTUT_ARCHIVE",
        required=True,
        help="The archive: a file, or postgresql://user@host/name.  [default: RUNTUT_ARCHIVE]",
    )
    return named(command)


_PRINTED = (
    option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.  [default: the terminal's]"),
    option("--output", "-o", type=click.Path(dir_okay=False), metavar="FILE", help="Write the result to this file."),
    option("--color/--no-color", default=None, help="Colour, or none.  [default: on a terminal]"),
)


class Period(click.ParamType[tuple[str, str]]):
    """A year, a month or a day; gives its first and last day as the tables write them."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, str]:
        """Return the first day and the last."""
        if isinstance(value, tuple):
            return value
        try:
            return period(str(value).strip())
        except ValueError:
            self.fail(tell(N_("{value!r} is no period; write 2023, 2023-09 or 2023-09-12"), value=value), param, ctx)


_FILTERS = (
    option("--outlet", "outlets", metavar="NAME", multiple=True, help="Only stories of this outlet; may be repeated."),
    option("--since", type=Period(), help="Only stories published then or later: 2023, 2023-09 or 2023-09-12."),
    option("--until", type=Period(), help="Only stories published then or earlier."),
)


@dataclass(frozen=True, slots=True)
class Printing:
    """How answers are printed: in which format and language, to which path (None: standard output), in colour or not."""

    form: str
    language: str
    output: str | None
    color: bool | None


def print_options(command: F) -> F:
    """Give a command its archive, and the options of how answers are printed; it is handed `printing`."""
    return printed_as(FORMATS)(command)


def printed_as(formats: tuple[str, ...]) -> Callable[[F], F]:
    """Return what gives a command its archive, and the options of how answers are printed, in one of some formats.

    The command is handed `printing`.
    """
    form = option(
        "--format",
        "form",
        type=click.Choice(formats),
        default="text",
        show_default=True,
        help="How to print the answers.",
    )

    def given(command: F) -> F:
        @wraps(command)
        def called(*, form: str, lang: str | None, output: str | None, color: bool | None, **options: Any) -> Any:
            return command(printing=Printing(form, message_language(lang), output, color), **options)

        made: Any = called
        for decorator in (*reversed(_PRINTED), form, archive_option):
            made = decorator(made)
        return cast("F", made)

    return given


def question_argument(command: F) -> F:
    """Give a command its question: the words after it, in quotation marks of the shell or not."""
    return click.argument("question", metavar="WORDS...", nargs=-1, required=True, callback=_joined)(command)


def _joined(_context: click.Context, _parameter: click.Parameter, words: tuple[str, ...]) -> str:
    return " ".join(words)


def signed_options(command: F) -> F:
    """Give a command the options of who corrects something, and why."""
    why = option("--reason", required=True, help="Why, for whoever reads it later.")
    who = option("--by", metavar="NAME", help="Who says so.  [default: the name you are logged in by]")
    lang = option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.  [default: the terminal's]")
    return why(who(lang(archive_option(command))))


def signature(reason: str, by: str | None) -> Signature:
    """Return what the options of `signed_options` say, signed now."""
    if not reason.strip():
        raise click.UsageError(tell(N_("--reason says nothing; write why")))
    try:
        name = by or getpass.getuser()
    except (OSError, KeyError):
        name = ""
    if not name.strip():
        raise click.UsageError(tell(N_("nobody is logged in by a name; say who with --by")))
    return Signature(name.strip(), reason.strip(), dt.datetime.now(dt.UTC))


def stories_option(command: F) -> F:
    """Give a command the option of two stories in which a name is borne."""
    which = option(
        "--story",
        "stories",
        metavar="STORY",
        multiple=True,
        help="A story that holds the name: its number on file, its address, the id its source gave, or a file; twice.",
    )
    return which(command)


def said_of_names(made: Correction, language: str) -> None:
    """Tell which correction of a name was made."""
    template = N_("correction {number}: {name} · {value}")
    told = say(template, language, number=made.id, name=tidy(made.what), value=tidy(made.value or ""))
    click.echo(f"runtut: {told}", err=True)


def limit_option(command: F) -> F:
    """Give a command the option of how many answers it gives."""
    most = option(
        "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many answers at most."
    )
    return most(command)


def filter_options(command: F) -> F:
    """Give a command the options of which stories to look at; it is handed `filters`."""

    @wraps(command)
    def called(
        *, outlets: tuple[str, ...], since: tuple[str, str] | None, until: tuple[str, str] | None, **options: Any
    ) -> Any:
        filters = Filters(outlets, since[0] if since else None, until[1] if until else None)
        return command(filters=filters, **options)

    made: Any = called
    for decorator in reversed(_FILTERS):
        made = decorator(made)
    return cast("F", made)


@contextmanager
def opened(archive: str, *, create: bool = False) -> Iterator[Database]:
    """Give the database of an archive.

    Raises:
        ArchiveError: it cannot be opened.
    """
    database = open_database(archive, create=create)
    try:
        yield database
    finally:
        database.close()


def show(answers: Sequence[Any], text: Callable[[int, bool], str], printing: Printing, *, whole: Any = None) -> None:
    """Print answers, which are dataclasses of plain values.

    Args:
        answers: what was found: the rows of CSV.
        text: gives the answers as text, for so many columns, in colour or not.
        printing: how; its format is one of `FORMATS`.
        whole: what JSON shows instead of the answers, where they are not all of it.
    """
    with open_output(printing.output) as stream:
        if printing.form == "json":
            shown: Any = [dataclasses.asdict(each) for each in answers] if whole is None else dataclasses.asdict(whole)
            stream.write(dumps(shown) + "\n")
        elif printing.form == "csv":
            stream.write(_csv(answers))
        else:
            stream.write(text(width_of(stream), color_wanted(printing.color, stream)))


def _csv(answers: Sequence[Any]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    if answers:
        names = [field.name for field in dataclasses.fields(answers[0])]
        writer.writerow(names)
        writer.writerows([_cell(getattr(each, name)) for name in names] for each in answers)
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, (tuple, list)):
        return "; ".join(str(each) for each in value)
    return "" if value is None else value
