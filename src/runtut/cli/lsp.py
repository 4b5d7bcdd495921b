"""`runtut lsp`: findings and repairs in an editor, through the Language Server Protocol."""

from __future__ import annotations

import socket

import click

from runtut.cli.speech import Command, message_language, option, tell
from runtut.i18n import LANGUAGES, N_


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@option("--stdio", is_flag=True, help="Speak through standard input and output.  [default]")
@option(
    "--tcp",
    type=click.IntRange(0, 65535),
    metavar="PORT",
    help="Listen on this port of this machine alone; 0 for a free one.",
)
@option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.  [default: the editor's]")
def lsp(*, stdio: bool, tcp: int | None, lang: str | None) -> int:
    """Speak with an editor: findings while a story is written, what its times and figures mean, repairs.

    An editor starts this itself. Settings are those of the folder's runtut.toml.
    """
    if stdio and tcp is not None:
        raise click.UsageError(tell(N_("give --stdio or --tcp, not both")))
    try:
        from runtut.lsp.server import HOST, make_server  # noqa: PLC0415 -- an extra
    except ImportError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        template = N_("the language server needs pygls; install it with: pip install 'runtut[lsp]'")
        raise click.UsageError(tell(template)) from None
    from importlib.metadata import version  # noqa: PLC0415 -- slow, and only here

    server = make_server(version("runtut"), message_language(lang))
    if tcp is None:
        server.start_io()
        return 0
    port = tcp or _free_port(HOST)
    click.echo("runtut: " + tell(N_("listening on {host}:{port}"), host=HOST, port=port), err=True)
    try:
        server.start_tcp(HOST, port)
    except OSError as error:
        template = N_("--tcp: port {port} cannot be listened on ({reason})")
        raise click.UsageError(tell(template, port=port, reason=error.strerror)) from None
    return 0


def _free_port(host: str) -> int:
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])
