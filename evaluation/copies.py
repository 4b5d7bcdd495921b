"""Measure how many copies of stories are found among real ones: stories altered by recipes, put on file with the others.

    python evaluation/copies.py STORIES.jsonl [--copies 300] [--seed 1] [--show FILE]

Each copy is made from one of the stories by one to three recipes (`copies.toml`). Recall is the share of copies that are
known as copies of what they were made from; precision the share of pairs with a copy in them that are right: the other is
what it was made from, another copy of it, or itself like it (such doubles are among real news; how many is told).
`--growth COUNT` measures instead how long the last 1,000 of so many stories take to be joined, against the first. Exit
status 1 below the targets; nothing is done where the file is not there.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import random
import re
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

from sqlalchemy import select

from runtut.archive import Database, open_database
from runtut.archive.join import join
from runtut.archive.rows import Entry, entry_of
from runtut.archive.tables import COPIES, VERSIONS
from runtut.archive.write import write
from runtut.intake.sources import open_sources
from runtut.record import Record, Story

WORDS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
RECALL, PRECISION, GROWTH = 0.95, 0.98, 1.3
SHORTEST = 80  # words of a story that is copied
BATCH = 200
MARK = "copy:"

Recipe = Callable[[list[str], random.Random], list[str]]


def pieces(text: str) -> list[str]:
    """Return a text's paragraphs; of a text without, runs of two sentences."""
    made = [each for each in text.split("\n") if each.strip()]
    if len(made) >= 4:
        return made
    sentences = re.split(r"(?<=[.?!][\"”’]) |(?<=[a-z\d)][.?!]) (?=[A-Z\"“])", " ".join(made))
    return [" ".join(sentences[at : at + 2]) for at in range(0, len(sentences), 2)]


def lead_cut(told: list[str], _: random.Random) -> list[str]:
    """Leave out the first paragraph."""
    return told[1:]


def end_cut(told: list[str], _: random.Random) -> list[str]:
    """Leave out the last fourth."""
    return told[: max(2, len(told) * 3 // 4)]


def dropped(told: list[str], draw: random.Random) -> list[str]:
    """Leave out a paragraph of the middle."""
    at = draw.randrange(1, len(told))
    return told[:at] + told[at + 1 :]


def added(told: list[str], draw: random.Random) -> list[str]:
    """Put in a paragraph of one's own."""
    at = draw.randrange(1, len(told) + 1)
    return [*told[:at], draw.choice(WORDS["paragraphs"]), *told[at:]]


def reordered(told: list[str], draw: random.Random) -> list[str]:
    """Put two paragraphs elsewhere."""
    made = list(told)
    for _ in range(2):
        made.insert(draw.randrange(1, len(made)), made.pop(draw.randrange(1, len(made))))
    return made


def redated(told: list[str], draw: random.Random) -> list[str]:
    """Change every date and weekday, as for an old story told as new."""
    days, months = draw.randrange(1, 27), draw.randrange(1, 11)
    weekdays, names = WORDS["weekdays"], WORDS["months"]

    def date(found: re.Match[str]) -> str:
        return f"({(int(found[1]) + days) % 28 + 1}/{(int(found[2]) + months) % 12 + 1}{found[3] or ''})"

    def turned(words: list[str], by: int) -> Callable[[re.Match[str]], str]:
        return lambda found: words[(words.index(found[0]) + by) % len(words)]

    made = [re.sub(WORDS["date"], date, each) for each in told]
    made = [re.sub(rf"\b(?:{'|'.join(weekdays)})\b", turned(weekdays, days), each) for each in made]
    return [re.sub(rf"\b(?:{'|'.join(names)})\b", turned(names, months), each) for each in made]


def refigured(told: list[str], draw: random.Random) -> list[str]:
    """Round figures, or put them into words."""

    def figure(found: re.Match[str]) -> str:
        plain = int(found[0].replace(".", ""))
        if found[0] in WORDS["words"]:
            return str(WORDS["words"][found[0]])
        for scale, name in WORDS["scales"]:
            if plain >= scale and "." in found[0]:
                return f"{draw.choice(WORDS['around'])} {f'{plain / scale:.1f}'.replace('.', ',')} {name}"
        if plain >= 100:
            return f"{draw.choice(WORDS['around'])} {plain // 10 * 10}"
        return found[0]

    number = r"(?<![\d.,/:(-])\d{1,3}(?:\.\d{3})*(?![\d.,/:-]*\d)"
    return [re.sub(number, figure, each) for each in told]


def restyled(told: list[str], draw: random.Random) -> list[str]:
    """Write it in another house's style."""
    made = "\n".join(told)
    made = draw.choice(WORDS["datelines"]) + re.sub(WORDS["dateline"], "", made, count=1)
    for old, new in draw.sample(WORDS["style"], 9):
        made = re.sub(rf"\b{old}\b", new, made)
    return made.replace("“", '"').replace("”", '"').split("\n")


RECIPES: tuple[Recipe, ...] = (lead_cut, end_cut, dropped, added, reordered, redated, refigured, restyled)


def copies_of(stories: Sequence[Story], count: int, draw: random.Random) -> Iterator[tuple[Story, Story, str]]:
    """Yield stories, what was made from each, and by which recipes: a third each by one, two and three."""
    long = [each for each in stories if len(each.text.split()) >= SHORTEST and len(pieces(each.text)) >= 4]
    for n, story in enumerate(draw.sample(long, count)):
        chosen = [RECIPES[n % len(RECIPES)], *draw.sample(RECIPES, n % 3)]
        told = pieces(story.text)
        for recipe in chosen:
            told = recipe(told, draw)
        day = story.published_date or dt.date(2024, 1, 1)
        later = day + dt.timedelta(
            days=draw.choice((0, 0, 1, 400)) if redated not in chosen else draw.randrange(20, 700)
        )
        made = Story(
            f"{MARK}{story.id}", "\n".join(told), title=story.title, published=later, outlet=f"Salinan {n % 7}"
        )
        yield story, made, "+".join(sorted({each.__name__ for each in chosen}))


def entries(stories: Sequence[Story]) -> Iterator[Entry]:
    """Yield stories as they are filed, with nothing read out of them: copies are found by the words alone."""
    return (entry_of(Record(story=each), reader="0") for each in stories)


def put(database: Database, stories: Sequence[Story]) -> None:
    """Put stories on file and join them."""
    rest = entries(stories)
    while batch := list(islice(rest, BATCH)):
        write(database, batch, now=NOW)
        join(database)


def measure(stories: Sequence[Story], database: Database, options: argparse.Namespace) -> bool:
    """Print recall and precision, and return whether they reach the targets."""
    draw = random.Random(options.seed)  # noqa: S311 -- no secret
    made = list(copies_of(stories, options.copies, draw))
    put(database, stories)
    put(database, [copy for _, copy, _ in made])
    with database.reading() as connection:
        names = {row.id: row.given_id for row in connection.execute(select(VERSIONS.c.id, VERSIONS.c.given_id))}
        found = {frozenset((names[row.version], names[row.of])) for row in connection.execute(select(COPIES))}
    doubles = [pair for pair in found if not any(each.startswith(MARK) for each in pair)]
    hit: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    for story, copy, recipes in made:
        for each in (*recipes.split("+"), f"{len(recipes.split('+'))} recipes"):
            tried[each] += 1
            hit[each] += frozenset((story.id, copy.id)) in found
    right = wrong = through = 0
    shown = []
    for pair in found:
        if any(each.startswith(MARK) for each in pair):
            one, other = (each.removeprefix(MARK) for each in pair)
            through += one != other and pair_of(one, other) in found
            if one == other or pair_of(one, other) in found:
                right += 1
            else:
                wrong += 1
                shown.append(sorted(pair))
    missed = [[copy.id, recipes] for story, copy, recipes in made if pair_of(story.id, copy.id) not in found]
    recall, precision = 1 - len(missed) / len(made), right / max(1, right + wrong)
    print(f"stories {len(stories):,}, pairs of them alike {len(doubles):,}")
    print(
        f"copies {len(made)}, recall {recall:.3f}, precision {precision:.3f} ({wrong} of {right + wrong} pairs wrong)"
    )
    print(f"pairs that are right because the other is like what was copied: {through}")
    for each in sorted(tried):
        print(f"  {each:<12} {hit[each]:>4} of {tried[each]}")
    if options.show:
        options.show.write_text(json.dumps({"wrong": shown, "missed": missed, "doubles": sorted(map(sorted, doubles))}))
    return recall >= RECALL and precision >= PRECISION


def pair_of(one: str, other: str) -> frozenset[str]:
    """Return what two stories are looked up by."""
    return frozenset((one, other))


def grow(stories: Sequence[Story], database: Database, count: int, draw: random.Random) -> bool:
    """Print how long joining takes at the start and at the end, and return whether it grows no more than it may."""
    spent: list[float] = []
    for at in range(0, count, 1_000):
        made = []
        for n in range(at, min(at + 1_000, count)):
            story, turn = stories[n % len(stories)], n // len(stories)
            if turn:
                told = restyled(refigured(pieces(story.text), draw), draw)
                story = replace(
                    story, id=f"{turn}:{story.id}", url=None, outlet=f"Salinan {turn}", text="\n".join(told)
                )
            made.append(story)
        rest = entries(made)
        while batch := list(islice(rest, BATCH)):
            write(database, batch, now=NOW)
        began = time.process_time()
        join(database)
        spent.append(time.process_time() - began)
    first, last = min(spent[1:4]), min(spent[-3:])
    print(
        f"joining 1,000 of {count:,} stories: {spent[0]:.2f} s of CPU at first, then {first:.2f}, at the end {last:.2f}"
    )
    return last <= GROWTH * first


def main() -> int:
    """Read the stories and print what came of it."""
    parser = argparse.ArgumentParser(description="Measure how many copies of stories are found among real ones.")
    parser.add_argument("source", type=Path, help="a .jsonl of stories")
    parser.add_argument("--copies", type=int, default=300, help="how many are made")
    parser.add_argument("--seed", type=int, default=1, help="of the draw")
    parser.add_argument("--show", type=Path, help="write the ids of what went wrong to this file")
    parser.add_argument("--growth", type=int, help="measure the pace of joining over so many stories")
    options = parser.parse_args()
    if not options.source.exists():
        print(f"{options.source}: not here; skipped")
        return 0
    stories = [item.story for item in open_sources([str(options.source)]) if item.story is not None]
    with tempfile.TemporaryDirectory() as folder:
        database = open_database(f"{folder}/copies.db", create=True)
        if options.growth:
            draw = random.Random(options.seed)  # noqa: S311 -- no secret
            return 0 if grow(stories, database, options.growth, draw) else 1
        return 0 if measure(stories, database, options) else 1


if __name__ == "__main__":
    sys.exit(main())
