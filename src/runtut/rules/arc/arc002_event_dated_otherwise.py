"""A day departs from the one that other stories of the same event give.

Why: a wrong day sends readers to a closed door, and goes on into every story that is written from this one.
File: (2023-09-12; outlet: Kabar Lembah) Musyawarah pembentukan koperasi nelayan digelar pada 18 September 2023 di Balai Desa Cimanila, Kabupaten Samar. Nelayan Cimanila diminta membawa kartu anggota koperasi.
Bad: (2023-09-12) Musyawarah pembentukan koperasi nelayan digelar pada [[19 September 2023]] di Balai Desa Cimanila, Kabupaten Samar. Pemilik perahu di Cimanila menanti koperasi itu sejak lama.
Good: (2023-09-12) Musyawarah pembentukan koperasi nelayan digelar pada 18 September 2023 di Balai Desa Cimanila, Kabupaten Samar. Pemilik perahu di Cimanila menanti koperasi itu sejak lama.
Silent: without --archive, for days that are not written with their month, for what happens by turns or on several days, where the other day stands anywhere in the draft or the draft's in the other story, and where as many voices on file give the draft's day; a wire story and its copies are one voice.
"""

from __future__ import annotations

from collections.abc import Iterator

from runtut.i18n import N_
from runtut.record import Finding, Layer, OnFile, Record, Rule, Severity
from runtut.rules.arc.departing import departing

RULE = Rule(
    code="ARC002",
    name="event-dated-otherwise",
    severity=Severity.WARNING,
    needs=(Layer.TIMES, Layer.QUANTITIES, Layer.QUOTATIONS),
    message=N_("on file it is dated {was} (voices: {against}), not {value} (voices: {agreeing})"),
    detail=N_('{outlet}, story {number} on file, {day}: "{text}"'),
    fixes=(N_("look at the invitation or the record, and give the day that it says"),),
)


def check_against(record: Record, on_file: OnFile) -> Iterator[Finding]:
    """Return a finding for each day that more voices on file give otherwise."""
    return departing(RULE, "day", record, on_file)
