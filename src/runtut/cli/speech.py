"""The language of the command line itself: help, and what is said of a wrong option.

Reports are told their language as an argument. Help and usage errors are worded by click, which asks the standard
library's gettext; so for as long as a command runs, gettext is told the language and given our catalogues.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from copy import copy
from typing import Any, TypeVar

import click

from runtut.i18n import LOCALE_DIR, N_, NP_, choose_language, paragraphs

F = TypeVar("F", bound=Callable[..., Any])

DOMAIN = "runtut"


def message_language(wanted: str | None) -> str:
    """Return the language of messages: as wanted, else RUNTUT_LANG, else the terminal's."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    locale = next((os.environ[name] for name in names if os.environ.get(name)), None)
    return choose_language(wanted, os.environ.get("RUNTUT_LANG"), locale)


def wanted_language(args: Sequence[str]) -> str | None:
    """Return what `--lang` says on a command line that is not parsed yet, so that even its errors are understood."""
    for number, each in enumerate(args):
        if each == "--":
            break
        if each.startswith("--lang="):
            return each.partition("=")[2]
        if each == "--lang" and number + 1 < len(args):
            return args[number + 1]
    return None


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let gettext, and with it click, speak `language` ("id" or "en")."""
    before, told = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(DOMAIN, str(LOCALE_DIR))
    gettext.textdomain(DOMAIN)
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        gettext.textdomain(before)
        if told is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = told


def tell(template: str, **values: object) -> str:
    """Return `template` (marked with `N_`) in the language being spoken, its {fields} filled."""
    said = gettext.gettext(template)
    return said.format(**values) if values else said


class Option(click.Option):
    """An option whose help and placeholder are shown in the language being spoken."""

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option and its help."""
        shown = copy(self)
        shown.help = tell(self.help) if self.help else self.help
        return super(Option, shown).get_help_record(ctx)

    def make_metavar(self, ctx: click.Context) -> str:
        """Return the placeholder of the option's value."""
        return tell(super().make_metavar(ctx))


class Command(click.Command):
    """A command whose help is shown in the language being spoken."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help text, its paragraphs each in the language being spoken."""
        shown = _told(self)
        super(Command, shown).format_help_text(ctx, formatter)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the beginning of the help text."""
        return super(Command, _told(self)).get_short_help_str(limit)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return the option --help."""
        made = super().get_help_option(ctx)
        if made is not None:
            made.help = tell("Show this message and exit.")
        return made

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """Return the placeholders of the usage line."""
        return [tell(each) for each in super().collect_usage_pieces(ctx)]


def _told(command: Command) -> Command:
    shown = copy(command)
    shown.help = "\n\n".join(tell(each) for each in paragraphs(command.help or ""))
    return shown


def option(*names: str, **attributes: Any) -> Callable[[F], F]:
    """Return a decorator that gives a command an `Option`."""
    return click.option(*names, cls=Option, **attributes)


_OF_CLICK = (
    N_("Usage:"),
    N_("Options"),
    N_("Commands"),
    N_("Positional arguments"),
    N_("Show this message and exit."),
    N_("default: {default}"),
    N_("required"),
    N_("Missing argument"),
    N_("Missing option"),
    N_("Missing command."),
    N_("Missing parameter"),
    N_("Invalid value: {message}"),
    N_("Invalid value for {param_hint}: {message}"),
    N_("No such option {name!r}."),
    N_("No such option: {name}"),
    N_("No such command {name!r}."),
    N_("Option {name!r} does not take a value."),
    N_("{value!r} is not a valid {number_type}."),
    N_("{value} is not in the range {range}."),
    N_("{name} {filename!r} is a directory."),
    N_("{name} {filename!r} does not exist."),
    N_("file"),
    NP_("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    NP_("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
    NP_("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    NP_("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    N_("[OPTIONS]"),
    N_("[OPTIONS] COMMAND [ARGS]..."),
    N_("COMMAND [ARGS]..."),
    N_("SOURCE..."),
    N_("[CODE]"),
    N_("CODES"),
    N_("CODE"),
    N_("FILE"),
    N_("FOLDER"),
    N_("GOLD..."),
    N_("[RULE]..."),
    N_("STORIES"),
    N_("DATE"),
    N_("TEXT"),
    N_("WORDS..."),
)
"""Sentences of click's that our commands can bring about, and placeholders, marked for our catalogues."""
