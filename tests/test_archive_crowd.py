"""Many at once: writers of the same stories and readers beside them, each a process of its own.

On a server many write and many read; in a file one writes and many read. None meets an error, and what is on file
afterwards is what one writer alone would have put there. `make kills` takes eight of each; here it is three.
"""

import os
import subprocess
import sys

import pytest

from contents import content
from runtut.archive import open_database
from test_archive import BRIDGE, SCHOOL, put, write

STORIES = 40
MANY = int(os.environ.get("RUNTUT_CROWD", "3"))

READER = """
import sys, time
from runtut.archive import open_database
from runtut.archive.stats import stats
database = open_database(sys.argv[1])
rounds = last = 0
while last < int(sys.argv[2]):
    now = stats(database).counts["stories"]
    assert now >= last, "stories were there, and then were not"
    last, rounds = now, rounds + 1
    time.sleep(0.02)
print(rounds)
"""


def sources(folder, writers):
    """Return the stories, and a file for each writer: most stories are in several, each in another order."""
    made = [
        (BRIDGE, SCHOOL)[n % 2]
        | {"id": f"c{n}", "url": f"https://pos.example/{n}", "text": f"{(BRIDGE, SCHOOL)[n % 2]['text']} Berita {n}."}
        for n in range(STORIES)
    ]
    files = [
        write(
            folder / f"{w}.jsonl",
            *(made[(n * 7 + w * 5) % STORIES] for n in range(w, STORIES, 1 + w % 3)),
            *made[w::writers],
        )
        for w in range(writers)
    ]
    return write(folder / "all.jsonl", *made), files


@pytest.mark.timeout(180)
def test_a_crowd(archive, tmp_path):
    writers = MANY if archive.startswith("postgresql") else 1
    everything, files = sources(tmp_path, writers)
    database = open_database(archive, create=True)
    code = "import runtut.archive.read as r; r.BATCH = 4; from runtut.cli import main; main()"
    writing = [
        subprocess.Popen(
            [sys.executable, "-c", code, "archive", "add", file, "--archive", archive],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        for file in files
    ]
    reading = [
        subprocess.Popen(
            [sys.executable, "-c", READER, archive, str(STORIES)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        for _ in range(MANY)
    ]
    for each in [*writing, *reading]:
        said, _ = each.communicate(timeout=150)
        assert each.returncode == 0, said.decode()
        assert "Traceback" not in said.decode()
    alone = open_database(str(tmp_path / "alone.db"), create=True)
    put(alone, everything)
    assert content(database) == content(alone)
    database.close()
    alone.close()
