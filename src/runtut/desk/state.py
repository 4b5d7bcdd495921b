"""What a desk holds while it runs: its settings, the processes that read, what was answered lately, the archive."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from fastapi import Request

from runtut.desk.api.problems import Problem
from runtut.desk.cache import Cache
from runtut.desk.readers import Readers
from runtut.desk.settings import Settings
from runtut.i18n import N_

if TYPE_CHECKING:
    from runtut.archive.database import Database


class Desk:
    """See the module. Made by `create_app`, opened and closed with the application."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        limits = settings.limits
        self.cache = Cache(limits.cache, limits.fresh)
        self.readers = Readers(
            processes=limits.processes or os.cpu_count() or 1,
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

        return open_database(self.settings.archive)

    async def open(self) -> None:
        """Start the processes."""
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
