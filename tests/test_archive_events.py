"""Stories of one event found and compared, on each kind of database: what joins them, and where they disagree."""

import datetime as dt
import itertools
import json

import pytest
from sqlalchemy import select

from runtut.archive import add, open_database
from runtut.archive.disagreements import disagreements
from runtut.archive.filters import Filters
from runtut.archive.same_event import explain
from runtut.archive.tables import DISAGREEMENTS, SAME_EVENT, STORIES, VERSIONS
from runtut.archive.which import newest_of
from runtut.batch import Plan

NOW = dt.datetime(2026, 3, 9, 5, 6, 7, tzinfo=dt.UTC)


def story(id_, hour, text, outlet, title, day="2026-03-02"):
    return {"id": id_, "outlet": outlet, "published": f"{day}T{hour:02}:00:00+07:00", "title": title, "text": text}


CRASH = (
    "Bus Sinar Lembah menabrak truk semen di tanjakan Cimanila, Kabupaten Samar, Senin (2/3/2026) pagi. {toll} Bus yang "
    "melaju dari Terminal Wiryasari itu kehilangan kendali di tanjakan. {own}"
)
FIRST = story(
    "pertama",
    8,
    CRASH.format(
        toll="Sebanyak sembilan orang tewas dalam tabrakan itu.",
        own="Sopir truk semen sedang diperiksa petugas di pos Cimanila.",
    ),
    "Kabar Lembah",
    "Bus Sinar Lembah Tabrak Truk Semen di Cimanila",
)
LESS = story(
    "kurang",
    11,
    CRASH.format(
        toll="Akibatnya, 7 orang meninggal dunia di tempat.",
        own="Jalan di tanjakan Cimanila ditutup sampai siang untuk mengangkat truk.",
    ),
    "Pos Hulu",
    "Tabrakan Bus Sinar Lembah dan Truk Semen di Cimanila",
)
MORE = story(
    "lebih",
    16,
    CRASH.format(
        toll="Korban tewas bertambah menjadi 11 orang sore ini.",
        own="Keluarga korban bus berkumpul di rumah sakit Wiryasari sejak siang.",
    ),
    "Warta Teluk",
    "Korban Tabrakan Bus Sinar Lembah di Cimanila Bertambah",
)
OTHER_PLACE = story(
    "lain",
    12,
    "Bus Sinar Lembah menabrak truk pasir di simpang Odangsari, Kabupaten Hulu, Senin (2/3/2026) siang. Dua orang tewas dalam "
    "tabrakan itu. Bus yang melaju dari Terminal Purwamarga itu kehilangan kendali di simpang Odangsari.",
    "Pos Hulu",
    "Bus Tabrak Truk Pasir di Odangsari",
)
STORIES_TOLD = (FIRST, LESS, MORE, OTHER_PLACE)


def match(id_, against, outlet):
    return story(
        id_,
        21,
        f"Persatuan Samar menang 2-1 atas {against} pada laga Liga Lembah di Stadion Wiryasari, Senin (2/3/2026). Gol "
        f"kemenangan lahir pada menit akhir. Pelatih {against} mengaku timnya lengah menjaga penyerang lawan.",
        outlet,
        f"Persatuan Samar Kalahkan {against}",
    )


@pytest.fixture
def database(archive):
    opened = open_database(archive, create=True)
    yield opened
    opened.close()


def put(database, tmp_path, *stories, name="stories"):
    source = tmp_path / f"{name}.jsonl"
    source.write_text("".join(json.dumps(each) + "\n" for each in stories), encoding="utf-8")
    list(add(database, [source], Plan(), now=lambda: NOW))


def joined(database):
    later, first = VERSIONS.alias(), VERSIONS.alias()
    asked = (
        select(first.c.given_id, later.c.given_id, SAME_EVENT.c.confidence)
        .join(later, later.c.id == SAME_EVENT.c.version)
        .join(first, first.c.id == SAME_EVENT.c.of)
    )
    with database.reading() as connection:
        return {tuple(row) for row in connection.execute(asked)}


def pairs(database):
    return {frozenset(row[:2]) for row in joined(database)}


def test_stories_of_one_event_are_joined_and_those_of_another_place_are_not(database, tmp_path):
    put(database, tmp_path, *STORIES_TOLD)
    assert pairs(database) == {frozenset(each) for each in itertools.combinations(("pertama", "kurang", "lebih"), 2)}


def test_two_matches_of_one_club_are_two_events(database, tmp_path):
    put(
        database,
        tmp_path,
        match("a", "Bintang Odang", "Kabar Lembah"),
        match("b", "Bintang Odang", "Pos Hulu"),
        match("c", "Garuda Marwah", "Warta Teluk"),
    )
    assert pairs(database) <= {frozenset("ab")}


def test_the_order_in_which_stories_come_changes_nothing(archive, tmp_path):
    found = []
    for n, order in enumerate((STORIES_TOLD, STORIES_TOLD[::-1])):
        opened = open_database(str(tmp_path / f"{n}.db"), create=True)
        for at, each in enumerate(order):
            put(opened, tmp_path, each, name=f"{n}-{at}")
        found.append(
            (joined(opened), [(d.what, [(s.value, s.outlets) for s in d.sides]) for d in disagreements(opened)])
        )
        opened.close()
    assert found[0] == found[1]


def test_a_toll_that_is_smaller_later_is_a_disagreement_and_one_that_grew_is_none(database, tmp_path):
    put(database, tmp_path, *STORIES_TOLD)
    (found,) = disagreements(database)
    assert (found.kind, found.what) == ("figure", "dead")
    assert {(side.value, side.outlets, side.voices) for side in found.sides} == {
        ("9", ("Kabar Lembah",), 1),
        ("7", ("Pos Hulu",), 1),
    }
    assert "sembilan orang tewas" in {s.value: s for s in found.sides}["9"].stories[0].excerpt
    assert disagreements(database, filters=Filters(("Warta Teluk",))) == []
    assert len(disagreements(database, filters=Filters(("Pos Hulu",)))) == 1


SURPLUS = (
    "Neraca dagang Pelabuhan Samar pada Februari 2026 mencatat surplus sebesar {figure}, kata Kepala Balai Odang Wiryana di "
    "Wiryasari, Senin (2/3/2026). Ekspor kopi dan karet naik. {own}"
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rp120,5 miliar", "Rp120,5 miliar"),
        ("Rp120,5 miliar", "Rp120 miliar"),
        ("sekitar Rp120 miliar", "Rp120,5 miliar"),
        ("Rp120 miliar hingga Rp130 miliar", "Rp125,4 miliar"),
        ("lebih dari Rp100 miliar", "Rp125,4 miliar"),
    ],
)
def test_figures_that_can_mean_the_same_do_not_disagree(database, tmp_path, one, other):
    put(
        database,
        tmp_path,
        story(
            "a",
            8,
            SURPLUS.format(figure=one, own="Pedagang kopi senang."),
            "Kabar Lembah",
            "Surplus Dagang Pelabuhan Samar",
        ),
        story(
            "b",
            9,
            SURPLUS.format(figure=other, own="Petani karet berharap harga bertahan."),
            "Pos Hulu",
            "Pelabuhan Samar Surplus",
        ),
    )
    assert pairs(database) == {frozenset("ab")}
    assert disagreements(database) == []


def test_a_figure_that_is_torn_is_not_compared(database, tmp_path):
    put(
        database,
        tmp_path,
        story(
            "a",
            8,
            SURPLUS.format(figure="Rp200, 200, 000", own="Pedagang senang."),
            "Kabar Lembah",
            "Surplus Dagang Pelabuhan Samar",
        ),
        story(
            "b", 9, SURPLUS.format(figure="Rp200.200.000", own="Petani senang."), "Pos Hulu", "Pelabuhan Samar Surplus"
        ),
    )
    assert disagreements(database) == []


def test_words_that_all_figures_of_a_story_have_by_them_make_no_two_of_them_the_same(database, tmp_path):
    text = (
        "Peredaran kopi palsu di Pelabuhan Samar ramai dibicarakan, kata Odang Wiryana di Wiryasari, Senin (2/3/2026). {told} "
        "Kopi palsu beredar di pasar, kopi palsu itu dijual murah, dan peredaran kopi palsu sulit dihentikan."
    )
    put(
        database,
        tmp_path,
        story(
            "a",
            8,
            text.format(told="Balai menekan peredaran kopi palsu 12,1 persen."),
            "Kabar Lembah",
            "Peredaran Kopi Palsu Samar",
        ),
        story(
            "b",
            9,
            text.format(told="Peredaran kopi palsu 10 persen menurut pedagang."),
            "Pos Hulu",
            "Peredaran Kopi Palsu di Samar",
        ),
    )
    assert pairs(database) == {frozenset("ab")}
    assert disagreements(database) == []


def test_a_story_with_both_figures_disagrees_with_nobody(database, tmp_path):
    both = LESS | {"text": LESS["text"] + " Laporan lain menyebut sembilan orang tewas."}
    put(database, tmp_path, FIRST, both)
    assert disagreements(database) == []


def test_an_open_figure_elsewhere_does_not_hide_a_disagreement(database, tmp_path):
    open_ = "Nilai ekspor seluruh kabupaten lebih dari Rp1 miliar."
    put(
        database,
        tmp_path,
        story(
            "a", 8, SURPLUS.format(figure="Rp120,5 miliar", own=open_), "Kabar Lembah", "Surplus Dagang Pelabuhan Samar"
        ),
        story(
            "b", 9, SURPLUS.format(figure="Rp20,5 miliar", own="Petani senang."), "Pos Hulu", "Pelabuhan Samar Surplus"
        ),
    )
    (found,) = disagreements(database)
    assert {side.value for side in found.sides} == {"120500000000", "20500000000"}


def test_days_that_are_written_in_full_are_compared(database, tmp_path):
    text = (
        "Balai Samar mencatat gangguan kabut asap di Bandara Wiryasari mulai dirasakan sejak {day} dan enam penerbangan dialihkan "
        "setiap hari ke bandara lain. {own}"
    )
    put(
        database,
        tmp_path,
        story(
            "a",
            8,
            text.format(day="27 Februari 2026", own="Penumpang menunggu."),
            "Kabar Lembah",
            "Kabut Asap di Bandara Wiryasari",
        ),
        story(
            "b",
            9,
            text.format(day="27 Januari 2026", own="Petugas membagikan masker."),
            "Pos Hulu",
            "Bandara Wiryasari Kabut Asap",
        ),
    )
    with database.reading() as connection:
        rows = connection.execute(select(DISAGREEMENTS.c.kind, DISAGREEMENTS.c.value, DISAGREEMENTS.c.of_value)).all()
    assert [tuple(row) for row in rows] == [("day", "2026-01-27", "2026-02-27")]


def test_why_two_stories_are_joined_or_not_can_be_told(database, archive, tmp_path, cli):
    put(database, tmp_path, *STORIES_TOLD)
    with database.reading() as connection:
        one, other, far = (newest_of(database, connection, each) for each in ("pertama", "kurang", "lain"))
        assert explain(connection, one, other).joined
        assert explain(connection, one, other) == explain(connection, other, one)
        apart = explain(connection, one, far)
        assert not apart.joined
        assert apart.missing
        story_ = connection.execute(select(STORIES.c.id).where(STORIES.c.newest == one)).scalar_one()
        assert newest_of(database, connection, str(story_)) == one
    run = cli("archive", "explain", "pertama", "lain", "--archive", archive)
    assert (run.status, "not taken" in run.out) == (0, True)
    assert cli("archive", "explain", "pertama", "tiada", "--archive", archive).status == 2


def test_the_command_shows_both_sides(database, archive, tmp_path, cli):
    put(database, tmp_path, *STORIES_TOLD)
    run = cli("archive", "disagreements", "--archive", archive)
    assert run.status == 0
    assert "Kabar Lembah" in run.out
    assert "Pos Hulu" in run.out
    assert len(cli("archive", "disagreements", "--archive", archive, "--format", "json").json[0]["sides"]) == 2
