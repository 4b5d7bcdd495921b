"""What a reading process does with a story: reads and checks it, and gives the contract's JSON, ready to be sent."""

from __future__ import annotations

import gc
import io
import signal
from importlib.metadata import version
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any, NamedTuple

from runtut.archive.rows import Entry, entry_of
from runtut.batch import Plan, finish
from runtut.intake.documents import read_document
from runtut.intake.fetch.fetcher import Fetched
from runtut.intake.items import Item
from runtut.intake.jsonl import read_jsonl, story_of
from runtut.pipeline import READING
from runtut.record import SourceError, Story
from runtut.report.json import dumps, error_object, findings_object, record_object, story_object
from runtut.report.outcome import Outcome
from runtut.report.outline import outline_object
from runtut.report.wording import word_error

if TYPE_CHECKING:
    from runtut.archive.on_file import Source

FINDINGS, RECORD, PAGE, ENTRY = "findings", "record", "page", "entry"
"""What may be asked of a story: its findings, its record, its reading page, or the rows that an archive keeps of it."""

_OBJECTS = 20_000
"""New objects before a search for unreachable ones: see `runtut.cli`. A process that stays has to search now and then."""


class Wish(NamedTuple):
    """What is wanted of a story; `record` and `outline` add these to the findings, `language` is that of messages."""

    want: str
    language: str
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    record: bool = False
    outline: bool = False


class Job(NamedTuple):
    """One story as the contract has it, and what is wanted of it."""

    entry: dict[str, Any]
    wish: Wish


class Line(NamedTuple):
    """One of many stories: a line as it came, and its number, from 1."""

    data: bytes
    number: int
    wish: Wish


class Document(NamedTuple):
    """A document as it is in its file; its name says the format. What is wanted is the story in it."""

    data: bytes
    name: str
    language: str


class WebPage(NamedTuple):
    """A page that was fetched from the web. What is wanted is the story on it."""

    fetched: Fetched
    language: str


class Shown(NamedTuple):
    """A story on file. What is wanted is its part of a page, marked.

    `place` is a stretch of its text to be led to.
    """

    story: Story
    language: str
    place: tuple[int, int] | None = None


Work = Job | Line | Document | WebPage | Shown


class Answer(NamedTuple):
    """What came of a story: what is to be sent, or its error's kind and message; `entry` where that was wanted."""

    content: bytes
    kind: str | None = None
    message: str = ""
    entry: Entry | None = None


def serve(line: Connection, archive: str | None) -> None:
    """Answer what comes along `line` until it is closed. None only has everything loaded."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process', which ends the others
    gc.set_threshold(_OBJECTS)
    _warm(archive)
    gc.collect()
    gc.freeze()  # what is loaded stays, and need not be looked through again
    while True:
        try:
            work = line.recv()
        except EOFError:
            return
        line.send(None if work is None else answer(work, archive))


def _warm(archive: str | None) -> None:
    """Load the rules and the language, and compile most patterns, before anybody waits for it."""
    entry = {"text": 'Sidang digelar Senin (12/9/2023). "Kami siap," kata Sari Mandira, ketua panitia, Selasa.'}
    answer(Job(entry, Wish(FINDINGS, "id", record=True, outline=True)), archive)


def answer(work: Work, archive: str | None) -> Answer:
    """Return what is wanted of a story."""
    if isinstance(work, Job):
        name = str(work.entry.get("id") or "draft")
        return _told(_outcome(_given(work.entry, name), name, work.wish, archive), work.wish)
    if isinstance(work, Line):
        return _line(work, archive)
    if isinstance(work, Shown):
        return _shown(work, archive)
    if isinstance(work, Document):
        return _story(read_document(work.data, work.name), work.language)
    return _story(_on_page(work.fetched), work.language)


def _given(entry: dict[str, Any], name: str) -> Story | SourceError:
    try:
        return story_of(entry, where=name, source=name)
    except SourceError as error:
        return error


def _outcome(read: Story | SourceError, name: str, wish: Wish, archive: str | None) -> Outcome:
    if isinstance(read, SourceError):
        return Outcome(id=name, source=name, error=read)
    on_file = _on_file(archive) if wish.want != ENTRY else None
    layers = READING if wish.want != FINDINGS or wish.record or wish.outline else ()
    return finish(Item(read.id, name, read), Plan(wish.select, wish.ignore, layers, on_file=on_file))


def _on_file(archive: str | None) -> Source | None:
    if archive is None:
        return None
    from runtut.archive.on_file import Source  # noqa: PLC0415 -- opens databases, which not every desk does

    return Source(archive)


def _told(outcome: Outcome, wish: Wish) -> Answer:
    language = wish.language
    if outcome.record is None:
        return Answer(b"", outcome.error_kind, word_error(outcome.error, language))
    if wish.want == ENTRY:
        return Answer(b"", entry=entry_of(outcome.record, reader=version("runtut")))
    if wish.want == PAGE:
        from runtut.report.html import reading_page  # noqa: PLC0415 -- only where asked for

        return Answer(reading_page([outcome], language=language).encode())
    if wish.want == RECORD:
        return Answer(dumps(record_object(outcome.record, language=language)).encode())
    found = findings_object([outcome], language=language)
    if wish.record:
        found["record"] = record_object(outcome.record, language=language)
    if wish.outline:
        found["outline"] = outline_object(outcome.record, language=language)
    return Answer(dumps(found).encode())


def _shown(shown: Shown, archive: str | None) -> Answer:
    from runtut.report.html.article import article  # noqa: PLC0415 -- only where asked for

    story = shown.story
    outcome = finish(Item(story.id, story.id, story), Plan(layers=READING, on_file=_on_file(archive)))
    if outcome.record is None:
        return _told(outcome, Wish(PAGE, shown.language))
    return Answer(article(outcome.record, 1, shown.language, alone=True, place=shown.place).encode())


def _line(line: Line, archive: str | None) -> Answer:
    """Return what comes of a line: itself a line. An error stands in its place."""
    given = read_jsonl(io.BytesIO(line.data), source="stream", first=line.number)
    number, name, read = next(given, (line.number, f"stream:{line.number}", None))
    if read is None:
        return Answer(b"")
    outcome = _outcome(read, name, line.wish, archive)
    if outcome.record is None:
        said: dict[str, Any] = {"id": name, **error_object(outcome, language=line.wish.language)}
        said["error"]["line"] = number
        return Answer(dumps(said).encode(), outcome.error_kind)
    if line.wish.want == FINDINGS:
        found = findings_object([outcome], language=line.wish.language)
        return Answer(dumps({"schema": found["schema"], **found["stories"][0]}).encode())
    return _told(outcome, line.wish)


def _story(item: Item, language: str) -> Answer:
    if item.story is None:
        return Answer(b"", item.error.kind if item.error else "internal", word_error(item.error, language))
    told = {"id": item.id, **story_object(item.story)}
    return Answer(dumps(told).encode())


def _on_page(fetched: Fetched) -> Item:
    from runtut.intake.web import story_at  # noqa: PLC0415 -- lxml is slow to import

    try:
        return Item(fetched.url, fetched.url, story_at(fetched, fetched.url))
    except SourceError as error:
        return Item(fetched.url, fetched.url, error=error)
