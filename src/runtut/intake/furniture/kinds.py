"""What furniture is called, and where on a page a line stands."""

from __future__ import annotations

from enum import StrEnum

LONGEST_LINE = 400
"""Longer lines are prose, whatever they begin with; furniture inside them is found by `find_furniture`."""

MOST_LINES = 100_000
"""A text of more lines is no story; its furniture is not looked for."""


class Kind(StrEnum):
    """What a line of furniture is."""

    BYLINE = "byline"
    DATE = "date"
    CREDIT = "credit"
    CAPTION = "caption"
    INSERT = "insert"
    TAGS = "tags"
    LIST = "list"
    SHARE = "share"
    PAGER = "pager"
    INITIALS = "initials"
    SOURCE = "source"
    REPRINT = "reprint"
    FOLLOW = "follow"
    CLOSING = "closing"
    RULE = "rule"


AFTER_STORY = frozenset(
    {Kind.LIST, Kind.BYLINE, Kind.REPRINT, Kind.FOLLOW, Kind.SHARE, Kind.TAGS, Kind.CLOSING, Kind.INITIALS}
)
"""After the last paragraph, what follows one of these is no part of the story either."""


class Position(StrEnum):
    """Where a line stands: before the first paragraph of prose, among the prose, after the last paragraph."""

    HEAD = "head"
    BODY = "body"
    TAIL = "tail"
