"""What is still to come has a date already past, or what is over has a date still to come.

Why: a plan with last week's date is an old draft, or a slip in the month or year; readers come on the wrong day.
Bad: (2023-09-12) Festival perahu Wanasari [[akan]] digelar mulai [[Jumat (1/9/2023)]] di alun-alun.
Bad: (2023-09-12) Jembatan Cimanila [[telah]] dibuka pada [[Senin (18/9/2023)]].
Good: (2023-09-12) Festival perahu Wanasari akan digelar mulai Jumat (15/9/2023) di alun-alun.
Silent: when the story has no publication date; for a date without its year or day; for one that no word such as
    "pada" or "mulai" ties to the verb, or that a comma parts from it (the day on which somebody spoke); in
    quotations; and where the sentence gives words to somebody ("kata", "mengatakan"), or tells of an earlier plan, a
    condition, another event or time ("setelah", "hingga"), or what came to nothing; where the sentences before it tell
    what happened earlier (a chronology); behind a relative word; and of what can be done from a day to come.
"""

from __future__ import annotations

from collections.abc import Iterator

from runtut.i18n import N_
from runtut.record import Finding, Layer, Record, Rule, Schedule, Severity

RULE = Rule(
    code="CAL006",
    name="tense-date-mismatch",
    severity=Severity.WARNING,
    needs=(Layer.SCHEDULES,),
    message=N_("“{said}” with {date}, which was over on the story's day, {published}"),
    detail=N_("the date lies {days} days before the story's day"),
    fixes=(N_("correct the date"), N_("say that it has taken place")),
)
_DONE = N_("“{said}” with {date}, which was still to come on the story's day, {published}")
_DONE_DETAIL = N_("the date lies {days} days after the story's day")
_DONE_FIXES = (N_("correct the date"), N_("say that it is planned"))


def check(record: Record) -> Iterator[Finding]:
    """Yield a finding for each date on the wrong side of the story's day."""
    published = record.story.published_date
    if published is None:
        return
    for link in record.links_of(Schedule):
        first, last = link.time.first_day, link.time.last_day or link.time.first_day
        if first is None or last is None:
            continue
        if link.coming and last < published:
            yield RULE.finding(
                spans=(link.said, link.time),
                values={
                    "said": link.said.value,
                    "date": last,
                    "published": published,
                    "days": (published - last).days,
                },
            )
        elif not link.coming and first > published:
            yield RULE.finding(
                spans=(link.said, link.time),
                values={
                    "said": link.said.value,
                    "date": first,
                    "published": published,
                    "days": (first - published).days,
                },
                message=_DONE,
                detail=_DONE_DETAIL,
                fixes=_DONE_FIXES,
            )
