"""The catalogue of rules: found by folder, nothing to register.

A rule is a module `rules/<family>/<code>_<name>.py` with a `RULE` and a `check(record)`; its docstring is
its page. A rule that asks the stories on file has a `check_against(record, on_file)` instead.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType

from runtut.record import Finding, OnFile, Record, Rule, Story
from runtut.values import dataclass

FOLDER = Path(__file__).parent
_FIELD = re.compile(r"^(Why|File|Bad|Good|Silent|Source|Limits):[ ]*", re.MULTILINE)


_FILED = re.compile(r"\((\d{4}-\d\d-\d\d); outlet: (.*?)\)\s*")


@dataclass(frozen=True, slots=True)
class Page:
    """What a rule's docstring says: one sentence of what, then the named fields.

    `bad` and `good` are example stories in brief, with `[[ ]]` around what the finding marks; `file` are the stories that
    they are held against.
    """

    what: str
    why: str
    file: tuple[str, ...]
    bad: tuple[str, ...]
    good: tuple[str, ...]
    silent: str
    source: str
    limits: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule with the function that applies it and the page that explains it.

    `against` is None but for a rule that asks the stories on file, whose `check` finds nothing.
    """

    rule: Rule
    check: Callable[[Record], Iterable[Finding]]
    page: Page
    path: Path
    against: Callable[[Record, OnFile], Iterable[Finding]] | None = None

    def old_stories(self) -> list[Story]:
        """Return the stories that the page's examples are held against."""
        found = []
        for n, each in enumerate(self.page.file):
            head = _FILED.match(each)
            assert head is not None  # a slip in the docstring
            day = date.fromisoformat(head[1])
            found.append(Story(f"old{n}", " ".join(each[head.end() :].split()), published=day, outlet=head[2]))
        return found


def _page(module: ModuleType) -> Page:
    text = "\n".join(line.strip() for line in (module.__doc__ or "").strip().splitlines())
    parts = _FIELD.split(text)
    fields: dict[str, list[str]] = {}
    for name, body in zip(parts[1::2], parts[2::2], strict=True):
        fields.setdefault(name, []).append(body.strip())

    def one(name: str) -> str:
        return " ".join(" ".join(fields.get(name, ())).split())

    return Page(
        what=" ".join(parts[0].split()),
        why=one("Why"),
        file=tuple(fields.get("File", ())),
        bad=tuple(fields.get("Bad", ())),
        good=tuple(fields.get("Good", ())),
        silent=one("Silent"),
        source=one("Source"),
        limits=one("Limits"),
    )


def _modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(FOLDER.glob("*/[a-z][a-z][a-z][0-9][0-9][0-9]_*.py")):
        yield f"runtut.rules.{path.parent.name}.{path.stem}", path


def _nothing(_record: Record) -> Iterable[Finding]:
    return ()


@cache
def catalogue() -> tuple[Entry, ...]:
    """Return every rule, by code."""
    entries = []
    for name, path in _modules():
        module = importlib.import_module(name)
        against = getattr(module, "check_against", None)
        check = module.check if against is None else _nothing
        entries.append(Entry(module.RULE, check, _page(module), path, against))
    return tuple(sorted(entries, key=lambda entry: entry.rule.code))


def find(code: str) -> Entry | None:
    """Return the rule with this code or name, case aside, or None."""
    wanted = code.strip().lower()
    for entry in catalogue():
        if wanted in (entry.rule.code.lower(), entry.rule.name):
            return entry
    return None


def select(entries: Iterable[Entry], chosen: Iterable[str], ignored: Iterable[str]) -> tuple[Entry, ...]:
    """Return the entries whose code starts with a chosen prefix ("ALL" or none: every one) and no ignored one.

    Where both fit, the longer prefix wins, so `--ignore CAL --select CAL001` keeps CAL001.
    """
    want, drop = [c.upper() for c in chosen], [c.upper() for c in ignored]

    def weight(code: str, prefixes: list[str]) -> int:
        return max((0 if p == "ALL" else len(p) for p in prefixes if p == "ALL" or code.startswith(p)), default=-1)

    if not want:
        want = ["ALL"]
    return tuple(e for e in entries if weight(e.rule.code, want) > weight(e.rule.code, drop))
