"""Every rule against its case file, and the catalogue against itself."""

import re
import tomllib
from datetime import date, datetime

import pytest

from runtut.archive.on_file import filed
from runtut.pipeline import check_story
from runtut.record import Caption, Severity, Story
from runtut.rules.catalogue import catalogue

MARK = re.compile(r"\[\[|\]\]")


def unmark(text):
    """Return the text without [[ ]] and the spans they marked."""
    spans, plain, at, opened = [], "", 0, []
    for m in MARK.finditer(text):
        plain += text[at : m.start()]
        at = m.end()
        if m.group() == "[[":
            opened.append(len(plain))
        else:
            spans.append((opened.pop(), len(plain)))
    assert not opened, f"unclosed [[ in {text!r}"
    return plain + text[at:], sorted(spans)


def cases():
    for entry in catalogue():
        path = entry.path.with_suffix(".cases.toml")
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            yield pytest.param(entry, case, id=f"{entry.rule.code} {case['name']}")


def found_in(story, entry, old):
    """Return what a rule says of a story, held against old ones where it asks for them."""
    if entry.against is None:
        return check_story(story, [entry]).findings
    with filed(old) as on_file:
        return check_story(story, [entry], on_file=on_file).findings


def old_stories(case):
    """Return the stories of `on_file`, whose keys are those of a story."""
    return [Story(f"old{n}", **each) for n, each in enumerate(case.get("on_file", []))]


@pytest.mark.parametrize(("entry", "case"), list(cases()))
def test_case(entry, case):
    """[[ ]] marks what the finding names, in text, title or captions; no marks means silence."""
    text, wanted = unmark(case["text"])
    title, in_title = unmark(case.get("title", ""))
    captions = [unmark(c) for c in case.get("captions", [])]
    published = case.get("published")
    assert published is None or isinstance(published, date | datetime)
    story = Story(
        "case", text, title=title or None, published=published, captions=tuple(Caption(c) for c, _ in captions)
    )
    found = found_in(story, entry, old_stories(case))
    expected = {("text", *s) for s in wanted} | {("title", *s) for s in in_title}
    expected |= {(f"caption:{i}", *s) for i, (_, spans) in enumerate(captions) for s in spans}
    assert {(s.part, s.start, s.end) for f in found for s in f.spans} == expected
    if "severity" in case:
        assert {f.severity for f in found} == {Severity[case["severity"].upper()]}


@pytest.mark.parametrize("entry", catalogue(), ids=lambda e: e.rule.code)
def test_entry(entry):
    rule = entry.rule
    assert entry.path.stem == f"{rule.code.lower()}_{rule.name.replace('-', '_')}"
    assert entry.path.parent.name == rule.code[:3].lower()
    assert entry.page.what.endswith(".")
    assert entry.page.why
    assert entry.page.silent
    assert entry.page.bad
    assert entry.page.good
    cases = tomllib.loads(entry.path.with_suffix(".cases.toml").read_text(encoding="utf-8"))["case"]
    assert sum("[[" in c["text"] + c.get("title", "") + "".join(c.get("captions", [])) for c in cases) >= 2, "speech"
    assert sum("[[" not in c["text"] + c.get("title", "") + "".join(c.get("captions", [])) for c in cases) >= 3, (
        "silence"
    )


def test_codes_and_names_are_unique():
    assert len({e.rule.code for e in catalogue()}) == len(catalogue()) == len({e.rule.name for e in catalogue()})


@pytest.mark.parametrize("entry", catalogue(), ids=lambda e: e.rule.code)
@pytest.mark.parametrize("side", ["bad", "good"])
def test_examples_of_the_page_run(entry, side):
    old = entry.old_stories()
    assert bool(old) == (entry.against is not None)
    for example in getattr(entry.page, side):
        head = re.match(r"\((\d{4}-\d\d-\d\d)(?:; title: (.*?))?\)\s*", example)
        published = date.fromisoformat(head.group(1)) if head else None
        title, in_title = unmark((head and head.group(2)) or "")
        text, spans = unmark(example[head.end() :] if head else example)
        story = Story("example", text, title=title or None, published=published)
        found = found_in(story, entry, old)
        marked = {(s.part, s.start, s.end) for f in found for s in f.spans}
        assert marked == {("text", *s) for s in spans} | {("title", *s) for s in in_title}
        assert bool(found) == (side == "bad")
