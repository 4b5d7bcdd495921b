"""Quotations with no attribution of their own, each with how far off anybody is who may have spoken it.

News goes on with a speaker over paragraphs (`"...," kata Budi.` and below it `"..."`), announces a sign, a letter or a
song before giving its words, and names a speaker only after the words. What stands near tells these from a quotation
that nobody is said to have spoken.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import late
from runtut.link.speaker_names import Names
from runtut.record import TEXT, TITLE, EntityType, Quotation, QuotationKind, Record, Span, UnattributedQuotation

_ALONE = "alone"  # the name of the reading in which nothing introduces a quotation
_RUNNING = "-running"  # the ending of one of a quotation that goes on in the next paragraph
_DOCUMENT = "document"  # the name of the one in which a sign or a law gives its words
_NAME = late(r"(?<=[a-z,] )[A-Z][a-z]+ [A-Z][a-z]+")
"""Two words with a capital inside a sentence: perhaps somebody whom nothing else tells to be one."""
_STOPS = ".!?…"
_LONG = 5
"""Paragraphs of a story whose first, if it is a quotation, still names its speaker in the next."""
_OPENING = 60
"""Characters in which words say of themselves what they are: `Ini adalah pesan dari ...`."""
_FRAME = 4
"""Characters of marks and white space around a quotation that is its whole paragraph."""


def link_unattributed(record: Record, pack: Pack) -> tuple[UnattributedQuotation, ...]:
    """Return the direct quotations of the text with no attribution of their own.

    One inside a paragraph counts where nobody is named in it and no sentence goes on from the quotation.
    """
    alone = [q for q in record.quotations if q.part == TEXT and q.kind is QuotationKind.DIRECT and q.rule == _ALONE]
    if not alone:
        return ()
    surroundings = _Surroundings(record, pack)
    beginnings = _beginnings(record)
    links = []
    for quotation in alone:
        first = beginnings.get(quotation.start, quotation)
        if first.rule not in {_ALONE, _ALONE + _RUNNING} or surroundings.goes_on(quotation):
            continue
        if not surroundings.fills_paragraph(quotation) and not surroundings.stands_between_sentences(quotation):
            continue
        links.append(
            UnattributedQuotation(
                quotation=quotation,
                others=len(alone) - 1,
                attributed=surroundings.attributed(first),
                before=surroundings.before(first),
                after=surroundings.after(quotation),
                announced=surroundings.announced(first),
                opens_story=surroundings.opens_story(first),
            )
        )
    return tuple(links)


def _beginnings(record: Record) -> dict[int, Quotation]:
    """Return the first paragraph of each quotation that goes on over paragraphs, by where its later ones start."""
    beginnings: dict[int, Quotation] = {}
    first: Quotation | None = None
    past = 0
    for quotation in record.quotations:
        if quotation.part != TEXT or quotation.start < past:
            continue
        if first is not None:
            beginnings[quotation.start] = first
        past = quotation.end
        if not quotation.rule.endswith(_RUNNING):
            first = None
        elif first is None:
            first = quotation
    return beginnings


@cache
def _patterns(pack: Pack) -> tuple[re.Pattern[str], re.Pattern[str]]:
    q = pack.quotations
    pronouns = (p for p in (*q.pronouns, *q.plural_pronouns) if p != q.suffix)
    titles = set(q.titles) - {*q.offices, *q.place_heads, *q.title_names}
    meant = "|".join(map(re.escape, (*pronouns, *q.passives)))
    titled = "|".join(map(re.escape, sorted(titles)))
    voice = late(rf"\b(?i:{meant})\b|\b(?i:{titled})\.?\s(?=[A-Z])")
    writing = late(rf"\b(?:{'|'.join(map(re.escape, (*q.writings, *q.labels, *q.announcing)))})\b", re.IGNORECASE)
    return voice, writing


class _Surroundings:
    """Which paragraphs of a story somebody speaks in or is named in."""

    def __init__(self, record: Record, pack: Pack) -> None:
        self._record = record
        self._text = record.story.text
        self._starts = [p.start for p in record.paragraphs]
        self._voice, self._writing = _patterns(pack)
        self._attributed = sorted(
            {
                self._paragraph(piece.start)
                for q in record.quotations
                if q.part == TEXT and q.kind is not QuotationKind.SCARE and q.rule != _DOCUMENT
                for piece in (q.cue, q.speaker if q.cue is None and q.rule != _ALONE else None)
                if piece is not None and piece.part == TEXT
            }
        )
        named = {
            self._paragraph(mention.start)
            for entity in record.entities
            if entity.type is not EntityType.PLACE
            for mention in entity.mentions
            if mention.part == TEXT
        }
        spoken = {self._paragraph(match.start()) for match in self._voice.finditer(self._text)}
        names = Names(record, pack)
        opened = {
            self._paragraph(sentence.start)
            for sentence in record.sentences
            if sentence.part == TEXT and names.opening_name(sentence) is not None
        }
        people = {
            self._paragraph(mention.start)
            for entity in record.entities
            if entity.type is EntityType.PERSON
            for mention in entity.mentions
            if mention.part == TEXT and record.quotation_around(mention) is None
        }
        self._voices = sorted({*self._attributed, *named, *spoken, *opened})
        self._people = sorted({*self._attributed, *people, *spoken, *opened, *self._quoting()})

    def _paragraph(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1

    def _quoting(self) -> set[int]:
        """Return the paragraphs that open with a quotation: the words before go on in it."""
        openings = {q.opening.start for q in self._record.quotations if q.part == TEXT and q.opening is not None}
        return {n for n, start in enumerate(self._starts) if start in openings}

    def goes_on(self, quotation: Quotation) -> bool:
        """Whether a quotation is never closed, or its sentence goes on behind it: `"..." demikian isi surat itu`."""
        if quotation.closing is None:
            return True
        behind = self._text[quotation.closing.end : quotation.closing.end + _FRAME].lstrip(" ,")
        return behind[:1].islower()

    def stands_between_sentences(self, quotation: Quotation) -> bool:
        """Whether a quotation stands among the sentences of a paragraph in which nobody is named or meant."""
        here = self._paragraph(quotation.start)
        at = bisect_left(self._voices, here)
        if (at < len(self._voices) and self._voices[at] == here) or quotation.closing is None:
            return False
        start, end = self._starts[here], self._record.paragraphs[here].end
        outside = self._text[start : quotation.start] + self._text[quotation.end : end]
        if _NAME.search(outside):
            return False
        rest = self._text[quotation.closing.end : end].lstrip(" .")
        return self._text[quotation.closing.start - 1] in _STOPS and (not rest or rest[0].isupper())

    def opens_story(self, quotation: Quotation) -> bool:
        """Whether a quotation is the first paragraph of a story long enough to have a lead of its own."""
        return self._paragraph(quotation.start) == 0 and len(self._starts) >= _LONG

    def fills_paragraph(self, quotation: Quotation) -> bool:
        """Whether a closed quotation is all that its paragraph holds."""
        paragraph = self._record.paragraph_of(quotation.span)
        return quotation.closing is not None and paragraph.end - paragraph.start - len(quotation.text) <= _FRAME

    def attributed(self, quotation: Quotation) -> int | None:
        """Return how many paragraphs back somebody is last said to speak."""
        return _back(self._attributed, self._paragraph(quotation.start))

    def before(self, quotation: Quotation) -> int | None:
        """Return how many paragraphs back somebody is last named or meant."""
        return _back(self._voices, self._paragraph(quotation.start))

    def after(self, quotation: Quotation) -> int | None:
        """Return how many paragraphs on a person is next named or meant, somebody speaks, or a quotation goes on."""
        here = self._paragraph(quotation.start)
        at = bisect_right(self._people, here)
        return self._people[at] - here if at < len(self._people) else None

    def announced(self, quotation: Quotation) -> bool:
        """Whether the words before a quotation, or the title, say whose or what it is; the first paragraph has none."""
        here = self._paragraph(quotation.start)
        if self._names_in_title() or self._writing.search(self._text, quotation.start, quotation.start + _OPENING):
            return True
        if here == 0:
            return not self.opens_story(quotation)
        if (
            not self._text[self._starts[here] : quotation.start - 1].isspace()
            and self._starts[here] < quotation.start - 1
        ):
            last = self._record.sentence_of(Span(quotation.start - 2, quotation.start - 1)).start
            return self._writing.search(self._text, last, quotation.start) is not None
        above = self._record.paragraphs[here - 1]
        last = self._last_sentence(above)
        return self._text[above.end - 1] == ":" or self._writing.search(self._text, last, above.end) is not None

    def _names_in_title(self) -> bool:
        return any(
            entity.type is EntityType.PERSON and any(mention.part == TITLE for mention in entity.mentions)
            for entity in self._record.entities
        )

    def _last_sentence(self, paragraph: Span) -> int:
        return self._record.sentence_of(Span(paragraph.end - 1, paragraph.end)).start


def _back(paragraphs: list[int], here: int) -> int | None:
    at = bisect_left(paragraphs, here) - 1
    return here - paragraphs[at] if at >= 0 else None


__all__ = ["link_unattributed"]
