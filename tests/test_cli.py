"""The command line as a program sees it: output, standard error, exit status."""

import json
import subprocess
import sys

import pytest

import runtut.batch
from runtut.cli import COMMANDS

SLIP = "Sidang digelar di Pengadilan Negeri Cimanila, Senin (12/9/2023)."
CLEAN = "Pasar Cimanila ramai sejak pagi. Para pedagang menata sayur di lapak masing-masing."


@pytest.fixture
def stories(tmp_path):
    path = tmp_path / "stories.jsonl"
    lines = [
        json.dumps({"id": "slip", "text": SLIP, "published": "2023-09-12"}),
        "not JSON",
        json.dumps({"id": "clean", "text": CLEAN}),
        json.dumps({"id": "no text"}),
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def slip(tmp_path):
    path = tmp_path / "slip.jsonl"
    path.write_text(json.dumps({"id": "slip", "text": SLIP, "published": "2023-09-12"}), encoding="utf-8")
    return path


@pytest.fixture
def clean(tmp_path):
    path = tmp_path / "clean.txt"
    path.write_text(CLEAN, encoding="utf-8")
    return path


def test_help_and_version(cli):
    assert cli("--help").status == 0
    assert cli("--version").out.startswith("runtut ")
    for command in COMMANDS:
        said = cli(command, "--help")
        assert (said.status, said.err) == (0, "")


# ---------------------------------------------------------------- exit status


def test_nothing_found_is_0(cli, clean):
    assert cli("check", clean).status == 0


@pytest.mark.parametrize(("fail_on", "status"), [("error", 1), ("warning", 1), ("note", 1), ("never", 0)])
def test_findings_are_1(cli, slip, fail_on, status):
    assert cli("check", slip, "--fail-on", fail_on).status == status


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (["--published", "12 September"], "'12 September' is not a date; write 2023-09-12 or 2023-09-12T11:03+07:00"),
        (["--published", "2023-13-40"], "is not a date"),
        (["--select", "CAL,CLA001"], "--select: no rule's code begins with 'CLA001'"),
        (["--ignore", "X"], "--ignore: no rule's code begins with 'X'"),
        (["--language", "xx"], "no language pack 'xx'; installed: id"),
        (["--format", "jsonld"], "jsonld"),
        (["--fail-on", "fatal"], "'fatal' is not one of"),
        (["--output", "no/such/folder/out"], "--output: no/such/folder/out cannot be written"),
        (["--baseline", "none.toml"], "make it with --write-baseline"),
        (["--config", "none.toml"], "none.toml: cannot be read"),
        (["--archive", "none.db"], "none.db: no such archive"),
        (["--outlet", "x"], "No such option"),
        (["--jobs", "-1"], "-1 is not in the range"),
    ],
)
def test_wrong_usage_is_2_and_one_line(cli, clean, args, says):
    run = cli("check", clean, *args)
    assert (run.status, run.out) == (2, "")
    assert says in run.err
    assert run.err.count("\n") == 1


def test_no_sources_are_wrong_usage(cli):
    assert cli("check").status == 2
    assert "Missing argument" in cli("check").err


def test_unreadable_is_3_and_the_rest_comes_out(cli, stories):
    run = cli("check", stories, "none.txt", "--format", "json")
    assert run.status == 3
    assert [s["id"] for s in run.json["stories"]] == ["slip", f"{stories}:2", "clean", "no text", "none.txt"]
    assert [bool(s["findings"]) for s in run.json["stories"]] == [True, False, False, False, False]
    assert [s.get("error", {}).get("kind") for s in run.json["stories"]] == [None, "json", None, "schema", "not-found"]
    assert run.json["summary"]["unreadable"] == 3
    assert run.err.count("\n") == 3


def test_read_puts_errors_in_their_place(cli, stories):
    run = cli("read", stories, "--format", "jsonl")
    records = [json.loads(line) for line in run.out.splitlines()]
    assert run.status == 3
    assert ["error" in record for record in records] == [False, True, False, True]
    assert set(records[1]) == {"id", "error"}
    assert records[0]["findings"][0]["code"] == "CAL001"
    assert records[2]["story"]["text"] == CLEAN


# ---------------------------------------------------------------- bad input


PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


@pytest.mark.parametrize(
    ("name", "data", "kind", "says"),
    [
        ("empty.txt", b"", "empty", "empty"),
        ("blank.txt", b" \n\n ", "empty", "empty"),
        ("picture.html", PICTURE, "format", "PNG picture"),
        ("page.html", b"<html><body><nav><a href='/'>Menu</a></nav></body></html>", "no-article", ""),
        ("feed.html", b"<?xml version='1.0'?><rss><channel><item/></channel></rss>", "no-article", "feed"),
        ("archive.docx", b"not a zip", "format", "not a Word document"),
        ("table.pdf", b"%PDF-1.7", "format", ".pdf is not read"),
        ("lines.jsonl", b"[1]\n", "schema", ""),
    ],
)
def test_bad_input_gets_one_clear_line(cli, tmp_path, clean, name, data, kind, says):
    path = tmp_path / name
    path.write_bytes(data)
    run = cli("check", path, clean, "--format", "json")
    assert run.status == 3
    first, second = run.json["stories"]
    assert first["error"]["kind"] == kind
    assert str(path) in first["error"]["message"]
    assert says in first["error"]["message"]
    assert "error" not in second
    assert run.err.count("\n") == 1


def test_broken_utf8_is_read_all_the_same(cli, tmp_path):
    path = tmp_path / "broken.txt"
    path.write_bytes(CLEAN.encode() + b" caf\xff\xfe. " + CLEAN.encode())
    assert cli("check", path).status in (0, 3)


# ---------------------------------------------------------------- one bad story never stops the rest


@pytest.fixture
def failing(monkeypatch):
    """Make checking fail on stories that hold the word rahasia, as a slip of our own would."""
    whole = runtut.batch.check_story

    def check_story(story, *args, **kwargs):
        if "rahasia" in story.text:
            raise KeyError(story.text)
        return whole(story, *args, **kwargs)

    monkeypatch.setattr(runtut.batch, "check_story", check_story)


def test_a_slip_of_ours_is_that_storys_error_and_names_no_word_of_it(cli, tmp_path, failing, caplog):
    path = tmp_path / "s.jsonl"
    path.write_text('{"id": "a", "text": "Naskah rahasia."}\n{"id": "b", "text": "Biasa."}\n', encoding="utf-8")
    run = cli("check", path, "--format", "json")
    assert run.status == 3
    assert [s.get("error", {}).get("kind") for s in run.json["stories"]] == ["internal", None]
    assert "report this line as a bug" in run.err
    assert "rahasia" not in run.out + run.err + caplog.text


def test_several_processes_give_the_same_in_the_same_order(cli, tmp_path):
    path = tmp_path / "many.jsonl"
    lines = [
        json.dumps({"id": f"s{i}", "text": SLIP if i % 7 == 0 else CLEAN, "published": "2023-09-12"}) for i in range(60)
    ]
    lines[33] = "{"
    path.write_text("\n".join(lines), encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    for i in range(3):
        (folder / f"{i}.txt").write_text(CLEAN + str(i), encoding="utf-8")
    one = cli("read", path, folder, "none.txt", "--format", "jsonl")
    two = cli("read", path, folder, "none.txt", "--format", "jsonl", "--jobs", "2")
    assert one.out == two.out
    assert sorted(one.err.splitlines()) == sorted(two.err.splitlines())
    assert len(one.out.splitlines()) == 64


# ---------------------------------------------------------------- options and settings


def test_select_and_ignore(cli, slip):
    assert cli("check", slip, "--select", "cal001").status == 1
    assert cli("check", slip, "--ignore", "CAL").status == 0
    assert cli("check", slip, "--ignore", "CAL", "--select", "CAL001").status == 1


def test_published_fills_only_what_is_missing(cli, tmp_path):
    path = tmp_path / "s.jsonl"
    path.write_text('{"text": "Isi."}\n{"text": "Isi.", "published": "2020-01-02"}\n', encoding="utf-8")
    run = cli("read", path, "--format", "jsonl", "--published", "2023-09-12T11:03+07:00")
    assert [json.loads(line)["story"]["published"] for line in run.out.splitlines()] == [
        "2023-09-12T11:03:00+07:00",
        "2020-01-02",
    ]


def test_settings_come_from_the_folder_of_the_source(cli, tmp_path, slip):
    folder = tmp_path / "desk"
    folder.mkdir()
    moved = slip.rename(folder / "slip.jsonl")
    (folder / "runtut.toml").write_text('[runtut]\nignore = ["CAL001"]\n', encoding="utf-8")
    assert cli("check", moved).status == 0
    assert cli("check", moved, "--config", tmp_path / "none").status == 2
    (folder / "runtut.toml").write_text("[runtut]\nignor = []\n", encoding="utf-8")
    run = cli("check", moved)
    assert run.status == 2
    assert "runtut.toml: no setting 'ignor'; did you mean 'ignore'?" in run.err


@pytest.mark.parametrize(
    ("env", "args", "language"),
    [
        ({}, [], "en"),
        ({"LANG": "id_ID.UTF-8"}, [], "id"),
        ({"LANG": "id_ID.UTF-8", "LC_ALL": "C.UTF-8"}, [], "en"),
        ({"LANG": "en_US.UTF-8", "RUNTUT_LANG": "id"}, [], "id"),
        ({"LANG": "id_ID.UTF-8"}, ["--lang", "en"], "en"),
    ],
)
def test_the_language_of_messages(cli, slip, monkeypatch, env, args, language):
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    said = cli("check", slip, *args).out
    assert ("Tuesday" in said) == (language == "en"), said


# ---------------------------------------------------------------- silencing


def test_writing_and_using_a_baseline(cli, tmp_path, slip):
    run = cli("check", slip, "--write-baseline", "b.toml")
    assert run.status == 1
    assert "b.toml: 1 finding added" in run.err
    unreasoned = cli("check", slip, "--baseline", "b.toml")
    assert unreasoned.status == 1
    assert "no reason given, so not silenced" in unreasoned.err
    text = (tmp_path / "b.toml").read_text(encoding="utf-8")
    (tmp_path / "b.toml").write_text(text.replace('reason = ""', 'reason = "kutipan"'), encoding="utf-8")
    silenced = cli("check", slip, "--baseline", "b.toml", "--format", "json")
    assert (silenced.status, silenced.err) == (0, "")
    assert silenced.json["summary"]["silenced"] == 1
    again = cli("check", slip, "--write-baseline", "b.toml")
    assert "0 findings added" in again.err
    slip.write_text(json.dumps({"id": "slip", "text": CLEAN}), encoding="utf-8")
    assert "found no longer" in cli("check", slip, "--baseline", "b.toml").err


# ---------------------------------------------------------------- formats


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github", "html"])
def test_every_format_of_check(cli, stories, form):
    run = cli("check", stories, "--format", form)
    assert run.status == 3
    assert "CAL001" in run.out
    if form in ("json", "sarif"):
        assert run.json


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "html", "csv"])
def test_every_format_of_read(cli, stories, form, tmp_path):
    run = cli("read", stories, "--format", form)
    assert run.out
    to_file = cli("read", stories, "--format", form, "--output", "out.txt")
    assert to_file.out == ""
    assert (tmp_path / "out.txt").read_bytes().decode() == run.out


def test_rules_are_listed_and_explained(cli):
    listed = cli("rules")
    assert "CAL001" in listed.out
    one = cli("rules", "cal001")
    assert "Wrong:" in one.out
    assert "Silent:" in one.out
    assert cli("rules", "weekday-date-mismatch").out == one.out
    assert cli("rules", "CAL001", "--format", "json").json["severity"] == "error"
    assert {r["code"][:3] for r in cli("rules", "CAL", "--format", "json").json} == {"CAL"}
    wrong = cli("rules", "NOPE")
    assert (wrong.status, wrong.err.count("\n")) == (2, 1)


# ---------------------------------------------------------------- as a process


def start(*args, **options):
    command = [sys.executable, "-c", "from runtut.cli import main; main()", *map(str, args)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


def test_a_reader_that_goes_away_ends_us_quietly(tmp_path):
    path = tmp_path / "many.jsonl"
    path.write_text((json.dumps({"text": CLEAN * 20}) + "\n") * 100, encoding="utf-8")
    with start("read", path, "--format", "jsonl") as process:
        process.stdout.readline()
        process.stdout.close()
        err = process.stderr.read()
        assert process.wait(60) == 141
    assert err == b""


def test_standard_input(tmp_path):
    with start("check", "-", "--format", "json", stdin=subprocess.PIPE, cwd=tmp_path) as process:
        out, err = process.communicate(CLEAN.encode(), timeout=60)
        assert process.returncode == 0
    assert json.loads(out)["stories"][0]["source"] == "-"
    assert err == b""


def test_start_up_loads_nothing_heavy(tmp_path, clean):
    code = (
        "import sys; sys.argv = ['runtut', 'check', sys.argv[1]]\n"
        "from runtut.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'lxml', 'charset_normalizer', 'multiprocessing', 'concurrent', 'difflib'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(clean)], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"
