"""Archives that are none, are damaged, full, out of reach or taken away: one line that says so, and nothing lost."""

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

import postgres
from runtut.archive import open_database
from runtut.archive.database import VERSION_TABLE
from test_archive import BRIDGE, SCHOOL, put, write


@pytest.fixture
def filled(tmp_path):
    """The path of an archive of forty stories."""
    made = open_database(str(tmp_path / "news.db"), create=True)
    put(made, write(tmp_path / "many.jsonl", *some(40)))
    made.close()
    return tmp_path / "news.db"


def some(count, start=0):
    """Return stories that are all different."""
    return [
        BRIDGE | {"id": f"s{n}", "url": f"https://pos.example/{n}", "text": f"{BRIDGE['text']} Nomor {n}."}
        for n in range(start, start + count)
    ]


def held(path):
    """Return how many stories a sound file has."""
    file = sqlite3.connect(path)
    assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    count = file.execute("SELECT count(*) FROM stories").fetchone()[0]
    file.close()
    return count


def complains(told, *words):
    """Whether a command ended as wrong usage with one line that holds some words."""
    lines = [line for line in told.err.splitlines() if "stories added" not in line]
    assert told.status == 2, told
    assert len(lines) == 1, told.err
    assert "Traceback" not in told.err
    for word in words:
        assert word in lines[0]


@pytest.mark.parametrize("command", [("stats",), ("query", "SELECT count(*) FROM stories"), ("add", "new.jsonl")])
def test_what_is_no_archive(cli, command, tmp_path):
    write(tmp_path / "new.jsonl", SCHOOL)
    (tmp_path / "page.html").write_text("<html>")
    (tmp_path / "folder").mkdir()
    other = sqlite3.connect(tmp_path / "invoices.db")
    other.execute("CREATE TABLE invoices (id integer)")
    other.commit()
    other.close()
    before = {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()}
    complains(cli("archive", *command, "--archive", "page.html"), "page.html", "another kind of file")
    complains(cli("archive", *command, "--archive", "folder"), "folder", "this is a folder")
    complains(cli("archive", *command, "--archive", "invoices.db"), "invoices.db", "another program")
    complains(cli("archive", *command, "--archive", "none/news.db"), "none")
    complains(cli("archive", *command, "--archive", "postgresql://127.0.0.1:1/news"), "cannot be reached")
    complains(cli("archive", *command, "--archive", "postgresql://host:port/news"), "not an address")
    assert {path: path.read_bytes() for path in tmp_path.iterdir() if path.is_file()} == before


def test_tables_of_a_newer_runtut(cli, filled, tmp_path):
    file = sqlite3.connect(filled)
    file.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    file.commit()
    file.close()
    complains(cli("archive", "add", tmp_path / "many.jsonl", "--archive", filled), "newer runtut")


def test_a_file_that_was_cut(cli, filled, tmp_path):
    whole = filled.read_bytes()
    for kept in (len(whole) // 2, len(whole) // 3, 5000, 60):
        filled.write_bytes(whole[:kept])
        complains(cli("archive", "add", write(tmp_path / "new.jsonl", *some(3, 100)), "--archive", filled), "news.db")
        complains(cli("archive", "stats", "--archive", filled), "news.db")


def test_a_file_of_which_pages_were_overwritten(cli, filled, tmp_path):
    whole = bytearray(filled.read_bytes())
    for at in range(16384, len(whole) - 8192, 8192):
        whole[at : at + 8192] = b"\xa5" * 8192
    filled.write_bytes(whole)
    new = write(tmp_path / "new.jsonl", *some(3, 100))
    complains(cli("archive", "add", new, "--archive", filled), "damaged")
    complains(cli("archive", "stats", "--archive", filled), "damaged")
    complains(cli("archive", "query", "SELECT count(*) FROM quotations", "--archive", filled), "damaged")


def run(*args, limit=None, unprivileged=False):
    """Run the command line as a process of its own."""
    drop = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--"]
    command = [sys.executable, "-m", "runtut", *map(str, args)]

    def limited():
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    return subprocess.run(
        [*(drop if unprivileged and os.geteuid() == 0 else []), *command],
        preexec_fn=limited if limit else None,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
        env=os.environ | {"RUNTUT_LANG": "en"},
    )


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="permissions of Unix")
@pytest.mark.skipif(shutil.which("setpriv") is None, reason="needs setpriv, for root may write everything")
def test_what_may_not_be_written(filled, tmp_path):
    new = write(tmp_path / "new.jsonl", *some(3, 100))
    closed = tmp_path / "closed"
    closed.mkdir()
    kept = Path(shutil.copy(filled, closed / "news.db"))
    kept.chmod(0o444)
    closed.chmod(0o555)
    try:
        told = run("archive", "add", new, "--archive", kept, unprivileged=True)
        assert (told.returncode, told.stdout) == (2, "")
        assert "may not be written" in told.stderr or "cannot be opened" in told.stderr
        assert "Traceback" not in told.stderr
        told = run("archive", "stats", "--archive", kept, unprivileged=True)
        assert told.returncode == 0, told.stderr
        told = run("archive", "query", "SELECT count(*) AS n FROM stories", "--archive", kept, unprivileged=True)
        assert told.stdout.split() == ["n", "40"], told.stderr
        told = run("archive", "add", new, "--archive", closed / "other.db", unprivileged=True)
        assert told.returncode == 2
        assert "cannot be opened" in told.stderr
    finally:
        closed.chmod(0o755)


def test_no_room_for_a_longer_file(filled, tmp_path):
    limit = filled.stat().st_size + 5_000
    adding = ("archive", "add", write(tmp_path / "new.jsonl", *some(90, 100)), "--archive", filled)
    told = run(*adding, "--format", "jsonl", limit=limit)
    assert told.returncode == 2
    assert "disk" in told.stderr
    assert "Traceback" not in told.stderr
    assert held(filled) == 40 + told.stdout.count('"added"')  # the room may end after the stories, as they are joined
    assert run(*adding).returncode == 0
    assert held(filled) == 130


def test_a_server_that_is_shut_down_midway(tmp_path):
    if postgres.programs() is None:
        pytest.skip("no PostgreSQL here")
    new = write(tmp_path / "new.jsonl", *some(600))
    code = "import runtut.archive.read as r; r.BATCH = 5; from runtut.cli import main; main()"
    with postgres.server() as address:
        archive = postgres.new_database(address)
        adding = subprocess.Popen(
            [sys.executable, "-c", code, "archive", "add", new, "--archive", archive, "--format", "jsonl"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | {"RUNTUT_LANG": "en"},
        )
        folder = Path(address.partition("host=")[2])
        with adding:
            assert "added" in adding.stdout.readline()
            os.kill(int((folder / "data" / "postmaster.pid").read_text().split()[0]), signal.SIGINT)
            out = adding.stdout.read()
            err = adding.stderr.read()
        assert adding.returncode == 2, err
        assert "Traceback" not in err
        assert "server" in err
        told = out.count('"added"') + 1
        who = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
        while (folder / "data" / "postmaster.pid").exists():
            time.sleep(0.05)
        start = [postgres.programs() / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log"]
        options = ["-o", f"-k {folder} -h '' -c fsync=off", "start"]
        subprocess.run([*who, *start, *options], check=True, cwd=folder, capture_output=True, timeout=60)
        database = open_database(archive)
        with database.reading() as connection:
            count = connection.exec_driver_sql("SELECT count(*) FROM stories").scalar()
        database.close()
        assert told <= count < 600
