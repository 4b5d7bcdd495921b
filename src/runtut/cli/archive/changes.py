"""How alterations of a text are shown in a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from runtut.archive.changes import Change
from runtut.i18n import N_, translate

KINDS = {
    "title": N_("title"),
    "figure": N_("figure"),
    "date": N_("date"),
    "name": N_("name"),
    "words": N_("words"),
    "removed": N_("left out"),
    "added": N_("put in"),
}


def change_lines(changes: Sequence[Change], language: str, width: int) -> Iterator[str]:
    """Yield alterations as lines: what it is, how it was, how it is."""
    for each in changes:
        said = " -> ".join(f'"{words}"' for words in (each.before, each.after) if words)
        if each.kind not in ("removed", "added") and not (each.before and each.after):
            sign = "-" if each.before else "+"
            said = f"{sign} {said}"
        line = f"{translate(KINDS[each.kind], language)}: {said}"
        yield from textwrap.wrap(line, max(40, width), initial_indent="   ", subsequent_indent="     ")


def dated(moment: str | None) -> str:
    """Return a moment as the tables write it, to the minute."""
    return moment[:16].replace("T", " ") if moment else "-"
