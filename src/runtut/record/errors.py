"""Everything runtut raises on purpose.

RuntutError
├── SourceError        a source that cannot be read as a story (kind: "empty", "encoding", "not-found", ...)
├── PackError          a language pack whose data is wrong: file, key, what to do
└── SettingsError      a setting that does not exist or has a wrong value
"""

from __future__ import annotations

import traceback
from collections.abc import Callable
from functools import partial
from pathlib import Path


class RuntutError(Exception):
    """Something the user can mend; the message says what, where and what to do."""


class SourceError(RuntutError):
    """A source could not be read as a story.

    `kind` is a short stable word for programs: "not-found", "empty", "encoding", "format", "no-article",
    "too-large", "json", "schema", "language", and "internal" for a slip of our own.
    """

    def __init__(self, message: str, *, kind: str, source: str, line: int | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.source = source
        self.line = line

    def __reduce__(self) -> tuple[Callable[..., SourceError], tuple[object, ...]]:
        """Let errors pass between processes: pickle alone does not know of keyword arguments."""
        return partial(SourceError, kind=self.kind, source=self.source, line=self.line), self.args


class PackError(RuntutError):
    """A language pack's data does not fit its schema."""


class SettingsError(RuntutError):
    """A setting or option has a value that makes no sense."""


def bug_in(name: str, error: BaseException | str, *, source: str, line: int | None = None) -> SourceError:
    """Return the error of a story that our own program failed on.

    It says where in the program that was, and no word of the story: what an exception says may quote a draft.
    """
    place = error if isinstance(error, str) else _place(error)
    message = f"{name}: runtut failed on this story ({place}); please report this line as a bug"
    return SourceError(message, kind="internal", source=source, line=line)


def _place(error: BaseException) -> str:
    root = Path(__file__).parent.parent
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(root):
            return f"{type(error).__name__} at {path.relative_to(root).as_posix()}:{frame.lineno}"
    return type(error).__name__
