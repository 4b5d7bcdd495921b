"""Write the pages that are made from the program itself: rules, settings, commands.

    python docs/generate.py          write what has changed, remove what is no more
    python docs/generate.py --check  only say what is not current; exit status 1 if anything is

The examples on the rule pages are run, and what is printed below them is what the program says.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import click
from sqlalchemy import Column

from runtut.archive.on_file import filed
from runtut.archive.tables import METADATA
from runtut.batch import Plan
from runtut.batch import run as read_all
from runtut.cli import runtut
from runtut.cli.groups import every_command
from runtut.evaluation.results import precision_table
from runtut.explained import precision_said
from runtut.pipeline import check_story
from runtut.record import Story
from runtut.report.grid import Table
from runtut.report.outcome import Outcome
from runtut.report.text import check_lines, check_report
from runtut.rules.catalogue import Entry, catalogue
from runtut.rules.precision import measured
from runtut.settings import setting_names

DOCS = Path(__file__).parent
README = DOCS.parent / "README.md"
PRECISION = DOCS / "precision.md"
TABLES = DOCS / "reference" / "tables.md"
SAMPLE = "examples/jembatan.html"
SHOWN = ("NAM004", "CAL001", "NUM003", "CAL005")
"""The findings of the sample story that the README shows."""
FAMILIES = {
    "CAL": "Calendar and clock",
    "NUM": "Figures",
    "SRC": "Sources and quotations",
    "NAM": "Names, roles, places",
    "ARC": "Against the archive",
}
_HEAD = re.compile(r"^\((\d{4}-\d\d-\d\d)(?:; title: (.*?))?\)\s*")
_MADE = "<!-- Made by docs/generate.py; do not edit. -->\n"


def pages() -> dict[Path, str]:
    """Return every generated page by its path."""
    made = {DOCS / "rules" / f"{entry.rule.code}.md": rule_page(entry) for entry in catalogue()}
    made[DOCS / "rules" / "index.md"] = rule_index()
    made[DOCS / "reference" / "settings.md"] = settings_page()
    made[DOCS / "reference" / "commands.md"] = commands_page()
    made[PRECISION] = precision_page()
    made[TABLES] = tables_page()
    made[README] = readme()
    return made


def readme() -> str:
    """Return the README with its table of rules and its sample run brought up to date."""
    text = README.read_text(encoding="utf-8")
    name = README.name
    table = ["| rule | severity | what it finds |", "|---|---|---|"]
    table += [
        f"| [{e.rule.code}](docs/rules/{e.rule.code}.md) | {e.rule.severity.label} | {e.page.what} |"
        for e in catalogue()
    ]
    rules = "\n" + "\n".join(table) + "\n"
    text = _put(name, text, r"(<!-- rules: [^\n]*-->\n)", rules, r"(\n<!-- end of rules -->)")
    return _put(name, text, r"(```text\n\$ runtut check examples/jembatan\.html\n)", sample_run(), r"(\n```)")


def precision_page() -> str:
    """Return the page on precision with its table brought up to date."""
    known = measured()
    table = precision_table([known[code] for code in sorted(known)], "en").markdown()
    table = re.sub(r"^\| ([A-Z]{3}\d{3}) ", r"| [\1](rules/\1.md) ", table, flags=re.MULTILINE)
    never = [f"[{e.rule.code}](rules/{e.rule.code}.md)" for e in catalogue() if e.rule.code not in known]
    told = f"\n{table}\nNo finding of these was read, or none that still comes: {', '.join(never) or 'none'}.\n"
    text = PRECISION.read_text(encoding="utf-8")
    return _put(PRECISION.name, text, r"(<!-- table: [^\n]*-->\n)", told, r"(\n<!-- end of table -->)")


def tables_page() -> str:
    """Return the page on the tables of an archive with their columns brought up to date."""
    parts = []
    for table in METADATA.tables.values():
        rows = [(f"`{c.name}`", _column_type(c), c.comment or "") for c in table.columns]
        columns = Table("", ("column", "type", "what it holds"), tuple(rows), frozenset(range(3))).markdown()
        about = table.comment or ""
        parts.append(f"### {table.name}\n\n{about[:1].upper()}{about[1:]}.\n\n{columns}")
    text = TABLES.read_text(encoding="utf-8")
    return _put(
        TABLES.name, text, r"(<!-- tables: [^\n]*-->\n)", "\n" + "\n".join(parts), r"(\n<!-- end of tables -->)"
    )


def _column_type(column: Column[Any]) -> str:
    key = ", key" if column.primary_key else ""
    refers = "".join(f", an id of `{each.column.table.name}`" for each in column.foreign_keys)
    return f"{column.type!s}".lower() + key + refers + ("" if column.nullable or column.primary_key else ", never null")


def _put(name: str, text: str, before: str, between: str, after: str) -> str:
    made, count = re.subn(before + r"(?:.*?)" + after, lambda m: m[1] + between + m[2], text, count=1, flags=re.DOTALL)
    if not count:
        raise ValueError(f"{name} has nothing between {before} and {after}")
    return made


def sample_run() -> str:
    """Return what the program says of the sample story, shortened to some of its findings."""
    outcome = replace(next(iter(read_all([str(DOCS.parent / SAMPLE)], Plan(layers=())))), source=SAMPLE)
    said = "\n".join(check_report([outcome])).split("\n\n")
    shown = [each for each in said if any(f" {code} " in each.partition("\n")[0] for code in SHOWN)]
    return "\n\n…\n\n".join([*shown, said[-1]])


def rule_index() -> str:
    """Return the list of rules, by family."""
    lines = [
        _MADE,
        "# Rules",
        "",
        "An **error** says that the story contradicts itself, the calendar or arithmetic; a **warning** that something",
        "is very likely wrong; a **note** that something is worth a look. A finding says that two places disagree, never",
        "which of them is the slip. A rule that is not sure says nothing.",
        "",
    ]
    for family, title in FAMILIES.items():
        entries = [entry for entry in catalogue() if entry.rule.code.startswith(family)]
        if entries:
            lines += [f"## {family}: {title}", "", "| code | severity | what it finds |", "|---|---|---|"]
            lines += [
                f"| [{e.rule.code}]({e.rule.code}.md) | {e.rule.severity.label} | {e.page.what} |" for e in entries
            ]
            lines.append("")
    return "\n".join(lines)


def rule_page(entry: Entry) -> str:
    """Return the page of one rule."""
    rule, page = entry.rule, entry.page
    parts = [
        f"{_MADE}\n# {rule.code}: {rule.name}\n",
        f"*{rule.severity.label.capitalize()}.* {page.what}\n",
        f"**Why.** {page.why}\n",
        *_on_file(entry),
        "## Wrong\n",
        *(_example(each) + f"\n```text\n{said(entry, each)}\n```\n" for each in page.bad),
        "## Right\n",
        *(_example(each) for each in page.good),
        f"## When it is silent\n\n{_sentence(page.silent)}\n",
    ]
    if page.limits:
        parts.append(f"## Limits\n\n{_sentence(page.limits)}\n")
    if page.source:
        parts.append(f"## Source\n\n{_sentence(page.source)}\n")
    parts.append(
        f"## Measured precision\n\n{_sentence(precision_said(rule.code))}. [How this was made](../precision.md)\n"
    )
    parts.append(
        f"To leave this rule out: `--ignore {rule.code}`. To silence one finding: [how to](../how-to/silence.md)."
    )
    return "\n".join(parts) + "\n"


def _on_file(entry: Entry) -> Iterator[str]:
    old = entry.old_stories()
    if old:
        yield "## On file\n"
        yield from (f"> *Published {each.published} by {each.outlet}.*<br>\n> {each.text}\n" for each in old)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _example(example: str) -> str:
    head = _HEAD.match(example)
    body = " ".join((example[head.end() :] if head else example).split())
    given = []
    if head:
        given.append(f"Published {head[1]}.")
        if head[2]:
            given.append(f"Title: {_marked(head[2])}.")
    intro = f"> *{' '.join(given)}*<br>\n" if given else ""
    return f"{intro}> {_marked(body)}\n"


def _marked(text: str) -> str:
    for sign in "\\*_<>`":
        text = text.replace(sign, "\\" + sign)
    return text.replace("[[", "<mark>").replace("]]", "</mark>")


def said(entry: Entry, example: str) -> str:
    """Return what `runtut check` prints for an example."""
    head = _HEAD.match(example)
    text = re.sub(r"\[\[|\]\]", "", example[head.end() :] if head else example)
    title = re.sub(r"\[\[|\]\]", "", head[2]) if head and head[2] else None
    story = Story("draft.txt", text, title=title, published=date.fromisoformat(head[1]) if head else None)
    with filed(entry.old_stories()) if entry.against else nullcontext() as on_file:
        record = check_story(story, [entry], on_file=on_file)
    outcome = Outcome(id=story.id, source=story.id, record=record, raw=text)
    return "\n".join(check_lines(outcome, width=80)).rstrip()


def settings_page() -> str:
    """Return the table of settings."""
    lines = [
        _MADE,
        "# Settings",
        "",
        "Settings stand under `[runtut]` in a file `runtut.toml`, or under `[tool.runtut]` in `pyproject.toml`. The",
        "nearest such file counts, looked for upward from the folder of the first source. Options on the command line",
        "win over it; `--config FILE` names another file.",
        "",
        "| setting | default | meaning |",
        "|---|---|---|",
    ]
    for name, (default, meaning) in setting_names().items():
        shown = "none" if default is None else f"`{list(default) if isinstance(default, tuple) else default!r}`"
        lines.append(f"| `{name}` | {shown} | {meaning} |")
    lines += [
        "",
        "```toml",
        "[runtut]",
        'ignore = ["NUM009"]       # our style writes 2.5 juta',
        'fail-on = "warning"',
        'lang = "id"',
        'baseline = "silenced.toml"',
        "```",
        "",
        "The language of messages is that of `--lang`, else the setting `lang`, else the environment variable",
        "`RUNTUT_LANG`, else the terminal's (`LC_ALL`, `LC_MESSAGES`, `LANG`), else English.",
        "",
    ]
    return "\n".join(lines)


def commands_page() -> str:
    """Return the help of every command."""
    parts = [f"{_MADE}\n# Commands\n"]
    context = click.Context(runtut, info_name="runtut", **runtut.context_settings)
    for inner, command in every_command(context):
        parts.append(f"## {inner.command_path}\n\n```text\n{command.get_help(inner)}\n```\n")
    parts.append(
        "## Exit status\n\n"
        "| status | meaning |\n|---|---|\n"
        "| 0 | nothing at or above `--fail-on` |\n"
        "| 1 | findings |\n"
        "| 2 | wrong usage: an option, a setting or a baseline makes no sense; nothing was read |\n"
        "| 3 | a source could not be read (the others were); this outranks 1 |\n\n"
        "Results go to standard output, everything else to standard error. A story that cannot be read never stops the\n"
        'rest: in the JSON formats its place holds `{"id", "error": {"kind", "message"}}`. Kinds of error: `not-found`,\n'
        "`empty`, `encoding`, `format`, `no-article`, `too-large`, `json`, `schema`, `language`, `not-installed`,\n"
        "`refused` and `not-fetched` (addresses), and `internal` for a slip of runtut's own.\n"
    )
    return "\n".join(parts)


def stale() -> list[Path]:
    """Return the generated pages that are not what they should be, and those that should not be there."""
    made = pages()
    wrong = [path for path, text in made.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    return wrong + [path for path in (DOCS / "rules").glob("*.md") if path not in made]


def main() -> int:
    """Write the pages, or check them."""
    wrong = stale()
    if "--check" in sys.argv[1:]:
        for path in wrong:
            print(f"{path.relative_to(DOCS.parent)} is not current; run `make docs`", file=sys.stderr)
        return bool(wrong)
    made = pages()
    for path in wrong:
        if path in made:
            path.parent.mkdir(exist_ok=True)
            path.write_text(made[path], encoding="utf-8")
        else:
            path.unlink()
        print(path.relative_to(DOCS.parent))
    return 0


if __name__ == "__main__":
    sys.exit(main())
