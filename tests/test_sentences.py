"""Where sentences and paragraphs end."""

import tomllib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtut.annotate.sentences import read_paragraphs, read_sentences
from runtut.languages import load_pack
from runtut.languages.loader import FOLDER
from runtut.record import Story

CASES = tomllib.loads((FOLDER / "id" / "sentences.cases.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["name"])
def test_case(case):
    wanted = [each.strip() for each in case["text"].split("|")]
    story = Story("case", case["text"].replace("|", ""))
    assert [story.text[s.start : s.end] for s in read_sentences(story, load_pack("id"))] == wanted


@given(st.text(alphabet=st.sampled_from('abA.!?\n "”“…,;1 dr')))
def test_every_visible_character_is_in_one_sentence(text):
    story = Story("any", text)
    spans = read_sentences(story, load_pack("id"))
    covered = "".join(text[s.start : s.end] for s in spans)
    assert "".join(covered.split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(spans))


@given(st.text())
def test_paragraphs_hold_no_line_end(text):
    story = Story("any", text)
    for span in read_paragraphs(story):
        paragraph = text[span.start : span.end]
        assert paragraph == paragraph.strip() != ""
        assert "\n" not in paragraph
