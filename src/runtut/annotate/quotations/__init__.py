"""Quotations: what is given as somebody's words, and the words that say whose.

Direct quotations are found by their marks, reported ones by their cues. Speakers stand here as written;
`link.speakers` says who is meant.
"""

from __future__ import annotations

import re

from runtut.annotate.quotations.marks import Marked, read_marks
from runtut.annotate.quotations.reported import Reported, read_reported
from runtut.annotate.quotations.speakers import Phrase, phrase_after, phrase_before
from runtut.annotate.quotations.words import Words, words
from runtut.languages import Pack
from runtut.record import Passage, Piece, Quotation, QuotationKind, Record, Span, Speaker

_WORD = re.compile(r"[^\W_][\w'’.\-/]*")
_STOPS = ".!?…"
_BLANK = "\x01"
_COLON_TITLE = re.compile(r"\s*([^:\n]{2,60}):\s+(?=\S)")


def read_quotations(record: Record, pack: Pack) -> tuple[Quotation, ...]:
    """Return the quotations of text, title and captions, with their speakers as written.

    Direct ones end where their marks do. Pieces between marks that are nobody's speech (titles, terms,
    nicknames) have the kind SCARE, or make the clause around them MIXED.
    """
    vocabulary = words(pack)
    found: list[Quotation] = []
    for passage in record.story.passages():
        sentences = [s for s in record.sentences if s.part == passage.part]
        found.extend(_passage(passage, sentences, vocabulary, pack))
    return tuple(found)


def _passage(passage: Passage, sentences: list[Span], vocabulary: Words, pack: Pack) -> list[Quotation]:
    text = passage.clean
    marked = read_marks(text, pack)
    quotations: list[Quotation] = []
    blanks: list[tuple[int, int]] = []
    for index in range(len(marked)):
        made, covered = _direct(text, marked, index, vocabulary, passage)
        quotations.append(made)
        if made.kind is QuotationKind.DIRECT:
            blanks.append(covered)
    pieces, at = [], 0
    for start, end in blanks:
        if end <= at:
            continue
        begin = max(start, at)
        pieces.append(text[at:begin])
        pieces.append("".join("\n" if c == "\n" else _BLANK for c in text[begin:end]))
        at = end
    pieces.append(text[at:])
    blanked = "".join(pieces)
    reported: list[Quotation] = []
    for sentence in sentences:
        start, end = sentence.start, sentence.end
        while start < end and (blanked[start] == _BLANK or blanked[start].isspace() or blanked[start] in "\"“”'’.,"):
            start += 1
        cut = blanked.find(_BLANK, start, end)
        if cut != -1:
            # a quotation stands in the sentence; what leads up to it is its attribution
            if any(
                q.cue is not None and start <= q.cue.start < end for q in quotations if q.kind is QuotationKind.DIRECT
            ):
                continue
            end = cut
        reported.extend(_reported(each, quotations, passage) for each in read_reported(blanked, start, end, vocabulary))
    taken = [(r.start, r.end) for r in reported]
    kept = [
        q
        for q in quotations
        if q.start < q.end
        and (q.kind is not QuotationKind.MIXED or not any(s <= q.start and q.end <= e for s, e in taken))
    ]
    return sorted((*kept, *reported), key=lambda q: (q.start, q.end))


def _reported(each: Reported, quotations: list[Quotation], passage: Passage) -> Quotation:
    text = passage.text
    inside = any(
        q.kind is QuotationKind.SCARE and q.closing is not None and each.start <= q.start and q.end <= each.end
        for q in quotations
    )
    return Quotation(
        start=each.start,
        end=each.end,
        text=text[each.start : each.end],
        kind=QuotationKind.MIXED if inside else QuotationKind.INDIRECT,
        part=passage.part,
        cue=Piece(*each.cue, text[each.cue[0] : each.cue[1]], passage.part),
        speaker=_speaker(each.speaker, passage),
        rule=each.rule,
    )


def _speaker(phrase: Phrase | None, passage: Passage) -> Speaker | None:
    if phrase is None:
        return None
    written = passage.text[phrase.start : phrase.end]
    return Speaker(name=written, text=written, start=phrase.start, end=phrase.end, part=passage.part)


def _direct(
    text: str, marked: list[Marked], index: int, vocabulary: Words, passage: Passage
) -> tuple[Quotation, tuple[int, int]]:
    """Return what stands between one pair of marks, and the stretch it and its attribution behind it cover."""
    mark = marked[index]
    opening = mark.opening[0] if mark.opening else mark.start
    closing = mark.closing[1] if mark.closing else mark.end
    paragraph_end = text.find("\n", closing)
    paragraph_end = len(text) if paragraph_end == -1 else paragraph_end
    following = marked[index + 1] if index + 1 < len(marked) else None
    limit = min(paragraph_end, closing + 400)
    if following is not None:
        limit = min(limit, following.opening[0] if following.opening else following.start)
    previous_end = 0
    if index:
        last = marked[index - 1]
        previous_end = last.closing[1] if last.closing else last.end
    paragraph_start = text.rfind("\n", 0, opening) + 1
    lead_start = max(paragraph_start, min(previous_end, opening))
    cue, phrase, rule, covered = _attribution_after(text, mark, closing, limit, vocabulary)
    quoted = text[mark.start : mark.end].strip()
    count = sum(1 for _ in _WORD.finditer(quoted))
    tail = _tail_before(text, lead_start, opening)
    kind = QuotationKind.SCARE
    if mark.orphan and not (cue or (mark.double and quoted.endswith(","))):
        kind = QuotationKind.SCARE
        rule = "orphan"
    elif (
        cue is not None
        and not (mark.double is False and count < 2)
        and not (
            tail < opening
            and not _introduces(text, tail, opening, vocabulary)
            and not quoted.endswith((",", ".", "!", "?"))
        )
    ):
        kind = QuotationKind.DIRECT
    else:
        cue, phrase, rule = None, None, "alone"
        covered = closing
        ahead = _attribution_before(text, tail, opening, vocabulary)
        if ahead is None and tail >= opening and lead_start == paragraph_start:
            ahead = _attribution_above(text, paragraph_start, vocabulary)
        if (
            ahead is not None
            and count
            and (quoted[:1].isupper() or quoted[-1:] in _STOPS or ahead[3])
            and _whole(text, closing, limit, quoted, count)
        ):
            cue, phrase, rule, _ = ahead
            rule = rule or "before"
            kind = QuotationKind.DIRECT
        elif tail >= opening and _stands_alone(text, mark, closing, limit, quoted, count):
            kind = QuotationKind.DIRECT
    if kind is QuotationKind.SCARE and not mark.orphan:
        rule = "scare"
        cue, phrase = None, None
    if mark.running:
        rule = f"{rule}-running"
    start, end = mark.start, mark.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    part = passage.part
    return (
        Quotation(
            start=start,
            end=end,
            text=passage.text[start:end],
            kind=kind,
            part=part,
            cue=Piece(*cue, passage.text[cue[0] : cue[1]], part) if cue else None,
            speaker=_speaker(phrase, passage),
            opening=Piece(*mark.opening, passage.text[slice(*mark.opening)], part) if mark.opening else None,
            closing=Piece(*mark.closing, passage.text[slice(*mark.closing)], part) if mark.closing else None,
            rule=rule,
        ),
        (opening, max(closing, covered)),
    )


def _attribution_after(
    text: str, mark: Marked, closing: int, limit: int, vocabulary: Words
) -> tuple[tuple[int, int] | None, Phrase | None, str, int]:
    """Read `," kata Budi` and `," Budi menegaskan` behind a quotation."""
    match = vocabulary.after.match(text, closing, limit)
    if match is not None:
        cue = match.span("cue")
        low = match.group("cue").lower()
        if match.group("nya") is not None:
            at = cue[1] - len(vocabulary.suffix)
            return cue, Phrase(at, cue[1], cue[1], pronoun=True), "after", cue[1]
        phrase = phrase_after(text, cue[1], limit, vocabulary)
        if phrase is not None or low not in vocabulary.cues:
            return cue, phrase, "after", phrase.end if phrase else cue[1]
        if text[mark.end - 1 : mark.end] == "," or text[mark.end - 1 : mark.end] in _STOPS:
            return cue, None, "after", cue[1]
    stop = min((i for i in (text.find(c, closing, limit) for c in ".!?") if i != -1), default=limit)
    last = text[mark.end - 1 : mark.end]
    if last == "," or (last in "!?" and text[closing : closing + 2].strip()):
        for verb in vocabulary.verb.finditer(text, closing, min(stop, closing + 160)):
            if verb.start() <= closing + 1:
                break
            if verb.group("verb").lower() in vocabulary.linked:
                continue
            phrase = phrase_before(text, closing, verb.start(), vocabulary)
            if phrase is not None:
                return verb.span("verb"), phrase, "after-active", verb.end()
    return None, None, "", closing


def _tail_before(text: str, start: int, opening: int) -> int:
    """Return where the unfinished sentence before a mark begins; `opening` if none is unfinished."""
    begin = start
    for index in range(opening - 1, start, -1):
        if text[index] in ".!?…" and text[index + 1 : index + 2].isspace() and not _abbreviation(text, index, start):
            begin = index + 1
            break
    return begin if text[begin:opening].strip(" \t,.\"”'’-–—•*)") else opening


def _abbreviation(text: str, index: int, start: int) -> bool:
    word = text[max(start, index - 5) : index].rsplit(" ", 1)[-1]
    return text[index] == "." and len(word) <= 3 and word[:1].isupper()


def _introduces(text: str, tail: int, opening: int, vocabulary: Words) -> bool:
    return _attribution_before(text, tail, opening, vocabulary) is not None


def _attribution_before(
    text: str, tail: int, opening: int, vocabulary: Words
) -> tuple[tuple[int, int] | None, Phrase | None, str, bool] | None:
    """Read `Budi mengatakan, "`, `kata Budi, "` and `Budi: "` before a quotation; the last says how firmly."""
    start = max(tail, opening - 400)
    lead = text[start:opening]
    bare = lead.rstrip()
    if not bare:
        return None
    end = start + len(bare)
    firm = bare[-1] in ",:"
    verb = None
    for verb in vocabulary.verb.finditer(text, start, end):
        if end - verb.end() <= 160:
            break
    else:
        verb = None
    if verb is not None:
        near = text[verb.end() : end].strip(" ,:")
        link = vocabulary.complementizer.fullmatch(near) if near else None
        if firm or not near or link is not None:
            written = verb.group("verb").lower() in vocabulary.written
            phrase = phrase_before(text, start, verb.start(), vocabulary)
            if (firm or not near) and not (near and firm and bare[-1] == "," and len(near) > 120):
                return (
                    verb.span("verb"),
                    phrase,
                    "document" if written else "before",
                    firm or (not near and link is None),
                )
            if link is not None:
                return None
    for cue in vocabulary.inside.finditer(text, start, end):
        if not firm:
            break
        if cue.group("nya") is not None:
            at = cue.end() - len(vocabulary.suffix)
            return cue.span("cue"), Phrase(at, cue.end(), cue.end(), pronoun=True), "before", True
        phrase = phrase_after(text, cue.end(), end, vocabulary)
        if phrase is not None and (
            cue.start() == start
            or text[cue.start() - 2 : cue.start()].strip() in (",", "")
            or text[start : cue.start()].strip() == ""
        ):
            return cue.span("cue"), phrase, "before", True
    for cue in vocabulary.according.finditer(text, start, end):
        if not firm:
            break
        if cue.group("nya") is not None:
            at = cue.end() - len(vocabulary.suffix)
            return cue.span("cue"), Phrase(at, cue.end(), cue.end(), pronoun=True), "before", True
        phrase = phrase_after(text, cue.end(), end, vocabulary)
        if phrase is not None:
            return cue.span("cue"), phrase, "before", True
    if bare[-1] == ":":
        colon = phrase_before(text, start, end - 1, vocabulary)
        if colon is not None and len(text[start:end].split()) <= 8:
            return None, colon, "colon", True
        return None, None, "colon", True
    return None


def _attribution_above(
    text: str, paragraph_start: int, vocabulary: Words
) -> tuple[tuple[int, int] | None, Phrase | None, str, bool] | None:
    """Read a paragraph that ends in a colon: the quotation that opens the next one is what it announces."""
    end = len(text[max(0, paragraph_start - 400) : paragraph_start].rstrip())
    if end == 0:
        return None
    end += max(0, paragraph_start - 400)
    if text[end - 1] != ":":
        return None
    start = max(text.rfind("\n", 0, end), text.rfind(". ", 0, end)) + 1
    return _attribution_before(text, start, end, vocabulary)


def _whole(text: str, closing: int, limit: int, quoted: str, count: int) -> bool:
    """Whether nothing of the sentence goes on behind the quotation."""
    rest = text[closing:limit].lstrip(" \t")
    return not rest or not rest[0].islower() or quoted[-1:] in ",.!?…" or count > 12


def _stands_alone(text: str, mark: Marked, closing: int, limit: int, quoted: str, count: int) -> bool:
    """Whether a quotation that opens a sentence is speech, not a title or a term that the sentence goes on from."""
    if not mark.double and count < 6:
        return False
    if quoted[-1:] in (",", ".", "!", "?", "…") and count >= 2:
        return True
    if count < 5:
        return False
    rest = text[closing:limit].lstrip(" \t")
    return not rest or rest[0] in ".,!?" or mark.closing is None or not rest[0].islower()


__all__ = ["read_quotations"]
