"""Mentions of one name put together, and a lone part of a full name with the only person who bears it."""

from __future__ import annotations

from dataclasses import dataclass

from runtut.record import Entity, EntityType, Span


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
    """Return the things named, each with all its mentions, in the order of the text."""
    order = {"text": 0, "title": 1}
    mentions.sort(key=lambda m: (order.get(m.part, 2), m.part, m.start))
    kinds: dict[str, EntityType] = {}
    for m in mentions:
        if m.type is not None and m.sure:
            kinds.setdefault(m.name, m.type)
    sure = {piece for name, kind in kinds.items() if kind is EntityType.PERSON for piece in name.split()}
    for m in mentions:
        if m.type is EntityType.PERSON and not m.sure and not sure.isdisjoint(m.name.split()):
            kinds.setdefault(m.name, m.type)
    bearers: dict[str, set[str]] = {}
    for name, each in kinds.items():
        if each is EntityType.PERSON and " " in name:
            for piece in name.split():
                bearers.setdefault(piece, set()).add(name)
    known: dict[tuple[str, EntityType], list[Mention]] = {}
    for m in mentions:
        name = m.name
        kind: EntityType | None = m.type if m.rule != "shape" else None
        single = bearers.get(name, set())
        if " " not in name and (kind or kinds.get(name, EntityType.PERSON)) is EntityType.PERSON and len(single) == 1:
            name = next(iter(single))
        if kind is None and name in kinds:
            kind = kinds[name]
        if kind is not None:
            known.setdefault((name, kind), []).append(m)
    return tuple(
        Entity(
            id=f"e{number}",
            type=kind,
            name=name,
            mentions=tuple(Span(m.start, m.end, m.part) for m in held),
            aliases=tuple(dict.fromkeys(m.name for m in held if m.name != name)),
            rule=held[0].rule,
        )
        for number, ((name, kind), held) in enumerate(known.items(), 1)
    )
