"""`runtut serve`: the desk, in a browser."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from runtut.cli.speech import Command, message_language, option, tell
from runtut.i18n import LANGUAGES, N_

if TYPE_CHECKING:
    from runtut.desk.settings import Settings

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
@option(
    "--tokens",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Ask everybody for a token of this file; see `runtut tokens`.",
)
@option(
    "--allow-origin",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help="Let scripts of this site ask the API, as https://cms.example; may be repeated.",
)
@option("--open", "browser", is_flag=True, help="Open the desk in a browser.")
@option("--lang", type=click.Choice(LANGUAGES), help="Language of pages for readers whose browser asks for none.")
def serve(
    archive: str | None,
    host: str,
    port: int,
    names: tuple[str, ...],
    tokens: Path | None,
    origins: tuple[str, ...],
    lang: str | None,
    *,
    browser: bool,
) -> int:
    """Open the desk: a page where drafts are checked while they are written, and where the archive is read.

    Drafts are read on this machine, and neither kept nor logged.
    """
    missing = [each for each in _NEEDED if find_spec(each) is None]
    if missing:
        template = N_("the desk needs {what}; install it with: pip install 'runtut[web]'")
        raise click.UsageError(tell(template, what=", ".join(missing)))
    from runtut.desk.server import listen, run  # noqa: PLC0415 -- needs what the extra brings
    from runtut.desk.settings import Settings, check  # noqa: PLC0415 -- see above

    settings = check(
        Settings(
            archive=archive,
            language=message_language(lang),
            host=host,
            port=port,
            names=names,
            origins=tuple(map(_origin, origins)),
            tokens=tokens,
        )
    )
    _look_at(settings)
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


def _origin(given: str) -> str:
    """Return an origin as browsers write it."""
    parts = urlsplit(given)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path not in ("", "/") or parts.query:
        template = N_("--allow-origin: {value!r} is no origin; write https://cms.example")
        raise click.UsageError(tell(template, value=given))
    return f"{parts.scheme}://{parts.netloc}".lower()


def _look_at(settings: Settings) -> None:
    """Read the tokens, and open the archive and close it: what is wrong with them is told first."""
    if settings.tokens is not None:
        from runtut.desk.tokens import read_tokens  # noqa: PLC0415 -- only with tokens

        if not read_tokens(settings.tokens):
            template = N_("{path}: no token in it; make one with `runtut tokens add NAME --tokens {path}`")
            raise click.UsageError(tell(template, path=settings.tokens))
    if settings.archive is not None:
        from runtut.archive.database import open_database  # noqa: PLC0415 -- loads the library of databases

        open_database(settings.archive).close()
