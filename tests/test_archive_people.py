"""Who is meant by a name, on each kind of database."""

import datetime as dt
import json
from dataclasses import replace

from runtut.archive import add, open_database
from runtut.archive.filters import Filters
from runtut.archive.people import people
from runtut.batch import Plan

STORIES = [
    (
        "2020-01-05",
        '"Pasar ini milik warga," kata Bupati Kabupaten Cimanila, Odang Wiryana, kepada wartawan. Hadir pula Ratmi Suhanda.',
    ),
    ("2022-01-05", '"Pasar ini kami tutup," kata Bupati Kabupaten Cimanila, Odang Wiryana.'),
    ("2021-06-05", '"Kapal akan datang," kata Bupati Kabupaten Telukbaru, Odang Wiryana.'),
    ("2021-07-05", "Seorang warga bernama Odang Wiryana menanam padi di kebunnya."),
]


def records():
    return [
        {
            "id": str(n),
            "outlet": "Kabar Lembah",
            "url": f"https://lembah.example/{n}",
            "title": f"Berita {n}",
            "published": day,
            "text": text,
        }
        for n, (day, text) in enumerate(STORIES)
    ]


def put(archive, folder, stories):
    opened = open_database(archive, create=True)
    source = folder / "stories.jsonl"
    source.write_text("".join(json.dumps(each) + "\n" for each in stories), encoding="utf-8")
    list(add(opened, [source], Plan(), now=lambda: dt.datetime(2026, 3, 4, tzinfo=dt.UTC)))
    return opened


def test_two_of_one_name_and_what_is_undecided(archive, tmp_path):
    database = put(archive, tmp_path, records())
    answer = people(database, "wiryana")
    told = [(each.name, each.settled, each.stories, each.voices, each.first, each.last) for each in answer.people]
    assert told == [
        ("Odang Wiryana", True, 2, 2, "2020-01-05", "2022-01-05"),
        ("Odang Wiryana", True, 1, 1, "2021-06-05", "2021-06-05"),
    ]
    mine = answer.people[0]
    assert [(each.role, each.first, each.last) for each in mine.roles] == [
        ("Bupati Kabupaten Cimanila", "2020-01-05", "2022-01-05")
    ]
    assert [(each.day, each.told_to) for each in mine.said] == [("2022-01-05", None), ("2020-01-05", "wartawan")]
    assert [each.name for each in mine.beside] == ["Ratmi Suhanda"]
    assert [(each.name, each.stories) for each in answer.undecided] == [("Odang Wiryana", 1)]
    assert people(database, "Wirya").stories == 0
    assert people(database, "wiryana", filters=Filters(since="2022-01-01")).stories == 1
    database.close()


def test_the_order_of_adding_makes_no_difference(tmp_path):
    answers = []
    for n, stories in enumerate([records(), records()[::-1]]):
        database = put(str(tmp_path / f"{n}.db"), tmp_path, stories)
        answers.append(people(database, "Odang Wiryana"))
        database.close()
    assert unnumbered(answers[0]) == unnumbered(answers[1])


def unnumbered(answer):
    """Return an answer without the numbers of stories on file, which tell in what order they were added."""
    told = [replace(each, said=tuple(replace(said, story=0) for said in each.said)) for each in answer.people]
    return replace(answer, people=tuple(told))


def test_the_command(cli, tmp_path):
    put(str(tmp_path / "news.db"), tmp_path, records()).close()
    told = cli("archive", "people", "Odang Wiryana", "--archive", "news.db")
    assert "2020-01-05 – 2022-01-05  Bupati Kabupaten Cimanila (2)" in told.out
    assert "Odang Wiryana: 1 stories of which nothing tells whose they are" in told.out
    made = cli("archive", "people", "Odang", "--archive", "news.db", "--format", "json")
    assert len(made.json["people"]) == 2
    assert "Nothing found." in cli("archive", "people", "Siapa", "--archive", "news.db").out
