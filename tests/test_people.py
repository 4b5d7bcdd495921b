"""Who is who and what people are said to be: the pack's cases, and what holds for any text."""

import re
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtut.annotate.sentences import read_sentences
from runtut.languages import load_pack
from runtut.link.people import join_people
from runtut.link.roles import read_roles
from runtut.pipeline import read_story
from runtut.record import Entity, EntityType, Layer, Record, Span, Story

PACK = load_pack("id")
CASES = tomllib.loads((PACK.folder / "people.cases.toml").read_text(encoding="utf-8"))["case"]
MARKED = re.compile(r"\[\[(.+?)\]\]|\(\((.+?)\)\)")


def record_of(marked):
    """Return a record of a marked text in which every mention is an entity of its own."""
    text, entities, at = "", [], 0
    for number, mark in enumerate(MARKED.finditer(marked)):
        text += marked[at : mark.start()]
        name = mark.group(1) or mark.group(2)
        kind = EntityType.PERSON if mark.group(1) else EntityType.ORGANIZATION
        span = Span(len(text), len(text) + len(name))
        entities.append(Entity(id=f"x{number}", type=kind, name=name, mentions=(span,), rule="marked"))
        text += name
        at = mark.end()
    story = Story("case", text + marked[at:])
    return Record(story=story, entities=tuple(entities), sentences=read_sentences(story, PACK))


def joined(record):
    return Record(story=record.story, entities=join_people(record, PACK), sentences=record.sentences)


def people(record):
    return [e for e in record.entities if e.type is EntityType.PERSON]


@pytest.mark.parametrize("case", [c for c in CASES if "people" in c], ids=lambda case: case["name"])
def test_who_is_who(case):
    record = joined(record_of(case["text"]))
    text = record.story.text
    assert [[text[m.start : m.end] for m in e.mentions] for e in people(record)] == case["people"]


@pytest.mark.parametrize("case", [c for c in CASES if "roles" in c], ids=lambda case: case["name"])
def test_roles(case):
    record = joined(record_of(case["text"]))
    entities = read_roles(record, PACK)
    first = next(e for e in entities if e.type is EntityType.PERSON)
    assert [each.text for each in first.roles] == case["roles"]
    assert all(record.story.text[each.start : each.end] == each.text for each in first.roles)
    if "states" in case:
        assert [each.state for each in first.roles] == case["states"]
    if "organization" in case:
        body = next(e for e in entities if e.id == first.roles[0].organization)
        assert body.name == case["organization"]


def test_the_fullest_name_is_the_name_and_the_others_are_aliases():
    record = joined(record_of("[[Ratmi]] datang. [[Ratmi Suhanda]] pulang. [[Bu Ratmi]] lelah."))
    assert (people(record)[0].name, people(record)[0].aliases[0]) == ("Ratmi Suhanda", "Ratmi")


def test_a_title_names_the_people_of_the_text():
    story = Story(
        "case", "Kata Gubernur Ratmi Suhanda (47), harga turun. Ratmi lalu pulang.", title="Ratmi: Harga Turun"
    )
    entities = people(read_story(story, [Layer.ENTITIES]))
    assert [m.part for m in entities[0].mentions] == ["text", "text", "title"]
    assert [each.text for each in entities[0].roles] == ["Gubernur"]


NAMES = st.lists(
    st.sampled_from(
        ["Ratmi", "Suhanda", "RS", "Alex", "Alexander", "bin", "Ma'ruf", "A.", "Ketua", "(", ",", "dan", "itu."]
    ),
    max_size=30,
)


@given(NAMES, st.lists(st.booleans(), min_size=30, max_size=30))
@settings(max_examples=150, deadline=None)
def test_every_mention_is_somebodys_once_and_roles_fit(words, named):
    marked = " ".join(f"[[{w}]]" if is_name and w[0].isalpha() else w for w, is_name in zip(words, named, strict=False))
    before = record_of(marked)
    after = joined(before)
    spans = [m for e in after.entities for m in e.mentions]
    assert sorted(spans) == sorted(m for e in before.entities for m in e.mentions)
    assert joined(after).entities == after.entities
    for entity in read_roles(after, PACK):
        for role in entity.roles:
            assert after.story.text[role.start : role.end] == role.text != ""
