"""What was planned for a day, and what was said afterwards, on each kind of database."""

import datetime as dt
import json

import pytest

from runtut.archive import add, open_database
from runtut.archive.filters import Filters
from runtut.archive.forecasts import forecasts
from runtut.batch import Plan

NOW = dt.datetime(2026, 3, 4, 5, 6, 7, tzinfo=dt.UTC)
DAY = dt.date(2026, 4, 1)


def story(id_, day, text, outlet="Kabar Lembah", title=None):
    return {
        "id": id_,
        "outlet": outlet,
        "published": f"{day}T09:00:00+07:00",
        "title": title or f"Cerita {id_}",
        "text": text,
    }


STORIES = [
    story(
        "rencana",
        "2026-03-02",
        "Bupati Ratmi Suhanda akan bertemu Wali Kota Odang Wiryana pada Selasa (10/3/2026) di Balai Samar. "
        "Keduanya membahas tanggul sungai yang jebol dua kali sejak awal tahun dan biaya perbaikannya.",
    ),
    story(
        "salinan",
        "2026-03-03",
        "Bupati Ratmi Suhanda akan bertemu Wali Kota Odang Wiryana pada Selasa (10/3/2026) di Balai Samar. "
        "Keduanya membahas tanggul sungai yang jebol dua kali sejak awal tahun dan biaya perbaikannya.",
        outlet="Pos Hulu",
    ),
    story(
        "kelak",
        "2026-03-20",
        "Menteri Jatmika Purwa akan bertemu Gubernur Sinta Marwah pada 20 Mei 2026 untuk membahas jalan lintas.",
    ),
    story(
        "hasil",
        "2026-03-11",
        "Bupati Ratmi Suhanda bertemu Wali Kota Odang Wiryana kemarin dan sepakat memperbaiki tanggul bersama.",
        outlet="Warta Teluk",
        title="Tanggul Diperbaiki Bersama",
    ),
    story(
        "lain",
        "2026-03-12",
        "Wali Kota Odang Wiryana meresmikan pasar ikan yang baru di tepi teluk.",
        outlet="Warta Teluk",
    ),
]


@pytest.fixture
def filed(archive, tmp_path):
    source = tmp_path / "stories.jsonl"
    source.write_text("".join(json.dumps(each) + "\n" for each in STORIES), encoding="utf-8")
    opened = open_database(archive, create=True)
    list(add(opened, [source], Plan(), now=lambda: NOW))
    yield opened
    opened.close()


def test_a_plan_whose_day_is_past_comes_with_what_was_told_since(filed):
    found = forecasts(filed, on=DAY, due=True)
    assert [each.due for each in found] == ["2026-03-10"]
    plan = found[0]
    assert (plan.kind, plan.status, plan.past) == ("meeting", "planned", True)
    assert [(each.title, each.same_kind) for each in plan.later] == [("Tanggul Diperbaiki Bersama", True)]
    assert set(plan.later[0].names) >= {"Ratmi Suhanda", "Odang Wiryana"}


def test_what_is_still_to_come_is_listed_too_with_nothing_after_it(filed):
    found = forecasts(filed, on=DAY)
    assert [(each.due, each.past) for each in found] == [("2026-05-20", False), ("2026-03-10", True)]
    assert found[0].later == ()


def test_on_the_day_itself_a_plan_is_not_yet_due(filed):
    assert forecasts(filed, on=dt.date(2026, 3, 10), due=True) == []


def test_a_copy_counts_as_one_voice_and_filters_are_obeyed(filed):
    assert len(forecasts(filed, on=DAY, due=True)) == 1
    assert forecasts(filed, on=DAY, due=True, filters=Filters(("Warta Teluk",))) == []


def test_the_command_prints_the_plan_and_what_followed(filed, archive, cli):
    run = cli("archive", "forecasts", "--due", "--on", "2026-04-01", "--archive", archive)
    assert run.status == 0
    assert "2026-03-10" in run.out
    assert "Tanggul Diperbaiki Bersama" in run.out
    assert (
        cli("archive", "forecasts", "--on", "2026-04-01", "--format", "json", "--archive", archive).json[0]["past"]
        is False
    )
