"""The bytes of a web archive, unpacked bit by bit where each of its records is packed for itself.

Archives are mostly packed record by record, so that a damaged one costs no other: after damage `skip_damage` goes on
with the next that can be unpacked.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from typing import Any, BinaryIO, Protocol

from runtut.intake.missing import not_installed

_GZIP = b"\x1f\x8b\x08"
_ZSTD = b"\x28\xb5\x2f\xfd"
_SKIPPABLE = b"\x2a\x4d\x18"  # after a byte 50 to 5f
_DICTIONARY = b"\x5d\x2a\x4d\x18"
_LARGEST_DICTIONARY = 16 << 20
_RECORD = b"WARC/"
_LOOKED_AT = 16  # unpacked bytes by which a record is known
_TRIED = 160 << 10  # packed bytes in which these are surely found: a block of zstandard has 128 KiB
_PIECE = 1 << 16
_ZSTD_PIECE = 1 << 11  # a zstandard block unpacks to 128 KiB, be it of four bytes


class DamageError(Exception):
    """The packed bytes are damaged or end too soon; the first argument says why."""


class Bytes(Protocol):
    """Pieces of an archive, one after the other."""

    def next(self) -> bytes:
        """Return the next piece, unpacked; empty at the end.

        Raises:
            DamageError: it cannot be unpacked.
        """

    def skip_damage(self) -> bool:
        """Go on after damage, at the next record that can be unpacked; False where there is none."""

    def member(self) -> int | None:
        """Return where in the file that begins which the last piece was unpacked from; None for one that is not packed."""


def open_bytes(stream: BinaryIO, source: str) -> Bytes:
    """Return the bytes of an archive, packed or not as it begins.

    Raises:
        SourceError: kind "not-installed": unpacking it takes a library that is not there.
    """
    head = stream.read(_PIECE)
    if head.startswith(_GZIP):
        return _Packed(
            stream,
            head,
            magic=_GZIP,
            maker=lambda: zlib.decompressobj(31),
            beginning=lambda data: zlib.decompressobj(31).decompress(data[:_PIECE], _LOOKED_AT),
            piece=_PIECE,
        )
    if head.startswith(_ZSTD) or head[1:4] == _SKIPPABLE:
        try:
            import zstandard  # noqa: PLC0415 -- an extra
        except ImportError:
            raise not_installed(source, what="zstandard", extra="warc") from None
        dictionary = _dictionary(head, zstandard)
        maker = zstandard.ZstdDecompressor(dict_data=dictionary) if dictionary else zstandard.ZstdDecompressor()
        return _Packed(
            stream,
            head,
            magic=_ZSTD,
            maker=maker.decompressobj,
            beginning=lambda data: maker.stream_reader(data).read(_LOOKED_AT),
            piece=_ZSTD_PIECE,
        )
    return _Plain(stream, head)


def _dictionary(head: bytes, zstandard: Any) -> Any:
    """Return the dictionary with which all records were packed, where the archive begins with one."""
    if not head.startswith(_DICTIONARY):
        return None
    size = int.from_bytes(head[4:8], "little")
    if size > min(_LARGEST_DICTIONARY, len(head) - 8):
        return None
    data = head[8 : 8 + size]
    if data.startswith(_ZSTD):
        data = zstandard.ZstdDecompressor().decompress(data, max_output_size=_LARGEST_DICTIONARY)
    return zstandard.ZstdCompressionDict(data)


class _Plain:
    def __init__(self, stream: BinaryIO, head: bytes) -> None:
        self._stream = stream
        self._head = head

    def next(self) -> bytes:
        if self._head:
            head, self._head = self._head, b""
            return head
        try:
            return self._stream.read(_PIECE)
        except (OSError, EOFError, zlib.error) as error:
            raise DamageError(str(error)) from None

    def skip_damage(self) -> bool:
        return False

    def member(self) -> int | None:
        return None


class _Packed:
    """Members unpacked one after the other, each from its own beginning."""

    def __init__(
        self,
        stream: BinaryIO,
        head: bytes,
        *,
        magic: bytes,
        maker: Callable[[], Any],
        beginning: Callable[[bytes], bytes],
        piece: int,
    ) -> None:
        self._stream = stream
        self._data = head  # not unpacked yet
        self._at = 0  # where in the file it begins
        self._magic = magic
        self._maker = maker
        self._beginning = beginning
        self._piece = piece
        self._open: Any = None
        self._begin = 0
        self._damage: DamageError | None = None

    def member(self) -> int | None:
        return self._begin

    def next(self) -> bytes:
        if self._damage is None:
            try:
                return self._unpack()
            except Exception as error:  # noqa: BLE001 -- each library has its own, and all mean damage
                self._damage = DamageError(str(error))
        raise self._damage

    def _unpack(self) -> bytes:
        while True:
            if self._open is None and not self._begin_member():
                return b""
            if not self._data and not self._more():
                raise DamageError("cut short")
            given = self._data[: self._piece]
            if self._magic == _GZIP:
                unpacked = self._open.decompress(given, _PIECE)
                left = len(self._open.unused_data if self._open.eof else self._open.unconsumed_tail)
            else:
                unpacked = self._open.decompress(given)
                left = len(self._open.unused_data)
            self._pass(len(given) - left)
            if self._open.eof:
                self._open = None
            if unpacked:
                return bytes(unpacked)

    def skip_damage(self) -> bool:
        self._open = self._damage = None
        at = 1 if self._at == self._begin else 0
        while True:
            at = self._data.find(self._magic, at)
            if at < 0:
                self._pass(max(0, len(self._data) - len(self._magic) + 1))
                if not self._more():
                    return False
                at = 0
                continue
            while len(self._data) - at < _TRIED and self._more():
                pass
            if self._opens_record(self._data[at : at + _TRIED]):
                self._pass(at)
                return True
            at += 1

    def _opens_record(self, data: bytes) -> bool:
        try:
            opening: bytes = self._beginning(data)
        except Exception:  # noqa: BLE001 -- each library has its own, and all mean that this is no beginning
            return False
        return opening.lstrip().startswith(_RECORD)

    def _begin_member(self) -> bool:
        while True:
            while len(self._data) < 8 and self._more():
                pass
            if not self._data.strip(b"\x00"):
                self._pass(len(self._data))
                if not self._more():
                    return False
                continue
            if self._magic == _ZSTD and self._data[1:4] == _SKIPPABLE:
                if not self._skip(8 + int.from_bytes(self._data[4:8], "little")):
                    return False
                continue
            self._begin = self._at
            self._open = self._maker()
            return True

    def _skip(self, count: int) -> bool:
        while count > len(self._data):
            count -= len(self._data)
            self._pass(len(self._data))
            if not self._more():
                return False
        self._pass(count)
        return True

    def _pass(self, count: int) -> None:
        self._data = self._data[count:]
        self._at += count

    def _more(self) -> bool:
        piece = self._stream.read(_PIECE)
        self._data += piece
        return bool(piece)
