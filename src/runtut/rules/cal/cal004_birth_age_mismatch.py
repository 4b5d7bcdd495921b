"""The birth and the age that a story tells of one person do not fit.

Why: one of the two was mistyped, or copied from an old story; readers do the sum.
Bad: (2021-06-14) Dalang Ki Suhanda meninggal, Minggu (13/6/2021), pada usia [[74 tahun]]. Suhanda lahir pada [[8 Agustus 1951]] di Wanasari.
Good: (2021-06-14) Dalang Ki Suhanda meninggal, Minggu (13/6/2021), pada usia 69 tahun. Suhanda lahir pada 8 Agustus 1951 di Wanasari.
Silent: where age and birth are less than two years apart (birthdays, ages that are counted on), for an age on another day than the
    story's or the day of the death, where several people may be meant.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from runtut.i18n import N_
from runtut.record import BornAged, Finding, Layer, Record, Rule, Severity, Time

RULE = Rule(
    code="CAL004",
    name="birth-age-mismatch",
    severity=Severity.ERROR,
    needs=(Layer.AGES,),
    message=N_("born {born}, {person} is not {age} but {actual} years old"),
    fixes=(N_("write {actual}"), N_("correct the birth to {year}")),
)

_ROOM = 1  # years; ages are often counted on, or told before a birthday


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each person whose birth and age are years apart."""
    for link in record.links_of(BornAged):
        youngest, oldest = _ages(link.born, link.on)
        age = int(link.age.value)
        if youngest - _ROOM <= age <= oldest + _ROOM:
            continue
        yield RULE.finding(
            spans=(link.age, link.born),
            values={
                "person": link.person,
                "born": record.slice(link.born.span),
                "age": age,
                "actual": youngest if youngest == oldest else f"{youngest}-{oldest}",
                "year": str(link.on.year - age),
            },
        )


def _ages(born: Time, on: dt.date) -> tuple[int, int]:
    """Return the least and the greatest age on a day of somebody born on a day, or in a year."""
    first, last = (d.date() if isinstance(d, dt.datetime) else d for d in (born.first, born.last or born.first))
    if first is None or last is None:
        return 0, 0
    return _years(last, on), _years(first, on)


def _years(born: dt.date, on: dt.date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
