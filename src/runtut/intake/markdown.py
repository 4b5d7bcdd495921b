"""Markdown: front matter, headings and the text without its markup.

Markup is taken out, words are not: emphasis, links and headings leave their words; pictures become captions;
code and HTML tags leave what stands between them. Source: CommonMark 0.31.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import field

from runtut.i18n import N_
from runtut.intake.encoding import decode
from runtut.intake.furniture import MOST_LINES, Position, classify, read_credit
from runtut.intake.jsonl import read_moment
from runtut.intake.text import Draft, read_draft
from runtut.languages import Pack, known_languages, load_pack
from runtut.languages.patterns import late
from runtut.record import Byline, BylineRole, Caption, SourceError, Story
from runtut.values import dataclass

_FRONT = late(r"(?P<mark>---|\+\+\+)[ \t]*\n")
_PAIR = late(r"(?P<key>[A-Za-z_][\w-]{0,40})[ \t]{0,4}:[ \t]*(?P<value>[^\n]*)")
_HEADING = late(r"(?P<level>#{1,6})[ \t]+(?P<text>[^\n]*)")
_UNDERLINE = late(r"[ ]{0,3}(?:={2,}|-{2,})[ \t]*$")
_PICTURE_LINE = late(r"!\[(?P<alt>[^\]\n]{0,1000})\]\((?P<rest>[^\n]{0,2000})\)$")
_ITEM = late(r"[ \t]{0,8}(?:[-*+]|\d{1,3}[.)])[ \t]+")
_FENCE = late(r"[ ]{0,3}(?:```|~~~)")
_QUOTE = late(r"[ ]{0,3}(?:>[ ]?){1,4}")
_LINK_TARGET = late(r"[ ]{0,3}\[[^\]\n]{1,100}\]:[ \t]+\S+[^\n]{0,300}$")

_PICTURE = late(r"!\[([^\[\]\n]{0,500})\]\([^()\n]{0,1000}\)")
_LINK = late(r"\[([^\[\]\n]{1,500})\](?:\((?:[^()\n]|\([^()\n]{0,200}\)){0,1000}\)|\[[^\[\]\n]{0,100}\])")
_NOTE = late(r"\[\^[^\]\s]{1,30}\]")
_AUTOLINK = late(r"<((?:https?://|mailto:)[^<>\s]{1,1000})>")
_TAG = late(r"</?[A-Za-z][A-Za-z0-9-]{0,20}(?:\s[^<>\n]{0,500})?/?>")
_STRONG = late(r"(?<![\w*])\*{1,3}(?=[^\s*])([^*\n]{1,1000}?)(?<=[^\s*])\*{1,3}(?![\w*])")
_UNDER = late(r"(?<![\w_])_{1,3}(?=[^\s_])([^_\n]{1,1000}?)(?<=[^\s_])_{1,3}(?![\w_])")
_STRUCK = late(r"~~(?=\S)[^~\n]{1,1000}~~")
_CODE = late(r"`{1,2}([^`\n]{1,500})`{1,2}")
_QUOTES = late(r"^[ ]{0,3}(?:>[ ]?){1,4}", re.MULTILINE)
_ESCAPED = late(r"\\([\\`*_{}\[\]()#+.!|<>~-])")
_SHIELD = 0xE000  # added to the code of a character that is escaped, so that it is no markup
_ESCAPE = late(r"\\([\ue021-\ue07e])")

_ROLES = {
    "author": BylineRole.REPORTER,
    "authors": BylineRole.REPORTER,
    "byline": BylineRole.REPORTER,
    "reporter": BylineRole.REPORTER,
    "editor": BylineRole.EDITOR,
    "photographer": BylineRole.PHOTOGRAPHER,
    "translator": BylineRole.TRANSLATOR,
    "contributor": BylineRole.CONTRIBUTOR,
}


def read_markdown(
    data: bytes | str,
    *,
    id: str,  # noqa: A002 -- the contract's name
    source: str,
    language: str = "id",
    published: dt.date | None = None,
) -> Story:
    """Return the story in a Markdown text.

    Front matter between `---` (simple YAML) or `+++` (TOML) may give title, date or published, modified, author,
    editor, outlet, url, section and language.

    Raises:
        SourceError: nothing in it, it is not text, or a date of the front matter is not ISO 8601 (kind "schema").
    """
    text = decode(data, source=source) if isinstance(data, bytes) else data
    text = re.sub(r"\r\n?", "\n", text.removeprefix("\ufeff"))
    front, body = _split_front(text)
    code = _string(front.get("language") or front.get("lang")) or language
    pack = load_pack(code) if code in known_languages() and text.count("\n") <= MOST_LINES else None
    reading = _Reading(pack)
    reading.read(_without_comments(body))
    bylines = tuple(
        Byline(name, role) for key, role in _ROLES.items() for name in _strings(front.get(key)) if name.strip()
    )
    try:
        when = _moment(front.get("published") or front.get("date") or front.get("pubdate"))
        modified = _moment(front.get("modified") or front.get("updated") or front.get("lastmod"))
    except ValueError as error:
        raise SourceError(
            N_("{source}: front matter: {reason}"), kind="schema", source=source, reason=error.args[0]
        ) from None
    draft = Draft(
        "\n\n".join(reading.paragraphs),
        title=_string(front.get("title")) or reading.title,
        published=when,
        modified=modified,
        outlet=_string(front.get("outlet") or front.get("publication") or front.get("site")),
        url=_string(front.get("url") or front.get("link") or front.get("canonical")),
        section=_string(front.get("section") or front.get("category")),
        language=code,
        bylines=bylines,
        captions=tuple(reading.captions),
        headed=True,
    )
    return read_draft(draft, id=id, source=source, language=language, published=published)


def _without_comments(text: str) -> str:
    """Take out `<!-- ... -->`; one that is never closed stays."""
    pieces, at = [], 0
    for start, end in _comments(text):
        pieces.append(text[at:start])
        at = end
    return "".join([*pieces, text[at:]])


def _comments(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    while (start := text.find("<!--", at)) >= 0:
        end = text.find("-->", start + 4)
        if end < 0:
            return
        at = end + 3
        yield start, at


@dataclass(slots=True)
class _Reading:
    """Blocks of a Markdown text, read line by line."""

    pack: Pack | None
    title: str | None = None
    paragraphs: list[str] = field(default_factory=list)
    captions: list[Caption] = field(default_factory=list)
    _open: list[str] = field(default_factory=list)

    def read(self, body: str) -> None:
        """Read the body; paragraphs, title and captions are then in their fields."""
        fenced = False
        for raw in body.split("\n"):
            if _FENCE.match(raw):
                fenced = not fenced
                self._close()
                continue
            quote = None if fenced else _QUOTE.match(raw)
            line = raw[quote.end() :] if quote is not None else raw
            if fenced:
                self._add_block(line)
            else:
                self._read_line(line)
        self._close()

    def _read_line(self, line: str) -> None:
        if not line.strip() or _LINK_TARGET.match(line):
            self._close()
            return
        heading = _HEADING.match(line)
        if heading is not None:
            self._close()
            self._add_heading(heading["text"].rstrip(" #\t"), len(heading["level"]))
        elif _UNDERLINE.match(line) and self._open:
            under, self._open = " ".join(self._open), []
            self._add_heading(under, 1 if "=" in line else 2)
        elif (picture := _PICTURE_LINE.match(line.strip())) is not None:
            self._close()
            titled = re.search(r"[\"']([^\"'\n]{1,500})[\"']\s*$", picture["rest"])
            words = plain(titled[1] if titled is not None else picture["alt"])
            if words:
                self.captions.append(
                    Caption(*read_credit(words, self.pack)) if self.pack is not None else Caption(words)
                )
        elif _ITEM.match(line):
            self._close()
            self._open.append(line)
        elif self.pack is not None and classify(line, self.pack, position=Position.HEAD) is not None:
            self._add_block(line)
        else:
            self._open.append(line.strip())
            if line.endswith(("  ", "\\")):
                self._close()

    def _add_heading(self, text: str, level: int) -> None:
        words = plain(text)
        if level == 1 and self.title is None and not self.paragraphs:
            self.title = words
        elif words:
            self.paragraphs.append(words)

    def _add_block(self, line: str) -> None:
        self._close()
        if line.strip():
            self.paragraphs.append(plain(line.strip()))

    def _close(self) -> None:
        if self._open:
            words = plain(" ".join(each.rstrip("\\") for each in self._open))
            if words:
                self.paragraphs.append(words)
            self._open = []


_INLINE = (
    ("<", _AUTOLINK, 1),
    ("<", _TAG, 0),
    ("[", _NOTE, 0),
    ("[", _PICTURE, 1),
    ("[", _LINK, 1),
    ("`", _CODE, 1),
    ("*", _STRONG, 1),
    ("*", _STRONG, 1),
    ("_", _UNDER, 1),
    ("~~", _STRUCK, 0),
    ("\\", _ESCAPE, 1),
)
"""Inline markup in the order it is taken out: what a text with it holds, the pattern, and the group that stays (0: none)."""


def plain(text: str) -> str:
    """Return inline Markdown without its markup."""
    escaped = "\\" in text
    if escaped:
        text = _shielded(text)
    for sign, pattern, group in _INLINE:
        if sign in text:
            text = pattern.sub(rf"\{group}" if group else "", text)
    return (text.translate(_BARED) if escaped else text).strip()


_BARED = {_SHIELD + code: code for code in range(0x21, 0x7F)}


def _shielded(text: str) -> str:
    """Return a text as long, in which characters that are escaped are no markup any more."""
    return _ESCAPED.sub(lambda found: "\\" + chr(_SHIELD + ord(found[1])), text)


def traced(text: str) -> Iterator[tuple[int, int]]:
    """Yield the stretches `[start, end)` of a Markdown text that are left when its inline markup is out, in order.

    Marks at the beginning of lines stay, but for those of quotations; so does the front matter.
    """
    places: list[tuple[int, int]] = [(0, len(text))]
    kept = text
    kept, places = _taken_out(kept, places, ((start, end, end, end) for start, end in _comments(kept)))
    kept = _shielded(kept)
    for pattern, group in ((_QUOTES, 0), *((pattern, group) for _, pattern, group in _INLINE)):
        found = pattern.finditer(kept)
        outs = ((*m.span(), *(m.span(group) if group else (m.end(), m.end()))) for m in found)
        kept, places = _taken_out(kept, places, outs)
    yield from places


def _taken_out(
    text: str, places: list[tuple[int, int]], outs: Iterable[tuple[int, int, int, int]]
) -> tuple[str, list[tuple[int, int]]]:
    """Return a text, and the stretches it came from, without some stretches, each but for a stretch in it that stays."""
    stays: list[tuple[int, int]] = []
    behind = 0
    for start, end, first, last in outs:
        stays += (behind, start), (first, last)
        behind = end
    if not behind:
        return text, places
    stays = [each for each in (*stays, (behind, len(text))) if each[0] < each[1]]
    return "".join(text[start:end] for start, end in stays), list(_cut(places, stays))


def _cut(places: list[tuple[int, int]], stays: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the parts of stretches, laid one behind the other, that stay."""
    number, before = 0, 0
    for start, end in stays:
        at = start
        while at < end:
            first, last = places[number]
            size = last - first
            if at >= before + size:
                before += size
                number += 1
                continue
            upto = min(end, before + size)
            yield first + at - before, first + upto - before
            at = upto


# ---------------------------------------------------------------- front matter


def _split_front(text: str) -> tuple[dict[str, object], str]:
    """Return what stands between the marks at the very top, and the rest."""
    opening = _FRONT.match(text)
    if opening is None:
        return {}, text
    mark = opening["mark"]
    end = text.find(f"\n{mark}", opening.end() - 1)
    if end < 0 or end > 20_000:
        return {}, text
    after = text.find("\n", end + 1)
    block, rest = text[opening.end() : end + 1], text[after + 1 :] if after >= 0 else ""
    if mark == "+++":
        import tomli  # noqa: PLC0415 -- most front matter has the other mark

        try:
            return dict(tomli.loads(block)), rest
        except tomli.TOMLDecodeError:
            return {}, text
    front = _simple_yaml(block)
    return (front, rest) if front else ({}, text)


def _simple_yaml(block: str) -> dict[str, object]:
    """Read `key: value` lines and lists; enough for front matter, and nothing else of YAML."""
    front: dict[str, object] = {}
    key = ""
    for line in block.split("\n"):
        pair = _PAIR.match(line)
        if pair is not None:
            key = pair["key"].lower()
            value = pair["value"].strip()
            if value.startswith("[") and value.endswith("]"):
                front[key] = [_unquoted(v) for v in value[1:-1].split(",") if v.strip()]
            else:
                front[key] = _unquoted(value)
        elif key and (item := re.match(r"\s{0,8}-\s{1,4}(\S[^\n]*)", line)) is not None:
            known = front.get(key)
            front[key] = [*(known if isinstance(known, list) else []), _unquoted(item[1])]
    return front


def _unquoted(value: str) -> str:
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return re.split(r"\s#", value, maxsplit=1)[0].strip()


def _string(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [v.strip() for v in re.split(r"[,;]", value) if v.strip()]
    return [v.strip() for v in value if isinstance(v, str) and v.strip()] if isinstance(value, list) else []


def _moment(value: object) -> dt.date | None:
    if isinstance(value, dt.date):
        return value
    return read_moment(value) if value else None
