"""What a desk refuses, and how it says so; who may ask it for what; many stories, documents and the archive over the API."""

import datetime as dt
import json
import stat

import pytest
from fastapi.testclient import TestClient

from runtut.desk.app import create_app
from runtut.desk.settings import Limits, Settings
from runtut.desk.tokens import Scope, add_token, read_tokens, revoke_token
from runtut.record import SettingsError

BASE = "http://127.0.0.1:8017"
WRONG = {"text": "Sidang digelar Senin (12/9/2023).", "published": "2023-09-12"}
NOW = dt.datetime(2026, 1, 2, tzinfo=dt.UTC)
LINES = {"Content-Type": "application/x-ndjson"}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    from runtut.archive.database import open_database

    folder = tmp_path_factory.mktemp("desk")
    open_database(str(folder / "news.db"), create=True).close()
    return folder


@pytest.fixture(scope="module")
def tokens(place):
    path = place / "tokens.json"
    return {each: add_token(path, each.value, frozenset([each]), NOW) for each in Scope}


@pytest.fixture(scope="module")
def desk(place):
    limits = Limits(body=20_000, document=100_000, processes=1)
    settings = Settings(language="en", archive=str(place / "news.db"), origins=("https://cms.example",), limits=limits)
    with TestClient(create_app(settings), base_url=BASE) as client:
        yield client


@pytest.fixture(scope="module")
def guarded(place, tokens):
    settings = Settings(
        language="en", host="0.0.0.0", names=("desk.example",), archive=str(place / "news.db"),
        tokens=place / "tokens.json", limits=Limits(processes=1),
    )  # fmt: skip
    with TestClient(create_app(settings), base_url="http://desk.example") as client:
        yield client


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:8017"}, 200),
        ({"Host": "[::1]:8017"}, 200),
        ({"Host": "evil.example"}, 421),
        ({"Host": "127.0.0.1.evil.example"}, 421),
        ({"Host": "127.0.0.1@evil.example"}, 421),
        ({"Host": "evil.example/127.0.0.1"}, 421),
        ({"Host": ""}, 421),
        ({"Origin": BASE}, 200),
        ({"Origin": "https://cms.example"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
    ],
)
def test_only_requests_meant_for_this_desk_are_answered(desk, headers, status):
    answer = desk.post("/api/v1/check", json=WRONG, headers=headers)
    assert answer.status_code == status, answer.text
    if status != 200:
        assert answer.headers["content-type"] == "application/problem+json"


def test_scripts_of_an_allowed_site_alone_may_read_answers(desk):
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}
    allowed = desk.options("/api/v1/check", headers={"Origin": "https://cms.example", **asked})
    assert allowed.status_code == 204
    assert allowed.headers["access-control-allow-origin"] == "https://cms.example"
    other = desk.options("/api/v1/check", headers={"Origin": "https://evil.example", **asked})
    assert "access-control-allow-origin" not in other.headers
    assert "access-control-allow-origin" not in desk.get("/rules", headers={"Origin": "https://cms.example"}).headers


@pytest.mark.parametrize("chunked", [False, True])
def test_a_body_that_is_too_large_is_refused_told_so_or_not(desk, chunked):
    body = json.dumps({"text": "a " * 50_000}).encode()
    content = (body[n : n + 5000] for n in range(0, len(body), 5000)) if chunked else body
    answer = desk.post("/api/v1/check", content=content, headers={"Content-Type": "application/json"})
    assert answer.status_code == 413
    assert answer.json()["kind"] == "too-large"


@pytest.mark.parametrize("url", ["http://127.0.0.1:8017/", "http://localhost/", "http://[::1]/", "http://169.254.169.254/", "http://10.0.0.1/", "file:///etc/passwd"])  # fmt: skip
def test_nothing_of_this_machine_or_its_network_is_fetched(desk, url):
    answer = desk.post("/api/v1/fetch", json={"url": url})
    assert (answer.status_code, answer.json()["kind"]) == (403, "refused"), answer.text


def test_no_script_of_a_story_comes_back_as_one(desk):
    script = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
    fields = dict.fromkeys(("id", "title", "outlet", "url", "section", "dateline"), script)
    story = {**fields, "text": f"{script} Sidang digelar Senin (12/9/2023).", "published": "2023-09-12", "bylines": [{"name": script}], "captions": [{"text": script, "credit": script}]}  # fmt: skip
    page = desk.post("/api/v1/page", json=story).text
    assert "<script" not in page
    assert "<img" not in page
    answer = desk.post("/api/v1/check", json=story)
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_many_stories_come_out_in_order_a_bad_line_in_its_place(desk):
    lines = [json.dumps({**WRONG, "id": f"s{n}"}) for n in range(3)]
    lines[1:1] = ["{nothing", "", json.dumps({"text": "a " * 20_000})]
    answer = desk.post("/api/v1/stream/check", content="\n".join(lines), headers=LINES)
    told = [json.loads(each) for each in answer.text.splitlines()]
    assert [each["id"] for each in told] == ["s0", "stream:2", "stream:4", "s1", "s2"]
    assert [each["error"]["kind"] for each in told if "error" in each] == ["json", "too-large"]
    assert told[0]["findings"][0]["code"] == "CAL001"
    assert desk.post("/api/v1/stream/read", content=lines[0], headers=LINES).json()["schema"] == "runtut/record/1"
    assert desk.post("/api/v1/stream/read", json=WRONG).status_code == 415


def test_a_document_gives_its_story(desk):
    page = b"<html><head><title>Sidang</title></head><body><article><h1>Sidang Digelar</h1>" + b"<p>Sidang perkara itu digelar pada Senin di kota, kata hakim ketua kepada wartawan.</p>" * 4 + b"</article></body></html>"  # fmt: skip
    told = desk.post("/api/v1/document?name=a.html", content=page, headers={"Content-Type": "text/html"}).json()
    assert told["text"].startswith("Sidang perkara itu digelar"), told
    assert (
        desk.post("/api/v1/document", content=b"\x7fELF\x00", headers={"Content-Type": "text/plain"}).status_code == 422
    )


def test_a_story_is_put_on_file_found_and_its_finding_dismissed(desk):
    story = {**WRONG, "id": "a1", "outlet": "Kabar Contoh", "title": "Sidang digelar"}
    added = desk.post("/api/v1/stories", json=story).json()
    assert added["fate"] == "added"
    number = added["number"]
    assert desk.get("/api/v1/search?q=sidang").json()["hits"][0]["story"] == number
    assert desk.get(f"/api/v1/stories/{number}").json()["text"] == story["text"]
    assert len(desk.get(f"/api/v1/stories/{number}/versions").json()) == 1
    assert desk.get(f"/api/v1/stories/{number}/chain").json()[0]["story"] == number
    given = {"finding": "CAL001", "reason": "hari menurut naskah", "by": "Rini"}
    made = desk.post(f"/api/v1/stories/{number}/dismissals", json=given).json()
    assert made["by"] == "Rini"
    assert desk.delete(f"/api/v1/corrections/{made['id']}").json()["undone"]
    assert desk.get("/api/v1/stats").json()["counts"]["stories"] == 1
    for question in (
        "people?name=Rini",
        "figures?q=sidang",
        "timeline?q=sidang",
        "forecasts",
        "disagreements",
        "network?q=sidang",
    ):
        assert desk.get(f"/api/v1/{question}").status_code == 200, question


@pytest.mark.parametrize(
    "path", ["/api/v1/stories?name=/etc/passwd", "/api/v1/stories/999", "/api/v1/stories/1/../../etc"]
)
def test_no_file_of_the_server_is_read_by_its_name(desk, path):
    answer = desk.get(path)
    assert answer.status_code == 404
    assert "root:" not in answer.text


def test_a_desk_that_others_hear_needs_tokens():
    with pytest.raises(SettingsError, match="tokens"):
        create_app(Settings(host="0.0.0.0"))


@pytest.mark.parametrize(
    ("method", "path", "json", "scope"),
    [
        ("POST", "/api/v1/check", WRONG, Scope.CHECK),
        ("POST", "/api/v1/stream/read", WRONG, Scope.CHECK),
        ("POST", "/api/v1/fetch", {"url": "http://10.0.0.1/"}, Scope.CHECK),
        ("GET", "/api/v1/stats", None, Scope.READ),
        ("GET", "/api/v1/search?q=sidang", None, Scope.READ),
        ("POST", "/api/v1/stories", WRONG, Scope.WRITE),
        ("DELETE", "/api/v1/corrections/1", None, Scope.WRITE),
    ],
)
def test_a_token_allows_what_its_scope_says(guarded, tokens, method, path, json, scope):
    assert guarded.request(method, path, json=json).status_code == 401
    assert guarded.request(method, path, json=json, headers={"Authorization": "Bearer x"}).status_code == 401
    for each, token in tokens.items():
        status = guarded.request(method, path, json=json, headers={"Authorization": f"Bearer {token}"}).status_code
        told = guarded.request(method, path, json=json, headers={"Authorization": f"Bearer {token}"}).json()
        assert (status == 403 and told["kind"] == "scope") == (each is not scope), (each, status, told)


def test_a_browser_logs_in_with_a_token(guarded, tokens):
    html = {"Accept": "text/html"}
    sent = guarded.get("/draft", headers=html, follow_redirects=False)
    assert (sent.status_code, sent.headers["location"]) == (303, "/login?next=%2Fdraft")
    assert guarded.post("/login", data={"token": "x"}).status_code == 401
    form = {"token": tokens[Scope.CHECK], "next": "//evil.example"}
    done = guarded.post("/login", data=form, follow_redirects=False)
    assert done.headers["location"] == "/"
    assert {"httponly", "samesite=strict"} <= {each.strip().lower() for each in done.headers["set-cookie"].split(";")}
    assert guarded.get("/draft", headers=html).status_code == 200
    guarded.cookies.clear()


def test_tokens_are_kept_as_digests_for_their_owner_alone(tmp_path):
    path = tmp_path / "tokens.json"
    token = add_token(path, "Rini", frozenset([Scope.READ]), NOW)
    assert token not in path.read_text(encoding="utf-8")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(SettingsError, match="Rini"):
        add_token(path, "Rini", frozenset([Scope.READ]), NOW)
    revoke_token(path, "Rini")
    assert read_tokens(path) == {}
    path.chmod(0o644)
    with pytest.raises(SettingsError, match="chmod 600"):
        read_tokens(path)
