"""What a reading process does with a story: reads and checks it, and gives the contract's JSON, ready to be sent."""

from __future__ import annotations

import gc
import signal
from multiprocessing.connection import Connection
from typing import Any, NamedTuple

from runtut.batch import Plan, finish
from runtut.intake.jsonl import story_of
from runtut.intake.sources import Item
from runtut.pipeline import READING
from runtut.record import SourceError
from runtut.report.json import dumps, findings_object, outcome_object, record_object
from runtut.report.outcome import Outcome
from runtut.report.outline import outline_object

FINDINGS, RECORD, PAGE, LINE = "findings", "record", "page", "line"
"""What may be asked of a story: its findings, its record, its reading page, or its record as one of many."""

_OBJECTS = 20_000
"""New objects before a search for unreachable ones: see `runtut.cli`. A process that stays has to search now and then."""


class Job(NamedTuple):
    """One story and what is wanted of it.

    `entry` is the story as the contract has it; `record` and `outline` add these to the findings; `language` is that of messages.
    """

    entry: dict[str, Any]
    want: str
    language: str
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    record: bool = False
    outline: bool = False


class Answer(NamedTuple):
    """What came of a story: what is to be sent, or its error's kind and message."""

    content: bytes
    kind: str | None = None
    message: str = ""


def serve(line: Connection, archive: str | None) -> None:
    """Answer what comes along `line` until it is closed. None only has everything loaded."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the main process', which ends the others
    gc.set_threshold(_OBJECTS)
    _warm(archive)
    gc.collect()
    gc.freeze()  # what is loaded stays, and need not be looked through again
    while True:
        try:
            job = line.recv()
        except EOFError:
            return
        line.send(None if job is None else answer(job, archive))


def _warm(archive: str | None) -> None:
    """Load the rules and the language, and compile most patterns, before anybody waits for it."""
    entry = {"text": 'Sidang digelar Senin (12/9/2023). "Kami siap," kata Sari Mandira, ketua panitia, Selasa.'}
    answer(Job(entry, FINDINGS, "id", record=True, outline=True), archive)


def answer(job: Job, archive: str | None) -> Answer:
    """Return what is wanted of a story."""
    on_file = None
    if archive is not None:
        from runtut.archive.on_file import Source  # noqa: PLC0415 -- loads the library of databases

        on_file = Source(archive)
    layers = READING if job.want != FINDINGS or job.record or job.outline else ()
    plan = Plan(job.select, job.ignore, layers, on_file=on_file)
    name = str(job.entry.get("id") or "draft")
    try:
        story = story_of(job.entry, where=name, source=name)
    except SourceError as error:
        outcome = Outcome(id=name, source=name, error=error)
    else:
        outcome = finish(Item(story.id, name, story), plan)
    return _answer(outcome, job)


def _answer(outcome: Outcome, job: Job) -> Answer:
    language = job.language
    if job.want == LINE:
        return Answer(dumps(outcome_object(outcome, language=language)).encode())
    if outcome.record is None:
        from runtut.report.wording import word_error  # noqa: PLC0415 -- only for errors

        return Answer(b"", outcome.error_kind, word_error(outcome.error, language))
    if job.want == PAGE:
        from runtut.report.html import reading_page  # noqa: PLC0415 -- only where asked for

        return Answer(reading_page([outcome], language=language).encode())
    if job.want == RECORD:
        return Answer(dumps(record_object(outcome.record, language=language)).encode())
    found = findings_object([outcome], language=language)
    if job.record:
        found["record"] = record_object(outcome.record, language=language)
    if job.outline:
        found["outline"] = outline_object(outcome.record, language=language)
    return Answer(dumps(found).encode())
