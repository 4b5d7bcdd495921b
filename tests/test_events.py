"""Events: the pack's cases, and what holds for any text."""

import tomllib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtut.languages import load_pack
from runtut.pipeline import read_story
from runtut.record import Layer, Story
from test_rule_cases import unmark

PACK = load_pack("id")
PUBLISHED = date(2023, 9, 12)
CASES = tomllib.loads((PACK.folder / "events.cases.toml").read_text(encoding="utf-8"))["case"]


def read(text):
    return read_story(Story("case", text, published=PUBLISHED), [Layer.EVENTS])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_case(case):
    text, spans = unmark(case["text"])
    record = read(text)
    names = {entity.id: entity.name for entity in record.entities}
    assert [(e.start, e.end) for e in record.events] == spans
    assert [e.kind for e in record.events] == case.get("kinds", [])
    assert [e.status for e in record.events] == case.get("status", [])
    for key, told in (
        ("who", ["; ".join(names[each] for each in e.participants) for e in record.events]),
        ("places", [names.get(e.place, "") for e in record.events]),
        ("times", [e.time or "" for e in record.events]),
    ):
        assert key not in case or told == case[key]


def test_names_of_cases_tell_them_apart():
    texts = [case["text"] for case in CASES]
    assert len(set(texts)) == len(texts)


PIECES = st.sampled_from(
    [
        "rapat", "Rapat", "bertemu", "serangan", "gempa", "akan", "tidak", "jika", "untuk", "membantah", "yang", "digelar", "telah", "usai", "di ",
        "Kota Bandung", "Ratmi Suhanda", "antara", "dan", ",", ".", "(", ")", '"', "\n", "Senin (11/9/2023)", "2024", "itu", "tersebut", "pemilu 2024",
        "meminta", "mengatakan", "dalam", "hasil", "ı", "İ", "-", "nya",
    ]
)  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=40).map(" ".join)))
def test_any_text(text):
    record = read(text)
    ids = {entity.id for entity in record.entities}
    for event in record.events:
        assert text[event.start : event.end] == event.text != ""
        assert ids.issuperset(event.participants)
        assert event.place is None or event.place in ids
