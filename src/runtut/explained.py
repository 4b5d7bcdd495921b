"""What is told of a rule wherever it is explained: its page, its examples, how often it was right."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, NamedTuple

from runtut.i18n import N_, translate
from runtut.report.wording import say
from runtut.rules.catalogue import Entry
from runtut.rules.precision import measured

_HEAD = re.compile(r"^\((\d{4}-\d\d-\d\d)(?:; title: (.*?))?\)\s*")


def rule_object(entry: Entry, language: str) -> dict[str, Any]:
    """Return a rule and its page as a JSON object."""
    rule, page = entry.rule, entry.page
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.label,
        "message": translate(rule.message, language),
        "what": translate(page.what, language),
        "why": translate(page.why, language),
        "bad": list(page.bad),
        "good": list(page.good),
        "silent": translate(page.silent, language),
        "limits": translate(page.limits, language),
        "source": translate(page.source, language),
        "precision": _precision_object(rule.code),
    }


def _precision_object(code: str) -> dict[str, Any] | None:
    known = measured().get(code)
    if known is None:
        return None
    return {
        "read": known.read,
        "right": known.right,
        "wrong": known.wrong,
        "unsure": known.unsure,
        "share": known.share,
        "interval": list(known.interval),
        "stories": known.stories,
        "collection": known.collection,
        "date": known.date,
    }


def precision_said(code: str, language: str = "en") -> str:
    """Return how often the findings of a rule were right when people read them, as a sentence; or that nobody has."""
    known = measured().get(code)
    if known is None:
        return translate(N_("never audited: nobody has counted how often its findings are right"), language)
    low, high = known.interval
    said = say(
        N_("of {read} findings that were read, {right} were right ({share}; 95% interval {low} to {high})"),
        language,
        read=known.read,
        right=known.right,
        share="-" if known.share is None else f"{known.share:.2f}",
        low=f"{low:.2f}",
        high=f"{high:.2f}",
    )
    if known.unsure:
        said += say(N_("; {count} could not be decided and are not in the share"), language, count=known.unsure)
    stories = N_("; on {stories} stories ({collection}), {date}")
    when = date.fromisoformat(known.date) if known.date else ""
    return said + say(stories, language, stories=known.stories, collection=known.collection, date=when)


class Example(NamedTuple):
    """An example of a rule's page: when it was published and its title where that matters, and its text.

    What a finding marks stands in [[ ]], in the title too.
    """

    published: date | None
    title: str | None
    text: str


def example_of(written: str) -> Example:
    """Return an example as a rule's docstring has it."""
    head = _HEAD.match(written)
    text = " ".join((written[head.end() :] if head else written).split())
    return Example(date.fromisoformat(head[1]) if head else None, head[2] if head else None, text)


def published_said(example: Example, language: str = "en") -> str:
    """Return when an example was published, and its title, as sentences; empty where neither matters."""
    said = []
    if example.published is not None:
        said.append(say(N_("(published {date})"), language, date=example.published))
    if example.title:
        said.append(say(N_("Title: {title}."), language, title=example.title))
    return " ".join(said)


def shown(written: str, language: str = "en") -> str:
    """Return an example as a reader wants it: where it was published in words, the marked sides in brackets."""
    example = example_of(written)
    said = " ".join(filter(None, (published_said(example, language), example.text)))
    return said.replace("[[", "[").replace("]]", "]")
