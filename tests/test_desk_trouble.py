"""What goes wrong at a desk is told in one shape: too slow, too many, a bug of ours; and no word of a draft comes out."""

import datetime as dt
import json
import logging
import time
from contextlib import closing

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from desks import connect, listening
from runtut.archive.database import open_database
from runtut.desk import readers
from runtut.desk.api import archive as questions
from runtut.desk.app import create_app
from runtut.desk.settings import Limits, Settings
from runtut.desk.tokens import Scope, add_token
from runtut.intake.fetch import connection as fetching
from runtut.intake.fetch.addresses import is_public
from runtut.intake.fetch.fetcher import Fetcher
from runtut.record import ArchiveError
from web import Site

BASE = "http://127.0.0.1:8017"
SECRET = "Naskah Rahasia Lembayung"
DRAFT = {"text": f"{SECRET}: sidang digelar Senin (12/9/2023).", "published": "2023-09-12"}
ENDLESS = text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")


@pytest.fixture(scope="module")
def desk():
    limits = Limits(processes=1, waiting=1)
    with TestClient(
        create_app(Settings(language="en", limits=limits)), base_url=BASE, raise_server_exceptions=False
    ) as client:
        yield client


def raising(error):
    async def read(*_given):
        raise error

    return read


@pytest.mark.parametrize(
    ("error", "status", "kind"),
    [
        (readers.Busy(), 503, "busy"),
        (readers.Late(), 504, "too-slow"),
        (readers.Ended(), 500, "internal"),
        (RuntimeError(SECRET), 500, "internal"),
    ],
)
def test_what_goes_wrong_is_a_problem_without_a_word_of_the_draft(desk, monkeypatch, caplog, error, status, kind):
    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(desk.app.state.desk.readers, "read", raising(error))
    answer = desk.post("/api/v1/check", json=DRAFT)
    told = answer.json()
    assert (answer.status_code, told["status"], told["kind"]) == (status, status, kind)
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert ("retry-after" in answer.headers) == (status == 503)
    for said in (answer.text, caplog.text):
        assert SECRET not in said
        assert "Traceback" not in said
    if isinstance(error, RuntimeError):
        assert "/api/v1/check" in caplog.text


def test_a_story_over_its_time_is_given_up_and_the_next_is_read():
    limits = Limits(processes=1, seconds=0.001)
    with TestClient(create_app(Settings(language="en", limits=limits)), base_url=BASE) as client:
        late = client.post("/api/v1/check", json=DRAFT)
        assert (late.status_code, late.json()["kind"]) == (504, "too-slow")
        client.app.state.desk.readers._seconds = 60
        assert client.post("/api/v1/check", json=DRAFT).status_code == 200


def test_a_process_that_ends_costs_its_own_story_alone():
    with TestClient(create_app(Settings(language="en", limits=Limits(processes=1))), base_url=BASE) as client:
        (reader,) = client.app.state.desk.readers._all
        reader._process.kill()
        reader._process.join(10)
        assert client.post("/api/v1/check", json=DRAFT).status_code == 200


def test_reading_an_archive_ends_after_its_time(archive):
    with pytest.raises(ArchiveError) as late:
        endless(archive)
    assert late.value.kind == "late"


def endless(address):
    made = open_database(address, create=True)
    try:
        made.patience = 0.2
        with made.reading() as connection:
            connection.execute(ENDLESS).all()
    finally:
        made.patience = None
        with made.reading() as connection:  # on the same connection, which is held to nothing now
            connection.execute(text("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT count(*) FROM n")).all()  # fmt: skip
        made.close()


def test_a_question_that_takes_too_long_is_told_so(tmp_path, monkeypatch):
    path = str(tmp_path / "news.db")
    open_database(path, create=True).close()

    def slow(database):
        with database.reading() as connection:
            connection.execute(ENDLESS).all()

    monkeypatch.setattr(questions.stats, "stats", slow)
    limits = Limits(processes=1, asking=0.2)
    with TestClient(create_app(Settings(language="en", archive=path, limits=limits)), base_url=BASE) as client:
        answer = client.get("/api/v1/stats")
    assert (answer.status_code, answer.json()["kind"]) == (504, "late")
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.fixture(scope="module")
def port():
    limits = Limits(processes=1, arriving=0.5, whole=1.5, leaving=0.7, stream=8 << 20)
    with listening(Settings(language="en", port=0, limits=limits), sending=8192) as made:
        yield made


HEAD = b"POST /api/v1/check HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"


def ended(sock, within):
    """Read what comes until the desk hangs up, and say how long that took."""
    began, got = time.monotonic(), b""
    sock.settimeout(within)
    try:
        while piece := sock.recv(65536):
            got += piece
    except ConnectionResetError:
        pass
    return got, time.monotonic() - began


@pytest.mark.parametrize("sent", [b"", b"GET /api/v1/rules HT", HEAD])
def test_a_head_that_does_not_come_is_not_waited_for(port, sent):
    with connect(port) as sock:
        sock.sendall(sent)
        got, _ = ended(sock, within=10)
        assert got == b""


def test_a_head_that_trickles_is_not_waited_for(port):
    with connect(port) as sock:
        sent = 0
        try:
            while sent < 200:
                sock.sendall(b"X")
                sent += 1
                time.sleep(0.05)
        except OSError:
            pass
        assert sent < 100


@pytest.mark.parametrize("pause", [0.1, 30])
def test_a_body_that_trickles_or_stops_is_told_so(port, pause):
    with connect(port) as sock:
        sock.sendall(HEAD + b"Content-Length: 1000\r\n\r\n")
        ends = time.monotonic() + 8
        while pause < 1 and time.monotonic() < ends:
            try:
                sock.sendall(b" ")
                time.sleep(pause)
                sock.setblocking(False)
                if sock.recv(1, 2):  # MSG_PEEK: an answer is there
                    break
            except BlockingIOError:
                pass
            finally:
                sock.setblocking(True)
        got, _ = ended(sock, within=10)
        assert got.startswith(b"HTTP/1.1 408 ")
        assert b'"kind": "request-timeout"' in got


def test_an_answer_that_is_not_taken_is_not_kept_for_ever(port):
    line = json.dumps(DRAFT).encode() + b"\n"
    body = line * 1000
    head = b"POST /api/v1/stream/read HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-ndjson\r\n"
    with connect(port) as sock:
        sock.setsockopt(1, 8, 4096)  # SOL_SOCKET, SO_RCVBUF: little is taken by the system in our place
        sock.sendall(head + f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        time.sleep(4)
        got, _ = ended(sock, within=20)
        assert not got.endswith(b"0\r\n\r\n")


def test_a_connection_is_kept_while_its_writer_thinks(port):
    ask = b"GET /api/v1/rules/CAL001 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    with connect(port) as sock:
        for _ in range(2):
            sock.sendall(ask)
            sock.settimeout(5)
            assert sock.recv(65536).startswith(b"HTTP/1.1 200 ")
            time.sleep(1.2)  # longer than a head may take
            sock.setblocking(False)
            try:
                while sock.recv(65536):
                    pass
                pytest.fail("the desk hung up")
            except BlockingIOError:
                sock.setblocking(True)


@pytest.fixture(scope="module")
def tokened(tmp_path_factory):
    path = tmp_path_factory.mktemp("tokened") / "tokens.json"
    token = add_token(path, "Rini", frozenset([Scope.CHECK]), dt.datetime(2026, 1, 2, tzinfo=dt.UTC))
    settings = Settings(language="en", tokens=path, limits=Limits(processes=1))
    with TestClient(create_app(settings), base_url=BASE) as client:
        yield client, token


def test_a_login_leads_on_to_all_of_the_address_and_a_button_ends_it(tokened):
    client, token = tokened
    html = {"Accept": "text/html"}
    sent = client.get("/rules?x=1&y=a%26b", headers=html, follow_redirects=False).headers["location"]
    assert sent == "/login?next=%2Frules%3Fx%3D1%26y%3Da%2526b"
    shown = client.get(sent).text
    assert 'value="/rules?x=1&amp;y=a%26b"' in shown
    assert 'action="/logout"' not in shown
    form = {"token": token, "next": "/rules?x=1&y=a%26b"}
    assert client.post("/login", data=form, follow_redirects=False).headers["location"] == form["next"]
    assert 'action="/logout"' in client.get("/rules", headers=html).text
    assert client.post("/logout", headers={"Origin": "https://evil.example"}).status_code == 403
    assert client.post("/logout", follow_redirects=False).headers["location"] == "/login"
    assert client.get("/rules", headers=html, follow_redirects=False).status_code == 303


@pytest.mark.parametrize(
    "onward",
    ["//evil.example", "/\\evil.example", "https://evil.example/", "javascript:alert(1)", "evil.example", "/\t/evil.example", "/a\r\nSet-Cookie: x=1"],
)  # fmt: skip
def test_a_login_leads_nowhere_else(tokened, onward):
    client, token = tokened
    answer = client.post("/login", data={"token": token, "next": onward}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


def fetched(desk, monkeypatch, fetcher, url):
    monkeypatch.setitem(desk.app.state.desk.__dict__, "fetcher", fetcher)
    answer = desk.post("/api/v1/fetch", json={"url": url})
    return answer.status_code, answer.json()["kind"]


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest", "file:///etc/passwd"]
)
def test_a_redirect_to_this_machine_or_its_network_is_refused(desk, monkeypatch, target):
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1" or is_public(address))
    with closing(Site()) as site:
        site.pages["/"] = (302, {"Location": target}, b"")
        site.pages["/robots.txt"] = (404, {}, b"")
        names = lambda host, _port: ["127.0.0.1"] if host == "kabar.example" else [host.strip("[]")]  # noqa: E731
        assert fetched(desk, monkeypatch, Fetcher(interval=0, resolver=names), f"{site.base}/") == (403, "refused")


def test_a_name_that_comes_to_mean_this_machine_is_refused(desk, monkeypatch):
    monkeypatch.setattr(fetching, "is_public", lambda address: address == "127.0.0.1" or is_public(address))
    answers = iter([["127.0.0.1"]])
    with closing(Site()) as site:
        site.pages["/"] = (302, {"Location": "/onward"}, b"")
        site.pages["/onward"] = (200, {"Content-Type": "text/html"}, b"<p>never</p>")
        site.pages["/robots.txt"] = (404, {}, b"")
        later = Fetcher(interval=0, resolver=lambda _host, _port: next(answers, ["10.0.0.1"]))
        assert fetched(desk, monkeypatch, later, f"{site.base}/") == (403, "refused")


def test_serve_does_not_listen_to_others_without_tokens(cli):
    run = cli("serve", "--host", "0.0.0.0", "--port", "0")
    assert run.status == 2
    assert "runtut tokens add" in run.err
    cli("tokens", "add", "Rini", "--tokens", "t.json")
    cli("tokens", "revoke", "Rini", "--tokens", "t.json")
    run = cli("serve", "--host", "0.0.0.0", "--tokens", "t.json")
    assert run.status == 2
    assert "no token in it" in run.err


def test_tokens_are_made_listed_and_revoked(cli):
    made = cli("tokens", "add", "Rini", "--scope", "write", "--tokens", "t.json")
    token = made.out.strip()
    assert token.startswith("runtut_")
    listed = cli("tokens", "list", "--tokens", "t.json").out
    assert "write" in listed
    assert "Rini" in listed
    assert token not in listed
    assert cli("tokens", "add", "Rini", "--tokens", "t.json").status == 2
    assert cli("tokens", "revoke", "Rini", "--tokens", "t.json").status == 0
    assert cli("tokens", "list", "--tokens", "t.json").out == ""
    assert cli("tokens", "revoke", "Rini", "--tokens", "t.json").status == 2
    assert cli("tokens", "add", " ", "--tokens", "t.json").status == 2
