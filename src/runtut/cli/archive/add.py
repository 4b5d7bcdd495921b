"""`runtut archive add`: put stories on file."""

from __future__ import annotations

import datetime as dt
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from runtut.archive import Added
from runtut.archive import add as put
from runtut.cli.archive.options import archive_option, opened
from runtut.cli.options import UNREADABLE, Wishes, engine_options, open_output, source_options, told_by_block
from runtut.cli.speech import Command, option, tell
from runtut.i18n import N_
from runtut.intake.sources import count_hint, is_address
from runtut.report.json import dumps, error_object
from runtut.report.outcome import Outcome
from runtut.report.wording import word_error

FORMATS = ("text", "jsonl")

MANY = 100
"""Stories for which it pays to start a process on every processor: each takes about a second to start."""


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@source_options
@option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How to tell what became of each story.",
)
@engine_options
@archive_option
def add(archive: str, form: str, engine: str, address: str | None, **options: Any) -> int:
    """Put stories on file: read them, apply the rules, keep what was found. Makes the archive where there is none.

    May be stopped at any moment and run again: what was added stays, and is not read a second time. A changed text of a
    story on file is kept as a version of it.

    Many stories are read by as many processes as there are processors, unless --jobs says otherwise.

    With --format jsonl, a line {"id", "fate"} or {"id", "error"} is printed for each story once it is certain that it is
    on file. The fate is added, version or known.
    """
    hint = count_hint(options["sources"])
    few = any(map(is_address, options["sources"])) or (
        hint is not None and hint < MANY
    )  # from the web they come slowly
    wishes = Wishes.of(**options, usual_jobs=1 if few else 0)
    if engine == "ray":
        return _on_cluster(archive, form, address, wishes)
    fates: Counter[str] = Counter()
    began = time.monotonic()
    with (
        open_output(wishes.output) as stream,
        opened(archive, create=True) as database,
        _progress(hint) as step,
    ):
        try:
            for added in put(
                database,
                wishes.sources,
                wishes.plan,
                now=lambda: dt.datetime.now(dt.UTC),
                jobs=wishes.jobs,
                stdin=sys.stdin.buffer,
            ):
                fates["failed" if added.fate is None else added.fate.value] += 1
                _tell_error(added, wishes.lang)
                if form == "jsonl":
                    stream.write(_line(added, wishes.lang))
                    stream.flush()
                step()
        finally:
            click.echo("runtut: " + _summary(fates, time.monotonic() - began), err=True)
    return UNREADABLE if fates["failed"] else 0


def _on_cluster(archive: str, form: str, address: str | None, wishes: Wishes) -> int:
    """Have a Ray cluster put tables of stories on file, and tell on standard error how far it is."""
    if form != "text":
        raise click.UsageError(tell(N_("--engine ray tells of blocks of stories; leave --format out")))
    try:
        from runtut.archive.on_cluster import add_on_cluster  # noqa: PLC0415 -- an extra
    except ImportError:
        template = N_("--engine ray needs Ray; install it with: pip install 'runtut[ray]'")
        raise click.UsageError(tell(template)) from None
    return told_by_block(add_on_cluster(archive, wishes.sources, wishes.plan, address=address), wishes.lang)


def _line(added: Added, lang: str) -> str:
    if added.error is None:
        return dumps({"id": added.id, "fate": added.fate}) + "\n"
    failed = Outcome(id=added.id, error=added.error)
    return dumps(error_object(failed, language=lang)) + "\n"


def _tell_error(added: Added, lang: str) -> None:
    if added.error is not None:
        click.echo(f"runtut: {word_error(added.error, lang)}", err=True)


def _summary(fates: Counter[str], seconds: float) -> str:
    said = tell(
        N_("{added} stories added, {versions} new versions, {known} on file already, {failed} could not be read"),
        added=fates["added"],
        versions=fates["version"],
        known=fates["known"],
        failed=fates["failed"],
    )
    return f"{said} ({sum(fates.values()) / max(seconds, 0.001):,.0f}/s)"


@contextmanager
def _progress(count: int | None) -> Iterator[Any]:
    """Show on a terminal how far we are, at what rate, and how long it will take."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    began, done = time.monotonic(), 0
    with click.progressbar(
        length=count, file=sys.stderr, show_pos=True, show_eta=True, label=tell(N_("stories")), item_show_func=str
    ) as bar:

        def step() -> None:
            nonlocal done
            done += 1
            bar.update(1, f"{done / max(time.monotonic() - began, 0.001):,.0f}/s")

        yield step
