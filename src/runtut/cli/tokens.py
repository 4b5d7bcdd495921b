"""`runtut tokens`: who may ask a desk for what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from runtut.cli.groups import Commands
from runtut.cli.options import open_output
from runtut.cli.speech import Command, option, tell
from runtut.desk.tokens import Scope, add_token, read_tokens, revoke_token
from runtut.i18n import N_
from runtut.report.wording import tidy

F = TypeVar("F", bound=Callable[..., Any])
_HELP = {"help_option_names": ["-h", "--help"]}


class _Group(Commands):
    """A group of commands that stand in one module."""

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002 -- click's signature
        """Return a command, None if there is no such."""
        return {"add": add, "list": show, "revoke": revoke}.get(name)


@click.group(cls=_Group, package=__name__, names=("add", "list", "revoke"), context_settings=_HELP)
def tokens() -> None:
    """Make, list and revoke the tokens by which a desk knows who asks.

    A desk that listens to its own machine alone needs none. The file holds digests; a token is shown once.
    """


def _file(command: F) -> F:
    made = option(
        "--tokens",
        "path",
        type=click.Path(dir_okay=False, path_type=Path),
        metavar="FILE",
        envvar="RUNTUT_TOKENS",
        required=True,
        help="The file of tokens.  [default: RUNTUT_TOKENS]",
    )
    return made(command)


@click.command(cls=Command, context_settings=_HELP)
@click.argument("name", metavar="NAME")
@option(
    "--scope",
    "scopes",
    type=click.Choice([each.value for each in Scope]),
    multiple=True,
    help="What it allows; may be repeated.  [default: read and check]",
)
@_file
def add(name: str, scopes: tuple[str, ...], path: Path) -> int:
    """Make a token for NAME, a person or a program, and print it: it is shown this once.

    read: to ask the archive; check: to have drafts checked; write: to put stories on file and to correct.
    """
    if not name.strip():
        raise click.UsageError(tell(N_("the name says nothing; write whose token it is")))
    wanted = frozenset(map(Scope, scopes or (Scope.READ, Scope.CHECK)))
    made = add_token(path, tidy(name), wanted, dt.datetime.now(dt.UTC))
    with open_output(None) as stream:
        stream.write(made + "\n")
    click.echo(
        "runtut: " + tell(N_("keep it well: it is not shown again, and {path} holds its digest alone"), path=path),
        err=True,
    )
    return 0


@click.command("list", cls=Command, context_settings=_HELP)
@_file
def show(path: Path) -> int:
    """List whose tokens there are, what each allows, and since when."""
    with open_output(None) as stream:
        for each in read_tokens(path).values():
            stream.write(f"{each.made[:10]}  {' '.join(sorted(each.scopes)):16}  {tidy(each.name)}\n")
    return 0


@click.command(cls=Command, context_settings=_HELP)
@click.argument("name", metavar="NAME")
@_file
def revoke(name: str, path: Path) -> int:
    """Take out the token of NAME. A desk that runs refuses it from then on."""
    revoke_token(path, name)
    click.echo("runtut: " + tell(N_("{name}: revoked"), name=tidy(name)), err=True)
    return 0
