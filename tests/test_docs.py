"""The documentation: generated pages are current, links lead somewhere, Python examples run."""

import re
import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md"), *(ROOT / "examples").glob("*.md")])


def test_generated_pages_are_current():
    stale = runpy.run_path(str(DOCS / "generate.py"))["stale"]()
    assert not [str(path.relative_to(ROOT)) for path in stale], "run: python docs/generate.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
        if not re.match(r"[a-z]+:", target):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_page_is_in_the_site():
    nav = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for page in DOCS.rglob("*.md"):
        name = page.relative_to(DOCS).as_posix()
        assert name in nav or name.startswith("rules/"), f"{name} is not in the navigation of mkdocs.yml"


@pytest.mark.parametrize("page", ["docs/how-to/python.md", "README.md"])
def test_python_examples_run(page, capsys):
    """What a `print` gives is what the comments after it say."""
    blocks = re.findall(r"```python\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, page, "exec"), {})
        wanted = [line.removeprefix("# ") for line in block.splitlines() if line.startswith("# ")]
        assert capsys.readouterr().out.splitlines() == wanted


def test_the_readme_shows_what_the_program_says(capsys, monkeypatch):
    """The sample output in the README is that of the sample story."""
    from runtut.cli.options import color_wanted  # noqa: F401 -- the command line must be importable

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"```text\n\$ runtut check examples/jembatan\.html\n(.*?)```", readme, re.DOTALL)
    assert block, "the README shows a run"
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("RUNTUT_LANG", "en")
    monkeypatch.setattr("sys.argv", ["runtut", "check", "examples/jembatan.html"])
    from runtut.cli import main

    with pytest.raises(SystemExit):
        main()
    said = capsys.readouterr().out
    for part in block[1].strip().split("\n\n…\n\n"):
        assert part.strip() in said
