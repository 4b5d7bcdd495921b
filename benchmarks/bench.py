"""What reading and checking costs, beside two well-known libraries doing a part of it.

    python benchmarks/bench.py            print the table
    python benchmarks/bench.py --check    also exit with 1 where a target is missed

Times are the median of several runs in one warm process, unless the line says cold. "All rules together" takes a story
whose times, figures, names, quotations and events were read before: what the rules compare is linked, and every rule applied.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from runtut.annotate.entities import read_entities
from runtut.batch import Plan, finish, run
from runtut.intake.items import Item
from runtut.intake.sources import open_sources
from runtut.languages import load_pack
from runtut.pipeline import check_read, check_story, read_story
from runtut.record import Record, Story

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "examples" / "jembatan.html"
WORDS = 300


def median(work: Callable[[], object], *, runs: int = 15) -> float:
    """Return the median time of `work` in seconds, after one run that is not counted."""
    work()
    times = []
    for _ in range(runs):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def story_of(words: int, *, distinct: bool = True) -> Story:
    """Return a story of about so many words, made of the sample's paragraphs, in which figures and names change."""
    item = next(iter(open_sources([str(PAGE)])))
    if item.story is None:
        sys.exit(str(item.error))
    paragraphs = [p for p in item.story.text.split("\n") if p.strip()]
    made: list[str] = []
    count = at = 0
    while count < words:
        paragraph = paragraphs[at % len(paragraphs)]
        if distinct and at >= len(paragraphs):
            paragraph = paragraph.replace("Darma", f"Darma{'abcdefghij'[at % 10]}a").replace("75", str(75 + at % 900))
        made.append(paragraph)
        count += len(paragraph.split())
        at += 1
    return replace(item.story, text="\n\n".join(made), masks=(), captions=())


HOSTILE = {
    "1 MB of digits, spaced": "12 345 " * 142_000,
    "1 MB of quotation marks": '"' * 1_000_000,
    "1 MB of (": "(" * 1_000_000,
    "10 MB of digits": "1234567890" * 1_000_000,
    "10 MB of digits, spaced": "12 345 " * 1_430_000,
    "10 MB of quotation marks": '"' * 10_000_000,
    "10 MB of mixed marks": "“\"'‘” " * 1_660_000,
    "10 MB of (": "(" * 10_000_000,
    "10 MB of spaces": " " * 5_000_000 + "." + " " * 5_000_000,
    "10 MB of capitals": "Aku Dia " * 1_250_000,
    "10 MB of one letter": "a" * 10_000_000,
}


def cold(*args: str) -> float:
    """Return the median time of the command line, started anew, in seconds."""
    command = [str(Path(sys.executable).with_name("runtut")), *args]

    def start() -> None:
        subprocess.run(command, capture_output=True, check=False)

    return median(start, runs=5)


def main() -> int:
    """Print the table."""
    missed = []

    def row(name: str, seconds: float, note: str = "", *, target: float | None = None) -> None:
        verdict = ""
        if target is not None:
            verdict = f"target {target * 1000:.0f} ms: {'reached' if seconds <= target else 'MISSED'}"
            if seconds > target:
                missed.append(name)
        print(f"{name:52}{seconds * 1000:>12.1f} ms   {note}{verdict}")

    story = story_of(WORDS)
    words = len(story.text.split())
    html = PAGE.read_bytes()
    print(f"one story of {words} words, one warm process")
    row("read and check, page extraction apart", median(lambda: check_story(story, layers=Plan().layers)), target=0.015)
    row("check alone", median(lambda: check_story(story)))
    reading = read_story(story)
    row("all rules together, the reading given", median(lambda: check_read(reading)), target=0.003)
    record, pack = Record(story=story), load_pack(story.language)
    row("names alone", median(lambda: read_entities(record, pack)), target=words / 25_000)
    row("a page, extraction and all", median(lambda: list(run([str(PAGE)], Plan()))))
    try:
        from dateparser.search import search_dates  # noqa: PLC0415 -- only where it is installed

        row(
            "dateparser.search.search_dates, same text",
            median(lambda: search_dates(story.text, languages=["id"]), runs=5),
        )
    except ImportError:
        print("dateparser is not installed: its line is left out")
    try:
        import trafilatura  # noqa: PLC0415 -- only where it is installed

        row("trafilatura.extract, the sample page", median(lambda: trafilatura.extract(html)))
    except ImportError:
        print("trafilatura is not installed: its line is left out")

    print("\ncold start, a new process")
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder) / "story.txt"
        draft.write_text(story.text, encoding="utf-8")
        row("runtut check story.txt", cold("check", str(draft)), target=0.8)
        row("runtut check page.html", cold("check", str(PAGE)))
        row("runtut --help", cold("--help"))

    print("\ncost as stories grow")
    rates = []
    for size in (1_000, 10_000, 100_000):
        long = story_of(size)
        seconds = median(lambda long=long: check_story(long, layers=Plan().layers), runs=3 if size < 50_000 else 1)
        rates.append(len(long.text.split()) / seconds)
        row(f"{size:,} words", seconds, f"{rates[-1]:,.0f} words/s")
    if min(rates) * 2 < rates[0]:
        missed.append("linear growth")
        print("NOT LINEAR: the longest story is read at less than half the speed of the shortest")

    print("\nhostile input")
    for name, text in HOSTILE.items():
        began = time.perf_counter()
        outcome = finish(Item("hostile", "hostile", story=Story("hostile", text)), Plan())
        row(name, time.perf_counter() - began, "read" if outcome.record else str(outcome.error)[9:])
    deep = b"<html><body>" + b"<div>" * 200_000 + b"teks" + b"</div>" * 200_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deep.html"
        path.write_bytes(deep)
        began = time.perf_counter()
        outcome = next(iter(run([str(path)], Plan())))
        row(
            "HTML 200,000 elements deep",
            time.perf_counter() - began,
            "read" if outcome.record else str(outcome.error)[-60:],
        )
    if missed:
        print("\nmissed:", ", ".join(missed))
    return bool(missed) if "--check" in sys.argv[1:] else 0


if __name__ == "__main__":
    sys.exit(main())
