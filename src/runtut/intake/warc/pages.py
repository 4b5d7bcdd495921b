"""The stories among the pages of a web archive."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from runtut.i18n import N_
from runtut.intake.encoding import LARGEST
from runtut.intake.html import read_page
from runtut.intake.http import PAGES, UnpackError, charset, content_type, printable, unpack
from runtut.intake.warc.packed import open_bytes
from runtut.intake.warc.records import Damage, Record, read_records
from runtut.record import Message, SourceError, Story
from runtut.record.errors import bug_in

_PASSED_OVER = N_("{source}: pages without an article, passed over: {count}")


def read_warc(stream: BinaryIO, *, source: str) -> Iterator[tuple[str, Story | SourceError]]:
    """Yield the address and the story of each page that holds one; or `source:offset` and an error for a damaged record.

    What is no page, answers other than 200, and pages without an article are passed over; the log tells how many
    of these last there were.

    Raises:
        SourceError: kind "not-installed": unpacking the archive takes a library that is not there.
    """
    without = 0
    for record in read_records(open_bytes(stream, source), _is_page, LARGEST):
        if isinstance(record, Damage):
            yield f"{source}:{record.offset}", _damaged(source, record.offset, record.why)
            continue
        try:
            story = _story(record, source)
        except UnpackError as error:
            yield _address(record), _damaged(source, record.offset, error.args[0])
        except SourceError as error:
            if error.kind in ("no-article", "empty", "format"):  # the last is no page, whatever the server called it
                without += 1
            else:
                yield _address(record), error
        except Exception as error:  # noqa: BLE001 -- whatever it is, the other pages must come out
            yield _address(record), bug_in(_address(record), error, source=source)
        else:
            yield story.id, story
    if without:
        import gettext  # noqa: PLC0415 -- seldom needed
        import logging  # noqa: PLC0415 -- slow to import, and seldom needed

        logging.getLogger(__name__).info("%s", gettext.gettext(_PASSED_OVER).format(source=source, count=without))


def _damaged(source: str, offset: int, why: str) -> SourceError:
    template = N_("{source}: the record at byte {offset} is left out: {why}")
    return SourceError(template, kind="format", source=source, offset=offset, why=Message(why))


def _address(record: Record) -> str:
    return printable(record.headers.get("warc-target-uri", "").strip("<> "))


def _is_page(headers: dict[str, str], head: bytes) -> bool:
    kind = headers.get("warc-type", "").lower()
    if kind == "resource":
        return content_type(headers.get("content-type")) in PAGES
    if kind != "response" or not _address_is_web(headers):
        return False
    answer, _ = _split_answer(head)
    return answer is not None and answer[0] == 200 and content_type(answer[1].get("content-type")) in PAGES


def _address_is_web(headers: dict[str, str]) -> bool:
    return headers.get("warc-target-uri", "").strip("<> ").lower().startswith(("http://", "https://"))


def _split_answer(block: bytes) -> tuple[tuple[int, dict[str, str]] | None, int]:
    """Return the status and the headers of an HTTP answer, None where it is none, and where its body begins."""
    ends = [(at, len(end)) for end in (b"\r\n\r\n", b"\n\n") if (at := block.find(end)) >= 0]
    if not ends or not block.startswith(b"HTTP/"):
        return None, 0
    at, length = min(ends)
    first, *lines = block[:at].decode("iso-8859-1").splitlines()
    status = first.split(None, 2)[1:2]
    if not status or not status[0].isdigit():
        return None, 0
    headers: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    return (int(status[0]), headers), at + length


def _story(record: Record, source: str) -> Story:
    address = _address(record)
    if record.headers.get("warc-type", "").lower() == "resource":
        body, kind = record.block, record.headers.get("content-type")
    else:
        answer, start = _split_answer(record.block)
        headers = answer[1] if answer is not None else {}
        kind = headers.get("content-type")
        body = unpack(record.block[start:], headers, LARGEST)
    story = read_page(body, id=address, source=address, url=address, charset=charset(kind))
    return replace(story, source=source)
