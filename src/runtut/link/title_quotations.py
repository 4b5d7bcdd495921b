"""Quotations in the title, each with the stretch of the body that is most like it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import late
from runtut.record import TEXT, TITLE, Quotation, QuotationKind, Record, Span, TitleQuotation

_WORD = late(r"\w+")
_LEAST = 3
_SAID = 4  # words; fewer between marks are rather a name or a term
_FRAME = 40  # characters before a quotation in which it may be handed to somebody
_ROOM = 2  # a paraphrase may be this many times as long


def link_title_quotations(record: Record, pack: Pack) -> tuple[TitleQuotation, ...]:
    """Return each quotation of three words or more in the title with the nearest words of the body."""
    title = [q for q in record.quotations if q.part == TITLE]
    if not title:
        return ()
    endings = pack.quotations.endings
    spoken, functions = _spoken(pack), frozenset(pack.quotations.functions)
    words = record.story.part(TITLE)
    body = [(m.start(), m.end(), _stem(m.group(), endings)) for m in _WORD.finditer(record.story.text)]
    return tuple(
        replace(
            link,
            spoken=_is_spoken(quotation, words, spoken),
            content=_content(quotation, body, endings, functions),
        )
        for quotation in title
        for link in _nearest(quotation, body, endings)
    )


@cache
def _spoken(pack: Pack) -> re.Pattern[str]:
    """Return the pattern of a title's words before a quotation that hand it to somebody: `Pelatih Sebut Wasit '...'`."""
    q = pack.quotations
    cues = "|".join(map(re.escape, sorted({*q.cues, *q.verbs} - {*q.noun_cues}, key=len, reverse=True)))
    return late(rf"\b(?:{cues})(?:\s[\w-]+){{0,2}}\s*$", re.IGNORECASE)


def _is_spoken(quotation: Quotation, title: str, spoken: re.Pattern[str]) -> bool:
    """Whether words between marks are speech: read as such, handed to somebody, or set at the end behind a comma."""
    if quotation.kind is not QuotationKind.SCARE:
        return quotation.kind is QuotationKind.DIRECT
    if quotation.opening is None or quotation.closing is None or len(quotation.text.split()) < _SAID:
        return False
    before = title[max(0, quotation.opening.start - _FRAME) : quotation.opening.start].rstrip()
    closes = not title[quotation.closing.end :].strip(" .!?")
    return spoken.search(before) is not None or (closes and before.endswith(","))


def _content(
    quotation: Quotation, body: list[tuple[int, int, str]], endings: tuple[str, ...], functions: frozenset[str]
) -> float | None:
    """Return the similarity counted without the commonest words; None where hardly any other is left."""
    wanted = Counter(w for w in (_stem(w, endings) for w in _WORD.findall(quotation.text)) if w not in functions)
    telling = [each for each in body if each[2] not in functions]
    return _best(wanted, telling)[0] / sum(wanted.values()) if sum(wanted.values()) >= _LEAST else None


def _stem(word: str, endings: tuple[str, ...]) -> str:
    """Return a word in lower case without a pronoun or particle that hangs on it."""
    word = word.lower()
    for ending in endings:
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word[: -len(ending)]
    return word


def _nearest(
    quotation: Quotation, body: list[tuple[int, int, str]], endings: tuple[str, ...]
) -> Iterator[TitleQuotation]:
    wanted = Counter(_stem(w, endings) for w in _WORD.findall(quotation.text))
    size = sum(wanted.values())
    if size < _LEAST:
        return
    best, where = _best(wanted, body)
    yield TitleQuotation(quotation, Span(*where, TEXT) if where else None, best / size)


def _best(wanted: Counter[str], body: list[tuple[int, int, str]]) -> tuple[int, tuple[int, int] | None]:
    """Return how many of the wanted words stand together at best, and where."""
    width = sum(wanted.values()) * _ROOM
    held: Counter[str] = Counter()
    shared = best = 0
    where: tuple[int, int] | None = None
    for index, (_, end, word) in enumerate(body):
        if held[word] < wanted[word]:
            shared += 1
        held[word] += 1
        if index >= width:
            gone = body[index - width][2]
            held[gone] -= 1
            if held[gone] < wanted[gone]:
                shared -= 1
        if shared > best:
            best, where = shared, (body[max(0, index - width + 1)][0], end)
    return best, where
