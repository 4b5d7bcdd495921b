"""The records of a web archive, one at a time; after one that is damaged the next is looked for."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterator
from typing import NamedTuple

from runtut.i18n import N_
from runtut.intake.warc.packed import Bytes, DamageError

_VERSION = re.compile(rb"WARC/[01]\.\d{1,2}\s*$")
_LONGEST_LINE = 1 << 16
_MOST_LINES = 1000
_BEGIN = b"WARC/"
PEEKED = 1 << 16
"""Bytes of a block that are looked at to tell whether it is wanted."""


class Record(NamedTuple):
    """One record: where in the file it begins, its headers with names in small letters, and its block."""

    offset: int
    headers: dict[str, str]
    block: bytes


class Damage(NamedTuple):
    """What stands where a record cannot be read; why is a message to be translated."""

    offset: int
    why: str


class _Broken(Exception):  # noqa: N818 -- says what it is
    """The record at hand is damaged."""


def read_records(data: Bytes, wanted: Callable[[dict[str, str], bytes], bool], most: int) -> Iterator[Record | Damage]:
    """Yield the records that are wanted, and what is damaged, in the order of the archive.

    Args:
        data: the archive.
        wanted: says from a record's headers and the first bytes of its block whether to read it.
        most: bytes of the largest block that is read; larger ones are passed over.
    """
    window = _Window(data)
    offset, lost = 0, False
    while True:
        try:
            if lost and not _find_next(window):
                return
            window.skip_blank()
            if not window.peek(1):
                return
            lost, offset = False, window.place()
            record = _read(window, offset, wanted, most)
            if record is not None:
                yield record
        except DamageError:
            begin = data.member()
            yield Damage(offset if begin is None else begin, N_("its packed bytes are damaged or cut short"))
            if not window.skip_damage():
                return
            lost = False
        except _Broken as broken:
            yield Damage(offset, broken.args[0])
            lost = True


def _read(window: _Window, offset: int, wanted: Callable[[dict[str, str], bytes], bool], most: int) -> Record | None:
    if not _VERSION.match(window.line()):
        raise _Broken(N_("no record begins where one must"))
    headers: dict[str, str] = {}
    for _ in range(_MOST_LINES):
        line = window.line()
        if not line.strip():
            break
        name, colon, value = line.partition(b":")
        if colon:
            headers.setdefault(
                name.strip().decode("ascii", "replace").lower(), value.strip().decode("utf-8", "replace")
            )
        elif not line[:1].isspace():
            raise _Broken(N_("its headers are damaged"))
    length = headers.get("content-length", "")
    if not (length.isascii() and length.isdigit() and len(length) < 16):
        raise _Broken(N_("its headers give no length"))
    size = int(length)
    if size <= most and wanted(headers, window.peek(min(size, PEEKED))):
        block = window.take(size)
        if len(block) < size:
            window.put_back(block)
            raise _Broken(N_("it is cut short"))
        try:
            blank = window.skip_blank()
            follows = window.peek(len(_BEGIN))
        except DamageError:
            return Record(offset, headers, block)  # the damage is the next one's
        if follows and follows != _BEGIN and blank < len(b"\r\n"):
            window.put_back(block + b"\n" * blank)
            raise _Broken(N_("it is not as long as its headers say"))
        return Record(offset, headers, block)
    if window.skip(size) < size:
        raise _Broken(N_("it is cut short"))
    return None


def _find_next(window: _Window) -> bool:
    """Go to what begins as a record does; False where nothing does."""
    while window.find(_BEGIN):
        line, end, _ = window.peek(16).partition(b"\n")
        if end and _VERSION.match(line):
            return True
        window.skip(1)
    return False


class _Window:
    """The part of an archive that is being looked at."""

    def __init__(self, data: Bytes) -> None:
        self._source = data
        self._data = b""
        self._at = 0  # what is read of it
        self._base = 0  # bytes before it
        self._members: deque[tuple[int, int]] = deque()  # where members begin: unpacked, in the file
        self._ended = False
        self._again = 0  # bytes put back so far

    def place(self) -> int:
        """Return where in the file that begins which is read next."""
        here = self._base + self._at
        while len(self._members) > 1 and self._members[1][0] <= here:
            self._members.popleft()
        return self._members[0][1] if self._members else here

    def left(self) -> int:
        """Return how many bytes are unpacked and not read."""
        return len(self._data) - self._at

    def _fill(self, count: int) -> bool:
        pieces, have = [self._data[self._at :]], self.left()
        if have >= count:
            return True
        try:
            while have < count and not self._ended:
                piece = self._source.next()
                self._ended = not piece
                start = self._source.member()
                if piece and start is not None and (not self._members or self._members[-1][1] != start):
                    self._members.append((self._base + self._at + have, start))
                pieces.append(piece)
                have += len(piece)
        finally:
            self._base += self._at
            self._at = 0
            self._data = b"".join(pieces)
        return have >= count

    def peek(self, count: int) -> bytes:
        self._fill(count)
        return self._data[self._at : self._at + count]

    def take(self, count: int) -> bytes:
        data = self.peek(count)
        self._at += len(data)
        return data

    def skip(self, count: int) -> int:
        """Pass over so many bytes, and return how many there were."""
        passed = 0
        while passed < count:
            if not self.left() and not self._fill(1):
                break
            step = min(count - passed, self.left())
            self._at += step
            passed += step
        return passed

    def put_back(self, data: bytes) -> None:
        """Make these bytes the next; they are those read last.

        Where every record lies about its length this would go on and on: no more is put back than was read, beyond which
        the bytes are lost.
        """
        here = self._base + self._at
        if self._again + len(data) > here:
            return
        self._again += len(data)
        self._data = data + self._data[self._at :]
        self._base = here - len(data)
        self._at = 0

    def line(self) -> bytes:
        size = 256
        while True:
            data = self.peek(size)
            end = data.find(b"\n")
            if end >= 0 or len(data) < size or size >= _LONGEST_LINE:
                return self.take(end + 1 if end >= 0 else len(data))
            size *= 4

    def skip_blank(self) -> int:
        """Pass over line ends, and return how many bytes they were."""
        passed = 0
        while self.left() or self._fill(1):
            data = self._data[self._at : self._at + 64]
            blank = len(data) - len(data.lstrip(b"\r\n"))
            self._at += blank
            passed += blank
            if blank < len(data):
                break
        return passed

    def find(self, what: bytes) -> bool:
        """Go to where this stands next; False, at the end, where it does not."""
        while True:
            found = self._data.find(what, self._at)
            if found >= 0:
                self._at = found
                return True
            self._at = max(self._at, len(self._data) - len(what) + 1)
            if not self._fill(self.left() + 1):
                return False

    def skip_damage(self) -> bool:
        self._base += len(self._data)
        self._data, self._at = b"", 0
        self._members.clear()
        return self._source.skip_damage()
