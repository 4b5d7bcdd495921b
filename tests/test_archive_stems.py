"""Stems of Indonesian: what is found by what."""

import tomllib

import pytest

from runtut.archive.words import stems
from runtut.languages.loader import FOLDER

CASES = tomllib.loads((FOLDER / "id" / "stems.cases.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[each["name"] for each in CASES])
def test_stems(case):
    if "one" in case:
        assert len({stems(word)[0] for word in case["one"]}) == 1, {word: stems(word)[0] for word in case["one"]}
    if "apart" in case:
        assert len({stems(word)[0] for word in case["apart"]}) == len(case["apart"])


def test_a_language_without_stemmer_keeps_its_words():
    assert stems("Los puentes", "es") == ["los", "puentes"]


def test_a_language_without_exceptions_has_its_stemmer():
    assert stems("bridges", "en") == ["bridg"]
