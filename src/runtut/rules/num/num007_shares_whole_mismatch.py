"""Shares of one whole exceed or miss 100 percent where the text says they are all of it.

Why: one of the shares is wrong, and with it whatever the story makes of it.
Bad: Menurut survei itu [[54,3 persen]] naik motor, [[21,6 persen]] naik mobil, dan [[34,1 persen]] sisanya berjalan kaki.
Good: Menurut survei itu 54,3 persen naik motor, 21,6 persen naik mobil, dan 24,1 persen sisanya berjalan kaki.
Silent: where the sum is 100 when each share is rounded as written, where it is so far from 100 that the figures are no
    shares (rates of growth are listed alike), where nothing says that the list is complete, and where a figure is hedged
    or part of another.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from runtut.i18n import N_
from runtut.record import Finding, Layer, Record, Rule, Severity, SharesOfWhole
from runtut.record.interval import Interval

RULE = Rule(
    code="NUM007",
    name="shares-whole-mismatch",
    severity=Severity.ERROR,
    needs=(Layer.WHOLES,),
    message=N_("the shares make {sum} percent, not 100"),
    detail=N_("{sums} = {sum}"),
    fixes=(N_("write {rest} percent for the rest"), N_("add {difference} percent to one of the other shares")),
)

_TAKE = N_("take {difference} percent off one of the other shares")

_WHOLE = Decimal(100)
_ROOM = Decimal("0.15")  # beyond rounding: shares are often cut off, not rounded
_FAR = Decimal(40)
"""Points from 100 beyond which figures are taken for something else than shares. Slips are of one share, seldom the largest."""


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each closed list of shares that no rounding brings to 100."""
    for link in record.links_of(SharesOfWhole):
        made = Interval(Decimal(0), Decimal(0))
        for share in link.shares:
            made += Interval.of(share)
        if made.low - _ROOM <= _WHOLE <= made.high + _ROOM * len(link.shares):
            continue
        total = sum((q.value for q in link.shares), Decimal(0))
        if abs(total - _WHOLE) > _FAR:
            continue
        rest = _WHOLE - (total - link.shares[-1].value)
        values = {
            "sum": total,
            "sums": tuple(q.value for q in link.shares),
            "rest": rest,
            "difference": abs(total - _WHOLE),
        }
        fixes = (RULE.fixes[0], RULE.fixes[1] if total < _WHOLE else _TAKE)
        yield RULE.finding(spans=link.shares, values=values, fixes=fixes if rest > 0 else fixes[1:])
