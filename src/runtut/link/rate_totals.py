"""A rate, a length and the total said to come of them: `Rp 2 juta per bulan selama setahun, total Rp 24 juta`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from runtut.languages import Pack
from runtut.link.figures import Sentence, phrase, sentences_with_figures
from runtut.record import Quantity, RateTotal, Record, Signal, Time, TimeType, Unit

_NEAR = 40  # characters between the rate and the length, and between the length and the total


def link_rate_totals(record: Record, pack: Pack) -> tuple[RateTotal, ...]:
    """Return the rates of the story that one sentence multiplies by a length into a total."""
    return tuple(link for sentence in sentences_with_figures(record) for link in _totals(record, sentence, pack))


def _totals(record: Record, sentence: Sentence, pack: Pack) -> Iterator[RateTotal]:
    for index, rate in enumerate(sentence.figures):
        unit = pack.times.units.get(rate.per or "")
        if unit is None or rate.upper is not None or index + 1 == len(sentence.figures):
            continue
        total = sentence.figures[index + 1]
        if total.kind is not rate.kind or total.unit != rate.unit or pack.times.units.get(total.per or ""):
            continue
        length = _length(record, sentence, rate, total)
        if length is not None and _leads_to(sentence, length, total, pack):
            yield RateTotal(rate, Unit(unit), length, total)


def _length(record: Record, sentence: Sentence, rate: Quantity, total: Quantity) -> Time | None:
    """Return the only length between rate and total, if the text says the rate runs for it."""
    between = [t for t in record.within(record.times, sentence.span) if rate.end <= t.start < total.start]
    if len(between) != 1 or between[0].type is not TimeType.DURATION or between[0].length is None:
        return None
    length = between[0]
    during = length.signal is not None and length.signal.value is Signal.DURING
    return length if during and length.start - rate.end <= _NEAR else None


def _leads_to(sentence: Sentence, length: Time, total: Quantity, pack: Pack) -> bool:
    gap = sentence.text[length.end - sentence.span.start : total.start - sentence.span.start]
    return len(gap) <= _NEAR and not re.search(r"[;.]\s", gap) and bool(phrase(pack.relations.totals).search(gap))
