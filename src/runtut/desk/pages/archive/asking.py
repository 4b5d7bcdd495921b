"""What a page of the archive is asked: read from its address, held to limits, and put into addresses again."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import Request

from runtut.archive.filters import Filters, period
from runtut.desk.api.problems import Problem
from runtut.i18n import N_
from runtut.report.wording import tidy
from runtut.values import dataclass

LONGEST = 1_000
"""Characters of a question, as the API takes it."""
NAME = 200
"""Characters of a name."""
OUTLETS = 20
"""Outlets that can be asked for at once."""
PAGES = 25
"""Pages that an answer has at most: who wants more asks for less."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks.

    Attributes:
        q: the words, "" for none.
        filters: which stories.
        since: the first period as it was written.
        until: the last.
        number: which page of the answer, from 1.
        form: "" for a page, or "svg" or "csv" for a file.
    """

    q: str
    filters: Filters
    since: str = ""
    until: str = ""
    number: int = 1
    form: str = ""

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Words and filters as parameters of an address."""
        filters = self.filters
        pairs = [("q", self.q), *(("outlet", each) for each in filters.outlets)]
        pairs += [("since", self.since), ("until", self.until)]
        pairs += [("person", filters.person or ""), ("rule", filters.rule or "")]
        return [(key, value) for key, value in pairs if value]


def asked(request: Request) -> Asked:
    """Return what the parameters of a request ask.

    Raises:
        Problem: 400, one of them cannot be read.
    """
    given = request.query_params
    q = tidy(given.get("q", "")[: LONGEST + 1])
    if len(q) > LONGEST:
        raise Problem(400, N_("the question is too long; ask in {most} characters"), kind="query", most=LONGEST)
    outlets = tuple(dict.fromkeys(filter(None, (tidy(each[:NAME]) for each in given.getlist("outlet")[:OUTLETS]))))
    since, until = (tidy(given.get(key, "")[:20]) for key in ("since", "until"))
    filters = Filters(
        outlets,
        _period(since)[0] if since else None,
        _period(until)[1] if until else None,
        tidy(given.get("person", "")[:NAME]) or None,
        tidy(given.get("rule", "")[:20]) or None,
    )
    form = given.get("format", "")
    return Asked(q, filters, since, until, _number(given.get("page", "1")), form if form in ("svg", "csv") else "")


def _period(written: str) -> tuple[str, str]:
    try:
        return period(written)
    except ValueError:
        template = N_("a period is written 2023, 2023-09 or 2023-09-12")
        raise Problem(400, template, kind="query") from None


def _number(written: str) -> int:
    if not (written.isascii() and written.isdecimal() and len(written) < 4):
        return 1
    return min(max(1, int(written)), PAGES)


def link(path: str, *pairs: tuple[str, object]) -> str:
    """Return the address of a page of this desk; parameters without a value are left out."""
    written = [(key, str(value)) for key, value in pairs if value not in (None, "")]
    return f"{path}?{urlencode(written, errors='replace')}" if written else path
