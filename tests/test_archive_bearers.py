"""Who is meant by a name as people have corrected it, on each kind of database."""

import pytest

from runtut.archive import open_database
from runtut.archive.bearers import merge_names, merge_stories, split
from runtut.archive.corrections import Signature, corrections, undo
from runtut.archive.matches import Question
from runtut.archive.network import network
from runtut.archive.people import people
from runtut.archive.reread import reread
from runtut.archive.search import Kind, Search, search
from runtut.batch import Plan
from runtut.record import ArchiveError
from test_archive import NOW, put, write

SIGNED = Signature("sari", "data kependudukan", NOW)


def story(number, day, text):
    return {
        "id": f"n{number}",
        "outlet": "Kabar Lembah",
        "title": f"Berita {number}",
        "published": day,
        "text": text,
    }


STORIES = (
    story(1, "2026-01-05", '"Kios pasar sudah penuh," kata Bupati Kabupaten Cimanila, Ratmi Suhanda.'),
    story(2, "2026-02-05", '"Tanggul sudah kuat," kata Bupati Kabupaten Cimanila, Ratmi Suhanda.'),
    story(
        3, "2026-03-05", 'Ratmi Wulandari Suhanda menanam padi. "Panen tiba bulan depan," kata Ratmi Wulandari Suhanda.'
    ),
    story(4, "2026-04-05", 'Ratmi Suhanda berjualan kue. "Resepnya dari nenek," kata Ratmi Suhanda.'),
)


@pytest.fixture
def database(archive, tmp_path):
    opened = open_database(archive, create=True)
    put(opened, write(tmp_path / "stories.jsonl", *STORIES))
    yield opened
    opened.close()


def bearers(database, name="Ratmi Suhanda"):
    """Return the stories of each person, and how many are undecided."""
    answer = people(database, name)
    return sorted(each.stories for each in answer.people), sum(each.stories for each in answer.undecided)


def test_two_names_become_one_persons_until_it_is_undone(database):
    assert bearers(database) == ([2], 1)
    made = merge_names(database, "Ratmi Suhanda", "Ratmi Wulandari Suhanda", SIGNED)
    answer = people(database, "Ratmi Wulandari Suhanda")
    assert [each.name for each in answer.people[0].names] == ["Ratmi Suhanda"]
    assert answer.stories == 4
    assert sum(each.stories for each in answer.undecided) == 2
    assert all(each.error is None for each in reread(database, Plan(), reader="99"))
    assert people(database, "Ratmi Wulandari Suhanda").stories == 4
    undo(database, made.id, NOW)
    assert people(database, "Ratmi Wulandari Suhanda").stories == 1


def test_a_speaker_is_found_by_each_of_their_names(database):
    def found(speaker):
        return len(search(database, Search("panen", (Kind.QUOTATIONS,), speaker=speaker)).hits)

    assert found("Ratmi Suhanda") == 0
    merge_names(database, "Ratmi Wulandari Suhanda", "Ratmi Suhanda", SIGNED)
    assert found("Ratmi Suhanda") == 1


def test_a_name_that_means_one_person_in_two_stories(database):
    made = merge_stories(database, "Ratmi Suhanda", ["n1", "n4"], SIGNED)
    assert bearers(database) == ([3], 0)
    undo(database, made.id, NOW)
    assert bearers(database) == ([2], 1)


def test_a_name_that_means_two_people_in_two_stories(database):
    made = split(database, "Ratmi Suhanda", ["n1", "n2"], SIGNED)
    answer = people(database, "Ratmi Suhanda")
    assert [each.stories for each in answer.people] == [1, 1]
    assert all(each.settled for each in answer.people)
    assert sum(each.stories for each in answer.undecided) == 1
    undo(database, made.id, NOW)
    assert bearers(database) == ([2], 1)


def test_the_network_shows_people_as_corrected(database, tmp_path):
    put(
        database,
        write(
            tmp_path / "more.jsonl",
            story(5, "2026-05-05", '"Ratmi Suhanda akan datang," kata Danu Prasetya tentang tanggul.'),
            story(6, "2026-05-06", '"Ratmi Wulandari Suhanda tidak datang," kata Danu Prasetya tentang tanggul.'),
        ),
    )
    assert {each.name for each in network(database, Question("tanggul")).nodes} >= {
        "Ratmi Suhanda",
        "Ratmi Wulandari Suhanda",
    }
    merge_names(database, "Ratmi Suhanda", "Ratmi Wulandari Suhanda", SIGNED)
    assert len([each for each in network(database, Question("tanggul")).nodes if "Ratmi" in each.name]) == 1


def test_a_correction_of_a_name_is_listed(database):
    merge_names(database, "Ratmi Suhanda", "Ratmi Wulandari Suhanda", SIGNED)
    split(database, "Ratmi Suhanda", ["n1", "n2"], SIGNED)
    told = [(each.kind, each.what, each.by, each.reason) for each in corrections(database)]
    assert told == [
        ("merge", "Ratmi Suhanda", "sari", "data kependudukan"),
        ("split", "Ratmi Suhanda", "sari", "data kependudukan"),
    ]


BAD = {
    "a name that is not on file": lambda db: merge_names(db, "Ratmi Suhanda", "Tidak Ada", SIGNED),
    "one name twice": lambda db: merge_names(db, "Ratmi Suhanda", "ratmi suhanda", SIGNED),
    "one story twice": lambda db: split(db, "Ratmi Suhanda", ["n1", "n1"], SIGNED),
    "a story without the name": lambda db: split(db, "Ratmi Suhanda", ["n1", "n3"], SIGNED),
    "a story that is not on file": lambda db: merge_stories(db, "Ratmi Suhanda", ["n1", "n9"], SIGNED),
}


@pytest.mark.parametrize("what", BAD)
def test_what_cannot_be_meant_is_said_so(database, what):
    with pytest.raises(ArchiveError):
        BAD[what](database)
    assert corrections(database) == []
