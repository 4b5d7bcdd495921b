"""Paragraphs and sentences, with offsets.

A paragraph is a run of text between line ends. A sentence ends at `.`, `!`, `?` or an ellipsis (with the
marks that close around it) before white space and something that can open a sentence; not after an
abbreviation or initial, not inside a number, and not between a quotation's last word and its attribution
in lower case.
"""

from __future__ import annotations

from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import late
from runtut.record import TEXT, Passage, Span, Story

_PARAGRAPH = late(r"[^\n]+")
_CLOSERS = "\"'”’»)]"
_STOP = late(r"[.!?…](?<![.!?…].)[.!?…]*+[\"'”’»)\]]*+(?=\s)")  # possessive: linear on long runs of stops
_OPENER = late(r"\s+[\"'“‘«(\[*•\-–—]*\s?[^\W_a-zà-öø-ÿ]")
_WORD_BEFORE = late(r"[\w.&'’-]+$")


@cache
def _abbreviations(pack: Pack) -> frozenset[str]:
    return frozenset(pack.sentences.abbreviations)


def read_paragraphs(story: Story) -> tuple[Span, ...]:
    """Return the paragraphs of the story's text, without surrounding white space."""
    return tuple(
        _trimmed(m.start(), m.end(), story.text, TEXT) for m in _PARAGRAPH.finditer(story.text) if m.group().strip()
    )


def read_sentences(story: Story, pack: Pack) -> tuple[Span, ...]:
    """Return the sentences of all parts of the story, without surrounding white space."""
    found: list[Span] = []
    for passage in story.passages():
        found.extend(_sentences(passage, _abbreviations(pack)))
    return tuple(found)


def _sentences(passage: Passage, abbreviations: frozenset[str]) -> list[Span]:
    text, found = passage.text, []
    for paragraph in _PARAGRAPH.finditer(text):
        start, end = paragraph.span()
        for stop in _STOP.finditer(text, start, end):
            if not _OPENER.match(text, stop.end(), end):
                continue
            if (
                stop.group().startswith(".")
                and len(stop.group()) == 1
                and _abbreviated(text, start, stop.start(), abbreviations)
            ):
                continue
            found.append(_trimmed(start, stop.end(), text, passage.part))
            start = stop.end()
        if text[start:end].strip():
            found.append(_trimmed(start, end, text, passage.part))
    return found


def _abbreviated(text: str, start: int, stop: int, abbreviations: frozenset[str]) -> bool:
    word = _WORD_BEFORE.search(text, max(start, stop - 24), stop)
    if word is None:
        return False
    token = word.group().lower()
    if token in abbreviations:
        return word.group()[0].isupper() or token not in {"s", "m", "h", "al", "may", "no", "hal"}
    return len(token) == 1 and word.group().isupper()


def _trimmed(start: int, end: int, text: str, part: str) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end, part)
