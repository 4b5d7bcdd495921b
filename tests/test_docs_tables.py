"""The examples on the page of the tables run, each where its library is installed."""

import re
from pathlib import Path

import pytest

from runtut.archive import open_database
from runtut.archive.export import tables
from runtut.archive.filters import Filters
from runtut.archive.tabular import write_parquet
from test_archive import BRIDGE, SCHOOL, put, write

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "tables.md"
BLOCKS = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
SAYS = {"pandas": "Ratmi Suhanda", "polars": "IDR", "duckdb": "IDR"}


@pytest.mark.parametrize("library", SAYS)
def test_examples_run(library, tmp_path, monkeypatch, capsys):
    pytest.importorskip(library, reason=f"{library} is not installed here")
    monkeypatch.chdir(tmp_path)
    made = open_database("news.db", create=True)
    put(made, write(tmp_path / "stories.jsonl", BRIDGE, SCHOOL))
    (tmp_path / "tables").mkdir()
    assert list(write_parquet(tmp_path / "tables", tables(made, Filters())))
    made.close()
    block = next(each for each in BLOCKS if f"import {library}" in each)
    exec(compile(block, PAGE.name, "exec"), {})
    assert SAYS[library] in capsys.readouterr().out
