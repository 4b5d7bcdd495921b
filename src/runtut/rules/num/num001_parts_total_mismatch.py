"""Parts do not add up to the stated total.

Why: one of the figures is wrong, and with a toll or a budget it matters which.
Bad: Sebanyak [[12 pekerja]] terluka, terdiri atas [[tujuh pria]] dan [[empat wanita]].
Good: Sebanyak 12 pekerja terluka, terdiri atas tujuh pria dan lima wanita.
Silent: where the parts make the total when each is rounded as written, where the list does not claim to be complete (`di
    antaranya`, `antara lain`), for hedged figures, and where the parts count other things than the total.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from runtut.i18n import N_
from runtut.record import Coverage, Finding, Layer, PartsOfTotal, Quantity, Record, Rule, Severity
from runtut.record.interval import Interval

RULE = Rule(
    code="NUM001",
    name="parts-total-mismatch",
    severity=Severity.ERROR,
    needs=(Layer.TOTALS,),
    message=N_("the parts make {sum}, not {total}"),
    detail=N_("{parts} make {sum}"),
    fixes=(N_("write {sum} for the total"), N_("add {difference} to one of the parts")),
)

_TAKE = N_("take {difference} off one of the parts")


_SCALES = 100_000
"""Times that one part is another from which the smaller has lost a word such as "million"."""


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each total that no rounding of its parts makes."""
    for link in record.links_of(PartsOfTotal):
        if _unscaled(link.parts):
            continue
        made = Interval(Decimal(0), Decimal(0))
        for part in link.parts:
            made += _as_fine(part, link.parts)
        stated = _as_fine(link.total, link.parts)
        if made.meets(stated) or (link.coverage is not Coverage.COMPLETE and made.low <= stated.high):
            continue
        total = sum((part.value for part in link.parts), Decimal(0))
        yield RULE.finding(
            spans=(link.total, *link.parts),
            values={
                "total": record.slice(link.total.span),
                "parts": tuple(part.value for part in link.parts),
                "sum": total,
                "difference": abs(link.total.value - total),
            },
            fixes=RULE.fixes if total < link.total.value else (RULE.fixes[0], _TAKE),
        )


def _unscaled(parts: tuple[Quantity, ...]) -> bool:
    """Whether a part may stand without its word of scale: `Rp193,7 dan Rp91,3 triliun`."""
    sizes = sorted(abs(part.value) for part in parts)
    return bool(sizes[0]) and sizes[-1] / sizes[0] >= _SCALES and any(part.decimal_mark for part in parts)


def _as_fine(figure: Quantity, beside: tuple[Quantity, ...]) -> Interval:
    """Return the interval of a figure, as finely rounded as others with decimals in its scale: `Rp 5 miliar` by `Rp 2,5 miliar`."""
    interval = Interval.of(figure)
    if figure.decimal_mark is not None or not interval.width or figure.mod is not None:
        return interval
    widths = [Interval.of(other).width for other in beside if _scale(other) == interval.width]
    return interval.widened((max(widths) - interval.width) / 2) if widths else interval


def _scale(figure: Quantity) -> Decimal | None:
    """Return what one of the scale of a figure with decimals is: a million for `2,5 juta`."""
    if figure.decimal_mark is None or figure.mod is not None:
        return None
    digits = 0
    for character in figure.text.rpartition(figure.decimal_mark)[2]:
        if not character.isdigit():
            break
        digits += 1
    return Interval.of(figure).width.scaleb(digits)
