"""What was altered between texts, from story to story and from version to version."""

import json

import pytest

from runtut.archive.changes import Change, changes
from runtut.record import Story
from test_archive_copies import DAY_LATER, FLOOD, LONGER, ORIGIN, OTHER, PARAGRAPHS, ROUNDED, WITHOUT_LEAD


def told(text, title=None):
    return Story("cerita", text, title=title)


def altered(before, after):
    return list(changes(told(before), told(after)))


def test_figures_dates_and_names_are_told_apart():
    before = "Ratmi Suhanda membuka 12 posko pada Senin (2/3/2026) di kota."
    after = "Ratmi Suhandi membuka 14 posko pada Selasa (3/3/2026) di desa."
    assert altered(before, after) == [
        Change("name", "Suhanda", "Suhandi"),
        Change("figure", "12", "14"),
        Change("date", "Senin (2/3/2026)", "Selasa (3/3/2026)"),
        Change("words", "kota.", "desa."),
    ]


def test_sentences_left_out_and_put_in():
    one, two, three = "Air naik sejak sore.", "Warga mengungsi ke bukit.", "Sekolah diliburkan tiga hari lamanya."
    assert altered(f"{one} {two}", f"{one} {three}") == [Change("removed", two, ""), Change("added", "", three)]


def test_a_moved_sentence_and_other_marks_are_no_alteration():
    one, two = '"Air naik," kata Odang.', "Warga mengungsi ke bukit."
    assert altered(f"{one} {two}", f"{two}\n\n“Air  naik,” kata Odang.") == []


def test_a_new_title():
    assert list(changes(told("Air naik.", "Banjir"), told("Air naik.", "Banjir Besar"))) == [
        Change("title", "Banjir", "Banjir Besar")
    ]


@pytest.mark.parametrize("text", ["", "\n", "?", "a " * 5000, "Air naik. " * 3000, "x" * 10000])
def test_odd_texts(text):
    assert altered(text, text) == []
    altered(text, FLOOD)
    altered(FLOOD, text)


@pytest.fixture
def news(cli, archive, tmp_path):
    def put(name, *stories):
        path = tmp_path / name
        path.write_text("".join(json.dumps(each) + "\n" for each in stories), encoding="utf-8")
        made = cli("archive", "add", path, "--archive", archive, "--select", "CAL001")
        assert made.status == 0, made.err
        return path

    put("news.jsonl", WITHOUT_LEAD, DAY_LATER, ORIGIN | {"url": "https://kawat.example/1"}, ROUNDED, LONGER, OTHER)
    return put


def test_a_chain(cli, archive, news):
    links = cli("archive", "chain", "bulat", "--archive", archive, "--format", "json").json
    assert [each["outlet"] for each in links] == [
        *("Kantor Kawat", "Kabar Lembah", "Warta Teluk", "Suara Bukit", "Pos Hulu")
    ]
    assert [each["asked"] for each in links] == [False, False, True, False, False]
    first, cut, rounded, longer, later = links
    assert (first["source"], first["changes"]) == (None, [])
    assert [each["source"] for each in (cut, rounded, longer)] == [0, 0, 0]
    assert {"kind": "removed", "before": PARAGRAPHS[0], "after": ""} in cut["changes"]
    assert {each["kind"] for each in rounded["changes"]} == {"title", "figure"}
    assert {each["kind"] for each in longer["changes"]} == {"title", "added"}
    assert {"kind": "date", "before": "Minggu (1/3/2026)", "after": "Senin (2/3/2026)"} in later["changes"]
    same = cli("archive", "chain", "http://www.kawat.example/1/", "--archive", archive, "--format", "json").json
    assert [each["story"] for each in same] == [each["story"] for each in links]
    number = str(links[0]["story"])
    shown = cli("archive", "chain", number, "--archive", archive, "--lang", "en")
    assert "1. Kantor Kawat  2026-03-02 07:00" in shown.out
    assert 'figure: "412' in shown.out
    assert cli("archive", "chain", number, "--archive", archive, "--format", "csv").out.count("\n") >= 6


def test_a_chain_of_a_file(cli, archive, news, tmp_path):
    draft = tmp_path / "draft.txt"
    draft.write_text(FLOOD.replace("412", "421"), encoding="utf-8")
    links = cli("archive", "chain", draft, "--archive", archive, "--format", "json").json
    assert links[-1]["asked"], "without a date it comes last"
    assert links[-1]["story"] is None
    assert {"kind": "figure", "before": "412", "after": "421"} in links[-1]["changes"]
    draft.write_text(FLOOD, encoding="utf-8")
    assert len(cli("archive", "chain", draft, "--archive", archive, "--format", "json").json) == 6
    draft.write_text("Panen raya di desa.", encoding="utf-8")
    assert "no other story" in cli("archive", "chain", draft, "--archive", archive, "--lang", "en").out


def test_versions_show_silent_corrections(cli, archive, news):
    news("again.jsonl", ORIGIN | {"url": "https://kawat.example/1", "text": FLOOD.replace("412", "214")})
    found = cli("archive", "versions", "https://kawat.example/1", "--archive", archive, "--format", "json").json
    assert [each["number"] for each in found] == [1, 2]
    assert found[1]["changes"] == [{"kind": "figure", "before": "412", "after": "214"}]
    shown = cli("archive", "versions", "asal", "--archive", archive, "--lang", "en").out
    assert 'figure: "412" -> "214"' in shown


def test_a_story_that_is_not_there(cli, archive, news):
    told = cli("archive", "versions", "tak-ada", "--archive", archive, "--lang", "en")
    assert told.status == 2
    assert "no story tak-ada" in told.err
    news("twin.jsonl", OTHER | {"outlet": "Koran Lain"})
    told = cli("archive", "chain", "lain", "--archive", archive, "--lang", "en")
    assert told.status == 2
    assert "2 stories go by lain" in told.err
