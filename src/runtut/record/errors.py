"""Everything runtut raises on purpose.

RuntutError
├── SourceError        a source that cannot be read as a story (kind: "empty", "encoding", "not-found", ...)
├── PackError          a language pack whose data is wrong: file, key, what to do
└── SettingsError      a setting that does not exist or has a wrong value
"""

from __future__ import annotations


class RuntutError(Exception):
    """Something the user can mend; the message says what, where and what to do."""


class SourceError(RuntutError):
    """A source could not be read as a story.

    `kind` is a short stable word for programs: "not-found", "empty", "encoding", "format", "no-article",
    "too-large", "json", "schema".
    """

    def __init__(self, message: str, *, kind: str, source: str, line: int | None = None) -> None:
        super().__init__(message)
        self.kind = kind
        self.source = source
        self.line = line


class PackError(RuntutError):
    """A language pack's data does not fit its schema."""


class SettingsError(RuntutError):
    """A setting or option has a value that makes no sense."""
