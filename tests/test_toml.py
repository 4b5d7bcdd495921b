"""Packs' TOML is read as the standard library reads it."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtut.languages import toml
from runtut.languages.toml import read_toml

FILES = sorted((Path(__file__).parent.parent / "src" / "runtut").rglob("*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_of_the_package(path):
    text = path.read_text(encoding="utf-8")
    assert repr(read_toml(text)) == repr(tomllib.loads(text))


@pytest.mark.parametrize(
    "path", [f for f in FILES if f.parent.name == "id" and "cases" not in f.name], ids=lambda p: p.name
)
def test_a_pack_is_read_the_quick_way(path, monkeypatch):
    monkeypatch.setattr(tomllib, "loads", None)
    assert read_toml(path.read_text(encoding="utf-8"))


PIECES = [
    "a", "b.c", '"x y"', "'l'", " = ", "=", '"word"', '"a # b"', r'"\u00e9\n"', r'"\/"', r'"\ud83d"', '"""long\n"""', "[", "]", ", ", ",", "\n",
    "\n", "\n", "# note\n", "[t]", "[t.u]", "[[many]]", "{x = 1}", "1", "-2.5", "01", "1_000", "0x1f", "nan", "null", "true",
    "2024-05-06", "2024-05-06T07:08:09Z", "a = 1\n", 'a = ["p", "q",\n "r"] # so\n', 'b = [["p"], ["q"]]\n', "\t", "\r\n", "\x01", "\u00e9",
]  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_text_gives_what_the_standard_library_gives(text):
    try:
        wanted = repr(tomllib.loads(text))
    except tomllib.TOMLDecodeError:
        with pytest.raises(tomllib.TOMLDecodeError):
            read_toml(text)
    else:
        assert repr(read_toml(text)) == wanted


@pytest.mark.parametrize(
    "text",
    [
        'a = ["p",, ]', 'a = ["p" "q"]', "a = 1\na = 2", "[t]\n[t]", "a = 1\n[a]", "[[a]]\n[a]", "[a]\n[[a]]", "[a.b]\n[a]",
        'a = "p" "q"', 'a = "p', "a = [null]", "a = [[null]]", "a = tru", 'a = "p\tq"', "a = 2024-13-01", "= 1", "a", "[a", "[[a]",
        "a = [1.5, 'x']", 'a = ["p"] x', 'a = "\\q"', '"a" = 1\n"a" = 2', "[a]\nx = 1\n[a.b]\ny = 2", "a = []\n[[a]]",
    ],
)  # fmt: skip
def test_odd_forms(text):
    test_any_text_gives_what_the_standard_library_gives.hypothesis.inner_test(text)


def test_what_is_not_known_is_left_to_the_standard_library():
    with pytest.raises(ValueError, match="^$"):
        toml._read("a = {x = 1}")
    assert read_toml("a = {x = 1}") == {"a": {"x": 1}}
