"""Notes: what a finding says, where both sides stand, what would make them agree."""

from __future__ import annotations

from runtut.i18n import N_
from runtut.record import Finding, Record
from runtut.report.markup import Markup, el, joined
from runtut.report.text import quoted_words
from runtut.report.wording import say, tidy, word, word_fixes, word_value


def element_id(story: int, kind: str, number: int) -> str:
    """Return the id of the page's element for one annotation or finding of one story."""
    return f"s{story}-{kind}{number}"


def note(finding: Finding, number: int, record: Record, story: int, language: str) -> Markup:
    """Return the note of a finding: what disagrees, both sides, the fact, what would make them agree."""
    return el(
        "span",
        el("span", str(number), class_="num", aria_hidden="true"),
        el("span", word_value(finding.severity, language), class_="kind"),
        " ",
        el("span", finding.code, class_="code"),
        *said(finding, language, _links(finding, number, record, story)),
        class_=f"finding f{number} {finding.severity.label}",
        id=element_id(story, "n", number),
        role="note",
        aria_label=say(N_("finding {number}"), language, number=number),
        dir="auto",
    )


def said(finding: Finding, language: str, links: Markup | None = None) -> list[Markup | None]:
    """Return what a finding says, in parts; `links` lead to its sides."""
    message = word(finding.message, language)
    fact = word(finding.detail, language) if finding.detail else None
    fixes = word_fixes(finding.fixes, language)
    return [
        el("span", sentence(message), class_="says"),
        el("span", links, class_="sides") if links else None,
        el("span", sentence(fact), class_="fact") if fact else None,
        el("span", "→ ", fixes, class_="fix") if fixes else None,
        el("span", sentence(quoted_words(finding, language)), class_="whose") if finding.in_quotation else None,
    ]


def _links(finding: Finding, number: int, record: Record, story: int) -> Markup:
    """Return both sides as links to where they stand."""
    made = []
    for which, span in enumerate(finding.spans):
        words = shortened(record.slice(span), 60)
        made.append(el("a", f"“{words}”", href=f"#{element_id(story, f'f{number}-', which)}"))
    return joined(made, " ↔ ")


def sentence(text: str | None) -> str:
    """Return words with a capital at their beginning."""
    return text[:1].upper() + text[1:] if text else ""


def shortened(text: str, longest: int) -> str:
    """Return words on one line, at most so many characters."""
    text = tidy(text)
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
