"""`runtut rules`: list the rules, or explain one."""

from __future__ import annotations

import re
import shutil
import sys
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from runtut.cli.options import message_language, open_output
from runtut.i18n import LANGUAGES, translate

if TYPE_CHECKING:
    from runtut.rules.catalogue import Entry

_HEAD = re.compile(r"^\((\d{4}-\d\d-\d\d)(?:; title: (.*?))?\)\s*")


@click.command(context_settings={"help_option_names": ["-h", "--help"]})
@click.argument("code", required=False)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True, help="How to print."
)
@click.option("--lang", type=click.Choice(LANGUAGES), help="Language of messages.  [default: the terminal's]")
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
            raise click.UsageError(f"no rule {code!r}; `runtut rules` lists them")
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
        "what": page.what,
        "why": page.why,
        "bad": list(page.bad),
        "good": list(page.good),
        "silent": page.silent,
        "limits": page.limits,
        "source": page.source,
    }


def _listed(entries: tuple[Entry, ...], language: str) -> Iterator[str]:
    width = _width()
    for entry in entries:
        head = f"{entry.rule.code}  {translate(entry.rule.severity.label, language):10} "
        yield from textwrap.wrap(head + entry.page.what, width, subsequent_indent=" " * len(head))


def _explained(entry: Entry, language: str) -> Iterator[str]:
    rule, page, width = entry.rule, entry.page, _width()
    yield f"{rule.code} {rule.name} ({translate(rule.severity.label, language)})"
    yield ""
    yield from textwrap.wrap(page.what, width)
    for heading, text in (("Why", page.why), ("Silent", page.silent), ("Limits", page.limits), ("Source", page.source)):
        if heading == "Silent":
            yield from _examples("Wrong", page.bad, width)
            yield from _examples("Right", page.good, width)
        if text:
            yield ""
            yield from textwrap.wrap(f"{heading}: {text}", width, subsequent_indent="  ")


def _examples(heading: str, examples: tuple[str, ...], width: int) -> Iterator[str]:
    for example in examples:
        yield ""
        yield from textwrap.wrap(f"{heading}: {shown(example)}", width, subsequent_indent="  ")


def shown(example: str) -> str:
    """Return an example as a reader wants it: where it was published in words, the marked sides in brackets."""
    head = _HEAD.match(example)
    said = ""
    if head:
        said = f"(published {head[1]}) " + (f"Title: {head[2]}. " if head[2] else "")
    text = example[head.end() :] if head else example
    return said + " ".join(text.split()).replace("[[", "[").replace("]]", "]")


def _width() -> int:
    return min(shutil.get_terminal_size((88, 24)).columns, 100) if sys.stdout.isatty() else 88
