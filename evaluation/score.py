"""Measure reading and rules on our own stories, and hold the results against the floors.

    python evaluation/score.py                 the table; exit status 1 where a floor is missed
    python evaluation/score.py --show          also every miss and every false alarm
    python evaluation/score.py --shared DIR    also run DIR/score/score.py on DIR/gold, where there are any

Definitions: an annotation is found where it overlaps a gold one (quotations: by half of what both cover), each paired
once, best overlap first. A name counts by its exact span and type. A planted slip is caught by a finding of its code on
one of its sides. A false alarm is an error or warning that touches no planted slip. What the gold marks as optional is
neither required nor counted.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from runtut.pipeline import check_story, read_story
from runtut.record import Severity, Story
from runtut.report.json import record_object

FOLDER = Path(__file__).resolve().parent
Item = dict[str, Any]
LEAST_SHARED = 0.5


@dataclass
class Measure:
    """How many were right, of how many wanted and how many given."""

    right: int = 0
    wanted: int = 0
    given: int = 0
    said: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        """The share of what was given that is right; 1 where nothing was given."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """The share of what was wanted that was found; 1 where nothing was wanted."""
        return self.right / self.wanted if self.wanted else 1.0


def stories(name: str) -> list[Item]:
    """Return the lines of one of our files."""
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines() if line.strip()]


def story_of(item: Item) -> Story:
    """Return a line's story."""
    told = item["story"]
    when = told.get("published")
    published = None if when is None else date.fromisoformat(when) if len(when) == 10 else datetime.fromisoformat(when)
    return Story(told["id"], told["text"], title=told.get("title"), published=published)


def shared(one: Item, other: Item) -> float:
    """Return the share of what two annotations cover together that both cover."""
    both = min(one["end"], other["end"]) - max(one["start"], other["start"])
    return both / (one["end"] - one["start"] + other["end"] - other["start"] - both) if both > 0 else 0.0


def paired(wanted: list[Item], given: list[Item], least: float) -> dict[int, int]:
    """Return which given annotation stands for each wanted one, best overlap first."""
    close = sorted(((shared(w, g), i, j) for i, w in enumerate(wanted) for j, g in enumerate(given)), reverse=True)
    pairs: dict[int, int] = {}
    for overlap, i, j in close:
        if overlap > least and i not in pairs and j not in pairs.values():
            pairs[i] = j
    return pairs


def same_time(wanted: Item, given: Item) -> bool:
    """Whether two times have one value."""
    return bool(wanted["value"] == given["value"])


def same_quantity(wanted: Item, given: Item) -> bool:
    """Whether two quantities have one value, range and unit."""
    same = wanted["value"] == given["value"] and wanted.get("upper") == given.get("upper")
    return same and wanted["unit"].casefold() == given["unit"].casefold()


def same_speaker(wanted: Item, given: Item) -> bool:
    """Whether two quotations have one speaker."""
    return bool(wanted["speaker"] == (given["speaker"] or {}).get("name"))


LAYERS: dict[str, tuple[str, float, Callable[[Item, Item], bool]]] = {
    "times": ("right value", 0.0, same_time),
    "quantities": ("right value", 0.0, same_quantity),
    "quotations": ("right speaker", LEAST_SHARED - 1e-9, same_speaker),
}


def score_gold(items: Iterable[Item]) -> dict[str, Measure]:
    """Return the measures of each layer."""
    measures: dict[str, Measure] = {}
    for item in items:
        story = story_of(item)
        record = record_object(read_story(story))
        for layer, (quality, least, same) in LAYERS.items():
            must = [each for each in item["gold"][layer] if not each.get("optional")]
            may = [each for each in item["gold"][layer] if each.get("optional")]
            given = record[layer]
            pairs = paired(must, given, least)
            extra = [j for j in range(len(given)) if j not in pairs.values()]
            spurious = [j for j in extra if not any(shared(given[j], each) for each in may)]
            found = measures.setdefault(f"{layer} found", Measure())
            right = measures.setdefault(f"{layer} {quality}", Measure())
            for measure in (found, right):
                measure.wanted += len(must)
                measure.given += len(pairs) + len(spurious)
            found.right += len(pairs)
            found.said += [f"{story.id}: missed {each['text']!r}" for i, each in enumerate(must) if i not in pairs]
            found.said += [f"{story.id}: spurious {given[j]['text']!r}" for j in spurious]
            for i, j in pairs.items():
                if same(must[i], given[j]):
                    right.right += 1
                else:
                    right.said.append(f"{story.id}: {must[i]} read as {given[j]}")
        wanted = {(e["type"], *m) for e in item["gold"]["entities"] for m in e["mentions"]}
        named = {(e["type"], *m) for e in record["entities"] for m in e["mentions"]}
        names = measures.setdefault("names", Measure())
        names.right += len(wanted & named)
        names.wanted += len(wanted)
        names.given += len(named)
        names.said += [f"{story.id}: missed {k} {story.text[a:b]!r}" for k, a, b in sorted(wanted - named)]
        names.said += [f"{story.id}: spurious {k} {story.text[a:b]!r}" for k, a, b in sorted(named - wanted)]
    return measures


def score_traps(items: Iterable[Item]) -> dict[str, Measure]:
    """Return the measures of each rule and of all; precision is of errors and warnings."""
    measures: dict[str, Measure] = {"all rules": Measure()}
    for item in items:
        story = story_of(item)
        findings = check_story(story).findings
        explained: set[int] = set()
        for error in item["errors"]:
            touching = [n for n, each in enumerate(findings) if touches(each, error["spans"])]
            caught = any(findings[n].code == error["code"] for n in touching)
            explained.update(touching)
            for measure in (measures["all rules"], measures.setdefault(error["code"], Measure())):
                measure.wanted += 1
                measure.right += caught
                measure.given += caught
                if not caught:
                    measure.said.append(f"{story.id}: {error['code']} not caught")
        for n, finding in enumerate(findings):
            if n not in explained and finding.severity > Severity.NOTE:
                for measure in (measures["all rules"], measures.setdefault(finding.code, Measure())):
                    measure.given += 1
                    measure.said.append(f"{story.id}: false alarm {finding.code} {finding.message}")
    return measures


def touches(finding: Any, spans: list[list[int]]) -> bool:
    """Whether a finding stands on a planted slip; one without spans is in the title."""
    if not spans:
        return any(each.part == "title" for each in finding.spans)
    return any(s.part == "text" and s.start < end and start < s.end for s in finding.spans for start, end in spans)


def missed(measures: dict[str, Measure], floors: dict[str, Any]) -> Iterator[str]:
    """Yield a line for each floor that is not reached, and for each floor of something that is not measured."""
    for name, floor in floors.items():
        if name not in measures:
            yield f"{name}: has a floor and is not measured"
            continue
        for what, least in floor.items():
            value = getattr(measures[name], what)
            if value < least - 1e-9:
                yield f"{name}: {what} {value:.3f} is below its floor of {least}"


def table(measures: dict[str, Measure]) -> Iterator[str]:
    """Yield the measures as lines of a table."""
    for name, each in measures.items():
        yield f"{name:28} precision {each.precision:.3f}  recall {each.recall:.3f}  of {each.wanted}"


def run_shared(folder: Path) -> None:
    """Run the scorer kept outside this project, where there is one."""
    scorer, gold = folder / "score" / "score.py", folder / "gold"
    if not scorer.exists() or not gold.is_dir():
        print(f"**** no scorer and gold stories in {folder}: ONLY OUR OWN STORIES WERE MEASURED ****", file=sys.stderr)
        return
    command = [sys.executable, str(scorer), "--runtut", str(Path(sys.executable).with_name("runtut"))]
    for option, pattern in (("--gold", "dev*.jsonl"), ("--traps", "traps*.jsonl")):
        files = sorted(map(str, gold.glob(pattern)))
        command += [option, *files] if files else []
    print(f"\n{folder}:")
    sys.stdout.flush()
    subprocess.run(command, check=True)


def main() -> int:
    """Print the tables and what is below its floor."""
    parser = argparse.ArgumentParser(description="Precision and recall on annotated stories.")
    parser.add_argument("--shared", type=Path, help="a folder with a scorer and gold stories kept outside this project")
    parser.add_argument("--show", action="store_true", help="print every miss and false alarm")
    options = parser.parse_args()
    floors = tomllib.loads((FOLDER / "floors.toml").read_text(encoding="utf-8"))
    below: list[str] = []
    for name, file, score in (
        ("layers", "gold.jsonl", score_gold),
        ("rules", "traps.jsonl", score_traps),
        ("figures", "traps-figures.jsonl", score_traps),
        ("relations", "traps-relations.jsonl", score_traps),
        ("figures held out", "traps-figures-2.jsonl", score_traps),
        ("same thing twice", "traps-same.jsonl", score_traps),
    ):
        items = stories(file)
        measures = score(items)
        words = sum(len(item["story"]["text"].split()) for item in items)
        print(f"{file}: {len(items)} stories, {words} words")
        print("\n".join(table(measures)), end="\n\n")
        if options.show:
            counted = Counter(line for each in measures.values() for line in each.said)
            print("\n".join(counted), end="\n\n")
        below += missed(measures, floors[name])
    for line in below:
        print(line, file=sys.stderr)
    if options.shared is not None:
        run_shared(options.shared)
    return bool(below)


if __name__ == "__main__":
    sys.exit(main())
