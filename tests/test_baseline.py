"""Silencing a finding with a reason: what an entry holds for, and what it does not."""

import datetime as dt

import pytest

from runtut.baseline import HEADING, Baseline, entry_text, read_baseline, story_name
from runtut.record import Finding, Message, Record, SettingsError, Severity, Span, Story

TODAY = dt.date(2024, 3, 14)


def record(text, *words, name="folder/story.html", code="CAL001"):
    spans = tuple(Span(text.index(w), text.index(w) + len(w)) for w in words)
    return Record(
        Story(name, text), findings=(Finding(code, "name", Severity.ERROR, Message("m"), spans),) if words else ()
    )


def baseline(tmp_path, of, reason="the court's own words"):
    path = tmp_path / "baseline.toml"
    path.write_text(HEADING + "".join(entry_text(f, of, reason=reason, today=TODAY) for f in of.findings), "utf-8")
    return read_baseline(path)


BEFORE = record("Sidang Senin (12/9/2023).", "Senin", "12/9/2023")


@pytest.mark.parametrize(
    ("after", "silenced"),
    [
        pytest.param(BEFORE, 1, id="the same story"),
        pytest.param(record("Baru! Sidang  Senin (12/9/2023) itu.", "Senin", "12/9/2023"), 1, id="edited elsewhere"),
        pytest.param(
            record("Sidang Senin (12/9/2023).", "Senin", "12/9/2023", name="x/story.html"), 1, id="file moved"
        ),
        pytest.param(record("Sidang Senin (12/9/2023).", "Senin", "12/9/2023", name="b.html"), 0, id="another story"),
        pytest.param(record("Sidang Rabu (12/9/2023).", "Rabu", "12/9/2023"), 0, id="other words"),
        pytest.param(record("Senin (12/9/2023).", "Senin", "12/9/2023", code="CAL005"), 0, id="another rule"),
    ],
)
def test_what_an_entry_holds_for(tmp_path, after, silenced):
    left, count = baseline(tmp_path, BEFORE).silence(after)
    assert (count, len(left.findings)) == (silenced, 1 - silenced)


def test_without_a_reason_nothing_is_silenced(tmp_path):
    lines = baseline(tmp_path, BEFORE, reason="")
    assert lines.silence(BEFORE) == (BEFORE, 0)
    assert len(lines.without_reason()) == 1
    assert not lines.unused()


def test_a_finding_that_is_gone_leaves_an_unused_entry(tmp_path):
    lines = baseline(tmp_path, BEFORE)
    assert not lines.unused(), "its story was not looked at"
    lines.silence(record("Sidang Selasa.", name="story.html"))
    assert [e.code for e in lines.unused()] == ["CAL001"]


def test_an_entry_without_a_story_holds_for_all(tmp_path):
    stdin = record("Sidang Senin (12/9/2023).", "Senin", "12/9/2023", name="-")
    lines = baseline(tmp_path, stdin)
    assert lines.entries[0].story is None
    assert lines.silence(BEFORE)[1] == 1


def test_only_a_little_of_the_draft_is_kept(tmp_path):
    words = "rahasia " * 100
    long = record(words.strip(), words.strip())
    assert max(map(len, baseline(tmp_path, long).entries[0].words)) <= 60


@pytest.mark.parametrize(
    "words", ['a "quoted" \\ word', "tab\there", "del\x7f", "“curly”", "naïve \U0001f600", "\ud800"]
)
def test_any_words_make_sound_toml(tmp_path, words):
    assert len(baseline(tmp_path, record(words, words, name=words)).entries) == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[silenced]]\ncode = 'CAL001'", "entry 1 of [[silenced]] needs fingerprint as text"),
        ("[[silenced]]\ncode = 1\nfingerprint = 'x'", "needs code as text"),
        ("[[silenced]]\nresaon = 'x'", "no such key 'resaon'"),
        ("silenced = 1", "needs entries under [[silenced]]"),
        ("[[silenced]]\n[other]", "nothing else"),
        ("[[", "mend the TOML"),
    ],
)
def test_a_mistake_is_named(tmp_path, text, says):
    path = tmp_path / "b.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError) as error:
        read_baseline(path)
    assert str(error.value).startswith(f"{path}: ")
    assert says in str(error.value)


def test_a_missing_file_says_how_to_make_one(tmp_path):
    with pytest.raises(SettingsError, match="--write-baseline"):
        read_baseline(tmp_path / "none.toml")


def test_the_name_of_a_story():
    assert [story_name(i) for i in ("a/b.html", "a\\b.html", "s.jsonl:3", "-")] == [
        "b.html",
        "b.html",
        "s.jsonl:3",
        "-",
    ]


def test_an_empty_baseline():
    assert Baseline(None, []).silence(BEFORE) == (BEFORE, 0)
