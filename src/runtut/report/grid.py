"""Tables: as a terminal shows them, as CSV, as Markdown."""

from __future__ import annotations

import csv
import textwrap
from collections.abc import Iterable, Sequence
from io import StringIO

from runtut.values import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells under headings; `words` are the numbers of the columns that hold words, flush left."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    words: frozenset[int] = frozenset({0})

    def text(self, *, width: int = 88, colour: bool = False) -> str:
        """Return the table for a terminal of so many columns."""
        from rich.console import Console  # noqa: PLC0415 -- slow to import, and only tables need it
        from rich.table import Table as Drawn  # noqa: PLC0415 -- see above
        from rich.text import Text  # noqa: PLC0415 -- see above

        drawn = Drawn(box=None, pad_edge=False)
        for number, heading in enumerate(self.headings):
            if number in self.words:
                drawn.add_column(Text(heading), justify="left", header_style="dim", overflow="fold")
            else:
                drawn.add_column(Text(heading), justify="right", header_style="dim")
        for row in self.rows:
            drawn.add_row(*(Text(cell) for cell in row))
        out = StringIO()
        console = Console(file=out, width=width, force_terminal=colour, color_system="standard" if colour else None)
        console.print(drawn)
        lines = [*textwrap.wrap(self.title, width), *(line.rstrip() for line in out.getvalue().splitlines())]
        return "\n".join(lines) + "\n"

    def markdown(self) -> str:
        """Return the table as Markdown."""
        ruled = ["---" if number in self.words else "---:" for number in range(len(self.headings))]
        lines = [self.headings, tuple(ruled), *self.rows]
        return "\n".join(f"| {' | '.join(_escaped(cell) for cell in line)} |" for line in lines) + "\n"


def _escaped(cell: str) -> str:
    return cell.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return rows as CSV, lines ending in a line feed."""
    out = StringIO()
    csv.writer(out, lineterminator="\n").writerows([headings, *rows])
    return out.getvalue()
