"""What a desk is started with."""

from __future__ import annotations

import ipaddress
from pathlib import Path

from runtut.i18n import N_
from runtut.record import SettingsError
from runtut.values import dataclass

PORT = 8017
HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one client may ask for; the defaults are for a newsroom of fifty desks on two processors.

    Attributes:
        body: bytes of a request; a story of 600 words has about 5,000.
        document: bytes of a document; pictures make them large.
        stream: bytes of a request that sends many stories; each line is held to `body`.
        seconds: for reading one story, once its turn has come. A process that takes longer is ended.
        asking: for one question to the archive.
        arriving: seconds within which a request's head has to be there, and within which more of its body has to come.
        whole: seconds within which the whole body of a request has to be there; of many stories, each line.
        leaving: seconds that a client may let an answer lie before it takes more of it.
        processes: how many stories are read at the same time; 0 for one a processor.
        waiting: how many may wait for their turn; those that come on top are told to come back.
        cache: bytes of answers that are kept in memory, so that an unchanged text is not read again.
        fresh: seconds that an answer is kept.
    """

    body: int = 2 << 20
    document: int = 16 << 20
    stream: int = 32 << 20
    seconds: float = 20.0
    asking: float = 20.0
    arriving: float = 10.0
    whole: float = 30.0
    leaving: float = 20.0
    processes: int = 0
    waiting: int = 200
    cache: int = 16 << 20
    fresh: float = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """A desk's settings.

    Attributes:
        archive: the archive that is read and that drafts are held against: a file or `postgresql://…`; None for none.
        language: "id" or "en": that of pages where the reader's browser asks for neither.
        host: the address that is listened on.
        port: its port.
        names: names by which the desk is asked, besides those of `host`: requests to any other name are refused.
        origins: sites whose scripts may call the API, as `https://cms.example`.
        tokens: the file of tokens; with it, everybody needs one.
        limits: see `Limits`.
    """

    archive: str | None = None
    language: str = "id"
    host: str = HOST
    port: int = PORT
    names: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    tokens: Path | None = None
    limits: Limits = Limits()


def check(settings: Settings) -> Settings:
    """Return the settings, where they make sense.

    Raises:
        SettingsError: the desk would listen to others without asking them for a token.
    """
    if settings.tokens is None and not is_loopback(settings.host):
        template = N_(
            "{host} is heard by others, who then need tokens: make one with `runtut tokens add NAME --tokens FILE`, and start "
            "the desk with --tokens FILE"
        )
        raise SettingsError(template, host=settings.host)
    return settings


def is_loopback(host: str) -> bool:
    """Whether a name or address is this machine's alone."""
    bare = host.removeprefix("[").removesuffix("]")
    if bare.lower().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(bare).is_loopback
    except ValueError:
        return False
