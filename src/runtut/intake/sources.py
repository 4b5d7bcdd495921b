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
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from runtut.i18n import N_
from runtut.intake.documents import read_bytes
from runtut.intake.encoding import LARGEST, binary_kind
from runtut.intake.formats import MANY, PACKED, READ, format_of, inside_gzip, sniff
from runtut.intake.items import Given, Item, Web, failed, item_of, reason_of
from runtut.record import Message, SourceError

if TYPE_CHECKING:
    from zipfile import ZipFile, ZipInfo

STDIN = "-"
_LARGEST_COPY = 4 << 30  # bytes

_URL = re.compile(r"[a-z][a-z0-9+.-]{1,20}://", re.IGNORECASE)


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
    options = Given(published, language, web or Web())
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
                form, packed = format_of(file.name)
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


def _open(path: str, stdin: BinaryIO | None, options: Given) -> Iterator[Item]:
    if path == STDIN:
        if stdin is None:
            yield failed(path, "not-found", N_("no standard input here; give a path"))
        else:
            yield from _open_stdin(stdin, options)
        return
    if is_address(path):
        from runtut.intake.web import read_address  # noqa: PLC0415 -- slow to import

        for read in read_address(path, options.web.fetcher):
            yield item_of(read.url, path, read.story, options)
        return
    try:
        file = Path(path)
        if file.is_dir():
            yield from _open_folder(file, options)
        elif not file.exists():
            yield failed(path, "not-found", N_("no such file or folder; look at the path"))
        else:
            yield from _open_file(file, path, options)
    except (OSError, ValueError) as error:
        yield failed(path, "not-found", N_("cannot be opened ({reason}); look at the path"), reason=reason_of(error))


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
            if format_of(entry.name)[0] not in (None, "feed"):
                yield Path(entry.path)
            else:
                _note("%s: passed over; not a format that is read", entry.path)


def _open_folder(folder: Path, options: Given) -> Iterator[Item]:
    empty = True
    for file in walk_folder(folder):
        empty = False
        yield from _open_file(file, str(file), options)
    if empty:
        yield failed(
            str(folder), "empty", N_("nothing in the folder can be read; what is read: {read}"), read=Message(READ)
        )


def _open_file(file: Path, name: str, options: Given) -> Iterator[Item]:
    try:
        with file.open("rb") as stream:
            yield from _open_stream(cast("BinaryIO", stream), name, options)
    except OSError as error:
        template = N_("cannot be opened ({reason}); look at its permissions")
        yield failed(name, "not-found", template, reason=reason_of(error))


def _open_stream(stream: BinaryIO, name: str, options: Given) -> Iterator[Item]:
    form, packed = format_of(name)
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
    return failed(name, "format", template, suffix=suffix, read=Message(READ))


def _guarded(items: Iterator[Item], name: str) -> Iterator[Item]:
    """Pass items on; broken compression ends them with an error."""
    while True:
        try:
            item = next(items)
        except StopIteration:
            return
        except _broken() as error:
            template = N_("the archive is damaged or cut short ({reason}); get it again")
            yield failed(name, "format", template, reason=reason_of(error))
            return
        yield item


def _read_format(form: str, stream: BinaryIO, name: str, options: Given) -> Iterator[Item]:
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


def _read_jsonl(stream: BinaryIO, name: str, options: Given) -> Iterator[Item]:
    from runtut.intake.jsonl import read_jsonl  # noqa: PLC0415 -- read when needed

    buffered = io.BufferedReader(cast("io.RawIOBase", stream)) if not hasattr(stream, "peek") else stream
    head = cast("io.BufferedReader", buffered).peek(4096)[:4096]
    binary = binary_kind(head)
    if binary is not None:
        template = N_("this is {what}, not .jsonl; give one JSON object on each line")
        yield failed(name, "format", template, what=Message(binary))
        return
    empty = True
    for line, id_, read in read_jsonl(buffered, source=name, language=options.language, published=options.published):
        empty = False
        if isinstance(read, SourceError):
            yield Item(id_, name, error=read, line=line)
        else:
            yield Item(id_, name, story=read, line=line)
    if empty:
        yield failed(name, "empty", N_("empty; there is nothing to read in it"))


def _read_parquet(stream: BinaryIO, name: str, options: Given) -> Iterator[Item]:
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
        yield failed(name, "empty", N_("empty; there is nothing to read in it"))


def _read_warc(stream: BinaryIO, name: str, options: Given) -> Iterator[Item]:
    from runtut.intake.warc.pages import read_warc  # noqa: PLC0415 -- lxml is slow to import

    empty = True
    try:
        for id_, read in read_warc(stream, source=name):
            empty = False
            yield item_of(id_, name, read, options)
    except SourceError as error:
        yield Item(name, name, error=error)
        return
    if empty:
        yield failed(name, "empty", N_("no page with an article in it; look at what was crawled"))


def _read_feed(stream: IO[bytes], name: str, options: Given) -> Iterator[Item]:
    from runtut.intake.web import read_list  # noqa: PLC0415 -- slow to import

    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        yield failed(name, "too-large", N_("larger than {most} MiB; give a page or a feed"), most=LARGEST >> 20)
        return
    try:
        for read in read_list(data, source=name, fetcher=options.web.fetcher):
            yield item_of(read.url, name, read.story, options)
    except SourceError as error:
        yield Item(name, name, error=error)


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


def _read_document(form: str, stream: IO[bytes], name: str, options: Given) -> Item:
    data = stream.read(LARGEST + 1)
    if len(data) > LARGEST:
        template = N_("larger than {most} MiB; give stories one by one or as .jsonl")
        return failed(name, "too-large", template, most=LARGEST >> 20)
    return read_bytes(form, data, name, options)


# ---------------------------------------------------------------- archives


def _read_zip(stream: BinaryIO, name: str, options: Given) -> Iterator[Item]:
    if not stream.seekable():
        stream = io.BytesIO(stream.read(LARGEST + 1))
    from zipfile import ZipFile  # noqa: PLC0415 -- slow to import, as what else opens packed files

    with ZipFile(stream) as archive:
        found = False
        for entry in archive.infolist():
            base = entry.filename.rsplit("/", 1)[-1]
            if entry.is_dir() or base.startswith(".") or entry.filename.startswith("__MACOSX/"):
                continue
            form, packed = format_of(base)
            inner = f"{name}/{entry.filename}"
            if form in (None, "feed", "zip") or packed:
                _note("%s: passed over; not a format that is read inside an archive", inner)
                continue
            found = True
            yield from _read_member(archive, entry, form, inner, options)
        if not found:
            yield failed(
                name, "empty", N_("nothing in the archive can be read; what is read: {read}"), read=Message(READ)
            )


def _read_member(archive: ZipFile, entry: ZipInfo, form: str, inner: str, options: Given) -> Iterator[Item]:
    if entry.flag_bits & 1:
        yield failed(inner, "format", N_("locked with a password; unpack it first"))
        return
    try:
        with archive.open(entry) as member:
            yield from _guarded(_read_format(form, cast("BinaryIO", member), inner, options), inner)
    except _broken() as error:
        template = N_("cannot be unpacked ({reason}); unpack it first")
        yield failed(inner, "format", template, reason=reason_of(error))


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


def _open_stdin(stdin: BinaryIO, options: Given) -> Iterator[Item]:
    head = stdin.read(1 << 16) or b""
    stream = cast("BinaryIO", io.BufferedReader(_Joined(head, stdin)))
    if head.startswith(b"\x1f\x8b") and not inside_gzip(head).startswith(b"WARC/"):
        import gzip  # noqa: PLC0415 -- see _read_zip

        stream = cast("BinaryIO", gzip.open(stream, "rb"))  # noqa: SIM115 -- closed with the process
        try:
            head = cast("io.BufferedReader", stream).peek(4096)
        except _broken() as error:
            template = N_("damaged gzip data ({reason}); send it again")
            yield failed(STDIN, "format", template, reason=reason_of(error))
            return
    yield from _guarded(_read_format(sniff(head), stream, STDIN, options), STDIN)
