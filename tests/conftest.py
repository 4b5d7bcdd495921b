"""Settings of the whole suite: properties draw the same examples in every CI run, and new ones at a desk."""

import json
import os
import sys
from typing import Any, NamedTuple

import pytest
from hypothesis import settings

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
