"""Auditing rules: a sample that stays the same, a sheet that never loses a mark, verdicts counted with their uncertainty."""

import csv
import json
import re
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from runtut.evaluation.marks import agreement_of, precision_of, read_marks
from runtut.evaluation.reading import reading_page
from runtut.evaluation.sample import Sample, drawn, finding_id
from runtut.evaluation.sheet import Drawing
from runtut.intake.items import Item
from runtut.pipeline import check_story
from runtut.record import Severity, Story
from runtut.report.outcome import Outcome
from runtut.rules.catalogue import catalogue, find
from runtut.rules.precision import measured, wilson

SLIP = "Sidang digelar di Pengadilan Negeri Cimanila, Senin (12/9/2023)."


@pytest.fixture
def run(cli):
    return partial(cli, "audit")


@pytest.fixture
def stories(tmp_path):
    path = tmp_path / "stories.jsonl"
    lines = [{"id": f"sidang-{n}", "title": f"Sidang {n}", "text": SLIP, "published": "2023-09-12"} for n in range(6)]
    lines.append({"id": "pasar", "text": "Pasar Cimanila ramai sejak pagi."})
    path.write_text("\n".join(map(json.dumps, lines)) + "\n", encoding="utf-8")
    return path


def sheet(path):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def write(path, rows, delimiter=","):
    with path.open("w", encoding="utf-8", newline="") as stream:
        made = csv.DictWriter(stream, rows[0].keys(), delimiter=delimiter)
        made.writeheader()
        made.writerows(rows)


def marked(rows, *verdicts):
    return [{**row, "verdict": verdict} for row, verdict in zip(rows, verdicts, strict=False)]


# ---------------------------------------------------------------- the sample


def test_the_command_tells_how_often_rules_speak_and_draws_a_sample(run, stories, tmp_path):
    status, out, err = run("CAL001", "--on", stories, "--sample", "4", "--about", "berita rekaan", "--jobs", "1")
    assert status == 0
    assert re.search(r"^CAL001 +6 +857\.14 +6 +6 +0 +0$", out, re.MULTILINE)
    rows = sheet(tmp_path / "audit.csv")
    assert [row["n"] for row in rows] == ["1", "2", "3", "4"]
    assert {row["words"] for row in rows} == {"Senin ↔ 12/9/2023"}
    assert {(row["verdict"], row["note"], row["collection"], row["stories"]) for row in rows} == {
        ("", "", "berita rekaan", "7")
    }
    assert "audit.html" in err


def test_the_same_seed_draws_the_same_whatever_the_order(run, stories, tmp_path):
    run("--on", stories, "--sample", "3", "--jobs", "1")
    first = [row["story"] for row in sheet(tmp_path / "audit.csv")]
    stories.write_text("\n".join(reversed(stories.read_text().splitlines())) + "\n", encoding="utf-8")
    run("--on", stories, "--sample", "3", "--sheet", "again.csv", "--jobs", "1")
    assert [row["story"] for row in sheet(tmp_path / "again.csv")] == first
    run("--on", stories, "--sample", "3", "--sheet", "other.csv", "--seed", "7", "--jobs", "1")
    assert [row["story"] for row in sheet(tmp_path / "other.csv")] != first


def test_stories_are_drawn_by_the_seed_and_kept_in_order():
    items = [Item(str(n), "s", story=Story(str(n), SLIP)) for n in range(40)]
    chosen = [int(each.id) for each in drawn(items, 10, 3)]
    assert len(chosen) == 10
    assert chosen == sorted(chosen)
    assert {int(each.id) for each in drawn(reversed(items), 10, 3)} == set(chosen)
    assert {int(each.id) for each in drawn(items, 10, 4)} != set(chosen)


def test_marks_are_kept_when_the_sample_is_drawn_again(run, stories, tmp_path):
    path = tmp_path / "audit.csv"
    run("CAL001", "--on", stories, "--sample", "4", "--jobs", "1")
    rows = marked(sheet(path), "benar", "salah", "ragu", "")
    rows[1]["note"] = "hari sidang lain"
    rows.append({**rows[0], "finding": finding_id("CAL001", "sidang-0", "text:0-6"), "sides": "text:0-6"})
    rows[-1]["story"] = "sidang-0"
    write(path, rows, ";")
    status, _, err = run("CAL001", "--on", stories, "--sample", "2", "--jobs", "1")
    assert (status, "4 marks kept" in err) == (0, True)
    again = {row["finding"]: row for row in sheet(path)}
    for row, verdict in zip(rows, ("right", "wrong", "unsure"), strict=False):
        kept = again[row["finding"]]
        assert (kept["verdict"] in (verdict, row["verdict"]), kept["note"], kept["state"]) == (True, row["note"], "")
    assert again[rows[-1]["finding"]]["state"] == "gone"
    assert rows[3]["finding"] not in again


def test_rows_of_rules_left_out_stay_in_the_sheet(run, stories, tmp_path):
    path = tmp_path / "audit.csv"
    run("CAL001", "--on", stories, "--jobs", "1")
    before = {row["finding"] for row in sheet(path)}
    run("NUM", "--on", stories, "--jobs", "1")
    assert {row["finding"] for row in sheet(path)} == before


def test_a_sheet_with_a_bad_verdict_is_not_written_over(run, stories, tmp_path):
    path = tmp_path / "audit.csv"
    run("CAL001", "--on", stories, "--jobs", "1")
    write(path, marked(sheet(path), "mungkin"))
    before = path.read_bytes()
    status, _, err = run("CAL001", "--on", stories, "--jobs", "1")
    assert (status, path.read_bytes()) == (2, before)
    assert 'audit.csv:2: verdict "mungkin" is none' in err


def test_the_page_shows_whole_paragraphs_and_nothing_of_a_story_is_markup():
    text = (
        "Awal <script>alert(1)</script> berita.\n\n"
        f"Kalimat lain di depan. {SLIP} <a href='https://contoh.id'>Tautan</a> & akhir.\n\nPenutup."
    )
    story = Story("x<b>", text, title="Judul <img src=x>", published=date(2023, 9, 12))
    record = check_story(story, [find("CAL001")])
    sample = Sample(5, 1, ["CAL001"])
    sample.add(Outcome(id=story.id, record=record))
    page = reading_page(sample, Drawing("<i>rekaan</i>", 1, "2026-11-28"), "en")
    assert "Kalimat lain di depan. Sidang digelar" in page
    assert "<mark>Senin<sup>1</sup></mark> (<mark>12/9/2023<sup>2</sup></mark>)" in page
    assert "Judul &lt;img src=x&gt;" in page
    assert "Penutup" not in page
    for made in ("<script", "<img", "<i>", "<b>", "href='http"):
        assert made not in page
    assert not re.search(r"(?:href|src)=\"(?!#|data:,)", page)
    assert "default-src &#x27;none&#x27;" in page


# ---------------------------------------------------------------- the marks


HEAD = "rule,story,sides,verdict,note,collection,stories,date\n"


def counted(tmp_path, *texts):
    paths = []
    for number, text in enumerate(texts):
        path = tmp_path / f"pembaca{number}.csv"
        path.write_text(text, encoding="utf-8")
        paths.append(str(path))
    return read_marks(paths)


def test_precision_is_the_share_of_right_ones_among_those_decided(tmp_path):
    rows = "".join(
        f"CAL001,s{n},text:0-{n},{verdict},,rekaan,500,2026-11-28\n"
        for n, verdict in enumerate(["right"] * 8 + ["Salah", "ragu", ""])
    )
    marks = counted(tmp_path, HEAD + rows)
    (made,) = precision_of(marks)
    assert (made.read, made.right, made.wrong, made.unsure) == (10, 8, 1, 1)
    assert made.share == pytest.approx(8 / 9)
    assert (made.stories, made.collection, made.date) == (500, "rekaan", "2026-11-28")
    assert marks.unread["CAL001"] == 1
    assert marks.problems == []


@pytest.mark.parametrize(
    ("right", "decided", "low", "high"),
    [(8, 10, 0.4902, 0.9433), (20, 20, 0.8389, 1.0), (0, 10, 0.0, 0.2775), (0, 0, 0.0, 1.0)],
)
def test_the_interval_is_wilsons(right, decided, low, high):
    assert wilson(right, decided) == pytest.approx((low, high), abs=1e-4)


def test_most_readers_decide_and_a_tie_is_unsure(tmp_path):
    def sheet_of(*verdicts):
        rows = [f"CAL001,s{n},text:0-1,{verdict},,,," for n, verdict in enumerate(verdicts)]
        return HEAD + "\n".join(rows)

    marks = counted(
        tmp_path, sheet_of("right", "right", "wrong"), sheet_of("right", "wrong", ""), sheet_of("right", "", "wrong")
    )
    (made,) = precision_of(marks)
    assert (made.right, made.wrong, made.unsure) == (1, 1, 1)
    agreement = agreement_of(marks)
    assert (agreement.findings, agreement.same) == (3, 2)
    assert agreement.readers == ("pembaca0", "pembaca1", "pembaca2")
    assert [mark.reader for mark in agreement.disputed[0]] == ["pembaca0", "pembaca1"]


def test_agreement_is_krippendorffs_alpha(tmp_path):
    """The example of two observers and ten units in Krippendorff's paper: alpha is 0.095."""
    ones = ["0", "1", "0", "0", "0", "0", "0", "0", "1", "0"]
    others = ["1", "1", "1", "0", "0", "1", "0", "0", "0", "0"]

    def sheet_of(values):
        words = {"0": "wrong", "1": "right"}
        return HEAD + "\n".join(f"CAL001,s{n},text:0-1,{words[v]},,,," for n, v in enumerate(values))

    assert agreement_of(counted(tmp_path, sheet_of(ones), sheet_of(others))).alpha == pytest.approx(0.095, abs=5e-4)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            HEAD + "CAL001,a,text:0-1,maybe,,,,\n",
            'pembaca0.csv:2: verdict "maybe" is none; write right, wrong or unsure',
        ),
        (HEAD + "CAL999,a,text:0-1,right,,,,\n", 'pembaca0.csv:2: no rule "CAL999"; correct the code'),
        ("rule;story;sides\nCAL001;a;b\n", 'pembaca0.csv: no column "verdict"'),
        ("rule,verdict\nCAL001,right\n", 'pembaca0.csv: no column "finding"'),
        (
            HEAD + "CAL001,a,text:0-1,right,,,,\nCAL001,a,text:0-1,wrong,,,,\n",
            "pembaca0.csv:3: pembaca0 marks this finding wrong, and right at",
        ),
    ],
)
def test_what_cannot_be_used_is_told_with_its_line(tmp_path, text, says):
    marks = counted(tmp_path, text)
    assert says in str(marks.problems[0])


def test_a_bad_row_does_not_stop_the_rest(run, tmp_path):
    rows = "CAL001,a,text:0-1,betul,,,,\nCAL001,b,text:0-1,benar,,,,\n"
    (tmp_path / "ani.csv").write_text(HEAD + rows, encoding="utf-8")
    status, out, err = run("--marks", "ani.csv", "tiada.csv", "--format", "json")
    told = json.loads(out)
    assert status == 3
    assert (told["rules"][0]["rule"], told["rules"][0]["right"]) == ("CAL001", 1)
    assert len(told["problems"]) == len(err.splitlines()) == 2


def test_a_table_comes_in_every_format(run, tmp_path):
    (tmp_path / "ani.csv").write_text(HEAD + "CAL001,a,text:0-1,benar,,rekaan,500,2026-11-28\n", encoding="utf-8")
    assert "1.000   0.207–1.000" in run("--marks", "ani.csv")[1]
    assert run("--marks", "ani.csv", "--format", "markdown")[1].splitlines()[-1] == (
        "| CAL001 | 1 | 1 | 0 | 0 | 1.000 | 0.207–1.000 | 500 | 2026-11-28 |"
    )
    made = run("--marks", "ani.csv", "--format", "csv")[1].splitlines()
    assert made == [
        "rule,read,right,wrong,unsure,share,low,high,stories,date,collection",
        "CAL001,1,1,0,0,1.000,0.207,1.000,500,2026-11-28,rekaan",
    ]


def test_bare_marks_hold_no_word_of_the_stories_and_count_the_same(run, stories, tmp_path):
    run("CAL001", "--on", stories, "--jobs", "1")
    write(tmp_path / "audit.csv", marked(sheet(tmp_path / "audit.csv"), "right", "right", "wrong", "unsure"))
    full = run("--marks", "audit.csv", "--bare", "bare.csv", "--format", "csv")[1]
    text = (tmp_path / "bare.csv").read_text(encoding="utf-8")
    assert "Sidang digelar" not in text
    assert "Senin" not in text
    assert run("--marks", "bare.csv", "--format", "csv")[1] == full


def test_a_file_that_cannot_be_written_is_told_with_its_own_option(run, tmp_path):
    (tmp_path / "ani.csv").write_text(HEAD + "CAL001,a,text:0-1,benar,,,,\n", encoding="utf-8")
    status, _, err = run("--marks", "ani.csv", "--bare", "tiada/bare.csv")
    assert (status, "--bare: tiada/bare.csv cannot be written" in err) == (2, True)


def test_a_bad_sheet_is_told_in_the_language_asked_for(run, stories, tmp_path):
    (tmp_path / "audit.csv").write_text(HEAD + "CAL001,a,text:0-1,mungkin,,,,\n", encoding="utf-8")
    err = run("CAL001", "--on", stories, "--lang", "id")[2]
    assert "perbaiki" in err
    assert "is none" not in err


@pytest.mark.parametrize("word", ["right", "Benar", "?", "ragu."])
def test_a_verdict_is_known_in_every_language_of_the_messages(tmp_path, word):
    marks = counted(tmp_path, HEAD + f"CAL001,a,text:0-1,{word},,,,\n")
    assert (len(marks.marks), marks.problems) == (1, [])


@pytest.mark.parametrize("args", [(), ("--on", "a.jsonl", "--marks", "b.csv"), ("XYZ", "--on", "a.jsonl")])
def test_wrong_usage_is_told(run, args):
    assert run(*args)[0] == 2


# ---------------------------------------------------------------- what is shipped


def test_what_is_shipped_is_of_rules_that_are():
    codes = {entry.rule.code for entry in catalogue()}
    assert set(measured()) <= codes


MARKS = Path(__file__).parent.parent / "evaluation" / "audit-2026-11.csv"


def test_what_is_shipped_is_what_the_marks_come_to():
    marks = read_marks([str(MARKS)])
    assert marks.problems == []
    assert {each.rule: each for each in precision_of(marks)} == measured()


def test_the_marks_hold_no_word_of_the_stories():
    with MARKS.open(encoding="utf-8", newline="") as stream:
        names = set(next(csv.reader(stream)))
    assert not names & {"title", "words", "sentence", "message", "fix"}


def test_a_rule_that_is_right_too_seldom_is_a_note():
    """Nine of ten: below that share a rule only says that something is worth a look.

    Of SRC003 the kind that was always right is a warning, the other a note.
    """
    for code, each in measured().items():
        entry = find(code)
        seldom = each.share is not None and each.share < 0.9
        assert not seldom or entry.rule.severity is Severity.NOTE or code == "SRC003", code
    story = Story("a", 'Ia berkata, "Pasar dibuka.\n\nLalu ia pergi.')
    assert [each.severity for each in check_story(story, [find("SRC003")]).findings] == [Severity.NOTE]
