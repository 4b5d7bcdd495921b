"""Figures and what happened, by day and with who says so, on each kind of database; and their charts."""

import datetime as dt
import json
import xml.etree.ElementTree as ET

import pytest

from runtut.archive import add, open_database
from runtut.archive.figures import figures
from runtut.archive.filters import Filters
from runtut.archive.matches import Question
from runtut.archive.timeline import timeline
from runtut.batch import Plan
from runtut.record import ArchiveError

NOW = dt.datetime(2026, 3, 9, 5, 6, 7, tzinfo=dt.UTC)
FLOOD = "banjir bandang di Kecamatan Lembah Samar"


def story(id_, day, text, outlet="Kabar Lembah"):
    return {"id": id_, "outlet": outlet, "published": f"{day}T09:00:00+07:00", "title": f"Cerita {id_}", "text": text}


STORIES = [
    story(
        "satu",
        "2026-03-02",
        f"Korban tewas akibat {FLOOD} pada Minggu (1/3/2026) mencapai 12 orang. Sebanyak 40 rumah rusak di tiga desa. "
        "Petugas membuka dapur umum di lapangan Samar.",
    ),
    story(
        "dua",
        "2026-03-03",
        f"Jumlah korban tewas {FLOOD} bertambah menjadi 19 orang, dan 31 orang luka. Banjir di Samar mulai surut sejak pagi hari.",
        outlet="Pos Hulu",
    ),
    story(
        "tiga",
        "2026-03-04",
        f'"Korban tewas sedikitnya 24 orang," kata Bupati Ratmi Suhanda di lokasi {FLOOD}, Rabu (4/3/2026). '
        "Pemerintah Samar akan bertemu warga korban banjir pada Selasa (10/3/2026) di Balai Samar.",
        outlet="Warta Teluk",
    ),
    story("lain", "2026-03-04", "Korban tewas kecelakaan bus di tol Cimanila tercatat 7 orang.", outlet="Warta Teluk"),
]


@pytest.fixture
def filed(archive, tmp_path):
    source = tmp_path / "stories.jsonl"
    source.write_text("".join(json.dumps(each) + "\n" for each in STORIES), encoding="utf-8")
    opened = open_database(archive, create=True)
    list(add(opened, [source], Plan(), now=lambda: NOW))
    yield opened
    opened.close()


def test_words_by_the_figure_and_words_of_the_story_are_told_apart(filed):
    found = figures(filed, Question("korban tewas banjir Samar"))
    assert [(each.day, each.value, each.unit) for each in found.figures] == [
        ("2026-03-02", 12.0, "orang"),
        ("2026-03-03", 19.0, "orang"),
        ("2026-03-04", 24.0, "orang"),
    ]
    assert {"korban", "tewas"} <= set(found.by_figure)
    assert "banjir" in found.in_story
    last = found.figures[-1]
    assert (last.mod, last.low, last.high, last.speaker) == ("at_least", 24.0, None, "Ratmi Suhanda")
    assert last.outlet == "Warta Teluk"


def test_a_total_that_grows_is_shown_as_a_series(filed):
    (one,) = figures(filed, Question("korban tewas banjir Samar")).series
    assert one.growing
    assert [(each.day, each.high, each.voices) for each in one.points] == [
        ("2026-03-02", 12.0, 1),
        ("2026-03-03", 19.0, 1),
        ("2026-03-04", 24.0, 1),
    ]


def test_filters_and_limits_are_obeyed_and_an_empty_question_is_an_error(filed):
    assert len(figures(filed, Question("korban tewas banjir", filters=Filters(("pos hulu",)))).figures) == 1
    assert len(figures(filed, Question("korban tewas banjir", limit=2)).figures) == 2
    assert figures(filed, Question("gempa")).figures == ()
    with pytest.raises(ArchiveError):
        figures(filed, Question("..."))
    with pytest.raises(ArchiveError):
        timeline(filed, Question("-banjir"))


def test_a_timeline_keeps_apart_what_happened_and_what_was_planned(filed):
    found = timeline(filed, Question("banjir Samar"))
    assert [(each.first, each.lane) for each in found if each.kind == "disaster"][:1] == [("2026-03-01", "stated")]
    (plan,) = [each for each in found if each.lane == "planned"]
    assert (plan.first, plan.kind, plan.voices) == ("2026-03-10", "meeting", 1)
    assert plan.stories[0].outlet == "Warta Teluk"
    assert [each.first for each in found] == sorted(each.first for each in found)


@pytest.mark.parametrize(("command", "question"), [("figures", "korban tewas banjir"), ("timeline", "banjir Samar")])
def test_each_is_printed_in_every_format(filed, archive, cli, command, question, tmp_path):
    asked = ("archive", command, question, "--archive", archive)
    assert "2026-03" in cli(*asked).out
    assert cli(*asked, "--format", "json").json
    assert cli(*asked, "--format", "csv").out.count("\n") > 1
    page = cli(*asked, "--format", "html").out
    drawing = page[page.index("<svg") : page.index("</svg>") + len("</svg>")]
    assert ET.fromstring(drawing).tag.endswith("svg")
    assert "<table>" in page
    assert "<script" not in page
    refused = cli(*asked, "--format", "png")
    assert (refused.status, refused.out) == (2, "")
    assert "--output" in refused.err


def test_png_is_a_picture_or_one_line_that_says_what_to_install(filed, archive, cli, tmp_path):
    run = cli("archive", "figures", "korban tewas", "--archive", archive, "--format", "png", "-o", tmp_path / "a.png")
    if run.status == 0:
        assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
    else:
        assert "runtut[plot]" in run.err
        assert len(run.err.splitlines()) == 1
        assert not (tmp_path / "a.png").exists()


def test_what_a_story_says_cannot_become_markup(filed, archive, cli):
    page = cli("archive", "figures", "<b>korban</b>", "--archive", archive, "--format", "html").out
    assert "<b>" not in page
