"""Quantities: the pack's cases, the pieces rules rely on, and what holds for any text."""

import tomllib
from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from runtut.annotate.quantities import read_quantities
from runtut.annotate.times import read_times
from runtut.languages import load_pack
from runtut.record import QuantityKind, Record, Story
from test_rule_cases import unmark

PACK = load_pack("id")
PUBLISHED = datetime(2023, 9, 12, 11, 3, tzinfo=timezone(timedelta(hours=7)))
CASES = tomllib.loads((PACK.folder / "quantities.cases.toml").read_text(encoding="utf-8"))["case"]


def read(text, **given):
    record = Record(Story("case", text, published=PUBLISHED, **given))
    record = Record(record.story, times=read_times(record, PACK))
    return read_quantities(record, PACK)


def worded(quantity):
    """Return a quantity as the cases write it."""
    value = f"{quantity.value.normalize():f}" + (
        f"-{quantity.upper.normalize():f}" if quantity.upper is not None else ""
    )
    around = [*([quantity.mod] if quantity.mod else []), *([f"/{quantity.per}"] if quantity.per else [])]
    return " ".join(filter(None, (value, quantity.unit, "| " + " ".join(around) if around else "")))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_case(case):
    text, spans = unmark(case["text"])
    quantities = [q for q in read(text) if q.kind is not QuantityKind.SCORE]
    assert [(q.start, q.end) for q in quantities] == spans
    assert [worded(q) for q in quantities] == case.get("values", [])


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("2,5 juta peluru", 2450000, 2550000),
        ("7,2 persen", "7.15", "7.25"),
        ("120 orang", 120, 120),
        ("lebih dari 300 murid", 300, None),
        ("kurang dari 50 orang", None, 50),
        ("sekitar 100 orang", 85, 115),
        ("5-10 orang", 5, 10),
    ],
)
def test_what_the_writing_can_mean(text, low, high):
    (quantity,) = read(f"Ada {text}.")
    assert quantity.low == (None if low is None else Decimal(low))
    assert quantity.high == (None if high is None else Decimal(high))


def test_a_score_is_told_apart():
    (quantity,) = read("Tim itu menang 3-1 atas tamunya.")
    assert quantity.kind is QuantityKind.SCORE


def test_a_number_said_twice_is_one_quantity():
    (quantity,) = read("Ada tujuh (8) orang.")
    assert (quantity.value, quantity.restated.value) == (7, 8)


def test_a_heading_in_capitals_counts_too():
    assert [q.text for q in read("Kebakaran Besar Hanguskan 103 Rumah di Wanasari\nApi padam.")] == ["103 Rumah"]


def test_blanks_of_every_width():
    money, length = read("Harganya Rp\u202f38.570.000 untuk 7\u2009km.")
    assert (money.text, money.unit, length.unit) == ("Rp\u202f38.570.000", "IDR", "km")


PIECES = st.sampled_from(
    [
        "12", "3", "1.000", "2,5", "0", "9999", "dua", "puluh", "ratus", "belas", "ribu", "juta", "setengah", "sepertiga", "Rp", "US$",
        "persen", "%", "orang", "km", "kg", "per", "tahun", "hari", "/", "-", "(", ")", ",", ".", " ", " ", " ", "sekitar", "lebih dari",
        "hingga", "ke", "Pasal", "berusia", "usia", "kali", "lipat", "\u00a0", "\n", "T", "M", "jt", "rb", "GB", "11v11", "poin", "nya",
    ]
)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(
    st.one_of(
        st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join), st.lists(PIECES, max_size=30).map(" ".join)
    )
)
@example("Rp1 T")
def test_any_text(text):
    end = 0
    for quantity in read(text):
        assert text[quantity.start : quantity.end] == quantity.text
        assert end <= quantity.start < quantity.end
        end = quantity.end
        assert quantity.low is None or quantity.low <= quantity.value
        assert quantity.high is None or quantity.value <= quantity.high
        assert quantity.upper is None or quantity.upper > quantity.value
        for piece in (quantity.number, quantity.restated, quantity.noun):
            assert piece is None or quantity.start <= piece.start < piece.end <= quantity.end
        assert quantity.hedge is None or text[quantity.hedge.start : quantity.hedge.end]
    assert read(text) == read(text)


@pytest.mark.parametrize(
    "piece", ["1", "12 ", "12.000.", "dua ", "Rp", "1,", "3-", "(", "Pasal 1 dan ", "ribu ", "A, 1", "1x"]
)
def test_long_repetitions_are_read_in_time_that_grows_with_them(piece):
    assert len(read(piece * 20_000)) <= 20_000


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Desa itu memakai 7 juta bata.", "stated"),
        ("Desa itu akan memakai 7 juta bata.", "planned"),
        ("Desa itu diperkirakan akan memakai 7 juta bata.", "forecast"),
        ("Desa itu telah memakai 5 juta bata dan diperkirakan akan memakai 7 juta bata.", "forecast"),
        ("Harga akan naik 7 persen.", "forecast"),
        ("Jika 7 warga datang, rapat dimulai.", "hypothetical"),
        ("Jika dibandingkan dengan 7 warga kemarin, itu sedikit.", "stated"),
        ("Yang datang bukan 7 warga.", "denied"),
        ("Camat akan bertindak karena 7 warga sakit.", "stated"),
        ("Yang datang bukan hanya 7 warga.", "stated"),
        ("Camat tidak membantah ada 7 warga yang datang.", "stated"),
    ],
)
def test_status(text, status):
    assert read(text)[-1].status == status
