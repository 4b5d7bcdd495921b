"""`runtut serve`: the desk, in a browser."""

from __future__ import annotations

from importlib.util import find_spec

import click

from runtut.cli.speech import Command, message_language, option, tell
from runtut.i18n import LANGUAGES, N_

_NEEDED = ("fastapi", "uvicorn")


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@option(
    "--archive",
    metavar="ARCHIVE",
    help="Read this archive, and hold drafts against it: a file, or postgresql://user@host/name.",
)
@option("--host", default="127.0.0.1", show_default=True, metavar="HOST", help="The address to listen on.")
@option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8017,
    show_default=True,
    metavar="PORT",
    help="Its port; 0 for a free one.",
)
@option(
    "--name",
    "names",
    multiple=True,
    metavar="NAME",
    help="A name that browsers reach this desk by, besides its address.",
)
@option("--open", "browser", is_flag=True, help="Open the desk in a browser.")
@option("--lang", type=click.Choice(LANGUAGES), help="Language of pages for readers whose browser asks for none.")
def serve(archive: str | None, host: str, port: int, names: tuple[str, ...], lang: str | None, *, browser: bool) -> int:
    """Open the desk: a page where drafts are checked while they are written, and where the archive is read.

    Drafts are read on this machine, and neither kept nor logged.
    """
    missing = [each for each in _NEEDED if find_spec(each) is None]
    if missing:
        template = N_("the desk needs {what}; install it with: pip install 'runtut[web]'")
        raise click.UsageError(tell(template, what=", ".join(missing)))
    from runtut.desk.server import listen, run  # noqa: PLC0415 -- needs what the extra brings
    from runtut.desk.settings import Settings  # noqa: PLC0415 -- see above

    if archive is not None:
        _check(archive)
    language = message_language(lang)
    settings = Settings(archive=archive, language=language, host=host, port=port, names=names)
    try:
        socket = listen(settings)
    except OSError as error:
        template = N_("cannot listen on {host}:{port} ({reason}); give another --port or --host")
        raise click.UsageError(tell(template, host=host, port=port, reason=error.strerror or str(error))) from None
    address = f"http://{f'[{host}]' if ':' in host else host}:{socket.getsockname()[1]}/"
    click.echo("runtut: " + tell(N_("the desk is at {address} (Ctrl-C ends it)"), address=address), err=True)
    if browser:
        click.launch(address)
    run(settings, socket)
    return 0


def _check(archive: str) -> None:
    """Open an archive and close it: one that cannot be opened is told first."""
    from runtut.archive.database import open_database  # noqa: PLC0415 -- loads the library of databases

    open_database(archive).close()
