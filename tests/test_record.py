"""The nouns: spans, passages, records, findings."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import runtut
from runtut.record import Caption, Finding, Message, Passage, Record, Severity, Span, Story
from runtut.rules.catalogue import catalogue, find, select


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 2)])
def test_a_span_runs_forward(start, end):
    with pytest.raises(ValueError, match="0 <= start <= end"):
        Span(start, end)


def test_spans_of_different_parts_never_overlap():
    assert Span(0, 5).overlaps(Span(4, 6))
    assert not Span(0, 5).overlaps(Span(5, 6))
    assert not Span(0, 5).overlaps(Span(0, 5, "title"))


@given(st.text(), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40))))
def test_masking_keeps_length_lines_and_all_else(text, pairs):
    masks = tuple(Span(min(p), max(p)) for p in pairs if max(p) <= len(text))
    clean = Passage("text", text, masks).clean
    assert len(clean) == len(text)
    for i, (was, now) in enumerate(zip(text, clean, strict=True)):
        masked = any(m.start <= i < m.end for m in masks)
        assert now == (was if not masked or was == "\n" else " ")


def test_parts_of_a_story():
    story = Story("s", "isi", title="judul", captions=(Caption("foto"), Caption("")))
    assert [p.part for p in story.passages()] == ["text", "title", "caption:0"]
    assert (story.part("title"), story.part("caption:0")) == ("judul", "foto")


def test_sentence_of_a_span():
    record = Record(Story("s", "Satu. Dua.", title="Judul"), sentences=(Span(0, 5), Span(6, 10), Span(0, 5, "title")))
    assert record.sentence_of(Span(7, 8)) == Span(6, 10)
    assert record.sentence_of(Span(1, 2, "title")) == Span(0, 5, "title")


def finding(text, start, end):
    return Finding("CAL001", "x", Severity.ERROR, Message("m"), (Span(start, end),)).fingerprint({"text": text})


def test_a_fingerprint_survives_edits_elsewhere():
    assert finding("Senin (12/9/2023)", 0, 5) == finding("Sidang digelar  senin pagi", 16, 21)
    assert finding("Senin", 0, 5) != finding("Selasa", 0, 6)


def codes(chosen, ignored):
    return [e.rule.code for e in select(catalogue(), chosen, ignored)]


def test_selecting_rules_by_prefix():
    every = codes([], [])
    assert every == codes(["ALL"], [])
    assert codes(["CAL"], []) == [c for c in every if c.startswith("CAL")]
    assert "CAL001" not in codes([], ["CAL001"])
    assert codes(["CAL001"], ["CAL"]) == ["CAL001"]
    assert codes(["CAL"], ["ALL"]) == codes(["CAL"], [])


def test_finding_a_rule_by_code_or_name():
    assert find("cal003") is find("start-length-mismatch") is not None
    assert find("XYZ999") is None


def test_annotations_within_a_span_are_found_by_position():
    text = "Senin, 2 Mei 2022. Selasa, 3 Mei 2022. Rabu, 4 Mei 2022."
    reading = runtut.read(text, published="2022-05-05", title="Senin dan Selasa")
    middle = Span(19, 38)
    assert [t.text for t in reading.within(reading.times, middle)] == ["Selasa, 3 Mei 2022"]
    assert list(reading.within(reading.times, Span(0, 0))) == []
    assert [t.text for t in reading.within(reading.times, Span(0, 16, "title"))] == [
        t.text for t in reading.times if t.part == "title"
    ]


def test_the_quotation_around_a_span_is_found_in_a_long_story():
    text = "\n\n".join(f'"Kami pindah ke balai desa pada {n} Mei 2022," kata Ratmi.' for n in range(1, 30))
    reading = runtut.read(text)
    for time in reading.times:
        around = reading.quotation_around(time.span)
        assert around is not None
        assert around.start <= time.start < time.end <= around.end
    assert reading.quotation_around(Span(0, 1)) is None
