"""Our own annotated stories: sound, and read no worse than the floors say."""

import importlib.util
import json
import sys
import tomllib
from datetime import date
from pathlib import Path

import pytest

from runtut.record import Story
from runtut.rules.catalogue import find

FOLDER = Path(__file__).parent.parent / "evaluation"


def script(name):
    spec = importlib.util.spec_from_file_location(f"evaluation_{name}", FOLDER / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def score():
    return script("score")


@pytest.fixture(scope="module")
def floors():
    return tomllib.loads((FOLDER / "floors.toml").read_text(encoding="utf-8"))


def test_layers_reach_their_floors(score, floors):
    measures = score.score_gold(score.stories("gold.jsonl"))
    assert list(score.missed(measures, floors["layers"])) == []


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("traps.jsonl", "rules"),
        ("traps-figures.jsonl", "figures"),
        ("traps-relations.jsonl", "relations"),
        ("traps-figures-2.jsonl", "figures held out"),
        ("traps-same.jsonl", "same thing twice"),
    ],
)
def test_rules_reach_their_floors(score, floors, file, name):
    measures = score.score_traps(score.stories(file))
    assert list(score.missed(measures, floors[name])) == []


def test_a_missed_floor_is_told(score):
    measure = score.Measure(right=1, wanted=2, given=4)
    told = list(
        score.missed({"times": measure}, {"times": {"precision": 0.5, "recall": 0.5}, "dates": {"recall": 0.1}})
    )
    assert told == ["times: precision 0.250 is below its floor of 0.5", "dates: has a floor and is not measured"]


def test_gold_stands_where_it_says(score):
    items = score.stories("gold.jsonl")
    assert len(items) >= 20
    for item in items:
        text = item["story"]["text"]
        for layer in ("times", "quantities", "quotations"):
            for each in item["gold"][layer]:
                assert text[each["start"] : each["end"]] == each["text"]
        for entity in item["gold"]["entities"]:
            assert {text[a:b] for a, b in entity["mentions"]} == set(entity["forms"])


@pytest.mark.parametrize(
    ("file", "least"),
    [
        ("traps.jsonl", 60),
        ("traps-figures.jsonl", 48),
        ("traps-relations.jsonl", 76),
        ("traps-figures-2.jsonl", 64),
        ("traps-same.jsonl", 66),
    ],
)
def test_every_trap_has_a_clean_twin(score, file, least):
    items = {item["story"]["id"]: item for item in score.stories(file)}
    assert len(items) >= least
    planted = {name for name, item in items.items() if item["errors"]}
    twins = {item["twin"]: item for item in items.values() if not item["errors"]}
    assert planted == set(twins)
    for name in planted:
        (error,) = items[name]["errors"]
        assert find(error["code"]), error["code"]
        assert items[name]["story"] != twins[name]["story"]
        assert all(0 <= a < b <= len(items[name]["story"]["text"]) for a, b in error["spans"])


def test_soak_reports_failures_and_findings(tmp_path, capsys, monkeypatch):
    soak = script("soak")
    lines = [{"id": "a", "text": "Sidang digelar Senin (12/9/2023).", "published": "2023-09-12"}, {"id": "b"}]
    path = tmp_path / "stories.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["soak.py", str(path), "--floor-words-per-second", "0"])
    assert soak.main() == 0
    said = capsys.readouterr().out
    assert "1 stories read, 1 not" in said
    assert "CAL001" in said

    def fail(*_, **__):
        raise KeyError("rahasia")

    monkeypatch.setattr(soak, "check_story", fail)
    assert soak.main() == 1
    said = capsys.readouterr().out
    assert "KeyError" in said
    assert "rahasia" not in said


WEEKDAYS = {
    "Sidang digelar Senin (12/9/2023).": ["Senin (12/9/2023"],
    "Sidang digelar Senin (12/9/2023). Rapat Selasa, 12 September 2023.": ["Senin (12/9/2023"],
    "Sidang digelar Jum'at malam, 14 September 2023.": ["Jum'at malam, 14 September 2023"],
    "Sidang digelar Senin (12/9) pagi.": ["Senin (12/9"],
    "Sidang digelar Senin (12/3) pagi.": [],
    "Sidang digelar Selasa (12/9/2023) pukul 09.00.": [],
    "Sidang digelar Senin pukul 12.30.": [],
    "Sidang digelar Senin (31/9/2023).": [],
}


@pytest.mark.parametrize("text", WEEKDAYS)
def test_the_search_sees_weekdays_beside_wrong_dates(text):
    story = Story("a", text, published=date(2023, 9, 14))
    assert [pair.text for pair in script("weekdays").wrong_pairs(story)] == WEEKDAYS[text]


def test_the_rule_finds_what_the_search_sees(tmp_path, monkeypatch, capsys):
    path = tmp_path / "stories.jsonl"
    lines = [json.dumps({"id": str(n), "text": text, "published": "2023-09-14"}) for n, text in enumerate(WEEKDAYS)]
    path.write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["weekdays.py", str(path), "--show"])
    assert script("weekdays").main() == 0
    assert "4 wrong pairs by the search, 4 found" in capsys.readouterr().out
