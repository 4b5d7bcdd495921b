"""A child suspect, a child victim or a victim of a sexual crime can be recognised: by name, address, school or parents.

Why: the press code forbids it; who was once named so is found under that name for life.
Bad: (2023-08-22) Polisi menangkap buruh bangunan karena mencabuli anak tirinya. Korban, [[Ratmi Suhanda]] (13), bercerita kepada neneknya.
Good: (2023-08-22) Polisi menangkap buruh bangunan karena mencabuli anak tirinya. Korban, RS (13), bercerita kepada neneknya.
Bad: (2022-02-08) Polisi menahan seorang pelajar dalam tawuran itu. Tersangka, [[Darma Wirasena]] (16), membawa celurit.
Silent: for initials and names that the story says are not real, for victims of accidents and disasters, for children who died of
    violence, and for addresses without a house and schools without a name.
Source: Kode Etik Jurnalistik (Dewan Pers, 2006), articles 4 and 5; Pedoman Pemberitaan Ramah Anak (Dewan Pers, 2019).
"""

from __future__ import annotations

from collections.abc import Iterator

from runtut.i18n import N_
from runtut.record import Finding, Identified, Layer, Protection, Record, Rule, Severity

RULE = Rule(
    code="NAM007",
    name="protected-identity",
    severity=Severity.WARNING,
    needs=(Layer.PROTECTED,),
    message=N_("{words}: the press code does not let a victim of a sexual crime be recognised"),
    fixes=(N_("write initials"), N_("leave it out")),
)
_MESSAGES = {
    Protection.CHILD_SUSPECT: N_("{words}: the press code does not let a child who is a suspect be recognised"),
    Protection.CHILD_VICTIM: N_("{words}: guidelines of the press council do not let a child victim be recognised"),
    Protection.PARENT: N_("{words}: a victim can be recognised by the parents"),
    Protection.ADDRESS: N_("{words}: a victim can be recognised by the address"),
    Protection.SCHOOL: N_("{words}: a victim can be recognised by the school"),
}
_LEFT_OUT = (Protection.ADDRESS, Protection.SCHOOL)


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each thing that identifies a protected person."""
    for link in record.links_of(Identified):
        yield RULE.finding(
            spans=(link.words,),
            values={"words": link.words.value},
            message=_MESSAGES.get(link.why),
            fixes=RULE.fixes[1:] if link.why in _LEFT_OUT else RULE.fixes,
        )
