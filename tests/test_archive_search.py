"""Searching an archive, on each kind of database."""

import datetime as dt
import json

import pytest

import postgres
from runtut.archive import add, open_database
from runtut.archive import search as module
from runtut.archive.filters import Filters
from runtut.archive.search import Kind, Search, search
from runtut.batch import Plan
from runtut.record import ArchiveError

STORIES = [
    {
        "id": "a",
        "outlet": "Kabar Lembah",
        "title": "Jembatan Baru di Cimanila",
        "published": "2023-02-06",
        "text": "Jembatan Cimanila dibuka pada Senin (6/2/2023). Pembangunan menelan biaya Rp12 miliar.\n\n"
        '"Kami menerima dunia baru ini dengan syukur," kata Bupati Ratmi Suhanda.\n\n"Warga gembira," ujar Odang Wiryana.',
    },
    {
        "id": "b",
        "outlet": "Warta Teluk",
        "title": "Panen Raya",
        "published": "2022-11-02",
        "text": "Petani panen padi seluas 40 hektare. Kapal tiba dengan 7 awak.\n\n"
        '"Dunia baru menanti petani," kata Odang Wiryana.',
    },
    {
        "id": "c",
        "outlet": "Warta Teluk",
        "title": "Bantuan Diterima",
        "published": "2023-05-04",
        "text": "Bantuan diterima warga Cimanila pada Rabu (4/5/2023). Sebanyak 300 keluarga mendapat beras dari jembatan timbang.",
    },
]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def database(request, tmp_path_factory):
    """The archive of the stories; nothing here changes it."""
    folder = tmp_path_factory.mktemp("search")
    server = request.param == "postgresql"
    name = postgres.new_database(request.getfixturevalue("postgresql")) if server else str(folder / "news.db")
    opened = open_database(name, create=True)
    list(add(opened, [written(folder)], Plan(), now=lambda: dt.datetime(2026, 3, 4, tzinfo=dt.UTC)))
    yield opened
    opened.close()


def written(folder):
    source = folder / "stories.jsonl"
    source.write_text("".join(json.dumps(each) + "\n" for each in STORIES), encoding="utf-8")
    return source


def found(database, question, **wanted):
    return search(database, Search(question, **wanted)).hits


def titles(database, question, **wanted):
    return {each.title for each in found(database, question, **wanted)}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("penerimaan", {"Jembatan Baru di Cimanila", "Bantuan Diterima"}),
        ("jembatan", {"Jembatan Baru di Cimanila", "Bantuan Diterima"}),
        ("jembatan -timbang", {"Jembatan Baru di Cimanila"}),
        ('"baru dunia"', set()),
        ('"dunia baru"', {"Jembatan Baru di Cimanila", "Panen Raya"}),
        ("cimanila beras", {"Bantuan Diterima"}),
        ("raya", {"Panen Raya"}),
        ("gunung", set()),
    ],
)
def test_stories_by_their_words(database, question, expected):
    assert titles(database, question) == expected


def test_filters(database):
    assert titles(database, "dunia baru", filters=Filters(since="2023-01-01")) == {"Jembatan Baru di Cimanila"}
    assert titles(database, "dunia baru", filters=Filters(until="2022-12-31")) == {"Panen Raya"}
    assert titles(database, "cimanila", filters=Filters(outlets=("warta teluk",))) == {"Bantuan Diterima"}


def test_what_somebody_said(database):
    hits = found(database, "dunia baru", speaker="wiryana")
    assert [(each.kind, each.speaker, each.title) for each in hits] == [
        (Kind.QUOTATIONS, "Odang Wiryana", "Panen Raya")
    ]
    assert found(database, "dunia baru", speaker="Wirya") == ()
    assert {each.speaker for each in found(database, "dunia", kinds=(Kind.QUOTATIONS,))} == {
        "Odang Wiryana",
        "Ratmi Suhanda",
    }


def test_hits_are_marked(database):
    (hit,) = found(database, "dunia menanti", kinds=(Kind.QUOTATIONS,))
    assert [hit.excerpt[start:end] for start, end in hit.marks] == ["Dunia", "menanti"]
    assert STORIES[1]["text"][hit.start : hit.end] == hit.excerpt
    (hit,) = found(database, "padi")
    assert hit.excerpt == "Petani panen padi seluas 40 hektare."


def test_figures_stand_in_a_sentence_with_the_words(database):
    hits = found(database, "pembangunan", kinds=(Kind.FIGURES,))
    assert [each.value for each in hits] == ["12000000000 IDR"]
    assert [each.value for each in found(database, "kapal", kinds=(Kind.FIGURES,))] == ["7 awak"]
    assert found(database, "kapal padi", kinds=(Kind.FIGURES,)) == ()


def test_times_and_findings(database):
    assert [each.value for each in found(database, "jembatan dibuka", kinds=(Kind.TIMES,))] == ["2023-02-06"]
    (finding,) = found(database, "bantuan", kinds=(Kind.FINDINGS,))
    assert finding.value == "CAL001"
    assert finding.title == "Bantuan Diterima"


def test_several_kinds_in_one_answer(database):
    hits = found(database, "dunia", kinds=(Kind.QUOTATIONS, Kind.STORIES))
    assert [each.kind for each in hits] == [Kind.QUOTATIONS] * 2 + [Kind.STORIES] * 2


@pytest.mark.parametrize("kind", [Kind.STORIES, Kind.QUOTATIONS])
def test_of_too_many_to_rank_the_newest_are_shown(database, monkeypatch, kind):
    monkeypatch.setattr(module, "RANKED", 1)
    answer = search(database, Search("dunia", kinds=(kind,), limit=1))
    assert [each.title for each in answer.hits] == ["Jembatan Baru di Cimanila"]
    assert answer.newest == (kind,)
    filtered = Search("dunia", kinds=(kind,), filters=Filters(until="2022-12-31"))
    assert [each.title for each in search(database, filtered).hits] == ["Panen Raya"]
    assert search(database, Search("menanti", kinds=(kind,))).newest == ()


@pytest.mark.parametrize("question", ["", "  ", "-dunia", '""', "!?"])
def test_a_question_without_a_word(database, question):
    with pytest.raises(ArchiveError, match="no word") as raised:
        found(database, question)
    assert raised.value.kind == "query"


@pytest.mark.parametrize(
    "question", ["NEAR(a b)", "dunia'; DROP TABLE stories", 'du"nia', "dunia*", "a & | !", "title:dunia"]
)
def test_words_are_no_commands(database, question):
    found(database, question)


def test_the_command(cli, tmp_path):
    cli("archive", "add", written(tmp_path), "--archive", "news.db")
    told = cli("archive", "search", "dunia baru", "--archive", "news.db", "--since", "2023-01")
    assert "2023-02-06 · Kabar Lembah · Jembatan Baru di Cimanila" in told.out
    bold = cli("archive", "search", "dunia", "--archive", "news.db", "--speaker", "Ratmi", "--color")
    assert "Ratmi Suhanda: " in bold.out
    assert "menerima \x1b[1mdunia\x1b[0m baru" in bold.out
    made = cli(
        "archive", "search", "jembatan", "--archive", "news.db", "--format", "json", "--in", "times", "--limit", "1"
    )
    assert made.json["hits"][0]["value"] == "2023-02-06"
    assert "Nothing found." in cli("archive", "search", "gunung", "--archive", "news.db").out
    assert cli("archive", "search", "-dunia", "--archive", "news.db").status == 2
