"""The title's figures beside the body's: `5 Orang Tewas` and `enam orang tewas`.

A pair is made where the first paragraphs count the same noun with the same word behind it, or where the two have nearly
the same digits and are told of the same things, and the body nowhere gives the title's figure, alone or as a sum:
a title may add up what the body tells one by one, round it, or tell of another moment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from runtut.languages import Pack
from runtut.languages.patterns import any_of, late
from runtut.link.figures import comparable, is_count, sums_to
from runtut.link.restated import title_slips
from runtut.record import TITLE, Quantity, Record, RestatedFigure

_WORD = late(r" ([^\W\d_][\w-]*)")
_LEAD = 300  # characters; the paragraph that holds the last of them still tells what the title tells
_SCALE = 1000  # from here on a title's figure may be what is left of one with more digits
_WHOLE = 2  # times the title's figure; what counts more counts the whole of which the title tells a part
_SHARED = 2  # words beside two figures that say they are of the same things


def link_title_figures(record: Record, pack: Pack) -> tuple[RestatedFigure, ...]:
    """Return the title's figures with the first figure of the body that should be the same."""
    title = [q for q in record.quantities if q.part == TITLE]
    if not title:
        return ()
    body = [q for q in record.quantities if q.part != TITLE]
    once = pack.relations.fold.partition(" ")[0]
    counts = [
        link for q in title if _plain(q) and q.unit not in ("", once) for link in _restated(record, q, body, pack)
    ]
    return (*counts, *title_slips(record, pack, _SHARED))


def _plain(quantity: Quantity) -> bool:
    return is_count(quantity) and not (quantity.mod or quantity.upper or quantity.per)


def _restated(record: Record, title: Quantity, body: list[Quantity], pack: Pack) -> Iterator[RestatedFigure]:
    predicate = _after(record, title)
    counted = [q for q in body if is_count(q) and comparable(q, title, pack)]
    if predicate is None or any(title.value in (q.value, q.upper) for q in counted):
        return
    lead = record.story.text.find("\n", _LEAD)
    same = [q for q in body if _plain(q) and q.unit == title.unit and _after(record, q, small=True) == predicate]
    if (
        not same
        or len({q.value for q in same}) > 1
        or same[0].start > max(lead, _LEAD)
        or sums_to(title.value, list(dict.fromkeys(q.value for q in counted)))
    ):
        return
    if not _told_apart(record, title, same[0], pack):
        yield RestatedFigure(title, same[0])


def _told_apart(record: Record, title: Quantity, body: Quantity, pack: Pack) -> bool:
    """Whether the title cuts the body's digits off, gives its figure too, or tells of some of what it counts."""
    exponent = title.value.normalize().as_tuple().exponent
    step = Decimal(10) ** exponent if isinstance(exponent, int) else Decimal(1)
    if step >= _SCALE and title.value < body.value < title.value + step:
        return True
    if any(q.part == TITLE and q.unit in ("", body.unit) and q.value == body.value for q in record.quantities):
        return True
    if body.value > _WHOLE * title.value:
        return True
    return title.value < body.value and _these(pack).match(record.story.part(TITLE), title.end) is not None


@cache
def _these(pack: Pack) -> re.Pattern[str]:
    """Return the pattern of the words behind a figure that points: `Dua Kapal Riset Ini`."""
    return late(rf"(?: [^\W\d_][\w-]*){{0,3}} (?:{any_of(pack.relations.refers)})(?!\w)", re.IGNORECASE)


def _after(record: Record, quantity: Quantity, *, small: bool = False) -> str | None:
    """Return the word right behind a figure, in lower case; None where it must be written small and is not."""
    word = _WORD.match(record.story.part(quantity.part), quantity.end)
    return None if word is None or (small and not word[1].islower()) else word[1].lower()
