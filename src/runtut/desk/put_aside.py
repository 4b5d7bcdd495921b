"""What people have put aside in a story on file, when it is shown: it is not held against the other stories again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from runtut.record import Departure, OldQuotation, OldStory, Quotation, Record, Story


class PutAside(NamedTuple):
    """Stands for the stories on file (`record.OnFile`), and gives itself; all it knows is what was dismissed."""

    findings: frozenset[tuple[str, str]]

    def __call__(self) -> PutAside:
        """Return itself."""
        return self

    def dismissed(self, _story: Story) -> frozenset[tuple[str, str]]:
        """Return what was dismissed: codes and fingerprints."""
        return self.findings

    def alike(self, _story: Story) -> Sequence[OldStory]:
        """Return nothing."""
        return ()

    def said(self, _record: Record, _quotation: Quotation, *, within: int) -> Sequence[OldQuotation]:  # noqa: ARG002 -- as the others call it
        """Return nothing."""
        return ()

    def departures(self, _record: Record) -> Sequence[Departure]:
        """Return nothing."""
        return ()
