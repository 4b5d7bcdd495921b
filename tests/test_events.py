"""Events by family, with their status."""

import pytest

import runtut
from runtut.record import Status


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Banjir merendam Desa Wanasari.", [("Banjir", "disaster", Status.STATED)]),
        ("Rapat akan digelar besok.", [("Rapat", "meeting", Status.STATED)]),
        ("Bupati akan bertemu warga besok.", [("bertemu", "meeting", Status.PLANNED)]),
        ("Diperkirakan banjir surut pekan depan.", [("banjir", "disaster", Status.FORECAST)]),
        ("Ia membantah korupsi itu.", [("korupsi", "crime", Status.DENIED)]),
        ("Jika perang pecah, harga naik.", [("perang", "conflict", Status.HYPOTHETICAL)]),
        ("Peranginan di bukit itu sejuk.", []),
    ],
)
def test_kind_and_status(text, wanted):
    assert [(e.text, e.kind, e.status) for e in runtut.read(text).events] == wanted
