"""Bring a names model of the format before this one, whose sections are compressed, to the format of the package.

    python training/names/repack.py        the model of the pack `id`, and its checksum; weights stay as they are

Needs nothing but the package.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zlib
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT / "src"))

from runtut.annotate.entities.lines import packed  # noqa: E402 -- where the package is must be known first
from runtut.annotate.entities.model import MAGIC  # noqa: E402 -- see above

TARGET = ROOT / "src" / "runtut" / "languages" / "id" / "names.model"
BEFORE = b"runtut names 1\n"


def main() -> None:
    """Rewrite the file where it is of the former format."""
    with TARGET.open("rb") as file:
        if file.readline() != BEFORE:
            sys.exit(f"{TARGET.name}: not of the former format")
        head = json.loads(file.readline())
        *tables, numbers = (zlib.decompress(file.read(size)) for size in head["sizes"])
    sections = [*(packed(table.decode().split("\n")) if table else b"" for table in tables), numbers]
    write_sections(TARGET, sections, head["openers"], head["moves"])


def write_sections(path: Path, sections: list[bytes], openers: list[str], moves: list[list[list[int]]]) -> None:
    """Write the model's file and its checksum.

    Args:
        path: where to.
        sections: the lines of known words, the features of both readings and those of the second alone, as `packed`
            leaves them, and the numbers of the features.
        openers: words in small letters that a name can begin with.
        moves: for both readings, what moving from each label to each label is worth.
    """
    data = b"".join(sections)
    head = {"sizes": [len(each) for each in sections], "crc32": zlib.crc32(data), "openers": openers, "moves": moves}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(MAGIC + json.dumps(head).encode() + b"\n" + data)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    path.with_suffix(".sha256").write_text(f"{digest}  {path.name}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
