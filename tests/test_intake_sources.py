"""Sources of every kind: what comes out, in which order, and how what cannot be read is told."""

import gzip
import io
import json
import lzma
import zipfile
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtut.intake.items import Item
from runtut.intake.sources import count_hint, open_sources
from runtut.record import SourceError
from word import document

PROSE = "Warga Kota Baru membangun jembatan sepanjang 20 meter, kata Ani Rahmawati, Senin (11/9/2023)."
KINDS = {"not-found", "empty", "encoding", "format", "no-article", "too-large", "json", "schema"}


def one(data, *, name="-", **options):
    (item,) = open_sources([name], stdin=io.BytesIO(data), **options)
    return item


def lines(*entries):
    return b"".join(e if isinstance(e, bytes) else json.dumps(e).encode() + b"\n" for e in entries)


def from_stdin(data, **options):
    return list(open_sources(["-"], stdin=io.BytesIO(data), **options))


# ---------------------------------------------------------------- jsonl


def test_jsonl_text_is_verbatim_and_furniture_is_masked():
    text = f"{PROSE}\r\n\tBaca juga: Harga Naik \n\n  {PROSE} (abc/def)\x00\n"
    (item,) = from_stdin(lines({"id": "s1", "title": "Judul", "text": text, "outlet": "KabarKota.id"}))
    assert item.story.text == text
    assert (item.id, item.story.title, item.story.outlet) == ("s1", "Judul", "KabarKota.id")
    assert [text[m.start : m.end] for m in item.story.masks] == ["Baca juga: Harga Naik", "(abc/def)\x00"]


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2023-09-12", date(2023, 9, 12)),
        ("2023-09-12T11:03:00", datetime(2023, 9, 12, 11, 3)),  # noqa: DTZ001 -- no zone is what is tested
        ("2023-09-12T04:03:00Z", datetime(2023, 9, 12, 4, 3, tzinfo=UTC)),
        ("2023-09-12T11:03+07:00", datetime(2023, 9, 12, 11, 3, tzinfo=timezone(timedelta(hours=7)))),
        (None, date(2001, 1, 1)),
    ],
)
def test_published(published, expected):
    (item,) = from_stdin(lines({"text": PROSE, "published": published}), published=date(2001, 1, 1))
    assert item.story.published == expected


@pytest.mark.parametrize(
    ("line", "kind", "words"),
    [
        (b"{bukan json}\n", "json", "not JSON"),
        (b'{"text": "' + b"[" * 10 + b"\n", "json", "not JSON"),
        (b"[" * 100_000 + b"\n", "json", "not JSON"),
        (b"bukan json\n", "json", "a value is missing at column 1; mend or remove the line"),
        (b'{"text": "a" "b"}\n', "json", "a comma is missing"),
        (b'{"text" "a"}\n', "json", "a colon is missing"),
        (b"{text: 1}\n", "json", "a key in double quotation marks is missing"),
        (b'{"text": "a"} x\n', "json", "something follows the object"),
        (b'{"text": "a\n', "json", "a line end or tab stands in a string"),
        (b'{"text": "a\\q"}\n', "json", "a backslash is followed by what it cannot escape"),
        (b'"teks"\n', "schema", "not a string"),
        (b"[]\n", "schema", "not an array"),
        (b'{"id": "a"}\n', "schema", 'no "text"'),
        (b'{"text": 12}\n', "schema", "not a number"),
        (b'{"text": null}\n', "schema", 'no "text"'),
        (b'{"text": "x", "title": ["a"]}\n', "schema", '"title" needs a string'),
        (b'{"text": "x", "published": "kemarin"}\n', "schema", "ISO 8601"),
        (b'{"text": "x", "published": 20230912}\n', "schema", "ISO 8601"),
        (b'{"text": "x", "published": "2023-02-30"}\n', "schema", "ISO 8601"),
        (b'{"text": "  "}\n', "empty", "empty"),
        (b'{"text": "\xff"}\n', "encoding", "UTF-8"),
    ],
)
def test_a_bad_line_never_stops_the_rest(tmp_path, line, kind, words):
    path = tmp_path / "s.jsonl"
    path.write_bytes(lines({"id": "a", "text": PROSE}, b"\n", line, {"id": "b", "text": PROSE}))
    first, bad, last = open_sources([str(path)])
    assert (first.id, last.id) == ("a", "b")
    assert bad.story is None
    assert bad.error.kind == kind
    assert bad.error.line == 3
    assert str(bad.error).startswith(f"{path}:3: ")
    assert words in str(bad.error)
    assert "\n" not in str(bad.error)


def test_lone_surrogates_can_be_written_again():
    (item,) = from_stdin(b'{"text": "Satu \\ud83d dua \\ud83d\\ude00"}\n')
    assert item.story.text == "Satu \ufffd dua 😀"


def test_unknown_language_is_left_to_the_pipeline():
    (item,) = from_stdin(lines({"text": PROSE, "language": "xx"}))
    assert item.story.language == "xx"


def test_streaming():
    class Endless(io.RawIOBase):
        def readable(self):
            return True

        def readinto(self, buffer):
            data = (lines({"text": PROSE}) * (len(buffer) // 50 + 1))[: len(buffer)]
            buffer[: len(data)] = data
            return len(data)

    items = open_sources(["-"], stdin=io.BufferedReader(Endless()))
    assert next(items).story.text == PROSE


# ---------------------------------------------------------------- files and folders


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "b.txt").write_text(PROSE, encoding="utf-8")
    (tmp_path / "a.jsonl").write_bytes(lines({"id": "1", "text": PROSE}, {"id": "2", "text": PROSE}))
    (tmp_path / "kosong.txt").write_bytes(b"")
    (tmp_path / "gambar.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (tmp_path / ".sembunyi.txt").write_text(PROSE, encoding="utf-8")
    (tmp_path / "catatan.xyz").write_text(PROSE, encoding="utf-8")
    (tmp_path / "z").mkdir()
    (tmp_path / "z" / "d.docx").write_bytes(document(PROSE))
    (tmp_path / "z" / "m.md").write_text(f"# Judul\n\n{PROSE}", encoding="utf-8")
    return tmp_path


def test_folder(folder):
    items = list(open_sources([str(folder)]))
    told = [(i.id.replace(str(folder) + "/", ""), i.error.kind if i.error else i.story.text) for i in items]
    assert told == [
        ("1", PROSE),
        ("2", PROSE),
        ("b.txt", PROSE),
        ("gambar.txt", "format"),
        ("kosong.txt", "empty"),
        ("z/d.docx", PROSE),
        ("z/m.md", PROSE),
    ]
    assert count_hint([str(folder)]) == 7


def test_empty_folder_and_what_is_not_there(tmp_path):
    for path, kind in ((tmp_path, "empty"), (tmp_path / "tidak.txt", "not-found"), ("a\x00b", "not-found")):
        (item,) = open_sources([str(path)])
        assert item.error.kind == kind


@pytest.mark.parametrize("name", ["s.jsonl.zst", "s.pdf", "s", "s.doc"])
def test_formats_that_are_not_read_say_which_are(tmp_path, name):
    (tmp_path / name).write_bytes(b"abc")
    (item,) = open_sources([str(tmp_path / name)])
    assert item.error.kind == "format"
    assert ".html, .txt, .md, .docx, .jsonl" in str(item.error)


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".xz", lzma.compress)])
def test_compressed(tmp_path, suffix, pack):
    data = lines(*({"id": str(i), "text": PROSE} for i in range(2000)))
    whole, cut = tmp_path / f"w.jsonl{suffix}", tmp_path / f"c.jsonl{suffix}"
    whole.write_bytes(pack(data))
    cut.write_bytes(pack(data)[:-12])
    assert sum(i.story is not None for i in open_sources([whole])) == 2000
    items = list(open_sources([str(cut), str(whole)]))
    assert sum(i.story is not None for i in items) >= 2000
    (bad,) = [i for i in items if i.error]
    assert bad.error.kind == "format"
    assert str(cut) in str(bad.error)


def test_zip(tmp_path):
    path = tmp_path / "s.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", PROSE)
        archive.writestr("b/s.jsonl", lines({"id": "j", "text": PROSE}, b"{\n"))
        archive.writestr("c.docx", document(PROSE))
        archive.writestr("d.bin", b"abc")
    items = list(open_sources([str(path)]))
    assert [i.id for i in items] == [f"{path}/a.txt", "j", f"{path}/b/s.jsonl:2", f"{path}/c.docx"]
    assert [i.error.kind if i.error else "" for i in items] == ["", "", "json", ""]
    path.write_bytes(path.read_bytes()[:100])
    (item,) = open_sources([str(path)])
    assert item.error.kind == "format"


def test_names_that_lie(tmp_path):
    (tmp_path / "a.txt").write_bytes(document(PROSE))
    (tmp_path / "b.docx").write_text(PROSE, encoding="utf-8")
    (tmp_path / "c.html").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (tmp_path / "d.jsonl").write_bytes(document(PROSE))
    told = [i.error.kind if i.error else i.story.text for i in open_sources([str(tmp_path)])]
    assert told == [PROSE, "format", "format", "format"]


# ---------------------------------------------------------------- standard input


def test_standard_input():
    assert one(PROSE.encode()).story.text == PROSE
    assert one(document(PROSE)).story.text == PROSE
    assert one(gzip.compress(lines({"text": PROSE}))).story.text == PROSE
    assert one(f"---\ntitle: Judul\n---\n{PROSE}".encode()).story.title == "Judul"
    assert one(PROSE.encode("utf-16")).story.text == PROSE
    assert one(b"").error.kind == "empty"
    (item,) = open_sources(["-"], stdin=None)
    assert item.error.kind == "not-found"


@settings(deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.text(max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass")),
        st.dictionaries(st.sampled_from(["id", "text", "title", "published", "bylines", "captions"]), st.text() | st.integers())
        .map(lambda d: json.dumps(d).encode()),
        st.binary(max_size=100).map(lambda b: b"PK\x03\x04" + b),
        st.binary(max_size=100).map(lambda b: b"\x1f\x8b\x08" + b),
    ),
    st.sampled_from(["-", "txt", "md", "docx", "jsonl", "txt.gz", "jsonl.xz", "zip"]),
)  # fmt: skip
def test_any_bytes_give_a_story_or_an_error(tmp_path_factory, data, suffix):
    if suffix == "-":
        items = from_stdin(data) if not data.lstrip().startswith(b"<") else []
    else:
        path = tmp_path_factory.getbasetemp() / f"f.{suffix}"
        path.write_bytes(data)
        items = list(open_sources([path]))
        assert items
    for item in items:
        assert isinstance(item, Item)
        assert (item.story is None) != (item.error is None)
        if item.error is not None:
            assert isinstance(item.error, SourceError)
            assert item.error.kind in KINDS
            assert "\n" not in str(item.error)
        else:
            assert all(0 <= m.start < m.end <= len(item.story.text) for m in item.story.masks)


@settings(deadline=None)
@given(st.text(min_size=1).filter(lambda t: t.strip()))
def test_any_jsonl_text_is_verbatim(text):
    (item,) = from_stdin(lines({"text": text}))
    assert item.story.text == text
