"""Reports of findings and records: what each promises to those who read it by eye or by program."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from runtut.batch import Plan, run
from runtut.pipeline import check
from runtut.record import SourceError, Story
from runtut.report.csv import COLUMNS, csv_lines, guarded
from runtut.report.github import github_lines
from runtut.report.json import findings_pieces, record_array, record_lines
from runtut.report.outcome import Outcome
from runtut.report.sarif import sarif_pieces
from runtut.report.text import check_report
from runtut.rules.catalogue import catalogue

TEXT = "Pasar dibuka kembali.\n\nSidang digelar Senin (12/9/2023).\n"


@pytest.fixture
def outcomes(tmp_path, monkeypatch):
    """One story with one finding, and one source that cannot be read."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "naskah satu.txt").write_text(TEXT, encoding="utf-8")
    return list(run(["naskah satu.txt", "tiada.txt"], Plan()))


def test_the_terminal_report(outcomes):
    assert "\n".join(check_report(outcomes)) == (
        "naskah satu.txt:3:16: error CAL001 weekday-date-mismatch\n"
        "  Monday and 12 September 2023 do not match\n"
        "  │ Sidang digelar Senin (12/9/2023).\n"
        "  │                ^^^^^  ^^^^^^^^^\n"
        "  = 12 September 2023 was a Tuesday\n"
        "  → write Tuesday; or correct the date to 11 September 2023\n"
        "\n"
        "2 stories: 1 error, 1 could not be read"
    )


def test_sarif(outcomes):
    log = json.loads("".join(sarif_pieces(outcomes, rules=catalogue(), version="1.2.3")))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    (told,) = log["runs"]
    assert told["columnKind"] == "unicodeCodePoints"
    driver = told["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("runtut", "1.2.3")
    assert [rule["id"] for rule in driver["rules"]] == [entry.rule.code for entry in catalogue()]
    for rule in driver["rules"]:
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"]
    (result,) = told["results"]
    assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"] == "CAL001"
    assert result["level"] == "error"
    places = [*result["locations"], *result["relatedLocations"]]
    assert len(result["locations"]) == 1
    assert [each["id"] for each in places] == [0, 1]
    for place in places:
        physical = place["physicalLocation"]
        region = physical["region"]
        assert physical["artifactLocation"]["uri"] == "naskah%20satu.txt"
        assert TEXT[region["charOffset"] :][: region["charLength"]] == region["snippet"]["text"]
        assert TEXT.splitlines()[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
    (invocation,) = told["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["descriptor"]["id"] == "not-found"


SARIF_SCHEMA = Path(__file__).parent / "schemas" / "sarif-schema-2.1.0.json"
PAGE = """<html><head><meta property="og:type" content="article"><title>Pasar Dibuka</title></head><body><article>
<h1>Pasar Dibuka</h1><p>Pasar Wanasari dibuka kembali oleh bupati pada pagi hari, kata Ratmi Suhanda kepada warga.</p>
<p>Sidang tentang pasar itu digelar Senin (12/9/2023) di balai desa, dan dihadiri warga dari empat dusun.</p>
</article></body></html>"""


@pytest.mark.parametrize("language", ["en", "id"])
def test_sarif_keeps_to_its_schema(outcomes, tmp_path, language):
    lines = [json.dumps({"id": "satu", "text": TEXT, "title": "Sidang Senin (12/9/2023)"}), "bukan JSON"]
    (tmp_path / "dua.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "é 100%.html").write_text(PAGE, encoding="utf-8")
    more = list(run(["dua.jsonl", "é 100%.html", str(tmp_path / "dua.jsonl")], Plan()))
    schema = json.loads(SARIF_SCHEMA.read_text(encoding="utf-8"))
    validator = jsonschema.Draft4Validator(schema, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)
    for each, docs, count in (
        (outcomes, None, 1),
        ((*outcomes, *more), "https://example.org/rules/", 6),
        ((), None, 0),
    ):
        pieces = sarif_pieces(each, rules=catalogue(), version="1.2.3", language=language, docs=docs)
        log = json.loads("".join(pieces))
        assert not list(validator.iter_errors(log))
        assert log["$schema"] == schema["id"]
        assert len(log["runs"][0]["results"]) == count


def test_github(outcomes):
    found, failed = github_lines(outcomes)
    head = "::error file=naskah satu.txt,line=3,endLine=3,col=16,endColumn=21,title=CAL001 weekday-date-mismatch::"
    assert found.startswith(head)
    assert "“Senin” ⟷ “12/9/2023”%0A12 September 2023 was a Tuesday%0A→ write Tuesday" in found
    assert failed.startswith("::error file=tiada.txt,title=not-found::")


def test_words_of_a_story_start_no_command_of_their_own():
    record = check(Story("a,b::\n::error::kena", "Sidang digelar Senin (12/9/2023)."))
    for line in github_lines([Outcome(id="a", source="a,b::\n::error::kena", record=record)]):
        assert "\n" not in line
        assert line.partition("file=")[2].startswith("a%2Cb%3A%3A%0A%3A%3Aerror")


def test_json_and_jsonl_agree(outcomes):
    array = json.loads("".join(record_array(outcomes)))
    assert array == [json.loads(line) for line in record_lines(outcomes)]
    assert [each.get("error", {}).get("kind") for each in array] == [None, "not-found"]
    findings = json.loads("".join(findings_pieces(outcomes)))
    assert findings["stories"][0]["findings"] == array[0]["findings"]
    assert findings["summary"]["by_code"] == {"CAL001": 1}


def test_csv_has_a_row_for_each_annotation_and_side(outcomes):
    rows = list(csv.DictReader(io.StringIO("".join(csv_lines(outcomes)), newline="")))
    assert tuple(rows[0]) == COLUMNS
    sides = [row for row in rows if row["layer"] == "finding"]
    assert [(row["name"], row["text"]) for row in sides] == [("CAL001", "Senin"), ("CAL001", "12/9/2023")]
    (time,) = [row for row in rows if row["layer"] == "time"]
    assert (time["value"], time["type"]) == ("2023-09-12", "DATE")
    assert [row["type"] for row in rows if row["layer"] == "error"] == ["not-found"]


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "+1", "-1", "@x", "\t=1", " =1", "|x", "%x", "\u00a0=1"])
def test_no_cell_is_a_formula(text):
    assert str(guarded(text)).startswith("'")


def test_numbers_and_plain_text_are_left_alone():
    assert [guarded(each) for each in (-1, 2.5, "12 orang", None)] == [-1, 2.5, "12 orang", ""]


def test_a_record_shows_itself_in_a_notebook():
    shown = check("Kata <script>x</script> Budi, Senin (12/9/2023).")._repr_html_()
    assert "CAL001" in shown
    assert "<script" not in shown


def test_errors_are_told_in_the_readers_language():
    error = SourceError("{source}: {problem}", kind="x", source="a.txt", problem="p")
    assert str(error) == "a.txt: p"
    assert (
        json.loads(next(record_lines([Outcome(id="a", error=error)], language="id")))["error"]["message"] == "a.txt: p"
    )
