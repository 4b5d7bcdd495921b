"""Any source to stories: files, folders, archives and standard input, in the order given.

A source that cannot be read, or a line of one, gives an `Item` with an error in its place; the rest follow.
Nothing is read before its turn, so a `.jsonl` of millions of lines passes through one story at a time.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from runtut.i18n import N_
from runtut.intake.encoding import LARGEST, binary_kind, decode
from runtut.record import Message, SourceError, Story
from runtut.record.errors import bug_in
from runtut.values import dataclass

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

    from runtut.intake.fetch.fetcher import Fetcher
    from runtut.intake.fetch.validators import Validators

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
STDIN = "-"
_LARGEST_COPY = 4 << 30  # bytes

_URL = re.compile(r"[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)
_PAGE = re.compile(rb"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]|<div[\s>]|<p[\s>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """One story, or the error that stands in its place.

    `id` is the story's own where it has one, else where it comes from: the path as given, `path:line`. `raw` is
    the decoded text of a source that is plain text or Markdown; `line` the line of a `.jsonl` or the row of a
    `.parquet`, from 1.
    """

    id: str
    source: str
    story: Story | None = None
    error: SourceError | None = None
    raw: str | None = None
    line: int | None = None


class Web:
    """The web as a source. What fetches from it is made when first needed, and is the same for all sources given this.

    Args:
        interval: seconds between two requests to one host.
        validators: by these, pages are asked for only where they have changed since last time.
        fetcher: what to fetch with, in place of one made from these.
    """

    def __init__(
        self, interval: float = 1.0, validators: Validators | None = None, fetcher: Fetcher | None = None
    ) -> None:
        self._interval = interval
        self._validators = validators
        self._fetcher = fetcher

    @property
    def fetcher(self) -> Fetcher:
        """What fetches."""
        if self._fetcher is None:
            from runtut.intake.fetch.fetcher import Fetcher  # noqa: PLC0415 -- slow to import

            self._fetcher = Fetcher(interval=self._interval, validators=self._validators)
        return self._fetcher


def is_address(path: str) -> bool:
    """Whether a source is an address on the web, not a path."""
    return _URL.match(path) is not None


def open_sources(
    paths: Sequence[str | os.PathLike[str]],
    *,
    stdin: BinaryIO | None = None,
    published: dt.date | None = None,
    language: str = "id",
    web: Web | None = None,
) -> Iterator[Item]:
    """Yield what the sources hold, in the order given; a folder's files sorted by name.

    Args:
        paths: paths of files and folders, addresses on the web; `-` for `stdin`.
        stdin: a binary stream; what it holds is told from its beginning.
        published: the day or moment for stories that give none.
        language: the language of stories that give none.
        web: what addresses are fetched by; one for all calls asks no host too often.
    """
    options = _Options(published, language, web or Web())
    for path in paths:
        yield from _open(os.fspath(path), stdin, options)


def count_hint(paths: Sequence[str | os.PathLike[str]]) -> int | None:
    """Return about how many stories the sources hold, or None where that takes too long to tell."""
    total = 0
    for each in paths:
        path = os.fspath(each)
        if path == STDIN or is_address(path):
            return None
        try:
            files = list(walk_folder(Path(path))) if os.path.isdir(path) else [Path(path)]  # noqa: PTH112 -- never raises
            for file in files:
                form, packed = _format_of(file.name)
                if form == "jsonl" and not packed:
                    if file.stat().st_size > LARGEST:
                        return None
                    with file.open("rb") as stream:
                        lines = 0
                        while block := stream.read(1 << 20):
                            lines += block.count(b"\n")
                        total += lines or 1
                elif packed or form in MANY:
                    return None
                else:
                    total += 1
        except OSError:
            total += 1
    return total


@dataclass(frozen=True, slots=True)
class _Options:
    published: dt.date | None
    language: str
    web: Web


def _error(source: str, kind: str, template: str, **values: object) -> Item:
    problem = Message(template, values)
    return Item(source, source, error=SourceError("{source}: {problem}", kind=kind, source=source, problem=problem))


def _open(path: str, stdin: BinaryIO | None, options: _Options) -> Iterator[Item]:
    if path == STDIN:
        if stdin is None:
            yield _error(path, "not-found", N_("no standard input here; give a path"))
        else:
            yield from _open_stdin(stdin, options)
        return
    if is_address(path):
        from runtut.intake.web import read_address  # noqa: PLC0415 -- slow to import

        for read in read_address(path, options.web.fetcher):
            yield _item(read.url, path, read.story, options)
        return
    try:
        file = Path(path)
        if file.is_dir():
            yield from _open_folder(file, options)
        elif not file.exists():
            yield _error(path, "not-found", N_("no such file or folder; look at the path"))
        else:
            yield from _open_file(file, path, options)
    except (OSError, ValueError) as error:
        yield _error(path, "not-found", N_("cannot be opened ({reason}); look at the path"), reason=_reason(error))


def _reason(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or type(error).__name__


# ---------------------------------------------------------------- folders and files


def walk_folder(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder that can be read, sorted; hidden ones and unknown suffixes left out.

    Feeds are left out too: what they list would be fetched, and nobody asked for that.
    """
    for entry in sorted(os.scandir(folder), key=lambda e: e.name):
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from walk_folder(Path(entry.path))
        elif entry.is_file():
            if _format_of(entry.name)[0] not in (None, "feed"):
                yield Path(entry.path)
            else:
                _note("%s: passed over; not a format that is read", entry.path)


def _open_folder(folder: Path, options: _Options) -> Iterator[Item]:
    empty = True
    for file in walk_folder(folder):
        empty = False
        yield from _open_file(file, str(file), options)
    if empty:
        yield _error(
            str(folder), "empty", N_("nothing in the folder can be read; what is read: {read}"), read=Message(READ)
        )


def _format_of(name: str) -> tuple[str | None, str]:
    """Return the format a file's name promises, and the suffix of its compression ("" for none)."""
    stem, suffix = os.path.splitext(name.lower())  # noqa: PTH122 -- names inside archives are no paths
    packed = ""
    if suffix in _PACKED_RECORDS and stem.endswith(".warc"):
        return "warc", ""
    if suffix in PACKED:
        packed, suffix = suffix, os.path.splitext(stem)[1]  # noqa: PTH122
    return FORMATS.get(suffix), packed


def _open_file(file: Path, name: str, options: _Options) -> Iterator[Item]:
    try:
        with file.open("rb") as stream:
            yield from _open_stream(cast("BinaryIO", stream), name, options)
    except OSError as error:
        template = N_("cannot be opened ({reason}); look at its permissions")
        yield _error(name, "not-found", template, reason=_reason(error))


def _open_stream(stream: BinaryIO, name: str, options: _Options) -> Iterator[Item]:
    form, packed = _format_of(name)
    if form is None:
        yield _unknown(name)
        return
    if packed:
        opener = cast("Callable[[BinaryIO, str], BinaryIO]", import_module(PACKED[packed]).open)
        with opener(stream, "rb") as unpacked:
            yield from _guarded(_read_format(form, unpacked, name, options), name)
    else:
        yield from _guarded(_read_format(form, stream, name, options), name)


def _unknown(name: str) -> Item:
    suffix = os.path.splitext(name.removesuffix(".gz"))[1]  # noqa: PTH122
    if suffix:
        template = N_("{suffix} is not read; what is read: {read}")
    else:
        template = N_("a file without suffix is not read; what is read: {read}")
    return _error(name, "format", template, suffix=suffix, read=Message(READ))


def _guarded(items: Iterator[Item], name: str) -> Iterator[Item]:
    """Pass items on; broken compression ends them with an error."""
    while True:
        try:
            item = next(items)
        except StopIteration:
            return
        except _broken() as error:
            template = N_("the archive is damaged or cut short ({reason}); get it again")
            yield _error(name, "format", template, reason=_reason(error))
            return
        yield item


def _read_format(form: str, stream: BinaryIO, name: str, options: _Options) -> Iterator[Item]:
    if form == "jsonl":
        yield from _read_jsonl(stream, name, options)
    elif form == "parquet":
        yield from _read_parquet(stream, name, options)
    elif form == "warc":
        yield from _read_warc(stream, name, options)
    elif form == "feed":
        yield from _read_feed(stream, name, options)
    elif form == "zip":
        yield from _read_zip(stream, name, options)
    else:
        yield _read_document(form, stream, name, options)


# ---------------------------------------------------------------- formats


def _read_jsonl(stream: BinaryIO, name: str, options: _Options) -> Iterator[Item]:
    from runtut.intake.jsonl import read_jsonl  # noqa: PLC0415 -- read when needed

    buffered = io.BufferedReader(cast("io.RawIOBase", stream)) if not hasattr(stream, "peek") else stream
    head = cast("io.BufferedReader", buffered).peek(4096)[:4096]
    binary = binary_kind(head)
    if binary is not None:
        template = N_("this is {what}, not .jsonl; give one JSON object on each line")
        yield _error(name, "format", template, what=Message(binary))
        return
    empty = True
    for line, id_, read in read_jsonl(buffered, source=name, language=options.language, published=options.published):
        empty = False
        if isinstance(read, SourceError):
            yield Item(id_, name, error=read, line=line)
        else:
            yield Item(id_, name, story=read, line=line)
    if empty:
        yield _error(name, "empty", N_("empty; there is nothing to read in it"))


def _read_parquet(stream: BinaryIO, name: str, options: _Options) -> Iterator[Item]:
    from runtut.intake.parquet import read_parquet  # noqa: PLC0415 -- read when needed

    empty = True
    try:
        with _on_disk(stream, name) as table:
            rows = read_parquet(table, source=name, language=options.language, published=options.published)
            for row, id_, read in rows:
                empty = False
                if isinstance(read, SourceError):
                    yield Item(id_, name, error=read, line=row)
                else:
                    yield Item(id_, name, story=read, line=row)
    except SourceError as error:
        yield Item(name, name, error=error)
        return
    if empty:
        yield _error(name, "empty", N_("empty; there is nothing to read in it"))


def _read_warc(stream: BinaryIO, name: str, options: _Options) -> Iterator[Item]:
    from runtut.intake.warc.pages import read_warc  # noqa: PLC0415 -- lxml is slow to import

    empty = True
    try:
        for id_, read in read_warc(stream, source=name):
            empty = False
            yield _item(id_, name, read, options)
    except SourceError as error:
        yield Item(name, name, error=error)
        return
    if empty:
        yield _error(name, "empty", N_("no page with an article in it; look at what was crawled"))


def _read_feed(stream: IO[bytes], name: str, options: _Options) -> Iterator[Item]:
    from runtut.intake.web import read_list  # noqa: PLC0415 -- slow to import

    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        yield _error(name, "too-large", N_("larger than {most} MiB; give a page or a feed"), most=LARGEST >> 20)
        return
    try:
        for read in read_list(data, source=name, fetcher=options.web.fetcher):
            yield _item(read.url, name, read.story, options)
    except SourceError as error:
        yield Item(name, name, error=error)


def _item(id_: str, source: str, read: Story | SourceError, options: _Options) -> Item:
    if isinstance(read, SourceError):
        return Item(id_, source, error=read)
    return Item(id_, source, story=_with_defaults(read, options))


@contextmanager
def _on_disk(stream: BinaryIO, name: str) -> Iterator[BinaryIO]:
    """Give a stream in which going back and forth costs nothing: the stream where it is a file's, else a copy of it."""
    if isinstance(stream, io.BufferedReader) and isinstance(stream.raw, io.FileIO) and stream.seekable():
        yield stream
        return
    from tempfile import SpooledTemporaryFile  # noqa: PLC0415 -- seldom needed

    with SpooledTemporaryFile(LARGEST) as copy:
        while block := stream.read(1 << 20):
            copy.write(block)
            if copy.tell() > _LARGEST_COPY:
                template = N_("{source}: larger than {most} GiB unpacked; unpack it first, and give the file")
                raise SourceError(template, kind="too-large", source=name, most=_LARGEST_COPY >> 30)
        copy.seek(0)
        yield cast("BinaryIO", copy)


def read_document(data: bytes, name: str) -> Item:
    """Return the story of one document at hand: a page, plain text, Markdown or .docx, which its name or its content says."""
    form, packed = _format_of(name)
    if form is None or form in MANY or packed:
        form = _sniff(data)
    if form in MANY:
        template = N_("this holds many stories; give one document")
        return _error(name, "format", template)
    return _read_bytes(form, data, name, _Options(None, "id", Web()))


def _read_document(form: str, stream: IO[bytes], name: str, options: _Options) -> Item:
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        template = N_("larger than {most} MiB; give stories one by one or as .jsonl")
        return _error(name, "too-large", template, most=LARGEST >> 20)
    return _read_bytes(form, data, name, options)


def _read_bytes(form: str, data: bytes, name: str, options: _Options) -> Item:
    try:
        form = _glance(form, data, name)
        raw = decode(data, source=name) if form in ("text", "markdown") else None
        return Item(name, name, story=_story(form, data, raw, name, options), raw=raw)
    except SourceError as error:
        return Item(name, name, error=error)
    except Exception as error:  # noqa: BLE001 -- whatever it is, the other sources must come out
        return Item(name, name, error=bug_in(name, error, source=name))


def _glance(form: str, data: bytes, name: str) -> str:
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


def _story(form: str, data: bytes, raw: str | None, name: str, options: _Options) -> Story:
    text = data if raw is None else raw  # plain text and Markdown are decoded already
    if form == "html":
        from runtut.intake.html import read_page  # noqa: PLC0415 -- lxml is slow to import

        return _with_defaults(read_page(data, id=name, source=name), options)
    if form == "docx":
        from runtut.intake.docx import read_docx  # noqa: PLC0415 -- lxml is slow to import

        return read_docx(data, id=name, source=name, language=options.language, published=options.published)
    if form == "markdown":
        from runtut.intake.markdown import read_markdown  # noqa: PLC0415 -- read when needed

        return read_markdown(text, id=name, source=name, language=options.language, published=options.published)
    from runtut.intake.text import read_text  # noqa: PLC0415 -- read when needed

    return read_text(text, id=name, source=name, language=options.language, published=options.published)


def _with_defaults(story: Story, options: _Options) -> Story:
    if story.published is None and options.published is not None:
        return replace(story, published=options.published)
    return story


# ---------------------------------------------------------------- archives


def _read_zip(stream: BinaryIO, name: str, options: _Options) -> Iterator[Item]:
    if not stream.seekable():
        stream = io.BytesIO(stream.read(LARGEST + 1))
    from zipfile import ZipFile  # noqa: PLC0415 -- slow to import, as what else opens packed files

    with ZipFile(stream) as archive:
        found = False
        for entry in archive.infolist():
            base = entry.filename.rsplit("/", 1)[-1]
            if entry.is_dir() or base.startswith(".") or entry.filename.startswith("__MACOSX/"):
                continue
            form, packed = _format_of(base)
            inner = f"{name}/{entry.filename}"
            if form in (None, "feed", "zip") or packed:
                _note("%s: passed over; not a format that is read inside an archive", inner)
                continue
            found = True
            yield from _read_member(archive, entry, form, inner, options)
        if not found:
            yield _error(
                name, "empty", N_("nothing in the archive can be read; what is read: {read}"), read=Message(READ)
            )


def _read_member(archive: ZipFile, entry: ZipInfo, form: str, inner: str, options: _Options) -> Iterator[Item]:
    if entry.flag_bits & 1:
        yield _error(inner, "format", N_("locked with a password; unpack it first"))
        return
    try:
        with archive.open(entry) as member:
            yield from _guarded(_read_format(form, cast("BinaryIO", member), inner, options), inner)
    except _broken() as error:
        template = N_("cannot be unpacked ({reason}); unpack it first")
        yield _error(inner, "format", template, reason=_reason(error))


# ---------------------------------------------------------------- standard input


class _Joined(io.RawIOBase):
    """Bytes already read, then the rest of a stream."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._head[: len(buffer)] or self._rest.read(len(buffer)) or b""
        self._head = self._head[len(data) :] if self._head else b""
        buffer[: len(data)] = data
        return len(data)


def _broken() -> tuple[type[Exception], ...]:
    """Return what reading a damaged file can raise; asked for only once something is raised."""
    from lzma import LZMAError  # noqa: PLC0415 -- see _read_zip
    from zipfile import BadZipFile, LargeZipFile  # noqa: PLC0415 -- see _read_zip

    return (EOFError, OSError, LZMAError, zlib.error, BadZipFile, LargeZipFile, RuntimeError)


def _note(template: str, *values: object) -> None:
    import logging  # noqa: PLC0415 -- slow to import, and seldom needed

    logging.getLogger(__name__).info(template, *values)


def _open_stdin(stdin: BinaryIO, options: _Options) -> Iterator[Item]:
    head = stdin.read(1 << 16) or b""
    stream = cast("BinaryIO", io.BufferedReader(_Joined(head, stdin)))
    if head.startswith(b"\x1f\x8b") and not _inside_gzip(head).startswith(b"WARC/"):
        import gzip  # noqa: PLC0415 -- see _read_zip

        stream = cast("BinaryIO", gzip.open(stream, "rb"))  # noqa: SIM115 -- closed with the process
        try:
            head = cast("io.BufferedReader", stream).peek(4096)
        except _broken() as error:
            template = N_("damaged gzip data ({reason}); send it again")
            yield _error(STDIN, "format", template, reason=_reason(error))
            return
    yield from _guarded(_read_format(_sniff(head), stream, STDIN, options), STDIN)


def _inside_gzip(head: bytes) -> bytes:
    """Return how that begins which is packed here; nothing where it is not packed so."""
    try:
        return zlib.decompressobj(31).decompress(head, 64)
    except zlib.error:
        return b""


def _sniff(head: bytes) -> str:
    """Tell the format of what comes through standard input from how it begins."""
    if head.startswith(b"PAR1"):
        return "parquet"
    if _inside_gzip(head).startswith(b"WARC/") or head.startswith((b"WARC/", b"\x28\xb5\x2f\xfd", b"\x5d\x2a\x4d\x18")):
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


def stories(items: Iterable[Item]) -> Iterator[Story]:
    """Yield the stories of items, passing over errors."""
    for item in items:
        if item.story is not None:
            yield item.story
