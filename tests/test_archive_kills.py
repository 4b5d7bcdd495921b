"""Adding that is killed at any moment: nothing is lost of what was reported, nothing is doubled, the next run completes.

`make kills` does it fifty times on each kind of database; here it is a few.
"""

import contextlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import time

import pytest
from sqlalchemy import select

from contents import content
from runtut.archive import open_database
from runtut.archive.tables import VERSIONS
from test_archive import BRIDGE, SCHOOL, put, write

KILLS = int(os.environ.get("RUNTUT_KILLS", "3"))
STORIES = 25 * KILLS + 25


@pytest.fixture
def stories(tmp_path):
    """Stories of which some change, some come twice, and some are of another outlet."""
    made = []
    for n in range(STORIES):
        base = (BRIDGE, SCHOOL)[n % 2]
        made.append(
            base | {"id": f"k{n}", "url": f"https://pos.example/{n // 3}", "text": f"{base['text']} Berita ke-{n}."}
        )
        if n % 7 == 0:
            made.append(made[-1])
    return write(tmp_path / "stories.jsonl", *made)


SMALL_BATCHES = "import runtut.archive.read as r; r.BATCH = 5; from runtut.cli import main; main()"


def start(archive, stories):
    """Start adding, five stories at a time, so that a few seconds hold many moments at which it can be killed."""
    wanted = ["archive", "add", stories, "--archive", archive, "--format", "jsonl", "-j", "2"]
    command = [sys.executable, "-c", f"if __name__ == '__main__': {SMALL_BATCHES}", *wanted]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True, bufsize=0)


def reported(out):
    lines = [json.loads(line) for line in out.decode().splitlines() if line.endswith("}")]
    return {each["id"] for each in lines if "fate" in each}


def ids(archive):
    database = open_database(archive, create=True)
    with database.reading() as connection:
        found = set(connection.execute(select(VERSIONS.c.given_id)).scalars())
    database.close()
    return found


def on_file(archive):
    database = open_database(archive, create=True)
    held = content(database)
    database.close()
    return held


@pytest.mark.timeout(60 * KILLS + 120)
def test_kills(archive, stories, tmp_path):
    draw = random.Random(7)
    told = set()
    killed = 0
    while killed < KILLS:
        run = start(archive, stories)
        first = run.stdout.readline() if draw.random() < 0.8 else b""  # else while it starts, or makes the tables
        time.sleep(draw.uniform(0, 0.4 if first else 2))
        killed += run.poll() is None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(run.pid, signal.SIGKILL)
        out, _ = run.communicate()
        told |= reported(first + out)
        if not archive.startswith("postgresql"):
            check_sound(archive)
        given = ids(archive)
        assert told <= given, "a story that was reported is not on file"
    run = start(archive, stories)
    _, err = run.communicate(timeout=60 + 20 * KILLS)  # five stories at a time, it goes slowly
    assert run.returncode == 0, err.decode()
    assert told, "every run was killed before it had reported anything"
    undisturbed = open_database(str(tmp_path / "undisturbed.db"), create=True)
    put(undisturbed, stories)
    assert on_file(archive) == content(undisturbed)
    undisturbed.close()


def check_sound(path):
    file = sqlite3.connect(path)
    try:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        for table in ("story_words", "said_words"):
            if file.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone():
                file.execute(f"INSERT INTO {table}({table}) VALUES ('integrity-check')")
    finally:
        file.close()


def test_ctrl_c_keeps_what_was_added(archive, stories):
    run = start(archive, stories)
    first = run.stdout.readline()
    os.killpg(run.pid, signal.SIGINT)
    out, err = run.communicate(timeout=60)
    assert run.returncode == 130
    assert "stories added" in err.decode()
    assert "Traceback" not in err.decode()
    told = reported(first + out)
    assert len(told) < STORIES, "it went on to the end"
    assert told <= ids(archive)
