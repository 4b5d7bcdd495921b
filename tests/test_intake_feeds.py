"""Stories from addresses, feeds and sitemaps."""

import gzip
import io
import logging
import sys
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtut.batch import Plan, run, units
from runtut.intake.feeds import Entry, is_listing, read_listing
from runtut.intake.fetch.validators import InMemory
from runtut.intake.items import Web
from runtut.intake.sources import count_hint, open_sources
from runtut.record import SourceError
from test_intake_warc import FRONT, page
from web import Site, fetcher

WIB = timezone(timedelta(hours=7))


@pytest.fixture
def site():
    site = Site()
    for number in range(1, 6):
        site.pages[f"/{number}"] = page(number)
    site.pages["/daftar"] = FRONT
    yield site
    site.close()


def read(*sources, stdin=None, published=None, **options):
    return list(open_sources(sources, stdin=stdin, published=published, web=Web(fetcher=fetcher(**options))))


def told(items):
    return [item.id.rsplit("/", 1)[-1] if item.story else item.error.kind for item in items]


def rss(site, *numbers, more=""):
    items = "".join(
        f"<item><title>Judul {n}</title><link>{site.base}/{n}</link><pubDate>Tue, 12 Sep 2023 0{n}:03:00 +0700</pubDate></item>"
        for n in numbers
    )
    return f"<?xml version='1.0'?><!-- umpan --><rss version='2.0'><channel><title>Kabar</title>{items}{more}</channel></rss>".encode()


def served(body, kind="application/rss+xml"):
    return (200, {"Content-Type": kind}, body)


# ---------------------------------------------------------------- pages


def test_an_address(site):
    (item,) = read(f"{site.base}/1", published=date(2001, 1, 1))
    assert (item.id, item.source) == (f"{site.base}/1",) * 2
    assert item.story.title == "Warga Sukarame Menata Sungai 1"
    assert (item.story.url, item.story.published) == (f"{site.base}/1", date(2001, 1, 1))
    assert count_hint([f"{site.base}/1"]) is None


def test_where_a_redirect_led_is_the_storys_address(site):
    site.pages["/pendek"] = (301, {"Location": "/1"}, b"")
    (item,) = read(f"{site.base}/pendek")
    assert (item.id, item.story.url) == (f"{site.base}/pendek", f"{site.base}/1")


def test_the_encoding_of_the_server_counts(site):
    body = page(1, meta=False).replace("kafé".encode(), "кафе".encode("cp1251"))
    site.pages["/1"] = served(body, "text/html; charset=windows-1251")
    (item,) = read(f"{site.base}/1")
    assert "кафе tepi" in item.story.text


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (served(b"%PDF-1.7 ...", "application/pdf"), "format", "this is a PDF document, not a page"),
        (served(b'{"a": 1}', "application/json"), "format", "this is application/json, not a page"),
        (served(FRONT, "text/html"), "no-article", "give the page of one story"),
        (served(b"", "text/html"), "empty", "empty"),
        (served(b"bukan XML", "application/rss+xml"), "format", "not XML; give a feed or a sitemap"),
        (served(b"<svg/>", "text/xml"), "format", "neither a feed nor a sitemap (its root is <svg>)"),
        (served(b"<rss><channel/></rss>"), "empty", "lists no story"),
        (served(b"\x1f\x8bno gzip", "application/gzip"), "format", "damaged gzip data"),
    ],
)
def test_what_is_no_story(site, answer, kind, words):
    site.pages["/x"] = answer
    (item,) = read(f"{site.base}/x")
    assert (item.id, item.error.kind) == (f"{site.base}/x", kind)
    assert words in str(item.error)
    assert str(item.error).startswith(f"{site.base}/x: ")


def test_other_kinds_of_address_are_refused(tmp_path):
    for url in ("file:///etc/passwd", "ftp://kabar.example/", "gopher://kabar.example/"):
        (item,) = read(url)
        assert (item.id, item.error.kind) == (url, "refused")
    (item,) = open_sources(["http://127.0.0.1:9/"])
    assert (item.error.kind, "not on the public network" in str(item.error)) == ("refused", True)


# ---------------------------------------------------------------- lists


def test_a_feed(site):
    site.pages["/umpan"] = served(rss(site, 1, 9, 2, 1))
    items = read(f"{site.base}/umpan")
    assert told(items) == ["1", "not-fetched", "2"]
    assert items[1].id == f"{site.base}/9"
    assert {item.source for item in items} == {f"{site.base}/umpan"}
    assert items[0].story.title == "Warga Sukarame Menata Sungai 1"  # the page's own
    assert items[0].story.published == datetime(2023, 9, 12, 1, 3, tzinfo=WIB)  # the feed's, for the page has none


def test_atom():
    data = b"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:m="http://search.yahoo.com/mrss/"><link href="/"/>
        <entry><m:title>gambar</m:title><title>Satu <b>dua</b></title><link rel="edit" href="/e"/><link href="/1"/>
        <source><link href="/lain"/></source><published>2023-09-12T04:03:00Z</published></entry>
        <entry><link rel="alternate" href="/2"/><updated>2023-09-12T04:03:00Z</updated></entry></feed>"""
    entries = read_listing(data, source="x", base="https://kabar.example/umpan").entries
    assert entries == (
        Entry("https://kabar.example/1", "Satu dua", datetime(2023, 9, 12, 11, 3, tzinfo=WIB)),
        Entry("https://kabar.example/2"),
    )


@pytest.mark.parametrize(
    ("item", "entry"),
    [
        (b"<item><guid>https://kabar.example/1</guid></item>", Entry("https://kabar.example/1")),
        (b"<item><guid isPermaLink='false'>https://kabar.example/1</guid></item>", None),
        (b"<item><link> https://kabar.example/1\n</link><pubDate>kemarin</pubDate></item>", Entry("https://kabar.example/1")),
        (b"<item><link>/1</link><pubDate>Tue, 12 Sep 2023 04:03:00 GMT</pubDate></item>",
         Entry("/1", None, datetime(2023, 9, 12, 4, 3, tzinfo=UTC))),
        (b"<item><link>/1</link><d:date xmlns:d='http://purl.org/dc/elements/1.1/'>2023-09-12</d:date></item>",
         Entry("/1", None, date(2023, 9, 12))),
        (b"<image><url>https://kabar.example/p.png</url><link>/</link></image>", None),
        ("<item><link>https://kabar.example/\x9b2J1</link></item>".encode(), Entry("https://kabar.example/\ufffd2J1")),
        (b"<item><title>A &nbsp; B</title><link>/1</link></item>", Entry("/1", "A B")),
        (b"<item><title><![CDATA[A &amp; B]]></title><link>/1</link></item>", Entry("/1", "A & B")),
    ],
)  # fmt: skip
def test_entries_of_feeds(item, entry):
    listing = read_listing(b"<rss><channel>" + item + b"</channel></rss>", source="x")
    assert listing.entries == ((entry,) if entry else ())


def news_sitemap(site):
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
        xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>{site.base}/1</loc><image:image><image:loc>{site.base}/p.png</image:loc></image:image>
<news:news><news:publication><news:name>Kabar</news:name></news:publication>
<news:publication_date>2023-09-12T11:03:00+07:00</news:publication_date><news:title>Judul</news:title></news:news></url>
<url><loc>{site.base}/daftar</loc><lastmod>2024-01-01</lastmod></url></urlset>""".encode()


def test_sitemaps(site, caplog):
    caplog.set_level(logging.INFO, "runtut")
    index = f"<sitemapindex><sitemap><loc>{site.base}/p.xml.gz</loc></sitemap><sitemap><loc>{site.base}/q.xml</loc></sitemap></sitemapindex>"
    site.pages["/sitemap.xml"] = served(index.encode(), "text/xml")
    site.pages["/p.xml.gz"] = served(gzip.compress(news_sitemap(site)), "application/gzip")
    items = read(f"{site.base}/sitemap.xml")
    assert told(items) == ["1", "not-fetched"]
    assert items[0].story.published == datetime(2023, 9, 12, 11, 3, tzinfo=WIB)
    assert items[1].id == f"{site.base}/q.xml"
    assert "pages without an article, passed over: 1" in caplog.text  # sitemaps list all that a site has


def test_sitemaps_that_list_each_other_end(site):
    for name, other in (("a", "b"), ("b", "a")):
        site.pages[f"/{name}"] = served(
            f"<sitemapindex><sitemap><loc>{site.base}/{other}</loc></sitemap></sitemapindex>".encode()
        )
    assert read(f"{site.base}/a") == []
    assert site.paths == ["/a", "/b"]


def test_a_list_at_hand(site, tmp_path):
    path, packed = tmp_path / "umpan.xml", tmp_path / "peta.xml.gz"
    path.write_bytes(rss(site, 1, 2))
    packed.write_bytes(gzip.compress(news_sitemap(site)))
    assert told(read(str(path))) == ["1", "2"]
    assert told(read(str(packed))) == ["1"]
    assert told(read("-", stdin=io.BytesIO(rss(site, 3)))) == ["3"]
    (item,) = read(str(tmp_path))  # a folder's are not: nobody asked for what they list
    assert item.error.kind == "empty"
    path.write_bytes(b"bukan XML")
    (item,) = read(str(path))
    assert str(item.error) == f"{path}: not XML; give a feed or a sitemap"


def test_entities_are_neither_expanded_nor_fetched(site):
    bomb = b"<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'>" + b"".join(
        b"<!ENTITY %c '%s'>" % (c, b"&%c;" % (c - 1) * 10) for c in range(ord("b"), ord("k"))
    ) + f"<!ENTITY x SYSTEM '{site.base}/rahasia'>]>".encode()  # fmt: skip
    data = bomb + f"<rss><item><title>&j;&x;</title><link>{site.base}/1</link></item></rss>".encode()
    assert all(len(entry.title or "") < 100 for entry in read_listing(data, source="x").entries)
    assert site.asked == []


@settings(deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200), st.text(max_size=200).map(lambda t: f"<rss>{t}</rss>".encode("utf-8", "replace"))
    )
)
def test_any_bytes_are_a_list_or_an_error(data):
    is_listing(data)
    with suppress(SourceError):
        read_listing(data, source="x")


# ---------------------------------------------------------------- once more


def unchanging(body):
    def answer(handler):
        same = handler.headers["If-None-Match"] == '"a"'
        handler.send_response(304 if same else 200)
        handler.send_header("ETag", '"a"')
        handler.end_headers()
        if not same:
            handler.wfile.write(body)

    return answer


def test_what_has_not_changed_is_passed_over(site, caplog):
    caplog.set_level(logging.INFO, "runtut")

    site.pages["/umpan"] = served(rss(site, 1, 2))
    site.pages["/1"] = unchanging(page(1))
    site.pages["/2"] = page(2)
    kept = InMemory()
    first = open_sources([f"{site.base}/umpan"], web=Web(fetcher=fetcher(validators=kept)))
    assert next(first).story is not None
    assert not kept  # whoever reads has not yet come back for more
    assert told(first) == ["2"]
    assert list(kept) == [f"{site.base}/1"]
    assert told(read(f"{site.base}/umpan", validators=kept)) == ["2"]
    assert "unchanged since last time, passed over: 1" in caplog.text
    assert read(f"{site.base}/1", validators=kept) == []


def test_a_list_is_read_again_while_some_of_it_could_not_be_had(site):
    site.pages["/umpan"] = unchanging(rss(site, 1, 9))
    kept = InMemory()
    assert told(read(f"{site.base}/umpan", validators=kept)) == ["1", "not-fetched"]
    site.pages["/9"] = page(9)
    assert told(read(f"{site.base}/umpan", validators=kept)) == ["1", "9"]
    assert read(f"{site.base}/umpan", validators=kept) == []


def test_several_processes_leave_fetching_to_one(site):
    web = Web(fetcher=fetcher())
    addresses = [f"{site.base}/1", f"{site.base}/a.html"]
    assert [unit.id for unit in units(addresses, Plan(), None, web)] == addresses
    outcomes = list(run(["http://127.0.0.1:9/a.html"], Plan(), jobs=2))
    assert [outcome.error.kind for outcome in outcomes] == ["refused"]


def test_nothing_of_it_is_loaded_without_an_address(tmp_path):
    code = "import sys; from runtut.batch import Plan, run; list(run([sys.argv[1]], Plan())); print(*sys.modules)"
    (tmp_path / "s.txt").write_text("Warga membangun jembatan.", encoding="utf-8")
    loaded = (
        __import__("subprocess").check_output([sys.executable, "-c", code, str(tmp_path / "s.txt")], text=True).split()
    )
    assert {"urllib3", "protego", "http.client", "ssl", "pyarrow", "zstandard"}.isdisjoint(loaded)
