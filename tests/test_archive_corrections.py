"""What people correct, on each kind of database: it holds for every version and every reading, until it is undone."""

import datetime as dt

import pytest
from sqlalchemy import select

from contents import content
from runtut.archive import open_database
from runtut.archive.corrections import Signature, correct_speaker, corrections, dismiss, undo
from runtut.archive.people import people
from runtut.archive.reread import reread
from runtut.archive.search import Kind, Search, search
from runtut.archive.stats import stats
from runtut.archive.tables import FINDINGS, QUOTATIONS
from runtut.batch import Plan
from runtut.record import ArchiveError
from test_archive import NOW, SCHOOL, put, write

MARKET = {
    "id": "m1",
    "outlet": "Kabar Lembah",
    "url": "https://kabarlembah.example/pasar",
    "title": "Pasar Cimanila Dibuka",
    "published": "2026-03-02",
    "text": "Pasar Cimanila dibuka pada Rabu (2/3/2026) oleh Bupati Ratmi Suhanda. Hadir pula Kepala Dinas Perdagangan Danu Prasetya.\n\n"
    '"Warga tidak perlu jauh-jauh lagi," kata Ratmi.\n\n"Kios sudah penuh sejak pagi," ujarnya.',
}
LONGER = MARKET | {"text": "Kabar gembira bagi warga lembah. " + MARKET["text"] + " Pasar buka setiap hari."}
SIGNED = Signature("sari", "rekaman", NOW)


@pytest.fixture
def database(archive, tmp_path):
    opened = open_database(archive, create=True)
    put(opened, write(tmp_path / "stories.jsonl", MARKET, SCHOOL))
    yield opened
    opened.close()


def speakers(database):
    """Return who said the first quotation, in each version."""
    with database.reading() as connection:
        asked = select(QUOTATIONS.c.version, QUOTATIONS.c.speaker).order_by(QUOTATIONS.c.version, QUOTATIONS.c.n)
        said = {}
        for version, speaker in connection.execute(asked):
            said.setdefault(version, speaker)
        return list(said.values())


def codes(database):
    with database.reading() as connection:
        return list(connection.execute(select(FINDINGS.c.code).order_by(FINDINGS.c.version, FINDINGS.c.n)).scalars())


def found(database, speaker):
    return len(search(database, Search("warga", (Kind.QUOTATIONS,), speaker=speaker)).hits)


def read_again(database):
    assert all(each.error is None for each in reread(database, Plan(), reader="99"))


def test_a_speaker_is_corrected_in_every_version_and_after_reading_anew(database, tmp_path):
    assert found(database, "Prasetya") == 0
    made = correct_speaker(database, "m1", "tidak perlu jauh", "Prasetya", SIGNED)
    assert found(database, "Prasetya") == 1
    assert found(database, "Suhanda") == 0
    assert [each.words for each in people(database, "Danu Prasetya").people[0].said] == [
        "Warga tidak perlu jauh-jauh lagi,"
    ]
    read_again(database)
    assert speakers(database)[0] == "Danu Prasetya"
    put(database, write(tmp_path / "longer.jsonl", LONGER))
    assert speakers(database) == ["Danu Prasetya", "Odang Wiryana", "Danu Prasetya"]
    told = corrections(database, "m1")
    assert [(each.id, each.value, each.by, each.reason, each.undone) for each in told] == [
        (made.id, "Prasetya", "sari", "rekaman", None)
    ]
    undo(database, made.id, NOW)
    assert speakers(database) == ["Ratmi Suhanda", "Odang Wiryana", "Ratmi Suhanda"]
    read_again(database)
    assert found(database, "Suhanda") == 1
    assert corrections(database)[0].undone == "2026-03-04T05:06:07+00:00"


def test_one_who_is_not_named_in_the_story(database):
    before = content(database)
    first = correct_speaker(database, "m1", "tidak perlu jauh", "Kirana Wulandari", SIGNED)
    second = correct_speaker(database, "m1", "kios sudah penuh", "Kirana Wulandari", SIGNED)
    assert found(database, "Wulandari") == 1
    undo(database, first.id, NOW)
    with database.reading() as connection:
        said = select(QUOTATIONS.c.speaker).where(QUOTATIONS.c.speaker == "Kirana Wulandari")
        assert len(connection.execute(said).all()) == 1
    assert found(database, "Wulandari") == 0
    assert len(search(database, Search("kios", (Kind.QUOTATIONS,), speaker="Wulandari")).hits) == 1
    undo(database, second.id, NOW)
    undo(database, second.id, NOW + dt.timedelta(days=1))
    after = content(database)
    assert len(after.pop("names")) == len(before.pop("names")) + 1
    assert after == before


def test_two_corrections_of_one_quotation(database):
    before = content(database)
    first = correct_speaker(database, "m1", "tidak perlu jauh", "Danu Prasetya", SIGNED)
    second = correct_speaker(database, "m1", "tidak perlu jauh", "Ratmi Suhanda", SIGNED)
    undo(database, first.id, NOW)
    assert speakers(database)[0] == "Ratmi Suhanda"
    undo(database, second.id, NOW)
    assert content(database) == before


def test_a_finding_is_dismissed_until_that_is_undone(database, tmp_path):
    before = content(database)
    had = codes(database)
    assert had
    made = dismiss(database, "m1", had[0].lower(), SIGNED)
    assert codes(database) == had[1:]
    assert stats(database).counts["findings"] == len(had) - 1
    assert not search(database, Search("Cimanila", (Kind.FINDINGS,))).hits
    read_again(database)
    put(database, write(tmp_path / "longer.jsonl", LONGER))
    assert had[0] not in codes(database)
    undo(database, made.id, NOW)
    assert codes(database).count(had[0]) == 2
    assert {row for row in content(database)["findings"] if row[0][1] == 1} == set(before["findings"])


def test_a_check_against_the_archive_leaves_out_what_was_dismissed(cli, archive, database, tmp_path):
    code = codes(database)[0]
    draft = write(tmp_path / "draft.jsonl", LONGER, MARKET | {"id": "m2", "url": "https://kabarlembah.example/lain"})

    def said(*options):
        told = cli("check", draft, "--format", "json", *options).json["stories"]
        return [code in [each["code"] for each in one["findings"]] for one in told]

    made = dismiss(database, "m1", code, SIGNED)
    assert said() == [True, True]
    assert said("--archive", archive) == [False, True]
    undo(database, made.id, NOW)
    assert said("--archive", archive) == [True, True]


def test_what_is_not_there(database, tmp_path):
    draft = write(tmp_path / "draft.jsonl", LONGER | {"url": "https://kabarlembah.example/lain"})
    for story, quotation, kind in (
        ("m9", "warga", "not-found"),
        (str(draft), "warga", "not-found"),
        ("m1", "gajah", "not-found"),
        ("m1", "7", "not-found"),
        ("m1", "9" * 99, "not-found"),
        ("m1", "...", "not-found"),
    ):
        with pytest.raises(ArchiveError) as error:
            correct_speaker(database, story, quotation, "Danu Prasetya", SIGNED)
        assert error.value.kind == kind, quotation
    for story, finding in (("m9", "DAY001"), ("m1", "NUM999"), ("m1", "")):
        with pytest.raises(ArchiveError) as error:
            dismiss(database, story, finding, SIGNED)
        assert error.value.kind == "not-found"
    with pytest.raises(ArchiveError, match="no correction 5"):
        undo(database, 5, NOW)
    assert corrections(database) == []


def test_the_commands(cli, archive, database):
    code = codes(database)[0]
    at = ("--archive", archive)
    start = str(MARKET["text"].index('"Warga'))
    told = cli("archive", "correct", "m1", "--quotation", start, "--speaker", "Danu", "--reason", "rekaman", *at)
    assert told.status == 0, told.err
    assert "correction 1: Danu said" in told.err
    assert cli("archive", "dismiss", "m1", code, "--reason", "benar", "--by", "sari", *at).status == 0
    listed = cli("archive", "corrections", *at).out
    assert "→ Danu\n   rekaman" in listed
    assert f"{code} → dismissed" in listed
    assert cli("archive", "undo", "2", *at).status == 0
    assert [bool(each["undone"]) for each in cli("archive", "corrections", *at, "--format", "json").json] == [
        False,
        True,
    ]
    assert cli("archive", "dismiss", "m1", code, "--reason", " ", *at).status == 2
    assert "m1 has no finding XYZ" in cli("archive", "dismiss", "m1", "XYZ", "--reason", "x", *at).err
