"""Read real stories in bulk and look for failures: crashes, spans that do not fit, slowness.

    python evaluation/soak.py FOLDER_OR_JSONL... [--most N]

Prints what failed (ids, and places in our code: never a story's words) and how many findings of each code there are for
1,000 stories. Exit status 1 where something failed.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from runtut.batch import Plan
from runtut.intake.sources import open_sources
from runtut.pipeline import check_story
from runtut.record import Record
from runtut.record.errors import bug_in

SLOWEST = 5


def misfits(record: Record) -> Iterator[str]:
    """Yield the annotations whose words do not stand where they say."""
    story = record.story
    for layer in ("times", "quantities", "quotations", "events"):
        for each in getattr(record, layer):
            if story.part(each.part)[each.start : each.end] != each.text:
                yield f"{story.id}: {layer} [{each.start}:{each.end}] in {each.part} does not fit"
    for entity in record.entities:
        for each in entity.mentions:
            if each.end > len(story.part(each.part)):
                yield f"{story.id}: a mention [{each.start}:{each.end}] in {each.part} runs past its end"
    for finding in record.findings:
        for each in finding.spans:
            if each.end > len(story.part(each.part)):
                yield f"{story.id}: a side of {finding.code} [{each.start}:{each.end}] runs past its end"


def main() -> int:
    """Read the stories and print what came of it."""
    parser = argparse.ArgumentParser(description="Read real stories in bulk and look for failures.")
    parser.add_argument("sources", nargs="*", help="folders, .jsonl and other files of stories")
    parser.add_argument("--most", type=int, help="stop after so many stories")
    parser.add_argument("--floor-words-per-second", type=float, default=2_000, help="slower than this is a failure")
    options = parser.parse_args()
    if not options.sources:
        parser.error("give a folder or a .jsonl of stories: make soak STORIES=...")
    failures: list[str] = []
    unread: Counter[str] = Counter()
    codes: Counter[str] = Counter()
    slow: list[tuple[float, str, int]] = []
    read = words = 0
    spent = 0.0
    for item in islice(open_sources(options.sources), options.most):
        if item.story is None:
            kind = getattr(item.error, "kind", "internal")
            unread[kind] += 1
            if kind == "internal":
                failures.append(str(item.error))
            continue
        began = time.perf_counter()
        try:
            record = check_story(item.story, layers=Plan().layers)
        except Exception as error:  # noqa: BLE001 -- the very thing that is looked for
            failures.append(str(bug_in(item.id, error, source=item.source)))
            continue
        took = time.perf_counter() - began
        read += 1
        spent += took
        words += len(item.story.text.split())
        failures += misfits(record)
        codes.update(finding.code for finding in record.findings)
        slow = sorted([*slow, (took, item.id, len(item.story.text))], reverse=True)[:SLOWEST]
    speed = words / spent if spent else 0.0
    print(f"{read:,} stories read, {sum(unread.values()):,} not {dict(unread) or ''}; {speed:,.0f} words a second")
    print("slowest: " + "; ".join(f"{took * 1000:.0f} ms {id_} ({size:,} characters)" for took, id_, size in slow))
    print(f"findings for 1,000 stories ({sum(codes.values()):,} in all):")
    for code, count in sorted(codes.items()):
        print(f"  {code}  {1000 * count / max(read, 1):7.2f}")
    if read and speed < options.floor_words_per_second:
        failures.append(f"slow: {speed:,.0f} words a second, and the floor is {options.floor_words_per_second:,.0f}")
    print(f"{len(failures)} failures")
    for failure in failures:
        print(f"  {failure}")
    return bool(failures)


if __name__ == "__main__":
    sys.exit(main())
