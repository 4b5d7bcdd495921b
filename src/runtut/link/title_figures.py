"""The title's figures beside the body's: `5 Orang Tewas` and `enam orang tewas`.

A pair is made only for people whose number the first paragraphs give, where noun and following word are the same and the body nowhere gives the title's figure, alone or as a sum:
a title may add up what the body tells one by one, or tell of another moment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from runtut.languages import Pack
from runtut.link.figures import is_count, people
from runtut.record import TITLE, Quantity, Record, RestatedFigure

_WORD = re.compile(r" ([^\W\d_][\w-]*)")
_LEAD = 300  # characters; the paragraph that holds the last of them still tells what the title tells
_FEW = 12  # counts in a body beyond which sums are not tried: nearly everything is the sum of something then


def link_title_figures(record: Record, pack: Pack) -> tuple[RestatedFigure, ...]:
    """Return the title's counts with the first count of the body that should be the same."""
    title = [q for q in record.quantities if q.part == TITLE and _plain(q) and q.unit in people(pack)]
    if not title:
        return ()
    body = [q for q in record.quantities if q.part != TITLE]
    return tuple(link for quantity in title for link in _restated(record, quantity, body))


def _plain(quantity: Quantity) -> bool:
    return is_count(quantity) and not (quantity.mod or quantity.upper or quantity.per)


def _restated(record: Record, title: Quantity, body: list[Quantity]) -> Iterator[RestatedFigure]:
    predicate = _after(record, title)
    if predicate is None or any(title.value in (q.value, q.upper) for q in body):
        return
    lead = record.story.text.find("\n", _LEAD)
    same = [q for q in body if _plain(q) and q.unit == title.unit and _after(record, q) == predicate]
    if (
        not same
        or len({q.value for q in same}) > 1
        or same[0].start > max(lead, _LEAD)
        or _sum_of(title.value, [q.value for q in body if is_count(q)])
    ):
        return
    yield RestatedFigure(title, same[0])


def _after(record: Record, quantity: Quantity) -> str | None:
    """Return the word right behind a figure, in lower case."""
    word = _WORD.match(record.story.part(quantity.part), quantity.end)
    return word[1].lower() if word else None


def _sum_of(value: Decimal, parts: list[Decimal]) -> bool:
    """Whether two or three of the parts make the value."""
    if len(parts) > _FEW:
        return True
    return any(sum(some) == value for count in (2, 3) for some in combinations(parts, count))
