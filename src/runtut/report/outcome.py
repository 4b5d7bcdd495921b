"""What came of one story: what every report is made from."""

from __future__ import annotations

from runtut.record import Record, RuntutError, SourceError
from runtut.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One story's record, or the error that stands in its place.

    Attributes:
        id: the story's id; for a source that could not be read at all, the source.
        source: the path as the user gave it, or "-"; None where the story came from no file.
        record: the record with its findings, silenced ones left out.
        error: why there is no record.
        raw: the decoded text of the source, given for plain text and Markdown, so that reports can name
            lines and columns of the file. For one line of a `.jsonl` leave it out and give `line`.
        line: the line of the source where the story stands, from 1 (`.jsonl`).
        silenced: how many findings the baseline left out.
    """

    id: str
    source: str | None = None
    record: Record | None = None
    error: RuntutError | None = None
    raw: str | None = None
    line: int | None = None
    silenced: int = 0

    @property
    def error_kind(self) -> str:
        """A short stable word for programs: the kind of a `SourceError`, "internal" for anything else."""
        return self.error.kind if isinstance(self.error, SourceError) else "internal"
