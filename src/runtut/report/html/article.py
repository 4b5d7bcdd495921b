"""One story on the page: its head, its text between notes, its captions and what stands below."""

from __future__ import annotations

from runtut.i18n import N_
from runtut.record import TITLE, Record, Severity, caption
from runtut.report.html.notes import sentence
from runtut.report.html.sections import sections
from runtut.report.html.story import Marked
from runtut.report.json import Tally
from runtut.report.markup import Markup, el, escape, joined
from runtut.report.outcome import Outcome
from runtut.report.text import BYLINE_ROLES
from runtut.report.wording import join, say, tidy, word_value


def article(record: Record, number: int, language: str, *, alone: bool, place: tuple[int, int] | None = None) -> Markup:
    """Return one story; `alone` where no other stands on the page, `place` a stretch of its text to be led to."""
    story = Marked(record, number, language, notes=True, place=place)
    title, section = ("h1", "h2") if alone else ("h2", "h3")
    told = record.story
    kicker = " · ".join(tidy(each) for each in (told.outlet, told.section) if each)
    parts = [caption(index) for index in range(len(told.captions))]
    captions = [
        el(
            "li",
            el("span", say(N_("Caption"), language), ": ", class_="label", lang=language),
            el("span", story.part(part), class_="story-part", dir="auto"),
            el("span", f" ({tidy(each.credit)})", class_="credit") if each.credit else None,
            *story.notes_of(part),
        )
        for part, each in zip(parts, told.captions, strict=True)
    ]
    above = story.notes_of(TITLE)
    heading = story.part(TITLE) if told.title else escape(tidy(told.id))
    return el(
        "article",
        el(
            "header",
            el("p", kicker, class_="kicker", lang=told.language, dir="auto") if kicker else None,
            el(title, heading, id=f"s{number}-h", class_="headline story-part", lang=told.language, dir="auto"),
            el("p", meta(record, language), class_="meta"),
            el("p", sentence(counted(record, language)), class_="verdict"),
        ),
        el("div", *above, class_="headline-notes") if above else None,
        el("div", story.paragraphs(), class_="story story-part", lang=told.language),
        el("ul", *captions, class_="captions", lang=told.language) if captions else None,
        el("div", *sections(record, story, language, level=section), class_="tables"),
        id=f"s{number}",
        aria_labelledby=f"s{number}-h",
    )


def counted(record: Record, language: str) -> str:
    """Return how many findings of each severity a record has, in words."""
    tally = Tally()
    tally.add(Outcome(id=record.story.id, record=record))
    kinds = {
        Severity.ERROR: (N_("{count} error"), N_("{count} errors")),
        Severity.WARNING: (N_("{count} warning"), N_("{count} warnings")),
        Severity.NOTE: (N_("{count} note"), N_("{count} notes")),
    }
    said = [
        say(one if tally.severities[kind] == 1 else many, language, count=tally.severities[kind])
        for kind, (one, many) in kinds.items()
        if tally.severities[kind]
    ]
    return join(said, language) if said else say(N_("nothing to report"), language)


def meta(record: Record, language: str) -> Markup:
    """Return when, by whom and where a story was published."""
    story = record.story
    said: list[Markup | str] = []
    if story.published is not None:
        said.append(el("time", word_value(story.published, language), datetime=story.published.isoformat()))
    said += [f"{tidy(each.name)} ({say(BYLINE_ROLES[each.role], language)})" for each in story.bylines]
    if story.url and story.url.lower().startswith(("https://", "http://")):
        host = tidy(story.url.split("/")[2]) or tidy(story.url)
        said.append(el("a", host, href=story.url, rel="noopener noreferrer nofollow"))
    elif story.source:
        said.append(tidy(story.source))
    return joined(said, " · ")
