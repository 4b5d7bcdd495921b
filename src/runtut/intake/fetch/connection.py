"""One request over one connection, to an address that was checked, within a time and a size.

The host is resolved once, and the connection goes to the very address that was checked: a name that means another
address a moment later changes nothing. TLS still asks for, and checks, the name.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.client import HTTPException
from threading import Timer
from typing import NamedTuple

from urllib3 import HTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, ReadTimeoutError

from runtut.i18n import N_
from runtut.intake.fetch.addresses import Resolver, is_public, resolve_within
from runtut.intake.fetch.problems import NOT_FETCHED, REFUSED, problem
from runtut.intake.fetch.urls import Target
from runtut.record import SourceError

_PIECE = 1 << 16
_TO_CONNECT = 10.0  # seconds
_MOST_ADDRESSES = 2  # of a host, that are tried of each kind
BODY = range(200, 300)
"""Answers whose body is read."""


class Answer(NamedTuple):
    """What came back: `body` is unpacked, and empty but for a status of success."""

    status: int
    headers: dict[str, str]
    body: bytes


class Limits(NamedTuple):
    """How much is waited for and taken."""

    seconds: float  # that are left
    most: int
    whole: float  # seconds that there were
    cut: bool = False  # take as much of the body as is allowed, rather than refusing it


def ask(
    target: Target,
    headers: Mapping[str, str],
    limits: Limits,
    *,
    source: str,
    resolver: Resolver,
    allow_private: bool,
    tls: ssl.SSLContext,
) -> Answer:
    """Return what the host answers.

    Raises:
        SourceError: kind "refused" for an address that is not public, "too-large", else "not-fetched".
    """
    deadline = time.monotonic() + limits.seconds
    tried = False
    try:
        last: Exception | None = None
        for address in _addresses(target, resolver, limits.seconds, source=source, allow_private=allow_private):
            connection = _connection(target, address, min(_TO_CONNECT, deadline - time.monotonic()), tls)
            try:
                connection.connect()
                tried = True
                return _talk(connection, target, headers, limits, deadline, source)
            except (OSError, HTTPError) as error:
                if tried or _is_certificate(error) or time.monotonic() >= deadline:
                    raise
                last = error
            finally:
                connection.close()
        raise last if last is not None else OSError("no address")
    except SourceError:
        raise
    except (OSError, HTTPError, HTTPException, ValueError) as error:
        raise _worded(error, source, limits, late=time.monotonic() >= deadline) from None


def _addresses(target: Target, resolver: Resolver, seconds: float, *, source: str, allow_private: bool) -> list[str]:
    found = resolve_within(resolver, target.host, target.port, seconds)
    allowed = found if allow_private else [each for each in found if is_public(each)]
    if found and not allowed:
        template = N_("{host} is not on the public network ({address}), and nothing is fetched from there")
        raise problem(source, REFUSED, template, host=target.host, address=found[0])
    sixth = [":" in each for each in allowed]
    return [each for at, each in enumerate(allowed) if sixth[:at].count(sixth[at]) < _MOST_ADDRESSES]


def _connection(target: Target, address: str, timeout: float, tls: ssl.SSLContext) -> HTTPConnection:
    timeout = max(timeout, 0.01)
    if target.scheme == "http":
        return HTTPConnection(address, target.port, timeout=timeout)
    return HTTPSConnection(address, target.port, timeout=timeout, ssl_context=tls, server_hostname=target.host)


def _talk(
    connection: HTTPConnection,
    target: Target,
    headers: Mapping[str, str],
    limits: Limits,
    deadline: float,
    source: str,
) -> Answer:
    with _ended_at(connection.sock, deadline) as ended:
        try:
            connection.request("GET", target.path, headers={"Host": target.authority, **headers}, preload_content=False)
            response = connection.getresponse()
            told = {name.lower(): value for name, value in response.headers.items()}
            body = _body(response, limits, source) if response.status in BODY else b""
        except Exception:
            if ended:
                raise TimeoutError from None
            raise
        if ended:
            raise TimeoutError
        return Answer(response.status, told, body)


@contextmanager
def _ended_at(sock: socket.socket, deadline: float) -> Iterator[list[bool]]:
    """End a connection at its deadline: a server that sends a byte now and then keeps no single wait from ending in time.

    Gives a list that is empty until then.
    """
    ended: list[bool] = []

    def end() -> None:
        ended.append(True)
        with suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)  # under TLS, which another thread is in the midst of

    timer = Timer(max(deadline - time.monotonic(), 0.0), end)
    timer.daemon = True
    timer.start()
    try:
        yield ended
    finally:
        timer.cancel()


def _body(response: HTTPResponse, limits: Limits, source: str) -> bytes:
    pieces, size = [], 0
    for piece in response.stream(_PIECE, decode_content=True):
        pieces.append(piece)
        size += len(piece)
        if size > limits.most:
            if limits.cut:
                break
            template = N_("larger than {most} MiB; give a page or a feed")
            raise problem(source, "too-large", template, most=max(limits.most >> 20, 1))
    return b"".join(pieces)[: limits.most]


# ---------------------------------------------------------------- errors


def _is_certificate(error: BaseException) -> bool:
    return isinstance(_cause(error), ssl.SSLCertVerificationError)


def _cause(error: BaseException) -> BaseException:
    """Return what the system said, where the library has put it into words of its own."""
    for inner in (error.__cause__, *error.args):
        if isinstance(error, HTTPError) and isinstance(inner, OSError):
            return inner
    return error


def _worded(error: Exception, source: str, limits: Limits, *, late: bool) -> SourceError:
    cause = _cause(error)
    if late or isinstance(cause, TimeoutError | ReadTimeoutError | ConnectTimeoutError):
        template = N_("no whole answer within {seconds} seconds; try again later")
        return problem(source, NOT_FETCHED, template, seconds=f"{limits.whole:g}")
    if isinstance(cause, ssl.SSLCertVerificationError):
        template = N_("its certificate does not hold ({reason}); it may be another site than it says")
        return problem(source, NOT_FETCHED, template, reason=cause.verify_message)
    if isinstance(cause, socket.gaierror):
        return problem(source, NOT_FETCHED, N_("no such host; look at the address"))
    reason = cause.strerror if isinstance(cause, OSError) and cause.strerror else type(cause).__name__
    template = N_("cannot be fetched ({reason}); look at the address, or try again later")
    return problem(source, NOT_FETCHED, template, reason=str(reason))
