"""Fetching: from where, how often, how much, for how long; and what is told when it fails."""

import gzip
import ssl
import time
import zlib

import pytest
from urllib3.util import connection as sockets

from runtut.intake.fetch import connection
from runtut.intake.fetch.addresses import is_public, resolve
from runtut.intake.fetch.fetcher import Fetcher
from runtut.intake.fetch.pace import Pace
from runtut.intake.fetch.urls import take_apart
from runtut.intake.fetch.validators import InMemory, Validator
from runtut.record import SourceError
from web import CERTIFICATE, Site, fetcher

PAGE = b"<html><body>Halaman</body></html>"


@pytest.fixture
def site():
    site = Site()
    yield site
    site.close()


@pytest.fixture
def safe_site():
    site = Site(tls=True)
    yield site
    site.close()


def refusal(url, fetching=None):
    with pytest.raises(SourceError) as caught:
        (fetching or fetcher()).get(url)
    assert str(caught.value).startswith(f"{url}: ")
    assert "\n" not in str(caught.value)
    return caught.value


def test_a_page(site):
    site.pages["/berita?a=1&b=%20x"] = (200, {"Content-Type": "text/html; charset=utf-8"}, PAGE)
    got = fetcher().get(f"{site.base}/berita?a=1&b=%20x#komentar")
    assert (got.body, got.content_type, got.validator) == (PAGE, "text/html; charset=utf-8", None)
    path, headers = site.asked[-1]
    assert path == "/berita?a=1&b=%20x"
    assert headers["User-Agent"].startswith("runtut/")
    assert headers["Host"] == f"kabar.example:{site.port}"
    assert "Cookie" not in headers


def test_letters_of_any_alphabet(site):
    site.pages["/caf%C3%A9"] = PAGE
    assert fetcher().get(f"{site.base}/café").body == PAGE
    assert take_apart("http://bücher.example/", source="x").host == "xn--bcher-kva.example"


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)])
def test_packed_answers(site, encoding, pack):
    site.pages["/"] = (200, {"Content-Encoding": encoding}, pack(PAGE))
    assert fetcher().get(f"{site.base}/").body == PAGE


# ---------------------------------------------------------------- which addresses


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "192.0.2.1", "198.18.0.1", "224.0.0.1", "233.252.0.1", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::127.0.0.1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "fec0::1", "ff02::1", "ff0e::1",
        "2001:db8::1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "2002:7f00:1::", "2002:a9fe:a9fe::1", "64:ff9b::7f00:1",
        "64:ff9b::10.0.0.1", "64:ff9b:1::1", "2001:0:a00:1::f5ff:fffe", "2a00:1450::5efe:10.0.0.1", "100::1", "no address", "",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1"]
)
def test_addresses_that_are_public(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:1/", "http://localhost:1/", "http://[::1]:1/", "http://2130706433:1/", "http://0x7f.1:1/"]
)
def test_this_machine_is_not_asked(url):
    error = refusal(url, Fetcher(interval=0))
    assert error.kind in ("refused", "not-fetched")  # some systems know no such host
    assert "is not on the public network" in str(error) or "no such host" in str(error)


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("file:///etc/passwd", "file: addresses are not fetched, only http and https"),
        ("ftp://kabar.example/", "ftp: addresses are not fetched"),
        ("http:///berita", "not a web address"),
        ("http://[::1/", "not a web address"),
        ("http://kabar.example:99999/", "not a web address"),
        ("http://kabar example/", "not a web address"),
        ("http://ani:rahasia@kabar.example/", "a user's name"),
        ("http://kabar.example/" + "a" * 5000, "not a web address"),
    ],
)
def test_what_is_no_web_address(url, words):
    error = refusal(url)
    assert error.kind == "refused"
    assert words in str(error)


@pytest.mark.parametrize(
    "target",
    ["http://10.0.0.1/", "http://169.254.169.254/latest", "https://[::1]/", "http://[::ffff:10.0.0.1]/", "file:///etc/passwd"],
)  # fmt: skip
def test_redirects_lead_nowhere_private(site, monkeypatch, target):
    monkeypatch.setattr(connection, "is_public", lambda address: address == "127.0.0.1" or is_public(address))
    site.pages["/"] = (302, {"Location": target}, b"")
    error = refusal(
        f"{site.base}/",
        fetcher(allow_private=False, resolver=lambda h, p: ["127.0.0.1"] if h == "kabar.example" else resolve(h, p)),
    )
    assert error.kind == "refused"


def test_a_name_is_resolved_once_and_that_address_is_connected_to(monkeypatch):
    connected, answers = [], [["93.184.216.34"], ["127.0.0.1"], ["127.0.0.1"]]

    def connect(address, *args, **kwargs):
        connected.append(address[0])
        raise ConnectionRefusedError(111, "refused")

    monkeypatch.setattr(sockets, "create_connection", connect)
    error = refusal("http://kabar.example/", fetcher(allow_private=False, resolver=lambda _h, _p: answers.pop(0)))
    assert connected == ["93.184.216.34"]
    assert len(answers) == 2
    assert error.kind == "not-fetched"


def test_of_several_addresses_only_public_ones_are_connected_to(monkeypatch):
    connected = []

    def connect(address, *args, **kwargs):
        connected.append(address[0])
        raise ConnectionRefusedError(111, "refused")

    monkeypatch.setattr(sockets, "create_connection", connect)
    refusal(
        "http://kabar.example/",
        fetcher(allow_private=False, resolver=lambda _h, _p: ["10.0.0.1", "8.8.8.8", "8.8.4.4"]),
    )
    assert connected == ["8.8.8.8", "8.8.4.4"]


# ---------------------------------------------------------------- certificates


def test_a_certificate_is_checked_for_the_name(safe_site):
    safe_site.pages["/"] = PAGE
    trusting = ssl.create_default_context(cafile=str(CERTIFICATE))
    assert fetcher(tls=trusting).get(f"{safe_site.base}/").body == PAGE
    for url, tls in (
        (f"{safe_site.base}/", None),
        (f"https://lain.example:{safe_site.port}/", trusting),
    ):
        error = refusal(url, fetcher(tls=tls))
        assert error.kind == "not-fetched"
        assert "its certificate does not hold" in str(error)


# ---------------------------------------------------------------- limits


def test_redirects_are_followed(site):
    site.pages["/a"] = (301, {"Location": "b"}, b"")
    site.pages["/b"] = (307, {"Location": f"//lain.example:{site.port}/c"}, b"")
    site.pages["/c"] = PAGE
    got = fetcher().get(f"{site.base}/a")
    assert (got.body, got.url, got.at) == (PAGE, f"{site.base}/a", f"http://lain.example:{site.port}/c")


def test_redirects_end(site):
    site.pages["/a"] = (302, {"Location": "/a"}, b"")
    assert "redirects more than 5 times" in str(refusal(f"{site.base}/a"))
    assert len(site.paths) == 6


def drip(handler):
    handler.send_response(200)
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b"a")
        time.sleep(0.05)


def drip_headers(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for _ in range(200):
        handler.wfile.write(b"X-A: b\r\n")
        time.sleep(0.05)


def drip_chunks(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    for _ in range(200):
        handler.wfile.write(b"1\r\na\r\n")
        time.sleep(0.05)


@pytest.mark.parametrize("slow", [drip, drip_headers, drip_chunks, lambda _handler: time.sleep(3)])
def test_a_slow_answer_ends_in_time(site, slow):
    site.pages["/"] = slow
    began = time.monotonic()
    error = refusal(f"{site.base}/", fetcher(seconds=0.4))
    assert time.monotonic() - began < 2
    assert "no whole answer within 0.4 seconds; try again later" in str(error)


def test_a_slow_answer_over_tls_ends_in_time(safe_site):
    safe_site.pages["/"] = drip
    error = refusal(f"{safe_site.base}/", fetcher(seconds=0.6, tls=ssl.create_default_context(cafile=str(CERTIFICATE))))
    assert "no whole answer within" in str(error)


def test_a_slow_name_ends_in_time():
    def resolver(_host, _port):
        time.sleep(2)
        return ["127.0.0.1"]

    assert "no whole answer within 0.2 seconds" in str(
        refusal("http://kabar.example/", fetcher(seconds=0.2, resolver=resolver))
    )


@pytest.mark.parametrize(
    "page",
    [
        (200, {}, bytes(2_000_000)),
        (200, {"Content-Encoding": "gzip"}, gzip.compress(bytes(500_000_000 // 50), 9)),
        (200, {"Content-Encoding": "gzip, gzip"}, gzip.compress(gzip.compress(bytes(10_000_000)))),
    ],
)
def test_a_large_answer_is_not_taken(site, page):
    site.pages["/"] = page
    error = refusal(f"{site.base}/", fetcher(most=1 << 20))
    assert error.kind == "too-large"
    assert "larger than 1 MiB" in str(error)


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ((404, {}, b""), "there is no such page (404); look at the address"),
        ((410, {}, b""), "the page is gone"),
        ((401, {}, b""), "asks for a password"),
        ((403, {}, b""), "does not give this to programs"),
        ((429, {}, b""), "asked too often"),
        ((503, {}, b""), "trouble of its own (503); try again later"),
        ((304, {}, b""), "status 304"),
        ((302, {}, b""), "status 302"),
        ((200, {"Content-Encoding": "gzip"}, b"no gzip"), "cannot be fetched (DecodeError)"),
        ((200, {"Content-Length": "500"}, b"cut"), "cannot be fetched"),
        (lambda handler: handler.wfile.write(b"\x00\x01\x02\r\n\r\n"), "cannot be fetched"),
        (lambda handler: None, "cannot be fetched"),
    ],
)
def test_what_goes_wrong_is_told(site, page, words):
    site.pages["/"] = page
    error = refusal(f"{site.base}/")
    assert error.kind == "not-fetched"
    assert words in str(error)


def test_no_such_host():
    def resolver(_host, _port):
        raise __import__("socket").gaierror(-2, "Name or service not known")

    assert str(refusal("http://kabar.example/", fetcher(resolver=resolver))).endswith(
        ": no such host; look at the address"
    )


def test_a_port_where_nobody_listens(site):
    site.close()
    assert "cannot be fetched (Connection refused)" in str(refusal(f"{site.base}/"))


# ---------------------------------------------------------------- politeness


def test_robots_are_obeyed(site):
    rules = b"User-agent: *\nDisallow: /\n\nUser-agent: runtut\nDisallow: /*/pribadi$\nDisallow: /cari*q=\nAllow: /\nCrawl-delay: 7\n"
    site.pages["/robots.txt"] = (200, {}, rules)
    site.pages["/berita"] = PAGE
    waits = []
    fetching = fetcher()
    fetching.pace._sleep = waits.append
    assert fetching.get(f"{site.base}/berita").body == PAGE
    for path in ("/a/pribadi", "/cari/x?q=1"):
        error = refusal(f"{site.base}{path}", fetching)
        assert error.kind == "refused"
        assert "the site's robots.txt does not allow" in str(error)
    assert site.paths == ["/berita"]
    fetching.get(f"{site.base}/berita")
    assert [path for path, _ in site.asked].count("/robots.txt") == 1
    assert waits == [pytest.approx(7, abs=0.5)]


def test_robots_of_where_a_redirect_leads_are_obeyed(site):
    other = Site()
    other.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /")
    other.pages["/"] = PAGE
    site.pages["/"] = (302, {"Location": f"{other.base}/"}, b"")
    assert refusal(f"{site.base}/").kind == "refused"
    assert other.paths == []
    other.close()


@pytest.mark.parametrize(
    ("robots", "allowed"),
    [
        ((404, {}, b""), True),
        ((403, {}, b""), True),
        ((500, {}, b""), False),
        ((429, {}, b""), False),
        ((301, {"Location": "/aturan"}, b""), False),
        ((200, {}, b"\xff\xfe\x00nonsense" * 100_000), True),
        ((200, {}, b"<html>no rules</html>"), True),
    ],
)
def test_robots_that_are_not_plainly_there(site, robots, allowed):
    site.pages["/robots.txt"] = robots
    site.pages["/aturan"] = (200, {}, b"User-agent: *\nDisallow: /")
    site.pages["/"] = PAGE
    if allowed:
        assert fetcher().get(f"{site.base}/").body == PAGE
    else:
        refusal(f"{site.base}/")
        assert "/" not in site.paths


def test_a_host_is_asked_once_in_an_interval():
    now, waits = [100.0], []

    def sleep(seconds):
        waits.append(round(seconds, 3))
        now[0] += seconds

    pace = Pace(1.0, clock=lambda: now[0], sleep=sleep)
    pace.wait("a")
    pace.wait("b")
    pace.wait("a")
    now[0] += 0.4
    pace.wait("a", wish=500)
    now[0] += 5
    pace.wait("a")
    assert waits == [1.0, 0.6, 25.0]


def test_requests_are_a_second_apart_unless_told_otherwise():
    assert Fetcher().pace.interval == 1.0


def busy(answers):
    """Return a page that gives these statuses and Retry-After one after another, then the page."""

    def page(handler):
        status, after = answers.pop(0) if answers else (200, None)
        handler.send_response(status)
        if after is not None:
            handler.send_header("Retry-After", after)
        handler.end_headers()
        handler.wfile.write(PAGE)

    return page


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("after", ["0", "Sun, 06 Nov 1994 08:49:37 GMT"])
def test_a_busy_site_is_asked_again_when_it_says(site, status, after):
    site.pages["/"] = busy([(status, after)])
    assert fetcher().get(f"{site.base}/").body == PAGE


@pytest.mark.parametrize(
    "answers",
    [[(429, None)], [(503, "86400")], [(429, "soon")], [(429, "0"), (429, "0")]],
    ids=["does not say when", "a day", "no moment", "twice"],
)
def test_a_busy_site_is_left_alone(site, answers):
    site.pages["/"] = busy(answers)
    assert "try again later" in str(refusal(f"{site.base}/"))


def test_a_host_that_asks_for_it_is_left_alone_meanwhile():
    now, waits = [100.0], []
    pace = Pace(1.0, clock=lambda: now[0], sleep=waits.append)
    pace.wait("a")
    assert pace.hold("a", "20")
    assert not pace.hold("a", "3600")
    pace.wait("a")
    pace.wait("b")
    assert waits == [20.0]


# ---------------------------------------------------------------- only what has changed


def test_what_has_not_changed_is_not_sent_again(site):
    def page(handler):
        same = handler.headers["If-None-Match"] == '"a"' and handler.headers["If-Modified-Since"] == "yesterday"
        handler.send_response(304 if same else 200)
        handler.send_header("ETag", '"a"')
        handler.send_header("Last-Modified", "yesterday")
        handler.end_headers()
        if not same:
            handler.wfile.write(PAGE)

    site.pages["/"] = page
    kept = InMemory()
    fetching = fetcher(validators=kept)
    first = fetching.get(f"{site.base}/")
    assert first.validator == Validator('"a"', "yesterday")
    assert kept == {}  # not before somebody has taken the page
    fetching.keep(first)
    assert kept == {f"{site.base}/": first.validator}
    assert fetcher(validators=kept).get(f"{site.base}/").body is None
    assert fetcher().get(f"{site.base}/").body == PAGE
