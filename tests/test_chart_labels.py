"""What is written along a chart stands within it."""

import datetime as dt
import xml.etree.ElementTree as ET

import pytest

from runtut.report.chart import Chart, Mark
from runtut.report.chart.page import svg

SVG = "{http://www.w3.org/2000/svg}"
HALF = 42
"""Half the width of a day as it is written, in the units of the drawing: ten characters of 13 units high."""


@pytest.mark.parametrize("days", [1, 2, 10, 11, 30, 400])
def test_the_days_below_a_chart_are_not_cut_off(days):
    first = dt.date(2026, 3, 1)
    marks = tuple(
        Mark(day=each, low=1, high=1, label="satu")
        for each in (first, first + dt.timedelta(days), first + dt.timedelta(2))
    )
    root = ET.fromstring(svg(Chart(title="Banjir Samar", marks=marks), "id"))
    width = float(root.attrib["viewBox"].split()[2])
    below = [float(each.attrib["x"]) for each in root.iter(f"{SVG}text") if each.attrib["class"] == "below"]
    assert below
    assert min(below) >= HALF
    assert max(below) <= width - HALF
