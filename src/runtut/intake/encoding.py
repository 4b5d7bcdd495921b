"""Bytes to text: byte order marks, UTF-8, UTF-16, what the source declares, and older encodings.

What is not text (a picture, an archive, a program) is refused with a `SourceError` that names what it looks
like.
"""

from __future__ import annotations

import codecs
import re

from runtut.i18n import N_
from runtut.record import Message, SourceError

LARGEST = 64 * 1024 * 1024
"""No single document is read beyond this many bytes; news stories are a thousandth of it."""

_MAGIC = (
    (b"\x89PNG\r\n", N_("a PNG picture")),
    (b"\xff\xd8\xff", N_("a JPEG picture")),
    (b"GIF8", N_("a GIF picture")),
    (b"RIFF", N_("a RIFF picture or sound")),
    (b"%PDF-", N_("a PDF document")),
    (b"PK\x03\x04", N_("a zip archive")),
    (b"PK\x05\x06", N_("an empty zip archive")),
    (b"\x1f\x8b", N_("gzip data")),
    (b"\xfd7zXZ\x00", N_("xz data")),
    (b"BZh", N_("bzip2 data")),
    (b"7z\xbc\xaf", N_("a 7z archive")),
    (b"Rar!", N_("a RAR archive")),
    (b"\xd0\xcf\x11\xe0", N_("an old Office document (.doc, .xls)")),
    (b"\x7fELF", N_("a program")),
    (b"MZ\x90", N_("a program")),
    (b"PAR1", N_("a Parquet file")),
    (b"SQLite format 3", N_("an SQLite database")),
    (b"ID3", N_("a sound file")),
    (b"OggS", N_("a sound file")),
    (b"II*\x00", N_("a TIFF picture")),
    (b"MM\x00*", N_("a TIFF picture")),
    (b"wOFF", N_("a font")),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s{0,3}=\s{0,3}[\"']?\s{0,3}([A-Za-z0-9_:.-]{2,40})",
    re.IGNORECASE,
)
_HIGH = bytes(range(128, 256))
_CONTROL = bytes(c for c in range(32) if c not in b"\t\n\r\f\v\x1b")


def binary_kind(data: bytes) -> str | None:
    """Return what binary data looks like in words ("a PNG picture"), or None where it can be text."""
    head = data[:4096]
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name
    if head[4:8] == b"ftyp":
        return N_("a video or picture")
    if any(head.startswith(bom) for bom, _ in _BOMS) or _utf16_without_bom(head):
        return None
    controls = len(head) - len(head.translate(None, _CONTROL))
    if head and controls > len(head) // 20:
        return N_("binary data")
    return None


def _utf16_without_bom(head: bytes) -> str | None:
    """Name the kind of UTF-16 in which Latin letters alternate with zero bytes, or None."""
    sample = head[:512]
    if len(sample) < 8:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > half * 0.7 and even < half * 0.1:
        return "utf-16-le"
    if even > half * 0.7 and odd < half * 0.1:
        return "utf-16-be"
    return None


def declared_encoding(data: bytes) -> str | None:
    """Return the encoding a page's own `<meta>` or XML declaration names, if Python knows it."""
    match = _DECLARED.search(data[:4096])
    if match is None:
        return None
    try:
        return codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return None


_READ_AS = N_("{source}: not UTF-8; read as {encoding}; save it as UTF-8 if letters come out wrong")
_REPLACED = N_("{source}: {count} bytes that are not UTF-8 were replaced by U+FFFD; save the file as UTF-8")


def decode(data: bytes, *, source: str, declared: str | None = None) -> str:
    """Return the text of `data`, without its byte order mark.

    Tried in turn: a byte order mark, UTF-8, UTF-16 by its zero bytes, the `declared` encoding (or the one a
    page declares), UTF-8 with a few broken bytes (replaced by U+FFFD, with a note in the log), and at last a
    guess by charset-normalizer.

    Raises:
        SourceError: kind "empty", "format" (binary) or "encoding".
    """
    if not data.strip(b" \t\r\n\x00"):
        raise SourceError(N_("{source}: empty; there is nothing to read in it"), kind="empty", source=source)
    binary = binary_kind(data)
    if binary is not None:
        raise SourceError(
            N_("{source}: this is {what}, not text; give the story as .html, .txt, .md, .docx or .jsonl"),
            kind="format",
            source=source,
            what=Message(binary),
        )
    text = _decoded(data, source, declared)
    if "\x00" in text:
        text = text.replace("\x00", "")
    return text


def _decoded(data: bytes, source: str, declared: str | None) -> str:
    for bom, name in _BOMS:
        if data.startswith(bom):
            return _strict(data, name) or data.decode(name, "replace").removeprefix("\ufeff")
    text: str | None = None
    wide = _utf16_without_bom(data[:4096])
    if wide is not None:
        text = _strict(data, wide)
    if text is None:
        text = _strict(data, "utf-8")
    if text is not None:
        return text
    for named in (declared, declared_encoding(data)):
        name = (named or "utf-8").lower()
        if name.replace("_", "-") not in ("utf-8", "utf8", "ascii", "us-ascii"):
            text = _strict(data, "cp1252" if name in ("iso-8859-1", "iso8859-1", "latin-1", "latin1") else name)
            if text is not None:
                return text
    repaired = data.decode("utf-8", "replace")
    broken = repaired.count("\ufffd")
    whole = sum(1 for c in repaired[:200_000] if c > "\x7f" and c != "\ufffd")
    # letters of two and more bytes hardly ever come about by chance: where there are some, it is UTF-8
    guessed = None if whole >= broken else _guess(data)
    if guessed is not None:
        _warn(_READ_AS, source=source, encoding=guessed[1])
        return guessed[0]
    if whole >= broken or broken * 200 <= len(repaired) or _mostly_ascii(data):
        _warn(_REPLACED, source=source, count=broken)
        return repaired
    raise SourceError(
        N_("{source}: the encoding cannot be told; save the file as UTF-8"), kind="encoding", source=source
    )


def _warn(template: str, **values: object) -> None:
    """Log what was done to the text, in the language that the command line speaks, if any."""
    import gettext  # noqa: PLC0415 -- seldom needed
    import logging  # noqa: PLC0415 -- slow to import, and seldom needed

    logging.getLogger(__name__).warning("%s", gettext.gettext(template).format(**values))


def _strict(data: bytes, name: str) -> str | None:
    try:
        return data.decode(name)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _guess(data: bytes) -> tuple[str, str] | None:
    """Guess an older encoding: Western Windows where that gives letters, else what charset-normalizer says."""
    text = _strict(data, "cp1252")
    if text is not None and _plausible(text):
        return text, "Windows-1252"
    if _mostly_ascii(data):
        return None  # Latin letters with a few stray bytes: a guess would be another alphabet
    from charset_normalizer import from_bytes  # noqa: PLC0415 -- slow to import, seldom needed

    best = from_bytes(data[:500_000]).best()
    if best is None:
        return None
    text = _strict(data, best.encoding)
    return (text, best.encoding) if text is not None else None


def _mostly_ascii(data: bytes) -> bool:
    sample = data[:200_000]
    return len(sample.translate(None, _HIGH)) >= 0.85 * len(sample)


_ODD = re.compile(r"[\x80-\x9f¡¢¤¥¦¨ª¬¯±²³µ¶¸¹º¼½¾¿ÞßðþÐ]")


def _plausible(text: str) -> bool:
    """Whether text decoded as Windows-1252 looks like a language written with it."""
    sample = text[:200_000]
    high = sum(1 for c in sample if c > "\x7f")
    return high > 0 and high * 5 <= len(sample) and len(_ODD.findall(sample)) * 3 <= high
