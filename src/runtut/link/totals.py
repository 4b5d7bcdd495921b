"""Totals and the parts the text breaks them into.

Five shapes, each of which claims to be complete: a total with a word of breakdown and its list in the same
sentence, or a list set off (`12 orang, yakni tujuh pria dan lima wanita`; `12 unit, masing-masing tujuh dari A dan lima
dari B`); a sentence that opens with such a word, or takes up the noun of the total before it (`Dana itu terdiri atas`), and
refers to the only total of the sentence before; a sentence that counts out the total of the one before, or its own, until "the
others"; and votes cast, counted out in the sentences that follow until "the others". A list that says it is partial, a
hedged part or a part of another kind makes no link. Totals told after their parts, and persons told by their sex, stand
in `sums`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from runtut.languages import Pack
from runtut.languages.patterns import late
from runtut.link.figures import Sentence, any_of, comparable, is_count, phrase, sentences_with_figures
from runtut.link.parts import ASIDE, counted, list_after, up_to_the_total, usable
from runtut.link.sums import link_sums
from runtut.record import PartsOfTotal, Quantity, Record, Span

_PARTS = 2  # of a total, at the least
_NEAR = 70  # characters between a total and the word of breakdown
_BACK = 4  # sentences with figures looked back over for what a noun takes up
_LEAD = 12  # characters between the word for the rest and its figure
_LEAD_IN = 30  # characters between the word that announces a list and its first part
_LEAD_OUT = 30  # characters between the head of a sentence and the total that it counts out
_SAID = late(r"[\"“,:]")
_CLOSED = late(r"[;:]|\.\s")


def link_totals(record: Record, pack: Pack) -> tuple[PartsOfTotal, ...]:
    """Return the totals of the story that the text breaks into parts."""
    sentences = list(sentences_with_figures(record))
    links = [*_in_one_sentence(sentences, pack), *_in_the_next(sentences, pack)]
    links += [*_until_the_rest(sentences, pack), *_counted_out(sentences, pack)]
    taken = {link.parts[0].span for link in links}
    links += [link for link in _named_before(sentences, pack) if link.parts[0].span not in taken]
    following = {first.span: second for first, second in pairwise(sentences)}
    links = [link for link in links if not _goes_on(link, record, following, pack)]
    links += link_sums(record, sentences, pack)
    return tuple(links)


def _goes_on(link: PartsOfTotal, record: Record, following: dict[Span, Sentence], pack: Pack) -> bool:
    """Whether the next sentence goes on with the list: `Sedangkan di pos timur 1.058 kendaraan`."""
    here = record.sentence_of(link.parts[-1].span)
    after = following.get(here)
    if (
        after is None
        or not 0 < after.span.start - here.end <= 3
        or not phrase(pack.relations.goes_on).match(after.text)
    ):
        return False
    return any(f.kind not in ASIDE and comparable(f, link.parts[-1], pack) for f in after.figures)


def _out_of_more(sentence: Sentence, total: Quantity, pack: Pack) -> bool:
    """Whether the figure is what another is a part of: `4 dari 11 gol, rinciannya ...` breaks down the 4."""
    before = sentence.before(total).rstrip()
    return total is not sentence.figures[0] and any(before.endswith(f" {word}") for word in pack.relations.out_of)


def _in_one_sentence(sentences: list[Sentence], pack: Pack) -> Iterator[PartsOfTotal]:
    cue = phrase((*pack.relations.breakdown, *pack.relations.lists, *pack.relations.each))
    for sentence in sentences:
        if len(sentence.figures) <= _PARTS:
            continue
        for match in cue.finditer(sentence.text):
            at = sentence.span.start + match.start()
            before = [f for f in sentence.figures if f.end <= at and f.kind not in ASIDE]
            if not before or at - before[-1].end > _NEAR:
                continue
            gap = sentence.text[before[-1].end - sentence.span.start : match.start()]
            parts = list_after(sentence, match.end(), pack)
            told = match.group().lower() in pack.relations.breakdown or (
                counted(before[-1], parts) and _led_to(sentence, match.end(), parts[0])
            )
            if _out_of_more(sentence, before[-1], pack):
                continue
            if match.group() in pack.relations.each and phrase(pack.relations.joiners).search(gap):
                continue  # "Rp 3 juta bagi juara pertama dan masing-masing Rp 2 juta dan Rp 1 juta": of others
            if told and not _CLOSED.search(gap) and usable(before[-1], parts, pack):
                yield PartsOfTotal(before[-1], up_to_the_total(before[-1], parts))
                break


def _in_the_next(sentences: list[Sentence], pack: Pack) -> Iterator[PartsOfTotal]:
    cue = phrase(pack.relations.breakdown_opens)
    for previous, sentence in pairwise(sentences):
        if len(sentence.figures) < _PARTS:
            continue
        opened = cue.match(sentence.text)
        match = opened or _taken_up(previous, sentence, pack)
        if match is None or not 0 < sentence.span.start - previous.span.end <= 3:
            continue
        totals = [f for f in previous.figures if f.kind not in ASIDE]
        parts = list_after(sentence, match.end(), pack)
        if len(totals) == 1 and counted(totals[0], parts, named=opened is None) and usable(totals[0], parts, pack):
            yield PartsOfTotal(totals[0], up_to_the_total(totals[0], parts))


def _led_to(sentence: Sentence, start: int, part: Quantity) -> bool:
    """Whether the list begins with the part: few words, and no comma, stand before it."""
    words = sentence.text[start : part.start - sentence.span.start]
    return len(words) <= _LEAD_IN and "," not in words


def _taken_up(previous: Sentence, sentence: Sentence, pack: Pack) -> re.Match[str] | None:
    """Match `Dana itu terdiri atas` behind a sentence that names `dana` before its total."""
    words = pack.relations
    match = _subject(words.refers, words.breakdown).match(sentence.text)
    totals = [f for f in previous.figures if f.kind not in ASIDE]
    if match is None or len(totals) != 1:
        return None
    around = previous.before(totals[0])[-_NEAR:] + " " + totals[0].unit
    return match if phrase((match["noun"].lower(),)).search(around) else None


def _named_before(sentences: list[Sentence], pack: Pack) -> Iterator[PartsOfTotal]:
    """Yield what `belanja itu terdiri atas` breaks down: the one figure of `belanja` in the sentences before."""
    words = pack.relations
    for index, sentence in enumerate(sentences):
        if not index or len(sentence.figures) <= 1:
            continue
        if _pointed(words.refers, words.breakdown).search(sentence.text) is None:
            continue
        match = _subject(words.refers, words.breakdown).search(sentence.text)
        if match is None or (match.start() and sentence.text[match.start() - 2 : match.start()] != ", "):
            continue
        parts = list_after(sentence, match.end(), pack)
        if not parts:
            continue
        noun = phrase((match["noun"].lower(),))
        totals = [
            figure
            for earlier in sentences[max(0, index - _BACK) : index]
            if earlier.span.part == sentence.span.part
            for figure in earlier.figures
            if figure.kind is parts[0].kind and noun.search(earlier.before(figure)[-_NEAR:])
        ]
        if len({total.value for total in totals}) == 1 and counted(totals[0], parts) and usable(totals[0], parts, pack):
            yield PartsOfTotal(totals[0], up_to_the_total(totals[0], parts))


@cache
def _pointed(refers: tuple[str, ...], breakdown: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for how each match of `_subject` ends: quick to ask first."""
    return late(rf"(?:{any_of(refers)}) (?:{any_of(breakdown)})")


@cache
def _subject(refers: tuple[str, ...], breakdown: tuple[str, ...]) -> re.Pattern[str]:
    return late(rf"(?P<noun>[^\W\d_]{{3,20}})(?: [^\W\d_]{{2,20}}){{0,2}} (?:{any_of(refers)}) (?:{any_of(breakdown)})")


def _until_the_rest(sentences: list[Sentence], pack: Pack) -> Iterator[PartsOfTotal]:
    """Counts: `Sebanyak 21 orang dirawat. Dari jumlah itu, enam orang luka berat dan 15 lainnya luka ringan.`."""
    words = pack.relations
    opens, rest = phrase(words.rest_opens), phrase(words.rest)
    own, partial = phrase(words.out_of), phrase(tuple(w for w in words.partial if w not in words.among))
    previous: Sentence | None = None
    for sentence in sentences:
        figures = [f for f in sentence.figures if f.kind not in ASIDE]
        before, previous = previous, sentence
        if len(figures) < _PARTS:
            continue
        totals: list[Quantity] = []
        if opens.match(sentence.text):
            if before is not None and 0 < sentence.span.start - before.span.end <= 3:
                totals, parts = [f for f in before.figures if f.kind not in ASIDE], figures
        elif figures and own.match(_opening(sentence, figures[0])):
            totals, parts = figures[:1], figures[1:]
        if len(totals) != 1 or len(parts) < 2 or partial.search(sentence.text):
            continue
        gap = sentence.between(parts[-2], parts[-1])
        named = rest.search(gap)
        closed = rest.match(sentence.after(parts[-1]).lstrip()) or (named and len(gap) - named.end() <= _LEAD)
        if closed and counted(totals[0], parts, named=False) and usable(totals[0], parts, pack):
            yield PartsOfTotal(totals[0], up_to_the_total(totals[0], parts))


def _opening(sentence: Sentence, figure: Quantity) -> str:
    """Return the words of a sentence, or of what is said in it, that lead to its first figure, if they are few."""
    words = _SAID.split(sentence.before(figure))[-1].lstrip()
    return words if len(words) <= _LEAD_OUT else ""


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
                if usable(total, parts, pack):
                    yield PartsOfTotal(total, tuple(parts))
                break
