"""Places said to lie in others: `Kabupaten Garut, Jawa Barat`; `Kecamatan X, Kabupaten Y`.

Only names written with their level are judged, and only where the table knows both sides: a place is in the
stated container if any region of its kind and name is, now or before the container was split.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from runtut.languages import Pack
from runtut.languages.regions import Region, load_regions
from runtut.record import Containment, Passage, Piece, Record

_NAME = r"[A-Z][\w'’.-]*(?: [A-Z][\w'’.-]*){0,3}"


@cache
def _pattern(pack: Pack) -> re.Pattern[str]:
    levels = "|".join(re.escape(w[0].upper() + w[1:]) for w in sorted(pack.entities.regions, key=len, reverse=True))
    return re.compile(
        rf"(?<!\w)(?P<level>{levels}) (?P<name>{_NAME})(?:, | \()(?:(?P<level2>{levels}) )?(?P<name2>{_NAME})(?=[,.;:)\n ]|$)"
    )


def link_containments(record: Record, pack: Pack) -> tuple[Containment, ...]:
    """Return each place and the container stated beside it, where both are known to the table."""
    return tuple(link for passage in record.story.passages() for link in _stated(passage, pack))


def _stated(passage: Passage, pack: Pack) -> Iterator[Containment]:
    text, regions, kinds = passage.clean, load_regions(pack), pack.entities.regions
    at = 0
    while match := _pattern(pack).search(text, at):
        at = match.end("name")
        kind = kinds[match["level"].lower()]
        places = [r for r in regions.by_name.get(_bare(match["name"]), ()) if r.kind == kind]
        level2 = kinds[match["level2"].lower()] if match["level2"] else "provinsi"
        name2 = _bare(match["name2"])
        containers = [r for r in regions.by_name.get(name2, ()) if r.kind == level2]
        if not places or not containers or len(places[0].code) <= len(containers[0].code):
            continue
        fits = any(_within(place, container, pack) for place in places for container in containers)
        width = len(containers[0].code)
        yield Containment(
            place=Piece(
                match.start("level"), match.start("name") + len(_bare(match["name"])), match["name"], passage.part
            ),
            container=Piece(
                match.start("level2") if match["level2"] else match.start("name2"),
                match.start("name2") + len(name2),
                match["name2"],
                passage.part,
            ),
            actual=tuple(dict.fromkeys(regions.by_code[p.code[:width]].name for p in places)),
            fits=fits,
        )


def _bare(name: str) -> str:
    return name.lower().rstrip(".")


def _within(place: Region, container: Region, pack: Pack) -> bool:
    if place.code.startswith(container.code):
        return True
    return any(container.code == old for old in pack.entities.was_part_of.get(place.code[:2], ()))
