"""Settings of the whole suite: properties draw the same examples in every CI run, and new ones at a desk."""

import json
import os
import sys
from typing import Any, NamedTuple

import pytest
from hypothesis import settings

import postgres
from runtut.cli import main

settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


class Run(NamedTuple):
    """What a program sees of a command: exit status, standard output, standard error."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def cli(tmp_path, monkeypatch, capsysbinary):
    """Run the command line in this process, in an empty folder, in English."""
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "RUNTUT_LANG"):
        monkeypatch.delenv(name, raising=False)

    def run(*args):
        monkeypatch.setattr(sys, "argv", ["runtut", *map(str, args)])
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capsysbinary.readouterr()
        return Run(end.value.code, out.decode(), err.decode())

    return run


@pytest.fixture(scope="session")
def postgresql():
    """The address of a server's databases, a name to be put for {name}."""
    if postgres.programs() is None:
        if os.environ.get("CI"):
            pytest.fail("CI has no PostgreSQL: .ci/postgres is to install it")
        pytest.skip("no PostgreSQL here: install it to test the archive on a server")
    with postgres.server() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def archive(request, tmp_path):
    """The address of an archive that is not made yet, on each kind of database."""
    if request.param == "sqlite":
        return str(tmp_path / "news.db")
    return postgres.new_database(request.getfixturevalue("postgresql"))
