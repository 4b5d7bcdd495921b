"""What the web is asked by: what servers said of the pages they gave, kept from one run to the next.

A page that has not changed is not sent again, so what was said of it is kept only once its story is on file: a run that
is stopped before fetches the page again.
"""

from __future__ import annotations

from sqlalchemy import delete, insert, select

from runtut.archive.database import Database
from runtut.archive.tables import FETCHED
from runtut.intake.fetch.validators import Validator


class Kept:
    """Validators in an archive; those of this run are held back until `settle` says that their stories are on file.

    Args:
        database: the archive's.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._held: list[tuple[int, str, Validator]] = []
        self.taken = 0
        """How many stories have been taken so far, from the web or elsewhere."""

    def get(self, url: str, /) -> Validator | None:
        """Return the validator of an address, None for one that must be fetched whole."""
        asked = select(FETCHED.c.etag, FETCHED.c.last_modified).where(FETCHED.c.url == url)
        with self._database.reading() as connection:
            row = connection.execute(asked).first()
        return Validator(*row) if row is not None else None

    def put(self, url: str, validator: Validator, /) -> None:
        """Hold the validator of an address until all that was taken up to now is settled."""
        self._held.append((self.taken, url, validator))

    def settle(self, count: int | None = None) -> None:
        """Keep what is held, as `count` of what was taken is on file, or failed for good; None for all.

        Stories that were on file before need not be counted: what comes after them is held a little longer.
        """
        ripe = [each for each in self._held if count is None or each[0] <= count]
        if not ripe:
            return
        self._held = self._held[len(ripe) :]
        told = {url: validator for _, url, validator in ripe}
        rows = [
            {"url": url, "etag": each.etag, "last_modified": each.last_modified} for url, each in sorted(told.items())
        ]
        with self._database.writing() as connection:
            self._database.start_writing(connection)
            connection.execute(delete(FETCHED).where(FETCHED.c.url.in_(sorted(told))))
            connection.execute(insert(FETCHED), rows)
