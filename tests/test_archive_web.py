"""Stories put on file from the web: asked for again only where they have changed, on each kind of database."""

import pytest

from runtut.archive import add, open_database
from runtut.archive.fetched import Kept
from runtut.batch import Plan
from runtut.intake.fetch.validators import Validator
from test_archive import NOW
from test_intake_feeds import rss, served
from test_intake_warc import page
from web import Site, fetcher


@pytest.fixture
def site():
    site = Site()
    yield site
    site.close()


@pytest.fixture
def database(archive):
    opened = open_database(archive, create=True)
    yield opened
    opened.close()


def tagged(body, sent):
    """Return a page that is sent whole only to who does not know it; each time that it is, it is noted."""

    def answer(handler):
        same = handler.headers["If-None-Match"] == '"a"'
        handler.send_response(304 if same else 200)
        handler.send_header("ETag", '"a"')
        handler.end_headers()
        if not same:
            sent.append(handler.path)
            handler.wfile.write(body)

    return answer


def put(database, *sources):
    return list(add(database, sources, Plan(), now=lambda: NOW, fetcher=fetcher()))


def test_what_has_not_changed_is_not_fetched_again(site, database):
    sent = []
    site.pages["/1"] = tagged(page(1), sent)
    site.pages["/2"] = tagged(page(2), sent)
    site.pages["/umpan"] = served(rss(site, 1, 2))
    assert [each.fate for each in put(database, f"{site.base}/umpan")] == ["added", "added"]
    assert put(database, f"{site.base}/umpan") == []
    assert sent == ["/1", "/2"]


def test_a_page_is_fetched_again_where_the_run_was_stopped_before_it_was_on_file(site, database):
    sent = []
    site.pages["/1"] = tagged(page(1), sent)
    site.pages["/2"] = tagged(page(2), sent)
    site.pages["/umpan"] = served(rss(site, 1, 2))

    def stop():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(add(database, [f"{site.base}/umpan"], Plan(), now=stop, fetcher=fetcher()))
    assert [each.fate for each in put(database, f"{site.base}/umpan")] == ["added", "added"]
    assert sent == ["/1", "/2", "/1", "/2"]


def test_what_is_held_is_kept_only_when_all_before_it_is_settled(database):
    kept = Kept(database)
    kept.taken = 3
    kept.put("https://kabar.example/1", Validator('"a"', None))
    kept.taken = 5
    kept.put("https://kabar.example/2", Validator(None, "yesterday"))
    kept.settle(2)
    assert kept.get("https://kabar.example/1") is None
    kept.settle(4)
    assert kept.get("https://kabar.example/1") == Validator('"a"', None)
    assert kept.get("https://kabar.example/2") is None
    kept.settle()
    assert kept.get("https://kabar.example/2") == Validator(None, "yesterday")
    kept.put("https://kabar.example/2", Validator('"b"', "today"))
    kept.settle()
    assert Kept(database).get("https://kabar.example/2") == Validator('"b"', "today")
