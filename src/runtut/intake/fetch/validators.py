"""Asking for a page only where it has changed: what the server said of it when it was last fetched."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple, Protocol


class Validator(NamedTuple):
    """What a server gave with a page, and is asked by whether it has changed since (RFC 9110, 8.8)."""

    etag: str | None = None
    last_modified: str | None = None

    @classmethod
    def of(cls, headers: Mapping[str, str]) -> Validator | None:
        """Return the validator in an answer's headers, their names in small letters; None where there is none."""
        etag, last_modified = headers.get("etag"), headers.get("last-modified")
        return cls(etag, last_modified) if etag or last_modified else None

    def conditions(self) -> dict[str, str]:
        """Return the headers that ask for the page only where it has changed."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


class Validators(Protocol):
    """Keeps validators by address, as an archive does from one run to the next."""

    def get(self, url: str, /) -> Validator | None:
        """Return the validator of an address, None for one that must be fetched whole."""

    def put(self, url: str, validator: Validator, /) -> None:
        """Keep the validator of an address. Called once whoever reads has taken what the page held."""


class InMemory(dict[str, Validator]):
    """Validators that last as long as the process."""

    def put(self, url: str, validator: Validator, /) -> None:
        """Keep the validator of an address."""
        self[url] = validator
