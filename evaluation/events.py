"""Measure how well stories of one event are joined, and what is found of their disagreements.

    python evaluation/events.py ARCHIVE

The archive holds the stories that `events.toml` names, by the ids of their source, and any others. Of the pairs of stories
of one marked event, how many are joined; of the pairs that are joined, how many are of one event (both stories marked).
Of the marked differences (`apart`) how many are reported, and what is reported besides, to be read by eye.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from itertools import combinations
from pathlib import Path

from sqlalchemy import select

from runtut.archive import open_database
from runtut.archive.disagreements import disagreements
from runtut.archive.tables import SAME_EVENT, STORIES, VERSIONS

EVENTS = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))["event"]


def main() -> int:
    """Print the measures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("archive")
    database = open_database(parser.parse_args().archive)
    event_of = {story: n for n, event in enumerate(EVENTS) for story in event["stories"]}
    with database.reading() as connection:
        asked = select(VERSIONS.c.given_id, VERSIONS.c.id).join(STORIES, STORIES.c.newest == VERSIONS.c.id)
        given = {row[1]: row[0] for row in connection.execute(asked) if row[0] in event_of}
        rows = connection.execute(select(SAME_EVENT.c.version, SAME_EVENT.c.of)).all()
    joined = {frozenset((given[one], given[other])) for one, other in rows if one in given and other in given}
    wanted = {
        frozenset(pair)
        for event in EVENTS
        for pair in combinations([each for each in event["stories"] if each in given.values()], 2)
    }
    right = len(joined & wanted)
    print(f"{len(given)} stories of {len(EVENTS)} events on file")
    print(f"pairs joined {right} of {len(wanted)}; wrongly {len(joined) - right} of {len(joined)}")
    reported = disagreements(database, limit=1_000)
    told = {frozenset(side.value for side in each.sides) for each in reported}
    marked = {frozenset(pair) for event in EVENTS for pair in event.get("apart", ())}
    found = sum(any(pair <= values for values in told) for pair in marked)
    print(f"marked differences reported {found} of {len(marked)}; reported in all {len(reported)}, to be read:")
    for each in reported:
        print(f"  {each.kind} {each.what}: " + " / ".join(f"{s.value} ({', '.join(s.outlets)})" for s in each.sides))
        for side in each.sides:
            print(f"      {side.stories[0].excerpt}")
    database.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
