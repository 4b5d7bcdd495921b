"""The catalogue of rules: found by folder, nothing to register.

A rule is a module `rules/<family>/<code>_<name>.py` with a `RULE` and a `check(record)`; its docstring is
its page.
"""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

from runtut.record import Finding, Record, Rule
from runtut.values import dataclass

FOLDER = Path(__file__).parent
_FIELD = re.compile(r"^(Why|Bad|Good|Silent|Source|Limits):[ ]*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """What a rule's docstring says: one sentence of what, then the named fields.

    `bad` and `good` are example stories in brief, with `[[ ]]` around what the finding marks.
    """

    what: str
    why: str
    bad: tuple[str, ...]
    good: tuple[str, ...]
    silent: str
    source: str
    limits: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule with the function that applies it and the page that explains it."""

    rule: Rule
    check: Callable[[Record], Iterable[Finding]]
    page: Page
    path: Path


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
        bad=tuple(fields.get("Bad", ())),
        good=tuple(fields.get("Good", ())),
        silent=one("Silent"),
        source=one("Source"),
        limits=one("Limits"),
    )


def _modules() -> Iterator[tuple[str, Path]]:
    for path in sorted(FOLDER.glob("*/[a-z][a-z][a-z][0-9][0-9][0-9]_*.py")):
        yield f"runtut.rules.{path.parent.name}.{path.stem}", path


@cache
def catalogue() -> tuple[Entry, ...]:
    """Return every rule, by code."""
    entries = []
    for name, path in _modules():
        module = importlib.import_module(name)
        entries.append(Entry(module.RULE, module.check, _page(module), path))
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
