"""The command line: one small file per command, imported only when the command is called.

Results go to standard output, everything else to standard error. Exit status: 0 nothing at or above
`--fail-on`, 1 findings, 2 wrong usage, 3 a source could not be read (the others were).
"""

from __future__ import annotations

import gc
import sys
from typing import NoReturn

import click

from runtut.cli.groups import Commands
from runtut.cli.speech import message_language, option, speaking, tell, wanted_language
from runtut.i18n import N_
from runtut.record import ArchiveError, PackError, SettingsError

COMMANDS = ("check", "read", "archive", "serve", "tokens", "lsp", "rules", "evaluate", "audit")

WRONG_USAGE = 2
_OBJECTS = 100_000
"""New objects before a search for unreachable ones: Python's 700 has it search what loading made, all of which stays."""
INTERRUPTED = 130  # 128 + SIGINT, as shells report it


def _print_version(ctx: click.Context, _param: click.Parameter, value: bool) -> None:  # noqa: FBT001 -- click's signature
    if value and not ctx.resilient_parsing:
        from importlib.metadata import version  # noqa: PLC0415 -- slow, and only for --version

        click.echo(f"runtut {version('runtut')}")
        ctx.exit()


@click.group(
    cls=Commands, package="runtut.cli", names=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_print_version, help="Print the version."
)
def runtut() -> None:
    """Read Indonesian news stories and check that they hold together.

    Works offline. Nothing of a story leaves this machine or is written to a log.
    """


def main() -> NoReturn:
    """Run the command line; every error that a user can mend is one line on standard error."""
    gc.set_threshold(_OBJECTS)
    language = message_language(wanted_language(sys.argv[1:]))
    with speaking(language):
        try:
            status = runtut.main(prog_name="runtut", standalone_mode=False)
        except click.ClickException as error:
            _complain(error)
            status = WRONG_USAGE
        except (ArchiveError, SettingsError, PackError) as error:
            from runtut.report.wording import word_error  # noqa: PLC0415 -- only for errors

            click.echo(f"runtut: {word_error(error, language)}", err=True)
            status = WRONG_USAGE
        except (KeyboardInterrupt, click.Abort):
            click.echo("runtut: " + tell(N_("interrupted")), err=True)
            status = INTERRUPTED
    sys.exit(status if isinstance(status, int) else 0)


def _complain(error: click.ClickException) -> None:
    """Say on one line what is wrong with the command line, and where help is."""
    context = getattr(error, "ctx", None)
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        click.echo(error.format_message(), err=True)
        return
    path = context.command_path if context else "runtut"
    message = " ".join(error.format_message().split()).rstrip(".")
    tail = " " + tell(N_("(see {command} --help)"), command=path) if isinstance(error, click.UsageError) else ""
    click.echo(f"{path}: {message}{tail}", err=True)
