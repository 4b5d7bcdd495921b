"""Silenced findings: a file of findings that somebody has looked at and left, each with a reason.

An entry is keyed by the rule's code and the words of the finding's sides (`Finding.fingerprint`) and by the
story's name, so it holds when text elsewhere in the story is edited and when the file moves to another folder.
It ends when the words themselves change: then the finding is a new one.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any, TypeVar

from runtut.i18n import N_
from runtut.record import Finding, Record, SettingsError
from runtut.values import dataclass

R = TypeVar("R", bound=Record)

LONGEST_WORDS = 60
"""Words kept of each side, in characters: enough to know the finding again, no more of a draft than that."""

HEADING = """\
# Findings that runtut leaves out, each with the reason why it may stand.
# An entry without a reason silences nothing. `fingerprint` is made of the rule's code and the words found.
# Without `story`, an entry holds for every story.
"""


@dataclass(frozen=True, slots=True)
class Silenced:
    """One entry. `story` is the last part of the story's id, or None for every story."""

    code: str
    fingerprint: str
    reason: str
    story: str | None = None
    words: tuple[str, ...] = ()

    def __str__(self) -> str:
        words = " / ".join(f'"{each}"' for each in self.words)
        where = f" in {self.story}" if self.story else ""
        return f"{self.code} {words}{where}".replace("  ", " ")


class Baseline:
    """The entries of a file, and which of them have been met in this run."""

    def __init__(self, path: Path, entries: Iterable[Silenced]) -> None:
        self.path = path
        self.entries = tuple(entries)
        self._by_fingerprint: dict[str, list[Silenced]] = {}
        for entry in self.entries:
            self._by_fingerprint.setdefault(entry.fingerprint, []).append(entry)
        self._met: set[Silenced] = set()
        self._stories: set[str] = set()

    def silence(self, record: R) -> tuple[R, int]:
        """Return a record without its silenced findings, and how many those were."""
        story = story_name(record.story.id)
        self._stories.add(story)
        kept = tuple(each for each in record.findings if not self._silences(each, record, story))
        silenced = len(record.findings) - len(kept)
        return (replace(record, findings=kept) if silenced else record), silenced

    def _silences(self, finding: Finding, record: Record, story: str) -> bool:
        entry = self._entry_for(finding, record, story)
        if entry is None:
            return False
        self._met.add(entry)
        return bool(entry.reason)

    def _entry_for(self, finding: Finding, record: Record, story: str) -> Silenced | None:
        for entry in self._by_fingerprint.get(fingerprint(finding, record), ()):
            if entry.story in (None, story):
                return entry
        return None

    def knows(self, finding: Finding, record: Record) -> bool:
        """Whether there is an entry for a finding, with a reason or without."""
        return self._entry_for(finding, record, story_name(record.story.id)) is not None

    def unused(self) -> list[Silenced]:
        """Return the entries of stories that were checked whose finding is gone."""
        return [e for e in self.entries if e not in self._met and e.story in self._stories]

    def without_reason(self) -> list[Silenced]:
        """Return the entries that say no reason."""
        return [entry for entry in self.entries if not entry.reason]


def story_name(id_: str) -> str:
    """Return what names a story wherever its file lies: the last part of its id."""
    return PurePosixPath(id_.replace("\\", "/")).name or id_


def fingerprint(finding: Finding, record: Record) -> str:
    """Return the fingerprint of a finding in its record."""
    return finding.fingerprint({span.part: record.story.part(span.part) for span in finding.spans})


def read_baseline(path: Path) -> Baseline:
    """Return the baseline kept in a file.

    Raises:
        SettingsError: the file cannot be read, or an entry lacks something.
    """
    import tomli  # noqa: PLC0415 -- only where there is such a file

    try:
        data = tomli.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        template = N_("{path}: cannot be read ({reason}); look at the path")
        if isinstance(error, FileNotFoundError):
            template = N_("{path}: cannot be read ({reason}); make it with --write-baseline")
        raise SettingsError(template, path=path, reason=error.strerror) from None
    except (UnicodeDecodeError, tomli.TOMLDecodeError) as error:
        raise SettingsError(N_("{path}: {reason}; mend the TOML"), path=path, reason=str(error)) from None
    entries = data.get("silenced", [])
    if not isinstance(entries, list) or set(data) - {"silenced"}:
        raise SettingsError(N_("{path}: needs entries under [[silenced]] and nothing else"), path=path)
    return Baseline(path, [_entry(path, number, each) for number, each in enumerate(entries, 1)])


def _entry(path: Path, number: int, raw: Any) -> Silenced:
    def text(key: str, *, required: bool = True) -> str:
        value = raw.get(key)
        if value is None and not required:
            return ""
        if not isinstance(value, str):
            template = N_("{path}: entry {number} of [[silenced]] needs {key} as text; add it")
            raise SettingsError(template, path=path, number=number, key=key)
        return value.strip()

    if not isinstance(raw, dict):
        raise SettingsError(N_("{path}: entry {number} of [[silenced]] is not a table"), path=path, number=number)
    unknown = set(raw) - {"code", "fingerprint", "reason", "story", "words", "added", "by"}
    if unknown:
        template = N_("{path}: entry {number} of [[silenced]]: no such key '{key}'; take it out")
        raise SettingsError(template, path=path, number=number, key=min(unknown))
    words = raw.get("words", [])
    return Silenced(
        code=text("code"),
        fingerprint=text("fingerprint"),
        reason=text("reason", required=False),
        story=text("story", required=False) or None,
        words=tuple(each for each in words if isinstance(each, str)) if isinstance(words, list) else (),
    )


def entry_text(finding: Finding, record: Record, *, reason: str, today: dt.date) -> str:
    """Return the TOML of a new entry for a finding. Stories from standard input have no name to be known by."""
    sides = [" ".join(record.story.part(s.part)[s.start : s.end].split()) for s in finding.spans]
    words = [each if len(each) <= LONGEST_WORDS else each[: LONGEST_WORDS - 1] + "…" for each in sides]
    story = story_name(record.story.id)
    lines = [
        "",
        "[[silenced]]",
        *([f"story = {_quoted(story)}"] if story != "-" else []),
        f"code = {_quoted(finding.code)}",
        f"words = [{', '.join(map(_quoted, words))}]",
        f"fingerprint = {_quoted(fingerprint(finding, record))}",
        f"added = {today.isoformat()}",
        f"reason = {_quoted(reason)}",
    ]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """Return a TOML basic string; JSON's escapes are TOML's, but for DEL, which TOML wants escaped, and surrogates."""
    clean = text.encode("utf-8", "replace").decode()
    return json.dumps(clean, ensure_ascii=False).replace("\x7f", "\\u007f")
