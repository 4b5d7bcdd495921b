"""What the headers of an HTTP answer say of its body, and the body without the encodings it was sent in."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping

from runtut.i18n import N_

_TYPE = re.compile(r"\s*([\w.+-]{1,60}/[\w.+-]{1,100})")
_CHARSET = re.compile(r";\s*charset\s*=\s*[\"']?([\w:.-]{2,40})", re.IGNORECASE)
_CHUNK = re.compile(rb"\s{0,4}([0-9A-Fa-f]{1,8})\s{0,4}(?:;[^\r\n]{0,1000})?\r?\n")
PAGES = ("text/html", "application/xhtml+xml")
FEEDS = ("application/rss+xml", "application/atom+xml", "application/xml", "text/xml", "application/rdf+xml")


class UnpackError(Exception):
    """The body cannot be unpacked; the first argument says why, as a message to be translated."""


def content_type(value: str | None) -> str | None:
    """Return what a Content-Type names in small letters, "text/html" for one; None where it names nothing."""
    match = _TYPE.match(value or "")
    return match[1].lower() if match is not None else None


def charset(value: str | None) -> str | None:
    """Return the encoding that a Content-Type names, if any."""
    match = _CHARSET.search(value or "")
    return match[1] if match is not None else None


def printable(address: str) -> str:
    """Return an address that others wrote, fit to be shown: what could steer a terminal or break a line is replaced."""
    return "".join(c if c.isprintable() else "\ufffd" for c in address)


def unpack(body: bytes, headers: Mapping[str, str], most: int) -> bytes:
    """Return a body without transfer and content encodings. One that only claims to have them is returned as it is.

    Args:
        body: as it went over the wire, or already unpacked in part, as some programs store it.
        headers: the answer's, their names in small letters.
        most: the bytes it may have unpacked.

    Raises:
        UnpackError: it is larger, damaged, or packed in a way that is not known.
    """
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    for name in reversed(headers.get("content-encoding", "").lower().split(",")):
        body = _unpacked(body, name.strip(), most)
    return body


def _joined(body: bytes) -> bytes:
    pieces: list[bytes] = []
    at = 0
    while at < len(body):
        size = _CHUNK.match(body, at)
        if size is None:
            return body if at == 0 else b"".join(pieces)
        length = int(size[1], 16)
        if length == 0:
            break
        pieces.append(body[size.end() : size.end() + length])
        at = size.end() + length + (2 if body.startswith(b"\r\n", size.end() + length) else 1)
    return b"".join(pieces)


def _unpacked(body: bytes, name: str, most: int) -> bytes:
    if name in ("gzip", "x-gzip"):
        if not body.startswith(b"\x1f\x8b"):
            return body
        return _inflated(body, 31, most)
    if name == "deflate":
        return _inflated(body, 15 if body[:1] == b"\x78" else -15, most)
    if name in ("", "identity", "utf-8", "none"):
        return body
    if _is_text(body):
        return body
    raise UnpackError(N_("packed in a way that is not read"))


def _is_text(body: bytes) -> bool:
    return body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _inflated(body: bytes, bits: int, most: int) -> bytes:
    unpacker = zlib.decompressobj(bits)
    try:
        data = unpacker.decompress(body, most + 1)
    except zlib.error:
        if _is_text(body):
            return body
        raise UnpackError(N_("its packed body is damaged")) from None
    if len(data) > most:
        raise UnpackError(N_("far too large unpacked"))
    if not unpacker.eof:
        raise UnpackError(N_("its packed body is cut short"))
    return data
