"""Scores of annotated stories: counted as defined, told plainly, and the numbers of the scorer kept outside the project."""

import json
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

from runtut.evaluation.layers import score_layers
from runtut.evaluation.matching import paired, same_quantity, same_speaker, same_time
from runtut.evaluation.pages import score_pages
from runtut.evaluation.traps import score_traps

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"

TEXT = "Ratmi Suhanda tiba Selasa (12/9/2023). “Kami lega,” kata Ratmi. Ia membawa 12 peti dan 3 karung."


def at(words, **fields):
    start = TEXT.index(words)
    return {"start": start, "end": start + len(words), "text": words, **fields}


def gold(**layers):
    empty = {"times": [], "quantities": [], "quotations": [], "entities": []}
    return {"story": {"id": "tiba", "text": TEXT}, "gold": empty | layers}


def numbers(score, name):
    measure = score.measures[name]
    return measure.right, measure.wanted, measure.given


def test_a_time_is_found_where_it_overlaps_and_right_by_its_value():
    wanted = gold(times=[at("Selasa (12/9/2023)", value="2023-09-12")])
    read = {"times": [at("12/9/2023", value="2023-09-12"), at("Ratmi", value="PRESENT_REF")]}
    score = score_layers([wanted], [read])
    assert numbers(score, "times found") == (1, 1, 2)
    assert numbers(score, "times exact span") == (0, 1, 2)
    assert numbers(score, "times right value") == (1, 1, 2)
    assert [(each.kind, each.text) for each in score.misses] == [("spurious", "Ratmi")]


def test_what_is_optional_is_neither_required_nor_counted():
    wanted = gold(quantities=[at("3 karung", value=3, unit="karung", optional=True)])
    score = score_layers([wanted, wanted], [{"quantities": [at("3 karung", value=9, unit="")]}, {}])
    assert numbers(score, "quantities found") == (0, 0, 0)
    assert score.misses == []


def test_a_story_that_could_not_be_read_finds_nothing():
    score = score_layers([gold(times=[at("Selasa", value="2023-09-12")])], [{"id": "tiba", "error": {}}])
    assert score.unreadable == 1
    assert numbers(score, "times found") == (0, 1, 0)


@pytest.mark.parametrize(
    ("wanted", "given", "same"),
    [
        ({"value": 12, "unit": "peti"}, {"value": 12.0, "upper": None, "unit": "Peti"}, True),
        ({"value": 12, "unit": "orang"}, {"value": 12, "unit": "orang tewas"}, True),
        ({"value": 12, "unit": ""}, {"value": 12, "unit": "orang"}, False),
        ({"value": 12, "upper": 15, "unit": "peti"}, {"value": 12, "unit": "peti"}, False),
        ({"value": 12, "unit": "peti"}, {"value": None, "unit": "peti"}, False),
    ],
)
def test_quantities_are_one_by_value_range_and_unit(wanted, given, same):
    assert same_quantity(wanted, given) is same


def test_times_are_one_by_value_case_aside():
    assert same_time({"value": "2023-09-12TMO"}, {"value": "2023-09-12tmo"})
    assert not same_time({"value": "2023-09-12"}, {"value": "2023-09"})


@pytest.mark.parametrize(
    ("wanted", "given", "same"),
    [
        ("Ratmi Suhanda", {"name": "Ratmi", "text": "Ratmi"}, True),
        ("Ratmi Suhanda", {"name": "Bayu Sasongko", "text": "Bayu"}, False),
        ("kepala desa", {"name": None, "text": "Kepala Desa Cimanila"}, True),
        ("kepala desa", {"name": None, "text": "desa"}, True),
        ("juru bicara kepala desa itu", {"name": None, "text": "desa"}, False),
        (None, None, True),
        (None, {"name": "Ratmi", "text": "Ratmi"}, False),
        ("Ratmi Suhanda", None, False),
    ],
)
def test_speakers_are_one_by_any_form_of_the_name(wanted, given, same):
    assert same_speaker({"speaker": wanted}, {"speaker": given}, {"ratmi suhanda": {"Ratmi"}}) is same


def test_each_annotation_is_paired_once_by_the_largest_shared_stretch():
    wanted = [{"start": 0, "end": 10}, {"start": 10, "end": 20}]
    given = [{"start": 8, "end": 20}, {"start": 0, "end": 9}]
    assert paired(wanted, given, 1e-9) == {0: 1, 1: 0}
    assert paired(wanted, [{"start": 0, "end": 4}], 0.5) == {}


def test_a_quotation_counts_with_the_kind_that_the_gold_gives_it():
    said = at("Kami lega,", kind="direct", speaker="Ratmi Suhanda")
    people = [{"type": "person", "name": "Ratmi Suhanda", "forms": ["Ratmi"], "mentions": [[0, 13]]}]
    read = {"quotations": [at("Kami lega", kind="mixed", speaker={"name": "Ratmi", "text": "Ratmi"})]}
    score = score_layers([gold(quotations=[said], entities=people)], [read])
    assert numbers(score, "quotations direct found") == (1, 1, 1)
    assert numbers(score, "quotations direct with speaker") == (1, 1, 1)
    assert numbers(score, "quotations reported found") == (0, 0, 0)


def test_people_are_linked_by_the_share_of_their_mentions():
    wanted = gold(entities=[{"type": "person", "name": "Ratmi", "forms": [], "mentions": [[0, 13], [57, 62]]}])
    apart = {"entities": [{"type": "person", "mentions": [[0, 13]]}, {"type": "person", "mentions": [[57, 62]]}]}
    score = score_layers([wanted], [apart])
    assert numbers(score, "entities person") == (2, 2, 2)
    assert numbers(score, "people linked (B³)") == (1.0, 2, 2)


def finding(code, start, end, *, part="text", severity="error"):
    return {"code": code, "severity": severity, "message": "", "spans": [{"start": start, "end": end, "in": part}]}


def trap(*errors):
    return {"story": {"id": f"jebakan {len(errors)}", "text": TEXT}, "errors": list(errors)}


def test_a_planted_slip_is_caught_by_its_code_and_by_its_family():
    traps = [trap({"code": "CAL001", "spans": [[19, 25]]}, {"code": "NUM008", "spans": []}), trap()]
    found = {
        "jebakan 2": [finding("CAL005", 20, 30), finding("NUM008", 0, 3, part="title"), finding("SRC001", 40, 50)],
        "jebakan 0": [finding("SRC002", 0, 5, severity="note")],
    }
    score = score_traps(traps, found)
    told = score.to_object()
    assert (told["caught"], told["caught_family"]) == (0.5, 1.0)
    assert (told["false_alarms"], told["clean_stories"], told["clean_with_false_alarm"]) == (1, 1, 0)
    assert told["by_code"]["SRC001"]["false"] == 1
    assert told["by_code"]["CAL001"] == {"planted": 1, "caught": 0, "false": 0, "precision": 0.0, "recall": 0.0}


PAGE = {
    "file": "a.html",
    "title": "Jembatan “Cimanila” dibuka",
    "published": "2024-03-14T16:20:00+07:00",
    "bylines": [{"name": "Ratmi Suhanda", "role": "reporter"}],
    "captions": ["Jembatan Cimanila pada pagi hari pembukaan"],
    "credits": [],
    "dateline": None,
    "paragraphs": 2,
    "first": "Jembatan itu",
    "last": "dua tahun.",
    "must": ["Jembatan itu dibuka"],
    "must_not": ["Baca juga"],
}


def test_a_page_is_held_against_what_a_reader_takes_from_it():
    story = {
        "title": 'Jembatan "Cimanila"  dibuka',
        "published": "2024-03-14T09:20:30Z",
        "bylines": [{"name": "Ratmi Suhanda", "role": "editor"}],
        "captions": [],
        "text": "Jembatan itu dibuka. Baca juga: lain. Pembangunannya dua tahun.",
    }
    told = score_pages([PAGE, PAGE], [{"story": story}, {"error": {"message": "kosong"}}]).to_object()["measures"]
    counts = {name: (each["count"], each["of"]) for name, each in told.items()}
    assert counts["pages read"] == (1, 2)
    assert counts["title exact"] == (1, 2)
    assert counts["published minute"] == (1, 2)
    assert counts["body noise"] == (1, 2)
    assert counts["clean pages"] == (0, 2)
    assert counts["byline role"] == (0, 1)
    assert counts["captions leaked"] == (0, 2)


# ---------------------------------------------------------------- the command


@pytest.fixture
def run(cli):
    return partial(cli, "evaluate")


def test_the_command_prints_a_table_of_layers_and_of_rules(run):
    status, out, _ = run(ROOT / "evaluation/gold.jsonl", "--traps", ROOT / "evaluation/traps.jsonl")
    assert status == 0
    assert "20 annotated stories, 460 words" in out
    assert any(line.split()[-4:-1] == ["1.000", "1.000", "1.000"] for line in out.splitlines() if "times found" in line)
    assert any(line.startswith("CAL001 ") for line in out.splitlines())


def test_the_command_gives_the_same_as_json(run, tmp_path):
    path = tmp_path / "one.jsonl"
    item = gold(times=[at("Ratmi", value="2023")], quantities=[at("12 peti", value=12, upper=None, unit="peti")])
    path.write_text(json.dumps(item) + "\n", encoding="utf-8")
    status, out, _ = run(path, "--format", "json", "--show", "times")
    told = json.loads(out)
    assert status == 0
    assert told["schema"] == "runtut/evaluation/1"
    assert told["layers"]["measures"]["times found"]["given"] == 1
    assert told["layers"]["measures"]["quantities found"]["wanted"] == 1
    missed = next(each for each in told["shown"] if each["kind"] == "missed")
    assert (missed["text"], missed["after"][:8]) == ("Ratmi", " Suhanda")
    assert "⟦Ratmi⟧ Suhanda tiba" in run(path, "--show", "times")[1]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "gold.jsonl:1: not JSON"),
        ("[]", 'gold.jsonl:1: no "story"; an annotated line holds story, gold'),
        ('{"story": {"id": "a", "text": "b"}}', 'gold.jsonl:1: no "gold"'),
        ("", "gold.jsonl: no line in it"),
    ],
)
def test_a_gold_file_that_is_none_is_told_with_its_line(run, tmp_path, line, says):
    (tmp_path / "gold.jsonl").write_text(line, encoding="utf-8")
    status, _, err = run("gold.jsonl")
    assert status == 2
    assert says in err


def test_nothing_to_measure_is_wrong_usage(run):
    assert run()[0] == 2


# ---------------------------------------------------------------- the scorer kept outside this project


@pytest.mark.skipif(
    not (SHARED / "score" / "score.py").exists(),
    reason=f"NO SCORER IN {SHARED}: our numbers are not held against those of another program",
)
@pytest.mark.parametrize("shared", ["layers", "pages"])
def test_the_numbers_are_those_of_the_other_scorer(run, shared):
    gold_folder, program = SHARED / "gold", str(Path(sys.executable).with_name("runtut"))
    if shared == "pages":
        files = ["--pages", gold_folder / "pages-dev.jsonl", "--pages-dir", SHARED / "data" / "news-html"]
        command = ["score_pages.py", "--gold", files[1], "--pages", files[3]]
    else:
        files = [gold_folder / "dev.jsonl", "--traps", gold_folder / "traps-dev.jsonl"]
        command = ["score.py", "--gold", files[0], "--traps", files[2]]
    scorer = [sys.executable, SHARED / "score" / command[0], *command[1:], "--runtut", program, "--json"]
    theirs = json.loads(subprocess.run(scorer, check=True, capture_output=True, text=True).stdout)
    ours = json.loads(run(*files, "--format", "json")[1])
    if shared == "pages":
        assert ours["pages"]["measures"] == theirs["measures"]
        return
    for name, told in theirs["gold"]["measures"].items():
        mine = ours["layers"]["measures"][name]
        assert (mine["precision"], mine["recall"], mine["f1"], mine["wanted"]) == pytest.approx(tuple(told.values()))
    same = {name: value for name, value in theirs["traps"].items() if name not in ("by_code", "seconds")}
    assert {name: ours["rules"][name] for name in same} == same
    for code, told in theirs["traps"]["by_code"].items():
        assert {name: ours["rules"]["by_code"][code][name] for name in told} == told
