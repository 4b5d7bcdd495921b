"""Gold files: what careful people wrote down, one JSON object a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from runtut.evaluation.measure import Object
from runtut.i18n import N_
from runtut.intake.items import Item
from runtut.intake.jsonl import story_of
from runtut.record import SettingsError, SourceError

STORIES = ("story", "gold")
TRAPS = ("story", "errors")
PAGES = ("file", "title", "must", "must_not", "paragraphs", "published", "bylines", "captions", "credits", "dateline")


def read_gold(path: str, needs: Sequence[str]) -> list[Object]:
    """Return the lines of a gold file; each holds the keys it `needs`.

    Raises:
        SettingsError: the file cannot be read, a line is no JSON object, or a key is missing.
    """
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        template = N_("{path}: cannot be read ({reason}); look at the path")
        raise SettingsError(template, path=path, reason=error.strerror) from None
    except UnicodeDecodeError:
        raise SettingsError(N_("{path}: not UTF-8; save it as UTF-8"), path=path) from None
    found = list(_lines(path, text, needs))
    if not found:
        raise SettingsError(N_("{path}: no line in it; give annotated stories, one JSON object a line"), path=path)
    return found


def _lines(path: str, text: str, needs: Sequence[str]) -> Iterator[Object]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            item = json.loads(line)
        except ValueError as error:
            template = N_("{path}:{line}: not JSON ({reason}); mend or remove the line")
            raise SettingsError(template, path=path, line=number, reason=str(error)) from None
        missing = next((key for key in needs if not isinstance(item, dict) or key not in item), None)
        if missing is None and "story" in needs and not _sound_story(item["story"]):
            missing = 'story": {"id", "text"}, "'
        if missing is not None:
            template = N_('{path}:{line}: no "{key}"; an annotated line holds {needs}')
            raise SettingsError(template, path=path, line=number, key=missing.strip('", '), needs=", ".join(needs))
        yield item


def _sound_story(story: object) -> bool:
    return isinstance(story, dict) and all(isinstance(story.get(key), str) for key in ("id", "text"))


def items_of(golds: Sequence[Object], source: str) -> Iterator[Item]:
    """Yield the stories of gold lines as sources give them; one that is no story gives an item with an error."""
    for number, each in enumerate(golds, 1):
        entry = each["story"]
        where = f"{source}:{number}"
        try:
            story = story_of(entry, where=where, source=source, line=number)
        except SourceError as error:
            yield Item(str(entry.get("id") or where), source, error=error, line=number)
        else:
            yield Item(story.id, source, story=story, line=number)
