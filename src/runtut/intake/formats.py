"""Which format a source has: what its name promises, and what its content begins with."""

from __future__ import annotations

import os
import re
import zlib

from runtut.i18n import N_
from runtut.intake.encoding import binary_kind
from runtut.record import Message, SourceError

FORMATS = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".docx": "docx",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".warc": "warc",
    ".xml": "feed",
    ".rss": "feed",
    ".atom": "feed",
    ".zip": "zip",
}
MANY = {"feed", "jsonl", "parquet", "warc", "zip"}
"""Formats of files that hold many stories."""
PACKED = {".gz": "gzip", ".xz": "lzma", ".bz2": "bz2"}
"""Endings of packed files, and the module that opens each."""
_PACKED_RECORDS = {".gz", ".zst"}
"""Endings of web archives whose records are packed one by one, which their reader unpacks itself."""
READ = N_(
    ".html, .txt, .md, .docx, .jsonl, .parquet, .warc, .zip of these, a folder, an address, or - for standard input"
)

_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]|<div[\s>]|<p[\s>]", re.IGNORECASE)


def format_of(name: str) -> tuple[str | None, str]:
    """Return the format a file's name promises, and the suffix of its compression ("" for none)."""
    stem, suffix = os.path.splitext(name.lower())  # noqa: PTH122 -- names inside archives are no paths
    packed = ""
    if suffix in _PACKED_RECORDS and stem.endswith(".warc"):
        return "warc", ""
    if suffix in PACKED:
        packed, suffix = suffix, os.path.splitext(stem)[1]  # noqa: PTH122
    return FORMATS.get(suffix), packed


def glance(form: str, data: bytes, name: str) -> str:
    """Return the format the content has, where it is another one than the name says."""
    if not data.strip():
        raise SourceError(N_("{source}: empty; there is nothing to read in it"), kind="empty", source=name)
    binary = binary_kind(data)
    if data.startswith(b"PK\x03\x04") and form != "zip":
        if form == "docx" or b"word/" in data[:200_000] or b"[Content_Types].xml" in data[:4096]:
            return "docx"
        binary = N_("a zip archive")
    if form == "docx":
        what = binary or (N_("a page") if _PAGE.search(data[:4096]) else N_("plain text"))
        template = N_("{source}: this is {what}, not a Word document; give it the suffix .html or .txt")
        if binary:
            template = N_("{source}: this is {what}, not a Word document; save it as .docx")
        raise SourceError(template, kind="format", source=name, what=Message(what))
    if binary is not None:
        template = N_("{source}: this is {what}, not text; what is read: {read}")
        raise SourceError(template, kind="format", source=name, what=Message(binary), read=Message(READ))
    if form == "text" and re.match(
        rb"\s{0,200}<(?:!doctype\s+html|html[\s>])", data.removeprefix(b"\xef\xbb\xbf")[:400], re.IGNORECASE
    ):
        return "html"
    return form


def sniff(head: bytes) -> str:
    """Tell the format of what comes through standard input from how it begins."""
    if head.startswith(b"PAR1"):
        return "parquet"
    if inside_gzip(head).startswith(b"WARC/") or head.startswith((b"WARC/", b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18")):
        return "warc"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"PK\x03\x04"):
        return "docx" if b"word/" in head or b"[Content_Types].xml" in head[:4096] else "zip"
    if re.match(rb"\{\s{0,20}\"[^\"\n]{1,60}\"\s{0,20}:", start):
        return "jsonl"
    if start.startswith(b"<") and re.match(
        rb"(?:<\?[^>]{0,1000}>|<!--(?:(?!-->).){0,1000}-->|\s){0,20}<(?:rss|feed|rdf:RDF|urlset|sitemapindex)[\s>]",
        start,
    ):
        return "feed"
    if start.startswith(b"<") and (_PAGE.search(start[:4096]) or start.startswith(b"<?xml")):
        return "html"
    if binary_kind(head) is None and b"\x00" not in head[:64] and re.match(rb"---\s*\n[A-Za-z_]{1,30}:", start):
        return "markdown"
    return "text"


def inside_gzip(head: bytes) -> bytes:
    """Return how that begins which is packed here; nothing where it is not packed so."""
    try:
        return zlib.decompressobj(31).decompress(head, 64)
    except zlib.error:
        return b""
