"""`runtut rules`: list the rules, or explain one."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from runtut.cli.options import open_output
from runtut.cli.speech import Command, message_language, option, tell
from runtut.i18n import LANGUAGES, N_, translate
from runtut.report.wording import say

if TYPE_CHECKING:
    from runtut.rules.catalogue import Entry

_HEAD = re.compile(r"^\((\d{4}-\d\d-\d\d)(?:; title: (.*?))?\)\s*")


@click.command(cls=Command, context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("code", required=False)
@option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print."
)
@option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.  [default: the terminal's]")
def rules(code: str | None, form: str, lang: str | None) -> int:
    """List the rules, or explain one: what it finds, why, examples wrong and right, when it is silent.

    CODE is a rule's code or name, as CAL001 or weekday-date-mismatch, or the beginning of codes, as CAL.
    """
    from runtut.rules.catalogue import catalogue, find  # noqa: PLC0415 -- loads every rule

    entries = catalogue()
    one = find(code) if code else None
    if one is not None:
        entries = (one,)
    elif code:
        entries = tuple(e for e in entries if e.rule.code.startswith(code.upper()))
        if not entries:
            raise click.UsageError(tell(N_("no rule {code!r}; `runtut rules` lists them"), code=code))
    language = message_language(lang)
    with open_output(None) as stream:
        if form == "json":
            import json  # noqa: PLC0415 -- only here

            objects: Any = [rule_object(entry, language) for entry in entries]
            stream.write(json.dumps(objects[0] if one else objects, ensure_ascii=False, indent=2) + "\n")
        else:
            lines = _explained(entries[0], language) if one else _listed(entries, language)
            stream.writelines(line + "\n" for line in lines)
    return 0


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
    from runtut.rules.precision import measured  # noqa: PLC0415 -- only where a rule is told in full

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
    from runtut.rules.precision import measured  # noqa: PLC0415 -- only where a rule is told in full

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


def _listed(entries: tuple[Entry, ...], language: str) -> Iterator[str]:
    width = _width()
    for entry in entries:
        head = f"{entry.rule.code}  {translate(entry.rule.severity.label, language):10} "
        yield from textwrap.wrap(head + translate(entry.page.what, language), width, subsequent_indent=" " * len(head))


def _explained(entry: Entry, language: str) -> Iterator[str]:
    rule, page, width = entry.rule, entry.page, _width()
    yield f"{rule.code} {rule.name} ({translate(rule.severity.label, language)})"
    yield ""
    yield from textwrap.wrap(translate(page.what, language), width)
    yield from _said(N_("Why"), page.why, language, width)
    yield from _examples(N_("Wrong"), page.bad, language, width)
    yield from _examples(N_("Right"), page.good, language, width)
    yield from _said(N_("Silent"), page.silent, language, width)
    yield from _said(N_("Limits"), page.limits, language, width)
    yield from _said(N_("Source"), page.source, language, width)
    yield from _said(N_("Measured"), precision_said(rule.code, language), language, width)


def _said(heading: str, text: str, language: str, width: int) -> Iterator[str]:
    if text:
        said = f"{translate(heading, language)}: {translate(text, language)}"
        yield ""
        yield from textwrap.wrap(said, width, subsequent_indent="  ")


def _examples(heading: str, examples: tuple[str, ...], language: str, width: int) -> Iterator[str]:
    for example in examples:
        said = f"{translate(heading, language)}: {shown(example, language)}"
        yield ""
        yield from textwrap.wrap(said, width, subsequent_indent="  ")


def shown(example: str, language: str = "en") -> str:
    """Return an example as a reader wants it: where it was published in words, the marked sides in brackets."""
    head = _HEAD.match(example)
    said = ""
    if head:
        said = say(N_("(published {date})"), language, date=date.fromisoformat(head[1])) + " "
        if head[2]:
            said += say(N_("Title: {title}."), language, title=head[2]) + " "
    text = example[head.end() :] if head else example
    return said + " ".join(text.split()).replace("[[", "[").replace("]]", "]")


def _width() -> int:
    return min(shutil.get_terminal_size((88, 24)).columns, 100) if sys.stdout.isatty() else 88
