"""Who speaks: joins the words beside a cue with the people of the story.

A speaker is named by the fullest form the story gives. Pronouns and descriptions that point (`ia`, `katanya`,
`pria itu`) are followed back to whoever was last the subject of a sentence or last spoke; a quotation without
an attribution goes on with the last speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from runtut.languages import Pack
from runtut.languages.patterns import small_whole
from runtut.link.chains import Chains
from runtut.link.name_phrases import Kind, Named
from runtut.link.name_words import lists
from runtut.link.speaker_names import Mention, Names
from runtut.record import TEXT, Quotation, QuotationKind, Record, Span, Speaker

_AHEAD = 6
"""Quotations looked at ahead for the speaker of one that comes before its attribution."""
_BACK = 40
"""Sentences looked back over for the person a pronoun means."""
_AGENT = 80
"""Characters between a passive verb of speech and the name of who spoke."""


def resolve_speakers(record: Record, pack: Pack) -> tuple[Quotation, ...]:
    """Return the record's quotations with their speakers, addressees, times and chains filled in."""
    walk = _Walk(record, pack)
    return tuple(walk.resolve(index, quotation) for index, quotation in enumerate(record.quotations))


class _Walk:
    """Goes through the quotations in order and remembers who spoke last."""

    def __init__(self, record: Record, pack: Pack) -> None:
        self.record = record
        self.names = Names(record, pack)
        self.chains = Chains(record, pack)
        self.subjects = _Subjects(record, self.names, lists(pack).passive)
        q = pack.quotations
        self.suffix = q.suffix
        self.everyone = frozenset(q.plural_pronouns)
        self.pronouns = frozenset((*q.pronouns, *q.plural_pronouns))
        self.pointers = frozenset(q.pointers) - frozenset(q.situating)
        self.indefinite = frozenset(q.indefinite)
        self.continuing = frozenset((*q.continuing, *(c + q.suffix for c in q.continuing)))
        self.last: Speaker | None = None
        self.person: Speaker | None = None
        self.body: Speaker | None = None
        self.described: dict[str, Speaker] = {}
        self.longer: dict[str, str] = {}
        self.direct = False
        """Whether whoever spoke last was quoted between marks."""
        self.at = 0
        """Where the last attribution ended."""

    def resolve(self, index: int, quotation: Quotation) -> Quotation:
        """Return a quotation with its speaker; one outside the text keeps the words beside it, named in full."""
        if quotation.kind is QuotationKind.SCARE:
            return quotation
        if quotation.part != TEXT:
            if quotation.speaker is None:
                return quotation
            return replace(quotation, speaker=self._as(quotation.speaker, self.names.named(quotation.speaker)))
        speaker = self._speaker(index, quotation)
        if speaker is not None:
            self.last = speaker
            self.direct = quotation.kind is QuotationKind.DIRECT
            self.at = max(quotation.end, speaker.end)
        if speaker is not quotation.speaker:
            quotation = replace(quotation, speaker=speaker)
        return self.chains.follow(quotation)

    def _speaker(self, index: int, quotation: Quotation) -> Speaker | None:
        written = quotation.speaker
        if written is None:
            return self._inherited(index, quotation)
        if quotation.rule == "document":
            return written
        low = written.text.lower()
        if low in self.everyone:
            body = self.last is not None and self.last is self.body
            return replace(written, name=self.last.name) if body and self.last is not None else written
        if low in self.pronouns:
            meant = self._meant(index, quotation)
            if meant is None:
                return None if low == self.suffix else written
            return replace(written, name=meant.name, entity=meant.entity)
        named = self.names.named(written)
        if named.kind is Kind.DESCRIPTION:
            return self._described(index, quotation, self._as(written, named))
        return self._remember(self._as(written, named), named.kind)

    def _as(self, written: Speaker, named: Named) -> Speaker:
        if written.name == named.name and written.entity == named.entity:
            return written
        return replace(written, name=named.name, entity=named.entity)

    def _remember(self, speaker: Speaker, kind: Kind) -> Speaker:
        if kind is Kind.PERSON:
            self.person = speaker
        else:
            self.body = speaker
        return speaker

    # ------------------------------------------------------------ words that point

    def _described(self, index: int, quotation: Quotation, speaker: Speaker) -> Speaker:
        """Follow `pejabat tersebut`, `kelompok itu`, and a role somebody was introduced with; others stand as written."""
        said = speaker.text.lower().split()
        if said[-1] not in self.pointers or said[0] in self.indefinite:
            bearer = self.names.holds_role(speaker.text)
            if bearer is not None:
                return self._remember(replace(speaker, name=bearer), Kind.PERSON)
            return self._remember(self._describe(speaker), Kind.DESCRIPTION)
        described = self.described.get(speaker.name.split(None, 1)[0].lower())
        if described is not None:
            return replace(speaker, name=described.name)
        meant = self.body if self.names.points_at_body(speaker.text) else self._meant(index, quotation)
        return replace(speaker, name=meant.name, entity=meant.entity) if meant is not None else speaker

    def _describe(self, speaker: Speaker) -> Speaker:
        """Remember a description, and complete one that repeats the beginning of an earlier one: `koalisi`."""
        name = self.longer.get(speaker.name.lower(), speaker.name)
        words = name.lower().split()
        for size in range(1, len(words)):
            self.longer.setdefault(" ".join(words[:size]), name)
        speaker = replace(speaker, name=name)
        self.described[words[0]] = speaker
        return speaker

    def _meant(self, index: int, quotation: Quotation) -> Speaker | None:
        """Return whom a pronoun means: the subject since the last attribution, else the last speaker."""
        assert quotation.speaker is not None
        continues = quotation.cue is not None and quotation.cue.value.lower() in self.continuing
        if continues and self.last is not None and self.last is not self.person and self.direct:
            return self.last
        if not (continues and self.last is not None and self.last is self.person):
            since = self.subjects.last_between(self.at, min(quotation.speaker.start, quotation.start))
            if since is not None:
                self.person = since
        if self.person is None and self.last is None:
            return self.subjects.last_opening(quotation.start) or self._ahead(index, quotation)
        return self.person or self.last

    def _ahead(self, index: int, quotation: Quotation) -> Speaker | None:
        """Return the first person named as a speaker behind a quotation that no one was named before."""
        for following in self.record.quotations[index + 1 : index + _AHEAD]:
            if following.part == quotation.part and following.speaker is not None:
                named = self.names.named(following.speaker)
                if named.kind is Kind.PERSON and following.speaker.text.lower() not in self.pronouns:
                    return self._as(following.speaker, named)
        return None

    # ------------------------------------------------------------ quotations without an attribution

    def _inherited(self, index: int, quotation: Quotation) -> Speaker | None:
        """Return who goes on speaking in a quotation with no attribution of its own."""
        if quotation.kind is not QuotationKind.DIRECT:
            return None
        paragraph = self.record.paragraph_of(quotation.span)
        if self.last is None or self.at < paragraph.start:
            named = self._attributed_later(index, quotation, paragraph)
            if named is not None:
                return named
        since = self.subjects.last_between(
            max(self.at, self._paragraph_before(paragraph)), quotation.start, bodies=True
        )
        if since is not None:
            if since.name in self.subjects.bodies.values():
                self.body = since
            else:
                self.person = since
            return since
        return self.last

    def _attributed_later(self, index: int, quotation: Quotation, paragraph: Span) -> Speaker | None:
        """Return the speaker that the rest of the paragraph names, or that of the last part of a running quotation."""
        running = quotation.rule.endswith("-running")
        for following in self.record.quotations[index + 1 : index + _AHEAD]:
            if following.part != quotation.part or (following.start >= paragraph.end and not running):
                return None
            if following.speaker is not None and following.kind is QuotationKind.DIRECT:
                if following.speaker.text.lower() in self.pronouns:
                    return None
                return self._as(following.speaker, self.names.named(following.speaker))
            running = running and following.rule.endswith("-running")
        return None

    def _paragraph_before(self, paragraph: Span) -> int:
        paragraphs = self.record.paragraphs
        at = bisect_right(paragraphs, paragraph.start, key=lambda s: s.start) - 1
        return paragraphs[max(0, at - 1)].start if paragraphs else 0


class _Subjects:
    """Finds the people whom the desk's own sentences are about."""

    def __init__(self, record: Record, names: Names, passive: re.Pattern[str]) -> None:
        self.text = record.story.text
        self.low = small_whole(self.text)
        self.names = names
        self.passive = passive
        self.sentences = [s for s in record.sentences if s.part == TEXT]
        self.sentence_starts = [s.start for s in self.sentences]
        self.mentions = names.mentions()
        self.mention_starts = [m.start for m in self.mentions]
        self.openings: dict[int, Mention | None] = {}
        self.bodies = names.bodies_speaking()
        quoted = sorted(
            (q.start, q.end) for q in record.quotations if q.part == TEXT and q.kind is QuotationKind.DIRECT
        )
        self.quoted = quoted
        self.quoted_starts = [start for start, _ in quoted]

    def last_between(self, start: int, end: int, *, bodies: bool = False) -> Speaker | None:
        """Return the person who is the subject of the last sentence that has one, or the agent of a verb of speech.

        With `bodies` it may be a body that speaks in the story, too, where the sentence opens with it.
        """
        if not self.mentions and not (bodies and self.bodies):
            return None
        at = bisect_right(self.sentence_starts, end) - 1
        least = max(0, at - _BACK)
        while at >= least and self.sentences[at].start >= start - 1:
            sentence = self.sentences[at]
            at -= 1
            if sentence.start < end:
                mention = self._of(sentence.start, min(sentence.end, end))
                if mention is None and bodies:
                    mention = self._body_of(sentence.start)
                if mention is not None:
                    return self._speaker(mention)
        return None

    def last_opening(self, end: int) -> Speaker | None:
        """Return whom the last sentence before a place that opens with a name is about, whether or not a list knows them."""
        at = bisect_right(self.sentence_starts, end) - 1
        for sentence in reversed(self.sentences[max(0, at - _BACK) : at + 1]):
            if sentence.start < end:
                if sentence.start not in self.openings:
                    self.openings[sentence.start] = self.names.opening_name(sentence)
                mention = self.openings[sentence.start]
                if mention is not None:
                    return self._speaker(mention)
        return None

    def _speaker(self, mention: Mention) -> Speaker:
        text = self.text[mention.start : mention.end]
        return Speaker(name=mention.name, text=text, start=mention.start, end=mention.end)

    def _of(self, start: int, end: int) -> Mention | None:
        """Return the person whom one sentence is about."""
        people = self._named_in(start, end)
        if not people:
            return None
        for passive in self.passive.finditer(self.low, start, end):
            for mention in people:
                if passive.end() <= mention.start <= passive.end() + _AGENT:
                    return mention
        first = people[0]
        last = next(m for m in reversed(people) if m.name == first.name)
        if self.names.is_pointed_at(last.end):
            return None
        lead = self.text.rfind(", ", start, first.start)
        clause = start if lead == -1 else lead + 2
        if self.names.introduces(start, first.start) or (lead != -1 and self.names.introduces(clause, first.start)):
            return first
        return None

    def _body_of(self, start: int) -> Mention | None:
        """Return the body that a sentence opens with, where it is one that speaks in the story."""
        if self._is_quoted(start):
            return None
        for written, name in self.bodies.items():
            end = start + len(written)
            if self.text.startswith(written, start) and self.text[end : end + 2].lstrip(" ")[:1].islower():
                return Mention(start, end, name)
        return None

    def _named_in(self, start: int, end: int) -> list[Mention]:
        found = []
        at = bisect_left(self.mention_starts, start)
        while at < len(self.mentions) and self.mentions[at].start < end:
            if not self._is_quoted(self.mentions[at].start):
                found.append(self.mentions[at])
            at += 1
        return found

    def _is_quoted(self, at: int) -> bool:
        last = bisect_right(self.quoted_starts, at) - 1
        return last >= 0 and self.quoted[last][1] > at


__all__ = ["resolve_speakers"]
