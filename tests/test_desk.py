"""The desk: pages, the API and its errors in one shape."""

import pytest
from fastapi.testclient import TestClient

from runtut.desk.app import create_app
from runtut.desk.settings import Settings
from runtut.rules.catalogue import catalogue

BASE = "http://127.0.0.1:8017"
WRONG = {"text": "Sidang digelar Senin (12/9/2023).", "published": "2023-09-12"}


@pytest.fixture(scope="module")
def desk():
    with TestClient(create_app(Settings(language="en")), base_url=BASE) as client:
        yield client


def test_a_story_is_checked_as_the_contract_says(desk):
    told = desk.post("/api/v1/check", json=WRONG).json()
    assert told["schema"] == "runtut/findings/1"
    (finding,) = told["stories"][0]["findings"]
    assert finding["code"] == "CAL001"
    assert [WRONG["text"][each["start"] : each["end"]] for each in finding["spans"]] == ["Senin", "12/9/2023"]
    assert told["summary"]["error"] == 1
    assert "record" not in told


def test_the_record_comes_with_the_findings_or_by_itself(desk):
    both = desk.post("/api/v1/check", json={**WRONG, "record": True}).json()
    alone = desk.post("/api/v1/read", json=WRONG).json()
    assert both["record"] == alone
    assert alone["schema"] == "runtut/record/1"
    assert [each["text"] for each in alone["times"]] == ["Senin (12/9/2023)"]


def test_the_reading_page_runs_nothing(desk):
    made = desk.post("/api/v1/page", json={**WRONG, "title": "<script>alert(1)</script>"})
    assert made.headers["content-type"].startswith("text/html")
    assert "<script" not in made.text
    assert made.headers["content-security-policy"].startswith("sandbox;")


@pytest.mark.parametrize("language", ["id", "en"])
def test_answers_are_in_the_language_asked_for(desk, language):
    told = desk.post("/api/v1/check", json=WRONG, headers={"Accept-Language": language}).json()
    said = {"id": "Senin dan 12 September 2023 tidak cocok", "en": "Monday and 12 September 2023 do not match"}
    assert told["stories"][0]["findings"][0]["message"] == said[language]


@pytest.mark.parametrize(
    ("method", "path", "options", "status"),
    [
        ("POST", "/api/v1/check", {"json": {"text": " "}}, 422),
        ("POST", "/api/v1/check", {"json": {"text": "Halo.", "published": "kemarin"}}, 422),
        ("POST", "/api/v1/check", {"json": {"text": "Halo.", "language": "xx"}}, 422),
        ("POST", "/api/v1/check", {"content": b"{", "headers": {"Content-Type": "application/json"}}, 422),
        ("POST", "/api/v1/check", {"content": b"\xff", "headers": {"Content-Type": "application/json"}}, 400),
        ("POST", "/api/v1/check", {"data": {"text": "Halo."}}, 415),
        ("GET", "/api/v1/check", {}, 405),
        ("GET", "/api/v1/nothing", {}, 404),
        ("GET", "/api/v1/rules/XXX999", {}, 404),
        ("GET", "/static/../app.py", {}, 404),
    ],
)
def test_every_error_is_a_problem(desk, method, path, options, status):
    answer = desk.request(method, path, **options)
    told = answer.json()
    assert (answer.status_code, told["status"]) == (status, status), told
    assert answer.headers["content-type"] == "application/problem+json"
    assert told["detail"]
    assert "Halo" not in answer.text


def test_each_rule_has_its_page(desk):
    listed = desk.get("/rules").text
    for entry in catalogue():
        assert f'href="/rules/{entry.rule.code}"' in listed
    shown = desk.get("/rules/CAL001?lang=id").text
    assert "Nama hari dan tanggal di sebelahnya tidak cocok" in shown
    assert "<mark>Senin</mark>" in shown
    assert desk.get("/api/v1/rules/CAL001").json()["precision"]["read"] > 0


@pytest.mark.parametrize("path", ["/draft", "/rules", "/rules/NUM001"])
def test_pages_load_nothing_but_files_of_their_own(desk, path):
    page = desk.get(path)
    assert page.status_code == 200
    assert "script-src 'self'" in page.headers["content-security-policy"]
    for asset in {each.partition('"')[0] for each in page.text.split('="/static/')[1:]}:
        sent = desk.get(f"/static/{asset}")
        assert sent.status_code == 200
        assert "immutable" in sent.headers["cache-control"]
        assert desk.get(f"/static/{asset}", headers={"If-None-Match": sent.headers["etag"]}).status_code == 304


def test_language_and_theme_are_remembered(desk):
    desk.cookies.clear()
    first = desk.get("/rules?lang=id&theme=dark&x=1").text
    assert '<html lang="id" data-theme="dark">' in first
    assert 'href="/rules?x=1&amp;lang=en"' in first
    assert '<html lang="id" data-theme="dark">' in desk.get("/draft").text
    desk.cookies.clear()


def test_a_person_is_shown_a_page_where_there_is_none(desk):
    shown = desk.get("/nowhere", headers={"Accept": "text/html"})
    assert shown.status_code == 404
    assert "There is nothing here" in shown.text


def test_home_leads_to_the_draft(desk):
    assert desk.get("/", follow_redirects=False).headers["location"] == "/draft"
