"""Stories on file read anew: what an older runtut read gives way to what this one reads, nothing else changes."""

import pytest
from sqlalchemy import delete, func, select, text, update

from contents import content
from runtut.archive import open_database
from runtut.archive.reread import due, reread
from runtut.archive.tables import LAYERS, QUANTITIES, QUOTATIONS, VERSIONS
from runtut.batch import Plan
from test_archive import BRIDGE, SCHOOL, put, write

CHANGED = BRIDGE | {"text": BRIDGE["text"].replace("75 meter", "57 meter")}


@pytest.fixture
def database(archive, tmp_path):
    opened = open_database(archive, create=True)
    put(opened, write(tmp_path / "stories.jsonl", BRIDGE, SCHOOL, CHANGED))
    yield opened
    opened.close()


def make_old(database):
    """Leave the archive as an older runtut would have: it read other figures, and no quotations."""
    with database.writing() as connection:
        if database.engine.dialect.name == "sqlite":
            connection.execute(text("INSERT INTO said_words(said_words) VALUES ('delete-all')"))
        else:
            connection.execute(text("DELETE FROM said_words"))
        connection.execute(delete(QUOTATIONS))
        connection.execute(update(QUANTITIES).values(value=1))
        connection.execute(update(VERSIONS).values(reader="0.0.1"))


def test_what_was_read_is_replaced(database):
    before = content(database)
    assert due(database) == 0
    assert list(reread(database, Plan())) == []
    make_old(database)
    assert content(database) != before
    assert due(database) == 3
    assert [(each.id, each.error) for each in reread(database, Plan())] == [("b1", None), ("s1", None), ("b1", None)]
    assert content(database) == before
    with database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(VERSIONS).where(~VERSIONS.c.joined)).scalar() == 0
    check_words(database)


def check_words(database):
    if database.engine.dialect.name == "sqlite":
        with database.writing() as connection:
            for table in ("story_words", "said_words"):
                connection.execute(text(f"INSERT INTO {table}({table}) VALUES ('integrity-check')"))


def test_a_stopped_run_goes_on(database, monkeypatch):
    before = content(database)
    make_old(database)
    monkeypatch.setattr("runtut.archive.reread.BATCH", 1)
    run = reread(database, Plan())
    next(run)
    run.close()
    assert due(database) == 2
    assert len(list(reread(database, Plan(), jobs=2))) == 2
    assert content(database) == before


def test_a_story_that_cannot_be_read_stays_as_it_was(database, monkeypatch):
    make_old(database)
    monkeypatch.setattr("runtut.batch.LONGEST", len(SCHOOL["text"]))
    made = list(reread(database, Plan()))
    assert [each.id for each in made if each.error] == ["b1", "b1"]
    assert due(database) == 2
    with database.reading() as connection:
        for table in LAYERS:
            connection.execute(select(table)).all()
        values = set(connection.execute(select(QUANTITIES.c.value)).scalars())
    assert 1 in values
    assert 12 in values


def test_the_command(cli, archive, database):
    make_old(database)
    told = cli("archive", "reread", "--archive", archive)
    assert (told.status, told.out) == (0, ""), told.err
    assert "3 stories read anew" in told.err
    assert "0 stories read anew" in cli("archive", "reread", "--archive", archive).err
