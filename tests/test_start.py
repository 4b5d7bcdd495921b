"""What a first check costs, in things that can be counted on any machine: modules imported, patterns compiled."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from runtut.languages import patterns
from runtut.languages.patterns import any_of, late

STORY = """Warga Sukarame Bangun Jembatan

Kota Baru - Warga Desa Sukarame membangun jembatan sepanjang 40 meter sejak Senin (11/9/2023). Biayanya Rp 120 juta.

"Kami bekerja setiap sore," kata Kepala Desa Sulastri Mandira, Selasa.

Sulastri mengatakan jembatan itu akan dipakai bulan depan oleh sekitar 300 keluarga dari dua dusun.
"""
COUNT = """
import json, re._compiler, sys
compiled = []
plain = re._compiler.compile
def counted(pattern, flags=0):
    compiled.append(len(pattern))
    return plain(pattern, flags)
re._compiler.compile = counted
from runtut.cli import main
sys.argv = ["runtut", "check", sys.argv[1], "--published", "2023-09-12"]
try:
    main()
except SystemExit:
    pass
print(json.dumps({"modules": sorted(sys.modules), "letters": sum(compiled)}), file=sys.stderr)
"""
NOT_NEEDED = {
    "babel", "bz2", "charset_normalizer", "concurrent.futures", "gzip", "logging", "lxml", "lzma", "multiprocessing", "shutil",
    "zipfile", "zoneinfo",
}  # fmt: skip


def test_a_first_check_loads_and_compiles_little(tmp_path):
    story = tmp_path / "story.txt"
    story.write_text(STORY, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", COUNT, str(story)], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    counted = json.loads(done.stderr.splitlines()[-1])
    assert NOT_NEEDED.isdisjoint(counted["modules"])
    assert counted["letters"] < 90_000  # all patterns have twice as many


def test_no_class_is_made_by_the_slow_decorator():
    source = Path(patterns.__file__).parent.parent
    slow = [
        path.name
        for path in source.rglob("*.py")
        if path.name != "values.py" and "from dataclasses import dataclass" in path.read_text(encoding="utf-8")
    ]
    assert slow == [], "take `dataclass` from runtut.values: it is the same, and quick at start-up"


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ("Baca juga: x", True),
        ("baca", False),
        ("Oleh: x", True),
        ("(oleh: x", True),
        ("ſimak juga: x", True),
        ("x", False),
    ],
)
def test_a_pattern_asked_by_its_first_letters(text, matches):
    words = ("baca juga", "simak juga", "oleh", "by")
    pattern = late(rf"\W{{0,4}}(?:{any_of(words)}):", 2, opens=words, skip=4)
    for _ in range(2):  # before it is compiled and behind
        assert (pattern.match(text) is not None) is matches


def test_a_pattern_asked_by_what_it_holds():
    pattern = late(r"hak\s+cipta|izin\s+redaksi", 2, holds=("hak cipta", "izin redaksi"))
    assert pattern.search("Tanpa apa pun") is None
    assert list(pattern.finditer("Izin  REDAKSI, redaksi")) != []
    assert pattern.match("hak cipta") is not None


def test_a_text_asked_stretch_by_stretch_is_looked_through_once(monkeypatch):
    asked = []
    plain = patterns.has_any
    monkeypatch.setattr(patterns, "has_any", lambda text, words: asked.append(text) or plain(text, words))
    pattern, text = late(r"hak\s+cipta", 2, holds=("hak cipta",)), "Harga beras naik. " * 50
    for at in range(0, len(text), 18):
        assert pattern.search(text, at, at + 18) is None
        assert list(pattern.finditer(text, at, at + 18)) == []
    assert asked == [text]
