"""What is at an address: fetched politely, within limits, redirects followed."""

from __future__ import annotations

import ssl
import time
from functools import cached_property
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

from runtut.i18n import N_
from runtut.intake.encoding import LARGEST
from runtut.intake.fetch.addresses import Resolver, resolve
from runtut.intake.fetch.connection import BODY, Answer, Limits, ask
from runtut.intake.fetch.pace import Pace
from runtut.intake.fetch.problems import NOT_FETCHED, problem
from runtut.intake.fetch.robots import MOST, NAME, Robots
from runtut.intake.fetch.urls import join, take_apart
from runtut.intake.fetch.validators import Validator, Validators
from runtut.record import SourceError

INTERVAL = 1.0
"""Seconds between two requests to one host, unless told otherwise."""
_LATER = (429, 503)  # may say when to come again
_REDIRECTS = (301, 302, 303, 307, 308)
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5"


class Fetched(NamedTuple):
    """What was fetched: `url` as asked for, `at` where redirects led; no body where nothing changed since last time."""

    url: str
    at: str
    body: bytes | None
    content_type: str | None
    validator: Validator | None


class Fetcher:
    """Fetches pages and feeds. Keep one for all that is fetched: it knows which host was asked when, and what sites allow.

    Args:
        interval: seconds between two requests to one host; a site that asks for more is heard, within reason.
        seconds: how long one address may take, redirects and all; the waiting between requests not counted.
        most: bytes that are taken, unpacked.
        redirects: how many are followed.
        validators: by these pages are asked for only where they have changed; None fetches them whole.
        allow_private: whether hosts of this machine and its own network are asked too. For tests of this code alone: no
            option and no setting may reach it.
        resolver: tells the addresses of a host.
        tls: how certificates are checked.
    """

    def __init__(
        self,
        *,
        interval: float = INTERVAL,
        seconds: float = 30.0,
        most: int = LARGEST,
        redirects: int = 5,
        validators: Validators | None = None,
        allow_private: bool = False,
        resolver: Resolver = resolve,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.seconds = seconds
        self.most = most
        self.redirects = redirects
        self.validators = validators
        self.pace = Pace(interval)
        self._allow_private = allow_private
        self._resolver = resolver
        self._given_tls = tls
        self._robots = Robots(self._robots_txt)

    def get(self, url: str) -> Fetched:
        """Fetch what is at an address.

        Raises:
            SourceError: kind "refused" (not a public web address, or not allowed by the site), "too-large", or
                "not-fetched" (all that can go wrong on the way).
        """
        known = self.validators.get(url) if self.validators is not None else None
        answer, at = self._follow(url, known.conditions() if known is not None else {}, obey=True)
        if answer.status == 304 and known is not None:
            return Fetched(url, at, None, None, known)
        if answer.status not in BODY:
            raise _status(url, answer.status)
        return Fetched(url, at, answer.body, answer.headers.get("content-type"), Validator.of(answer.headers))

    def keep(self, fetched: Fetched) -> None:
        """Keep what the server gave to ask by next time; for when what was fetched has been taken."""
        if self.validators is not None and fetched.validator is not None and fetched.body is not None:
            self.validators.put(fetched.url, fetched.validator)

    def _follow(self, url: str, conditions: dict[str, str], *, obey: bool) -> tuple[Answer, str]:
        """Return the last answer of a chain of redirects, and where it came from."""
        at, left, hops, again = url, self.seconds, 0, False
        while hops <= self.redirects:
            target = take_apart(at, source=url)
            wish = self._robots.check(target.origin + target.path, target, source=url) if obey else None
            self.pace.wait(target.host, wish)
            began = time.monotonic()
            answer = ask(
                target,
                {**self._headers, **conditions},
                Limits(left, self.most if obey else MOST, self.seconds, cut=not obey),
                source=url,
                resolver=self._resolver,
                allow_private=self._allow_private,
                tls=self._tls,
            )
            left -= time.monotonic() - began
            if answer.status in _LATER and not again:
                again = self.pace.hold(target.host, answer.headers.get("retry-after"))
                if again:  # once, and only as soon as the site itself says
                    continue
            onward = answer.headers.get("location")
            if answer.status not in _REDIRECTS or not onward:
                return answer, at
            at, hops = join(at, onward), hops + 1
        template = N_("redirects more than {most} times; look at the address")
        raise problem(url, NOT_FETCHED, template, most=self.redirects)

    def _robots_txt(self, url: str) -> Answer:
        return self._follow(url, {}, obey=False)[0]

    @cached_property
    def _headers(self) -> dict[str, str]:
        try:
            number = version("runtut")
        except PackageNotFoundError:
            number = "0"
        return {
            "User-Agent": f"{NAME}/{number} (reads news stories; obeys robots.txt for {NAME})",
            "Accept": _ACCEPT,
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        }

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return self._given_tls or ssl.create_default_context()


_STATUSES = {
    401: N_("the site asks for a password ({status}); save the page and give its path"),
    403: N_("the site does not give this to programs ({status}); save the page and give its path"),
    404: N_("there is no such page ({status}); look at the address"),
    410: N_("the page is gone ({status}); look at the address"),
    429: N_("the site has been asked too often ({status}); try again later"),
}


def _status(url: str, status: int) -> SourceError:
    template = _STATUSES.get(status)
    if template is None:
        template = N_("the site has trouble of its own ({status}); try again later")
        if status < 500:
            template = N_("the site answers with status {status}; look at the address")
    return problem(url, NOT_FETCHED, template, status=status)
