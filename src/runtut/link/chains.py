"""How words came to the reader: whom they were told, when, and through whom they were passed on."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from functools import cache

from runtut.languages import Pack
from runtut.record import TEXT, Piece, Quotation, Record, Time

_REACH = 300
"""How far behind a cue its addressee and time may stand, in characters."""
_LONGEST_NAME = 6
_LONGEST_SOURCE = 9
_LONGEST_DESCRIPTION = 5


@cache
def _patterns(pack: Pack) -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    q = pack.quotations

    def any_of(words: tuple[str, ...]) -> str:
        return "|".join(sorted((re.escape(w).replace(r"\ ", r"\s") for w in words), key=len, reverse=True))

    told = re.compile(rf"\b(?:{any_of(q.told)})\s+([^\W_][^\n.,;:()\"“”]*)", re.IGNORECASE)
    passing = re.compile(rf"\b(?:{any_of(q.passing)})\s+([^\n,;:()\"“”]*)", re.IGNORECASE)
    return told, passing, frozenset(q.groups)


class Chains:
    """Reads what stands behind the cues of one story."""

    def __init__(self, record: Record, pack: Pack) -> None:
        self._record = record
        self._told, self._passing, self._groups = _patterns(pack)
        self._times = [t for t in record.times if t.part == TEXT]
        self._starts = [t.start for t in self._times]

    def follow(self, quotation: Quotation) -> Quotation:
        """Return a quotation of the text with whom it was told, when, and the chain from the outlet to its speaker."""
        told: str | None = None
        through: str | None = None
        time: Time | None = None
        if quotation.cue is not None:
            start, end = self._behind(quotation, quotation.cue)
            text = self._record.story.text
            addressee = self._told.search(text, start, end)
            told = self._addressee(addressee.group(1)) if addressee is not None else None
            passed = self._passing.search(text, start, end)
            through = _source(passed.group(1)) if passed is not None else None
            time = self._time(start, end)
        media = told if told is not None and told[0].isupper() else None
        speaker = quotation.speaker.name if quotation.speaker is not None else None
        links = dict.fromkeys(each for each in (self._record.story.outlet, through, media, speaker) if each)
        return replace(quotation, told_to=told, time=time.value if time is not None else None, chain=tuple(links))

    def _behind(self, quotation: Quotation, cue: Piece[str]) -> tuple[int, int]:
        """Return the stretch behind a cue in which its circumstances stand."""
        text = self._record.story.text
        start = cue.end
        if cue.start < quotation.start:
            return start, min(quotation.start, start + _REACH)
        end = min(len(text), max(self._record.sentence_of(cue.span).end, start), start + _REACH)
        for stop in ("\n", ". "):
            at = text.find(stop, start, end)
            end = end if at == -1 else at
        return start, end

    def _time(self, start: int, end: int) -> Time | None:
        """Return the first time with a place on the calendar."""
        at = bisect_left(self._starts, start)
        while at < len(self._times) and self._times[at].start < end:
            if self._times[at].value[:4].isdigit():
                return self._times[at]
            at += 1
        return None

    def _addressee(self, phrase: str) -> str:
        """Return whom words were told: a run of capitals, or the first words in lower case."""
        words = phrase.split()
        kept: list[str] = []
        if words[0][0].isupper():
            for word in words[:_LONGEST_NAME]:
                if not word[0].isupper():
                    break
                kept.append(word)
            return " ".join(kept)
        for word in words[:_LONGEST_DESCRIPTION]:
            if kept and not word[0].isupper() and word.lower() not in self._groups:
                break
            kept.append(word)
        return " ".join(kept)


def _source(phrase: str) -> str | None:
    """Return through whom words came: the first run of capitals, a domain included."""
    kept: list[str] = []
    for word in phrase.split()[:_LONGEST_SOURCE]:
        if word[0].isupper() or "." in word.rstrip("."):
            kept.append(word)
        elif kept:
            break
    return " ".join(kept).rstrip(".") or None


__all__ = ["Chains"]
