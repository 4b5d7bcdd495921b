"""`runtut rules`: list the rules, or explain one."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from runtut.cli.options import open_output
from runtut.cli.speech import Command, message_language, option, tell
from runtut.explained import precision_said, rule_object, shown
from runtut.i18n import LANGUAGES, N_, translate

if TYPE_CHECKING:
    from runtut.rules.catalogue import Entry


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


def _width() -> int:
    return min(shutil.get_terminal_size((88, 24)).columns, 100) if sys.stdout.isatty() else 88
