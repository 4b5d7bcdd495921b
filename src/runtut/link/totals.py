"""Totals and the parts the text breaks them into.

Five shapes, each of which claims to be complete: a total with a word of breakdown and its list in the same
sentence, or a list of persons set off (`12 orang, yakni tujuh pria dan lima wanita`); a sentence that opens with such a
word, or takes up the noun of the total before it (`Dana itu terdiri atas`), and refers to the only total of the sentence
before; a sentence that counts out the total of the one before until "the others"; and votes cast, counted out in the
sentences that follow until "the others". A list that says it is partial, a
hedged part or a part of another kind makes no link.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise

from runtut.languages import Pack
from runtut.link.figures import Sentence, any_of, comparable, is_count, phrase, sentences_with_figures
from runtut.record import PartsOfTotal, Quantity, QuantityKind, Record

_ASIDE = (QuantityKind.AGE, QuantityKind.PERCENT, QuantityKind.FRACTION)
_NEAR = 70  # characters between a total and the word of breakdown
_STEP = 90  # characters between two parts of a list
_LEAD = 12  # characters between the word for the rest and its figure
_LEAD_IN = 30  # characters between the word that announces a list and its first part
_DIGIT = re.compile(r"(?<!\w)\d")
_CLOSED = re.compile(r"[;:]|\.\s")


def link_totals(record: Record, pack: Pack) -> tuple[PartsOfTotal, ...]:
    """Return the totals of the story that the text breaks into parts."""
    sentences = list(sentences_with_figures(record))
    links = [*_in_one_sentence(sentences, pack), *_in_the_next(sentences, pack)]
    links += [*_until_the_rest(sentences, pack), *_counted_out(sentences, pack)]
    return tuple(links)


def _usable(total: Quantity, parts: list[Quantity], pack: Pack) -> bool:
    if len(parts) < 2 or total.mod is not None or total.upper is not None or total.per is not None:
        return False
    if any(p.mod is not None or p.upper is not None or p.per is not None for p in parts):
        return False
    if any(not comparable(total, part, pack) for part in parts):
        return False
    if all(part.value == total.value for part in parts):
        return False  # "a 50 MP camera, of 50 MP each": a size, not a sum
    return all(comparable(parts[0], part, pack) for part in parts[1:])


def _up_to_the_total(total: Quantity, parts: list[Quantity]) -> tuple[Quantity, ...]:
    """Return the parts, or the first of them that already make the total: what follows is another figure."""
    made = parts[0].value
    for index, part in enumerate(parts[1:], 2):
        made += part.value
        if made == total.value:
            return tuple(parts[:index])
    return tuple(parts)


def _out_of_more(sentence: Sentence, total: Quantity, pack: Pack) -> bool:
    """Whether the figure is what another is a part of: `4 dari 11 gol, rinciannya ...` breaks down the 4."""
    before = sentence.before(total).rstrip()
    return total is not sentence.figures[0] and any(before.endswith(f" {word}") for word in pack.relations.out_of)


def _list_after(sentence: Sentence, start: int, pack: Pack) -> list[Quantity]:
    """Return the figures of a list that begins at `start` of the sentence and is closed by a joiner, else nothing."""
    words = pack.relations
    tail = sentence.text[start:]
    if phrase(words.partial).search(tail):
        return []
    parts = [f for f in sentence.figures if f.start - sentence.span.start >= start and f.kind not in _ASIDE]
    kept: list[Quantity] = []
    if parts and _DIGIT.search(tail[: parts[0].start - sentence.span.start - start]):
        return []  # a part that was not read as a figure
    for part in parts:
        if kept:
            gap = sentence.between(kept[-1], part)
            if len(gap) > _STEP or _CLOSED.search(gap):
                break
            if not (re.search(r",", gap) or phrase(words.joiners).search(gap)):
                return []
        kept.append(part)
    if len(kept) < 2 or not phrase(words.joiners).search(sentence.between(kept[-2], kept[-1])):
        return []
    return kept if kept[-1] is parts[-1] else []


def _in_one_sentence(sentences: list[Sentence], pack: Pack) -> Iterator[PartsOfTotal]:
    cue = phrase((*pack.relations.breakdown, *pack.relations.lists))
    for sentence in sentences:
        for match in cue.finditer(sentence.text):
            at = sentence.span.start + match.start()
            before = [f for f in sentence.figures if f.end <= at and f.kind not in _ASIDE]
            if not before or at - before[-1].end > _NEAR:
                continue
            gap = sentence.text[before[-1].end - sentence.span.start : match.start()]
            parts = _list_after(sentence, match.end(), pack)
            told = match.group().lower() in pack.relations.breakdown or (
                _counted(before[-1], parts) and _led_to(sentence, match.end(), parts[0])
            )
            if _out_of_more(sentence, before[-1], pack):
                continue
            if told and not _CLOSED.search(gap) and _usable(before[-1], parts, pack):
                yield PartsOfTotal(before[-1], _up_to_the_total(before[-1], parts))
                break


def _in_the_next(sentences: list[Sentence], pack: Pack) -> Iterator[PartsOfTotal]:
    cue = phrase(pack.relations.breakdown_opens)
    for previous, sentence in pairwise(sentences):
        opened = cue.match(sentence.text)
        match = opened or _taken_up(previous, sentence, pack)
        if match is None or not 0 < sentence.span.start - previous.span.end <= 3:
            continue
        totals = [f for f in previous.figures if f.kind not in _ASIDE]
        parts = _list_after(sentence, match.end(), pack)
        if len(totals) == 1 and (opened or _counted(totals[0], parts)) and _usable(totals[0], parts, pack):
            yield PartsOfTotal(totals[0], _up_to_the_total(totals[0], parts))


def _counted(total: Quantity, parts: list[Quantity]) -> bool:
    """Whether the parts are counts or sums and may make the total, rather than labels: `koridor 5 dan 6`."""
    made = sum((part.value for part in parts), Decimal(0))
    return bool(parts) and all(part.unit for part in parts) and total.value <= 2 * made <= 4 * total.value


def _led_to(sentence: Sentence, start: int, part: Quantity) -> bool:
    """Whether the list begins with the part: few words, and no comma, stand before it."""
    words = sentence.text[start : part.start - sentence.span.start]
    return len(words) <= _LEAD_IN and "," not in words


def _taken_up(previous: Sentence, sentence: Sentence, pack: Pack) -> re.Match[str] | None:
    """Match `Dana itu terdiri atas` behind a sentence that names `dana` before its total."""
    words = pack.relations
    match = _subject(words.refers, words.breakdown).match(sentence.text)
    totals = [f for f in previous.figures if f.kind not in _ASIDE]
    if match is None or len(totals) != 1:
        return None
    around = previous.before(totals[0])[-_NEAR:] + " " + totals[0].unit
    return match if phrase((match["noun"].lower(),)).search(around) else None


@cache
def _subject(refers: tuple[str, ...], breakdown: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<noun>[^\W\d_]{{3,20}})(?: [^\W\d_]{{2,20}}){{0,2}} (?:{any_of(refers)}) (?:{any_of(breakdown)})"
    )


def _until_the_rest(sentences: list[Sentence], pack: Pack) -> Iterator[PartsOfTotal]:
    """Counts: `Sebanyak 21 orang dirawat. Dari jumlah itu, enam orang luka berat dan 15 lainnya luka ringan.`."""
    words = pack.relations
    opens, rest = phrase(words.rest_opens), phrase(words.rest)
    for previous, sentence in pairwise(sentences):
        if not opens.match(sentence.text) or not 0 < sentence.span.start - previous.span.end <= 3:
            continue
        totals = [f for f in previous.figures if f.kind not in _ASIDE]
        parts = [f for f in sentence.figures if f.kind not in _ASIDE]
        if len(totals) != 1 or len(parts) < 2 or phrase(words.partial).search(sentence.text):
            continue
        gap = sentence.between(parts[-2], parts[-1])
        named = rest.search(gap)
        closed = rest.match(sentence.after(parts[-1]).lstrip()) or (named and len(gap) - named.end() <= _LEAD)
        if closed and _usable(totals[0], parts, pack):
            yield PartsOfTotal(totals[0], _up_to_the_total(totals[0], parts))


def _counted_out(sentences: list[Sentence], pack: Pack) -> Iterator[PartsOfTotal]:
    """Votes: `Dari 412 suara ..., A meraih 231 suara. B mendapat 152 suara ... Enam suara lainnya ...`."""
    words = pack.relations
    cast, opens, rest = frozenset(words.cast), phrase(words.out_of), phrase(words.rest)
    for index, sentence in enumerate(sentences):
        total = next((f for f in sentence.figures if f.unit in cast), None)
        if total is None or not opens.match(sentence.text) or total.start - sentence.span.start > 30:
            continue
        parts: list[Quantity] = []
        for later in sentences[index : index + 4]:
            parts.extend(f for f in later.figures if f is not total and is_count(f) and f.unit in cast)
            closing = parts and rest.match(later.after(parts[-1]).lstrip())
            if closing:
                if _usable(total, parts, pack):
                    yield PartsOfTotal(total, tuple(parts))
                break
