"""Shares: a part out of a base, and the percentage or fraction said to come of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from runtut.languages import Pack
from runtut.link.figures import Sentence, comparable, is_count, is_share, phrase, sentences_with_figures
from runtut.record import Quantity, QuantityKind, Record, ShareOfBase

_BRACKET = re.compile(r"[^()]{0,12}\($")
_WIDE = 150  # characters between a base and the share set off by commas
_COMPARABLE = (QuantityKind.COUNT, QuantityKind.NUMBER, QuantityKind.MONEY, QuantityKind.MEASURE)


def link_shares(record: Record, pack: Pack) -> tuple[ShareOfBase, ...]:
    """Return the parts, bases and shares that one sentence puts together."""
    return tuple(link for s in sentences_with_figures(record) for link in _shares(s, pack))


def _shares(sentence: Sentence, pack: Pack) -> Iterator[ShareOfBase]:
    figures = sentence.figures
    for index in range(len(figures) - 2):
        first, second, third = figures[index : index + 3]
        if not is_share(third) or is_share(first) or is_share(second) or third.upper is not None or third.per:
            continue
        if first.kind not in _COMPARABLE or not comparable(first, second, pack) or first.upper or second.upper:
            continue
        if index + 3 < len(figures) and is_share(figures[index + 3]):
            continue
        order = _order(sentence, first, second, pack)
        if order is not None and _sets_off(sentence, second, third, pack):
            yield ShareOfBase(part=order[0], base=order[1], share=third)


def _order(sentence: Sentence, first: Quantity, second: Quantity, pack: Pack) -> tuple[Quantity, Quantity] | None:
    """Return (part, base) for `30 dari 120 siswa` and `Dari 120 siswa, 30 ...`, else None."""
    words = pack.relations
    gap = sentence.between(first, second)
    between = phrase(words.out_of).search(gap)
    if between and between.end() == len(gap.rstrip()) and len(gap) <= 40 and "," not in gap and is_count(first):
        return (first, second) if first.value < second.value else None
    opening = sentence.before(first).rstrip()
    match = phrase(words.out_of).match(opening)
    if match and match.end() == len(opening) and "," in gap and len(gap) <= 60 and second.value < first.value:
        return second, first
    return None


def _sets_off(sentence: Sentence, second: Quantity, share: Quantity, pack: Pack) -> bool:
    gap = sentence.between(second, share)
    if ";" in gap or len(gap) > _WIDE:
        return False
    if gap.endswith("("):
        return bool(_BRACKET.search(gap)) and gap.count("(") == 1
    found = max(phrase(pack.relations.share).finditer(gap), key=lambda m: m.start(), default=None)
    return (
        found is not None
        and not gap[found.end() :].strip(" ")
        and gap[: found.start()].rstrip(" ").endswith(",") | (len(gap) <= 40)
    )
