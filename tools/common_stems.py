"""Count which stems many stories hold, for the weights by which stories of one event are joined.

    python tools/common_stems.py id STORIES.jsonl... > src/runtut/languages/id/common_stems.tsv

To be run again when the stems change (`archive/words.py`, or the pack's words that the stemmer gets wrong).
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from runtut.archive.words import stems

LEAST = 2
"""Stories of 1,000 that hold a stem: rarer ones all weigh the same, and are left out."""


def main(language: str, *paths: str) -> None:
    """Print the list."""
    count: Counter[str] = Counter()
    stories = 0
    for path in paths:
        with Path(path).open(encoding="utf-8") as lines:
            for line in lines:
                story = json.loads(line)
                count.update(set(stems(f"{story.get('title') or ''} {story['text']}", language)))
                stories += 1
    out = sys.stdout
    out.write(
        f"# stem\tstories of 1,000 that hold it; of {stories:,} news stories; those of fewer than {LEAST} are left out\n"
    )
    for stem, held in sorted(count.items()):
        if 1000 * held >= LEAST * stories and not stem.isdigit():
            out.write(f"{stem}\t{round(1000 * held / stories)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
