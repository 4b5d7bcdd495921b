"""Stories as `.jsonl`: one JSON object a line, its `text` taken verbatim.

Lines are read one at a time; a line that is no story gives an error with its number, and the next is read.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from runtut.i18n import N_
from runtut.intake.furniture import find_furniture, split_dateline
from runtut.languages import known_languages, load_pack
from runtut.languages.patterns import late
from runtut.record import Byline, BylineRole, Caption, Message, SourceError, Span, Story
from runtut.record.errors import bug_in

LONGEST_LINE = 64 * 1024 * 1024
"""Longer lines are refused: a story is a thousandth of it."""

_SURROGATE = late("[\ud800-\udfff]")
_REASONS = {
    "Expecting value": N_("a value is missing"),
    "Expecting ',' delimiter": N_("a comma is missing"),
    "Expecting ':' delimiter": N_("a colon is missing"),
    "Expecting property name enclosed in double quotes": N_("a key in double quotation marks is missing"),
    "Illegal trailing comma before end of object": N_("a comma stands before the closing brace"),
    "Illegal trailing comma before end of array": N_("a comma stands before the closing bracket"),
    "Extra data": N_("something follows the object"),
    "Unterminated string starting at": N_("a string is not closed"),
    "Invalid control character at": N_("a line end or tab stands in a string"),
    "Invalid \\escape": N_("a backslash is followed by what it cannot escape"),
    "Invalid \\uXXXX escape": N_("a backslash is followed by what it cannot escape"),
}
"""What Python's reader of JSON says, in words that are translated."""

_STRINGS = ("id", "title", "outlet", "url", "language", "section", "dateline")


def read_jsonl(
    stream: BinaryIO, *, source: str, language: str = "id", published: dt.date | None = None, first: int = 1
) -> Iterator[tuple[int, str, Story | SourceError]]:
    """Yield the line's number, the id and the story of each line, or the error that stands in its place.

    Empty lines are passed over. A story without an id gets `source:line`. `first` is the number of the first line.
    """
    number = first - 1
    encoding = "utf-8"
    while True:
        line = stream.readline(LONGEST_LINE + 1)
        if not line:
            return
        number += 1
        where = f"{source}:{number}"
        if len(line) > LONGEST_LINE:
            while line and not line.endswith(b"\n"):
                line = stream.readline(1 << 20)
            template = N_("{source}:{line}: the line is longer than {most} MiB; split the text into stories")
            most = LONGEST_LINE >> 20
            yield number, where, SourceError(template, kind="too-large", source=source, line=number, most=most)
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
            if line[:2] in (b"\xff\xfe", b"\xfe\xff"):
                encoding = "utf-16"
        if encoding == "utf-16":
            template = N_("{source}: UTF-16 cannot be read line by line; save the file as UTF-8")
            yield number, source, SourceError(template, kind="encoding", source=source)
            return
        if not line.strip():
            continue
        name = where
        try:
            entry = _parse(line, where, source, number)
            given = entry.get("id")
            if isinstance(given, str) and given:
                name = _sound(given)
            story = story_of(entry, where=where, source=source, line=number, language=language, published=published)
        except SourceError as error:
            yield number, name, error
        except Exception as error:  # noqa: BLE001 -- whatever it is, the other lines must come out
            yield number, name, bug_in(name, error, source=source, line=number)
        else:
            yield number, story.id, story


def _parse(line: bytes, where: str, source: str, number: int) -> dict[str, Any]:
    def fail(kind: str, template: str, **values: object) -> SourceError:
        problem = Message(template, values)
        return SourceError("{where}: {problem}", kind=kind, source=source, line=number, where=where, problem=problem)

    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as error:
        raise fail("encoding", N_("not UTF-8 at byte {byte}; save the file as UTF-8"), byte=error.start + 1) from None
    try:
        entry = json.loads(text)
    except json.JSONDecodeError as error:
        template = N_("not JSON: {reason} at column {column}; mend or remove the line")
        reason = Message(_REASONS[error.msg]) if error.msg in _REASONS else error.msg
        raise fail("json", template, reason=reason, column=error.colno) from None
    except (RecursionError, ValueError):
        raise fail("json", N_("not JSON that can be read; mend or remove the line")) from None
    if not isinstance(entry, dict):
        template = N_('needs a JSON object with a "text", not {what}; put one story on each line')
        raise fail("schema", template, what=_json_type(entry))
    return entry


def _json_type(value: object) -> Message:
    if value is None:
        return Message("null")
    if isinstance(value, bool):
        return Message(N_("true or false"))
    if isinstance(value, int | float):
        return Message(N_("a number"))
    if isinstance(value, str):
        return Message(N_("a string"))
    return Message(N_("an array") if isinstance(value, list) else N_("an object"))


def _sound(text: str) -> str:
    """Replace lone surrogates, which no encoding can write; the length stays."""
    return _SURROGATE.sub("\ufffd", text) if not text.isascii() else text


def story_of(
    entry: dict[str, Any],
    *,
    where: str,
    source: str,
    line: int | None = None,
    language: str = "id",
    published: dt.date | None = None,
) -> Story:
    """Return the story one JSON object describes; its text verbatim, furniture in it masked.

    `published` serves where the object has none.

    Raises:
        SourceError: kind "schema" for a missing or mistyped field, "empty" for a text with nothing in it.
    """

    def fail(kind: str, template: str, **values: object) -> SourceError:
        problem = Message(template, values)
        return SourceError("{where}: {problem}", kind=kind, source=source, line=line, where=where, problem=problem)

    strings: dict[str, str | None] = {}
    for key in _STRINGS:
        value = entry.get(key)
        if key == "id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if value is not None and not isinstance(value, str):
            template = N_('"{key}" needs a string, not {what}; write it in quotation marks')
            raise fail("schema", template, key=key, what=_json_type(value))
        strings[key] = _sound(value) if value else None
    text = entry.get("text")
    if text is None:
        raise fail("schema", N_('no "text"; add the story\'s text'))
    if not isinstance(text, str):
        template = N_('"{key}" needs a string, not {what}; write it in quotation marks')
        raise fail("schema", template, key="text", what=_json_type(text))
    if not text.strip():
        raise fail("empty", N_('"text" is empty; add the story\'s text or remove the line'))
    text = _sound(text)
    try:
        when = read_moment(entry.get("published"))
        modified = read_moment(entry.get("modified"))
    except ValueError as error:
        raise fail("schema", "{reason}", reason=error.args[0]) from None
    code = strings["language"] or language
    story = Story(
        id=strings["id"] or where,
        text=text,
        title=strings["title"],
        published=when or published,
        modified=modified,
        outlet=strings["outlet"],
        url=strings["url"],
        language=code,
        dateline=strings["dateline"],
        section=strings["section"],
        bylines=_bylines(entry.get("bylines"), fail),
        captions=_captions(entry.get("captions"), fail),
        source=source,
    )
    return with_furniture(story)


def with_furniture(story: Story) -> Story:
    """Return the story with the furniture of its text masked; its dateline and bylines read where not given."""
    if story.language not in known_languages():
        return story
    pack = load_pack(story.language)
    found = find_furniture(story.text, pack)
    dateline, outlet = story.dateline, story.outlet
    if dateline is None:
        opening = _first_prose(story.text, found.masks)
        read = split_dateline(opening, pack)
        if read is not None:
            dateline, outlet = read.text, outlet or read.outlet
    return replace(story, masks=found.masks, bylines=story.bylines or found.bylines, dateline=dateline, outlet=outlet)


def _first_prose(text: str, masks: Iterable[Span]) -> str:
    """Return the start of the first line that is not masked from its beginning."""
    at = 0
    for mask in masks:
        while at < len(text) and text[at].isspace():
            at += 1
        if mask.start > at:
            break
        at = max(at, mask.end)
    while at < len(text) and text[at].isspace():
        at += 1
    return text[at : at + 300].split("\n", 1)[0]


def read_moment(value: object) -> dt.date | None:
    """Return an ISO 8601 date or date and time; None for null.

    Raises:
        ValueError: it is anything else; the message says what is needed.
    """
    if value is None or value == "":
        return None
    need = N_('"published" needs ISO 8601, as "2023-09-12" or "2023-09-12T11:03:00+07:00", not {what}')
    if not isinstance(value, str):
        raise ValueError(Message(need, {"what": _json_type(value)}))  # noqa: TRY004
    text = value.strip()
    try:
        if len(text) <= 10:
            return dt.date.fromisoformat(text)
        return dt.datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(Message(need, {"what": f'"{text[:40]}"'})) from None


def _bylines(value: Any, fail: Callable[..., SourceError]) -> tuple[Byline, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise fail("schema", N_('"{key}" needs an array, not {what}'), key="bylines", what=_json_type(value))
    found = []
    for each in value:
        name = each.get("name") if isinstance(each, dict) else each
        role = each.get("role") if isinstance(each, dict) else None
        if not isinstance(name, str) or not name.strip():
            raise fail("schema", N_('"{key}" needs objects with a "{field}"'), key="bylines", field="name")
        try:
            found.append(Byline(_sound(name), BylineRole(role) if role else BylineRole.REPORTER))
        except ValueError:
            known = ", ".join(r.value for r in BylineRole)
            raise fail("schema", N_('"role" of a byline needs one of {known}'), known=known) from None
    return tuple(found)


def _captions(value: Any, fail: Callable[..., SourceError]) -> tuple[Caption, ...]:
    if value is None:
        return ()
    if not isinstance(value, list):
        raise fail("schema", N_('"{key}" needs an array, not {what}'), key="captions", what=_json_type(value))
    found = []
    for each in value:
        text = each.get("text") if isinstance(each, dict) else each
        credit = each.get("credit") if isinstance(each, dict) else None
        if not isinstance(text, str) or not (credit is None or isinstance(credit, str)):
            raise fail("schema", N_('"{key}" needs objects with a "{field}"'), key="captions", field="text")
        found.append(Caption(_sound(text), _sound(credit) if credit else None))
    return tuple(found)
