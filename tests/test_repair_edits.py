"""Repairs as edits: made in the text, they make the finding go, and they leave the words written as they were."""

import tomllib
from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from runtut.pipeline import check, check_story, make_story
from runtut.record import CalendarDate, ClockTime, Length, Unit, Weekday
from runtut.report.repairs import known_fixes, repairs
from runtut.report.written import written_clock, written_date, written_length, written_number, written_weekday
from runtut.rules.catalogue import catalogue

BETWEEN_THREE = {
    "Siaran dimulai pukul 19.00 WIB/20.00 WITA/20.00 WIT.",
    "Mereka memasukkan 18 dari 24 lemparan bebas, dengan akurasi 85 persen.",
    "Dari 120 siswa, 30 (25 persen) pulang dan 90 (80 persen) tinggal.",
}
"""Stories in which one side is tied to a third: one of the repairs moves the disagreement there, or lacks a decimal."""


def stories():
    for entry in catalogue():
        path = entry.path.with_suffix(".cases.toml")
        if entry.against is not None:
            continue
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            bare = {key: case.get(key, "").replace("[[", "").replace("]]", "") for key in ("text", "title")}
            story = make_story(bare["text"], published=case.get("published"), title=bare["title"] or None)
            yield entry, story


def mended(story, edits):
    """Return a story with edits made in its text and title."""
    parts = {"text": story.text, "title": story.title or ""}
    for edit in sorted(edits, key=lambda each: -each.span.start):
        words = parts[edit.span.part]
        parts[edit.span.part] = words[: edit.span.start] + edit.text + words[edit.span.end :]
    return replace(story, text=parts["text"], title=parts["title"] or None)


def test_repairs_of_every_case_make_the_finding_go():
    made, left = Counter(), []
    for entry, story in stories():
        record = check_story(story, [entry])
        for finding in record.findings:
            for repair in repairs(finding, record):
                if repair.edits:
                    made[finding.code] += 1
                    after = check_story(mended(story, repair.edits), [entry])
                    if len(after.findings) >= len(record.findings) and story.text.strip() not in BETWEEN_THREE:
                        left.append((finding.code, repair.message.template, repair.edits))
    assert left == []
    assert sum(made.values()) >= 200
    assert set(made) >= {code for code, _ in known_fixes()} - {"NUM012"}  # whose numbers are told in words


def test_edits_are_known_for_fixes_that_rules_have():
    sources = {entry.rule.code: entry.path.read_text(encoding="utf-8") for entry in catalogue()}
    missing = [(code, fix) for code, fix in known_fixes() if f'N_("{fix}")' not in sources[code]]
    assert missing == []


def test_both_repairs_of_a_weekday_and_its_date():
    record = check("Sidang digelar SENIN (02-05-2023).", published="2023-05-04")
    (finding,) = record.findings
    one, other = repairs(finding, record)
    assert [(record.slice(each.span), each.text) for each in (*one.edits, *other.edits)] == [
        ("SENIN", "SELASA"),
        ("02-05-2023", "01-05-2023"),
    ]


@pytest.mark.parametrize(
    ("words", "day", "written"),
    [
        ("12/9/2023", date(2023, 9, 11), "11/9/2023"),
        ("02.05.23", date(2023, 5, 1), "01.05.23"),
        ("12 September 2023", date(2023, 10, 3), "3 Oktober 2023"),
        ("12 Sep", date(2023, 10, 3), "3 Okt"),
        ("Maret 2021", CalendarDate(2020, 6, None), "Juni 2020"),
        ("Senin, 12 SEPTEMBER 2023", date(2023, 10, 3), "Selasa, 3 OKTOBER 2023"),
        ("Senin (12/9)", date(2023, 9, 11), "Senin (11/9)"),
        ("pada 1998", CalendarDate(1997, None, None), "pada 1997"),
        ("kemarin", date(2023, 9, 11), None),
        ("12 atau 13 September 2023", date(2023, 9, 11), None),
        ("Maret 2021", CalendarDate(2020, None, None), None),
    ],
)
def test_dates_are_written_as_they_were(words, day, written):
    assert written_date(words, day, "id") == written


@pytest.mark.parametrize(
    ("words", "value", "old", "written"),
    [
        ("Rp 2,5 miliar", "3750000000", "2500000000", "Rp 3,75 miliar"),
        ("Rp 2,5 miliar", "3754321000", "2500000000", None),  # would need more decimals than anybody writes
        ("1.200 orang", "950", "1200", "950 orang"),
        ("950 orang", "1200", "950", "1.200 orang"),
        ("1200 orang", "1300", "1200", "1300 orang"),
        ("0.5 poin", "0.75", "0.5", "0.75 poin"),
        ("35 persen", "25", "35", "25 persen"),
        ("tujuh orang", "8", "7", None),
        ("10-12 orang", "8", None, None),
    ],
)
def test_numbers_are_written_as_they_were(words, value, old, written):
    assert written_number(words, Decimal(value), old and Decimal(old), "id") == written


def test_weekdays_clocks_and_lengths():
    assert written_weekday("hari Jumat", Weekday.SATURDAY, "id") == "hari Sabtu"
    assert written_weekday("Jum'at", Weekday.SATURDAY, "id") == "Sabtu"
    assert written_weekday("hari pasaran", Weekday.SATURDAY, "id") is None
    assert written_clock("14.30 WIB", ClockTime(9, 5)) == "09.05 WIB"
    assert written_clock("pukul 9", ClockTime(10)) == "pukul 10"
    assert written_clock("pukul 9", ClockTime(10, 30)) is None
    months = Length(Decimal(18), Unit.MONTH)
    assert written_length("selama 18 bulan", Length(Decimal(20), Unit.MONTH), months, "id") == "selama 20 bulan"
    assert written_length("selama 18 bulan", Length(Decimal(2), Unit.YEAR), months, "id") is None


def test_a_spelling_is_changed_wherever_it_stands():
    text = "Menteri Ahmad Luthfi datang. Ahmad Lutfi pulang. Ahmad Luthfi tidur. “Ahmad Lutfi”-lah orangnya."
    record = check(text, title="Ahmad Lutfi Datang", select_codes=["NAM001"])
    (finding,) = record.findings
    first = next(each for each in repairs(finding, record) if "Luthfi" in str(each.message.values["first"]))
    for repair in repairs(finding, record):
        story = mended(record.story, repair.edits)
        assert ("Lutfi" in story.text + story.title) != ("Luthfi" in story.text + story.title)
    assert first.edits
