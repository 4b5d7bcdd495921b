"""Stories put on file from a cluster: each once, however often a block is done."""

import os

import pytest

import postgres
from contents import content
from runtut.archive import on_cluster as filing
from runtut.archive import open_database
from runtut.archive.on_cluster import add_on_cluster
from runtut.batch import Plan
from runtut.cluster import blocks as cutting
from runtut.cluster.spread import Done
from runtut.record import ArchiveError
from test_archive import put

pa = pytest.importorskip("pyarrow", reason="tables need the extra runtut[parquet]")
pq = pytest.importorskip("pyarrow.parquet", reason="tables need the extra runtut[parquet]")

PROSE = (
    '"Jembatan ini panjangnya {} meter," kata Bupati Cimanila, Ratmi Suhanda, di Cimanila, Senin (12/9/2023). '
    "Menurut dia, {} rumah pompa akan dibangun tahun depan dengan biaya sekitar Rp12 miliar."
)


@pytest.fixture
def stories(tmp_path, monkeypatch):
    """A table of 20 stories, of which the tenth is empty; blocks are of seven."""
    monkeypatch.setattr(cutting, "ROWS", 7)
    texts = [PROSE.format(70 + n, n + 2) if n != 9 else " " for n in range(20)]
    path = tmp_path / "stories.parquet"
    columns = {"id": [f"s{n}" for n in range(20)], "published": ["2023-09-13"] * 20, "text": texts}
    pq.write_table(pa.table(columns), path)
    return str(path)


@pytest.fixture
def servers(postgresql):
    return postgres.new_database(postgresql), postgres.new_database(postgresql)


def one_after_another(work, job, *, address=None):
    assert address is None
    for block in [*work, work[0]]:  # the first is done twice, as where its process was ended
        yield Done(block, *job.take(block))


def held(address):
    database = open_database(address)
    try:
        return content(database)
    finally:
        database.close()


def test_blocks_give_what_one_process_gives(stories, servers, monkeypatch):
    monkeypatch.setattr(filing, "spread", one_after_another)
    done = list(add_on_cluster(servers[0], [stories], Plan()))
    assert [(each.stories, each.failed) for each in done] == [(7, 0), (7, 1), (6, 0), (7, 0)]
    alone = open_database(servers[1], create=True)
    put(alone, stories)
    alone.close()
    assert held(servers[0]) == held(servers[1])


def test_a_file_is_no_archive_for_a_cluster(stories, tmp_path):
    with pytest.raises(ArchiveError, match="a cluster writes to a PostgreSQL server"):
        list(add_on_cluster(str(tmp_path / "news.db"), [stories], Plan()))
    assert not (tmp_path / "news.db").exists()


def test_blocks_are_told_of_not_stories(cli, stories):
    told = cli("archive", "add", stories, "--engine", "ray", "--format", "jsonl", "--archive", "postgresql://x/y")
    assert told.status == 2
    assert "leave --format out" in told.err


@pytest.mark.timeout(300)
def test_a_cluster_gives_what_one_process_gives(stories, servers):
    pytest.importorskip("ray", reason="a cluster needs the extra runtut[ray]; make ray runs these tests")
    if os.environ.get("RUNTUT_RAY") != "1":
        pytest.skip("a cluster takes half a minute to start: make ray runs these tests")
    assert sum(each.stories for each in add_on_cluster(servers[0], [stories], Plan())) == 20
    alone = open_database(servers[1], create=True)
    put(alone, stories)
    alone.close()
    assert held(servers[0]) == held(servers[1])
