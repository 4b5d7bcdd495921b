"""What people have put aside in a story on file, when it is shown: it is not held against the other stories again."""

from __future__ import annotations

from collections.abc import Sequence

from runtut.record import Departure, OldQuotation, OldStory, Quotation, Record, Story
from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class PutAside:
    """Stands for the stories on file (`record.OnFile`), and gives itself; all it knows is what was dismissed."""

    findings: frozenset[tuple[str, str]]

    def __call__(self) -> PutAside:
        """Return itself."""
        return self

    def dismissed(self, story: Story) -> frozenset[tuple[str, str]]:  # noqa: ARG002 -- whose they are is known
        """Return what was dismissed: codes and fingerprints."""
        return self.findings

    def alike(self, story: Story) -> Sequence[OldStory]:  # noqa: ARG002 -- nothing is asked
        """Return nothing."""
        return ()

    def said(self, record: Record, quotation: Quotation, *, within: int) -> Sequence[OldQuotation]:  # noqa: ARG002 -- likewise
        """Return nothing."""
        return ()

    def departures(self, record: Record) -> Sequence[Departure]:  # noqa: ARG002 -- likewise
        """Return nothing."""
        return ()
