"""How words came to the reader: whom they were told, when, where, and through whom they were passed on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import any_of, late, scan, small_whole
from runtut.record import TEXT, EntityType, Piece, Quotation, Record, Signal, Span, Time
from runtut.values import dataclass

_REACH = 300
"""How far behind a cue its addressee, place and time may stand, in characters."""
_LONGEST_NAME = 6
_LONGEST_SOURCE = 9
_LONGEST_DESCRIPTION = 5
_LONGEST_PLACE = 8
_LEAD = 200
"""Characters of a sentence before its cue in which a source or a time opens it."""
_OPENS = 30
"""Characters from the start of a sentence in which a time frames all of it: `Pada Senin (11/9/2023), Budi mengatakan`."""
_NO_LEAD = ("according", "agent", "set-off", "cue-after")
"""Readings in which a time that opens the sentence is the clause's own."""
_SMALL = late(r"[a-z]+")
_WORD = late(r"[^\s,;:()\"“”\n]+")
_ELSEWHEN = frozenset((Signal.SINCE, Signal.DURING, Signal.UNTIL, Signal.AFTER, Signal.BEFORE))


@dataclass(frozen=True, slots=True)
class _Words:
    told: re.Pattern[str]
    asked: re.Pattern[str]
    passing: re.Pattern[str]
    opening: re.Pattern[str]
    scene: re.Pattern[str]
    reporters: frozenset[str]
    outlets: frozenset[str]
    enders: frozenset[str]
    days: frozenset[str]
    nowhere: frozenset[str]
    circumstances: frozenset[str]
    relative: str
    held: frozenset[str]
    prepositions: tuple[str, ...]


@cache
def _words(pack: Pack) -> _Words:
    q = pack.quotations

    days = frozenset((*pack.times.weekdays, *pack.times.months))
    return _Words(
        told=late(rf"{scan(q.told)}\s+(?=[^\W_])"),
        asked=late(rf"{scan(q.asked)}\s+(?=[^\W_])"),
        passing=late(rf"{scan(q.passing)}\s+(?=[^\W_])"),
        opening=late(rf"(?:{any_of((*q.sourcing, *q.passing))})\s+(?=[^\W_])", re.IGNORECASE),
        scene=late(rf"{scan(q.scenes)}\s+(?=[^\W_])"),
        reporters=frozenset(q.reporters),
        outlets=frozenset(q.outlets),
        enders=frozenset(
            (*q.stops, *q.late_stops, *q.circumstances, *q.complementizers, *q.adverbs, *q.joiners, *days)
        ),
        days=days,
        nowhere=frozenset(q.nowhere),
        prepositions=q.late_stops,
        circumstances=frozenset((*q.circumstances, *q.told, *(a.split()[0] for a in q.asides))) - frozenset(q.joiners),
        relative=q.relative,
        held=frozenset(q.held),
    )


class Chains:
    """Reads what stands around the cues of one story."""

    def __init__(self, record: Record, pack: Pack) -> None:
        self._record = record
        self._text = record.story.text
        self._low = small_whole(self._text)
        self._words = _words(pack)
        self._times = [t for t in record.times if t.part == TEXT]
        self._starts = [t.start for t in self._times]
        people = (e for e in record.entities if e.type is EntityType.PERSON)
        self._people = frozenset(name for each in people for name in (each.name, *each.aliases))

    def follow(self, quotation: Quotation) -> Quotation:
        """Return a quotation of the text with whom it was told, when and where, and the chain from outlet to speaker."""
        told = through = place = None
        time: Time | None = None
        if quotation.cue is not None:
            sentence = self._record.sentence_of(quotation.cue.span)
            for start, end in self._stretches(quotation, quotation.cue, sentence):
                told = told or self._told(start, end)
                through = through or self._through(start, end)
                place = place or self._place(max(start, *self._speaker_end(quotation, start, end)), end)
                time = time or self._time(start, end)
            lead = min(quotation.start, quotation.cue.start, *self._speaker_start(quotation))
            if sentence.start < lead <= sentence.start + _LEAD:
                through = through or self._opening(sentence.start, lead)
                if not quotation.rule.startswith(_NO_LEAD):
                    time = time or self._time(sentence.start, min(lead, sentence.start + _OPENS), lead=True)
        links = list(self._links(quotation, through, told))
        return replace(
            quotation,
            told_to=told.value if told is not None else None,
            told_span=told.span if told is not None else None,
            time=time.value if time is not None else None,
            place=place,
            chain=tuple(name for name, _ in links),
            chain_spans=tuple(span for _, span in links),
        )

    def _links(
        self, quotation: Quotation, through: Piece[str] | None, told: Piece[str] | None
    ) -> Iterable[tuple[str, Span | None]]:
        """Yield each link of the chain once, with the words that name it; the outlet stands nowhere in the text."""
        outlet = self._record.story.outlet
        named = told is not None and self._is_name(told.value.split()[0]) and not self._is_person(told.value)
        media = told if named else None
        speaker = quotation.speaker
        said = Piece(speaker.start, speaker.end, speaker.name, speaker.part) if speaker is not None else None
        seen = {outlet}
        if outlet:
            yield outlet, None
        for link in (through, media, said):
            if link is not None and link.value not in seen:
                seen.add(link.value)
                yield link.value, link.span

    @staticmethod
    def _speaker_start(quotation: Quotation) -> tuple[int, ...]:
        return () if quotation.speaker is None else (quotation.speaker.start,)

    @staticmethod
    def _speaker_end(quotation: Quotation, start: int, end: int) -> tuple[int, ...]:
        """Return where the speaker's words end, where they stand in a stretch."""
        speaker = quotation.speaker
        inside = speaker is not None and start <= speaker.start < end
        return (speaker.end,) if inside and speaker is not None else (start,)

    def _stretches(self, quotation: Quotation, cue: Piece[str], sentence: Span) -> list[tuple[int, int]]:
        """Return the stretches behind a cue, and behind its clause, in which its circumstances stand."""
        start = cue.end
        if cue.start < quotation.start:
            behind = quotation.closing.end if quotation.closing is not None else quotation.end
            tail = [(behind, self._end(behind, min(sentence.end, behind + _REACH)))] if behind < sentence.end else []
            return [(start, min(quotation.start, start + _REACH)), *tail]
        return [(start, self._end(start, min(len(self._text), max(sentence.end, start), start + _REACH)))]

    def _end(self, start: int, end: int) -> int:
        for stop in ("\n", ". ", ' "', " “"):
            at = self._text.find(stop, start, end)
            end = end if at == -1 else at
        return end

    # ------------------------------------------------------------ when

    def _time(self, start: int, end: int, *, lead: bool = False) -> Time | None:
        """Return the first time with a place on the calendar; before a cue not one that other things happened since."""
        at = bisect_left(self._starts, start)
        while at < len(self._times) and self._times[at].start < end:
            time = self._times[at]
            elsewhen = lead and time.signal is not None and time.signal.value in _ELSEWHEN
            if time.value[:4].isdigit() and not elsewhen and not self._is_of_name(time):
                return time
            at += 1
        return None

    def _is_of_name(self, time: Time) -> bool:
        """Whether a bare year stands behind a name it is part of: `Pekan Raya 2024`."""
        before = self._text[max(0, time.start - _REACH // 10) : time.start].split()
        return time.text.isdigit() and bool(before) and before[-1][0].isupper()

    # ------------------------------------------------------------ whom, through whom, where

    def _told(self, start: int, end: int) -> Piece[str] | None:
        match = self._words.told.search(self._low, start, end)
        if match is not None:
            return self._addressee(match.end(), end)
        match = self._words.asked.search(self._low, start, end)
        if match is None:
            return None
        first = _WORD.match(self._text, match.end(), end)
        known = first is not None and (self._is_name(first.group()) or first.group().lower() in self._words.reporters)
        return self._addressee(match.end(), end) if known else None

    def _addressee(self, start: int, end: int) -> Piece[str] | None:
        """Return whom words were told: a run of capitals, or the words up to one that goes on with something else."""
        named = False
        last = start
        for count, word in enumerate(self._run(start, end)):
            low = word.group().lower().rstrip(".")
            capital = self._is_name(word.group())
            named = named or (capital and count == 0)
            ends = not capital if named else low in self._words.enders
            if ends or low in self._words.days or count >= (_LONGEST_NAME if named else _LONGEST_DESCRIPTION):
                break
            last = word.end()
        return self._piece(start, last)

    def _through(self, start: int, end: int) -> Piece[str] | None:
        match = self._words.passing.search(self._low, start, end)
        return self._source(match.end(), end) if match is not None else None

    def _opening(self, start: int, end: int) -> Piece[str] | None:
        match = self._words.opening.match(self._text, start, end)
        return self._source(match.end(), end) if match is not None else None

    def _source(self, start: int, end: int) -> Piece[str] | None:
        """Return through whom words came: the first run of capitals, a domain included."""
        first = last = None
        for count, word in enumerate(self._run(start, end)):
            if count >= _LONGEST_SOURCE or word.group().lower().rstrip(".") in self._words.days:
                break
            if self._is_name(word.group()):
                first = word.start() if first is None else first
                last = word.end()
            elif first is not None or not (word.group().isdigit() or word.group().lower() in self._words.outlets):
                break
        return self._piece(first, last) if first is not None and last is not None else None

    def _place(self, start: int, end: int) -> Piece[str] | None:
        """Return where words were spoken: `di Balai Desa Wanasari, Bandung`."""
        for match in self._words.scene.finditer(self._text, start, end):
            comma = self._text.rfind(",", start, match.start())
            before = _WORD.search(self._text, start if comma == -1 else comma + 1, match.start())
            if before is not None and before.group().lower() not in self._words.circumstances:
                continue  # said of the speaker: warga di Desa Wanasari
            said = self._text[before.start() if before is not None else match.start() : match.start()].split()
            if self._words.relative in said and said[-1] not in self._words.held:
                continue  # said of something else: lembaga yang berpusat di Wanasari
            place = self._scene(match.end(), end)
            if place is not None:
                return place
        return None

    def _scene(self, start: int, end: int) -> Piece[str] | None:
        last = start
        for count, word in enumerate(self._run(start, end)):
            low = word.group().lower().rstrip(".")
            if low in self._words.enders or low in self._words.nowhere or count >= _LONGEST_PLACE:
                break
            last = word.end()
        while last > start and self._text[last : last + 2] == ", ":  # , Jakarta Selatan
            run = list(self._run(last + 2, end))
            if not run or not all(self._is_name(w.group()) for w in run) or run[0].group().lower() in self._words.days:
                break
            last = run[-1].end()
        return self._piece(start, last)

    def _is_person(self, name: str) -> bool:
        return name in self._people and name.split(maxsplit=1)[0].lower() not in self._words.outlets

    def _is_name(self, word: str) -> bool:
        """Whether a word is written as a name: with a capital, or as a domain (`kabar.com`)."""
        if word[0].isupper() or "." in word.rstrip("."):
            return True
        small = _SMALL.match(word)  # kabarINET, but not dariAFP, where a space was lost
        return any(c.isupper() for c in word) and (
            small is None or not small.group().startswith(self._words.prepositions)
        )

    def _run(self, start: int, end: int) -> Iterable[re.Match[str]]:
        """Yield the words from `start` on that nothing but a space parts."""
        at = start
        for word in _WORD.finditer(self._text, start, end):
            if word.start() - at > 1 or self._text[at : word.start()].strip():
                return
            yield word
            at = word.end()

    def _piece(self, start: int, end: int) -> Piece[str] | None:
        while end > start and self._text[end - 1] in ".-–—":
            end -= 1
        return Piece(start, end, self._text[start:end]) if end > start else None


__all__ = ["Chains"]
