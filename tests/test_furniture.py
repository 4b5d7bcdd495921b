"""Furniture: the pack's table of lines and texts, and what must hold for any text."""

import tomllib
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtut.intake.furniture import (
    Position,
    classify,
    classify_lines,
    find_furniture,
    is_call,
    is_legal,
    is_modified_line,
    is_notice,
    read_bylines,
    read_credit,
    read_date_line,
    split_dateline,
)
from runtut.languages import load_pack

PACK = load_pack("id")
CASES = tomllib.loads((PACK.folder / "furniture.cases.toml").read_text(encoding="utf-8"))


def table(key):
    return pytest.mark.parametrize("case", CASES[key], ids=lambda c: c.get("name", c["text"])[:60])


@table("line")
def test_line(case):
    kind = classify(case["text"], PACK, position=Position(case.get("position", "body")))
    assert (kind or "") == case["kind"]


@table("byline")
def test_byline(case):
    assert [f"{b.name} {b.role.value}" for b in read_bylines(case["text"], PACK)] == case["names"]


@table("date")
def test_date_line(case):
    moment = read_date_line(case["text"], PACK)
    assert ("" if moment is None else moment.isoformat()) == case["moment"]
    assert isinstance(moment, datetime) == ("T" in case["moment"])


def test_modified_line():
    assert is_modified_line("Diperbarui 3 Jan 2024, 10.00 WIB", PACK)
    assert not is_modified_line("3 Jan 2024, 10.00 WIB", PACK)


@table("dateline")
def test_dateline(case):
    found = split_dateline(case["text"], PACK)
    if not case["dateline"]:
        assert found is None
        return
    assert found.text == case["dateline"]
    assert (found.outlet or "") == case.get("outlet", "")
    assert case["text"][found.rest :].startswith(case["rest"])


@table("credit")
def test_credit(case):
    caption, credit = read_credit(case["text"], PACK)
    assert caption == case["caption"]
    assert (credit or "") == case.get("credit", "")


@table("notice")
def test_notice(case):
    text = case["text"]
    assert is_legal(text, PACK) == (case["kind"] == "legal")
    assert is_call(text, PACK) == (case["kind"] == "call")
    if case["kind"] != "call":
        assert is_notice(text, PACK) == bool(case["kind"])


@table("text")
def test_text(case):
    text = case["text"].replace("[[", "").replace("]]", "")
    found = find_furniture(text, PACK)
    marked = text
    for mask in reversed(found.masks):
        marked = marked[: mask.start] + "[[" + marked[mask.start : mask.end] + "]]" + marked[mask.end :]
    assert marked == case["text"]
    assert [f"{b.name} {b.role.value}" for b in found.bylines] == case.get("names", [])


PIECES = [
    "Baca juga: ", "Baca Juga ", "Penulis: ", "Editor: ", "(abc/def)", "Foto: ", "(Foto: ", "Simak video '", "'", '"', "“", "”",
    "\n", "\n\n", ". ", " - ", "KABAR.com", "JAKARTA", "12 September 2023", "11:03 WIB", "BERITALAINNYA", "Warga memanen padi", "[Gambas:", "]",
    "Halaman selanjutnya", "Artikel ini telah tayang", "/", "(", ")", "|", "Laporan Wartawan ", "\x00", "\u2028", "é", "👍🏽", " ",
]  # fmt: skip
texts = st.one_of(st.text(max_size=300), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))


@settings(deadline=None)
@given(texts)
def test_masks_stay_inside_any_text(text):
    found = find_furniture(text, PACK)
    at = 0
    for mask in found.masks:
        assert at <= mask.start < mask.end <= len(text)
        assert mask.part == "text"
        at = mask.end + 1
    for line in classify_lines(text, PACK):
        assert text[line.start : line.end] == line.text == line.text.strip()


@settings(deadline=None)
@given(texts.map(lambda t: " ".join(t.split())), st.sampled_from(Position))
def test_any_line_can_be_read(line, position):
    classify(line, PACK, position=position)
    read_bylines(line, PACK)
    read_date_line(line, PACK)
    read_credit(line, PACK)
    dateline = split_dateline(line, PACK)
    assert dateline is None or 0 < dateline.rest < len(line)
