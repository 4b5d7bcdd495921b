"""An archive written out: the stories give an equal archive, the tables are whole, the web of data can be read."""

import csv
import json

import pytest
from pyarrow import parquet

from contents import content
from runtut.archive import open_database
from runtut.archive.export import TABLES
from test_archive import BRIDGE, SCHOOL, put, write

CHANGED = BRIDGE | {"text": BRIDGE["text"].replace("75 meter", "57 meter")}
RICH = SCHOOL | {
    "id": "r1",
    "title": "Sekolah Dibangun Lagi",
    "url": "https://wartateluk.example/1",
    "modified": "2026-03-05T10:00:00+08:00",
    "published": "2026-03-04T09:30:00+08:00",
    "section": "Daerah",
    "bylines": [{"name": "Sarmi Wulandari", "role": "editor"}],
    "captions": [{"text": "Sekolah di Teluk Samar.", "credit": "Warta Teluk/Odi"}, {"text": "Sepi.", "credit": None}],
    "text": SCHOOL["text"] + " Dana Rp3 miliar disiapkan.",
}


@pytest.fixture
def filled(archive, tmp_path):
    """The address of an archive."""
    opened = open_database(archive, create=True)
    put(opened, write(tmp_path / "stories.jsonl", BRIDGE, SCHOOL, CHANGED, RICH))
    opened.close()
    return archive


def test_stories_added_again_give_an_equal_archive(cli, filled, tmp_path):
    assert cli("archive", "export", "all.jsonl", "--archive", filled).status == 0
    lines = (tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 4, "each version is a line"
    again, first = open_database(str(tmp_path / "again.db"), create=True), open_database(filled)
    put(again, tmp_path / "all.jsonl")
    assert content(again) == content(first)
    again.close()
    first.close()
    told = cli("archive", "export", "-", "--format", "jsonl", "--archive", filled, "--outlet", "warta teluk")
    assert [json.loads(line)["id"] for line in told.out.splitlines()] == ["s1", "r1"]
    assert (
        "s1" not in cli("archive", "export", "-", "--format", "jsonl", "--archive", filled, "--until", "2026-03-02").out
    )


def test_tables(cli, filled, tmp_path):
    assert cli("archive", "export", "tables", "--archive", filled).status == 0
    assert cli("archive", "export", "sheets", "--archive", filled, "--format", "csv").status == 0
    assert {path.stem for path in (tmp_path / "tables").iterdir()} == {table.name for table in TABLES}
    database = open_database(filled)
    with database.reading() as connection:
        for table in TABLES:
            ordered = table.select().order_by(*table.primary_key.columns)
            held = [dict(row) for row in connection.execute(ordered).mappings()]
            assert parquet.read_table(tmp_path / "tables" / f"{table.name}.parquet").to_pylist() == held
            with (tmp_path / "sheets" / f"{table.name}.csv").open(encoding="utf-8", newline="") as stream:
                sheet = list(csv.DictReader(stream))
            assert [list(row) for row in sheet] == [list(row) for row in held]
    database.close()
    assert cli("archive", "export", "few", "--archive", filled, "--since", "2026-03-03").status == 0
    few = {path.stem: parquet.read_table(path).to_pylist() for path in (tmp_path / "few").iterdir()}
    assert [row["given_id"] for row in few["versions"]] == ["s1", "r1"]
    assert {row["id"] for row in few["stories"]} == {row["story"] for row in few["versions"]}
    assert {row["version"] for row in few["quantities"]} == {row["id"] for row in few["versions"]}


def test_linked_data(cli, filled):
    told = cli("archive", "export", "-", "--format", "jsonld", "--archive", filled)
    graph = told.json["@graph"]
    articles = {node["@id"]: node for node in graph if node["@type"] == "NewsArticle"}
    assert len(articles) == 3, "the newest version of each story"
    assert "57 meter" in articles[BRIDGE["url"]]["articleBody"]
    rich = articles[RICH["url"]]
    assert rich["publisher"] == {"@type": "NewsMediaOrganization", "name": "Warta Teluk"}
    assert rich["author"] == [{"@type": "Person", "name": "Sarmi Wulandari"}]
    assert rich["dateModified"] == "2026-03-05T10:00:00+08:00"
    said = [node for node in graph if node["@type"] == "Quotation"]
    assert {"@type": "Person", "name": "Ratmi Suhanda"} in [node["spokenByCharacter"] for node in said]
    assert all(node["text"] in articles[node["isPartOf"]["@id"]]["articleBody"] for node in said)
    claims = [node for node in graph if node["@type"] == "Claim"]
    money = next(node for node in claims if node["about"]["unitText"] == "IDR" and node["about"]["value"] == 3e9)
    assert money["text"] == "Dana Rp3 miliar disiapkan."
    assert all(node["appearance"]["@id"] in articles for node in claims)


def test_where_nothing_can_be_written(cli, filled, tmp_path):
    (tmp_path / "taken").write_text("")
    told = cli("archive", "export", "taken", "--archive", filled)
    assert told.status == 2
    assert "taken cannot be written" in told.err
