"""Quantities: numbers in digits and words that count or measure, with unit, hedge, rate, period and status.

One pattern finds numbers; what stands before and after decides whether each is a figure and of what. Numbers
inside times, ordinals, identifiers (`Pasal 12`) and idioms are left out. Values are exact decimals, and every
figure carries the interval its writing implies (`2,5 juta`: 2.45 to 2.55 million).
"""

from __future__ import annotations

from dataclasses import replace

from runtut.annotate.quantities.reader import Reader
from runtut.languages import Pack
from runtut.record import Quantity, Record


def read_quantities(record: Record, pack: Pack) -> tuple[Quantity, ...]:
    """Return the quantities of every part of the story, in order; numbers inside its times are left out."""
    found: list[Quantity] = []
    for passage in record.story.passages():
        times = [t for t in record.times if t.part == passage.part]
        read = Reader(passage, times, pack).read()
        for quantity in read:
            written = passage.text[quantity.start : quantity.end]
            found.append(quantity if quantity.text == written else replace(quantity, text=written))
    return tuple(found)


__all__ = ["read_quantities"]
