"""How what was found divides, on each kind of database; and answers that go on where the last ended."""

import pytest

import newsroom
from runtut.archive import open_database
from runtut.archive.facets import facets, newest
from runtut.archive.filters import Filters
from runtut.archive.search import Kind, Search, search
from runtut.record import ArchiveError


@pytest.fixture
def filed(archive, tmp_path):
    newsroom.make(archive, tmp_path)
    opened = open_database(archive)
    yield opened
    opened.close()


def counted(shares):
    return {each.value: each.stories for each in shares}


def test_each_share_is_what_narrowing_down_to_it_finds(filed):
    found = facets(filed, "banjir Samar", Filters())
    everything = search(filed, Search("banjir Samar", limit=100)).hits
    assert (found.stories, found.cut) == (len(everything), False)
    for shares, which in (
        (found.outlets, lambda value: Filters(outlets=(value,))),
        (found.years, lambda value: Filters(since=f"{value}-01-01", until=f"{value}-12-31")),
        (found.people, lambda value: Filters(person=value)),
        (found.rules, lambda value: Filters(rule=value)),
    ):
        for value, stories in counted(shares).items():
            hits = search(filed, Search("banjir Samar", filters=which(value), limit=100)).hits
            assert len(hits) == stories == facets(filed, "banjir Samar", which(value)).stories, value
    assert counted(found.outlets)["Pos Hulu"] == 3
    assert counted(found.people)["Ratmi Suhanda"] == 3


def test_an_altered_story_counts_once_by_its_newest_text(filed):
    assert [each.title for each in search(filed, Search("14 orang tewas")).hits][:1] == [
        "Banjir Bandang Samar, 14 Orang Tewas"
    ]
    titles = [each.title for each in newest(filed, Filters(outlets=("Kabar Lembah",)), limit=100)]
    assert len(titles) == len(set(titles))
    assert "Banjir Bandang Samar, 12 Orang Tewas" not in titles
    assert facets(filed, "", Filters(outlets=("Kabar Lembah",))).stories == len(titles)


def test_filters_alone_give_the_newest_first(filed):
    hits = newest(filed, Filters(person="ratmi suhanda"))
    assert [each.day for each in hits] == sorted((each.day for each in hits), reverse=True)
    assert hits[0].day == "2026-03-11"
    assert hits[-1].day == "2019-05-07"
    ruled = newest(filed, Filters(rule="CAL001"))
    assert [each.title for each in ruled] == ["Pasar Lembayung Dibuka", "Kampus Tambah Kursi"]
    assert newest(filed, Filters(person="Nama Tak Ada")) == []


@pytest.mark.parametrize("kind", list(Kind))
def test_an_answer_goes_on_where_the_last_ended(filed, kind):
    question = (
        "lapak" if kind is Kind.FINDINGS else "banjir" if kind in (Kind.QUOTATIONS, Kind.TIMES) else "harga beras"
    )
    whole = search(filed, Search(question, (kind,), limit=100)).hits
    assert whole
    parts = [
        hit
        for at in range(0, len(whole) + 3, 3)
        for hit in search(filed, Search(question, (kind,), limit=3, skip=at)).hits
    ]
    assert parts == list(whole)


def test_a_question_of_no_word_is_refused_here_too(filed):
    with pytest.raises(ArchiveError) as caught:
        facets(filed, "-banjir", Filters())
    assert caught.value.kind == "query"
