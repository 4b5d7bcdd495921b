"""Outputs for the web of data, for linguists and for annotators, held against their schemas; tables; a spaCy pipeline."""

import json
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from lxml import etree

import runtut
from runtut.report.frames import TABLES
from runtut.report.timeml import timeml
from runtut.rules.catalogue import catalogue

SCHEMAS = Path(__file__).parent / "schemas"
STORY = {
    "id": "cerita 1/ä",
    "title": "Jembatan Sukarame Selesai pada 2023",
    "published": "2023-09-14T10:00:00+07:00",
    "outlet": "Kabar",
    "bylines": [{"name": "Sarmi Wulandari", "role": "reporter"}],
    "captions": [{"text": "Jembatan itu 40 meter panjangnya.", "credit": None}],
    "text": (
        "Pawai 🎉 & <lomba> digelar sejak Maret 2021 dan dihadiri 10 sampai 12 ribu orang.\r\n\r\n"
        '"Kami bertemu warga kemarin," kata Kepala Dinas Pekerjaan Umum Sulastri Mandira, Senin (12/9/2023). '
        "Pertemuan berikutnya akan digelar pada 20 September 2023. Biayanya sekitar Rp 2,5 miliar setiap bulan.\x0b"
    ),
}


@pytest.fixture
def stories(tmp_path):
    path = tmp_path / "stories.jsonl"
    path.write_text(
        f"{json.dumps(STORY)}\n{{}}\n{json.dumps({'id': 'b', 'text': 'Rapat ditunda.'})}\n", encoding="utf-8"
    )
    return path


@pytest.fixture(scope="module")
def record():
    return runtut.check(STORY["text"], published=STORY["published"], title=STORY["title"])


def held_against(name, value):
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    errors = [f"{list(each.path)}: {each.message[:300]}" for each in Draft202012Validator(schema).iter_errors(value)]
    assert errors == []


def test_linked_data(cli, stories):
    run = cli("read", stories, "--format", "jsonld")
    assert run.status == 3
    held_against("schema-org-news.json", run.json)
    article, *rest = run.json["@graph"]
    assert article["@id"] == "urn:runtut:story:cerita%201%2F%C3%A4"
    assert article["articleBody"] == STORY["text"]
    (said,) = [each for each in rest if each["@type"] == "Quotation"]
    assert said["text"] == "Kami bertemu warga kemarin,"
    assert said["spokenByCharacter"] == {"@type": "Person", "name": "Sulastri Mandira"}
    about = [each["about"] for each in rest if each["@type"] == "Claim"]
    assert any(each.get("value") == 2500000000 and each["unitText"] == "IDR" for each in about)
    assert any("minValue" in each and "maxValue" in each for each in about)
    (lost,) = [each for each in rest if each["@type"] == "CreativeWork"]
    assert lost["abstract"].startswith("schema: ")


def test_timeml(cli, stories, record, tmp_path):
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "timeml-1.2.1.xsd"))
    root = etree.fromstring(timeml(record).encode())
    schema.assertValid(root)
    shown = "".join(root.itertext())
    assert shown.startswith(STORY["text"].replace("\x0b", "\ufffd"))
    created, *times = root.iter("TIMEX3")
    assert (created.get("functionInDocument"), created.get("value"), created.text) == (
        "CREATION_TIME",
        "2023-09-14T10:00:00",
        None,
    )
    values = {each.text: each.get("value") for each in times}
    assert values["Maret 2021"] == "2021-03"
    assert values["kemarin"] == "2023-09-13"
    assert next(each.text for each in root.iter("SIGNAL")) == "sejak"
    reports = {each.get("eid"): each.text for each in root.iter("EVENT") if each.get("class") == "REPORTING"}
    assert "kata" in reports.values()
    assert any(each.get("relType") == "EVIDENTIAL" for each in root.iter("SLINK"))
    ties = {each.get("relatedToTime") for each in root.iter("TLINK")}
    assert next(each.get("tid") for each in times if each.text == "20 September 2023") in ties
    run = cli("read", stories, "--format", "timeml")
    assert run.status == 2
    assert "give a folder as --output" in run.err
    assert cli("read", stories, "--format", "timeml", "--output", "tml").status == 3
    assert sorted(each.name for each in (tmp_path / "tml").iterdir()) == ["b.tml", "cerita-1-ä.tml"]
    for each in (tmp_path / "tml").iterdir():
        schema.assertValid(etree.parse(each))


def test_timeml_of_every_case_of_the_rules():
    import tomllib

    schema = etree.XMLSchema(etree.parse(SCHEMAS / "timeml-1.2.1.xsd"))
    count = 0
    for entry in catalogue():
        if not entry.rule.code.startswith("CAL"):
            continue
        for case in tomllib.loads(entry.path.with_suffix(".cases.toml").read_text(encoding="utf-8"))["case"]:
            text = case["text"].replace("[[", "").replace("]]", "")
            root = etree.fromstring(timeml(runtut.read(text, published=case.get("published"))).encode())
            schema.assertValid(root)
            assert "".join(root.itertext()).startswith(text)
            count += 1
    assert count > 100


def test_web_annotations(cli, stories):
    run = cli("read", stories, "--format", "webannotation", "--lang", "en")
    held_against("web-annotation.json", run.json)
    items = run.json["items"]
    parts = {"": STORY["text"], "title": STORY["title"], "caption-1": STORY["captions"][0]["text"]}
    seen = set()
    for each in items:
        targets = each["target"] if isinstance(each["target"], list) else [each["target"]]
        for target in targets:
            if isinstance(target, str) or not target["source"].startswith("urn:runtut:story:cerita"):
                continue
            part = target["source"].partition("#")[2]
            position, quote = target["selector"]
            assert parts[part][position["start"] : position["end"]] == quote["exact"]
            assert quote["prefix"] + quote["exact"] + quote["suffix"] in parts[part]
            seen.add((each["body"][0]["value"], quote["exact"]))
    assert {("time", "Maret 2021"), ("CAL001", "Senin"), ("CAL001", "12/9/2023"), ("person", "Sulastri Mandira")} <= {
        (kind, words.removeprefix("sejak ")) for kind, words in seen
    }
    assert any(each["motivation"] == "commenting" for each in items)


def test_tables_of_polars(record):
    polars = pytest.importorskip("polars")
    frames = record.to_polars()
    assert list(frames) == list(TABLES)
    times = frames["times"]
    assert times.filter(polars.col("value") == "2021-03")["start"].to_list() == [
        t.start for t in record.times if t.value == "2021-03" and t.part == "text"
    ]
    assert record.to_polars("quotations")["speaker"].to_list() == ["Sulastri Mandira"]
    assert record.to_polars("quotations")["chain"].dtype == polars.List(polars.String)
    assert record.to_polars("findings", lang="id")["message"][0].startswith("Senin dan")
    empty = runtut.read("Rapat ditunda.").to_polars()
    assert {name: frame.schema for name, frame in empty.items()} == {
        name: frame.schema for name, frame in frames.items()
    }
    with pytest.raises(ValueError, match="no table 'time'; there are times"):
        record.to_polars("time")


def test_tables_of_pandas(record):
    pandas = pytest.importorskip("pandas")
    polars = pytest.importorskip("polars")
    for name, frame in record.to_pandas().items():
        assert list(frame.columns) == list(TABLES[name])
        assert len(frame) == len(record.to_polars(name))
        for column, kind in TABLES[name].items():
            if kind == "text":
                said = [None if pandas.isna(each) else each for each in frame[column]]
                assert said == record.to_polars(name)[column].cast(polars.String).to_list()
    assert list(record.to_pandas("findings")["text"]) == ["Senin", "12/9/2023"]
    with pytest.raises(ValueError, match="no table"):
        record.to_pandas("time")


@pytest.mark.parametrize("library", ["polars", "pandas"])
def test_tables_without_their_library(record, monkeypatch, library):
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ModuleNotFoundError, match=f"pip install {library}"):
        getattr(record, f"to_{library}")("times")


@pytest.fixture(scope="module")
def pipeline():
    spacy = pytest.importorskip("spacy")
    import runtut.in_spacy  # noqa: F401 -- what the entry point does once runtut is installed

    return spacy


def test_a_spacy_pipeline(pipeline, record):
    nlp = pipeline.blank("id")
    nlp.add_pipe("runtut", config={"published": "2023-09-14", "ents": True})
    doc = nlp(STORY["text"])
    times = {span.text: span._.runtut["value"] for span in doc.spans["runtut_times"]}
    assert times["kemarin"] == "2023-09-13"
    (said,) = doc.spans["runtut_quotations"]
    assert (said.label_, said._.runtut["speaker"]["name"]) == ("direct", "Sulastri Mandira")
    assert any(span._.runtut["value"] == 2500000000 for span in doc.spans["runtut_quantities"])
    assert "Sulastri Mandira" in [span.text for span in doc.ents if span.label_ == "PER"]
    assert [span.label_ for span in doc.spans["runtut_findings"]] == ["CAL001", "CAL001"]
    assert doc._.runtut.story.text == STORY["text"]
    for span in doc.spans["runtut_times"]:
        assert span.start_char <= span._.runtut["start"] < span._.runtut["end"] <= span.end_char


def test_docs_say_their_own_day(pipeline):
    nlp = pipeline.blank("id")
    nlp.add_pipe("runtut", config={"findings": False})
    doc = nlp.make_doc("Rapat itu kemarin.")
    doc._.runtut_published = "2024-03-01"
    doc = nlp(doc)
    assert [span._.runtut["value"] for span in doc.spans["runtut_times"]] == ["2024-02-29"]
    assert list(doc.spans["runtut_findings"]) == []
    assert list(nlp.pipe([])) == []
