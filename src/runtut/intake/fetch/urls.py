"""The parts of an address, in the form in which they are sent."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from runtut.i18n import N_
from runtut.intake.fetch.problems import REFUSED, problem
from runtut.intake.http import printable

_PORTS = {"http": 80, "https": 443}
_LONGEST = 4000
_SAFE = "%/:=&?~+!$,;'@()*[]|"


class Target(NamedTuple):
    """Where a request goes to, and what it asks for. `host` is in ASCII and small letters."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, as an address begins; the port only where it is not the usual one."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Host and port, as a `Host` header has them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def take_apart(url: str, *, source: str) -> Target:
    """Return the parts of an address.

    Args:
        url: the address.
        source: what errors name: the address that was asked for.

    Raises:
        SourceError: kind "refused", for what is not fetched at all.
    """
    try:
        parts = urlsplit(url.strip())
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
        if not host.isascii():
            host = host.encode("idna").decode("ascii")
    except ValueError:
        raise problem(source, REFUSED, N_("not a web address; look at it")) from None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS:
        template = N_("{scheme} addresses are not fetched, only http and https")
        raise problem(source, REFUSED, template, scheme=f"{scheme or '?'}:")
    if not host or len(url) > _LONGEST or any(c.isspace() or ord(c) < 32 or c in "%\\" for c in host):
        raise problem(source, REFUSED, N_("not a web address; look at it"))
    if parts.username is not None or parts.password is not None:
        raise problem(source, REFUSED, N_("an address with a user's name in it is not fetched"))
    path = quote(parts.path or "/", safe=_SAFE)
    if parts.query:
        path += "?" + quote(parts.query, safe=_SAFE)
    return Target(scheme, host.lower(), port or _PORTS[scheme], path)


def join(base: str, reference: str) -> str:
    """Return the address that a reference on a page means; the reference itself where that cannot be told."""
    reference = printable(reference.strip())
    try:
        return urljoin(base, reference)
    except ValueError:
        return reference
