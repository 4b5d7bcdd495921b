"""Totals told after their parts, persons told by their sex, and parts that go beyond their total.

- A list that fills its sentence, and its total in the next (`Totalnya 34 ekor`) or behind it (`sehingga seluruhnya Rp 4 miliar`).
- Persons counted, and then told by sex: men and women make the whole. In brackets or set off right behind the count, or in a
  sentence that says who they are (`Korban yang ditemukan tujuh laki-laki dan empat perempuan`).
- Seats or votes out of a number (`Dari 45 kursi, A meraih 20 kursi, B 18 kursi, C 12 kursi`): the list may go on, but the parts
  can be no more than all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import late
from runtut.link.figures import Sentence, any_of, people, phrase
from runtut.link.parts import ASIDE, counted, list_after, up_to_the_total, usable
from runtut.record import Coverage, PartsOfTotal, Quantity, Record

_BESIDE = 3  # characters between two sentences of one paragraph
_LEAD = 40  # characters between the head of a sentence and its first part
_OPENING = 30
_SET_OFF = late(r" ?[(,–—-] ?")
_OPEN = late(r"[,;:()]|\.\s")
_MARKS = late(r"[\"“”'‘’]")
_NEAR = Decimal("0.15")
"""How far a weakly told list may be from its total to be a slip rather than a list of others: of the total, and at least one."""


def link_sums(record: Record, sentences: list[Sentence], pack: Pack) -> Iterator[PartsOfTotal]:
    """Yield totals told behind their parts, counts of persons told by sex, and parts that may be too many."""
    previous: Sentence | None = None
    for sentence in sentences:
        yield from _summed_inside(sentence, pack)
        yield from _by_sex_inside(sentence, pack)
        yield from _beyond(sentence, pack)
        if previous is not None and previous.span.part == sentence.span.part:
            if 0 < sentence.span.start - previous.span.end <= _BESIDE:
                yield from _summed_before(previous, sentence, pack)
            if _adjoin(record, previous, sentence):
                yield from _by_sex_before(previous, sentence, pack)
        previous = sentence


def _adjoin(record: Record, previous: Sentence, sentence: Sentence) -> bool:
    """Whether nothing but a break stands between two sentences."""
    between = record.story.part(sentence.span.part)[previous.span.end : sentence.span.start]
    return not between.strip("\n \"“”'‘’")


def _whole_list(sentence: Sentence, pack: Pack) -> list[Quantity]:
    """Return the figures of a sentence that is one closed list of them, else nothing."""
    figures = sentence.figures
    if len(figures) < 2 or any(f.kind in ASIDE for f in figures):
        return []
    parts = list_after(sentence, figures[0].start - sentence.span.start, pack)
    return parts if len(parts) == len(figures) else []


# ------------------------------------------------ totals behind their parts


def _summed_before(previous: Sentence, sentence: Sentence, pack: Pack) -> Iterator[PartsOfTotal]:
    """Yield `18 ekor nuri, 9 ekor kakatua, dan 5 ekor kasuari ditemukan. Total ada 34 ekor satwa`."""
    figures = [f for f in sentence.figures if f.kind not in ASIDE]
    if len(previous.figures) < 2 or not figures or not _leads(sentence.before(figures[0]), pack.relations.sums, pack):
        return
    parts = _whole_list(previous, pack)
    if counted(figures[0], parts) and usable(figures[0], parts, pack):
        yield PartsOfTotal(figures[0], tuple(parts))


def _summed_inside(sentence: Sentence, pack: Pack) -> Iterator[PartsOfTotal]:
    """Yield `dari kas desa Rp 3 miliar dan sumbangan warga Rp 700 juta, sehingga seluruhnya mencapai Rp 4 miliar`."""
    words = pack.relations
    figures = [f for f in sentence.figures if f.kind not in ASIDE]
    if len(figures) < 3 or phrase(words.partial).search(sentence.text):
        return
    for index in range(2, len(figures)):
        gap = sentence.between(figures[index - 1], figures[index])
        at = max(gap.rfind(","), gap.rfind("("))
        if at < 0 or not _leads(gap[at + 1 :], words.sums_inside, pack):
            continue
        text = sentence.text[: figures[index - 1].end - sentence.span.start]
        head = Sentence(sentence.span, text, tuple(figures[:index]))
        parts = list_after(head, figures[0].start - sentence.span.start, pack)
        if len(parts) == index and counted(figures[index], parts) and usable(figures[index], parts, pack):
            yield PartsOfTotal(figures[index], tuple(parts))
        return


def _leads(words: str, openers: tuple[str, ...], pack: Pack) -> bool:
    """Whether words from an opener on are all that leads to a figure, but for a few of reaching it."""
    return bool(_opener(openers, pack.relations.reached).fullmatch(_MARKS.sub("", words).strip()))


@cache
def _opener(openers: tuple[str, ...], reached: tuple[str, ...]) -> re.Pattern[str]:
    return late(rf"(?:{any_of(openers)})(?: (?:{any_of(reached)})){{0,2}}", re.IGNORECASE)


# ------------------------------------------------ persons by sex


def _by_sex_inside(sentence: Sentence, pack: Pack) -> Iterator[PartsOfTotal]:
    """Yield `171 tersangka (66 pria dan 105 wanita)` and `16 pelaku, 13 laki-laki dan tiga perempuan,`."""
    for index, total in enumerate(sentence.figures[:-2]):
        pair = _pair(sentence, index + 1, pack)
        if pair is None or total.unit not in people(pack) or _sex(total, pack):
            continue
        gap = sentence.between(total, pair[0])
        if _SET_OFF.fullmatch(gap) and _near(total, pair) and usable(total, pair, pack):
            yield PartsOfTotal(total, tuple(pair))


def _by_sex_before(previous: Sentence, sentence: Sentence, pack: Pack) -> Iterator[PartsOfTotal]:
    """Yield `... 12 orang meninggal. Korban yang ditemukan tujuh laki-laki dan empat perempuan`."""
    totals = [f for f in previous.figures if f.unit in people(pack)]
    if len(totals) != 1 or len(sentence.figures) != 2:
        return
    pair = _pair(sentence, 0, pack)
    if pair is None or _sex(totals[0], pack):
        return
    opening = _MARKS.sub("", sentence.before(pair[0])).strip()
    if len(opening) > _LEAD or _OPEN.search(opening) or not phrase(pack.relations.takers).match(opening):
        return
    if phrase(pack.relations.partial).search(sentence.text):
        return
    if _near(totals[0], pair) and usable(totals[0], pair, pack):
        yield PartsOfTotal(totals[0], tuple(pair))


def _pair(sentence: Sentence, index: int, pack: Pack) -> list[Quantity] | None:
    """Return the figures at `index` and behind it where one counts men, the other women, and no third is joined to them."""
    pair = list(sentence.figures[index : index + 2])
    if len(pair) < 2 or {_sex(each, pack) for each in pair} != set(pack.relations.sexes):
        return None
    joined = any_of(pack.relations.joiners)
    if not re.fullmatch(rf",? ?(?:{joined}) |, ", sentence.between(*pair)):
        return None
    if re.match(rf",? ?(?:{joined}) |, [^,]{{0,30}}(?:{joined}) ", sentence.after(pair[1])):
        return None  # "dua pria, tiga wanita, dan seorang anak"
    return pair


def _sex(figure: Quantity, pack: Pack) -> str | None:
    for name, words in pack.relations.sexes.items():
        if figure.unit in words:
            return name
    return None


def _near(total: Quantity, parts: list[Quantity]) -> bool:
    made = sum((part.value for part in parts), Decimal(0))
    return abs(made - total.value) <= max(Decimal(1), total.value * _NEAR)


# ------------------------------------------------ more than all


def _beyond(sentence: Sentence, pack: Pack) -> Iterator[PartsOfTotal]:
    """Yield seats and votes told out of a number at the head of the sentence; the list may go on elsewhere."""
    words = pack.relations
    cast = frozenset(words.cast)
    figures = [f for f in sentence.figures if f.kind not in ASIDE]
    if len(figures) < 3 or any(f.unit not in cast for f in figures):
        return
    opening = sentence.before(figures[0])
    if (
        len(opening) > _OPENING
        or not phrase(words.out_of).match(opening)
        or phrase(words.partial).search(sentence.text)
    ):
        return
    parts = list_after(sentence, figures[1].start - sentence.span.start, pack)
    if len(parts) == len(figures) - 1 and usable(figures[0], parts, pack):
        yield PartsOfTotal(figures[0], up_to_the_total(figures[0], parts), Coverage.PARTIAL)


__all__ = ["link_sums"]
