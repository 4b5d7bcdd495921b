"""Stories on file compared with each other, on each kind of database: copies, voices, joining that is cut short."""

import datetime as dt
import itertools
import json

import pytest
from sqlalchemy import select, update

from runtut.archive import add, copies, join, open_database
from runtut.archive.alike import Text, alike
from runtut.archive.tables import COPIES, VERSIONS
from runtut.archive.voices import voices
from runtut.archive.words import stems
from runtut.batch import Plan

NOW = dt.datetime(2026, 3, 4, 5, 6, 7, tzinfo=dt.UTC)

PARAGRAPHS = (
    (
        "Banjir bandang menerjang tiga desa di Kecamatan Lembah Samar pada Minggu (1/3/2026) malam setelah hujan lebat turun "
        "selama enam jam tanpa henti di daerah hulu."
    ),
    "Sebanyak 412 rumah terendam dan 1.250 warga mengungsi ke balai desa serta dua sekolah dasar yang letaknya lebih tinggi.",
    (
        '"Kami membuka dapur umum sejak tengah malam dan mengirim selimut untuk anak-anak," kata Kepala Desa Cimanila, Odang '
        "Wiryana, di lokasi pengungsian."
    ),
    (
        "Jembatan gantung yang menghubungkan Cimanila dengan pasar kecamatan putus sehingga bantuan harus diangkut dengan perahu "
        "karet milik tim penolong dari kabupaten."
    ),
    (
        "Bupati Ratmi Suhanda menjanjikan perbaikan tanggul sepanjang dua kilometer dengan biaya Rp7,5 miliar dari anggaran "
        "belanja tidak terduga tahun ini."
    ),
    (
        "Warga meminta pemerintah mengeruk sungai yang makin dangkal karena lumpur dari tambang pasir di perbukitan sebelah utara "
        "kampung mereka."
    ),
)
FLOOD = "\n\n".join(PARAGRAPHS)
PRICES = (
    "Harga cabai rawit di Pasar Samar pada {day} tercatat Rp{a}.000 per kilogram. Cabai keriting dijual Rp{b}.000, bawang "
    "merah Rp{c}.000 dan bawang putih Rp{d}.000 per kilogram. Harga telur ayam berada pada Rp{e}.000 per kilogram. Pedagang "
    "mengatakan pasokan dari sentra produksi lancar dan pembeli datang seperti biasa sejak pasar dibuka pada pukul enam pagi."
)


def story(id_, text, *, outlet="Kabar Lembah", published="2026-03-02T09:00:00+07:00", title=None):
    return {"id": id_, "outlet": outlet, "title": title or f"Cerita {id_}", "published": published, "text": text}


ORIGIN = story("asal", FLOOD, outlet="Kantor Kawat", published="2026-03-02T07:00:00+07:00")
WITHOUT_LEAD = story("potong", "\n\n".join(PARAGRAPHS[1:]), published="2026-03-02T09:00:00+07:00")
DAY_LATER = story(
    "tanggal", FLOOD.replace("Minggu (1/3/2026)", "Senin (2/3/2026)"), outlet="Pos Hulu", published="2026-03-03"
)
ROUNDED = story(
    "bulat",
    FLOOD.replace("412 rumah", "lebih dari 400 rumah").replace("1.250 warga", "sekitar 1.200 orang"),
    outlet="Warta Teluk",
    published="2026-03-02T11:00:00+08:00",
)
LONGER = story(
    "tambah",
    FLOOD
    + "\n\nTahun lalu banjir serupa melanda kampung tetangga dan merendam ladang jagung yang baru ditanam para petani.",
    outlet="Suara Bukit",
    published="2026-03-02T12:00:00+07:00",
)
MARKET = [
    story(
        f"harga{n}",
        PRICES.format(day=f"{n} Maret 2026", a=40 + n, b=31 + 2 * n, c=28 + n, d=35 - n, e=27 + n % 2),
        title="Harga Cabai Hari Ini",
        published=f"2026-03-{n:02}",
    )
    for n in range(1, 5)
]
OTHER = story(
    "lain",
    "Klub Elang Samar menang tiga gol tanpa balas atas tamunya dalam laga persahabatan yang dipadati penonton pada sore hari. "
    "Pelatih memuji penjaga gawang muda yang menahan satu tendangan penalti, lalu menurunkan lima pemain cadangan setelah jeda.",
)
ALL = [ORIGIN, WITHOUT_LEAD, DAY_LATER, ROUNDED, LONGER, *MARKET, OTHER]


@pytest.fixture
def database(archive):
    opened = open_database(archive, create=True)
    yield opened
    opened.close()


@pytest.fixture
def put(database, tmp_path):
    numbers = itertools.count()

    def do(*stories):
        path = tmp_path / f"{next(numbers)}.jsonl"
        path.write_text("".join(json.dumps(each) + "\n" for each in stories), encoding="utf-8")
        return list(add(database, [path], Plan(select=("CAL001",), layers=()), now=lambda: NOW))

    return do


def ids(database):
    with database.reading() as connection:
        asked = select(VERSIONS.c.id, VERSIONS.c.given_id)
        return {given: id_ for id_, given in connection.execute(asked)}


def pairs(database):
    names = {id_: name for name, id_ in ids(database).items()}
    with database.reading() as connection:
        return {(names[row.version], names[row.of]): row.kind for row in connection.execute(select(COPIES))}


def test_copies_are_found_and_the_first_is_the_origin(database, put):
    put(*ALL)
    found = pairs(database)
    assert {later for later, first in found if first == "asal"} == {"potong", "tanggal", "bulat", "tambah"}
    assert not any(name.startswith(("harga", "lain")) for pair in found for name in pair)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_adding_does_not_matter(database, put, seed):
    order = ALL[seed * 3 :] + ALL[: seed * 3]
    for each in order if seed == 1 else reversed(order):
        put(each)
    found = pairs(database)
    assert len(found) == 10, "each two of the five"
    assert {first for _, first in found} == {"asal", "potong", "bulat", "tambah"}, "tanggal came last"
    assert ("potong", "bulat") not in found, "nine o'clock is before eleven, two zones east"


def test_a_voice_is_what_was_published_first(database, put):
    put(*ALL)
    known = ids(database)
    with database.reading() as connection:
        found = voices(connection, [known["tambah"], known["tanggal"], known["lain"]])
    assert found == {
        known["tambah"]: known["asal"],
        known["tanggal"]: known["asal"],
        known["lain"]: known["lain"],
    }


def test_versions_of_a_story_are_one_voice(database, put):
    put(ORIGIN)
    put(ORIGIN | {"text": FLOOD.replace("412 rumah", "512 rumah")})
    with database.reading() as connection:
        versions = list(connection.execute(select(VERSIONS.c.id)).scalars())
        assert len(versions) == 2
        assert len(set(voices(connection, versions).values())) == 1
    assert pairs(database) == {}, "a version is no copy of another"


def test_joining_that_was_cut_short_goes_on(database, put, monkeypatch):
    put(*ALL)
    wanted = pairs(database)
    with database.writing() as connection:
        connection.execute(COPIES.delete())
        connection.execute(update(VERSIONS).values(joined=False))
    monkeypatch.setattr(join, "BATCH", 3)
    calls = iter(range(100))

    def broken(connection, versions):
        copies.join_copies(connection, versions)
        if next(calls) == 2:
            raise RuntimeError("killed")

    monkeypatch.setattr(join, "JOINERS", (broken,))
    with pytest.raises(RuntimeError, match="killed"):
        join.join(database)
    assert join.waiting(database)
    assert join.join(database) == len(ALL) - 6
    assert not join.waiting(database)
    assert pairs(database) == wanted


def test_a_version_that_is_joined_anew_has_its_copies_once(database, put):
    put(*ALL)
    wanted = pairs(database)
    with database.writing() as connection:
        connection.execute(update(VERSIONS).where(VERSIONS.c.given_id.in_(("asal", "bulat"))).values(joined=False))
    assert join.join(database) == 2
    assert pairs(database) == wanted


def test_only_one_joins_at_a_time(database, put):
    put(ORIGIN)
    with database.writing() as connection:
        connection.execute(update(VERSIONS).values(joined=False))
    if database.engine.dialect.name == "sqlite":
        pytest.skip("a writer is alone at everything")
    with database.writing() as connection:
        assert database.alone(connection, join.TASK)
        assert join.join(database) == 0
    assert join.join(database) == 1


def test_a_crowded_bucket_is_passed_over(database, put, monkeypatch):
    monkeypatch.setattr(copies, "CROWD", 2)
    put(ORIGIN, WITHOUT_LEAD, DAY_LATER, ROUNDED, LONGER)
    assert len(pairs(database)) < 10


# ---------------------------------------------------------------- two texts


def text(words, **kwargs):
    return Text(stems(words), **kwargs)


def test_likeness_is_the_same_both_ways():
    one, other = text(FLOOD), text(LONGER["text"])
    assert alike(one, other) == alike(other, one)
    assert alike(one, other).kind == "altered"
    assert alike(one, text(FLOOD)).kind == "same"


def test_a_part():
    assert alike(text(FLOOD), text("\n\n".join(PARAGRAPHS[:3]))).kind == "part"


def test_a_shared_background_makes_no_copy():
    fresh = (
        "Gubernur mengunjungi pengungsi dan membagikan sembako kepada keluarga yang kehilangan tempat tinggal. Rombongan tiba "
        "dengan helikopter lalu berjalan kaki menyusuri jalan berlumpur menuju tenda darurat di lapangan sepak bola."
    )
    assert alike(text(FLOOD), text(fresh + "\n\n" + "\n\n".join(PARAGRAPHS[1:4]))) is None


@pytest.mark.parametrize(("day", "copied"), [("2026-03-04", False), ("2026-03-03", True)])
def test_a_series_is_of_two_days(day, copied):
    one = text(PRICES.format(day="3 Maret", a=41, b=33, c=29, d=34, e=28), day="2026-03-03")
    two = text(PRICES.format(day="4 Maret", a=52, b=37, c=26, d=31, e=29), day=day)
    assert (alike(one, two) is not None) == copied


def test_an_outlet_writes_of_two_places_by_one_pattern():
    one = text(PRICES.format(day="3 Maret", a=41, b=33, c=29, d=34, e=28), outlet="Kabar Lembah", day="2026-03-03")
    two = text(PRICES.format(day="3 Maret", a=52, b=37, c=26, d=31, e=27), outlet="Kabar Lembah", day="2026-03-03")
    assert alike(one, two) is None


def test_a_title_tells_a_series_whose_figures_hardly_change():
    one = text(FLOOD, title="Cuaca Hari Ini", outlet=1, day="2026-03-02")
    two = text(DAY_LATER["text"], title="Cuaca Hari Ini", outlet=1, day="2026-03-03")
    assert alike(one, two) is None
    assert alike(one, text(FLOOD, title="Cuaca Hari Ini", outlet=2, day="2026-03-03")) is not None, "another outlet"


def test_notices_of_a_few_words_are_not_compared():
    assert alike(text("Gempa terasa di Samar."), text("Gempa terasa di Samar.")) is None
