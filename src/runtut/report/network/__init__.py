"""Who speaks of whom: as a page of its own, and as GraphML."""

from __future__ import annotations

from runtut.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A person or an organization.

    Attributes:
        id: its number in the network, from 0.
        name: the spelling of most stories.
        type: person or organization.
        stories: in how many of the stories read it is named.
    """

    id: int
    name: str
    type: str
    stories: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """Somebody who names somebody in what is quoted. The attributes from `story` on are of one example, the first.

    Attributes:
        source: the number of the one who speaks.
        target: the number of the one who is spoken of.
        speaker: the name of the one who speaks.
        named: the name of the one who is spoken of.
        voices: in how many stories that are no copies of one another.
        stories: in how many stories.
        first: the first day.
        last: the last day.
        story: the number of a story on file.
        start: where the quotation begins in its text.
        end: where it ends.
        words: the quotation.
        url: the story's address.
    """

    source: int
    target: int
    speaker: str
    named: str
    voices: int
    stories: int
    first: str | None
    last: str | None
    story: int
    start: int
    end: int
    words: str
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Who speaks of whom.

    Attributes:
        nodes: those of the edges.
        edges: what most voices carry first.
        count: how many edges there are, those included that are not shown.
        read: how many stories were read.
        cut: whether so many were read that there may be more.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    count: int
    read: int
    cut: bool
