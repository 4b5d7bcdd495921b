"""What stands under a chart, and where its marks lead."""

import datetime as dt
import xml.etree.ElementTree as ET

import pytest

from runtut.report.chart import Chart, Mark, day_ticks
from runtut.report.chart.page import svg, svg_file


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2026-03-01", "2026-03-08", ["2026-03-01", "2026-03-02", "2026-03-08"]),
        ("2026-01-15", "2026-06-20", ["2026-02-01", "2026-03-01", "2026-06-01"]),
        ("2014-02-01", "2026-05-01", ["2016-01-01", "2018-01-01", "2026-01-01"]),
        ("0001-01-01", "2026-05-01", None),
        ("0001-01-01", "9999-12-31", None),
    ],
)
def test_days_under_a_chart_are_few_in_order_and_within(first, last, shown):
    first, last = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
    found = day_ticks(first, last)
    assert 2 <= len(found) <= 8
    assert found == sorted(set(found))
    assert first <= found[0]
    assert found[-1] <= last
    if shown:
        assert {dt.date.fromisoformat(each) for each in shown} <= set(found)


def test_marks_that_lead_somewhere_are_links_on_a_page_and_none_in_a_file():
    marks = tuple(
        Mark(day=dt.date(2026, 3, day), low=day, high=day, label=f"<{day}>", link=f"/s/{day}") for day in (1, 5)
    )
    chart = Chart(title="Korban & rumah", marks=marks)
    page = ET.fromstring(svg(chart, "id"))
    links = list(page.iter("{http://www.w3.org/2000/svg}a"))
    assert [each.get("href") for each in links] == ["/s/1", "/s/5"]
    assert [each.get("aria-label") for each in links] == ["<1>", "<5>"]
    assert page.get("role") == "group"
    alone = ET.fromstring(svg_file(chart, "id"))
    assert not list(alone.iter("{http://www.w3.org/2000/svg}a"))
    assert alone.get("role") == "img"
    assert "fill" in alone.find("{http://www.w3.org/2000/svg}style").text


def test_marks_of_one_day_stay_within_their_lane():
    marks = tuple(Mark(day=dt.date(2026, 3, 1), low=3, high=3, label=str(n)) for n in range(60))
    drawing = ET.fromstring(svg(Chart(title="x", marks=marks, lanes=("a", "b", "c", "d")), "id"))
    places = [float(each.get("cy")) for each in drawing.iter("{http://www.w3.org/2000/svg}circle")]
    lanes = [float(each.get("y1")) for each in drawing.iter("{http://www.w3.org/2000/svg}line")]
    half = (lanes[1] - lanes[0]) / 2
    assert all(abs(each - lanes[3]) < half for each in places)
