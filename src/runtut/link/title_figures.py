"""The title's figures beside the body's: `5 Orang Tewas` and `enam orang tewas`.

A pair is made where the first paragraphs count the same noun with the same word behind it, or where the two have nearly
the same digits and are told of the same things, and the body nowhere gives the title's figure, alone or as a sum:
a title may add up what the body tells one by one, round it, or tell of another moment.
"""

from __future__ import annotations

from collections.abc import Iterator

from runtut.languages import Pack
from runtut.languages.patterns import late
from runtut.link.figures import comparable, is_count, sums_to
from runtut.link.restated import title_slips
from runtut.record import TITLE, Quantity, Record, RestatedFigure

_WORD = late(r" ([^\W\d_][\w-]*)")
_LEAD = 300  # characters; the paragraph that holds the last of them still tells what the title tells
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
    yield RestatedFigure(title, same[0])


def _after(record: Record, quantity: Quantity, *, small: bool = False) -> str | None:
    """Return the word right behind a figure, in lower case; None where it must be written small and is not."""
    word = _WORD.match(record.story.part(quantity.part), quantity.end)
    return None if word is None or (small and not word[1].islower()) else word[1].lower()
