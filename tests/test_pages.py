"""Pages in `pages/`: how news sites build them, every outlet, person and word invented.

Beside each `<name>.html` stands `<name>.toml`: what it shows, and the whole story it must give (the paragraphs of
the text one by one), or the kind of error.
"""

import tomllib
from datetime import datetime
from pathlib import Path

import pytest

from runtut.intake.html import read_page
from runtut.record import SourceError

PAGES = Path(__file__).parent / "pages"
CASES = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(PAGES.glob("*.toml"))}


def read(name):
    return read_page((PAGES / f"{name}.html").read_bytes(), id=name, source=f"{name}.html")


STORIES = [name for name, case in CASES.items() if "error" not in case]
REFUSED = [name for name, case in CASES.items() if "error" in case]


def test_every_page_has_its_case():
    assert sorted(path.stem for path in PAGES.glob("*.html")) == sorted(CASES)
    assert len(STORIES) >= 15
    assert len(REFUSED) >= 4


@pytest.mark.parametrize("name", STORIES)
def test_the_text(name):
    assert read(name).text.split("\n\n") == CASES[name]["text"]


@pytest.mark.parametrize("name", STORIES)
def test_the_parts_around_it(name):
    story, case = read(name), CASES[name]
    assert story.title == case["title"]
    assert story.published == case.get("published")
    if isinstance(case.get("published"), datetime):
        assert story.published.utcoffset() == case["published"].utcoffset()
    assert story.modified == case.get("modified")
    assert story.outlet == case.get("outlet")
    assert story.dateline == case.get("dateline")
    assert [f"{b.name} {b.role.value}" for b in story.bylines] == case["bylines"]
    assert [[c.text, c.credit] if c.credit else [c.text] for c in story.captions] == case["captions"]


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_story(name):
    with pytest.raises(SourceError) as error:
        read(name)
    assert error.value.kind == CASES[name]["error"]
    assert str(error.value).startswith(f"{name}.html: ")
    assert "give the page of one story" in str(error.value)
