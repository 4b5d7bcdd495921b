"""The story rests on one source alone.

Why: one voice is one view; what nobody else confirms, contradicts or adds to is hard to weigh.
Bad: "Buahnya hitam sebelum matang," kata [[Ratmi Suhanda]], petani kopi di Wanasari. Menurut Ratmi, serangan hama tahun ini terparah sejak 2011. Ratmi memperkirakan, hasil panen turun separuh. Ratmi menambahkan, harga pupuk juga naik. Kebun seluas 120 hektare di lereng gunung itu digarap 90 keluarga, sebagian besar penyewa yang membayar dengan hasil panen. Jalan menuju kebun rusak sejak tahun lalu sehingga pupuk harus dipikul dari jalan besar.
Good: "Buahnya hitam sebelum matang," kata Ratmi Suhanda, petani kopi di Wanasari. Penyuluh setempat, Darma Wirasena, membenarkan. "Separuh panen hilang," kata Darma.
Silent: for fewer than four quotations, for short stories, where the speaker of a quotation is not known, where a body, a
    document or anybody else is quoted too.
Limits: it speaks in about one of eight stories of online news, and is nearly always true there: most of them report one statement
    and mean to. Whether one voice is too few for the story, it cannot judge.
"""

from __future__ import annotations

from collections.abc import Iterator

from runtut.i18n import N_
from runtut.record import Finding, Layer, Record, Rule, Severity, Sources

RULE = Rule(
    code="SRC006",
    name="single-source",
    severity=Severity.NOTE,
    needs=(Layer.SOURCES,),
    message=N_("all {count} quotations and reports are {source}'s"),
    fixes=(N_("ask somebody else too"),),
)

_LEAST = 4  # quotations; fewer are a brief, not a story with a source
_SHORT = 400  # characters


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding where everything told is told by one."""
    for link in record.links_of(Sources):
        source = link.sources[0]
        alone = len(link.sources) == 1 and not link.unknown and source.statements >= _LEAST
        if alone and len(record.story.text) >= _SHORT:
            values = {"count": source.statements, "source": source.where.value}
            yield RULE.finding(spans=(source.where,), values=values)
