"""What a desk holds while it runs: its settings, the processes that read, what was answered lately, the archive."""

from __future__ import annotations

import asyncio
import os
from functools import cached_property
from typing import TYPE_CHECKING

import anyio
import anyio.to_thread
from fastapi import Request

from runtut.desk.api.problems import Problem
from runtut.desk.cache import Cache
from runtut.desk.readers import Readers
from runtut.desk.settings import Settings
from runtut.desk.tokens import Tokens
from runtut.i18n import N_

if TYPE_CHECKING:
    from runtut.archive.database import Database
    from runtut.intake.fetch.fetcher import Fetcher

COOKIE = "runtut"
"""In which a browser that logged in keeps its token."""
STREAMS = 4
"""How many requests may send many stories at once."""
FETCHING = 8
"""How many pages may be fetched at once."""
ASKING = 12
"""How many may ask the archive at once: fewer than the connections its pool has, so that nobody is turned away by it."""
_SECONDS = 15.0
"""For fetching a page: somebody waits for it."""


class Desk:
    """See the module. Made by `create_app`, opened and closed with the application."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        limits = settings.limits
        self.cache = Cache(limits.cache, limits.fresh)
        self.tokens = None if settings.tokens is None else Tokens(settings.tokens)
        self.processes = limits.processes or os.cpu_count() or 1
        self.streams = asyncio.Semaphore(STREAMS)
        self.readers = Readers(
            processes=self.processes,
            waiting=limits.waiting,
            seconds=limits.seconds,
            archive=settings.archive,
        )

    @cached_property
    def archive(self) -> Database | None:
        """The archive, None where the desk was started without one; opened when first asked for.

        Raises:
            ArchiveError: it cannot be opened.
        """
        if self.settings.archive is None:
            return None
        from runtut.archive.database import open_database  # noqa: PLC0415 -- loads the library of databases

        opened = open_database(self.settings.archive)
        opened.patience = self.settings.limits.asking
        return opened

    @cached_property
    def fetcher(self) -> Fetcher:
        """What fetches pages: public addresses alone."""
        from runtut.intake.fetch.fetcher import Fetcher  # noqa: PLC0415 -- seldom needed

        return Fetcher(seconds=_SECONDS)

    @cached_property
    def fetching(self) -> anyio.CapacityLimiter:
        """How many pages are fetched at once; made within the event loop."""
        return anyio.CapacityLimiter(FETCHING)

    async def open(self) -> None:
        """Start the processes."""
        anyio.to_thread.current_default_thread_limiter().total_tokens = ASKING
        await self.readers.start()

    def close(self) -> None:
        """End the processes and let go of the archive."""
        self.readers.close()
        if self.__dict__.get("archive") is not None and self.archive is not None:
            self.archive.close()


def desk_of(request: Request) -> Desk:
    """Return the desk that a request came to."""
    desk: Desk = request.app.state.desk
    return desk


def archive_of(request: Request) -> Database:
    """Return the archive of the desk that a request came to; for questions and pages of the archive.

    Raises:
        Problem: 404, the desk was started without one.
        ArchiveError: it cannot be opened.
    """
    archive = desk_of(request).archive
    if archive is None:
        template = N_("this desk has no archive; start it with `runtut serve --archive ARCHIVE`")
        raise Problem(404, template, kind="no-archive")
    return archive
