"""The pages of the archive: what they answer, in both languages, on each kind of database; and that no story does harm."""

import csv
import io
import re
import time
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from fastapi.testclient import TestClient

import newsroom
from runtut.archive import open_database
from runtut.archive.bearers import merge_names
from runtut.archive.corrections import Signature
from runtut.desk.app import create_app
from runtut.desk.settings import Limits, Settings

BASE = "http://127.0.0.1:8017"
PAGES = [
    "/archive", "/archive/search", "/archive/search?q=banjir", "/archive/search?q=banjir&in=quotations",
    "/archive/search?q=banjir&in=figures", "/archive/search?q=banjir&in=times", "/archive/search?q=lapak&in=findings",
    "/archive/search?rule=CAL001", "/archive/search?person=Ratmi+Suhanda", "/archive/stories/1", "/archive/stories/1/versions",
    "/archive/stories/1/chain", "/archive/stories/1?version=1", "/archive/people?name=Ratmi+Suhanda", "/archive/timeline?q=banjir+Samar",
    "/archive/figures?q=korban+tewas+banjir+Samar", "/archive/network?q=banjir+Samar", "/archive/disagreements",
    "/archive/forecasts?on=2026-03-20", "/archive/search?q=warga+lembah",
]  # fmt: skip


def client(address):
    settings = Settings(language="en", archive=address, limits=Limits(processes=1))
    return TestClient(create_app(settings), base_url=BASE, headers={"Accept": "text/html"})


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    newsroom.make(folder / "news.db", folder)
    with client(str(folder / "news.db")) as made:
        yield made


class Parsed(HTMLParser):
    """The elements of a page, and its text."""

    def __init__(self, page):
        super().__init__()
        self.elements, self.text = [], ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text += data

    def links(self):
        return [attrs.get("href", "") for tag, attrs in self.elements if tag == "a"]


def test_the_questions_are_answered_on_each_database(archive, tmp_path):
    newsroom.make(archive, tmp_path)
    with client(archive) as desk:
        for path in PAGES:
            answer = desk.get(path)
            assert answer.status_code == 200, (path, answer.text[:500])
        assert "14 Orang Tewas" in desk.get("/archive/search?q=banjir+bandang").text
        assert Parsed(desk.get("/archive/people?name=Ratmi+Suhanda").text).text.count("Roles over time") == 2
        assert "Pos Hulu" in desk.get("/archive/stories/1/chain").text


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", ["id", "en"])
def test_every_page_is_one_page_in_the_language_asked_for(desk, path, language):
    answer = desk.get(path, params=None, headers={"Accept-Language": language})
    page = Parsed(answer.text)
    tags = [tag for tag, _ in page.elements]
    assert dict(page.elements[0][1])["lang"] == language
    assert (tags.count("h1"), tags.count("main")) == (1, 1)
    assert ("Arsip" if language == "id" else "Archive") in page.text
    ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
    assert len(ids) == len(set(ids))
    levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
    assert all(b - a <= 1 for a, b in pairwise(levels)), levels


@pytest.mark.parametrize("path", PAGES)
def test_no_story_puts_markup_or_addresses_of_script_into_a_page(desk, path):
    page = Parsed(desk.get(path).text)
    for tag, attrs in page.elements:
        assert tag not in ("img", "iframe", "object")
        assert not any(name.startswith("on") or name == "style" for name in attrs), (tag, attrs)
        assert tag != "script" or attrs["src"].startswith("/static/")
    for href in page.links():
        assert href.startswith(("/", "#", "https://")), href


def test_words_are_found_marked_counted_and_narrowed_down(desk):
    page = desk.get("/archive/search?q=banjir+bandang").text
    assert "<mark>bandang</mark>" in page
    assert "outlet=Pos+Hulu" in page
    narrowed = desk.get("/archive/search?q=banjir+bandang&outlet=Pos+Hulu&since=2026-03-02&until=2026-03").text
    assert "Korban Tewas Banjir Samar Jadi 19 Orang" in narrowed
    assert "Cerita" not in narrowed
    assert "12 Orang Tewas" not in narrowed
    assert "take away Pos Hulu" in narrowed
    ruled = Parsed(desk.get("/archive/search?rule=CAL001").text)
    assert "Pasar Lembayung Dibuka" in ruled.text
    assert "Harga Beras" not in ruled.text


def test_an_answer_comes_in_pages_without_gap_or_overlap(desk):
    seen = []
    for number in (1, 2):
        page = Parsed(desk.get(f"/archive/search?q=harga+beras&page={number}").text)
        seen.append({href.partition("?")[0] for href in page.links() if href.startswith("/archive/stories/")})
    assert [len(each) for each in seen] == [20, 4]
    assert not seen[0] & seen[1]
    plain = Parsed(desk.get("/archive/search?outlet=Pos+Hulu&page=2").text)
    assert "page 2" in Parsed(desk.get("/archive/search?q=harga+beras&page=2").text).text
    assert plain.text


def test_a_story_is_shown_at_its_place_with_findings_and_older_versions(desk):
    found = desk.get("/archive/search?q=lapak").text
    address = re.search(r'href="(/archive/stories/\d+)\?at=[^"]*#here"', found)[1]
    page = desk.get(f"{address}?at=0-5")
    assert re.search(r'<span id="here">', page.text)
    assert "CAL001" in page.text
    assert "NUM" in page.text
    old = desk.get("/archive/stories/1?version=1").text
    assert "This is version 1 of 2." in old
    changed = desk.get("/archive/stories/1/versions").text
    assert re.search(r"<del[^>]*>[^<]*12[^<]*</del>", changed)
    assert re.search(r"<ins[^>]*>[^<]*14[^<]*</ins>", changed)


def test_two_people_of_one_name_stay_two(desk):
    page = desk.get("/archive/people?name=Ratmi+Suhanda").text
    sections = [Parsed(each).text for each in page.split('class="person"')[1:]]
    assert [("Bupati" in each, "dosen" in each) for each in sections] == [(True, False), (False, True)]
    assert "told to Warta Teluk" in sections[0]
    assert "Kampus menambah 40 kursi" in sections[1]


def test_what_people_have_said_of_a_name_stands_on_its_page(archive, tmp_path):
    newsroom.make(archive, tmp_path)
    database = open_database(archive)
    signed = Signature("Rini", "satu orang <b>yang sama</b>", newsroom.NOW)
    merge_names(database, "Ratmi Suhanda", "Dirga Wastika", signed)
    database.close()
    with client(archive) as desk:
        page = Parsed(desk.get("/archive/people?name=Dirga+Wastika").text)
        assert "Corrected by people" in page.text
        assert "satu orang <b>yang sama</b>" in page.text
        assert "Corrected by people" not in desk.get("/archive/people?name=Wening+Arunika").text


def test_what_was_planned_stands_apart_from_what_happened(desk):
    page = desk.get("/archive/timeline?q=banjir+Samar").text
    assert 'class="lane-planned"' in page
    assert 'class="lane-stated"' in page
    plans = desk.get("/archive/forecasts?on=2026-03-20").text
    assert "Balai Samar" in plans
    assert "Bupati Temui Korban Banjir Samar" in plans
    assert "still to come" in desk.get("/archive/forecasts?on=2026-03-05&due=0").text


def test_one_entry_is_not_called_entries(desk):
    alone = desk.get("/archive/timeline?q=Pasar+Lembayung+dibuka").text
    assert alone.count('class="lane-') == 1
    assert "One entry, of at most" in alone
    assert "1 entries" not in alone


@pytest.mark.parametrize("name", ["timeline", "figures", "network"])
def test_a_drawing_is_saved_as_svg_and_as_csv(desk, name):
    query = f"/archive/{name}?q=korban+banjir+Samar"
    page = Parsed(desk.get(query).text)
    for form, kind in (("svg", "image/svg+xml"), ("csv", "text/csv; charset=utf-8")):
        assert any(href.startswith(f"/archive/{name}?") and f"format={form}" in href for href in page.links())
        saved = desk.get(f"{query}&format={form}")
        assert saved.headers["content-type"] == kind
        assert saved.headers["content-disposition"].startswith("attachment; filename=")
        if form == "svg":
            root = ET.fromstring(saved.text)
            assert root.tag == "{http://www.w3.org/2000/svg}svg"
            assert len(list(root.iter("{http://www.w3.org/2000/svg}circle"))) > 1
            assert not list(root.iter("{http://www.w3.org/2000/svg}a"))
        else:
            rows = list(csv.reader(io.StringIO(saved.text.lstrip("\ufeff"))))
            assert len(rows) > 1
            assert {len(row) for row in rows} == {len(rows[0])}


def test_the_figures_of_a_toll_are_all_in_the_table_and_lead_to_their_stories(desk):
    rows = list(csv.reader(io.StringIO(desk.get("/archive/figures?q=korban+tewas+banjir+Samar&format=csv").text)))
    assert {"19.0", "24.0", "26.0"} <= {row[1] for row in rows[1:]}
    page = desk.get("/archive/figures?q=korban+tewas+banjir+Samar").text
    assert (
        len(re.findall(r'<a href="/archive/stories/\d+\?at=\d+-\d+#here" aria-label="[^"]*" class="mark">', page)) >= 5
    )


def test_a_cell_of_a_saved_table_is_no_formula(desk):
    saved = desk.get("/archive/timeline?q=banjir&format=csv").text
    for row in csv.reader(io.StringIO(saved)):
        assert not any(cell.startswith(("=", "+", "@")) for cell in row)


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/archive/stories/9999", 404, "9999"),
        ("/archive/stories/0", 404, "no story of that number"),
        ("/archive/stories/1.5", 404, "no story of that number"),
        ("/archive/stories/99999999999", 404, "no story of that number"),
        ("/archive/stories/1?version=7", 404, "no such version"),
        ("/archive/search?q=banjir&since=kemarin", 400, "2023-09"),
        ("/archive/search?q=" + "a" * 1001, 400, "too long"),
        ("/archive/people?name=" + "a" * 201, 400, "too long"),
        ("/archive/search?q=-banjir", 400, "no word"),
        ("/archive/timeline?q=%22%22", 400, "no word"),
        ("/archive/forecasts?on=31-12-2026", 400, "2023-09-12"),
        ("/archive/nothing", 404, "nothing"),
    ],
)
def test_what_cannot_be_answered_is_said_on_a_page(desk, path, status, said):
    answer = desk.get(path)
    assert answer.status_code == status
    assert answer.headers["content-type"].startswith("text/html")
    assert said in answer.text
    assert '<nav aria-label="Sections">' in answer.text


def test_odd_parameters_do_no_harm(desk):
    for query in (
        "q=%00%ED%A0%80banjir",
        "q=banjir&page=-1",
        "q=banjir&page=999",
        "q=banjir&in=nothing",
        "q=banjir&outlet=" + "&outlet=x" * 90,
        "q=banjir&format=png",
        "rule=%3Cb%3E",
    ):
        for name in ("search", "timeline", "figures", "network", "disagreements", "forecasts"):
            answer = desk.get(f"/archive/{name}?{query}")
            assert answer.status_code in (200, 400), (name, query, answer.status_code)
            assert "<b>" not in answer.text


def test_a_desk_without_an_archive_says_how_to_open_one():
    with client(None) as desk:
        answer = desk.get("/archive")
        assert answer.status_code == 404
        assert "runtut serve --archive news.db" in answer.text
        assert "no archive" in desk.get("/archive/search?q=banjir").text


def test_a_question_that_takes_too_long_is_ended_and_said_so(archive, tmp_path, monkeypatch):
    newsroom.make(archive, tmp_path)
    settings = Settings(language="en", archive=archive, limits=Limits(processes=1, asking=0.3))

    def slow(database, *_args, **_options):
        counting = (
            "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 100000000) SELECT count(*) FROM n"
        )
        with database.reading() as connection:
            connection.exec_driver_sql(counting)

    with TestClient(create_app(settings), base_url=BASE, headers={"Accept": "text/html"}) as desk:
        assert desk.get("/archive/disagreements").status_code == 200
        monkeypatch.setattr("runtut.desk.pages.archive.board.disagreements", slow)
        began = time.monotonic()
        answer = desk.get("/archive/disagreements")
        assert time.monotonic() - began < 5
        assert answer.status_code == 504
        assert "took too long to find" in answer.text
        assert desk.get("/archive/search?q=banjir").status_code == 200
