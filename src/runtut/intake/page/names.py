"""What the names of elements say: classes and ids are words, and pages of all outlets use much the same ones.

The words are data, in `names.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Flag, auto
from functools import cache, lru_cache
from pathlib import Path

import tomli

from runtut.languages.patterns import late
from runtut.record import BylineRole
from runtut.values import dataclass


class Mark(Flag):
    """What the names of an element say that it holds."""

    FURNITURE = auto()
    """Links to other stories, shares, comments and the like."""
    LOOSE = auto()
    """A word that furniture has, and now and then the wrapper of a story too."""
    COMMENTS = auto()
    CAPTION = auto()
    CREDIT = auto()
    EMBED = auto()
    """What somebody posted elsewhere, shown inside the story."""
    BODY = auto()
    """The running text of the story."""


NOTHING = Mark(0)
HIDING = late(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden")

_CAMEL = late(r"(?<=[a-z0-9])(?=[A-Z])")
_RESPONSIVE = (
    r"(?<!\S)hidden(?=\s(?:[^\n]{0,200}\s)?\w{2,3}:(?:block|flex|grid|inline))"
    r"|(?<!\S)d-none(?=\s(?:[^\n]{0,200}\s)?d-\w{2,3}-(?:block|flex|grid|inline))"
)  # not shown on small screens only
_LONGEST = 400  # characters of an element's names that are looked at


@dataclass(frozen=True, slots=True)
class _Names:
    marks: tuple[tuple[re.Pattern[str], Mark], ...]
    faces: re.Pattern[str]
    neutral: re.Pattern[str]
    captions: re.Pattern[str]
    titles: re.Pattern[str]
    makers: tuple[tuple[re.Pattern[str], BylineRole], ...]
    links: re.Pattern[str]


@cache
def _names() -> _Names:
    data = tomli.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
    marks = (
        (_whole(data["comments"]), Mark.COMMENTS | Mark.FURNITURE),
        (_whole(data["embeds"]), Mark.EMBED),
        (_whole(data["credits"]), Mark.CREDIT),
        (_whole(data["furniture"]), Mark.FURNITURE),
        (_whole(data["loose"]), Mark.LOOSE),
        (_whole(data["bodies"]), Mark.BODY),
    )
    titles = late(rf"(?:{'|'.join(data['titles'])})(?:$|[\s_-])", re.IGNORECASE)
    makers = tuple((late("|".join(each["words"]), re.IGNORECASE), BylineRole(each["role"])) for each in data["makers"])
    people = "|".join(word for each in data["makers"] for word in each["words"])
    links = late(rf"/({people})s?/[^/?#]", re.IGNORECASE)
    neutral = late(
        rf"(?:^|(?<=[\s_-]))(?:{'|'.join(data['turning'])})[_-]\w+"
        rf"|(?:^|(?<=[\s_-]))(?:{_pattern(data['neutral']).pattern})(?=$|[\s_-])|{_RESPONSIVE}"
    )
    return _Names(marks, _whole(data["faces"]), neutral, _pattern(data["captions"]), titles, makers, links)


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    return late("|".join(re.sub(r"[-_]+", "[-_]{0,2}", word).replace("*", r"\w*") for word in words))


def _whole(words: Iterable[str]) -> re.Pattern[str]:
    return late(rf"(?:^|[\s_-])(?:{_pattern(words).pattern})(?:$|[\s_-])")


@lru_cache(maxsize=4096)
def marks_of(tag: str, names: str, *, hidden: bool = False, body: bool = False) -> Mark:
    """Return what an element's tag and its names (class and id), its being hidden or called the body, say."""
    marks = NOTHING
    if body:
        marks |= Mark.BODY
    if tag in ("nav", "footer"):
        marks |= Mark.FURNITURE
    elif hidden or tag in ("aside", "form"):
        marks |= Mark.LOOSE
    if tag == "figcaption":
        marks |= Mark.CAPTION
    if not names:
        return marks
    words = _CAMEL.sub("-", names[:_LONGEST]).lower()
    known = _names()
    words = known.neutral.sub(" ", words)
    for pattern, mark in known.marks:
        if pattern.search(words):
            marks |= mark
    if Mark.BODY in marks and not hidden:
        marks &= ~Mark.LOOSE
    if known.captions.search(words):
        marks |= Mark.CAPTION
    if Mark.CAPTION in marks:
        marks &= ~(Mark.FURNITURE | Mark.LOOSE)
    return marks


@lru_cache(maxsize=4096)
def is_face(names: str) -> bool:
    """Whether an element is called the holder of a portrait of the author, or of a sign: no picture of the story."""
    return bool(names) and _names().faces.search(names[:_LONGEST].lower()) is not None


def is_title(names: str) -> bool:
    """Whether an element is called a title."""
    return bool(names) and _names().titles.search(names) is not None


def maker_link(href: str | None) -> str:
    """Return the word of a link to somebody's page (`/penulis/nama`) that tells what they do, or ""."""
    found = _names().links.search(href) if href else None
    return found[1] if found is not None else ""


@lru_cache(maxsize=4096)
def role_of(names: str) -> BylineRole | None:
    """Return the role of the maker whom an element's names promise, or None."""
    return next((role for words, role in _names().makers if words.search(names)), None) if names else None
