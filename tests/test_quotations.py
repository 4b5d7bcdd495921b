"""Quotations: the pack's cases, and what holds for any text."""

import tomllib
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from runtut.annotate.quotations import read_quotations
from runtut.languages import load_pack
from runtut.link.speakers import resolve_speakers
from runtut.pipeline import read_story
from runtut.record import Caption, Layer, QuotationKind, Record, Span, Story
from test_rule_cases import unmark

PACK = load_pack("id")
PUBLISHED = date(2023, 9, 12)
OUTLET = "Kabar Wanasari"
CASES = tomllib.loads((PACK.folder / "quotations.cases.toml").read_text(encoding="utf-8"))["case"]


def read(text, **given):
    story = Story("case", text, published=PUBLISHED, outlet=OUTLET, **given)
    return read_story(story, [Layer.QUOTATIONS]).quotations


def name(quotation):
    return quotation.speaker.name if quotation.speaker is not None else ""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case):
    text, spans = unmark(case["text"])
    kinds = case.get("kinds", [])
    found = [q for q in read(text) if q.kind != "scare" or "scare" in kinds]
    assert [text[q.start : q.end] for q in found] == [text[start:end] for start, end in spans]
    assert [(q.start, q.end) for q in found] == spans
    assert [q.kind for q in found] == kinds
    assert [name(q) for q in found] == case.get("speakers", [])
    for key, told in (
        ("cues", [q.cue.value if q.cue is not None else "" for q in found]),
        ("told", [q.told_to or "" for q in found]),
        ("times", [q.time or "" for q in found]),
        ("chains", [list(q.chain) for q in found]),
        ("places", [q.place.value if q.place is not None else "" for q in found]),
    ):
        assert key not in case or told == case[key]


def test_names_of_cases_tell_them_apart():
    texts = [case["text"] for case in CASES]
    assert len(set(texts)) == len(texts)


def test_a_title_and_a_caption_name_the_people_of_the_text():
    text = 'Ratmi Suhanda memanen padi. "Panen tahun ini bagus," kata Ratmi.'
    found = read(text, title='Suhanda: "Panen bagus tahun ini"', captions=(Caption("Kata Ratmi, hujan turun."),))
    assert [(q.part, name(q)) for q in found] == [
        ("text", "Ratmi Suhanda"),
        ("title", "Ratmi Suhanda"),
        ("caption:0", "Ratmi Suhanda"),
    ]


def test_masked_furniture_does_not_speak():
    text = 'Baca juga: "Panen Bagus," Kata Ratmi\nHujan turun sejak pagi, kata Darma Wisesa.'
    story = Story("case", text, masks=(Span(0, text.index("\n")),))
    assert [name(q) for q in read_story(story, [Layer.QUOTATIONS]).quotations] == ["Darma Wisesa"]


PIECES = st.sampled_from(
    [
        '"', "“", "”", "'", "’", "«", "»", "``", ",", ".", "?", ":", "(", ")", " ", " ", " ", "\n", "-", "…", "@", "kata ", "ujarnya", "katanya, ",
        "Menurut ", "menurut ", "mengatakan ", "bahwa ", "Budi ", "Ratmi Suhanda ", "Kepala Dinas Pasar", "itu ", "tersebut ", "ia ", "mereka ",
        "yang ", "seraya menambahkan, ", "disampaikan ", "oleh ", "olehnya", "kepada wartawan", "dikutip dari ", "Senin (11/9)", "harga naik ",
        "meminta ", "agar ", "(BPR)", "Badan Pasar Rakyat ", "H. ", "43", '5" ', "\u00a0", "tidak ", "untuk ", "dan ", "nya",
    ]
)  # fmt: skip


@settings(deadline=None, max_examples=400)
@given(
    st.one_of(
        st.text(max_size=200), st.lists(PIECES, max_size=50).map("".join), st.lists(PIECES, max_size=40).map(" ".join)
    )
)
@example('"Aku\n"Dia,')
@example("kata (")
@example("Menurut ,")
@example('kata itu: "')
@example(":\",'")
@example("'0','")
@example("'\"0\"'")
@example('"\n0":"')
def test_any_text(text):
    record = read_story(Story("any", text, title=text[:60] or None), [Layer.QUOTATIONS])
    direct_end = 0
    for quotation in record.quotations:
        part = record.story.part(quotation.part)
        assert part[quotation.start : quotation.end] == quotation.text
        assert quotation.text == quotation.text.strip() != ""
        assert len(quotation.chain) == len(quotation.chain_spans)
        for span in (*quotation.chain_spans, quotation.told_span, quotation.place):
            assert span is None or part[span.start : span.end].strip()
        assert quotation.part != "text" or quotation.speaker is None or quotation.speaker.name
        for piece in (quotation.cue, quotation.opening, quotation.closing):
            assert piece is None or part[piece.start : piece.end] == piece.value
        speaker = quotation.speaker
        assert speaker is None or record.story.part(speaker.part)[speaker.start : speaker.end] == speaker.text
        if quotation.part == "text" and quotation.kind in (QuotationKind.DIRECT, QuotationKind.SCARE):
            assert quotation.start >= direct_end
            direct_end = quotation.end
        if quotation.opening is not None:
            assert quotation.opening.end <= quotation.start
        if quotation.closing is not None:
            assert quotation.end <= quotation.closing.start


@settings(deadline=None, max_examples=100)
@given(st.lists(PIECES, max_size=50).map("".join))
def test_reading_twice_gives_the_same(text):
    record = read_story(Story("any", text), [Layer.QUOTATIONS])
    again = Record(record.story, sentences=record.sentences, paragraphs=record.paragraphs, times=record.times)
    again = replace(again, entities=record.entities)
    written = replace(again, quotations=read_quotations(again, PACK))
    assert resolve_speakers(written, PACK) == record.quotations


@pytest.mark.parametrize("kind", [QuotationKind.INDIRECT, QuotationKind.MIXED])
def test_reported_clauses_do_not_overlap_speech(kind):
    text = 'Budi mengatakan harga naik. "Kami senang," ujarnya. Menurut dia, "pasar" itu ramai sekali.'
    found = read(text)
    speech = [q for q in found if q.kind is QuotationKind.DIRECT]
    assert all(q.end <= s.start or s.end <= q.start for q in found if q.kind is kind for s in speech)


@pytest.mark.parametrize(
    "piece",
    ['"Aku pergi," ujarnya. ', 'Budi: "Aku"\n', "menurut Budi, ", "kata pria yang ", "Budi mengatakan, ", '"Aku ', "'aku ", "Aku Dia (AD) "],
)  # fmt: skip
def test_long_repetitions_are_read_in_time_that_grows_with_them(piece):
    record = read_story(Story("long", piece * 5_000), [Layer.QUOTATIONS])
    assert len(record.quotations) <= 10_000
