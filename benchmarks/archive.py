"""What questions to an archive cost.

    python benchmarks/archive.py news.db            print the table
    python benchmarks/archive.py news.db --check    also exit with 1 where a target is missed

Questions are drawn from the archive itself, by a fixed seed: words of titles for `search`, words beside figures for
`figures`, and for `people` names as stories give them, so that who is named more is asked for more; the most named of all are
asked for apart. Each is asked once, the caches of the system warm. Times are seconds on the clock.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import re
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from sqlalchemy import desc, func, select

from runtut.archive import Database, open_database
from runtut.archive.disagreements import disagreements
from runtut.archive.figures import figures
from runtut.archive.forecasts import forecasts
from runtut.archive.matches import Question
from runtut.archive.named import PERSON
from runtut.archive.people import people
from runtut.archive.search import Search, search
from runtut.archive.tables import ENTITIES, NAMES, QUANTITIES, STORIES, VERSIONS

SEED = 7
WORD = re.compile(r"[^\W\d_]{5,}")
QUICK, LONG = 0.1, 2.0


def asked(work: Iterable[Callable[[], object]]) -> list[float]:
    """Return how long each took, the shortest first."""
    spent = []
    for each in work:
        began = time.perf_counter()
        each()
        spent.append(time.perf_counter() - began)
    return sorted(spent)


def drawn(database: Database, count: int, draw: random.Random) -> dict[str, list[Any]]:
    """Return questions of each kind."""
    with database.reading() as connection:
        most = connection.execute(select(func.max(VERSIONS.c.id))).scalar_one()
        ids = sorted(draw.sample(range(1, most + 1), min(most, count * 4)))
        titles = list(connection.execute(select(VERSIONS.c.title).where(VERSIONS.c.id.in_(ids))).scalars())
        named = select(NAMES.c.name).join(ENTITIES, ENTITIES.c.name == NAMES.c.id).where(NAMES.c.type == PERSON)
        names = list(connection.execute(named.where(ENTITIES.c.version.in_(ids))).scalars())
        often = named.group_by(NAMES.c.id, NAMES.c.name).order_by(desc(func.count())).limit(10)
        counted = (
            select(VERSIONS.c.text, QUANTITIES.c.end_char)
            .join(VERSIONS, VERSIONS.c.id == QUANTITIES.c.version)
            .where(QUANTITIES.c.version.in_(ids), QUANTITIES.c.part == 0, QUANTITIES.c.kind == "count")
        )
        beside = [WORD.findall(text[end : end + 60])[:2] for text, end in connection.execute(counted)]
        top = list(connection.execute(often).scalars())
    words = [found for title in titles if len(found := WORD.findall(title or "")) > 1]
    beside = [each for each in beside if len(each) > 1]
    return {
        "search": [" ".join(draw.sample(each, 2)) for each in draw.sample(words, min(count, len(words)))],
        "figures": [" ".join(each) for each in draw.sample(beside, min(count, len(beside)))],
        "people": draw.sample(names, min(count, len(names))),
        "people, the ten most named": top,
    }


def main() -> int:
    """Ask, and print what it took."""
    parser = argparse.ArgumentParser(description="Measure what questions to an archive cost.")
    parser.add_argument("archive", help="a file, or postgresql://…")
    parser.add_argument("--count", type=int, default=200, help="questions of each kind")
    parser.add_argument("--check", action="store_true", help="exit with 1 where a target is missed")
    options = parser.parse_args()
    database = open_database(options.archive)
    draw = random.Random(SEED)  # noqa: S311 -- no secret
    questions = drawn(database, options.count, draw)
    with database.reading() as connection:
        stories = connection.execute(select(func.count()).select_from(STORIES)).scalar_one()
        last = connection.execute(select(func.max(VERSIONS.c.day))).scalar_one()
    today = dt.date.fromisoformat(last[:10])
    work: dict[str, list[Callable[[], object]]] = {
        "search": [partial(search, database, Search(each)) for each in questions["search"]],
        "figures": [partial(figures, database, Question(each)) for each in questions["figures"]],
        "people": [partial(people, database, each) for each in questions["people"]],
        "people, the ten most named": [
            partial(people, database, each) for each in questions["people, the ten most named"]
        ],
        "disagreements": [partial(disagreements, database)] * 3,
        "forecasts due": [partial(forecasts, database, on=today, due=True)] * 3,
    }
    print(f"{stories:,} stories\n{'question':<28}{'asked':>6}{'median':>9}{'p95':>9}{'most':>9}{'target':>8}")
    missed = False
    for name, each in work.items():
        each[0]()
        spent = asked(each)
        p95 = spent[max(0, round(len(spent) * 0.95) - 1)]
        target = LONG if name in ("disagreements", "forecasts due") else QUICK
        missed |= p95 > target
        print(f"{name:<28}{len(spent):>6}{spent[len(spent) // 2]:>9.3f}{p95:>9.3f}{spent[-1]:>9.3f}{target:>8.1f}")
    database.close()
    return int(missed and options.check)


if __name__ == "__main__":
    sys.exit(main())
