"""Stems of Indonesian: what is found by what."""

import tomllib

import pytest

from runtut.archive.words import core, placed_stems, places_of, stemmer, stems
from runtut.languages import load_pack
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


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_word_holds_the_core_of_its_stem(language):
    """What `places_of` passes over must not be a word of the stem."""
    pack = load_pack("id").stems
    words = {*pack.whole, *(word for some in pack.words.values() for word in some)}
    affixed = {
        before + word + after
        for word in words
        for before in ("", "di", "me", "peng")
        for after in ("", "kan", "nya", "an")
    }
    english = {
        "stories",
        "happily",
        "running",
        "policies",
        "studied",
        "does",
        "lying",
        "news",
        "only",
        "used",
        "agreed",
    }
    stem = stemmer(language)
    assert [word for word in affixed | english if core(stem(word)) not in word] == []


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("Diterima dan penerimaan; TERIMA kasih", "terima", ["Diterima", "penerimaan", "TERIMA"]),
        ("Penerima-penerima beras", "beras terima", ["Penerima", "penerima", "beras"]),
        ("di Rp di", "rp", ["Rp"]),
        ("İstanbul menerima", "terima", ["menerima"]),
        ("terima_kasih", "terima", ["terima"]),
        ("", "terima", []),
        ("ajuan", "", []),
    ],
)
def test_where_the_words_of_a_stem_stand(text, wanted, found):
    wanted = stems(wanted)
    places = places_of(text, wanted)
    assert [text[start:end] for start, end, _ in places] == found
    assert places == [each for each in placed_stems(text) if each[2] in wanted]
