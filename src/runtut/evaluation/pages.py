"""Stories read from pages held against what a careful reader takes from them.

Text is compared with blanks made one, in NFKC, with one kind of quotation mark and of dash. A page that gave no story
misses everything that is asked of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import field
from datetime import datetime

from runtut.evaluation.measure import MISSED, SPURIOUS, WRONG, Miss, Object
from runtut.values import dataclass

PAGES = "pages"
"""What `--show` calls the misses of pages."""

MEASURES = (
    "pages read",
    "body recall",
    "body noise",
    "first right",
    "last right",
    "clean pages",
    "title exact",
    "published minute",
    "published day",
    "byline precision",
    "byline recall",
    "byline role",
    "captions found",
    "captions leaked",
    "credits found",
    "dateline",
)
"""The measures, in the order in which they are told."""

LOWER_IS_BETTER = frozenset({"body noise", "captions leaked"})

_NEAR = 200
"""Characters within which the first paragraph begins and after which the last one ends."""

_LONG = 25
"""Characters of a caption that cannot stand in the body by chance."""

_ALIKE = str.maketrans(
    {**dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’`´", "'"), **dict.fromkeys("–—−", "-")}
    | dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\u00ad", None)
)


@dataclass(slots=True)
class PageScore:
    """How many pages, and of each measure how many places hold, of how many."""

    pages: int = 0
    counts: dict[str, tuple[int, int]] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    def to_object(self) -> Object:
        """Return the score as a JSON object, without the misses."""
        measures = {
            name: {"count": count, "of": of, "share": count / of}
            for name in MEASURES
            for count, of in [self.counts.get(name, (0, 0))]
            if of
        }
        return {"pages": self.pages, "measures": measures}


def score_pages(golds: Sequence[Object], records: Sequence[Object]) -> PageScore:
    """Return the measures of pages; `records` are their JSON objects, in the same order."""
    score = PageScore(pages=len(golds))
    for gold, record in zip(golds, records, strict=True):
        for name, holds, what in _asked(gold, record):
            count, of = score.counts.get(name, (0, 0))
            score.counts[name] = (count + holds, of + 1)
            if holds == (name in LOWER_IS_BETTER):
                kind = SPURIOUS if holds else MISSED if name in ("body recall", "byline recall") else WRONG
                score.misses.append(Miss(PAGES, kind, gold["file"], 0, 0, name, given=what))
    return score


def _asked(gold: Object, record: Object) -> Iterator[tuple[str, bool, str]]:
    """Yield what is asked of a page: the measure, whether it holds, and what to show where it does not."""
    story: Object = record.get("story") or {}
    text = _plain(story.get("text"))
    read = ("pages read", "story" in record, str((record.get("error") or {}).get("message", "")))
    body = [read, *_body(gold, text)]
    yield from body
    if gold["paragraphs"]:
        yield "clean pages", all(holds != (name in LOWER_IS_BETTER) for name, holds, _ in body), ""
    titles = [_plain(each).lower() for each in (gold["title"], *gold.get("title_also", []))]
    yield "title exact", _plain(story.get("title")).lower() in titles, str(story.get("title"))
    if gold["published"]:
        accepted, given = [gold["published"], *gold.get("published_also", [])], story.get("published")
        for exact, name in ((True, "published minute"), (False, "published day")):
            said = f"{given}; {gold['published']}"
            yield name, any(_same_moment(each, given, exact=exact) for each in accepted), said
    yield from _bylines(gold, story)
    yield from _captions(gold, story, text, titles)
    if gold["dateline"]:
        same = _folded(gold["dateline"]) == _folded(story.get("dateline"))
        yield "dateline", same, f"{story.get('dateline')}; {gold['dateline']}"


def _body(gold: Object, text: str) -> Iterator[tuple[str, bool, str]]:
    for name, snippets in (("body recall", gold["must"]), ("body noise", gold["must_not"])):
        for snippet in snippets:
            yield name, _plain(snippet) in text, snippet
    if gold["paragraphs"]:
        first, last = _plain(gold["first"]), _plain(gold["last"])
        yield "first right", 0 <= text.find(first) <= _NEAR, text[:80]
        at = text.rfind(last)
        yield "last right", at >= 0 and len(text) - at - len(last) <= _NEAR, text[-80:]


def _bylines(gold: Object, story: Object) -> Iterator[tuple[str, bool, str]]:
    wanted = {_plain(each["name"]).lower(): each["role"] for each in gold["bylines"]}
    given: dict[str, str | None] = {}
    for each in story.get("bylines") or []:
        given.setdefault(_plain(each["name"]).lower(), each.get("role"))
    for name in given:
        yield "byline precision", name in wanted, name
    for name, role in wanted.items():
        yield "byline recall", name in given, name
        if name in given:
            yield "byline role", given[name] == role, f"{name}: {given[name]}; {role}"


def _captions(gold: Object, story: Object, text: str, titles: Sequence[str]) -> Iterator[tuple[str, bool, str]]:
    read = story.get("captions") or []
    for each in gold["captions"]:
        yield "captions found", any(_folded(each) in _folded(one.get("text")) for one in read), each
        if len(each) >= _LONG and gold["paragraphs"] and _plain(each).lower() not in titles:
            yield "captions leaked", _plain(each) in text, each
    for each in gold["credits"]:
        yield "credits found", any(_folded(each) == _folded(one.get("credit")) for one in read), each


def _plain(text: object) -> str:
    return " ".join(unicodedata.normalize("NFKC", str(text or "")).translate(_ALIKE).split())


def _folded(text: object) -> str:
    return re.sub(r"\W+", " ", _plain(text).lower()).strip()


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(re.sub(r"Z$", "+00:00", str(text).strip()))
    except ValueError:
        return None


def _same_moment(wanted: str, given: object, *, exact: bool) -> bool:
    """Whether two moments are one: to the minute as instants, where the gold has a clock and `exact` asks; else by the day."""
    one, other = _moment(wanted), _moment(given)
    if one is None or other is None:
        return False
    if exact and "T" in wanted:
        return other.tzinfo is not None and int(one.timestamp() // 60) == int(other.timestamp() // 60)
    if one.tzinfo is not None and other.tzinfo is not None:
        other = other.astimezone(one.tzinfo)
    return one.date() == other.date()
