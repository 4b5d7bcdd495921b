"""Times: the pack's cases, the pieces rules rely on, and what holds for any text."""

import tomllib
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from runtut.annotate.times import read_times
from runtut.languages import load_pack
from runtut.record import (
    Anchor,
    CalendarDate,
    Caption,
    ClockTime,
    Length,
    Offset,
    Record,
    Signal,
    Span,
    Story,
    TimeType,
    Unit,
    Weekday,
)
from test_rule_cases import unmark

PACK = load_pack("id")
PUBLISHED = datetime(2023, 9, 12, 11, 3, tzinfo=timezone(timedelta(hours=7)))
CASES = tomllib.loads((PACK.folder / "times.cases.toml").read_text(encoding="utf-8"))["case"]


def read(text, published=PUBLISHED, **given):
    return read_times(Record(Story("case", text, published=published, **given)), PACK)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_case(case):
    text, spans = unmark(case["text"])
    times = read(text)
    assert [(t.start, t.end) for t in times] == spans
    assert [t.value for t in times] == case.get("values", [])
    assert all(text[t.start : t.end] == t.text for t in times)


def test_the_pieces_of_a_day():
    (time,) = read("Rapat digelar Senin-Rabu (4-6/9) pukul 09.00-11.30 WIB.")
    assert (time.weekday.value, time.weekday_end.value) == (Weekday.MONDAY, Weekday.WEDNESDAY)
    assert time.date.value == CalendarDate(2023, 9, 4, year_stated=False)
    assert time.date_end.value == CalendarDate(2023, 9, 6, year_stated=False)
    assert time.clock.value == ClockTime(9, 0, zone="Asia/Jakarta")
    assert time.clock_end.value == ClockTime(11, 30, zone="Asia/Jakarta")


def test_the_pieces_stand_where_they_were_read():
    text = "Rapat digelar Senin malam (4/9/2023)."
    (time,) = read(text)
    assert [text[p.start : p.end] for p in (time.weekday, time.date)] == ["Senin", "4/9/2023"]
    assert time.date.value.year_stated
    assert time.type is TimeType.TIME


@pytest.mark.parametrize(
    ("text", "offset"), [("kemarin", -1), ("hari ini", 0), ("besok", 1), ("lusa", 2), ("tadi malam", -1)]
)
def test_offsets_are_told_from_publication(text, offset):
    (time,) = read(f"Hujan turun {text}.")
    assert time.offset.value == Offset(offset, Unit.DAY)
    assert time.first == PUBLISHED.date() + timedelta(days=offset)
    assert time.anchor is Anchor.PUBLISHED


def test_since_and_during():
    since, during = read("Sejak Februari 2023 warga mengungsi selama hampir 18 bulan.")
    assert since.signal.value is Signal.SINCE
    assert (since.first, since.last) == (date(2023, 2, 1), date(2023, 2, 28))
    assert during.signal.value is Signal.DURING
    assert (during.length, during.mod) == (Length(18, Unit.MONTH), "LESS_THAN")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("kemarin", "XXXX-XX-XX"),
        ("Senin", "XXXX-WXX-1"),
        ("Senin (4/9)", "XXXX-09-04"),
        ("pada Agustus", "XXXX-08"),
        ("pekan lalu", "XXXX-WXX"),
        ("tahun ini", "XXXX"),
        ("4 September 2023", "2023-09-04"),
    ],
)
def test_without_publication_what_is_written_stands(text, value):
    (time,) = read(f"Hujan turun {text} di desa.", published=None)
    assert time.value == value


def test_a_date_that_does_not_exist_keeps_its_figures():
    (time,) = read("Pendaftaran ditutup 31 Juni 2023.")
    assert time.date.value == CalendarDate(2023, 6, 31)
    assert time.date.value.as_date() is None
    assert time.first is None


def test_looking_ahead():
    ahead, said = read('Rapat akan digelar Kamis. "Kami akan datang," kata Budi, Senin.')
    assert (ahead.ahead, ahead.value) == (True, "2023-09-14")
    assert (said.ahead, said.value) == (False, "2023-09-11")


def test_this_evening_in_a_story_of_the_late_evening():
    late = datetime(2023, 9, 12, 22, 30, tzinfo=UTC)
    (time,) = read("Hujan turun tadi malam.", published=late)
    assert time.first == date(2023, 9, 12)


def test_title_and_captions_are_read_after_the_text():
    times = read("Hujan turun.", title="Banjir Kemarin", captions=(Caption("Desa Wanasari, Senin (11/9/2023)."),))
    assert [(t.part, t.text) for t in times] == [("title", "Kemarin"), ("caption:0", "Senin (11/9/2023)")]


def test_masked_furniture_is_not_read():
    text = "Baca juga: Banjir 3 Mei 2023\nHujan turun kemarin."
    times = read(text, masks=(Span(0, text.index("\n")),))
    assert [t.text for t in times] == ["kemarin"]


PIECES = st.sampled_from(
    [
        "Senin", "Minggu", "minggu", "12", "/", "9", "2023", "(", ")", ",", " ", " ", " ", "-", ".", "\n", "Mei", "tanggal", "pukul",
        "WIB", "tadi", "malam", "kemarin", "lalu", "tahun", "ini", "dua", "puluh", "setengah", "setiap", "awal", "abad", "ke-", "99",
        "31", "s/d", "hingga", "akan", "pekan", "triwulan", "II", "1x24", "jam", "\u00a0", "“", "0", "00", "9999", "minggu", "kemudian",
        "1.000.000", "12.30", "60", "sebelumnya", "lagi",
    ]
)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(
    st.one_of(
        st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join), st.lists(PIECES, max_size=30).map(" ".join)
    )
)
@example("Tiap ")
def test_any_text(text):
    for published in (PUBLISHED, None, date(1, 1, 1), date(9999, 12, 31)):
        end = 0
        for time in read(text, published=published):
            assert text[time.start : time.end] == time.text
            assert end <= time.start < time.end
            end = time.end
            for piece in (time.weekday, time.date, time.date_end, time.clock, time.clock_end, time.offset):
                assert piece is None or time.start <= piece.start < piece.end <= time.end


@pytest.mark.parametrize("piece", ["1", "12 ", "12/", '"', "(", " ", "Senin ", "dua ", "hari ", "12, ", "\n", "2 dan "])
def test_long_repetitions_are_read_in_time_that_grows_with_them(piece):
    assert len(read(piece * 20_000, published=None)) <= 20_000
