"""Who speaks: joins the words beside a cue with the people of the story.

A speaker is named by the fullest form the story gives. Pronouns and role words (`ia`, `katanya`, `pria itu`)
are followed back to the last one who spoke or was spoken of; a quotation without an attribution goes on with
the last speaker. The words beside the cue are the best evidence: a story's list of people only completes them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cache

from runtut.languages import Pack
from runtut.record import TEXT, Entity, EntityType, Piece, Quotation, QuotationKind, Record, Span, Speaker

_WORD = re.compile(r"[^\W_][\w'’.\-/&]*[^\W_]|[^\W_]")
_NAME_RUN = re.compile(r"\s+((?:(?:[A-Z][\w'’.\-&]*)(?:\s+|$)){1,6})")
_REACH = 300
"""How far behind a cue its addressee and time may stand."""


@dataclass(frozen=True, slots=True)
class _Words:
    pronouns: frozenset[str]
    everyone: frozenset[str]
    pointers: frozenset[str]
    titles: frozenset[str]
    groups: frozenset[str]
    articles: frozenset[str]
    told: re.Pattern[str]
    passing: re.Pattern[str]
    agent: re.Pattern[str]


@cache
def _words(pack: Pack) -> _Words:
    q = pack.quotations

    def any_of(words: tuple[str, ...]) -> str:
        return "|".join(sorted((re.escape(w).replace(r"\ ", r"\s") for w in words), key=len, reverse=True))

    return _Words(
        pronouns=frozenset((*q.pronouns, *q.plural_pronouns)),
        everyone=frozenset(q.plural_pronouns),
        pointers=frozenset(q.pointers),
        titles=frozenset(q.titles),
        groups=frozenset(q.groups),
        articles=frozenset(q.articles),
        told=re.compile(rf"\b(?:{any_of(q.told)})\s+([^\W_][^\n.,;:()\"“”]*)", re.IGNORECASE),
        passing=re.compile(rf"\b(?:{any_of(q.passing)})\s+([^\n,;:()\"“”]*)", re.IGNORECASE),
        agent=re.compile(rf"\b(?:{any_of(q.passives)})\s+(?:oleh\s+)?", re.IGNORECASE),
    )


def resolve_speakers(record: Record, pack: Pack) -> tuple[Quotation, ...]:
    """Return the record's quotations with their speakers, addressees, times and chains filled in."""
    resolver = _Resolver(record, _words(pack))
    return tuple(resolver.resolve(index) for index in range(len(record.quotations)))


class _Resolver:
    """Walks the quotations in order and remembers who spoke last."""

    def __init__(self, record: Record, words: _Words) -> None:
        self.record = record
        self.words = words
        self.people: list[tuple[int, int, Entity]] = []
        self.others: list[tuple[int, int, Entity]] = []
        for entity in record.entities:
            kind = self.people if entity.type is EntityType.PERSON else self.others
            kind.extend((m.start, m.end, entity) for m in entity.mentions if m.part == TEXT)
        self.people.sort(key=lambda each: each[:2])
        self.others.sort(key=lambda each: each[:2])
        self.starts = [each[0] for each in self.people]
        self.other_starts = [each[0] for each in self.others]
        self.by_part: dict[str, list[tuple[int, int, Entity]]] = defaultdict(list)
        for entity in record.entities:
            for m in entity.mentions:
                if m.part != TEXT:
                    self.by_part[m.part].append((m.start, m.end, entity))
        self.sentences = [s for s in record.sentences if s.part == TEXT]
        self.sentence_starts = [s.start for s in self.sentences]
        self.quotes = [q for q in record.quotations if q.part == TEXT]
        self.quoted = sorted((q.start, q.end) for q in self.quotes if q.kind is QuotationKind.DIRECT)
        self.quoted_starts = [q[0] for q in self.quoted]
        self.times = [t for t in record.times if t.part == TEXT]
        self.time_starts = [t.start for t in self.times]
        self.short = self._short_names()
        self.fullest: dict[str, str] = {}
        self.last: Speaker | None = None
        self.last_person: Speaker | None = None
        self.last_at = 0
        self.done: list[Quotation] = []
        self.groups: list[tuple[str, str]] = []
        self.waiting: list[int] = []

    # -------------------------------------------------------------- names

    def _short_names(self) -> set[str]:
        """Return words that stand alone as a speaker: `ujar Budi`."""
        return {
            q.speaker.text
            for q in self.record.quotations
            if q.speaker is not None
            and q.speaker.text[:1].isupper()
            and " " not in q.speaker.text
            and q.speaker.text.lower() not in self.words.pronouns
        }

    def _people_in(self, start: int, end: int, part: str) -> list[tuple[int, int, Entity]]:
        if part != TEXT:
            return [
                e for e in self.by_part.get(part, ()) if e[0] < end and start < e[1] and e[2].type is EntityType.PERSON
            ]
        lo = bisect_left(self.starts, start)
        found = []
        if lo and self.people[lo - 1][1] > start:
            found.append(self.people[lo - 1])
        while lo < len(self.people) and self.people[lo][0] < end:
            found.append(self.people[lo])
            lo += 1
        return found

    def _others_in(self, start: int, end: int) -> list[tuple[int, int, Entity]]:
        lo = max(0, bisect_left(self.other_starts, start) - 1)
        found = []
        while lo < len(self.others) and self.others[lo][0] < end:
            if self.others[lo][1] > start:
                found.append(self.others[lo])
            lo += 1
        return found

    def _named(self, speaker: Speaker) -> tuple[str, str | None, bool]:
        """Return the name of the one whom `speaker.text` names, the entity, and whether it is a person."""
        inside = self._people_in(speaker.start, speaker.end, speaker.part)
        if inside:
            entity = inside[-1][2]
            if len(inside) > 1 and not speaker.text[-1:].isupper():
                near = [e for e in inside if e[1] >= speaker.end - 1]
                entity = near[-1][2] if near else (inside[0][2] if inside[0][0] <= speaker.start + 1 else entity)
            return entity.name, entity.id, True
        if speaker.part == TEXT:
            others = [e for e in self._others_in(speaker.start, speaker.end) if e[0] >= speaker.start]
            for start, end, entity in others:
                if start <= speaker.start and end >= speaker.end - 1:
                    return entity.name, entity.id, False
        name = self._bare(speaker.text)
        return name, None, bool(name) and name[0].isupper() and not self._role_only(speaker.text)

    def _role_only(self, text: str) -> bool:
        words = [m.group() for m in _WORD.finditer(text)]
        return all(not w[0].isupper() or w.lower() in self.words.titles for w in words)

    def _bare(self, text: str) -> str:
        """Return the name in a phrase that no list of people explains: `Ketua RT Budi Santoso`."""
        head, comma, rest = text.partition(", ")
        words = [m.group() for m in _WORD.finditer(text)]
        if comma and rest[:1].isupper() and self._leads_with_title(head):
            words = [m.group() for m in _WORD.finditer(rest)]
        if not words:
            return text
        kept = list(words)
        while len(kept) > 1 and kept[0].rstrip(".").lower() in self.words.titles:
            kept.pop(0)
        for index, word in enumerate(kept):
            if word in self.short and all(w[0].isupper() for w in kept[index:]):
                return " ".join(kept[index:])
        if kept[0][0].isupper() and all(w[0].isupper() for w in kept):
            return " ".join(kept)
        run: list[str] = []
        for word in reversed(kept):
            if not word[0].isupper() or word.lower() in self.words.titles:
                break
            run.insert(0, word)
        if len(run) >= 2 and len(run) < len(kept) and self._leads_with_title(text):
            return " ".join(run[-3:])
        stripped = text.strip()
        first, _, others = stripped.partition(" ")
        return others if first.lower() in self.words.articles and others else stripped

    def _leads_with_title(self, text: str) -> bool:
        first = text.split(None, 1)[0].lower() if text.strip() else ""
        return first in self.words.titles or first in self.words.groups

    def _full(self, name: str) -> str:
        """Return the fullest name known that holds all words of `name`, in order of appearance."""
        return self.fullest.get(name.lower(), name)

    def _learn(self, name: str) -> None:
        parts = name.split()
        if len(parts) < 2 or not all(p[0].isupper() for p in parts):
            return
        for part in (*parts, *(" ".join(parts[:n]) for n in range(2, len(parts)))):
            self.fullest.setdefault(part.lower(), name)

    # -------------------------------------------------------------- one quotation

    def resolve(self, index: int) -> Quotation:
        """Return quotation `index` with its speaker."""
        quotation = self.record.quotations[index]
        if quotation.kind is QuotationKind.SCARE:
            return quotation
        if quotation.part != TEXT:
            speaker = quotation.speaker
            if speaker is not None:
                name, entity, _ = self._named(speaker)
                speaker = replace(speaker, name=self._full(name), entity=entity)
            return replace(quotation, speaker=speaker)
        speaker = self._speaker(index, quotation)
        if speaker is not None:
            self.last = speaker
            self.last_at = max(quotation.end, speaker.end)
        return self._around(replace(quotation, speaker=speaker))

    def _speaker(self, index: int, quotation: Quotation) -> Speaker | None:
        written = quotation.speaker
        if quotation.rule == "document" and written is not None:
            return written
        if written is None:
            return self._inherited(index, quotation)
        low = written.text.lower()
        if low in self.words.everyone:
            return replace(written, name=self._group(written))
        if low in self.words.pronouns:
            meant = self._meant(quotation, written)
            if meant is None:
                return None if low == "nya" else written
            return replace(written, name=meant.name, entity=meant.entity)
        name, entity, person = self._named(written)
        last_word = low.rsplit(None, 1)[-1]
        if entity is None and last_word in self.words.pointers:
            pointed = self._pointed(quotation, written)
            if pointed is not None:
                return replace(written, name=pointed.name, entity=pointed.entity)
        if entity is None and person:
            full = self._full(name)
            if full == name:
                self._learn(name)
            name = full
        elif entity is not None and person:
            self._learn(name)
        speaker = replace(written, name=name, entity=entity)
        if person:
            self.last_person = speaker
        else:
            self.groups.append((low, name))
        return speaker

    def _group(self, written: Speaker) -> str:
        return (
            self.groups[-1][1]
            if self.groups and self.last is not None and self.last.name == self.groups[-1][1]
            else written.text
        )

    def _pointed(self, quotation: Quotation, written: Speaker) -> Speaker | None:
        """Follow `pejabat tersebut`, `pria asal Wanasari itu` back to whom it means."""
        words = [w.lower() for w in written.text.split()]
        for low, name in reversed(self.groups):
            if words[0] in low.split():
                return replace(written, name=name)
        meant = self._meant(quotation, written)
        if meant is None:
            return None
        if words[0] in self.words.groups or words[0] in self.words.titles:
            return meant
        return None

    def _meant(self, quotation: Quotation, written: Speaker) -> Speaker | None:
        """Return whom a pronoun means: the subject of a sentence since the last attribution, or the last speaker."""
        since = self._introduced(self.last_at, min(written.start, quotation.start))
        if since is not None:
            self.last_person = since
            return since
        return self.last_person or self.last

    def _introduced(self, start: int, end: int) -> Speaker | None:
        """Return the last person between two places who is the subject or the agent of a sentence."""
        if not self.people:
            return None
        hi = bisect_right(self.sentence_starts, end) - 1
        while hi >= 0 and self.sentences[hi].start >= start - 1:
            sentence = self.sentences[hi]
            hi -= 1
            if sentence.start >= end:
                continue
            people = [
                p for p in self._people_in(sentence.start, min(sentence.end, end), TEXT) if not self._in_quote(p[0])
            ]
            if not people:
                continue
            text = self.record.story.text
            for match in self.words.agent.finditer(text, sentence.start, min(sentence.end, end)):
                for s, _e, entity in people:
                    if match.end() <= s <= match.end() + 80:
                        return self._as_speaker(entity, s, _e)
            s, e, entity = people[0]
            if s - sentence.start <= 110 and not self._governed(text, sentence.start, s):
                return self._as_speaker(entity, s, e)
        return None

    def _governed(self, text: str, start: int, at: int) -> bool:
        """Whether a lower-case word right before a name shows that it is no subject: `dengan Budi`."""
        before = text[start:at].rstrip().rsplit(None, 1)
        return (
            bool(before)
            and before[-1].islower()
            and before[-1] not in self.words.titles
            and before[-1] not in self.words.groups
        )

    def _as_speaker(self, entity: Entity, start: int, end: int) -> Speaker:
        return Speaker(name=entity.name, text=self.record.story.text[start:end], start=start, end=end, entity=entity.id)

    def _in_quote(self, at: int) -> bool:
        lo = bisect_right(self.quoted_starts, at) - 1
        return lo >= 0 and self.quoted[lo][1] > at

    def _inherited(self, index: int, quotation: Quotation) -> Speaker | None:
        """Return who goes on speaking in a quotation with no attribution of its own."""
        if quotation.cue is None and quotation.kind is not QuotationKind.DIRECT:
            return None
        paragraph = self.record.paragraph_of(quotation.span)
        quotations = self.record.quotations
        if self.last is None or self.last_at < paragraph.start:
            for following in quotations[index + 1 : index + 4]:
                if following.part != quotation.part or following.start >= paragraph.end:
                    break
                if following.speaker is not None and following.kind is QuotationKind.DIRECT:
                    name, entity, _ = self._named(following.speaker)
                    if following.speaker.text.lower() in self.words.pronouns:
                        break
                    return replace(following.speaker, name=self._full(name), entity=entity)
            if "running" in quotation.rule:
                for following in quotations[index + 1 : index + 8]:
                    if following.speaker is not None:
                        name, entity, _ = self._named(following.speaker)
                        if following.speaker.text.lower() not in self.words.pronouns:
                            return replace(following.speaker, name=self._full(name), entity=entity)
                        break
                    if "running" not in following.rule and following.rule != "alone":
                        break
        since = self._introduced(max(self.last_at, self._two_back(paragraph)), quotation.start)
        if since is not None:
            self.last_person = since
            return since
        if self.last is None:
            return None
        return replace(self.last, start=self.last.start, end=self.last.end)

    def _two_back(self, paragraph: Span) -> int:
        starts = self.record.paragraphs
        lo = bisect_right(starts, paragraph.start, key=lambda s: s.start) - 1
        return starts[max(0, lo - 1)].start if starts else 0

    # -------------------------------------------------------------- addressee, time, chain

    def _around(self, quotation: Quotation) -> Quotation:
        """Add whom the words were told, when, and through whom they came."""
        if quotation.cue is None:
            return self._chained(quotation, None, None, None)
        text = self.record.story.text
        cue = quotation.cue
        start = cue.end
        sentence = self.record.sentence_of(Span(cue.start, cue.end, cue.part))
        end = min(len(text), max(sentence.end, cue.end), start + _REACH)
        if cue.start < quotation.start:
            end = min(end, quotation.start)
        else:
            newline = text.find("\n", start)
            end = min(end if newline == -1 else newline, start + _REACH)
            stop = text.find(". ", start, end)
            end = end if stop == -1 else stop
        told = self.words.told.search(text, start, end)
        told_to: str | None = None
        if told is not None:
            told_to = self._first_name(told.group(1))
        passing = self.words.passing.search(text, start, end)
        through: str | None = None
        if passing is not None:
            through = self._source(passing.group(1))
        when: str | None = None
        lo = bisect_left(self.time_starts, start)
        while lo < len(self.times) and self.times[lo].start < end:
            time = self.times[lo]
            if time.value[:4].isdigit():
                when = time.value
                break
            lo += 1
        return self._chained(quotation, told_to, through, when)

    def _first_name(self, phrase: str) -> str:
        """Return the addressee: a run of capitals, or the first words in lower case."""
        words = phrase.split()
        if words and words[0][0].isupper():
            kept = []
            for word in words:
                if not word[0].isupper():
                    break
                kept.append(word)
            return " ".join(kept[:6])
        kept = []
        for word in words[:5]:
            if kept and not word[0].isupper() and word.lower() not in self.words.groups:
                break
            kept.append(word)
        return " ".join(kept)

    def _source(self, phrase: str) -> str | None:
        kept: list[str] = []
        for word in phrase.split()[:9]:
            if word[0].isupper() or (kept and "." in word.rstrip(".")):
                kept.append(word)
            elif kept:
                break
        return " ".join(kept).rstrip(".") or None

    def _chained(self, quotation: Quotation, told: str | None, through: str | None, when: str | None) -> Quotation:
        links: list[str] = []
        for each in (
            self.record.story.outlet,
            through,
            told if told and told[0].isupper() else None,
            quotation.speaker.name if quotation.speaker else None,
        ):
            if each and each not in links:
                links.append(each)
        return replace(quotation, told_to=told, time=when, chain=tuple(links))


__all__ = ["resolve_speakers"]
_ = Piece
