"""A document of the editor read as a story: its record, and where that stands in the document."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import PurePosixPath

from runtut.batch import LONGEST
from runtut.i18n import N_
from runtut.intake.html import read_page
from runtut.intake.markdown import read_markdown
from runtut.intake.text import read_text
from runtut.lsp.alignment import Alignment
from runtut.pipeline import READING, check_story
from runtut.record import PackError, Record, SourceError, Story
from runtut.record.errors import bug_in
from runtut.rules.catalogue import Entry
from runtut.values import dataclass

KINDS = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    "plaintext": "text",
    "text": "text",
    "markdown": "markdown",
    "html": "html",
}
"""Kinds of documents by suffix, and by the language that the editor says they are in."""
_QUIET = frozenset({"empty", "no-article", "format"})
"""What is no story, as every draft is at first: nothing to complain of."""


def kind_of(path: str, language_id: str | None) -> str | None:
    """Return the kind of a document: by its name, else by the editor's word for its language; None for one that is not read."""
    suffix = PurePosixPath(path).suffix.lower()
    return KINDS.get(suffix) or (KINDS.get(language_id or "") if not suffix else None)


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one version of a document: the record and its places, or the problem in their stead."""

    text: str
    kind: str
    record: Record | None = None
    alignment: Alignment | None = None
    problem: SourceError | PackError | None = None


def read_document(
    text: str,
    kind: str,
    entries: tuple[Entry, ...],
    *,
    name: str,
    language: str,
    published: dt.date | None,
) -> Reading:
    """Read and check a document.

    Args:
        text: what the editor holds, to the character.
        kind: "text", "markdown" or "html".
        entries: the rules to apply.
        name: what the story is known by in a baseline: its path.
        language: the language of documents that do not say theirs.
        published: the day of publication of documents that do not say theirs.
    """
    if len(text) > LONGEST:
        template = N_("{id}: {length} characters, and a story may have {most}; give stories one by one or as .jsonl")
        problem = SourceError(template, kind="too-large", source=name, id=name, length=len(text), most=LONGEST)
        return Reading(text, kind, problem=problem)
    try:
        story = _story(text, kind, name, language, published)
        record = check_story(story, entries, layers=READING)
    except SourceError as error:
        return Reading(text, kind, problem=None if error.kind in _QUIET else error)
    except PackError as error:
        return Reading(text, kind, problem=error)
    except Exception as error:  # noqa: BLE001 -- whatever it is, the editor must be answered
        return Reading(text, kind, problem=bug_in(name, error, source=name))
    return Reading(text, kind, record, Alignment(text, kind, story))


def _story(text: str, kind: str, name: str, language: str, published: dt.date | None) -> Story:
    if kind == "html":
        story = read_page(text.encode("utf-8", "replace"), id=name, source=name, charset="utf-8")
        return story if story.published is not None or published is None else replace(story, published=published)
    read = read_markdown if kind == "markdown" else read_text
    return read(text, id=name, source=name, language=language, published=published)
