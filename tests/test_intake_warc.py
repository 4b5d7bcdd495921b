"""Web archives: the stories in them, what is passed over, and how little a damaged record costs."""

import gzip
import hashlib
import io
import logging
import sys
import time
import zipfile
import zlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtut.batch import Plan, run
from runtut.intake import http
from runtut.intake.sources import count_hint, open_sources

HTML = "text/html; charset=utf-8"


def page(number, letters="utf-8", meta=True):
    lines = "".join(
        f"<p>Warga Desa Sukarame gotong royong menata kafé tepi sungai bagian {number}-{i}, kata Kepala Desa Sulastri"
        " Mandira kepada wartawan yang datang ke balai desa pada pagi hari itu.</p>"
        for i in range(4)
    )
    named = f"<meta charset={letters}>" if meta else ""
    return (
        f"<html><head>{named}<title>Warga Sukarame Menata Sungai {number}</title></head><body><article>"
        f"<h1>Warga Sukarame Menata Sungai {number}</h1>{lines}</article></body></html>"
    ).encode(letters)


FRONT = b"<html><body><ul>" + b"<li><a href='/x'>Judul berita lain</a></li>" * 30 + b"</ul></body></html>"


def answer(body, kind=HTML, status="200 OK", **headers):
    told = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{told}\r\n".encode() + body


def record(block, url="https://kabar.example/1", kind="response", length=None, **headers):
    told = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in headers.items())
    return (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2023-09-12T04:03:00Z\r\n{told}"
        f"Content-Length: {len(block) if length is None else length}\r\n\r\n"
    ).encode() + block + b"\r\n\r\n"  # fmt: skip


def numbered(number, **options):
    return record(answer(page(number)), f"https://kabar.example/{number}", **options)


def read(data, name="s.warc", tmp_path=None):
    if tmp_path is None:
        return list(open_sources(["-"], stdin=io.BytesIO(data)))
    (tmp_path / name).write_bytes(data)
    return list(open_sources([str(tmp_path / name)]))


def told(items):
    return [item.id.rsplit("/", 1)[-1] if item.story else item.error.kind for item in items]


def packed_zstd(*records):
    zstandard = pytest.importorskip("zstandard", reason="unpacking .zst needs the extra runtut[warc]")
    return b"".join(zstandard.ZstdCompressor().compress(each) for each in records)


def packed_gzip(*records):
    return b"".join(gzip.compress(each) for each in records)


def plain(*records):
    return b"".join(records)


EACH = [("s.warc", plain), ("s.warc.gz", packed_gzip), ("s.warc.zst", packed_zstd)]
each_packing = pytest.mark.parametrize(("name", "pack"), EACH, ids=["plain", "gzip", "zstd"])


@each_packing
def test_pages_become_stories(tmp_path, name, pack):
    data = pack(
        record(b"software: crawler\r\n", kind="warcinfo"),
        record(b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        numbered(1),
        record(answer(b"\x89PNG" * 50_000, "image/png"), "https://kabar.example/p.png"),
        record(answer(page(8), status="404 Not Found"), "https://kabar.example/8"),
        record(answer(b"", kind="text/html"), "https://kabar.example/none"),
        record(answer(FRONT), "https://kabar.example/"),
        record(answer(b'{"data": 1}'), "https://kabar.example/data"),
        record(b"", kind="revisit"),
        record(answer(b"x"), "dns:kabar.example"),
        record(page(2), "https://kabar.example/2", kind="resource", Content_Type="text/html"),
    )
    items = read(data, name, tmp_path)
    assert told(items) == ["1", "2"]
    story = items[0].story
    assert (items[0].id, story.url, items[0].source) == ("https://kabar.example/1",) * 2 + (str(tmp_path / name),)
    assert story.title == "Warga Sukarame Menata Sungai 1"
    assert "kafé tepi sungai bagian 1-3" in story.text
    assert story.published is None
    assert told(read(data)) == ["1", "2"]  # from standard input it is told by how it begins
    assert count_hint([str(tmp_path / name)]) is None


def test_pages_without_an_article_are_counted(tmp_path, caplog):
    caplog.set_level(logging.INFO, "runtut")
    front = record(answer(FRONT), "https://kabar.example/")
    assert told(read(plain(front, numbered(1), front), tmp_path=tmp_path)) == ["1"]
    assert "s.warc: pages without an article, passed over: 2" in caplog.text
    (item,) = read(front, tmp_path=tmp_path)
    assert item.error.kind == "empty"


def test_stories_without_a_day_take_the_one_given(tmp_path):
    (tmp_path / "s.warc").write_bytes(numbered(1))
    (item,) = open_sources([tmp_path / "s.warc"], published=date(2001, 1, 1))
    assert item.story.published == date(2001, 1, 1)


def test_the_encoding_of_the_server_counts():
    body = page(1, meta=False).replace("kafé".encode(), "кафе".encode("cp1251"))
    (item,) = read(record(answer(body, "text/html; charset=windows-1251")))
    assert "кафе tepi" in item.story.text
    (item,) = read(record(answer(page(1, "latin-1"), 'text/html;charset="no such"')))
    assert "kafé tepi" in item.story.text


CHUNKED = b"".join(b"%x;a=b\r\n%s\r\n" % (len(part), part) for part in (page(1)[:300], page(1)[300:])) + b"0\r\n\r\n"
DEFLATED = zlib.compress(page(1))


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (CHUNKED, {"Transfer_Encoding": "chunked"}),
        (page(1), {"Transfer_Encoding": "chunked"}),
        (gzip.compress(page(1)), {"Content_Encoding": "gzip"}),
        (page(1), {"Content_Encoding": "gzip"}),
        (page(1), {"Content_Encoding": "br"}),
        (DEFLATED, {"Content_Encoding": "deflate"}),
        (DEFLATED[2:-4], {"Content_Encoding": "deflate"}),
    ],
)
def test_bodies_are_unpacked_also_where_that_was_done_before(body, headers):
    (item,) = read(record(answer(body, **headers)))
    assert "bagian 1-3" in item.story.text


@pytest.mark.parametrize(
    ("body", "encoding", "words"),
    [
        (b"\x1f\x8bno gzip", "gzip", "damaged"),
        (gzip.compress(page(1))[:-20], "gzip", "cut short"),
        (b"\x0b\x02\x80no brotli", "br", "not read"),
    ],
)
def test_a_body_that_cannot_be_unpacked_is_one_error(body, encoding, words):
    bad, good = read(plain(record(answer(body, Content_Encoding=encoding), "https://kabar.example/0"), numbered(1)))
    assert (bad.id, bad.error.kind) == ("https://kabar.example/0", "format")
    assert words in str(bad.error)
    assert good.story is not None


def test_addresses_cannot_steer_a_terminal():
    (item,) = read(record(answer(page(1)), "https://kabar.example/\x1b[2J\u202e1"))
    assert item.id == item.story.url == "https://kabar.example/\ufffd[2J\ufffd1"


def test_a_bomb_is_not_unpacked_whole():
    with pytest.raises(http.UnpackError, match="too large"):
        http.unpack(gzip.compress(bytes(10_000_000)), {"content-encoding": "gzip"}, 1_000_000)


# ---------------------------------------------------------------- damage


BAD = {
    "no length": numbered(2, length="x"),
    "too short": numbered(2, length=300),
    "too long": numbered(2, length=3000),
    "garbage": b"garbage\r\n\r\n" * 20,
    "headers": numbered(2).replace(b"WARC-Date: ", b"nothing\r\nof the kind "),
    "version": numbered(2).replace(b"WARC/1.1", b"WORC/1.1"),
}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
@each_packing
def test_a_bad_record_never_stops_the_rest(tmp_path, name, pack, bad):
    before = pack(numbered(1))
    items = read(before + pack(bad) + pack(numbered(3)) + pack(numbered(4)), name, tmp_path)
    assert told(items) == ["1", "format", "3", "4"]
    path = tmp_path / name
    assert items[1].id == f"{path}:{len(before)}"
    assert str(items[1].error).startswith(f"{path}: the record at byte {len(before)} is left out: ")


@pytest.mark.parametrize(("name", "pack"), EACH[1:], ids=["gzip", "zstd"])
@pytest.mark.parametrize("at", [0, 30, 200])
def test_damaged_packing_costs_its_own_record(tmp_path, name, pack, at):
    before, bad = pack(numbered(1)), bytearray(pack(numbered(2)))
    bad[at : at + 60] = b"\xff" * 60
    items = read(before + bytes(bad) + pack(numbered(3)), name, tmp_path)
    assert told(items) == ["1", "format", "3"]
    assert items[1].id == f"{tmp_path / name}:{len(before)}"


def noise(size):
    return hashlib.shake_256(b"runtut").digest(size)


@pytest.mark.parametrize(("name", "pack"), EACH[1:], ids=["gzip", "zstd"])
def test_after_damage_large_records_are_found_too(tmp_path, name, pack):
    large = record(answer(page(3) + b"<!--" + noise(400_000).hex().encode() + b"-->"), "https://kabar.example/3")
    bad = bytearray(pack(record(noise(100_000))))
    bad[5:3000] = b"\xff" * 2995
    items = read(pack(numbered(1)) + bytes(bad) + pack(large) + pack(numbered(4)), name, tmp_path)
    assert told(items) == ["1", "format", "3", "4"]


@pytest.mark.parametrize(
    "data",
    [
        b"".join(numbered(2, length=40_000_000) for _ in range(2000)),
        b"WARC/1.0\n" * 15_000,
        b"\x1f\x8b\x08" * 200_000,
        b"\x28\xb5\x2f\xfd" * 30_000,
        b"WARC/1.0\nContent-Length: 9\n" * 15_000,
    ],
    ids=["lengths", "versions", "gzip", "zstd", "headers"],
)
def test_a_hostile_archive_is_soon_passed(tmp_path, data):
    began = time.process_time()
    read(packed_gzip(numbered(1)) + data if data.startswith(b"\x1f") else data, "s.warc", tmp_path)
    assert time.process_time() - began < 5


@each_packing
def test_an_archive_cut_short(tmp_path, name, pack):
    before = pack(numbered(1))
    items = read(before + pack(numbered(2))[:-150], name, tmp_path)
    assert told(items) == ["1", "format"]
    assert items[1].id.endswith(f":{len(before)}")
    assert "cut short" in str(items[1].error)


def test_records_packed_together(tmp_path):
    data = gzip.compress(plain(*map(numbered, range(50))))
    assert told(read(data, "s.warc.gz", tmp_path)) == [str(n) for n in range(50)]
    assert told(read(data[:-300], "s.warc.gz", tmp_path))[-1] == "format"


def test_a_dictionary_for_all_records(tmp_path):
    zstandard = pytest.importorskip("zstandard", reason="unpacking .zst needs the extra runtut[warc]")
    words = zstandard.train_dictionary(4096, [numbered(n) for n in range(100)])
    maker = zstandard.ZstdCompressor(dict_data=words)
    for stored in (words.as_bytes(), zstandard.ZstdCompressor().compress(words.as_bytes())):
        head = b"\x5d\x2a\x4d\x18" + len(stored).to_bytes(4, "little") + stored
        data = head + b"".join(maker.compress(numbered(n)) for n in range(3))
        assert told(read(data, "s.warc.zst", tmp_path)) == ["0", "1", "2"]
        assert told(read(data)) == ["0", "1", "2"]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.one_of(
            st.sampled_from([b"WARC/1.0\r\n", b"\r\n", b"Content-Length: 9\r\n", b"\x1f\x8b\x08", b"\n"]),
            st.binary(max_size=40),
        ),
        max_size=8,
    ),
    st.sampled_from([".warc", ".warc.gz", ".warc.zst"]),
)
def test_any_bytes_end_in_errors(tmp_path_factory, pieces, suffix):  # fmt: skip
    path = tmp_path_factory.getbasetemp() / f"any{suffix}"
    path.write_bytes(b"".join(pieces))
    for item in open_sources([path]):
        assert item.error.kind in ("format", "empty", "not-installed")
        assert "\n" not in str(item.error)


def test_large_archives_pass_through_a_bit_at_a_time():
    class Endless(io.RawIOBase):
        def readable(self):
            return True

        def readinto(self, buffer):
            data = (numbered(1) * (len(buffer) // 500 + 1))[: len(buffer)]
            buffer[: len(data)] = data
            return len(data)

    first = next(open_sources(["-"], stdin=io.BufferedReader(Endless())))
    assert first.story is not None


# ---------------------------------------------------------------- elsewhere


def test_inside_a_zip_and_a_folder(tmp_path):
    with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
        archive.writestr("a.warc", numbered(1))
        archive.writestr("b.warc.gz", packed_gzip(numbered(2)))
    (tmp_path / "s.warc.gz").write_bytes(packed_gzip(numbered(3)))
    assert told(open_sources([tmp_path])) == ["3", "1", "2"]
    assert [o.id[-1] for o in run([tmp_path], Plan(), jobs=2)] == ["3", "1", "2"]


def test_without_the_library_one_line_says_what_to_install(tmp_path, monkeypatch):
    data = packed_zstd(numbered(1))
    monkeypatch.setitem(sys.modules, "zstandard", None)
    (item,) = read(data, "s.warc.zst", tmp_path)
    assert item.error.kind == "not-installed"
    assert "pip install 'runtut[warc]'" in str(item.error)
