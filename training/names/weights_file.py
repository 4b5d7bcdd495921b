"""The file of weights that the package reads, and its checksum."""

from __future__ import annotations

import hashlib
import json
import zlib
from pathlib import Path

from runtut.annotate.entities.model import MAGIC
from runtut.annotate.entities.tokens import Particles


def write_sections(path: Path, sections: list[bytes], particles: Particles, moves: list[list[list[int]]]) -> None:
    """Write the model's file and its checksum.

    Args:
        path: where to.
        sections: the lines of known words, the features of both readings and those of the second alone, as
            `runtut.annotate.entities.lines.packed` leaves them, and the numbers of the features.
        particles: the small words that have a part in names.
        moves: for both readings, what moving from each label to each label is worth.
    """
    data = b"".join(sections)
    head = {"sizes": [len(each) for each in sections], "crc32": zlib.crc32(data)}
    head |= {each: sorted(getattr(particles, each)) for each in ("openers", "joiners", "articles")}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(MAGIC + json.dumps(head | {"moves": moves}).encode() + b"\n" + data)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    path.with_suffix(".sha256").write_text(f"{digest}  {path.name}\n", encoding="utf-8")
