"""Packs load into their schemas, and say where they do not fit."""

import dataclasses
import re
from decimal import Decimal
from enum import StrEnum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtut.languages import Pack, known_languages, load_pack
from runtut.languages.loader import read_section
from runtut.languages.patterns import any_of, scan, small
from runtut.record import PackError


class Colour(StrEnum):
    RED = "red"


@dataclasses.dataclass(frozen=True)
class Item:
    name: str
    amount: Decimal = Decimal(1)


@dataclasses.dataclass(frozen=True)
class Section:
    words: tuple[str, ...]
    items: dict[str, Item] = dataclasses.field(default_factory=dict)
    colour: Colour | None = None
    rate: float = 0.5


def section(tmp_path, text):
    path = tmp_path / "words.toml"
    path.write_text(text, encoding="utf-8")
    return read_section(path, Section)


def test_a_section_is_typed(tmp_path):
    read = section(tmp_path, 'words = ["a"]\ncolour = "red"\nrate = 2\n[items.x]\nname = "n"\namount = "1.5"\n')
    assert read == Section(("a",), {"x": Item("n", Decimal("1.5"))}, Colour.RED, 2.0)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "words: missing"),
        ("words = 'a'", "words: needs an array, not 'a'"),
        ("words = [1]", "words.0: needs str, not 1"),
        ("words = []\nwrods = []", "wrods: no such key; the schema knows words, items, colour, rate"),
        ("words = []\ncolour = 'blue'", "colour: needs one of red, not 'blue'"),
        ("words = []\n[items.x]\nname = 'n'\namount = 'many'", "items.x.amount: needs a number, not 'many'"),
        ("words = []\n[items.x]\namount = '1'", "items.x.name: missing; add it"),
        ("words = [", "mend the TOML"),
    ],
)
def test_a_misfit_says_what_and_where(tmp_path, text, says):
    with pytest.raises(PackError, match="words.toml") as error:
        section(tmp_path, text)
    assert says in str(error.value)


def test_an_unknown_language_names_the_installed_ones():
    with pytest.raises(PackError, match="no language pack 'xx'; installed: id"):
        load_pack("xx")


@pytest.mark.parametrize("code", known_languages())
def test_every_section_of_every_pack_loads(code):
    pack = load_pack(code)
    sections = [name for name, each in vars(Pack).items() if hasattr(each, "func")]
    assert len(sections) >= 8
    for name in sections:
        assert dataclasses.is_dataclass(getattr(pack, name))


WORDS = st.lists(
    st.text(alphabet="abc -'.", min_size=1, max_size=5).map(str.strip).filter(bool), min_size=1, max_size=8
)


@given(WORDS, st.text(alphabet="abc -'.\n_1", max_size=40))
def test_a_scanning_pattern_finds_what_the_plain_one_finds(words, text):
    plain = re.compile(rf"(?<![\w-]){any_of(words)}(?!\w)")
    scanned = scan(words, r"\w-")
    quick = re.compile(rf"{scanned}(?!\w)")
    assert [m.span() for m in quick.finditer(text)] == [m.span() for m in plain.finditer(text)]


def test_small_keeps_every_letter_at_its_place():
    assert small("Rapat DIGELAR") == "rapat digelar"
    assert small("İ Rapat") == "İ Rapat"
