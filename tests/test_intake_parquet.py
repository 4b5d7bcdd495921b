"""Tables of stories: what comes out of a row, what is said of a table that holds none, and how little of it is held."""

import datetime as dt
import gzip
import io
import sys
import zipfile

import pytest

from runtut.batch import Plan, run
from runtut.intake.sources import count_hint, open_sources

pa = pytest.importorskip("pyarrow", reason="tables need the extra runtut[parquet]")
pq = pytest.importorskip("pyarrow.parquet", reason="tables need the extra runtut[parquet]")

PROSE = "Warga Kota Baru membangun jembatan sepanjang 20 meter, kata Ani Rahmawati, Senin (11/9/2023)."
WIB = dt.timezone(dt.timedelta(hours=7))


def written(path, columns, **options):
    pq.write_table(pa.table(columns), path, **options)
    return str(path)


def items(source, **options):
    return list(open_sources([source], **options))


def test_a_row_is_a_story(tmp_path):
    path = written(
        tmp_path / "s.parquet",
        {
            "id": ["satu", None],
            "title": ["Jembatan Dibuka", None],
            "published": ["2023-09-12T11:03:00+07:00", None],
            "outlet": ["KabarKota.id", None],
            "url": ["https://kabarkota.id/1", None],
            "language": ["id", None],
            "text": [f"{PROSE}\n\nBaca juga: Harga Naik\n", PROSE],
            "editor_notes": ["not ours", "nor this"],
        },
    )
    first, second = items(path, published=dt.date(2001, 1, 1))
    assert first.id == "satu"
    story = first.story
    assert story.text == f"{PROSE}\n\nBaca juga: Harga Naik\n"
    assert [story.text[m.start : m.end] for m in story.masks] == ["Baca juga: Harga Naik"]
    assert (story.title, story.outlet, story.url) == ("Jembatan Dibuka", "KabarKota.id", "https://kabarkota.id/1")
    assert story.published == dt.datetime(2023, 9, 12, 11, 3, tzinfo=WIB)
    assert (second.id, second.line, second.source) == (f"{path}:2", 2, path)
    assert second.story.published == dt.date(2001, 1, 1)


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (pa.string(), "2023-09-12", dt.date(2023, 9, 12)),
        (pa.large_string(), "", None),
        (pa.dictionary(pa.int8(), pa.string()), "2023-09-12", dt.date(2023, 9, 12)),
        (pa.date32(), dt.date(2023, 9, 12), dt.date(2023, 9, 12)),
        (pa.timestamp("us"), dt.datetime(2023, 9, 12), dt.date(2023, 9, 12)),  # noqa: DTZ001 -- no zone is what is tested
        (pa.timestamp("s"), dt.datetime(2023, 9, 12, 11, 3), dt.datetime(2023, 9, 12, 11, 3)),  # noqa: DTZ001 -- see above
        (pa.timestamp("us", "+07:00"), dt.datetime(2023, 9, 12, tzinfo=WIB), dt.datetime(2023, 9, 12, tzinfo=WIB)),
        (pa.timestamp("ms", "UTC"), dt.datetime(2023, 9, 12, tzinfo=WIB), dt.datetime(2023, 9, 11, 17, tzinfo=dt.UTC)),
        (pa.timestamp("ns"), 1694516580123456789, dt.datetime(2023, 9, 12, 11, 3, 0, 123456)),  # noqa: DTZ001 -- see above
        (pa.null(), None, None),
    ],
)
def test_moments(tmp_path, kind, value, expected):
    path = written(tmp_path / "s.parquet", {"text": [PROSE], "published": pa.array([value], kind)})
    (item,) = items(path)
    assert item.story.published == expected


def test_numbers_serve_as_ids(tmp_path):
    (item,) = items(written(tmp_path / "s.parquet", {"id": [17], "text": [PROSE]}))
    assert item.id == "17"


def test_a_bad_row_never_stops_the_rest(tmp_path):
    path = written(
        tmp_path / "s.parquet",
        {"id": ["a", "b", "c", "d"], "text": [PROSE, None, "  ", PROSE], "published": [None, None, None, "kemarin"]},
    )
    found = items(path)
    assert [(i.id, i.error.kind if i.error else None, i.line) for i in found] == [
        ("a", None, 1),
        ("b", "schema", 2),
        ("c", "empty", 3),
        ("d", "schema", 4),
    ]
    assert str(found[1].error).startswith(f"{path}:2: ")


def test_a_moment_beyond_the_calendar_is_the_rows_error(tmp_path):
    moments = pa.array([2**50, 0], pa.timestamp("ms"))
    bad, good = items(written(tmp_path / "s.parquet", {"text": [PROSE, PROSE], "published": moments}))
    assert bad.error.kind == "schema"
    assert "beyond the calendar" in str(bad.error)
    assert good.story.published == dt.date(1970, 1, 1)


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"isi": [PROSE], "judul": ["x"]}, 'no column "text"; there are isi, judul; needed is text, and read are id, title'),
        ({f"k{i}": [1] for i in range(30)}, "k19, …"),
        ({"text": [1]}, 'column "text" holds int64, and needs strings'),
        ({"text": [PROSE], "title": [["a"]]}, 'column "title" holds list'),
        ({"text": [PROSE], "published": [20230912]}, 'column "published" holds int64, and needs strings, dates or'),
    ],
)  # fmt: skip
def test_columns_that_are_missing_or_wrong_are_named(tmp_path, columns, words):
    (item,) = items(written(tmp_path / "s.parquet", columns))
    assert item.error.kind == "schema"
    assert words in str(item.error)
    assert "\n" not in str(item.error)


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1" * 10, b"abc" * 100])
def test_what_is_no_table(tmp_path, data):
    path = tmp_path / "s.parquet"
    path.write_bytes(data)
    (item,) = items(str(path))
    assert item.error.kind == "format"
    assert "\n" not in str(item.error)


def test_an_empty_table(tmp_path):
    (item,) = items(written(tmp_path / "s.parquet", {"text": pa.array([], pa.string())}))
    assert item.error.kind == "empty"


def test_a_damaged_part_never_stops_the_rest(tmp_path):
    path = tmp_path / "s.parquet"
    written(path, {"text": [f"{PROSE} {i}" for i in range(1000)]}, row_group_size=100, compression="zstd")
    data = bytearray(path.read_bytes())
    start = pq.ParquetFile(path).metadata.row_group(5).column(0).dictionary_page_offset
    data[start : start + 400] = b"\xff" * 400
    path.write_bytes(data)
    found = items(str(path))
    assert sum(i.story is not None for i in found) == 900
    (bad,) = [i for i in found if i.error]
    assert (bad.error.kind, bad.line, bad.id) == ("format", 501, f"{path}:501")
    assert "rows 501 to 600 are damaged" in str(bad.error)
    assert found[-1].story.text == f"{PROSE} 999"


def test_elsewhere_than_in_a_file(tmp_path):
    path = written(tmp_path / "s.parquet", {"id": ["a", "b"], "text": [PROSE, PROSE]})
    data = (tmp_path / "s.parquet").read_bytes()
    found = list(open_sources(["-"], stdin=io.BytesIO(data)))
    assert [i.id for i in found] == ["a", "b"]
    with zipfile.ZipFile(tmp_path / "z.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(path, "dalam/s.parquet")
    assert [i.id for i in items(str(tmp_path / "z.zip"))] == ["a", "b"]
    (tmp_path / "s.parquet.gz").write_bytes(gzip.compress(data))
    assert [i.id for i in items(str(tmp_path / "s.parquet.gz"))] == ["a", "b"]
    assert count_hint([path]) is None


def test_several_processes_take_the_rows(tmp_path):
    path = written(tmp_path / "s.parquet", {"id": [str(i) for i in range(5)], "text": [PROSE] * 5})
    assert [o.id for o in run([path], Plan(), jobs=2)] == ["0", "1", "2", "3", "4"]


def test_a_large_row_group_is_never_held_whole(tmp_path):
    path = tmp_path / "s.parquet"
    text = PROSE * 400
    with pq.ParquetWriter(path, pa.schema([("text", pa.string())]), write_batch_size=16) as out:
        out.write_table(pa.table({"text": [f"{i} {text}" for i in range(600)]}), row_group_size=600)
    assert pq.ParquetFile(path).metadata.row_group(0).total_byte_size > 20_000_000
    before, most = pa.total_allocated_bytes(), 0
    for _ in zip(range(200), open_sources([str(path)]), strict=False):
        most = max(most, pa.total_allocated_bytes() - before)
    assert most < 8_000_000


def test_without_the_library_one_line_says_what_to_install(tmp_path, monkeypatch):
    path = written(tmp_path / "s.parquet", {"text": [PROSE]})
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    (item,) = items(path)
    assert item.error.kind == "not-installed"
    assert str(item.error) == f"{path}: reading this needs pyarrow; install it with: pip install 'runtut[parquet]'"
