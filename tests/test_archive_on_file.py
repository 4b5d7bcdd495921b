"""Drafts held against the stories on file, on each kind of database."""

import json

import pytest

from test_archive_copies import FLOOD, ORIGIN, story

AGAIN = story("lagi", FLOOD, outlet="Koran Lain", published="2028-05-02T09:00:00+07:00")
WRONG = story(
    "salah",
    'Dapur umum dibuka di Cimanila. "Kami membuka dapur umum sejak tengah malam dan mengirim sepatu untuk anak-anak," kata '
    "Odang Wiryana.",
    outlet="Koran Lain",
    published="2026-03-03",
)


@pytest.fixture
def held(cli, archive, tmp_path):
    """Check stories against an archive of one, and return the findings of each."""

    def write(name, *stories):
        path = tmp_path / name
        path.write_text("".join(json.dumps(each) + "\n" for each in stories), encoding="utf-8")
        return path

    assert cli("archive", "add", write("news.jsonl", ORIGIN), "--archive", archive).status == 0

    def run(*stories, jobs=1):
        draft = write("draft.jsonl", *stories)
        made = cli("check", draft, "--archive", archive, "--select", "ARC", "--format", "json", "--jobs", jobs)
        assert made.status == 0, made.err
        return [[each["code"] for each in one["findings"]] for one in made.json["stories"]]

    return run


def test_a_draft_is_held_against_what_is_on_file(held):
    assert held(AGAIN, WRONG) == [["ARC001"], ["ARC004"]]


def test_in_several_processes(held):
    assert held(AGAIN, WRONG, jobs=2) == [["ARC001"], ["ARC004"]]


def test_a_story_is_not_held_against_itself(held):
    assert held(ORIGIN | {"published": "2028-05-02"}) == [[]]


def test_without_an_archive_the_rules_are_silent(cli, tmp_path):
    draft = tmp_path / "draft.jsonl"
    draft.write_text(json.dumps(AGAIN) + "\n", encoding="utf-8")
    assert "ARC" not in cli("check", draft, "--format", "json").out


def test_an_archive_that_is_not_there_is_told_once(cli, tmp_path):
    draft = tmp_path / "draft.jsonl"
    draft.write_text(json.dumps(AGAIN) + "\n", encoding="utf-8")
    told = cli("check", draft, "--archive", "none.db")
    assert (told.status, told.out) == (2, "")
    assert "none.db: no such archive" in told.err


CRASH = (
    "Bus Sinar Lembah menabrak truk semen di tanjakan Cimanila, Kabupaten Samar. {toll} {own} "
    "Polisi menutup jalan dari terminal sampai kedua kendaraan diangkat."
)
NINE = story(
    "tanjakan",
    CRASH.format(toll="Sebanyak sembilan orang tewas dalam tabrakan itu.", own="Bus Sinar Lembah kehilangan kendali."),
    outlet="Kabar Lembah",
    published="2026-03-02T08:00:00+07:00",
)
ALSO_NINE = story(
    "semen",
    CRASH.format(toll="Korban tewas 9 orang.", own="Sopir truk semen diperiksa polisi di Cimanila sejak siang."),
    outlet="Pos Hulu",
    published="2026-03-02T09:00:00+07:00",
)
COPIED = NINE | {"id": "salinan", "outlet": "Warta Teluk", "published": "2026-03-02T10:00:00+07:00"}
SEVEN = story(
    "bus",
    CRASH.format(toll="Tujuh orang tewas di tanjakan itu.", own="Warga Cimanila menolong penumpang bus."),
    outlet="Koran Lain",
    published="2026-03-02T12:00:00+07:00",
)


def test_a_figure_is_told_with_the_voices_of_each_side(cli, archive, tmp_path):
    for name, stories in (("news", (NINE, ALSO_NINE, COPIED)), ("draft", (SEVEN,))):
        lines = "".join(json.dumps(each) + "\n" for each in stories)
        (tmp_path / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    assert cli("archive", "add", tmp_path / "news.jsonl", "--archive", archive).status == 0
    made = cli("check", tmp_path / "draft.jsonl", "--archive", archive, "--select", "ARC", "--format", "json")
    ((found,),) = [each["findings"] for each in made.json["stories"]]
    assert found["code"] == "ARC003"
    assert "sembilan orang (voices: 2)" in found["message"]
    assert "Tujuh orang (voices: 0)" in found["message"]
