"""`runtut archive`: keep stories, and answer from them. One module per question."""

from __future__ import annotations

import click

from runtut.cli.groups import Commands

COMMANDS = (
    "add",
    "chain",
    "correct",
    "corrections",
    "disagreements",
    "dismiss",
    "explain",
    "export",
    "figures",
    "forecasts",
    "merge",
    "network",
    "people",
    "query",
    "reread",
    "search",
    "split",
    "stats",
    "timeline",
    "undo",
    "versions",
)


@click.group(
    cls=Commands,
    package="runtut.cli.archive",
    names=COMMANDS,
    context_settings={"help_option_names": ["-h", "--help"]},
)
def archive() -> None:
    """Keep stories with everything read out of them, and answer from them.

    An archive is a file (SQLite), or postgresql://user@host/name. Give it with --archive or in RUNTUT_ARCHIVE.
    """
