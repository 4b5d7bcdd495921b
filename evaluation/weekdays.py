"""Search stories for weekdays beside dates by plain patterns, and ask how many of the wrong pairs CAL001 finds.

    python evaluation/weekdays.py STORIES            the counts; exit status 1 below 95 percent
    python evaluation/weekdays.py STORIES --show     also every wrong pair that CAL001 does not find

The search shares nothing with the reader: a weekday, at most a few words, a date in figures or with a month in words. A pair is
wrong where the year is written and the calendar has another weekday; or, without a year, where the date lies within two weeks
of publication. Pairs in quotation marks count too. What the search takes for a pair may be none (a weekday and the date of
something else), so misses are to be read before they are counted against the rule.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from runtut.batch import Plan, run
from runtut.record import Record, Story

LEAST = 0.95
NEAR = 14
"""Days from publication within which a date without a year is one of that year."""

DAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")
ALSO = {"jum'at": "jumat", "jum’at": "jumat", "ahad": "minggu"}
MONTHS = (
    ("januari", "jan"),
    ("februari", "pebruari", "feb"),
    ("maret", "mar"),
    ("april", "apr"),
    ("mei",),
    ("juni", "jun"),
    ("juli", "jul"),
    ("agustus", "agu", "agt", "ags"),
    ("september", "sept", "sep"),
    ("oktober", "okt"),
    ("november", "nopember", "nov", "nop"),
    ("desember", "des"),
)
NUMBER_OF = {name: number for number, names in enumerate(MONTHS, 1) for name in names}

_DAY = "|".join(sorted((*DAYS, *ALSO), key=len, reverse=True))
_MONTH = "|".join(sorted(NUMBER_OF, key=len, reverse=True))
PAIR = re.compile(
    rf"\b(?P<weekday>{_DAY})\b"
    r"(?P<gap>[\s,(]{1,3}(?:(?:dini hari|pagi|siang|sore|petang|malam|hari ini|kemarin|lalu|tanggal|tgl|wib|ini|besok)[\s,(]{1,3}){0,2})"
    rf"(?P<day>\d{{1,2}})(?:\s?[/.-]\s?(?P<figure>\d{{1,2}})|\s(?P<month>{_MONTH})\b)"
    r"(?:(?:\s?[/.-]\s?|\s)(?P<year>\d{4}|\d{2})(?!\d|[.:]\d))?(?!\d|[.:]\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A weekday and a date beside it that the calendar does not have together."""

    start: int
    end: int
    text: str
    actual: str


def wrong_pairs(story: Story) -> Iterator[Pair]:
    """Yield the pairs of a story's text that the calendar does not have."""
    published = story.published_date
    for match in PAIR.finditer(story.text):
        weekday = match["weekday"].lower()
        month = int(match["figure"]) if match["figure"] else NUMBER_OF[match["month"].lower()]
        day = _date(int(match["day"]), month, match["year"], published)
        if day is None or DAYS[day.weekday()] == ALSO.get(weekday, weekday):
            continue
        if match["year"] is None and (published is None or abs((day - published).days) > NEAR):
            continue
        yield Pair(match.start(), match.end(), match.group(), DAYS[day.weekday()])


def _date(day: int, month: int, year: str | None, published: date | None) -> date | None:
    if year is not None:
        return _made(int(year) + (2000 if len(year) == 2 else 0), month, day)
    if published is None:
        return None
    near = [each for by in (-1, 0, 1) if (each := _made(published.year + by, month, day)) is not None]
    return min(near, key=lambda each: abs((each - published).days), default=None)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def caught(pair: Pair, record: Record) -> bool:
    """Whether a finding of CAL001, or of CAL002 for the same date, stands on a pair."""
    return any(
        side.part == "text" and side.start < pair.end and pair.start < side.end
        for finding in record.findings
        for side in finding.spans
    )


def main() -> int:
    """Print the counts."""
    parser = argparse.ArgumentParser(description="How many wrong weekdays CAL001 finds.")
    parser.add_argument("stories", nargs="+")
    parser.add_argument("--show", action="store_true", help="print every wrong pair that is not found")
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    stories = pairs = found = more = 0
    for outcome in run(options.stories, Plan(select=("CAL001", "CAL002"), layers=()), jobs=options.jobs):
        if outcome.record is None:
            continue
        stories += 1
        record = outcome.record
        wrong = list(wrong_pairs(record.story))
        hits = [caught(each, record) for each in wrong]
        pairs += len(wrong)
        found += sum(hits)
        more += sum(
            finding.code == "CAL001"
            and all(side.part == "text" for side in finding.spans)
            and not any(each.start < finding.spans[0].end and finding.spans[0].start < each.end for each in wrong)
            for finding in record.findings
        )
        if options.show:
            for each, hit in zip(wrong, hits, strict=True):
                if not hit:
                    text = record.story.text
                    around = text[max(0, each.start - 80) : each.end + 60].replace("\n", "¶")
                    print(f"{outcome.id} {record.story.published} {each.text!r} was {each.actual}: …{around}…")
    share = found / pairs if pairs else 1.0
    print(f"{stories} stories: {pairs} wrong pairs by the search, {found} found by CAL001 or CAL002 ({share:.3f});")
    print(f"{more} findings of CAL001 where the search sees no wrong pair")
    return share < LEAST


if __name__ == "__main__":
    sys.exit(main())
