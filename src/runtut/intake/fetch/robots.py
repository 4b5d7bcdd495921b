"""What sites allow programs to fetch: their robots.txt (RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable

from protego import Protego

from runtut.i18n import N_
from runtut.intake.fetch.connection import Answer
from runtut.intake.fetch.problems import NOT_FETCHED, REFUSED, problem
from runtut.intake.fetch.urls import Target
from runtut.record import SourceError

NAME = "runtut"
"""The name by which sites address this program in their robots.txt."""
MOST = 500 << 10
"""Bytes of a robots.txt that are read, as RFC 9309 has it."""


class Robots:
    """The rules of the sites asked so far."""

    def __init__(self, fetch: Callable[[str], Answer]) -> None:
        """Take what fetches a robots.txt, redirects followed."""
        self._fetch = fetch
        self._rules: dict[str, Protego | SourceError] = {}

    def check(self, url: str, target: Target, *, source: str) -> float | None:
        """Return how many seconds the site wants between two requests, None where it does not say.

        Raises:
            SourceError: the site does not allow this address, or its rules cannot be had.
        """
        rules = self._rules.get(target.origin)
        if rules is None:
            rules = self._rules[target.origin] = self._read(target)
        if isinstance(rules, SourceError):
            raise SourceError(
                "{source}: {problem}", kind=rules.kind, source=source, problem=rules.message.values["problem"]
            )
        if not rules.can_fetch(url, NAME):
            template = N_(
                "the site's robots.txt does not allow programs to fetch this; save the page and give its path"
            )
            raise problem(source, REFUSED, template)
        return rules.crawl_delay(NAME)

    def _read(self, target: Target) -> Protego | SourceError:
        where = f"{target.origin}/robots.txt"
        try:
            answer = self._fetch(where)
        except SourceError as error:
            return error
        if answer.status == 429 or answer.status >= 500:
            template = N_("what the site allows cannot be read (status {status} of robots.txt); try again later")
            return problem(where, NOT_FETCHED, template, status=answer.status)
        return Protego.parse(answer.body.decode("utf-8", "replace") if answer.status == 200 else "")
