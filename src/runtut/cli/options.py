"""What the commands share: options, the settings they are laid over, and where output goes."""

from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from runtut.cli.speech import message_language, option, tell
from runtut.i18n import LANGUAGES, N_
from runtut.record import SourceError
from runtut.settings import Settings, find_settings, read_settings
from runtut.values import dataclass

if TYPE_CHECKING:
    from runtut.batch import Plan
    from runtut.cluster.spread import Done
    from runtut.report.outcome import Outcome

F = TypeVar("F", bound=Callable[..., Any])
T = TypeVar("T")

ENGINES = ("local", "ray")
UNREADABLE = 3
BROKEN_PIPE = 141  # 128 + SIGPIPE, as shells report it: whoever read our output has gone
WIDEST = 100
"""Columns of text that are still easy to read on a wide terminal."""


class Moment(click.ParamType[dt.date]):
    """A day or a moment in ISO 8601."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """Return a `date`, or a `datetime` where a clock is given."""
        if isinstance(value, dt.date):
            return value
        text = str(value).strip()
        try:
            return dt.date.fromisoformat(text) if len(text) <= 10 else dt.datetime.fromisoformat(text)
        except ValueError:
            said = tell(N_("{value!r} is not a date; write 2023-09-12 or 2023-09-12T11:03+07:00"), value=value)
            self.fail(said, param, ctx)


_SHARED = (
    click.argument("sources", metavar="SOURCE...", nargs=-1, required=True),
    option(
        "--select", metavar="CODES", multiple=True, help="Rules to apply: codes or beginnings of them, as CAL,NUM003."
    ),
    option("--ignore", metavar="CODES", multiple=True, help="Rules to leave out, in the same way."),
    option("--published", type=Moment(), help="When a story was published that does not say so itself."),
    option("--language", metavar="CODE", help="Language of stories that do not say theirs.  [default: id]"),
    option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.  [default: the terminal's]"),
    option("--output", "-o", type=click.Path(), metavar="FILE", help="Write the result to this file."),
    option("--jobs", "-j", type=click.IntRange(min=0), help="Processes; 0 for one a processor.  [default: 1]"),
    option("--color/--no-color", default=None, help="Colour, or none.  [default: on a terminal]"),
    option(
        "--config",
        type=click.Path(dir_okay=False),
        metavar="FILE",
        help="Settings file.  [default: the nearest upward]",
    ),
)


def source_options(command: F) -> F:
    """Give a command its sources and the options for reading them."""
    for decorator in reversed(_SHARED):
        command = decorator(command)
    return command


def engine_options(command: F) -> F:
    """Give a command the options of where to read: here, or on a cluster."""
    engine = option(
        "--engine",
        type=click.Choice(ENGINES),
        default="local",
        show_default=True,
        help="Where to read: here, or on a Ray cluster.",
    )
    address = option(
        "--address", metavar="ADDRESS", help="With --engine ray: the cluster.  [default: one started on this machine]"
    )
    return engine(address(command))


def told_by_block(done: Iterable[Done], lang: str) -> int:
    """Tell on standard error how far a cluster is; return the exit status of the command."""
    from runtut.report.wording import word_error  # noqa: PLC0415 -- a cluster's command alone

    stories = failed = 0
    try:
        for each in done:
            stories += each.stories
            failed += each.failed
            click.echo("runtut: " + tell(N_("{count} stories read"), count=f"{stories:,}"), err=True)
    except SourceError as error:
        click.echo(f"runtut: {word_error(error, lang)}", err=True)
        return UNREADABLE
    if failed:
        click.echo("runtut: " + tell(N_("{count} of them could not be read"), count=f"{failed:,}"), err=True)
    return UNREADABLE if failed else 0


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the options and settings together ask for."""

    sources: tuple[str, ...]
    settings: Settings
    plan: Plan
    lang: str
    output: str | None
    jobs: int
    color: bool | None

    @classmethod
    def of(
        cls,
        sources: tuple[str, ...],
        *,
        select: Iterable[str],
        ignore: Iterable[str],
        published: dt.date | None,
        language: str | None,
        lang: str | None,
        output: str | None,
        jobs: int | None,
        color: bool | None,
        config: str | None,
        usual_jobs: int = 1,
    ) -> Wishes:
        """Lay options over settings, and both over `usual_jobs`, the processes that neither speaks of.

        Raises:
            click.UsageError: an option makes no sense.
            SettingsError: a setting does not.
        """
        from runtut.batch import Plan  # noqa: PLC0415 -- a wrong option is told before anything heavy is loaded

        settings = load_settings(sources, config)
        codes = check_codes(split_codes(select), "--select") or check_codes(settings.select, "select")
        ignored = check_codes(split_codes(ignore), "--ignore") + check_codes(settings.ignore, "ignore")
        jobs = settings.jobs if jobs is None else jobs
        jobs = usual_jobs if jobs is None else jobs
        return cls(
            sources=sources,
            settings=settings,
            plan=Plan(
                codes,
                ignored,
                published=published or settings.published_on(dt.datetime.now().astimezone().date()),
                language=check_pack(language or settings.language),
                interval=settings.fetch_interval,
            ),
            lang=message_language(lang or settings.lang),
            output=output,
            jobs=processes(jobs),
            color=color,
        )


def processes(jobs: int) -> int:
    """Return how many processes `--jobs` means: 0 is one a processor."""
    return jobs or os.cpu_count() or 1


def load_settings(sources: tuple[str, ...], config: str | None) -> Settings:
    """Return the settings that hold for the sources: those of `config`, else of the nearest file upward."""
    if config is not None:
        return read_settings(Path(config))
    first = Path(sources[0]).absolute() if sources and sources[0] != "-" else Path.cwd() / "-"
    found = find_settings(first if first.is_dir() else first.parent)
    return read_settings(found) if found else Settings()


def split_codes(values: Iterable[str]) -> tuple[str, ...]:
    """Return codes given one by one or with commas between."""
    return tuple(code.strip().upper() for value in values for code in value.split(",") if code.strip())


def check_codes(codes: tuple[str, ...], where: str) -> tuple[str, ...]:
    """Return codes that each begin the code of some rule.

    Raises:
        click.UsageError: one does not.
    """
    from runtut.rules.catalogue import catalogue  # noqa: PLC0415 -- see Wishes.of

    codes = tuple(code.upper() for code in codes)
    for code in codes:
        if code != "ALL" and not any(entry.rule.code.startswith(code) for entry in catalogue()):
            template = N_("{where}: no rule's code begins with {code!r}; `runtut rules` lists them")
            raise click.UsageError(tell(template, where=where, code=code))
    return codes


def check_pack(language: str) -> str:
    """Return the code of an installed language pack.

    Raises:
        click.UsageError: there is no such pack.
    """
    from runtut.languages import known_languages  # noqa: PLC0415 -- see Wishes.of

    if language not in known_languages():
        template = N_("--language: no language pack {code!r}; installed: {known}")
        raise click.UsageError(tell(template, code=language, known=", ".join(known_languages())))
    return language


# ---------------------------------------------------------------- output


@contextmanager
def open_output(path: str | None) -> Iterator[TextIO]:
    """Give the stream for results: the file, or standard output in UTF-8, line ends as written.

    Raises:
        click.UsageError: the file cannot be written.
    """
    if path is None or path == "-":
        stream = sys.stdout
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace", newline="")
        try:
            yield stream
            stream.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())  # the interpreter flushes once more at exit
            raise click.exceptions.Exit(BROKEN_PIPE) from None
        return
    try:
        file = Path(path).open("w", encoding="utf-8", errors="replace", newline="")  # noqa: SIM115 -- closed below
    except OSError as error:
        raise unwritable("--output", path, error) from None
    with file:
        yield file


def unwritable(wanted_by: str, path: str | Path, error: OSError) -> click.UsageError:
    """Return the error of a file that an option names and that cannot be written."""
    template = N_("{option}: {path} cannot be written ({reason}); look at the path")
    return click.UsageError(tell(template, option=wanted_by, path=path, reason=error.strerror))


def color_wanted(color: bool | None, stream: TextIO) -> bool:  # noqa: FBT001 -- the option's own value
    """Whether to colour: as the option says, else on a terminal, unless NO_COLOR is set."""
    if color is not None:
        return color
    return stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def width_of(stream: TextIO) -> int:
    """Return how wide text may run."""
    if not stream.isatty():
        return 88
    import shutil  # noqa: PLC0415 -- slow to import, and only for terminals

    return min(shutil.get_terminal_size((88, 24)).columns, WIDEST)


def with_progress(outcomes: Iterable[Outcome], wishes: Wishes, stream: TextIO) -> Iterator[Outcome]:
    """Pass outcomes on, showing on standard error how far we are: only to a terminal that shows no results itself."""
    if not sys.stderr.isatty() or stream.isatty():
        yield from outcomes
        return
    from runtut.intake.sources import count_hint  # noqa: PLC0415 -- only with a progress bar

    yield from progress_bar(outcomes, count_hint(wishes.sources), stream)


def progress_bar(each: Iterable[T], count: int | None, stream: TextIO) -> Iterator[T]:
    """Pass things on, showing on standard error how far we are: only to a terminal that shows no results itself."""
    if not sys.stderr.isatty() or stream.isatty() or count == 1:
        yield from each
        return
    with click.progressbar(each, length=count, file=sys.stderr, show_pos=True, label=tell(N_("stories"))) as bar:
        yield from bar


class Watch:
    """Passes outcomes on, tells errors on standard error, and knows afterwards whether there were any."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self.unreadable = 0

    def over(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Pass outcomes on."""
        for outcome in outcomes:
            if outcome.record is None:
                self.unreadable += 1
                click.echo(f"runtut: {_worded(outcome.error, self.lang)}", err=True)
            yield outcome


def _worded(error: BaseException | None, lang: str) -> str:
    from runtut.report.wording import word_error  # noqa: PLC0415 -- only for errors

    return word_error(error, lang)
