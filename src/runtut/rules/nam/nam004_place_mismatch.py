"""A place is put in a province, regency or city it does not lie in.

Why: a region put in its neighbour sends readers, aid and blame to the wrong place.
Bad: Banjir melanda [[Kabupaten Garut]], [[Jawa Tengah]], kemarin.
Good: Banjir melanda Kabupaten Garut, Jawa Barat, kemarin.
Bad: Mereka ditahan di kota [[Davao]], [[Malaysia]], sejak awal bulan.
Bad: Anggota Polres [[Tegal]], [[Jawa Timur]], menjaga pasar.
Silent: where the tables do not know either side, where several places bear the name and one of them fits, for provinces
    that were split (the older container is right too), for cities that several countries claim, and in lists of places.
Source: region codes of the Ministry of Home Affairs (`languages/id/regions.tsv`); for cities abroad GeoNames, CC BY 4.0
    (`languages/id/cities.tsv`: large cities that alone bear their name).
"""

from __future__ import annotations

from collections.abc import Iterator

from runtut.i18n import N_
from runtut.record import Containment, Finding, Layer, Record, Rule, Severity

RULE = Rule(
    code="NAM004",
    name="place-mismatch",
    severity=Severity.ERROR,
    needs=(Layer.CONTAINMENTS,),
    message=N_("{place} is not in {container}"),
    detail=N_("the official table has it in {actual}"),
    fixes=(N_("write {actual}"), N_("correct the name of the place")),
)


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each place put where no region of its kind and name lies."""
    for link in record.links_of(Containment):
        if link.fits or not link.actual:
            continue
        values = {
            "place": record.slice(link.place.span),
            "container": record.slice(link.container.span),
            "actual": " / ".join(link.actual[:3]),
        }
        yield RULE.finding(spans=(link.place, link.container), values=values)
