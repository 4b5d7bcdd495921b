"""Which addresses of the network a page may be fetched from: public ones, and no others.

A feed or a page can name any host, and a host any address. Without this check a link could reach what only this
machine or its own network may ask: its services, its router, a cloud's keys.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from queue import Empty, Queue
from threading import Thread

Resolver = Callable[[str, int], list[str]]
"""Returns the addresses of a host, for a port."""

_NAT64 = IPv6Network("64:ff9b::/96")
_EMBEDDING = (0x5EFE, 0x02005EFE)  # ISATAP, RFC 5214: before an IPv4 address in the last half


def is_public(address: str) -> bool:
    """Whether an address is one of the public network, also where it stands for another one."""
    try:
        ip = ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(ip, IPv4Address):
        return _is_global(ip)
    embedded = list(_embedded(ip))
    if ip in _NAT64 or ip.ipv4_mapped is not None:
        return all(map(_is_global, embedded))
    return _is_global(ip) and not ip.is_site_local and all(map(_is_global, embedded))


def _is_global(ip: IPv4Address | IPv6Address) -> bool:
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


def _embedded(ip: IPv6Address) -> Iterator[IPv4Address]:
    """Yield the IPv4 addresses that an IPv6 address leads to."""
    if ip.ipv4_mapped is not None:
        yield ip.ipv4_mapped
    if ip.sixtofour is not None:
        yield ip.sixtofour
    if ip.teredo is not None:
        yield from ip.teredo
    whole = int(ip)
    if ip in _NAT64 or (whole >> 32) & 0xFFFFFFFF in _EMBEDDING:
        yield IPv4Address(whole & 0xFFFFFFFF)


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host as the system knows them.

    Raises:
        OSError: it has none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


def resolve_within(resolver: Resolver, host: str, port: int, seconds: float) -> list[str]:
    """Return what `resolver` does; the system's own can take minutes, and cannot be told to hurry.

    Raises:
        OSError: the host has no address; TimeoutError: it took too long.
    """
    answers: Queue[list[str] | OSError] = Queue()

    def ask() -> None:
        try:
            answers.put(resolver(host, port))
        except (OSError, UnicodeError) as error:
            answers.put(error if isinstance(error, OSError) else OSError(str(error)))

    Thread(target=ask, daemon=True).start()
    try:
        answer = answers.get(timeout=max(seconds, 0.01))
    except Empty:
        raise TimeoutError from None
    if isinstance(answer, OSError):
        raise answer
    return answer
