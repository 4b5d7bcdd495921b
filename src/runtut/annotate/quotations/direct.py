"""Quotations between marks: what is speech, and what is a title, a term or a nickname."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from runtut.annotate.quotations.attribution import STOPS, Attribution, read_above, read_before, read_behind
from runtut.annotate.quotations.marks import Marked
from runtut.annotate.quotations.tokens import count_words
from runtut.annotate.quotations.words import Words
from runtut.languages.patterns import late
from runtut.record import QuotationKind
from runtut.values import dataclass

_REACH = 400
"""How far behind a quotation its attribution may stand, in characters."""
_SPEECH = 5
"""Words from which a quotation that nothing introduces is speech rather than a term."""
_LONG = 12
_SINGLE_SPEECH = 6
_LINE_END = late(r"\n")


@dataclass(frozen=True, slots=True)
class Direct:
    """A quotation between marks `[start, end)`; `covered` is the stretch it and the attribution behind it take."""

    start: int
    end: int
    kind: QuotationKind
    rule: str
    mark: Marked
    covered: tuple[int, int]
    attribution: Attribution | None = None


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a pair of marks stands: in its paragraph, and between the pairs before and behind it."""

    text: str
    mark: Marked
    opening: int
    closing: int
    paragraph: int
    lead: int  # where what leads up to the opening mark begins: past the pair before, or at the paragraph's start
    tail: int  # where the unfinished sentence before the opening mark begins; `opening` if none is unfinished
    limit: int  # where what follows the closing mark ends

    @property
    def quoted(self) -> str:
        return self.text[self.mark.start : self.mark.end].strip()

    @property
    def opens_sentence(self) -> bool:
        return self.tail >= self.opening


def read_direct(text: str, marked: list[Marked], words: Words) -> list[Direct]:
    """Return what stands between each pair of marks, with its kind and attribution."""
    lines = [0, *(end.end() for end in _LINE_END.finditer(text))] if marked else []
    return [_read(_place(text, marked, index, lines), words) for index in range(len(marked))]


def _place(text: str, marked: list[Marked], index: int, lines: list[int]) -> _Place:
    mark = marked[index]
    opening = mark.opening[0] if mark.opening else mark.start
    closing = mark.closing[1] if mark.closing else mark.end
    limit = text.find("\n", closing, closing + _REACH)
    limit = min(len(text), closing + _REACH) if limit == -1 else limit
    if index + 1 < len(marked):
        following = marked[index + 1]
        limit = min(limit, following.opening[0] if following.opening else following.start)
    paragraph = lines[bisect_right(lines, opening) - 1]
    lead = paragraph
    if index:
        before = marked[index - 1]
        lead = max(paragraph, min(before.closing[1] if before.closing else before.end, opening))
    return _Place(text, mark, opening, closing, paragraph, lead, _unfinished(text, lead, opening), limit)


def _unfinished(text: str, start: int, opening: int) -> int:
    """Return where the unfinished sentence before a mark begins; `opening` if none is unfinished."""
    begin = start
    for index in range(opening - 1, start, -1):
        if text[index] in STOPS and text[index + 1 : index + 2].isspace() and not _abbreviation(text, index, start):
            begin = index + 1
            break
    return begin if text[begin:opening].strip(" \t,.\"”'’-–—•*)") else opening


def _abbreviation(text: str, index: int, start: int) -> bool:
    word = text[max(start, index - 5) : index].rsplit(" ", 1)[-1]
    return text[index] == "." and len(word) <= 3 and word[:1].isupper()


def _read(place: _Place, words: Words) -> Direct:
    mark, text = place.mark, place.text
    quoted = place.quoted
    count = count_words(quoted, 0, len(quoted))
    behind = read_behind(text, text[mark.end - 1 : mark.end], place.closing, place.limit, words)
    if mark.orphan:
        speech = behind is not None or (mark.double and quoted.endswith(","))
        return _made(place, behind if speech else None, "orphan", speech=speech)
    if behind is not None and _is_attributed(place, quoted, count, words):
        return _made(place, _named_before(place, behind, words), behind.rule, speech=True)
    ahead = read_before(text, place.tail, place.opening, words)
    if ahead is None and place.opens_sentence and place.lead == place.paragraph:
        ahead = read_above(text, place.paragraph, words)
    if ahead is not None and count and _is_introduced(place, ahead, quoted, count):
        return _made(place, ahead, ahead.rule, speech=True)
    speech = place.opens_sentence and _stands_alone(place, quoted, count)
    return _made(place, None, "alone" if speech else "scare", speech=speech)


def _made(place: _Place, attribution: Attribution | None, rule: str, *, speech: bool) -> Direct:
    mark = place.mark
    start, end = mark.start, mark.end
    while start < end and place.text[start].isspace():
        start += 1
    while end > start and place.text[end - 1].isspace():
        end -= 1
    past = place.closing
    if attribution is not None and attribution.rule.startswith("after"):
        past = max(past, attribution.end)
    return Direct(
        start=start,
        end=end,
        kind=QuotationKind.DIRECT if speech else QuotationKind.SCARE,
        rule=f"{rule}-running" if mark.running else rule,
        mark=mark,
        covered=(place.opening, past),
        attribution=attribution,
    )


def _is_attributed(place: _Place, quoted: str, count: int, words: Words) -> bool:
    """Whether the cue behind a quotation is about it, and not about a sentence in which a term is quoted."""
    if not place.mark.double and count < 2:
        return False
    if place.opens_sentence or quoted.endswith((",", ".", "!", "?")):
        return True
    return read_before(place.text, place.tail, place.opening, words) is not None


def _named_before(place: _Place, behind: Attribution, words: Words) -> Attribution:
    """Return an attribution with the name that the same sentence gives before the quotation: `Budi berkata, "...," ujarnya`."""
    if behind.phrase is None or not behind.phrase.pronoun or place.opens_sentence:
        return behind
    ahead = read_before(place.text, place.tail, place.opening, words)
    if ahead is None or ahead.phrase is None or ahead.phrase.pronoun:
        return behind
    return replace(behind, phrase=ahead.phrase)


def _is_introduced(place: _Place, ahead: Attribution, quoted: str, count: int) -> bool:
    """Whether the words before a quotation introduce it, and nothing of their sentence goes on behind it."""
    if not (quoted[:1].isupper() or quoted[-1:] in STOPS or ahead.firm):
        return False
    rest = place.text[place.closing : place.limit].lstrip(" \t")
    return not rest or not rest[0].islower() or quoted[-1:] in "," + STOPS or count > _LONG


def _stands_alone(place: _Place, quoted: str, count: int) -> bool:
    """Whether a quotation that opens a sentence is speech, not a title or a term that the sentence goes on from."""
    if not place.mark.double and count < _SINGLE_SPEECH:
        return False
    if quoted[-1:] in "," + STOPS and count >= 2:
        return True
    if count < _SPEECH:
        return False
    rest = place.text[place.closing : place.limit].lstrip(" \t")
    return not rest or rest[0] in ".,!?" or place.mark.closing is None or not rest[0].islower()


__all__ = ["Direct", "read_direct"]
