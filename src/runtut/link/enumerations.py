"""Announced numbers and the lists that follow: `tiga tersangka, yakni A, B, dan C`.

Seven shapes, each of which claims to be complete: a list behind a word such as `yakni`; the same in brackets, behind a colon
or, of persons and places, between commas right behind the noun; a sentence that opens with `Mereka adalah`; sentences that count
`Pertama`, `Kedua`; and numbered lines under a line that announces them. Members of a list in prose must be clearly parallel: all
initials with ages, all told by their initials, all capitalised names with nothing else in them, or, behind `yakni`, all a few
words in lower case; the last stands behind a joiner.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from runtut.languages import Pack
from runtut.languages.patterns import late
from runtut.link.figures import Sentence, is_count, people, phrase, sentences_with_figures
from runtut.record import TEXT, Enumeration, Piece, Quantity, Record, Span

_NEAR = 80  # characters between the announced number and the word that opens the list
_LONGEST = 400
_BEHIND = 60  # characters of the next sentence in which the rest of the list would be named
_MANY = 20
_PAIR = 2
_LONG_NAME = 4  # words of a name that may go on behind a joiner
_LABEL = 3  # characters that the number before a line takes
_BESIDE = 3  # characters between two sentences of one paragraph
_MARK = late(r"(?P<words>(?: [a-z]+){0,3}) ?(?P<mark>[:,]) (?=[A-Z])")
_STOP = late(r"[,.;]")
_NAME = late(r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,5}(?: \([^()]{1,40}\))?")
_END = late(r"[.;:!?\n]|$")
_COMMA = late(r",(?![^()]*\))")
_LOWER = late(r"[a-z][a-z-]{2,}(?: [a-z][a-z-]+){0,4}")
_LETTERS = late(r"[A-Z]{1,3}\.?")
_NUMBERED = late(r"(\d{1,2})[.)] +\S")


def link_enumerations(record: Record, pack: Pack) -> tuple[Enumeration, ...]:
    """Return the lists of the story whose number of members was announced."""
    sentences = list(sentences_with_figures(record))
    announcing = [sentence for sentence in sentences if any(map(_announces, sentence.figures))]
    if not announcing:
        return ()
    found = [link for sentence in announcing for link in _lists(record, sentence, pack)]
    found += [link for sentence in announcing for link in _bracketed(sentence, pack)]
    found += [link for sentence in announcing for link in _set_off(sentence, pack)]
    found += _in_the_next(record, sentences, pack)
    found += _counted(record, announcing, pack)
    found += _numbered(record, announcing)
    return tuple(found)


def _announces(figure: Quantity) -> bool:
    """Whether a figure can announce a list: a plain small number of something."""
    return (
        is_count(figure)
        and bool(figure.noun)
        and not (figure.mod or figure.upper or figure.per)
        and 1 < figure.value <= _MANY
        and figure.value == int(figure.value)
    )


def _lists(record: Record, sentence: Sentence, pack: Pack) -> Iterator[Enumeration]:
    words = pack.relations
    for cue in phrase(words.lists).finditer(sentence.text):
        at = sentence.span.start + cue.start()
        announced = [f for f in sentence.figures if f.end <= at and is_count(f)]
        if not announced or at - announced[-1].end > _NEAR or not _announces(announced[-1]):
            continue
        figure = announced[-1]
        if _out_of(sentence, figure, pack):
            continue
        gap = sentence.text[figure.end - sentence.span.start : cue.start()]
        if phrase((*words.partial, *words.lists, *words.other_heads)).search(gap) or ";" in gap:
            continue
        behind = record.story.part(sentence.span.part)[sentence.span.end : sentence.span.end + _BEHIND]
        if phrase(words.rest).search(behind) or phrase(words.goes_on).match(behind.lstrip(" ")):
            continue  # the list goes on in the next sentence
        members = _members(sentence.text, sentence.span, cue.end(), pack, lower=figure.value > _PAIR)
        if members is not None:
            yield Enumeration(figure, members)


def _bracketed(sentence: Sentence, pack: Pack) -> Iterator[Enumeration]:
    """Yield `Lima negara ASEAN (Indonesia, Malaysia, dan Filipina)`."""
    for index, figure in enumerate(sentence.figures):
        rest = sentence.after(figure)
        opening = rest.find("(", 0, 30)
        if opening < 0 or not _announces(figure):
            continue
        closing = rest.find(")", opening, opening + _LONGEST)
        if closing < 0 or re.search(r"[,.;:]", rest[:opening]):
            continue
        if phrase((*pack.places.locatives, *pack.relations.other_heads)).search(rest[:opening]):
            continue
        at = figure.end - sentence.span.start
        if any(f.start < sentence.span.start + at + opening for f in sentence.figures[index + 1 :]):
            continue
        members = _members(sentence.text[: at + closing], sentence.span, at + opening + 1, pack)
        if members is not None and len(members) > 2:
            yield Enumeration(figure, members)


def _out_of(sentence: Sentence, figure: Quantity, pack: Pack) -> bool:
    """Whether the figure is what another is a part of: `tujuh dari delapan anaknya`."""
    before = sentence.before(figure).rstrip()
    return any(before.endswith(f" {word}") for word in pack.relations.out_of)


def _set_off(sentence: Sentence, pack: Pack) -> Iterator[Enumeration]:
    """Yield `Tiga desa: Wanasari, Cimanila, dan Karangreja` and `dua pemain, Darma, Raka, dan Bagas, absen`."""
    for index, figure in enumerate(sentence.figures):
        rest = sentence.after(figure)
        mark = _MARK.match(rest)
        if mark is None or not _announces(figure) or _out_of(sentence, figure, pack):
            continue
        words = mark["words"]
        if phrase(
            (*pack.places.locatives, *pack.relations.other_heads, *pack.relations.partial, *pack.relations.lists)
        ).search(words):
            continue
        at = figure.end - sentence.span.start
        text = sentence.text
        if mark["mark"] == ",":
            noun = figure.noun.value.lower() if figure.noun else ""
            if noun not in people(pack) and noun not in pack.places.levels:
                continue  # "Dalam dua laga, Darma, Raka, dan Bagas ...": the names are no matches
            joined = phrase(pack.relations.joiners).search(text, at + mark.end())
            stop = _STOP.search(text, joined.end() if joined else len(text))
            text = text[: stop.start()] if stop else text
        if any(f.start < sentence.span.start + at + mark.end() for f in sentence.figures[index + 1 :]):
            continue
        members = _members(text, sentence.span, at + mark.end(), pack)
        if members is None or len(members) <= _PAIR:
            continue
        if mark["mark"] == ":" or abs(len(members) - int(figure.value)) <= 1:
            yield Enumeration(figure, members)


def _in_the_next(record: Record, sentences: list[Sentence], pack: Pack) -> Iterator[Enumeration]:
    """Yield `Enam pemain dicoret. Mereka adalah A, B, serta C.`, the list in the sentence behind."""
    cue = phrase(pack.relations.lists_open)
    by_span: dict[Span, Sentence] = {}
    spans = record.sentences
    for index, span in enumerate(spans[1:], 1):
        text = record.story.part(span.part)[span.start : span.end]
        match = cue.match(text)
        if match is None:
            continue
        by_span = by_span or {sentence.span: sentence for sentence in sentences}
        previous = spans[index - 1]
        if previous not in by_span and index > 1 and span.start - previous.end <= _BESIDE:
            previous, span_after = spans[index - 2], previous  # "Ketiganya ditahan." between the two
        else:
            span_after = span
        if previous not in by_span or span.part != previous.part or span_after.start - previous.end > _BESIDE:
            continue
        told = by_span[previous]
        announced = [f for f in told.figures if _announces(f)]
        if span_after is not span:
            announced = [f for f in announced if f.unit in people(pack)]
        if (
            len(announced) != 1
            or _out_of(told, announced[0], pack)
            or phrase(pack.relations.partial).search(by_span[previous].text)
        ):
            continue
        members = _members(text, span, match.end(), pack)
        if members is not None and len(members) > 2:
            yield Enumeration(announced[0], members)


def _members(text: str, span: Span, start: int, pack: Pack, *, lower: bool = False) -> tuple[Piece[str], ...] | None:
    """Return the members of the closed list that begins at `start` of a sentence, or None; `lower` allows words in lower case."""
    words = pack.relations
    begin = start + len(text[start:]) - len(text[start:].lstrip(" :"))
    end = begin
    for stop in _END.finditer(text, begin, min(len(text), begin + _LONGEST)):
        end = stop.start()
        if text[end : end + 1] != "." or (not text[end + 1 : end + 2].strip() and not text[end - 1 : end].isupper()):
            break
    body = text[begin:end]
    if phrase(words.partial).search(body) or phrase(words.lists).search(body):
        return None
    joiner = phrase(words.joiners)
    joined = list(joiner.finditer(body))
    if len(joined) != 1:
        return None
    head, last = body[: joined[0].start()].rstrip(" ,"), body[joined[0].end() :].strip()
    pieces = [each.strip() for each in (*_COMMA.split(head), last)]
    if len(pieces) < _PAIR or (len(pieces) == _PAIR and len(pieces[0].split()) > _LONG_NAME):
        return None  # "Instalasi Pelayanan Terpadu Ibu dan Anak" is one
    shapes = [all(p.fullmatch(each) for each in pieces) for p in (*_initials(pack), _NAME)]
    listed = lower and len(pieces) > _PAIR and all(_LOWER.fullmatch(each) for each in pieces)
    if listed and phrase((*pack.numbers.not_counted, *words.other_heads)).search(body.replace(joined[0].group(), ",")):
        return None  # a clause, or one member that is described
    letters = [_LETTERS.fullmatch(each) is not None for each in pieces]
    if any(letters) and not all(letters):
        return None  # "S C Wanasari, RE, Darma A Kalimaya": letters behind a name are no member
    if not (listed or any(shapes)) or any(each.split()[0].lower() in words.group_heads for each in pieces):
        return None
    found, at = [], begin
    for each in pieces:
        at = text.index(each, at)
        found.append(Piece(span.start + at, span.start + at + len(each), each, span.part))
        at += len(each)
    return tuple(found)


# ------------------------------------------------ counted out, and numbered lines


@cache
def _initials(pack: Pack) -> tuple[re.Pattern[str], ...]:
    """Return patterns for members told by initials: `RS (31)`, `RS (31 tahun)`, `sopir berinisial RS`."""
    years = "|".join(map(re.escape, pack.numbers.age_bracketed))
    letters = r"(?:[A-Z][A-Za-z]{0,3}|[A-Z](?:\.? ?[A-Z]){0,3}\.?)"
    aged = rf"{letters} ?\(\d{{1,2}}(?: (?:{years}))?\)"
    by = "|".join(map(re.escape, pack.relations.by_initials))
    return late(aged), late(rf"[^,()]{{3,60}} (?:{by}) {letters}(?: ?\(\d{{1,2}}(?: (?:{years}))?\))?")


@cache
def _ordinals(pack: Pack) -> re.Pattern[str]:
    """Return a pattern for one ordinal at the head of a sentence; its group says which."""
    words = "|".join(map(re.escape, pack.relations.ordinals))
    return late(rf"(?P<word>{words})(?= ?[,:])", re.IGNORECASE)


def _counted(record: Record, sentences: list[Sentence], pack: Pack) -> Iterator[Enumeration]:
    """Yield `Ada tiga tuntutan. Pertama, ... Keempat, ...`: more members than were announced; fewer may follow later."""
    announced = {
        sentence.span: figures[0]
        for sentence in sentences
        if sentence.span.part == TEXT and len(figures := [f for f in sentence.figures if _announces(f)]) == 1
    }
    if not announced:
        return
    ordinals, order = _ordinals(pack), [word.lower() for word in pack.relations.ordinals]
    spans = record.sentences
    for index, (previous, span) in enumerate(pairwise(spans), 1):
        figure = announced.get(previous) if span.part == TEXT else None
        if figure is None:
            continue
        members: list[Piece[str]] = []
        for each in spans[index : index + _MANY]:
            text = record.story.part(each.part)[each.start : each.end]
            match = ordinals.match(text)
            if match is None:
                if not members or len(members) > len(order):
                    break
                continue
            if len(members) >= len(order) or match["word"].lower() != order[len(members)]:
                break
            members.append(Piece(each.start, each.end, match["word"], each.part))
        if len(members) > figure.value:
            yield Enumeration(figure, tuple(members))


def _numbered(record: Record, sentences: list[Sentence]) -> Iterator[Enumeration]:
    """Yield numbered lines under the line that announces them, where the story goes on behind the last."""
    paragraphs = record.paragraphs
    text = record.story.text
    starts = {p.start: i for i, p in enumerate(paragraphs)}
    for sentence in sentences:
        if sentence.span.part != TEXT or not sentence.text.rstrip().endswith(":"):
            continue
        figures = [f for f in sentence.figures if _announces(f)]
        at = starts.get(record.paragraph_of(sentence.span).start)
        if len(figures) != 1 or at is None or paragraphs[at].end != sentence.span.end:
            continue
        members: list[Piece[str]] = []
        for paragraph in paragraphs[at + 1 :]:
            line = _NUMBERED.match(text, paragraph.start, paragraph.end)
            if line is None or int(line[1]) != len(members) + 1:
                break
            members.append(Piece(paragraph.start, paragraph.end, text[paragraph.start : paragraph.end]))
        if any(_goes_on(member, number) for number, member in enumerate(members, 2)):
            continue
        if len(members) > 1 and at + len(members) + 1 < len(paragraphs):
            yield Enumeration(figures[0], tuple(members))


def _goes_on(member: Piece[str], number: int) -> bool:
    """Whether the next number of a list stands in the line of a member: `2. Cimanila,3. Wanasari`."""
    return re.search(rf"(?<!\d){number}[.)] ?[^\W\d]", member.value[_LABEL:]) is not None
