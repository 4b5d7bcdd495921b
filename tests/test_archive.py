"""Stories put on file, on each kind of database."""

import datetime as dt
import json
import sqlite3

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import func, inspect, select, text

from runtut.archive import Fate, add, open_database
from runtut.archive.database import VERSION_TABLE
from runtut.archive.join import WAITING
from runtut.archive.tables import LAYERS, METADATA, NAMES, STORIES, VERSIONS
from runtut.batch import Plan
from runtut.record import ArchiveError

NOW = dt.datetime(2026, 3, 4, 5, 6, 7, tzinfo=dt.UTC)

BRIDGE = {
    "id": "b1",
    "outlet": "Kabar Lembah",
    "url": "https://www.kabarlembah.example/jembatan?utm_source=x",
    "title": "Jembatan Cimanila Dibuka",
    "published": "2026-03-02T09:00:00+07:00",
    "text": 'Jembatan Cimanila dibuka pada Senin (2/3/2026) oleh Bupati Ratmi Suhanda.\n\n"Warga tidak perlu memutar lagi," kata Ratmi.\n\n'
    "Jembatan sepanjang 75 meter itu menelan biaya Rp12 miliar. Pemerintah berencana membangun dua jembatan lagi tahun depan.",
}
SCHOOL = {
    "id": "s1",
    "outlet": "Warta Teluk",
    "title": "Sekolah Terendam",
    "published": "2026-03-03",
    "text": "Sebanyak 12 sekolah terendam banjir di Teluk Samar, Selasa (3/3/2026). Kepala dinas pendidikan, Odang Wiryana, "
    "mengatakan murid belajar di rumah selama tiga hari.",
}


def write(path, *stories):
    path.write_text("".join(json.dumps(each) + "\n" for each in stories), encoding="utf-8")
    return path


def put(database, *sources, **plan):
    return list(add(database, sources, Plan(**plan), now=lambda: NOW))


@pytest.fixture
def database(archive):
    opened = open_database(archive, create=True)
    yield opened
    opened.close()


@pytest.fixture
def stories(tmp_path):
    return write(tmp_path / "stories.jsonl", BRIDGE, SCHOOL)


def count(database, table):
    with database.reading() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar()


def test_stories_are_added_once(database, stories):
    assert [each.fate for each in put(database, stories)] == [Fate.ADDED, Fate.ADDED]
    assert [each.fate for each in put(database, stories)] == [Fate.KNOWN, Fate.KNOWN]
    assert count(database, STORIES) == count(database, VERSIONS) == 2


def test_a_story_is_known_by_its_address_however_it_was_reached(database, stories, tmp_path):
    put(database, stories)
    again = write(
        tmp_path / "again.jsonl", BRIDGE | {"id": "other", "url": "http://m.kabarlembah.example/jembatan/#top"}
    )
    assert [each.fate for each in put(database, again)] == [Fate.KNOWN]


def test_a_text_that_its_outlet_gives_under_two_addresses_is_added_once(database, stories, tmp_path):
    put(database, stories)
    again = write(tmp_path / "again.jsonl", BRIDGE | {"url": "https://kabarlembah.example/foto/jembatan"})
    assert [each.fate for each in put(database, again)] == [Fate.KNOWN]


def test_the_same_text_of_another_outlet_is_a_story_of_its_own(database, stories, tmp_path):
    put(database, stories)
    copy = write(tmp_path / "copy.jsonl", BRIDGE | {"outlet": "Pos Hulu", "url": "https://poshulu.example/1"})
    assert [each.fate for each in put(database, copy)] == [Fate.ADDED]


def test_a_changed_text_is_a_version(database, stories, tmp_path):
    put(database, stories)
    changed = BRIDGE | {"text": BRIDGE["text"].replace("75 meter", "57 meter")}
    assert [each.fate for each in put(database, write(tmp_path / "new.jsonl", changed))] == [Fate.VERSION]
    assert [each.fate for each in put(database, stories)] == [Fate.KNOWN] * 2, "the older text is on file too"
    with database.reading() as connection:
        rows = connection.execute(
            select(VERSIONS.c.number, VERSIONS.c.id, STORIES.c.newest)
            .join(STORIES)
            .where(STORIES.c.url == BRIDGE["url"])
        ).all()
    assert [row.number for row in rows] == [1, 2]
    assert rows[0].newest == rows[1].id


def test_another_story_under_a_known_address_is_no_version(database, stories, tmp_path):
    put(database, stories)
    other = write(tmp_path / "other.jsonl", SCHOOL | {"url": BRIDGE["url"], "outlet": BRIDGE["outlet"]})
    assert [each.fate for each in put(database, other)] == [Fate.ADDED]
    assert count(database, STORIES) == 3


def test_versions_and_twins_in_one_batch(database, tmp_path):
    changed = BRIDGE | {"text": BRIDGE["text"] + " Warga bersyukur."}
    source = write(tmp_path / "all.jsonl", BRIDGE, changed, BRIDGE, changed, SCHOOL)
    fates = [each.fate for each in put(database, source)]
    assert fates == [Fate.ADDED, Fate.VERSION, Fate.KNOWN, Fate.KNOWN, Fate.ADDED]


def test_what_is_read_is_on_file(database, stories):
    put(database, stories)
    with database.reading() as connection:
        rows = {
            table.name: connection.execute(select(table).order_by(table.c.version, table.c.n)).mappings().all()
            for table in LAYERS
        }
        texts = dict(connection.execute(select(VERSIONS.c.id, VERSIONS.c.text)).all())
        names = set(connection.execute(select(NAMES.c.name, NAMES.c.type)).all())
    assert ("Ratmi Suhanda", "person") in names
    speakers = [(row["kind"], row["speaker"]) for row in rows["quotations"]]
    assert ("direct", "Ratmi Suhanda") in speakers
    assert {(row["value"], row["unit"]) for row in rows["quantities"]} >= {(75.0, "m"), (12e9, "IDR")}
    for table in ("times", "quantities", "quotations", "roles", "events"):
        for row in rows[table]:
            assert row["part"] or 0 <= row["start_char"] < row["end_char"] <= len(texts[row["version"]])


def test_a_line_that_is_no_story_leaves_the_others(database, tmp_path):
    path = write(tmp_path / "mixed.jsonl", BRIDGE)
    path.write_text(path.read_text(encoding="utf-8") + "{broken\n" + json.dumps(SCHOOL) + "\n", encoding="utf-8")
    made = put(database, path)
    assert sorted(each.fate or "" for each in made) == ["", Fate.ADDED, Fate.ADDED]
    assert next(each for each in made if each.error).error.kind == "json"


def test_migrations_make_the_tables_that_the_code_knows(database):
    with database.reading() as connection:
        made = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE, "compare_type": True})
        made_by_hand = ("story_words", "said_words", VERSION_TABLE)
        differences = [
            each for each in compare_metadata(made, METADATA) if not any(name in str(each) for name in made_by_hand)
        ]
    assert differences == []


def test_a_newer_archive_is_refused(database, archive):
    with database.writing() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '9999'"))
    with pytest.raises(ArchiveError, match="made by a newer runtut") as raised:
        open_database(archive)
    assert raised.value.kind == "newer"


def test_the_database_of_another_program_is_refused(archive, tmp_path):
    made = open_database(archive, create=True)
    with made.writing() as connection:
        for name in ("story_words", "said_words", VERSION_TABLE):
            connection.execute(text(f"DROP TABLE {name}"))
        METADATA.drop_all(connection)
        connection.execute(text("CREATE TABLE invoices (id integer)"))
    made.close()
    with pytest.raises(ArchiveError, match="another program") as raised:
        open_database(archive, create=True)
    assert raised.value.kind == "foreign"


def test_an_archive_that_is_not_there(tmp_path):
    with pytest.raises(ArchiveError, match="no such archive"):
        open_database(str(tmp_path / "none.db"))
    with pytest.raises(ArchiveError, match="no folder"):
        open_database(str(tmp_path / "none" / "news.db"), create=True)


def test_a_file_that_is_no_archive(tmp_path):
    (tmp_path / "page.html").write_text("<html>")
    with pytest.raises(ArchiveError, match="another kind of file") as raised:
        open_database(str(tmp_path / "page.html"), create=True)
    assert raised.value.kind == "foreign"


def test_a_password_is_never_told():
    with pytest.raises(ArchiveError) as raised:
        open_database("postgresql://desk:rahasia@127.0.0.1:1/news")
    assert "rahasia" not in str(raised.value)
    assert raised.value.kind == "unreachable"


def test_a_full_disk_loses_nothing_that_was_added(tmp_path, stories):
    database = open_database(str(tmp_path / "news.db"), create=True)
    put(database, write(tmp_path / "first.jsonl", SCHOOL))
    with database.engine.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar()
        raw = connection.connection.driver_connection
        raw.execute(f"PRAGMA max_page_count={pages}")
        big = [BRIDGE | {"url": f"https://x.example/{n}", "text": f"{n} {BRIDGE['text'] * 40}"} for n in range(20)]
        source = write(tmp_path / "big.jsonl", *big)
    with pytest.raises(ArchiveError, match="no room left") as raised:
        put(database, source)
    assert raised.value.kind == "full"
    database.close()
    again = sqlite3.connect(tmp_path / "news.db")
    assert again.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert again.execute("SELECT count(*) FROM stories").fetchone() == (1,)
    again.close()


def test_tables_are_told_from_one_another(database):
    with database.reading() as connection:
        assert set(METADATA.tables) <= set(inspect(connection).get_table_names())


# ---------------------------------------------------------------- the command line


def test_add_and_stats(cli, stories):
    made = cli("archive", "add", stories, "--archive", "news.db")
    assert made.status == 0, made.err
    assert "2 stories added" in made.err
    told = cli("archive", "stats", "--archive", "news.db", "--format", "json")
    assert told.json["counts"]["stories"] == 2
    assert [(each["outlet"], each["stories"]) for each in told.json["outlets"]] == [
        ("Kabar Lembah", 1),
        ("Warta Teluk", 1),
    ]
    assert "Kabar Lembah" in cli("archive", "stats", "--archive", "news.db").out


def test_add_with_something_unreadable(cli, stories):
    made = cli("archive", "add", stories, "none.jsonl", "--archive", "news.db")
    assert made.status == 3
    assert "none.jsonl: no such file" in made.err
    assert "2 stories added" in made.err


def test_an_archive_that_is_missing_is_wrong_usage(cli):
    told = cli("archive", "stats", "--archive", "none.db")
    assert (told.status, told.out) == (2, "")
    assert "none.db: no such archive" in told.err


def test_what_waits_to_be_joined_is_found_without_going_through_all(tmp_path):
    database = open_database(str(tmp_path / "news.db"), create=True)
    with database.reading() as connection:
        plan = connection.execute(text(f"EXPLAIN QUERY PLAN {WAITING.compile(database.engine)}")).all()
    database.close()
    assert "versions_waiting" in str(plan)
