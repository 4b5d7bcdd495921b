"""Everything runtut raises on purpose.

RuntutError
├── SourceError        a source that cannot be read as a story (kind: "empty", "encoding", "not-found", ...)
├── PackError          a language pack whose data is wrong: file, key, what to do
├── SettingsError      a setting that does not exist or has a wrong value
└── ArchiveError       an archive that cannot be opened, read or written (kind: "not-found", "foreign", "newer", ...)
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from runtut.i18n import N_
from runtut.record.finding import Message


class RuntutError(Exception):
    """Something the user can mend; the message says what, where and what to do.

    It is made of a template marked with `N_` and the values that fill its {fields}. `str` gives it in English, the
    reports and the command line give `message` in the reader's language.
    """

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template)
        self.message = Message(template, values)

    def __str__(self) -> str:
        """Return the message in English."""
        return str(self.message)

    def __reduce__(self) -> tuple[Callable[..., RuntutError], tuple[object, ...]]:
        """Let errors pass between processes: pickle alone does not know of keyword arguments."""
        given: dict[str, Any] = dict(self.message.values)
        return partial(type(self), **given), self.args


class SourceError(RuntutError):
    """A source could not be read as a story. Its template may also name {source} and {line}.

    `kind` is a short stable word for programs: "not-found", "empty", "encoding", "format", "no-article",
    "too-large", "json", "schema", "language", "not-installed", "refused", "not-fetched", and "internal" for a slip of our own.
    """

    def __init__(self, template: str, *, kind: str, source: str, line: int | None = None, **values: object) -> None:
        super().__init__(template, **{"source": source, "line": line, **values})
        self.kind = kind
        self.source = source
        self.line = line

    def __reduce__(self) -> tuple[Callable[..., SourceError], tuple[object, ...]]:
        """See `RuntutError.__reduce__`."""
        given: dict[str, Any] = {**self.message.values, "kind": self.kind, "source": self.source, "line": self.line}
        return partial(SourceError, **given), self.args


class PackError(RuntutError):
    """A language pack's data does not fit its schema."""


class SettingsError(RuntutError):
    """A setting or option has a value that makes no sense."""


class ArchiveError(RuntutError):
    """An archive could not be opened, read or written. Its template may also name {archive}.

    `kind` is a short stable word for programs: "not-found", "foreign" (the database of another program), "newer" (of
    a runtut that knows more), "damaged", "full" (no room left), "busy", "unreachable", "query" (a wrong question).
    """

    def __init__(self, template: str, *, kind: str, archive: str, **values: object) -> None:
        super().__init__(template, **{"archive": archive, **values})
        self.kind = kind
        self.archive = archive

    def __reduce__(self) -> tuple[Callable[..., ArchiveError], tuple[object, ...]]:
        """See `RuntutError.__reduce__`."""
        given: dict[str, Any] = {**self.message.values, "kind": self.kind, "archive": self.archive}
        return partial(ArchiveError, **given), self.args


def bug_in(name: str, error: BaseException | str, *, source: str, line: int | None = None) -> SourceError:
    """Return the error of a story that our own program failed on.

    It says where in the program that was, and no word of the story: what an exception says may quote a draft.
    """
    place = error if isinstance(error, str) else _place(error)
    template = N_("{name}: runtut failed on this story ({place}); please report this line as a bug")
    return SourceError(template, kind="internal", source=source, line=line, name=name, place=place)


def _place(error: BaseException) -> str:
    root = Path(__file__).parent.parent
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(root):
            return f"{type(error).__name__} at {path.relative_to(root).as_posix()}:{frame.lineno}"
    return type(error).__name__
