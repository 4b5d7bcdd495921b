"""What is told of an address that could not be fetched: what happened, and what to do."""

from __future__ import annotations

from runtut.record import Message, SourceError

REFUSED = "refused"
"""Kind of error where runtut or the site itself forbids fetching."""
NOT_FETCHED = "not-fetched"
"""Kind of error where fetching was tried."""


def problem(url: str, kind: str, template: str, **values: object) -> SourceError:
    """Return the error of an address."""
    return SourceError("{source}: {problem}", kind=kind, source=url, problem=Message(template, values))
