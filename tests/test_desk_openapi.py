"""What OpenAPI tells of the desk holds: whatever is sent by it is answered as it says, and never with an error of ours."""

import datetime as dt
from contextlib import closing

import pytest
import schemathesis
from hypothesis import HealthCheck, given, seed, settings
from schemathesis import checks
from schemathesis.generation import GenerationMode
from schemathesis.openapi import checks as _  # noqa: F401 -- has the checks known
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from desks import listening
from runtut.archive.database import open_database
from runtut.archive.join import join
from runtut.archive.rows import entry_of
from runtut.archive.write import write
from runtut.desk.app import create_app
from runtut.desk.settings import Limits, Settings
from runtut.intake.jsonl import story_of
from runtut.pipeline import READING, check_story

EXAMPLES = 8
STORIES = (
    {
        "id": "a1", "outlet": "Kabar Contoh", "title": "Jembatan Lembayung Rampung", "published": "2023-09-12",
        "text": 'Jembatan Lembayung rampung Senin (12/9/2023) dengan biaya Rp3 miliar. "Kami siap membukanya," kata Bupati '
        "Ratna Kusumawardani. Jalan masuk dibuka pada 1 Oktober 2023.",
    },
    {
        "id": "b1", "outlet": "Warta Contoh", "title": "Jembatan Lembayung Dibuka", "published": "2023-09-13",
        "text": 'Jembatan Lembayung rampung dengan biaya Rp4 miliar. "Kami siap membukanya," kata Bupati Ratna '
        "Kusumawardani, Selasa (12/9/2023).",
    },
)  # fmt: skip


@schemathesis.serializer("application/x-ndjson")
def as_lines(_context, value):
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")


SCHEMA = schemathesis.openapi.from_dict(create_app(Settings(language="en")).openapi())
OPERATIONS = {f"{each.ok().method.upper()} {each.ok().path}": each.ok() for each in SCHEMA.get_all_operations()}
CHECKS = [
    checks.not_a_server_error,
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
]


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    path = str(tmp_path_factory.mktemp("openapi") / "news.db")
    with closing(open_database(path, create=True)) as archive:
        for each in STORIES:
            record = check_story(story_of(each, where="test", source="test"), layers=READING)
            write(archive, [entry_of(record, reader="1")], now=dt.datetime(2026, 1, 2, tzinfo=dt.UTC))
        join(archive)
    limits = Limits(processes=1, body=50_000)
    with listening(Settings(language="en", archive=path, port=0, limits=limits)) as made:
        yield made


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda each: each.value)
@pytest.mark.parametrize("operation", OPERATIONS)
def test_what_openapi_tells_holds(port, operation, mode):
    @seed(2023)
    @settings(max_examples=EXAMPLES, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=OPERATIONS[operation].as_strategy(generation_mode=mode))
    def holds(case):
        case.call_and_validate(base_url=f"http://127.0.0.1:{port}", checks=CHECKS)

    holds()


def test_each_line_of_a_stream_has_its_schema():
    told = create_app(Settings(language="en")).openapi()
    for path, name in (("check", "CheckedLine"), ("read", "ReadLine")):
        media = told["paths"][f"/api/v1/stream/{path}"]["post"]["responses"]["200"]["content"]["application/x-ndjson"]
        assert media["itemSchema"] == {"$ref": f"#/components/schemas/{name}"}
        assert {each["$ref"].rpartition("/")[2] for each in told["components"]["schemas"][name]["anyOf"]} <= set(
            told["components"]["schemas"]
        )
