"""The pages of the archive in Chromium: asked, read by keyboard, drawn, saved; on a phone, in the dark, and by axe."""

import csv
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

import newsroom
from browser import browser, desk

PAGES = [
    "/archive", "/archive/search?q=banjir+Samar", "/archive/search?q=banjir&in=quotations", "/archive/stories/1",
    "/archive/stories/1/versions", "/archive/stories/1/chain", "/archive/people?name=Ratmi+Suhanda", "/archive/timeline?q=banjir+Samar",
    "/archive/figures?q=korban+tewas+banjir+Samar", "/archive/network?q=banjir+Samar", "/archive/disagreements",
    "/archive/forecasts?on=2026-03-20", "/archive/stories/9999",
]  # fmt: skip


@pytest.fixture(scope="module")
def chromium():
    with browser() as made:
        yield made


@pytest.fixture(scope="module")
def address(chromium, tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    newsroom.make(folder / "news.db", folder)
    with desk("--archive", folder / "news.db") as made:
        yield made


@pytest.fixture
def look(chromium, address):
    """Open a page of the archive; whatever a script complains about fails the test."""
    opened, complaints = [], []

    def look(path, language="en", width=1280, **options):
        context = chromium.new_context(viewport={"width": width, "height": 900}, **options)
        opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "console",
            lambda said: complaints.append(said.text) if said.type == "error" and "404" not in said.text else None,
        )
        page.goto(f"{address}{path}{'&' if '?' in path else '?'}lang={language}")
        return page

    yield look
    for context in opened:
        context.close()
    assert complaints == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_somebody_searches_opens_a_person_a_timeline_and_a_figure(look, language):
    page = look("/archive", language)
    page.get_by_role("searchbox").fill("banjir bandang")
    page.keyboard.press("Enter")
    page.wait_for_url("**/archive/search?q=banjir+bandang*")
    assert page.locator(".hit mark").count() > 3
    page.locator(".facets a", has_text="Ratmi Suhanda").click()
    assert "person=Ratmi+Suhanda" in page.url
    page.wait_for_load_state()
    page.get_by_role("link", name="Pembicara" if language == "id" else "Speakers").click()
    assert "q=banjir+bandang" in page.url
    page.locator("td a", has_text="Ratmi Suhanda").first.click()
    assert page.locator(".person").count() == 2
    page.locator(".said a").first.click()
    assert page.locator("#here").count() >= 1
    page.get_by_role("link", name="Linimasa" if language == "id" else "Timeline").click()
    page.get_by_role("searchbox").fill("banjir Samar")
    page.keyboard.press("Enter")
    page.wait_for_url("**/archive/timeline?q=*")
    assert page.locator(".plot a.mark").count() > 4
    page.get_by_role("link", name="Angka" if language == "id" else "Figures").click()
    page.locator(".plot a.mark").first.hover()
    told = page.locator(".told").inner_text()
    assert re.search(r"2026", told)
    page.locator(".plot a.mark").first.click()
    assert "/archive/stories/" in page.url


def test_marks_are_reached_told_and_followed_by_keys_alone(look):
    page = look("/archive/figures?q=korban+tewas+banjir+Samar")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('a.mark')"):
            break
    told = []
    for key in ("ArrowRight", "ArrowRight", "ArrowLeft", "End", "Home"):
        page.keyboard.press(key)
        told.append(page.locator(".told").inner_text())
        assert told[-1] == page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert told[0] == told[2] != told[1]
    assert told[3] != told[4]
    page.keyboard.press("Tab")  # the drawing is one stop
    assert not page.evaluate("document.activeElement.matches('a.mark')")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/archive/stories/*")


def test_a_name_of_the_network_is_chosen_by_keys(look):
    page = look("/archive/network?q=banjir+Samar")
    rows = page.locator("tbody tr:visible")
    everything = rows.count()
    page.locator(".node").last.focus()
    page.keyboard.press("Enter")
    assert 0 < rows.count() < everything
    assert f"{rows.count()} edges" in page.locator(".told").inner_text()
    page.keyboard.press("Escape")
    assert rows.count() == everything


def test_what_is_drawn_is_saved(look):
    page = look("/archive/figures?q=korban+tewas+banjir+Samar")
    drawn = page.locator(".plot .dot, .plot .range").count()
    for name, ending in (("Save the drawing (SVG)", "svg"), ("Save the table (CSV)", "csv")):
        with page.expect_download() as waited:
            page.get_by_role("link", name=name).click()
        assert waited.value.suggested_filename == f"figures.{ending}"
        content = Path(waited.value.path()).read_text(encoding="utf-8")
        if ending == "svg":
            assert len(list(ET.fromstring(content).iter("{http://www.w3.org/2000/svg}circle"))) == drawn
        else:
            assert len(list(csv.reader(content.splitlines()))) == drawn + 1


def test_the_sides_of_a_finding_light_up_together(look):
    page = look("/archive/search?rule=CAL001")
    page.locator(".hit a").first.click()
    page.locator(".finding a").first.focus()
    assert page.locator(".side.joined").count() >= 2


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_a_phone_scrolls_no_page_sideways(look, path, language):
    page = look(path, language, width=360)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_problem(look, path, scheme):
    from axe_playwright_python.sync_playwright import Axe

    page = look(path, color_scheme=scheme)
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    grave = [
        (each["id"], [node["html"][:160] for node in each["nodes"][:3]])
        for each in found.response["violations"]
        if each["impact"] in ("serious", "critical")
    ]
    assert grave == []


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_whole_without_script(look, path):
    page = look(path, java_script_enabled=False)
    assert page.locator("h1").is_visible()
    assert page.locator(".plot a.mark[tabindex='-1']").count() == 0
    assert page.title() != "harm"


def test_no_story_runs_a_script(look):
    for path in (
        "/archive",
        "/archive/search?q=warga+Lembah",
        "/archive/stories/33",
        "/archive/figures?q=luka+banjir+Samar",
        "/archive/timeline?q=banjir+Samar",
    ):
        page = look(path)
        page.wait_for_timeout(100)
        assert page.title() not in ("harm", "1")
        assert page.locator("main img").count() == 0
