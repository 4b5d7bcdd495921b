"""Records as tables, written here or on a cluster: nothing of a record is lost, and each story has exactly one."""

import contextlib
import os
import signal
import threading
import time
from pathlib import Path

import pytest

from runtut.batch import Plan, run
from runtut.cluster import blocks as cutting
from runtut.cluster import tables
from runtut.cluster.blocks import Block, blocks
from runtut.cluster.spread import read_block
from runtut.cluster.tables import Tables, read_on_cluster
from runtut.record import SettingsError, SourceError
from runtut.report.json import outcome_object

pa = pytest.importorskip("pyarrow", reason="tables need the extra runtut[parquet]")
pq = pytest.importorskip("pyarrow.parquet", reason="tables need the extra runtut[parquet]")

PROSE = (
    '"Jembatan ini panjangnya 75 meter," kata Bupati Cimanila, Ratmi Suhanda, di Cimanila, Senin (12/9/2023). '
    "Menurut dia, dua jembatan lagi akan dibangun tahun depan dengan biaya sekitar Rp12 miliar. Dewan Kota (DK) setuju. {}"
)


@pytest.fixture
def stories(tmp_path):
    """A table of 40 stories, of which the tenth is empty."""
    texts = [PROSE.format(f"Ini berita ke-{n}.") if n != 9 else " " for n in range(40)]
    path = tmp_path / "stories.parquet"
    columns = {"id": [f"s{n}" for n in range(40)], "published": ["2023-09-13"] * 40, "text": texts}
    pq.write_table(pa.table(columns), path, row_group_size=15)
    return str(path)


def held(value):
    """Return a JSON value without what says nothing, as tables do not tell it from what is not there."""
    if isinstance(value, dict):
        kept = {key: held(each) for key, each in value.items()}
        return {key: each for key, each in kept.items() if each not in (None, [], {})}
    return [held(each) for each in value] if isinstance(value, list) else value


def test_a_table_holds_all_of_each_record(cli, stories):
    assert cli("read", stories, "--format", "parquet", "--output", "records.parquet").status == 3
    table = pq.read_table("records.parquet")
    wanted = [outcome_object(each) for each in run([stories], Plan())]
    assert [held(row) for row in table.to_pylist()] == [
        held({key: value for key, value in each.items() if key != "schema"}) for each in wanted
    ]
    assert table.schema.metadata[b"schema"] == b"runtut/record/1"


def test_a_table_is_not_for_a_terminal(cli, stories):
    told = cli("read", stories, "--format", "parquet")
    assert (told.status, told.out) == (2, "")
    assert "--format parquet needs --output" in told.err


def test_a_cluster_writes_tables(cli, stories):
    told = cli("read", stories, "--engine", "ray")
    assert told.status == 2
    assert "--engine ray writes tables" in told.err


# ---------------------------------------------------------------- blocks, without a cluster


def test_blocks_cover_each_row_once(stories, monkeypatch):
    monkeypatch.setattr(cutting, "ROWS", 7)
    found = blocks([stories])
    assert [row for each in found for row in range(each.first, each.last)] == list(range(40))
    assert len({each.part for each in found}) == len(found)


def test_halves_cover_a_block():
    one, other = Block("x", 3, 8).halves()
    assert (one.first, one.last, other.first, other.last) == (3, 5, 5, 8)


def test_a_block_is_its_own_rows(stories, tmp_path):
    block = Block(stories, 8, 17)
    assert read_block(block, Tables(str(tmp_path), Plan(), "en")) == (9, 1)
    rows = pq.read_table(tmp_path / block.part).to_pylist()
    assert [row["id"] for row in rows] == [f"s{n}" for n in range(8, 17)]
    assert [row["error"]["kind"] for row in rows if row["error"]] == ["empty"]


def test_what_is_no_table(tmp_path):
    (tmp_path / "x.parquet").write_text("no")
    with pytest.raises(SourceError, match=r"x\.parquet: not a Parquet file"):
        blocks([str(tmp_path / "x.parquet")])
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError, match=r"no \.parquet in this folder"):
        blocks([str(tmp_path / "empty")])


def test_the_records_of_another_run_are_not_mixed_in(stories, tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "spread", lambda *_, **__: iter(()))
    list(read_on_cluster([stories], tmp_path / "out", Plan()))
    with pytest.raises(SettingsError, match="holds the records of other stories"):
        list(read_on_cluster([stories], tmp_path / "out", Plan(select=("CAL",))))


# ---------------------------------------------------------------- a cluster


@pytest.fixture(scope="module")
def ray():
    ray = pytest.importorskip("ray", reason="a cluster needs the extra runtut[ray]; make ray runs these tests")
    if os.environ.get("RUNTUT_RAY") != "1":
        pytest.skip("a cluster takes half a minute to start: make ray runs these tests")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    yield ray
    ray.shutdown()


def ids(folder):
    return sorted(pq.read_table(folder, columns=["id"]).column("id").to_pylist())


@pytest.mark.timeout(300)
def test_a_cluster_gives_what_one_process_gives(ray, stories, tmp_path, monkeypatch):
    monkeypatch.setattr(cutting, "ROWS", 7)
    done = list(read_on_cluster([stories], tmp_path / "out", Plan()))
    assert (sum(each.stories for each in done), sum(each.failed for each in done)) == (40, 1)
    wanted = {each["id"]: held(each) for each in map(outcome_object, run([stories], Plan()))}
    for row in pq.read_table(tmp_path / "out").to_pylist():
        assert {"schema": "runtut/record/1", **held(row)} == {"schema": "runtut/record/1", **wanted[row["id"]]}
    again = list(read_on_cluster([stories], tmp_path / "out", Plan()))
    assert all(each.known for each in again)
    assert len(ids(tmp_path / "out")) == 40


@pytest.mark.timeout(300)
def test_killed_workers_change_nothing(ray, stories, tmp_path, monkeypatch):
    monkeypatch.setattr(cutting, "ROWS", 10)
    killed = []
    killer = threading.Thread(target=_kill_readers, args=(killed, 2))
    killer.start()
    done = list(read_on_cluster([stories], tmp_path / "out", Plan()))
    killer.join()
    assert len(killed) == 2, "nothing was killed while it read"
    assert sum(each.stories for each in done) == 40
    assert ids(tmp_path / "out") == sorted(f"s{n}" for n in range(40))


def _kill_readers(killed, most):
    """Kill so many processes that are reading a block."""
    end = time.monotonic() + 60
    while len(killed) < most and time.monotonic() < end:
        for entry in Path("/proc").iterdir():
            with contextlib.suppress(OSError):
                if entry.name.isdigit() and b"ray::read_block" in (entry / "cmdline").read_bytes():
                    os.kill(int(entry.name), signal.SIGKILL)
                    killed.append(entry.name)
                    if len(killed) == most:
                        return
        time.sleep(0.02)
