"""Mentions of one name and kind put together. Who bears which short name is told afterwards (`link.people`)."""

from __future__ import annotations

from runtut.record import Entity, EntityType, Span
from runtut.values import dataclass


@dataclass(slots=True)
class Mention:
    """A stretch of a part of the story that names something.

    `type` is None where nothing tells the kind; `sure` is False where the kind is no more than likely.
    """

    start: int
    end: int
    part: str
    name: str
    type: EntityType | None
    sure: bool = True
    rule: str = "shape"


def join(mentions: list[Mention]) -> tuple[Entity, ...]:
    """Return the things named, each with all its mentions, in the order of the text.

    What its shape alone has found is of the kind that its name is surely of elsewhere, or a person where it is a part of
    a person's name.
    """
    order = {"text": 0, "title": 1}
    mentions.sort(key=lambda m: (order.get(m.part, 2), m.part, m.start))
    kinds: dict[str, EntityType] = {}
    for m in mentions:
        if m.type is not None and m.sure:
            kinds.setdefault(m.name, m.type)
    pieces = {piece for name, kind in kinds.items() if kind is EntityType.PERSON for piece in name.split()}
    for m in mentions:
        if m.type is EntityType.PERSON and not m.sure and not pieces.isdisjoint(m.name.split()):
            kinds.setdefault(m.name, m.type)
    known: dict[tuple[str, EntityType], list[Mention]] = {}
    for m in mentions:
        kind = kinds.get(m.name) if m.rule == "shape" else m.type
        if kind is None and m.rule == "shape" and m.name in pieces:
            kind = EntityType.PERSON
        if kind is not None:
            known.setdefault((m.name, kind), []).append(m)
    return tuple(
        Entity(
            id=f"e{number}",
            type=kind,
            name=name,
            mentions=tuple(Span(m.start, m.end, m.part) for m in held),
            rule=held[0].rule,
        )
        for number, ((name, kind), held) in enumerate(known.items(), 1)
    )
