"""Questions in SQL: they read everything, change nothing, and take no longer than they may."""

import pytest

from runtut.archive import open_database
from runtut.archive.query import query
from runtut.archive.tables import STORIES
from runtut.record import ArchiveError
from test_archive import BRIDGE, SCHOOL, count, put, write


@pytest.fixture
def database(archive, tmp_path):
    opened = open_database(archive, create=True)
    put(opened, write(tmp_path / "stories.jsonl", BRIDGE, SCHOOL))
    yield opened
    opened.close()


def ask(database, statement, seconds=60):
    with query(database, statement, seconds=seconds) as answer:
        return answer.columns, [tuple(row) for row in answer.rows]


def test_a_question_is_answered(database):
    columns, rows = ask(database, "SELECT title, words FROM versions WHERE title LIKE '%Dibuka%' ;\n")
    assert columns == ("title", "words")
    assert [row[0] for row in rows] == ["Jembatan Cimanila Dibuka"]
    columns, _ = ask(database, "SELECT s.id, v.id FROM stories s JOIN versions v ON v.story = s.id")
    assert columns == ("id", "id_2"), "columns of one name are told apart"


def test_many_rows(database):
    many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2500) SELECT i FROM n"
    _, rows = ask(database, many)
    assert [row[0] for row in rows] == list(range(1, 2501))


CHANGES = (
    "DELETE FROM stories",
    "SELECT 1; DELETE FROM stories",
    "COMMIT",
    "WITH gone AS (DELETE FROM stories RETURNING id) SELECT * FROM gone",
    "DROP TABLE stories",
    "UPDATE stories SET url = 'x'",
    "CREATE TABLE mine (id integer)",
    "ATTACH 'other.db' AS other",
    "PRAGMA journal_mode=DELETE",
    "VACUUM INTO 'copy.db'",
    "COPY stories TO STDOUT",
    "SET TRANSACTION READ WRITE",
    "",
    "-- nothing",
)


def test_nothing_is_changed(database, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = set(tmp_path.iterdir())
    for statement in CHANGES:
        with pytest.raises(ArchiveError) as raised:
            ask(database, statement)
        assert raised.value.kind == "query", statement
    assert count(database, STORIES) == 2
    assert {path.name for path in set(tmp_path.iterdir()) - before} <= {"news.db-wal", "news.db-shm"}


def test_a_wrong_column_is_told_with_the_right_ones(database):
    with pytest.raises(ArchiveError, match=r"headline.*versions\(id, story, number.*title.*stories") as raised:
        ask(database, "SELECT headline FROM versions")
    assert raised.value.kind == "query"
    with pytest.raises(ArchiveError, match=r"articles.*stories\(id, key"):
        ask(database, "SELECT * FROM articles")
    with pytest.raises(ArchiveError, match="(?i)syntax"):
        ask(database, "SELECT FROM WHERE versions")


def test_what_takes_too_long_is_ended(database):
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"
    with pytest.raises(ArchiveError, match=r"no answer within 0\.3 seconds"):
        ask(database, endless, seconds=0.3)
    with pytest.raises(ArchiveError, match="no answer within"):
        ask(database, endless.replace("count(*)", "i"), seconds=0.3)
    assert count(database, STORIES) == 2


def test_full_text_may_be_asked(archive, database):
    if archive.startswith("postgresql"):
        statement = "SELECT count(*) FROM story_words WHERE words @@ to_tsquery('simple', 'jembat')"
    else:
        statement = "SELECT count(*) FROM story_words WHERE story_words MATCH 'jembat'"
    assert ask(database, statement)[1] == [(1,)]


def test_the_command(cli, archive, database):
    asked = "SELECT unit, value FROM quantities WHERE unit = 'm'"
    assert cli("archive", "query", asked, "--archive", archive, "--format", "csv").out == "unit,value\nm,75.0\n"
    assert cli("archive", "query", asked, "--archive", archive, "--format", "json").json == [{"unit": "m", "value": 75}]
    drawn = cli("archive", "query", asked, "--archive", archive).out.splitlines()
    assert [line.split() for line in drawn] == [["unit", "value"], ["m", "75.0"]]
    none = cli("archive", "query", f"{asked} AND value < 0", "--archive", archive, "--format", "json")
    assert none.json == []
    summed = cli("archive", "query", "SELECT sum(words) AS n FROM versions", "--archive", archive, "--format", "json")
    assert isinstance(summed.json[0]["n"], int)


def test_the_command_with_a_slip(cli, archive, database, tmp_path):
    told = cli("archive", "query", "SELECT headline FROM stories", "--archive", archive, "--output", "answer.csv")
    assert (told.status, told.out) == (2, "")
    assert "newest" in told.err
    assert len(told.err.splitlines()) == 1
    assert not (tmp_path / "answer.csv").exists()
