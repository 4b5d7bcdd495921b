"""The flow: which stages run, where findings are placed, the public functions."""

from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import runtut
from runtut.pipeline import STAGES, _place, check_read, check_story, make_story, read_story, stages_for
from runtut.record import (
    Finding,
    Layer,
    Message,
    Quotation,
    QuotationKind,
    Record,
    Severity,
    Span,
    Speaker,
    Story,
)

STORY = """WANASARI - Kebakaran melanda Pasar Wanasari, Senin (12/9/2023) malam. Sebanyak 30 dari 120 kios (35 persen) hangus.

"Api cepat membesar," kata Kepala Desa Wanasari, Budi Santosa, kepada wartawan, Selasa (12/9/2023).

Menurut Budi, kerugian mencapai Rp 2,5 miliar."""


def test_stages_bring_what_they_need():
    names = [stage.layer for stage in stages_for([Layer.ELAPSED])]
    assert names.index(Layer.TIMES) < names.index(Layer.EVENTS) < names.index(Layer.ELAPSED)
    assert Layer.QUANTITIES not in names
    assert stages_for([]) == ()


def test_what_was_read_is_checked_as_the_story_is():
    story = make_story(STORY, published="2023-09-12")
    checked = check_read(read_story(story))
    assert checked.findings
    assert (checked.links, checked.findings) == (check_story(story).links, check_story(story).findings)


def test_every_stage_can_be_imported():
    for stage in STAGES:
        assert callable(stage.load())


def test_every_layer_has_a_stage():
    assert {stage.layer for stage in STAGES} == set(Layer)


def quoted_record():
    quotation = Quotation(
        start=1, end=9, text="ab cd ef", kind=QuotationKind.DIRECT, speaker=Speaker("Budi", "Budi", 12, 16)
    )
    return Record(Story("s", '"ab cd ef", Budi'), quotations=(quotation,))


@pytest.mark.parametrize(
    ("spans", "severity", "quoted"),
    [
        ((Span(1, 3), Span(4, 6)), Severity.WARNING, "Budi"),
        ((Span(1, 3), Span(12, 16)), Severity.ERROR, None),
        ((Span(12, 16),), Severity.ERROR, None),
    ],
    ids=["both sides in the quotation", "one side outside", "outside"],
)
def test_a_slip_inside_a_quotation_is_the_speakers(spans, severity, quoted):
    finding = _place(Finding("X", "x", Severity.ERROR, Message("m"), spans), quoted_record())
    assert (finding.severity, finding.quoted) == (severity, quoted)


def test_check_reads_and_finds():
    reading = runtut.check(STORY, published="2023-09-13T08:00:00+07:00", title="Pasar Wanasari Terbakar")
    assert [f.code for f in reading.findings] == ["CAL001", "NUM002"]
    assert reading.quotations[0].speaker.name == "Budi Santosa"
    assert reading.to_dict()["schema"] == "runtut/record/1"
    assert "CAL001" in reading._repr_html_()


def test_check_selects():
    reading = runtut.check(STORY, published=date(2023, 9, 13), select_codes=["NUM"])
    assert [f.code for f in reading.findings] == ["NUM002"]


def test_read_finds_nothing_wrong():
    assert runtut.read(STORY).findings == ()


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("2023-09-12", date(2023, 9, 12)),
        ("2023-09-12T11:03:00+07:00", datetime.fromisoformat("2023-09-12T11:03:00+07:00")),
        (date(2023, 9, 12), date(2023, 9, 12)),
        (None, None),
    ],
)
def test_publication_dates(given, wanted):
    assert make_story("isi", published=given).published == wanted


def test_a_wrong_publication_date_is_refused():
    with pytest.raises(ValueError, match="12-09-2023"):
        runtut.read("isi", published="12-09-2023")


def test_an_unknown_language_is_refused():
    with pytest.raises(runtut.RuntutError, match="no language pack 'xx'"):
        runtut.read("isi", language="xx")


WORDS = st.sampled_from(
    ["Senin", "12/9/2023", "(", ")", '"', "”", "“", "kata", "Budi", "Santosa", ",", ".", "\n", "30", "dari", "120", "persen",
     "Rp", "2,5", "juta", "sejak", "selama", "dua", "bulan", "Kabupaten", "Garut", "yakni", "dan", "menjadi", "naik", "\t",
     "'", "kepada", "menurut", "31 Juni", "pukul 25.10 WIB", "é", "\u202e", "ke-79", "HUT", "perang", "-", "–"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40), st.booleans())
@example(['"'], False)
def test_any_story_is_read_and_every_mark_stands_where_it_says(words, dated):
    text = " ".join(words)
    reading = runtut.check(text, published="2023-09-12" if dated else None, title=text[:60])
    story = reading.story
    for layer in (reading.times, reading.quantities, reading.quotations, reading.events):
        for each in layer:
            assert story.part(each.part)[each.start : each.end] == each.text
            assert each.start < each.end
    for entity in reading.entities:
        assert all(m.end <= len(story.part(m.part)) for m in entity.mentions)
    for finding in reading.findings:
        assert all(s.end <= len(story.part(s.part)) for s in finding.spans)
    assert runtut.check(text, published="2023-09-12" if dated else None, title=text[:60]) == reading


SEED = Path(__file__).parents[2] / "shared" / "stories" / "sinpo-2023-09-12.txt"


@pytest.mark.skipif(not SEED.exists(), reason="the real story that started it is not beside this checkout")
def test_the_story_that_started_it():
    from runtut.intake.sources import open_sources

    (item,) = open_sources([str(SEED)], stdin=None)
    reading = runtut.check(item.story)
    loud = [f for f in reading.findings if f.severity > Severity.NOTE]
    assert {f.code for f in loud} == {"CAL003", "SRC003"}
    (elapsed,) = [f for f in loud if f.code == "CAL003"]
    assert [reading.slice(s) for s in elapsed.spans] == ["sejak Februari 2023", "selama 18 bulan"]


LEAD = "Sidang digelar Senin (12/9/2023). Sebanyak 30 dari 120 siswa (35 persen) hadir.\n\n"
BODY = "Rapat digelar Senin (19/9/2023)."


def test_contradictions_in_the_title_and_the_lead_come_first():
    text = f"{LEAD}Pembukaan berlangsung tertib.\n\n{BODY}"
    record = runtut.check(text, title="Rapat Digelar Senin (26/9/2023)", published="2023-09-28")
    assert [(each.code, each.spans[0].part) for each in record.findings] == [
        ("CAL001", "title"),
        ("CAL001", "text"),
        ("NUM002", "text"),
        ("CAL001", "text"),
    ]


def test_the_lead_of_a_story_on_one_line_is_its_first_two_sentences():
    record = runtut.read(LEAD.strip() + " Pembukaan berlangsung tertib." * 30)
    assert record.slice(record.lead) == LEAD.strip()


def test_furniture_before_the_story_is_no_lead():
    story = Story("a", "Baca juga: Lain.\n\nSidang dibuka.\n\nLalu ditutup.", masks=(Span(0, 16),))
    record = runtut.read(story)
    assert record.slice(record.lead) == "Sidang dibuka."
