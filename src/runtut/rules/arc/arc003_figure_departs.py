"""A figure departs from what other stories of the same event give.

Why: where a desk's figure stands alone, it is a slip of the desk's, or news that wants its source beside it.
File: (2023-09-12; outlet: Kabar Lembah) Bus Sinar Lembah menabrak truk semen di tanjakan Cimanila, Kabupaten Samar, pada Selasa pagi. Sebanyak sembilan orang tewas dalam tabrakan itu. Bus melaju dari Terminal Wiryasari dan kehilangan kendali di tanjakan Cimanila.
Bad: (2023-09-12) Bus Sinar Lembah menabrak truk semen di tanjakan Cimanila, Kabupaten Samar, pada Selasa pagi. [[Tujuh orang]] tewas dalam tabrakan itu. Bus dari Terminal Wiryasari kehilangan kendali di tanjakan Cimanila.
Good: (2023-09-12) Bus Sinar Lembah menabrak truk semen di tanjakan Cimanila, Kabupaten Samar, pada Selasa pagi. Sembilan orang tewas dalam tabrakan itu. Bus dari Terminal Wiryasari kehilangan kendali di tanjakan Cimanila.
Silent: without --archive, for counts that grew since the other story, ranges and hedges that allow both, figures rounded in two ways, of other periods, places or sources, for what is measured anew all the time (polls, prices, water levels), and where as many voices on file give the draft's figure; a wire story and its copies are one voice.
"""

from __future__ import annotations

from collections.abc import Iterator

from runtut.i18n import N_
from runtut.record import Finding, Layer, OnFile, Record, Rule, Severity
from runtut.rules.arc.departing import departing

RULE = Rule(
    code="ARC003",
    name="figure-departs",
    severity=Severity.WARNING,
    needs=(Layer.TIMES, Layer.QUANTITIES, Layer.QUOTATIONS),
    message=N_("on file it is {was} (voices: {against}), not {value} (voices: {agreeing})"),
    detail=N_('{outlet}, story {number} on file, {day}: "{text}"'),
    fixes=(N_("ask the source again, or say whose figure it is and that others differ"),),
)


def check_against(record: Record, on_file: OnFile) -> Iterator[Finding]:
    """Return a finding for each figure that more voices on file give otherwise."""
    return departing(RULE, "figure", record, on_file)
