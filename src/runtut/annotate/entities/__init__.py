"""People, organizations and places: found by a trained reader of names, joined into the things they name.

A language whose pack has no names model is read by the shape of its words.
"""

from __future__ import annotations

from runtut.annotate.entities.linking import join
from runtut.languages import Pack
from runtut.record import Entity, Record


def read_entities(record: Record, pack: Pack) -> tuple[Entity, ...]:
    """Return the people, organizations and places named in the story, each with all its mentions."""
    from runtut.annotate.entities.names import read_names  # noqa: PLC0415 -- the weights are read when needed

    mentions = read_names(record, pack)
    if mentions is None:
        from runtut.annotate.entities.shapes import read_shapes  # noqa: PLC0415 -- only without a model

        mentions = read_shapes(record, pack)
    return join(mentions)
